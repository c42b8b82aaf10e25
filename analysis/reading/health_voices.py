"""What of the voices of a text should be looked at: who is quoted, what is never closed, what is cited in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.corpus import BODY_KINDS, Document
from analysis.reading.english import NOT_NAMES
from analysis.reading.judging import CLOSING
from analysis.reading.quotations import LONG_OPEN
from analysis.reading.speakers import UNKNOWN

_MOST_QUOTED, _LONE, _ENOUGH, _CITATIONS = 0.6, 5, 10, 5
_OPENING, _SHOWN, _MORE = tuple('“"„'), 5, 8
_BRACKETED = re.compile(r"[\[(]([^\[\]()]{4,200})[\])]")
_PLACE = re.compile(r"\b(?:pp?\.\s?\d|op\.\s?cit|ibid\b)", re.IGNORECASE)
_NO_NAMES = "|".join((*NOT_NAMES, "Spring", "Summer", "Autumn", "Fall", "Winter", "(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)"))
_NAME_AND_YEAR = re.compile(  # Smith 1990; see Smith and Lee, 1990: 12
    rf"(?:(?:[Ss]ee|[Cc]f\.|e\.g\.,?)\s)?(?!(?:{_NO_NAMES})\b)[A-Z][\w’'-]+"
    r"(?:,?\s(?:and|&|et|al\.|[A-Z][\w’'.-]*)){0,5},?\s(?:1[5-9]|20)\d\d[a-z]?\s*(?:[,:;]|$)"
)


@dataclass(frozen=True)
class Seen:
    """One document with its rows of the corpus's tables."""

    document: Document
    about: dict
    blocks: pd.DataFrame
    quotations: pd.DataFrame
    notes: pd.DataFrame
    edits: pd.DataFrame

    @property
    def body(self) -> pd.DataFrame:
        return self.blocks[self.blocks["kind"].isin(BODY_KINDS)]


Found = Iterator[tuple[str, int, str]]


def tell_quoted(seen: Seen) -> Found:
    share = seen.about["quoted_share"]
    if share < _MOST_QUOTED:
        return
    of = seen.body["kind"].value_counts()
    kind = {"block_quote": "block quotations", "speech": "turns of dialogue"}.get(str(of.idxmax()), "quotations")
    line = int(seen.body["first_line"].iloc[0])
    yield "voices", line, f"{share:.0%} of this text is read as somebody else's words, mostly {kind}."


def _outermost(quotations: pd.DataFrame) -> pd.DataFrame:
    """Quotations that lie in no other: they stand in order, the outer before the inner."""
    before = quotations["end"].cummax().shift(fill_value=0)
    return quotations[quotations["end"] > before]


def tell_unknown(seen: Seen) -> Found:
    said = _outermost(seen.quotations[seen.quotations["kind"].isin(["inline", "block", "speech"])])
    unknown = said[said["speaker"] == UNKNOWN]
    if len(said) >= _ENOUGH and len(unknown) > len(said) / 2:
        line = seen.document.line_at(int(unknown["start"].iloc[0]))
        says = f"Of {len(said)} quotations {len(unknown)} have a speaker whom the program could not tell."
        yield "voices", line, says
    lone = seen.edits[seen.edits["rule"] == "lone quotation mark"]
    if len(lone) >= _LONE:
        yield "voices", int(lone["line"].iloc[0]), f"{len(lone)} quotation marks have no fellow."


def tell_open(seen: Seen) -> Found:
    """Paragraphs of some length whose first sign is a quotation mark that nothing closes."""
    prose = seen.blocks[seen.blocks["kind"] == "prose"]
    ends = seen.quotations.groupby("start")["end"].max().to_dict()
    goes_on = prose["text"].str[:1].shift(-1, fill_value="").isin(_OPENING)
    found = []
    columns = (prose[name] for name in ("text", "start", "end", "first_line"))
    for text, start, end, line, runs_on in zip(*columns, goes_on, strict=True):
        n, to = len(text.split()), ends.get(start)
        is_open = to is None or (to == end and text[-1] not in CLOSING)
        if is_open and not runs_on and n >= LONG_OPEN and text.startswith(_OPENING):
            found.append((int(line), n, "" if to is None else " and is read as a quotation to its end"))
    for line, n, read in found[:_SHOWN]:
        says = f"A paragraph of {n} words opens with a quotation mark that is never closed{read}"
        yield "voices", line, f"{says}: is it somebody else's?"
    if more := found[_SHOWN:]:
        lines = ", ".join(str(line) for line, *_ in more[:_MORE]) + " …" * (len(more) > _MORE)
        says = "more paragraphs open with a quotation mark that is never closed (lines"
        yield "voices", more[0][0], f"{len(more)} {says} {lines})."


def tell_citations(seen: Seen) -> Found:
    """Sources named in brackets amid the text, which no rule takes out of its words."""
    found = [
        line
        for line, text in zip(seen.body["first_line"], seen.body["text"], strict=True)
        for inside in _BRACKETED.findall(text)
        if _PLACE.search(inside) or _NAME_AND_YEAR.match(inside)
    ]
    if len(found) >= _CITATIONS:
        says = "citations in brackets stand in the text and are counted as its words"
        yield "notes", int(found[0]), f"{len(found)} {says}."
