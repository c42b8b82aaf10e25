"""The report: every executed notebook as a web page, a page in front with the findings, and README's list of them."""

import html
import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from nbformat import NotebookNode

from analysis.errors import AnalysisError
from analysis.showing.claims import Claim, collect_claims
from analysis.workbook.pages import notebook_page, page
from analysis.workbook.stored import output_texts, read_notebook

TITLE = "Two tellings"
_WHAT = (
    "Two texts on the same history, read against each other. Each page is a notebook as it ran, with its figures and "
    "tables; the code is folded away."
)
_HOW = "Each sentence is tied to numbers that were computed; where they no longer bear it out, the run stops."


def report_files(notebooks: Mapping[str, NotebookNode], folder: Path) -> dict[Path, bytes]:
    """The files of the report, to be written, with their bytes: `index.html` and a page for each executed notebook.

    The notebooks are given by name and in reading order.
    """
    titles = {name: headline(notebook) for name, notebook in notebooks.items()}
    pages = {"index": page(TITLE, _front(notebooks, titles), _links(titles, "index"))}
    names = list(notebooks)
    for name, notebook in notebooks.items():
        following = names[names.index(name) + 1 :][:1]
        after = "".join(f'Next: <a href="{other}.html">{html.escape(titles[other])}</a>' for other in following)
        pages[name] = page(f"{titles[name]} – {TITLE}", notebook_page(notebook), _links(titles, name), after)
    return {folder / f"{name}.html": text.encode() for name, text in pages.items()}


def headline(notebook: NotebookNode) -> str:
    """The first heading of a notebook, without marks of Markdown."""
    for cell in notebook["cells"]:
        found = cell["cell_type"] == "markdown" and re.search(r"(?m)^#\s+(.+)$", cell["source"])
        if found:
            return re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", found[1]).strip()
    return "Notebook"


def findings(notebooks: Mapping[str, NotebookNode]) -> list[tuple[str, str, str]]:
    """(notebook, sentence, standing) of every claim the notebooks show, in reading order, each sentence once."""
    rows: dict[str, tuple[str, str, str]] = {}
    for name, notebook in notebooks.items():
        for record in collect_claims(notebook):
            rows.setdefault(record["text"], (name, record["text"], standing(record)))
    return list(rows.values())


def standing(record: dict) -> str:
    """What sort of statement a recorded claim is, in the words the notebook uses."""
    return Claim(record["text"], record["kind"], record["family"], record["m"], (), "").standing


def _front(notebooks, titles) -> str:
    said = "\n".join(_finding(*finding) for finding in findings(notebooks))
    pages = "\n".join(
        f'<li><a href="{name}.html">{html.escape(title)}</a> <span class="standing">{name}</span></li>'
        for name, title in titles.items()
    )
    return (
        f"<h1>{TITLE}</h1>\n<p>{_WHAT}</p>\n<ol>\n{pages}\n</ol>\n<h2>Findings</h2>\n<p>{_HOW}</p>\n<ol>\n{said}\n</ol>"
    )


def _finding(name: str, text: str, how: str) -> str:
    where = f'<a href="{name}.html">{name.replace("_", " ")}</a>'
    return f'<li>{html.escape(text)} <span class="standing">({html.escape(how)}; {where})</span></li>'


def _links(titles: dict[str, str], here: str) -> str:
    items = {"index": "Contents"} | {name: name.replace("_", " ") for name in titles} | {"api/index": "functions"}
    current = ' aria-current="page"'
    return "\n".join(
        f'<a href="{name}.html"{current if name == here else ""}>{text}</a>' for name, text in items.items()
    )


FINDINGS = "07_comparison"  # the notebook whose claims README tells
OPEN = "<!-- findings: written by `python -m analysis notebooks --store` -->"
CLOSE = "<!-- /findings -->"


def renew_findings(readme: str, notebooks: Mapping[str, NotebookNode]) -> str:
    """README's text with the claims of the notebook of findings as a list.

    Errors: a README without the two marks.
    """
    if OPEN not in readme or CLOSE not in readme:
        raise AnalysisError(f"README.md has lost the marks of its findings; put {OPEN} and {CLOSE} where they belong.")
    told = findings({name: notebook for name, notebook in notebooks.items() if name == FINDINGS})
    lines = [f"{number}. {text} *({re.split('[ ;]', how)[0]})*" for number, (_, text, how) in enumerate(told, 1)]
    block = "\n".join([OPEN, *lines, CLOSE])
    return re.sub(f"{re.escape(OPEN)}.*?{re.escape(CLOSE)}", lambda _: block, readme, flags=re.DOTALL)


def compare_indexes(stored: dict[str, dict], drawn: dict[str, dict]) -> list[str]:
    """Differences between the stored figures and those just drawn, a sentence each; none when they agree."""
    changed = [name for name in drawn if name in stored and stored[name]["digest"] != drawn[name]["digest"]]
    shared = [name for name in drawn if name in stored and name not in changed]
    retold = [name for name in shared if any(stored[name][key] != drawn[name][key] for key in ("caption", "alt"))]
    named = (
        ("are not stored yet", sorted(set(drawn) - set(stored))),
        ("are stored and no longer drawn", sorted(set(stored) - set(drawn))),
        ("show other numbers than the stored ones", changed),
        ("have another caption or other words than the stored ones", retold),
    )
    return [f"{len(names)} figures {what}: {', '.join(names)}" for what, names in named if names]


def compare_notebooks(folder: Path, executed: Mapping[str, NotebookNode]) -> list[str]:
    """Names of notebooks whose stored outputs differ from what was just run."""
    stale = []
    for name, notebook in executed.items():
        stored = read_notebook(folder / f"{name}.ipynb")
        if list(output_texts(stored)) != list(output_texts(notebook)):
            stale.append(name)
    return stale


def tell_findings(notebooks: Mapping[str, NotebookNode]) -> str:
    """The findings in plain words, under the notebook that shows each, with what sort of statement it is."""
    lines = _under_notebooks(notebooks, "\n{0}", "  - {1} [{2}]")
    return "\n".join(lines).strip() or "The notebooks make no claims."


def _under_notebooks(notebooks: Mapping[str, NotebookNode], heading: str, line: str) -> list[str]:
    lines: list[str] = []
    for name, found in groupby(findings(notebooks), key=itemgetter(0)):
        lines += [heading.format(name), *(line.format(*finding) for finding in found)]
    return lines
