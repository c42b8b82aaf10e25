"""The tab Code: a form for a mark, the marks of the file, and what an event writes."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.codings import CODING_KINDS, save_coding, save_judgement
from analysis.codings.marks import find_quote
from analysis.codings.writing import JUDGED
from analysis.corpus import Corpus
from analysis.errors import AnalysisError
from analysis.explore.asked import Asked, Place
from analysis.explore.grids import Cell, Row, cut, grid
from analysis.explore.markup import Safe, button, choice, sentence, tag
from analysis.explore.passages import find_passage
from analysis.explore.proposals import SAYS, all_codings
from analysis.explore.told import place_button
from analysis.study import Study

UNCHOSEN = (
    "No passage is chosen yet: click a stroke or a line, or go to the tab Read; then mark words and press "
    "“Code this sentence”."
)
NEAR = 6_000  # signs around the passage where marked words are looked for first


def code_html(study: Study, asked: Asked) -> Safe:
    """The form, then every mark of codings.csv, to be read, confirmed and rejected."""
    marks = all_codings(study)
    status = marks.get("status", "")
    table = marks.assign(judged=status, line=marks["first_line"])
    table = table.iloc[::-1].reset_index(drop=True)
    cells: dict[str, Cell] = {
        "code": lambda row: cut(row["code"], 12),
        "quote": _quote_cell,
        "judged": lambda row: SAYS[row["judged"]].replace("proposed", "marked"),
        "judge": _judge_cell,
    }
    columns = ["row", "kind", "code", "document", "line", "quote", "coder", "judged", "judge"]
    caption = "Marks in codings.csv, beside the texts: the last written first."
    headings = {"judged": "what readers say", "judge": "judge it"}
    rows = grid(study, table, columns, asked, caption=caption, cells=cells, headings=headings)
    return tag(
        "section", _form(study.corpus, asked, marks), rows if len(marks) else sentence("No passage is marked yet.")
    )


def _form(corpus: Corpus, asked: Asked, marks: pd.DataFrame) -> Safe:
    """What is to be marked, and the words for it."""
    if asked.at is None:
        chosen = UNCHOSEN
    else:
        document, words = asked.at.document, corpus[asked.at.document].text[asked.at.start : asked.at.end]
        chosen = f"{document}, line {corpus[document].line_at(asked.at.start)}: “{cut(words, 40)}”"
    known = [tag("option", value=code) for code in dict.fromkeys(marks["code"])]
    return tag(
        "form",
        tag("h3", "Mark a passage"),
        tag("p", chosen, class_="chosen-words"),
        choice("Kind", "kind", [(kind, kind) for kind in CODING_KINDS], "episode", form=None),
        _field("Code: what the passage is", "code", list=f"{corpus_key(corpus)}-codes"),
        tag("datalist", known, id=f"{corpus_key(corpus)}-codes"),
        _field("Note: why", "note"),
        _field("Marked by", "coder", autocomplete="name"),
        tag("button", "Write to codings.csv", type="submit", data_key="write"),
        data_do="code",
        class_="code-form",
    )


def corpus_key(corpus: Corpus) -> str:
    """A name for this corpus that is unique in the page."""
    return f"x{id(corpus)}"


def _field(label: str, name: str, **attributes: object) -> Safe:
    return tag("label", tag("span", label), tag("input", type="text", name=name, data_key=f"code-{name}", **attributes))


def _quote_cell(row: Row) -> object:
    words = cut(row["quote"], 14) or "(a silence)"
    if pd.isna(row["start"]):
        return words if row["found"] else f"not found: {words}"
    return place_button(words, row["document"], row["start"], row["end"], class_="link", key=f"mark-{row['row']}")


def _judge_cell(row: Row) -> Safe:
    at = {"data_row": row["row"], "data_code": row["code"]}
    told = cut(row["code"], 8)
    return tag(
        "span",
        button(
            "Confirm", "rejudge", key=f"yes-{row['row']}", data_value="confirmed", aria_label=f"Confirm: {told}", **at
        ),
        button("Reject", "rejudge", key=f"no-{row['row']}", data_value="rejected", aria_label=f"Reject: {told}", **at),
        class_="row",
    )


def place_of_words(corpus: Corpus, at: Place, words: str) -> Place:
    """The place of words that were marked near a passage; the sentence itself where none were, or none are found."""
    read = find_passage(corpus, at)
    if not words.strip():
        return Place(read.document, read.start, read.end)
    try:
        spans = find_quote(corpus[at.document].text, words.strip())
    except (IndexError, ValueError):
        spans = []
    near = sorted(spans, key=lambda span: abs(span[0] - at.start))
    if near and abs(near[0][0] - at.start) < NEAR:
        return Place(at.document, *near[0])
    return Place(read.document, read.start, read.end)


def write_event(corpus: Corpus, asked: Asked, event: Mapping[str, Any]) -> str:
    """Does what an event of the page asks of codings.csv, and says in one sentence what was done, or why not."""
    told = {name: str(event.get(name, "")).strip() for name in ("code", "kind", "note", "coder", "value")}
    try:
        if event["do"] == "rejudge":
            save_judgement(corpus, int(event.get("row", 0)), told["value"], code=told["code"])
            return f"Line {event.get('row')} of codings.csv is {told['value']}."
        if event["do"] == "judge":
            if told["value"] not in JUDGED or not (places := _judged_places(event)):
                return "Nothing is chosen to be judged."
            for place in places:
                _save(corpus, place, code=told["code"], kind=told["kind"], status=told["value"])
            return f"{told['value'].capitalize()}, and written to codings.csv: {told['code']}."
        if asked.at is None and told["kind"] != "silence":
            return "No passage is chosen: click a stroke or a line first."
        _save(corpus, asked.at, code=told["code"], kind=told["kind"], note=told["note"], coder=told["coder"])
    except AnalysisError as error:
        return str(error)
    except ValueError:
        return "That passage or line is not known: choose it again."
    return f"Written to codings.csv: {told['code']} ({told['kind']})."


def _save(corpus: Corpus, at: Place | None, **told: Any) -> None:
    """Writes a mark of this passage; of none, for a silence."""
    at = at or Place("", 0, 0)
    save_coding(corpus, document=at.document, start=at.start, end=at.end, **told)


def _judged_places(event: Mapping[str, Any]) -> list[Place]:
    """The passage of a row, or both passages of a pair."""
    names = [("document", "start", "end"), ("otherDocument", "otherStart", "otherEnd")]
    return [
        Place(str(event[document]), int(event[start]), int(event[end]))
        for document, start, end in names
        if event.get(document)
    ]
