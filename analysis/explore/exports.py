"""The present view as a file to keep: its table as CSV or XLSX, its picture as PNG or SVG; bytes for the page."""

import re
from collections.abc import Callable

import pandas as pd

from analysis import figures
from analysis.errors import AnalysisError, TooLittleTextError
from analysis.explore.answers import Answer, ask
from analysis.explore.asked import Asked
from analysis.explore.coding import all_codings
from analysis.explore.grids import sort_rows
from analysis.explore.lines import line_parts, order_lines
from analysis.explore.pictures import query_picture
from analysis.explore.proposals import cause_table, episode_table
from analysis.explore.tabs import tone_table
from analysis.figures import Picture
from analysis.showing.sheets import Sheet, excel_bytes
from analysis.showing.shown import csv_bytes
from analysis.study import Study

KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_PICTURES = {"words": "word_contrasts", "tone": "tone_arcs", "topics": "topic_contrasts", "causes": "causes_given"}


def file_of(study: Study, asked: Asked, kind: str) -> tuple[str, bytes]:
    """A name and the bytes of a file of the present view; AnalysisError where the view has no such file."""
    if kind not in KINDS:
        raise AnalysisError(f"There is no export {kind!r}. There is: {', '.join(KINDS)}.")
    about = re.sub(r"\W+", "-", asked.query).strip("-")[:40] if asked.tab in ("find", "read") else ""
    name = "_".join(filter(None, ("explore", asked.tab, about))) + f".{kind}"
    if kind in ("png", "svg"):
        picture = picture_of(study, asked)
        return name, picture.png() if kind == "png" else picture.svg()
    table = table_of(study, asked)
    if kind == "csv":
        return name, csv_bytes(table)
    headings = [str(column) for column in table.columns]
    return name, excel_bytes([Sheet("explore", table, headings, [None] * len(headings), None)])


def table_of(study: Study, asked: Asked) -> pd.DataFrame:
    """The whole table behind the present view, in the order chosen."""
    makers: dict[str, Callable[[], pd.DataFrame]] = {
        "words": lambda: study.contrast.by_verdict(),
        "tone": lambda: tone_table(study),
        "topics": lambda: study.topic_contrast.table,
        "episodes": lambda: episode_table(study),
        "causes": lambda: cause_table(study),
        "code": lambda: all_codings(study),
    }
    if asked.tab in makers:
        return sort_rows(makers[asked.tab](), asked)
    return line_table(study, _found(study, asked), asked)


def line_table(study: Study, found: Answer, asked: Asked) -> pd.DataFrame:
    """The lines of a query: document, line, voice, speaker, left, match, right, start, end."""
    hits = order_lines(study.corpus, found.hits, asked.order)
    parts = pd.DataFrame(line_parts(study.corpus, hits), columns=["left", "match", "right"], index=hits.index)
    return pd.concat([hits[["document", "line", "voice", "speaker"]], parts, hits[["start", "end"]]], axis=1)


def _found(study: Study, asked: Asked) -> Answer:
    found = ask(study, asked.query, names=asked.names)
    if not len(found.hits):
        raise TooLittleTextError(found.told if asked.query else "Nothing is typed yet, so there is nothing to export.")
    return found


def picture_of(study: Study, asked: Asked) -> Picture:
    """The picture of the present view: of a query its shares and its barcode, of a tab its figure."""
    if asked.tab in _PICTURES:
        picture = getattr(figures, _PICTURES[asked.tab])(study)
        if picture.figure is None:
            raise TooLittleTextError(picture.caption)
        return picture
    if asked.tab not in ("find", "read"):
        raise TooLittleTextError("This tab has a table and no picture: export it as CSV or XLSX.")
    return query_picture(study, _found(study, asked), asked.query)
