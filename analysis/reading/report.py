"""The hygiene report: who speaks, what was in a file, what became of it, what a naive reading would have made."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, Document, find_rows
from analysis.door import checked
from analysis.reading.formats import source_text
from analysis.reading.health import check_reading
from analysis.reading.quotations import pair_quotes
from analysis.reading.read import read_corpus
from analysis.reading.tables import count_words_by_voice


@checked
def count_voices(corpus: Corpus) -> pd.DataFrame:
    """The ledger of words by speaker: whose words a document holds, and how many.

    Read `share` first: .2 beside a speaker says that a fifth of the words between the covers are that speaker's, as
    this text quotes them. Within a document the shares add to 1.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a voice of a document, the author first, then by words.
        document : its name
        voice : "author" or "quoted"
        speaker : "" for the author, "unknown" where the text does not tell
        words : how many, parted by white space, in the body
        share : of the document's words, 0 to 1

    Notes
    -----
    Doubt it where `corpus.quotations` names the wrong speaker or none: read those rows against the text. Words in
    scare quotes and titles are the author's.
    """
    rows = []
    for document, words in count_words_by_voice(corpus.texts, corpus.blocks, corpus.quotations).items():
        total = sum(words.values())
        ordered = sorted(words, key=lambda voice: (voice[0] == "quoted", -words[voice], voice[1]))
        rows += [(document, *voice, words[voice], words[voice] / total if total else 0.0) for voice in ordered]
    return pd.DataFrame(rows, columns=["document", "voice", "speaker", "words", "share"])


_FIRST_PERSON = re.compile(r"\b(?:I|me|my|mine|myself|[Ww]e|us|[Oo]urs?|ourselves)\b")
_GLUED_NUMBER = re.compile(r"[^\W\d][.,;:!?”’\"')\]]*(?:\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)(?!\w)")


@checked
def compare_with_naive(corpus: Corpus) -> pd.DataFrame:
    """What the usual tools would count in the same files, beside what the reader counts.

    Compare `naive` with `read`: where they differ much, a "finding" of the naive count would have been about the file
    and not about the text.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it; its files are read anew.

    Returns
    -------
    DataFrame
        One row a measure of a document, five for each.
        document : its name
        measure : words, paragraphs and turns, quoted words, words with a number glued on, the author's I and we
        naive : the count in the file as it is
        read : the count in what was read

    Raises
    ------
    ReadError
        For a file that can no longer be read.

    Notes
    -----
    Naive means: the file as it is, parted at white space, paragraphs at blank lines, everything between quotation
    marks (and nothing else) as quoted, every word the author's. Doubt it for formats other than plain text: there the
    naive side is what a plain conversion gives.
    """
    body = corpus.blocks[corpus.blocks["kind"].isin(BODY_KINDS)]
    texts = body.groupby("document")["text"].agg(list).to_dict()
    voices = count_voices(corpus).query("voice == 'quoted'").groupby("document")["words"].sum()
    first_person = _first_person_of_authors(corpus, body)
    rows = []
    for name, document in corpus.texts.items():
        raw, read = document.given or source_text(document.source), " ".join(texts.get(name, []))
        measures = {
            "words": (len(raw.split()), len(read.split())),
            "paragraphs and turns": (len(re.findall(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", raw)), len(texts.get(name, []))),
            "quoted words": (_between_marks(raw), int(voices.get(name, 0))),
            "words with a number glued on": (len(_GLUED_NUMBER.findall(raw)), len(_GLUED_NUMBER.findall(read))),
            "I and we, as the author's": (len(_FIRST_PERSON.findall(raw)), first_person[name]),
        }
        rows += [(name, measure, *counts) for measure, counts in measures.items()]
    return pd.DataFrame(rows, columns=["document", "measure", "naive", "read"])


def _first_person_of_authors(corpus: Corpus, body: pd.DataFrame) -> Counter[str]:
    blocks = zip(*(body[name].tolist() for name in ("document", "start", "text")), strict=True)
    found = [
        (document, start + word.start()) for document, start, text in blocks for word in _FIRST_PERSON.finditer(text)
    ]
    places = pd.DataFrame(found, columns=["document", "start"])
    spoken = corpus.spoken()
    voice = spoken["voice"].to_numpy()[find_rows(spoken, places)]
    return Counter(places["document"][voice == "author"])


def _between_marks(text: str) -> int:
    blocks = re.split(r"\n\s*\n", text)
    return sum(
        len(block[start:end].split()) for block in blocks for start, end, depth in pair_quotes(block)[0] if not depth
    )


@checked
def show_reading(files: str | Path | Iterable[str | Path] | Corpus) -> str:
    """What reading found in files, as text for a terminal: structure, notes, voices, edits, and the naive counts.

    Parameters
    ----------
    files : str, path, iterable of them, or Corpus
        As for `read_corpus`, or a corpus already read.

    Returns
    -------
    str
        A part for each document, to be printed. Names in the front matter are not shown.

    Raises
    ------
    ReadError
        As `read_corpus` does.
    """
    corpus = files if isinstance(files, Corpus) else read_corpus(files)
    found = {
        "blocks": corpus.blocks,
        "notes": corpus.notes,
        "quotations": corpus.quotations,
        "edits": corpus.edits,
        "voices": count_voices(corpus),
        "naive": compare_with_naive(corpus),
        "look": check_reading(corpus),
    }
    parts = {table: dict(iter(rows.groupby("document"))) for table, rows in found.items()}
    reports = []
    for about in corpus.documents.to_dict("records"):
        name = about["document"]
        tables = {table: parts[table].get(name, found[table].iloc[:0]) for table in found}
        reports.append(_report_on(corpus[name], about, tables))
    unread = found["look"].loc[found["look"]["document"] == "", "says"]
    return "\n\n".join([*unread, *reports]) + "\n"


def _report_on(document: Document, about: dict, tables: dict[str, pd.DataFrame]) -> str:
    declared = "" if pd.isna(about["declared_words"]) else f" (the file says {about['declared_words']:,})"
    lines = [
        f"{document.name}: {document.title}",
        f"  file        {document.source.name}",
        f"  words       {about['words']:,} in the body{declared}, {about['quoted_share']:.1%} quoted",
        f"  blocks      {_counts(tables['blocks']['kind'])}",
        f"  notes       {_notes(tables['notes'])}",
        f"  quotations  {_counts(tables['quotations']['kind'])}",
        *_table("look here", (f"line {row.line}: {row.says}" for row in tables["look"].itertuples())),
        *_table("voices", (_voice(row) for row in tables["voices"].itertuples())),
        *_table("edits", _edits(tables["edits"])),
        *_table("naive", (f"{row.measure}: {row.naive:,} → {row.read:,}" for row in tables["naive"].itertuples())),
    ]
    return "\n".join(lines)


def _counts(kinds: pd.Series) -> str:
    counts = kinds.value_counts(sort=False).items()
    return ", ".join(f"{n:,} {str(kind).replace('_', ' ')}" for kind, n in counts) or "none"


def _notes(notes: pd.DataFrame) -> str:
    if notes.empty:
        return "none"
    told = notes["source_kind"].replace("", "not told").value_counts(sort=False)
    kinds = ", ".join(f"{n} {kind}" for kind, n in told.items())
    return f"{len(notes)}, numbered {notes['note'].min()} to {notes['note'].max()} (sources: {kinds})"


def _voice(row) -> str:
    return f"{row.speaker or 'the author'}: {row.words:,} ({row.share:.1%})"


def _edits(edits: pd.DataFrame) -> Iterable[str]:
    for rule, rows in edits.groupby("rule", sort=True):
        first = rows.iloc[0]
        before, after = (" ".join(f"{text!r}"[:48].split()) for text in (first["before"], first["after"]))
        change = "noticed, left as it is" if first["before"] == first["after"] else f"to {after}"
        yield f"{rule}: {len(rows):,}, first in line {first['line']}: {before} {change}"


def _table(title: str, rows: Iterable[str]) -> list[str]:
    return [f"  {title if not place else '':<11} {row}" for place, row in enumerate(rows)] or [f"  {title:<11} none"]
