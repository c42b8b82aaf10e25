"""Texts in, a folder out: a report to open in a browser, the executed notebook, figures, tables, a summary."""

import hashlib
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode

from analysis.errors import AnalysisError, unknown_name
from analysis.files import save_file
from analysis.naming import compose, document_name
from analysis.sharing.page import Excerpts
from analysis.sharing.report import share_report
from analysis.study import Study, open_study
from analysis.workbook.found import Found, told_together
from analysis.workbook.front import front_page, summary_text
from analysis.workbook.gather import Gathered, gather_texts
from analysis.workbook.over_all import tell_beside
from analysis.workbook.pages import notebook_page, page
from analysis.workbook.run import FAILED, run_notebook
from analysis.workbook.running import Running
from analysis.workbook.saying import Say, start_telling
from analysis.workbook.shipped import bind_notebook, shipped_notebook
from analysis.workbook.staging import built_folder, check_free
from analysis.workbook.summary import tell_findings
from analysis.workbook.told_tables import NAMES as TABLES
from analysis.workbook.told_tables import Told, save_tables, tell_tables

NOTEBOOK = "reading"
_SLOW = ("topic_numbers", "tone_choices", "counting_choices", "topic_stability")  # of how_sure: seconds each
_BEGINNING = (
    "Made by `python -m analysis compare`. Turn a knob in the first box and run all cells again. What your texts are "
    "too short for, or do not have, is left out with a sentence."
)


def compare_texts(
    named: list[str],
    *,
    out: str | None = None,
    usual: str | None = None,
    target: str | None = None,
    excerpts: Excerpts = "all",
) -> tuple[Path, Found]:
    """Compares texts and writes the folder; gives back where it is, and what was found.

    `out` is where it was asked for, `usual` where it goes else (after the texts' names if left out).

    Errors: AnalysisError where fewer than two texts can be read, for a target that is none of them, and for a folder
    that holds something else or cannot be written.
    """
    say = start_telling()
    if out is not None:
        check_free(Path(out))  # before anybody waits
    gathered = gather_texts(named)
    chosen = _target(gathered, target)
    folder = Path(out or usual or _usual_place(gathered, chosen))
    files = "\n".join(sorted(_seen_from(folder.parent, file) for file in gathered.files.values()))
    of = hashlib.sha256(files.encode("utf-8", "surrogateescape")).hexdigest()
    with built_folder(folder, of=of, asked=out is not None) as stage:
        say(f"read {len(gathered.files)} texts: {', '.join(list(gathered.files)[:6])}")
        found = _fill(stage, gathered, chosen, say)
        _share(stage, found, excerpts)
    say(f"written to {folder}")
    return folder, found


def _target(gathered: Gathered, target: str | None) -> str:
    """The document looked from: the one named, by the name of its file or without its ending; else the first."""
    names = list(gathered.files)
    lost = {document_name(name) for name, _ in gathered.failed}
    wanted = names[0] if target is None else compose(Path(target).name)
    stems = {name: name for name in names}
    for name, path in gathered.files.items():
        stems |= {compose(path.name): name, document_name(path): name}
    if wanted not in stems:
        if document_name(wanted) in lost or wanted in lost:
            raise AnalysisError(f"{wanted} is to be the target and could not be read.")
        raise unknown_name("text", target, names)
    return stems[wanted]


def _usual_place(gathered: Gathered, target: str) -> Path:
    return Path(
        re.sub(r"[^\w.-]+", "_", told_together([name[:40] for name in gathered.files], target[:40])).strip("._")
    )


def _fill(stage: Path, gathered: Gathered, target: str, say: Say) -> Found:
    """Everything into the folder that is being built; the notebook runs beside the rest."""
    study = open_study(gathered.corpus, target=target)
    with _notebook_running(stage, gathered, target) as running:
        tables = {}
        for told in tell_tables(study):
            tables[told.name] = told
            say(f"{len(tables)} of {len(TABLES)} tables: {told.name.replace('_', ' ')}", often=True)
        beside = _beside(study, say) if len(study.corpus) > 2 else {}
        figures = _draw(study, stage / "figures", say)
        claims, unasked = tell_findings(study)
        say(f"{len(claims)} sentences that hold")
        found = Found(study, gathered, tables, claims, unasked, figures, beside)
        save_tables([*beside.values(), *tables.values()], stage, sides=study.names)
        say("waiting for the notebook")
        return _write_pages(stage, found, running)


