"""The health check: what of a reading a person should look at before believing any count, in plain sentences."""

import re
from collections.abc import Callable

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import check_kind, name_some
from analysis.reading.health_voices import Found, Seen, tell_citations, tell_open, tell_quoted, tell_unknown
from analysis.reading.language import ENGLISH, name_language, tell_languages

_MOST_HEADINGS, _LONG_WORD, _LONG_BLOCK = 0.4, 25, 2_500
_FEW_WORDS, _APART, _MOST_FILES = 300, 0.03, 20
_STOPS, _CAPITALS = 0.5, 10
_WORD = re.compile(r"[^\W\d_]+")
_REPLACED = re.compile("\ufffd")


@checked
def check_reading(corpus: Corpus) -> pd.DataFrame:
    """What to look at before you believe a count: signs that a file was read otherwise than it was meant.

    Read `says`, then open the file at `line`. What is mended or told in corpus.toml does not come back.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a thing seen, by document and line; none where there is nothing to say.
        document : its name; "" for files that were not read
        about : what it is about: "structure", "words", "notes", "voices", "left out", "language", "files"
        line : of the file where it is first seen (of a .pdf the page, of a .docx or .epub the paragraph)
        says : one sentence, with the count

    Raises
    ------
    AnalysisError
        For something else than a Corpus.

    Notes
    -----
    Doubt it where it is silent: it knows the faults that were seen, not those to come. Read `corpus.edits` too.
    """
    check_kind("check_reading", corpus, "Corpus")
    rows: list[tuple[str, str, int, str]] = []
    folders = [name for name in corpus.left_out if name.endswith("/")]
    if files := [name for name in corpus.left_out if name not in folders]:
        told = f"Not read: {name_some(files, _MOST_FILES)}; save as .docx, .odt, .txt or .pdf what belongs here."
        rows.append(("", "files", 1, told))
    if folders:
        told = (
            f"Texts in folders of this folder are not read: {name_some(folders, _MOST_FILES)}; name these folders too."
        )
        rows.append(("", "files", 1, told))
    first: dict[str, str] = {}
    for name, document in corpus.texts.items():
        twin = first.setdefault(document.text, name)
        if twin != name:
            rows.append((name, "files", 1, f"It holds the same text as {twin}: was one file given twice?"))
    tables = {
        name: dict(iter(getattr(corpus, name).groupby("document")))
        for name in ("blocks", "quotations", "notes", "edits")
    }
    if told := tell_languages(document.language for document in corpus.texts.values()):
        rows.append(("", "language", 1, told))
    empty = {name: getattr(corpus, name).iloc[:0] for name in tables}
    for about in corpus.documents.to_dict("records"):
        parts = {name: tables[name].get(about["document"], empty[name]) for name in tables}
        seen = Seen(corpus[about["document"]], about, **parts)
        found = [(topic, line, says) for check in _CHECKS for topic, line, says in check(seen)]
        rows += [(about["document"], *row) for row in sorted(found, key=lambda row: row[1])]
    return pd.DataFrame(rows, columns=["document", "about", "line", "says"])


def _structure(seen: Seen) -> Found:
    kinds = seen.blocks["kind"].value_counts()
    prose, headings = seen.blocks[seen.blocks["kind"] == "prose"], int(kinds.get("heading", 0))
    if headings >= _CAPITALS and headings > _MOST_HEADINGS * len(seen.body):
        line = int(seen.blocks.loc[seen.blocks["kind"] == "heading", "first_line"].iloc[0])
        yield "structure", line, f"{headings} headings for {len(seen.body)} blocks of text: are they headings?"
    lengths = [len(text.split()) for text in prose["text"]]
    for line, n in zip(prose["first_line"], lengths, strict=True):
        if n > _LONG_BLOCK:
            yield "structure", int(line), f"A paragraph has {n:,} words: its borders may be lost."
    stopped = prose["text"].str.contains(r"[.?!:…][”\"’')\]]*\s*$")
    if len(prose) >= _CAPITALS and stopped.mean() < _STOPS:
        line = int(prose.loc[~stopped, "first_line"].iloc[0])
        yield "structure", line, f"{(~stopped).sum()} of {len(prose)} paragraphs stop in mid-sentence: is it verse?"
    capitals = seen.body[seen.body["text"].str.isupper()]
    if len(capitals) >= _CAPITALS:
        yield "structure", int(capitals["first_line"].iloc[0]), f"{len(capitals)} paragraphs are all in capitals."


