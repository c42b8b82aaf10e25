"""codings.csv to a table: passages that a reader has marked, each found again in its text."""

import os
import re
from bisect import bisect_left
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.codings.rows import PLACED, STATUS, TOLD, read_rows
from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import ReadError, unknown_name
from analysis.naming import compose, document_name
from analysis.reading.find_files import texts_beside
from analysis.sentences import split_sentences

PROPOSED = "proposed"  # the coder of a row that a program wrote and nobody has taken up yet
# what parts first words from last words
_GAP = re.compile(r"\s*(?:\[\s*…\s*\]|\(\s*…\s*\)|…|[\[(]\s*\.{3}\s*[\])]|(?<![\s.])\s\.{3}\s(?!\.))\s*")
_ALIKE = {sign: f"[{re.escape(signs)}]" for signs in ("'’‘", '"“”', "-‐‑") for sign in signs}
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # signs within words that nobody sees


@checked
def read_codings(
    corpus: Corpus, path: str | Path | None = None, *, strict: bool = False, rejected: bool = False
) -> pd.DataFrame:
    """What readers have marked: `codings.csv` beside the texts, each quote found in its document.

    Read a row as one reader's judgement of one passage. `check_codings` says which could not be found.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    path : str or Path, optional
        The file; `codings.csv` in the folder of the texts (of several folders, each its own texts') if left out, and no
        rows where there is none.
    strict : bool
        Whether a quote that does not stand in its text stops the reading.
    rejected : bool
        Whether marks come along that a reader has rejected (`status` in the file), and that bear nothing out.

    Returns
    -------
    DataFrame
        One row a coding, in the order of the file:
        code, kind, document, quote, note, coder : as the file has them; note and coder "" where it has no such column;
            kind is one of thesis, episode, cause, stance, source, silence
        then any further column of the file, as text
        block, sentence, start, end, first_line, last_line : where the quote stands; <NA> for a silence, and for what
            was not found
        voice : whose words it is, "author", "quoted" or "mixed"; "" where it stands nowhere
        text : the passage itself
        found : whether it was found: its document, and the quote in it (of a silence the document alone)
        times : how many passages fit; the first was taken, or that nearest to the line in a column `line` (1 where one
            begins in that line); 0 where none does, <NA> for a silence and for a document that is not there
        row : its line in the file

    Raises
    ------
    ReadError
        For a file that cannot be read, lacks a column or has a kind that does not exist, with its line; and, if strict,
        for the first quote that is not found.

    Notes
    -----
    Write `quote` as whole words of the text, or as its first and last words with … between; quotation marks and white
    space may differ. `document` is the name of the text or of its file; rows of another text of the folder that is not
    in this corpus are passed over. A row whose coder is "proposed" was written by a program (`python -m analysis new`)
    and is not read: it counts once a reader puts a name there. Doubt a coding that only one person has made
    (`compare_codings`).
    """
    files = [Path(path)] if path is not None else [file for file in _files_beside(corpus) if os.path.lexists(file)]
    rows = [row for file in files for row in _rows_of(corpus, file, among=path is None and len(files) > 1)]
    rows = [row for row in rows if row["coder"].lower() != PROPOSED]
    rows = [row for row in rows if rejected or row.get(STATUS) != "rejected"]
    for row in rows:
        if row["document"] and row["document"] not in corpus.texts and path is not None:
            raise unknown_name(f"document (in {path}, line {row['row']})", row["document"], corpus.texts)
    if path is None:
        beside = [name for file in files for name in texts_beside(file.parent)]
        elsewhere = {compose(name) for name in beside} | set(map(document_name, beside))
        rows = [row for row in rows if row["document"] in corpus.texts or row["document"] not in elsewhere]
    more = [name for name in dict.fromkeys(name for row in rows for name in row) if name not in (*TOLD, *PLACED)]
    held = [dict.fromkeys(more, "") | row | _place(corpus, row) for row in rows]  # of several files, each its columns
    table = pd.DataFrame(held, columns=[*TOLD, *more, *PLACED])
    table = table.astype(dict.fromkeys(("start", "end", "first_line", "last_line", "times", "row"), "Int64"))
    table = _locate(corpus, table.astype({"found": bool}))
    lost = table[~table["found"]]
    if strict and len(lost):
        raise ReadError(_told_lost(next(lost.itertuples())))
    return table


@checked(codings="quote first_line found times row")
def check_codings(codings: pd.DataFrame) -> pd.DataFrame:
    """What to look at in codings: texts that are not there, quotes that do not stand in their text, or there often.

    Parameters
    ----------
    codings : DataFrame
        Of `read_codings`.

    Returns
    -------
    DataFrame
        One row a coding to look at, by line:
        row : its line in the file
        document : the text it speaks of
        says : what is wrong, and what to do
    """
    lost = codings[~codings["found"]]
    twice = codings[codings["times"].gt(1).fillna(False)]
    said = [(row.row, row.document, _told_lost(row)) for row in lost.itertuples()]
    said += [
        (
            row.row,
            row.document,
            f"{row.code}: “{_short(row.quote)}” stands {row.times} times in {row.document}"
            f"{', not in the line named' if getattr(row, 'line', '') else ''}; line {row.first_line} was taken: quote "
            "more words, or name the line in a column `line`.",
        )
        for row in twice.itertuples()
    ]
    return pd.DataFrame(sorted(said), columns=["row", "document", "says"])