@contextmanager
def _notebook_running(stage: Path, gathered: Gathered, target: str) -> Iterator[Running[NotebookNode]]:
    path = stage / "notebooks" / f"{NOTEBOOK}.ipynb"
    whole = gathered.folder
    texts = [_seen_from(path.parent, file) for file in gathered.files.values()]
    heading = told_together(list(gathered.files), target)
    bound = bind_notebook(
        shipped_notebook("template"),
        texts=texts if whole is None else _seen_from(path.parent, whole),
        target=document_name(gathered.files[target]),
        heading=heading,
        beginning=_BEGINNING,
    )
    save_file(path, (nbformat.writes(bound) + "\n").encode())
    running = Running(lambda: run_notebook(path, strict=False))
    try:
        running.start()
        yield running
    finally:
        running.stop()


def _seen_from(folder: Path, file: Path) -> str:
    """A file as a notebook in a folder calls it; by its whole path where it lies on another drive."""
    try:
        return Path(os.path.relpath(file.resolve(), folder.resolve())).as_posix()
    except ValueError:
        return file.resolve().as_posix()


def _beside(study: Study, say: Say) -> dict[str, Told]:
    seen: list[str] = []

    def count(name: str) -> None:
        seen.append(name)
        say(f"{len(seen)} of {len(study.corpus) - 1} texts set beside {study.names['target']}", often=True)

    return {told.name: told for told in tell_beside(study, done=count)}


def _draw(study: Study, folder: Path, say: Say) -> pd.DataFrame:
    """Draws each figure that these texts fill; which were left out, and why, stands in the table given back."""
    from analysis.figures import recipes, save_figures

    rows = []
    names = [name for name in recipes() if name not in _SLOW]
    for place, name in enumerate(names, 1):
        try:
            with warnings.catch_warnings(action="ignore", category=UserWarning):  # of matplotlib, about narrow room
                rows.append(save_figures(study, [name], folder=folder).iloc[0].to_dict())
        except Exception as error:  # one figure must not cost the others; what went wrong is said in the report
            why = str(error) if isinstance(error, AnalysisError) else f"{type(error).__name__}: {error}"
            rows.append({"name": name, "caption": "", "alt": "", "digest": "", "left_out": why})
        say(f"{place} of {len(names)} figures: {name.replace('_', ' ')}", often=True)
    return pd.DataFrame(rows)


def _write_pages(stage: Path, found: Found, running: Running[NotebookNode]) -> Found:
    links = {"index": "Summary", NOTEBOOK: "The whole reading"}
    path = stage / "notebooks" / f"{NOTEBOOK}.ipynb"
    wrong: list[str] = []
    try:
        notebook = running.result()
        save_file(path, (nbformat.writes(notebook) + "\n").encode())
        wrong = [
            f"The notebook: {output['text'].removeprefix(FAILED).strip()}"
            for cell in notebook["cells"]
            for output in cell.get("outputs", ())
            if output["output_type"] == "stream" and output["text"].startswith(FAILED)
        ]
        body = page(found.heading, notebook_page(notebook), _links(links, NOTEBOOK))
        save_file(stage / f"{NOTEBOOK}.html", body.encode())
    except Exception as error:  # the rest of the work is not lost for it
        wrong = [f"The notebook was not run to its end: {error}"]
        links.pop(NOTEBOOK)
    found = Found(**{**vars(found), "wrong": tuple(wrong)})
    front = page(found.heading, front_page(found, stage), _links(links, "index"))
    save_file(stage / "index.html", front.encode())
    save_file(stage / "summary.md", summary_text(found, markdown=True).encode())
    return found


def _share(stage: Path, found: Found, excerpts: Excerpts) -> None:
    """The page that answers questions, and links to it from the others; left out, with a sentence, where it fails."""
    from analysis.figures.index import read_pictures

    pages = {path: path.read_bytes() for path in sorted(stage.glob("*.html"))}
    try:
        pages = share_report(pages, found.study, excerpts=excerpts, pictures=read_pictures(stage / "figures"))
    except AnalysisError as error:
        print(f"explore.html is left out: {error}", file=sys.stderr)
    for path, content in pages.items():
        save_file(path, content)


def _links(links: dict[str, str], here: str) -> str:
    current = ' aria-current="page"'
    return "\n".join(
        f'<a href="{name}.html"{current if name == here else ""}>{text}</a>' for name, text in links.items()
    )
