"""The tables of a study as files: each with a name, a caption that says how it was made, and what could not be made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.codings import check_codings
from analysis.compare.comparison import Comparison
from analysis.errors import AnalysisError
from analysis.files import save_file
from analysis.history import find_shared_phrases, find_tensions, propose_episodes
from analysis.question import Names
from analysis.reading import check_reading, count_voices
from analysis.showing.headings import find_teller, heading
from analysis.showing.sheets import Sheet, excel_bytes
from analysis.showing.shown import csv_bytes
from analysis.study import Study
from analysis.topics import TopicModel

_MOST_ROWS = 5_000  # of a sheet in the spreadsheet of all tables, which opens slowly else; the CSV has every row
_FOUND = "Found by rules, which miss much and err: places to read, not findings."


@dataclass(frozen=True)
class Told:
    """A table with its name and caption; without rows and columns where `why` says that it could not be made."""

    name: str
    caption: str
    table: pd.DataFrame
    why: str = ""


_TABLES: dict[str, tuple[str, Callable[[Study], object]]] = {
    "documents": ("The texts as they were read.", lambda study: study.corpus.documents),
    "look_here": (
        "What to look at in the files before believing a count.",
        lambda study: _look_here(study),
    ),
    "edits": ("What was mended in reading, by line.", lambda study: study.corpus.edits),
    "voices": ("Whose words each text holds.", lambda study: count_voices(study.corpus)),
    "quotations": ("Every quotation, and who speaks in it.", lambda study: study.corpus.quotations),
    "names": (
        "How often each text has each name, by every way to write it; names without a list are suggested by capitals.",
        lambda study: _wide(study.coverage),
    ),
    "coverage": ("Names by text, with the line where each stands first.", lambda study: study.coverage),
    "dates": ("The dates that the texts name.", lambda study: study.dates),
    "episodes": (
        f"Passages that may tell the same. {_FOUND}",
        lambda study: propose_episodes(study.corpus, **study.sides),
    ),
    "shared_phrases": (
        "Runs of three words or more that both sides have; names and stock phrases last.",
        lambda study: find_shared_phrases(study.corpus, **study.sides),
    ),
    "tensions": (f"Sentences on one matter that may not agree. {_FOUND}", lambda study: find_tensions(study.corpus)),
    "causes": (f"Causal claims. {_FOUND}", lambda study: study.causes),
    "actions": (f"Who does what. {_FOUND}", lambda study: study.actions),
    "characterisations": (f"Words that judge or describe an actor. {_FOUND}", lambda study: study.characterisations),
    "sources": ("What each note and list of works names.", lambda study: study.sources),
    "codings": ("What a reader has marked.", lambda study: study.codings),
    "counts": ("Every word and name by text, in the voice chosen.", lambda study: study.counts),
    "words": ("", lambda study: study.contrast),
    "style": ("", lambda study: study.style),
    "tone": ("", lambda study: study.tone),
    "topics": ("Topics, by their words; read none that is marked.", lambda study: study.topics),
    "topic_contrast": ("", lambda study: study.topic_contrast),
}  # fmt: skip
NAMES = tuple(_TABLES)


def tell_tables(study: Study) -> Iterator[Told]:
    """Each table of a study, one after the other; the next goes on where one cannot be made."""
    for name, (caption, make) in _TABLES.items():
        try:
            found: Any = make(study)
        except Exception as error:  # one table must not cost the others; what went wrong is said in the report
            yield Told(name, caption, pd.DataFrame(), _why(error))
            continue
        if isinstance(found, Comparison):
            caption, found = found.show(rows=1).caption, found.by_verdict()
        table = found.quality if isinstance(found, TopicModel) else found
        yield Told(name, caption, study.written(table))


def _look_here(study: Study) -> pd.DataFrame:
    """What to look at in the texts, then in the marks that readers made of them."""
    seen = check_reading(study.corpus)
    try:
        marks = check_codings(study.codings)
    except AnalysisError:  # the table of marks says why
        return seen
    said = marks["says"].str.replace(r"^codings\.csv, line \d+: ", "", regex=True)
    marks = marks.assign(document="codings.csv", about="codings", line=marks["row"], says=said)
    return pd.concat([seen, marks[list(seen)]], ignore_index=True) if len(marks) else seen


def _why(error: Exception) -> str:
    return str(error) if isinstance(error, AnalysisError) else f"{type(error).__name__}: {error}"


def _wide(coverage: pd.DataFrame) -> pd.DataFrame:
    table = coverage.pivot(index=["name", "kind"], columns="document", values="n")
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    return table.reset_index().rename_axis(columns=None)


def save_tables(told: list[Told], folder: Path, *, sides: Names) -> None:
    """Writes each table with rows as CSV into tables/, and all of them into one spreadsheet beside it."""
    filled = [one for one in told if len(one.table)]
    for one in filled:
        save_file(folder / "tables" / f"{one.name}.csv", csv_bytes(one.table))
    save_file(folder / "tables.xlsx", excel_bytes((_sheet(one, sides) for one in filled), most=_MOST_ROWS))


def _sheet(one: Told, sides: Names) -> Sheet:
    columns = list(one.table.columns)
    named = {name: heading(name, columns) for name in columns}
    headings = [
        told.format_map(dict(sides)) if told.endswith(("{target}", "{reference}")) else told for told in named.values()
    ]
    return Sheet(one.name, one.table, headings, [find_teller(name, columns) for name in columns], one.caption)
