"""Corpus to terms table: every term with its place, voice, speaker and segment; names joined on request."""

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, check_kinds, find_rows
from analysis.door import checked
from analysis.errors import check_kind, unknown_name
from analysis.metadata import add_metadata
from analysis.terms.rule import TIDY, find_terms, lemmatise, name_term
from analysis.terms.segments import SEGMENT_TERMS, cut_segments
from analysis.terms.voices import VOICES, Voice


def join_names(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """One row for each name that a run of terms spells: longest alias first, capitals must match, no stop between."""
    # not `match_query`: a name is told by its capitals and by what stands between its words, which a terms table does
    # not hold, and each row may belong to one name only
    aliases = _alias_index(corpus.names)
    if not aliases:
        return table
    documents, starts, ends = table["document"].tolist(), table["start"].tolist(), table["end"].tolist()
    words = [corpus[name].text[start:end] for name, start, end in zip(documents, starts, ends, strict=True)]
    terms, blocks = table["term"].tolist(), list(zip(documents, table["block"].tolist(), strict=True))
    keep, last, named = np.ones(len(table), dtype=bool), table["end"].to_numpy(copy=True), list(terms)
    at = 0
    while at < len(table):
        for pattern, name in aliases.get(terms[at], ()):
            stop = at + len(pattern)
            if (
                stop <= len(table)
                and blocks[stop - 1] == blocks[at]
                and spells(words[at:stop], pattern)
                and unbroken(corpus[documents[at]].text, starts[at:stop], ends[at:stop])
            ):
                named[at], last[at] = name, ends[stop - 1]
                keep[at + 1 : stop] = False
                at = stop - 1
                break
        at += 1
    return table.assign(term=named, end=last)[keep].reset_index(drop=True)


def _alias_index(names: pd.DataFrame) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First term of an alias → its (words as written, name as a term), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, alias in zip(names["name"].tolist(), names["alias"].tolist(), strict=True):
        spans = list(find_terms(alias))
        if spans:
            written = tuple(alias[start:end] for start, end, _ in spans)
            index.setdefault(spans[0][2], []).append((written, name_term(name)))
    return {first: sorted(found, key=lambda pair: -len(pair[0])) for first, found in index.items()}


def spells(words: list[str], pattern: tuple[str, ...]) -> bool:
    """Whether words of a text spell a name: letters alike, and a capital wherever the name has one."""
    return all(
        word.translate(TIDY).casefold() == wanted.translate(TIDY).casefold()
        and (word[0].isupper() or not wanted[0].isupper())
        for word, wanted in zip(words, pattern, strict=True)
    )


_GAP = re.compile(r"(?:['’][sS])?\.?[\s\-]*")  # a point only after an initial; tested below


def unbroken(text: str, starts: list[int], ends: list[int]) -> bool:
    """Whether nothing but blanks, hyphens and an initial's point stands between the words of a name."""
    for start, end, following in zip(starts, ends, starts[1:], strict=False):
        gap = text[end:following]
        if not _GAP.fullmatch(gap) or ("." in gap and end - start > 1):
            return False
    return True


COLUMNS = ["document", "block", "segment", "voice", "speaker", "start", "end", "term", "capital", "segment_terms"]


@checked
def split_terms(
    corpus: Corpus,
    *,
    lemma: bool = False,
    names: bool = False,
    voice: Voice = None,
    segment_terms: int = SEGMENT_TERMS,
    kinds: Collection[str] = BODY_KINDS,
) -> pd.DataFrame:
    """The terms of every document in reading order: the table that counting and comparing begin with.

    What a term is stands at the head of `analysis.terms.rule`.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    lemma : bool
        Puts `countries` under `country` (a dictionary, not a parser: `left` may be either word).
    names : bool
        Joins each name with its aliases into one term (`USSR` becomes `soviet union`).
    voice : {"author", "quoted", None}
        Keeps only the words of this voice; None for all.
    segment_terms : int
        Terms a segment; segments are cut after the voice is chosen.
    kinds : collection of str
        The kinds of block that count.

    Returns
    -------
    DataFrame
        One row a term, in reading order:
        document, block : where it stands, as in `corpus.blocks`
        segment : from 1 in each document
        voice : `author` or `quoted`
        speaker : "" for the author
        start, end : offsets in `corpus[document].text`
        term : the term
        capital : whether it is written with one
        segment_terms : the length asked for, so that segments can be cut anew alike
        and the columns that are told of the documents (party, decade), as in `corpus.documents`

    Raises
    ------
    AnalysisError
        For an unknown voice, and a segment of no terms.

    Notes
    -----
    Doubt `voice` where `corpus.quotations` says `unknown` or a quotation mark is missing.
    """
    check_kind("split_terms", corpus, "Corpus")
    check_kinds(kinds)
    if voice not in (None, *VOICES):
        raise unknown_name("voice", voice, VOICES)
    table = terms_of_blocks(corpus, kinds)
    table["voice"], table["speaker"] = find_voices(corpus, table)
    if names:
        table = join_names(corpus, table)
    if voice is not None:
        table = table[table["voice"] == voice].reset_index(drop=True)
    if lemma:
        table["term"] = lemmatise(table["term"])
    table["segment"] = cut_segments(table["document"], table["block"], target=segment_terms)
    table["segment_terms"] = np.full(len(table), segment_terms, dtype=np.int32)
    return add_metadata(corpus, table[COLUMNS])


def terms_of_blocks(corpus: Corpus, kinds: Collection[str]) -> pd.DataFrame:
    """The terms of these kinds of block with their places, before voices, names and segments are told.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    kinds : collection of str
        The kinds of block that count.

    Returns
    -------
    DataFrame
        One row a term, in reading order:
        document, block : where it stands
        start, end : offsets in `corpus[document].text`
        term : the term
        capital : whether it is written with one
    """
    blocks = corpus.blocks[corpus.blocks["kind"].isin(list(kinds))]
    starts: list[int] = []
    ends: list[int] = []
    terms: list[str] = []
    capitals: list[bool] = []
    lengths: list[int] = []
    for at, text in zip(blocks["start"].tolist(), blocks["text"].tolist(), strict=True):
        before = len(terms)
        for start, end, term in find_terms(text):
            starts.append(at + start)
            ends.append(at + end)
            terms.append(term)
            capitals.append(text[start].isupper())
        lengths.append(len(terms) - before)
    rows = np.repeat(np.arange(len(blocks)), np.array(lengths, dtype=np.int64))
    places = {name: blocks[name].array.take(rows) for name in ("document", "block")}
    spans = {name: np.array(at, dtype=np.int64) for name, at in (("start", starts), ("end", ends))}
    return pd.DataFrame({**places, **spans, "term": terms, "capital": np.array(capitals, dtype=bool)})


def find_voices(corpus: Corpus, spans: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Whose words each span is.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    spans : DataFrame
        With the columns document and start.

    Returns
    -------
    voice, speaker : arrays of str
        One entry a row of `spans`; speaker is "" for the author.
    """
    spoken = corpus.spoken()
    row = find_rows(spoken, spans)
    return np.append(spoken["voice"], "author")[row], np.append(spoken["speaker"], "")[row]
