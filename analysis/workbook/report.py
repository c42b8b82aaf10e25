"""The report: every executed notebook as a web page, and a page in front with the findings."""

import html
import re
from pathlib import Path

from analysis.claims import collect_claims
from analysis.workbook.pages import notebook_page, page

TITLE = "Two tellings"
_WHAT = (
    "Two texts on the same history, read against each other. Each page is a notebook as it ran, with its figures and "
    "tables; the code is folded away."
)
_HOW = "Each sentence is tied to numbers that were computed; where they no longer bear it out, the run stops."


def report_files(notebooks: dict[str, object], folder: Path) -> dict[Path, bytes]:
    """The files of the report, to be written: `index.html` and a page for each notebook.

    Parameters: `notebooks`, executed, by name and in reading order. Returns: path → bytes.
    """
    titles = {name: headline(notebook) for name, notebook in notebooks.items()}
    pages = {"index": page(TITLE, _front(notebooks, titles), _links(titles, "index"))}
    names = list(notebooks)
    for name, notebook in notebooks.items():
        following = names[names.index(name) + 1 :][:1]
        after = "".join(f'Next: <a href="{other}.html">{html.escape(titles[other])}</a>' for other in following)
        pages[name] = page(f"{titles[name]} – {TITLE}", notebook_page(notebook), _links(titles, name), after)
    return {folder / f"{name}.html": text.encode() for name, text in pages.items()}


def headline(notebook) -> str:
    """The first heading of a notebook, without marks of Markdown."""
    for cell in notebook["cells"]:
        found = cell["cell_type"] == "markdown" and re.search(r"(?m)^#\s+(.+)$", cell["source"])
        if found:
            return re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", found[1]).strip()
    return "Notebook"


def findings(notebooks: dict[str, object]) -> list[tuple[str, str, str]]:
    """(notebook, sentence, standing) of every claim the notebooks show, in reading order, each sentence once."""
    rows = {}
    for name, notebook in notebooks.items():
        for record in collect_claims(notebook):
            rows.setdefault(record["text"], (name, record["text"], standing(record)))
    return list(rows.values())


def standing(record: dict) -> str:
    """What sort of statement a recorded claim is, in the words the notebook uses."""
    from analysis.claims import Claim

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
    items = {"index": "Contents"} | {name: name.replace("_", " ") for name in titles}
    current = ' aria-current="page"'
    return "\n".join(
        f'<a href="{name}.html"{current if name == here else ""}>{text}</a>' for name, text in items.items()
    )
