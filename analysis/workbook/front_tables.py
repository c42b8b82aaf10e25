"""The tables on the page in front of a comparison."""

from collections.abc import Iterator

import pandas as pd

from analysis.reading.english import words
from analysis.showing.shown import Shown
from analysis.workbook.found import Found
from analysis.workbook.laying import says_something

_MOST_ROWS = 40
_PAIR = words("target_line reference_line names dates words")
_BESIDE = words("document words quoted_share names_shared names_own episodes phrases phrases_quoted quotes")


def reading_tables(found: Found) -> Iterator[Shown]:
    """The texts as they were read, and where to look in the files."""
    documents = found.study.corpus.documents.assign(
        kind=found.study.corpus.documents["kind"].replace("", "–"),
        file=[document.source.name for document in found.study.corpus.texts.values()],
    )
    columns = ["document", "file", "words", "quoted_share", "blocks", "notes", "language"]
    yield found.study.show(documents, columns, rows=_MOST_ROWS)
    look = found.tables["look_here"].table
    if len(look):
        look = look.assign(document=look["document"].replace("", "files"))
        caption = "Look here in the files."
        yield found.study.show(look, ["document", "line", "says"], rows=_MOST_ROWS, caption=caption)


def tables_to_read(found: Found) -> Iterator[Shown]:
    """Places that the rules propose; a reader decides."""
    if len(found.study.corpus) == 2:
        yield from _told_in_both(found)
    causes = found.tables["causes"].table
    if len(causes):
        told = causes[says_something(causes)]
        first = told.groupby("document", sort=False).head(max(2, 10 // len(found.study.corpus)))
        short = {side: first[side].str.split().str[:8].str.join(" ") for side in ("cause", "effect")}
        columns = ["document", "line", "cause", "connective", "effect"]
        caption = "Causal claims, told by their grammar: the first of each text."
        yield found.study.show(first.assign(**short), columns, rows=20, caption=caption)


def _told_in_both(found: Found) -> Iterator[Shown]:
    pairs, runs = found.tables["episodes"].table, found.tables["shared_phrases"].table
    if len(pairs):
        yield found.study.show(
            pairs,
            _PAIR if len(found.study.corpus) == 2 else ["reference_document", *_PAIR],
            headings={"names": "names in both", "dates": "dates in both", "words": "words in both"},
            rows=8,
            caption="Passages that may tell the same: open both at these lines.",
        )
    runs = runs[~runs["formula"].astype(bool)] if len(runs) else runs
    if len(runs):
        caption = "Runs of words in both that are no name or stock phrase."
        yield found.study.show(runs, ["phrase", "target_line", "reference_line"], rows=8, caption=caption)


def beside_tables(found: Found) -> Iterator[Shown]:
    """Each text beside the target in a row, and the longest runs of words that they share with it."""
    target = found.study.names["target"]
    yield found.study.show(
        found.beside["beside_over_all"].table,
        _BESIDE,
        rows=_MOST_ROWS,
        caption=f"Each text beside {target}, in the order of the files' names.",
    )  # fmt: skip
    runs: pd.DataFrame = found.beside["beside_phrases"].table
    if len(runs):
        yield found.study.show(
            runs.groupby("reference_document", sort=False).head(2),
            ["reference_document", "phrase", "reference_line", "target_line", "quoted"],
            headings={"reference_document": "text", "reference_line": "line"},
            rows=_MOST_ROWS,
            caption=f"The longest runs of words shared with {target}, names and stock phrases aside: two of each text.",
        )
