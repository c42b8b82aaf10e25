"""On what each text rests: its notes and works cited, what each names, and the words that it supports."""

import re

import pandas as pd

from analysis.corpus import QUOTED_KINDS, Corpus
from analysis.door import checked
from analysis.reading.notes import parse_source
from analysis.reading.people import People
from analysis.sentences import split_sentences

COLUMNS = [
    "document", "note", "quotation", "author", "title", "year", "document_year", "kind",
    "supports_start", "supports_end", "same_as", "line",
]  # fmt: skip
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?),?\s+"
_DATED = re.compile(rf"(?:{_DAY}|\b(?:Spring|Summer|Autumn|Fall|Winter)\s+)(?P<year>1[0-9]\d\d|20\d\d)\b")
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_SPAN = re.compile(rf"{_DATED.pattern}\s?[-–]\s?{_DATED.pattern.replace('?P<year>', '')}")
_READ = re.compile(r"\b(?:accessed|retrieved|visited|last modified)\b[^.;]*", re.IGNORECASE)
# The imprint: (Place: House, 1993), Place: House, 1974, or no. 7 (1961).
_IMPRINT = re.compile(r"(?:\((?:[^()]*[:,]\s*)?|:\s[^.:()\d]+,\s)(?P<year>1[5-9]\d\d|20\d\d)[a-z]?\)?(?=[\s,.;:)]|$)")
_IBID = re.compile(r"^\W*ibid(?:em)?\b|^\W*id(?:em)?\.", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:op|loc)\.\s?cit\b|\bcited (?:above|earlier)\b|\bsee note (?P<note>\d+)\b", re.IGNORECASE)
_SHORT = re.compile(
    r"^(?P<author>[^\W\d_][\w’'.-]+(?: and [^\W\d_][\w’'-]+)?),\s+(?P<title>[^,;()]{3,80}?)[,”’]*\s+(?:pp?\.\s*)?\d"
)


@checked
def describe_sources(corpus: Corpus) -> pd.DataFrame:
    """Each note, each quotation without one, and each work cited: who made it, when, and which words rest on it.

    Read `supports_start` to `supports_end` first: what the source is called upon for. Then `document_year` beside
    `year`: a text of 1959 may be read in a book of 1993.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a note, in order; then a quotation that has none; then a work of the list of works cited:
        document, note, quotation : which; note and quotation are <NA> where the row is none
        author, title : as the note names them, of a quotation its speaker; "" where not told
        year : of the publication; <NA> where the note does not tell it
        document_year : of the thing cited, where the note dates it apart from its publication; else <NA>
        kind : "primary", "scholarly", "reference", "web" or "", as in `corpus.notes`; a quotation without note has ""
        supports_start, supports_end : the quotation or the sentence before the mark; <NA> for a work cited, and for a
            note that nothing calls for
        same_as : the note in which the same work was named first, for ibid., op. cit. and short titles; else <NA>
        line : of the file, where the mark or the quotation stands; <NA> likewise

    Notes
    -----
    A note with several sources is described by its first. Doubt `kind`, which goes by words of the note, and `year` in
    notes that give several; what a source carries is a reader's to say (`read_codings`, kind "source").
    """
    rows = []
    sentences = split_sentences(corpus)
    people = People.from_rows(corpus.names[["name", "kind", "alias"]].itertuples(index=False, name=None))
    for document in corpus:
        notes = corpus.notes[corpus.notes["document"] == document]
        said = corpus.quotations[corpus.quotations["document"] == document]
        said = said[said["kind"].isin(QUOTED_KINDS) & (said["speaker"] != "")]
        own = sentences[sentences["document"] == document]
        rows += _note_rows(corpus, document, notes, said, own)
        rows += _bare_quotations(corpus, document, notes, said, own)
        rows += _works_cited(corpus, document, people)
    table = pd.DataFrame(rows, columns=COLUMNS)
    whole = ("note", "quotation", "year", "document_year", "supports_start", "supports_end", "same_as", "line")
    return table.astype(dict.fromkeys(whole, "Int64"))


def _note_rows(corpus: Corpus, document: str, notes, said, sentences) -> list[dict]:
    rows: list[dict] = []
    for note in notes.to_dict("records"):
        untitled = note["text"].replace(note["source_title"], " ", 1)
        years = read_years(untitled, primary=note["source_kind"] == "primary")
        row = dict.fromkeys(COLUMNS, pd.NA) | {
            "document": document,
            "note": note["note"],
            "author": note["source_author"],
            "title": note["source_title"],
            "kind": note["source_kind"],
            "year": years[0],
            "document_year": years[1],
            "same_as": _named_before(note["text"], rows),
        }
        if not pd.isna(note["at"]):
            start, end = _supported(int(note["at"]), said, sentences)
            row |= {"supports_start": start, "supports_end": end, "line": corpus[document].line_at(int(note["at"]))}
        again = [] if pd.isna(row["same_as"]) else [other for other in rows if other["note"] == row["same_as"]]
        for before in again[:1]:
            row |= {name: before[name] for name in ("author", "title", "year", "document_year", "kind")}
        rows.append(row)
    return rows