def _told_lost(row) -> str:
    if row.times is pd.NA:
        return (
            f"codings.csv, line {row.row}: there is no text {row.document!r} ({row.code}); write the name of its file."
        )
    return (
        f"codings.csv, line {row.row}: “{_short(row.quote)}” ({row.code}) does not stand in {row.document}; copy the "
        "words from the text, or its first and last words with … between."
    )


def _short(quote: object) -> str:
    words = str(quote).split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")


def codings_file(corpus: Corpus) -> Path | None:
    """The file beside the texts, where they lie in one folder."""
    files = _files_beside(corpus)
    return files[0] if len(files) == 1 else None


def _files_beside(corpus: Corpus) -> list[Path]:
    folders = dict.fromkeys(text.source.parent for text in corpus.texts.values() if not text.given)
    return [folder / "codings.csv" for folder in folders]


def _rows_of(corpus: Corpus, file: Path, *, among: bool) -> list[dict]:
    """The rows of a file, with the names that documents have here; `among` others, of the texts beside it only."""
    called = called_documents(corpus, file.parent if among else None)
    folded = {name.casefold(): called[name] for name in reversed(called)}
    rows = read_rows(file)
    return [
        row | {"document": called.get(row["document"], folded.get(row["document"].casefold(), row["document"]))}
        for row in rows
    ]


def called_documents(corpus: Corpus, folder: Path | None = None) -> dict[str, str]:
    """What a document (of a folder) may be called in codings.csv: its name, its file's, and that without its ending."""
    files = {name: text.source for name, text in corpus.texts.items() if not text.given}
    files = {name: file for name, file in files.items() if folder is None or file.parent == folder}
    ways = [(compose(called), name) for name, file in files.items() for called in (file.name, file.stem)]
    return dict(ways) | {name: name for name in (corpus.texts if folder is None else files)}


def _place(corpus: Corpus, row: dict) -> dict:
    nowhere = {"start": pd.NA, "end": pd.NA, "first_line": pd.NA, "last_line": pd.NA, "text": "", "times": pd.NA}
    if row["document"] and row["document"] not in corpus.texts:
        return nowhere | {"found": False}
    if not row["quote"]:
        return nowhere | {"found": True}
    document = corpus[row["document"]]
    spans = find_quote(document.text, row["quote"])
    asked = int(row.get("line") or 0)
    if not spans:
        return nowhere | {"found": False, "times": 0}
    start, end = min(spans, key=lambda span: abs(document.line_at(span[0]) - asked)) if asked else spans[0]
    lines = {"first_line": document.line_at(start), "last_line": document.line_at(end - 1)}
    told = {"text": document.text[start:end], "found": True}
    told["times"] = 1 if asked == lines["first_line"] else len(spans)
    return {"start": start, "end": end} | lines | told


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place where a quote stands in whole words; of first and last words, the shortest passage between them.

    >>> find_quote("The “war” came, and went.", 'The "war" … went')
    [(0, 24)]
    """
    spans: list[tuple[int, int]] = []
    quote = compose(_UNSEEN.sub("", quote))
    for place, part in enumerate(filter(None, _GAP.split(quote))):
        found = [match.span() for match in _loosely(part).finditer(text)]
        if place:
            starts = [start for start, _ in found]
            follows = ((start, bisect_left(starts, end)) for start, end in spans)
            nearest = {found[at][1]: start for start, at in follows if at < len(found)}  # the last beginning before it
            found = [(start, end) for end, start in nearest.items()]
        spans = found
    return spans


def _loosely(words: str) -> re.Pattern:
    parts = ("".join(_ALIKE.get(sign, re.escape(sign)) for sign in word) for word in words.split())
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return re.compile(before + r"\s+".join(parts) + after)


def _locate(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """block, sentence and voice of each passage, by where it begins."""
    sentences, spoken = split_sentences(corpus), corpus.spoken()
    found: dict[str, list] = {"block": [], "sentence": [], "voice": []}
    for document, start, end in zip(table["document"], table["start"], table["end"], strict=True):
        here = (pd.NA, pd.NA, "") if start is pd.NA else _at(corpus, sentences, spoken, document, int(start), int(end))
        for name, value in zip(found, here, strict=True):
            found[name].append(value)
    placed = {name: pd.array(found[name], dtype="Int64") for name in ("block", "sentence")}
    return table.assign(**placed, voice=pd.array(found["voice"], dtype="str") if len(table) else table["voice"])


def _at(corpus: Corpus, sentences: pd.DataFrame, spoken: pd.DataFrame, document: str, start: int, end: int) -> tuple:
    own = sentences[(sentences["document"] == document) & (sentences["end"] > start)]
    block = corpus.blocks[(corpus.blocks["document"] == document) & (corpus.blocks["start"] <= start)]
    said = spoken[(spoken["document"] == document) & (spoken["start"] < end) & (spoken["end"] > start)]
    lengths = np.minimum(said["end"], end) - np.maximum(said["start"], start)
    quoted = lengths[said["voice"] == "quoted"].sum() / max(lengths.sum(), 1)
    voice = "quoted" if quoted > 0.9 else "author" if quoted < 0.1 else "mixed"
    sentence = own["sentence"].iloc[0] if len(own) else pd.NA
    return (block["block"].iloc[-1] if len(block) else pd.NA, sentence, voice)