def _words(seen: Seen) -> Found:
    words, declared = seen.about["words"], seen.document.declared_words
    first = int(seen.blocks["first_line"].iloc[0]) if len(seen.blocks) else 1
    if declared and abs(words - declared) > _APART * declared:
        yield "words", first, f"{words:,} words are read, and the text says of itself that it has {declared:,}."
    if words < _FEW_WORDS:
        yield "words", first, f"Only {words:,} words are read as text: too few for most comparisons."
    for says, fits in (
        ("words of more than 25 letters (glued together?)", _long_words),
        ("signs that could not be read (\ufffd)", _REPLACED.findall),
    ):
        yield from _count(seen, says, fits)


def _long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) > _LONG_WORD]


def _count(seen: Seen, says: str, find: Callable[[str], list[str]]) -> Found:
    """One row where `find` finds anything in the body: how often, and the first."""
    places = zip(seen.body["first_line"], seen.body["text"], strict=True)
    found = [(line, hits) for line, text in places if (hits := find(text))]
    if found:
        n, first = sum(len(hits) for _, hits in found), found[0][1][0]
        example = "" if first == "\ufffd" else f", the first “{first[:40]}”"
        yield "words", int(found[0][0]), f"{n} {says}{example}."


def _notes(seen: Seen) -> Found:
    notes = seen.notes
    called, told = notes["at"].notna(), notes["text"] != ""
    if not len(notes):
        return
    first = seen.document.line_at(int(notes.loc[called, "at"].iloc[0])) if called.any() else 1
    if called.any() and not told[called].any():
        yield "notes", first, f"{called.sum()} marks of notes are read, and no notes: their text may stand elsewhere."
    elif (called & ~told).any():
        numbers = ", ".join(map(str, notes.loc[called & ~told, "note"].head(8)))
        yield "notes", first, f"{(called & ~told).sum()} of {called.sum()} marks have no note: {numbers}."
    if (~called).any():
        numbers = ", ".join(map(str, notes.loc[~called, "note"].head(8)))
        yield "notes", first, f"{(~called).sum()} of {len(notes)} notes are called for nowhere in the text: {numbers}."


def _language(seen: Seen) -> Found:
    code = seen.document.language
    if code not in ("", ENGLISH):
        name = name_language(code)
        says = f"The text is in {name}: tone, hedges, speakers and short speech are found in English texts only"
        yield "language", 1, f"{says}; more of it may be quoted than is told."


_MENDED = {
    "encoding": "Letters were read as {after}: are accents and quotation marks right?",
    "mojibake": "Letters were broken when the file was saved: open it, and save it as UTF-8",
}


def _left_out(seen: Seen) -> Found:
    told = seen.edits["rule"].str.contains("left out|^works cited|^dropped") | seen.edits["rule"].isin(_MENDED)
    for rule, rows in seen.edits[told].groupby(seen.edits["rule"].astype(str), sort=False):
        first, last = int(rows["line"].min()), int(rows["line"].max())
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        name = _MENDED.get(rule, rule if "left out" in rule else f"{rule} left out")
        name = name.replace("{after}", str(rows["after"].iloc[0]))
        n = f", {len(rows)} times" if len(rows) > 1 else ""
        yield "left out", first, f"{name[0].upper()}{name[1:]} ({where}{n})."


_CHECKS = (_left_out, _structure, _words, _notes, tell_quoted, tell_unknown, tell_open, tell_citations, _language)