def read_years(text: str, *, primary: bool) -> tuple[object, object]:
    """(year of the publication, year of the thing cited), each <NA> where a note does not tell it.

    An imprint dates the publication, a day or a month the thing; without an imprint a dated thing that is no source of
    its time (an article, a page) was published on that day.

    >>> read_years("Letter to N., 3 May 1912, in Works (Berlin: Dietz, 1971), 12.", primary=True)
    (1971, 1912)
    >>> read_years("“Bread.” The Gazette, 5 April 1911.", primary=False)
    (1911, <NA>)
    """
    text = _READ.sub(" ", text)
    span = _SPAN.search(text)
    if span:  # a volume that holds what was written from one date to another
        imprint = [int(found["year"]) for found in _IMPRINT.finditer(_SPAN.sub(" ", text))]
        return (imprint[-1] if imprint else pd.NA), int(_YEAR.findall(span[0])[0])
    dated = [int(found["year"]) for found in _DATED.finditer(text)]
    without = _DATED.sub(" ", text)
    imprint = [int(found["year"]) for found in _IMPRINT.finditer(without)]
    bare = [int(year) for year in re.findall(r"(?<![-–\d])(?:1[5-9]\d\d|20\d\d)(?![-–\d])", without)]
    if imprint:
        earlier = [year for year in dated if year < imprint[-1]] if primary or dated else []
        return imprint[-1], min(earlier) if earlier else pd.NA
    if primary and dated:
        return (max(dated) if len(set(dated)) > 1 and max(dated) - min(dated) > 1 else pd.NA), min(dated)
    told = dated or bare
    return (told[0] if told else pd.NA), pd.NA


def _supported(at: int, said: pd.DataFrame, sentences: pd.DataFrame) -> tuple[int, int]:
    """The quotation that ends at a mark, else what the mark's sentence says before it."""
    near = said[(said["end"] <= at) & (said["end"] >= at - 3)]
    if len(near):
        return int(near["start"].min()), int(near["end"].max())
    held = sentences[(sentences["start"] < at) & (sentences["end"] >= at - 1)]
    return (int(held["start"].iloc[-1]), at) if len(held) else (max(at - 1, 0), at)


def _named_before(text: str, rows: list[dict]) -> object:
    """The note that named the same work first: for ibid. the one before, for a short title the one that fits."""
    if not rows or not text:
        return pd.NA
    if _IBID.match(text):
        return rows[-1]["note"] if pd.isna(rows[-1]["same_as"]) else rows[-1]["same_as"]
    again, short = _AGAIN.search(text), _SHORT.match(text)
    if again and again["note"]:
        return int(again["note"])
    if not (again or short):
        return pd.NA
    author = (short["author"] if short and not again else re.split(r"\W", text.strip(), maxsplit=1)[0]).casefold()
    title = short["title"].strip(" “”\"'*_").casefold() if short else ""
    for row in rows:
        if author.split(" ")[-1] in str(row["author"]).casefold() and title in str(row["title"]).casefold():
            return row["note"]
    return pd.NA


def _bare_quotations(corpus: Corpus, document: str, notes, said, sentences) -> list[dict]:
    """Quotations with no mark at their end, in the rest of their sentence, or where the speaker or the talk goes on."""
    marks = notes["at"].dropna().to_numpy(int)
    columns = ("start", "end", "quotation", "speaker", "kind")
    quotes = list(zip(*(said.sort_values("start", kind="stable")[name] for name in columns), strict=True))
    rows, covered = [], False
    for place, (start, end, number, speaker, kind) in reversed(list(enumerate(quotes))):
        after = sentences[sentences["end"] >= end]["end"]
        close = max(int(after.iloc[0]), end) if len(after) else end
        following = quotes[place + 1] if place + 1 < len(quotes) else None
        covered = ((marks >= start) & (marks <= close + 1)).any() or (
            covered and following is not None and _goes_on(following, end, speaker, kind)
        )
        if covered:
            continue
        facts = {"document": document, "quotation": number, "author": speaker, "title": "", "kind": ""}
        told = {"supports_start": start, "supports_end": end, "line": corpus[document].line_at(int(start))}
        rows.append(dict.fromkeys(COLUMNS, pd.NA) | facts | told)
    return rows[::-1]


def _goes_on(following: tuple, end: int, speaker: str, kind: str) -> bool:
    """Whether the next quotation goes on with this one: the same speaker a few words on, or the next turn of a talk."""
    turns = kind == following[4] == "speech"
    return following[0] - end <= (4 if turns else 80) and (turns or following[3] == speaker)


def _works_cited(corpus: Corpus, document: str, people: People) -> list[dict]:
    blocks = corpus.blocks[(corpus.blocks["document"] == document) & (corpus.blocks["kind"] == "back_matter")]
    rows = []
    for text in blocks["text"]:
        source = parse_source(text, people)
        if not (source.title and source.author) or not re.search(r"\d{4}|n\.d\.|https?:", text):
            continue
        years = read_years(text.replace(source.title, " ", 1), primary=source.kind == "primary")
        told = {"author": source.author, "title": source.title, "kind": source.kind}
        rows.append(
            dict.fromkeys(COLUMNS, pd.NA)
            | {"document": document}
            | told
            | dict(zip(("year", "document_year"), years, strict=True))
        )
    return rows
