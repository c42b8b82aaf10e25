"""What word processors write, whatever the format: paragraphs with a role and a look, tables, and notes."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from analysis.reading.chunks import Edit


class Run(NamedTuple):
    """A stretch of one look; "\\n" in its text is a line break, "\\t" a tab. A run that calls a note has no text."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    note: str = ""


@dataclass
class Paragraph:
    """Measures are points.

    `role` is one of those of `roles` (heading, title, subtitle, author, date, quotation, verse, pre, contents, index,
    bibliography, speaker, dialogue, stage, term, definition); "quoted verse"; "front" or "back" matter; `item` or
    `more` of a list (`more` goes on with the item before); or "" for ordinary text.
    """

    runs: list[Run] = field(default_factory=list)
    role: str = ""
    level: int = 0
    left: float = 0
    right: float = 0
    first: float = 0
    centred: bool = False
    size: float = 0
    gap: bool = False  # an empty paragraph, or as much space, stands before it

    @cached_property
    def text(self) -> str:
        """Its words; asked for once all runs are there."""
        return "".join(run.text for run in self.runs).strip()

    def rewrite(self, runs: list[Run]) -> None:
        self.runs = runs
        self.__dict__.pop("text", None)

    @property
    def bold(self) -> bool:
        return all(run.bold for run in self.runs if run.text.strip())

    @property
    def empty(self) -> bool:
        return not any(run.note or run.text.strip() for run in self.runs)


@dataclass
class Table:
    """Rows of cells; each cell is its paragraphs."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)


@dataclass
class Written:
    """A document as its program wrote it."""

    body: list[Paragraph | Table]
    notes: dict[str, list[Paragraph]]
    head: dict[str, str] = field(default_factory=dict)  # title and author, as the file's properties tell them
    left_out: list[Edit] = field(default_factory=list)  # `line` is the place in `body`
