"""Corpus to terms table: every term with its place, voice, speaker and segment; names joined on request."""

import re
from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.corpus import BODY_KINDS, Corpus, check_kinds, find_rows
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind, unknown_name
from analysis.metadata import add_metadata
from analysis.terms.rule import TIDY, find_terms, lemmatise, name_term, read_word
from analysis.terms.segments import SEGMENT_TERMS, cut_segments
from analysis.terms.voices import VOICES, Voice
from analysis.terms.words import find_words


def join_names(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """One row for each name that a run of terms spells: longest alias first, capitals must match, no stop between."""
    # not `match_query`: a name is told by its capitals and by what stands between its words, which a terms table does
    # not hold, and each row may belong to one name only
    aliases = _alias_index(corpus.names)
    if not aliases:
        return table
    labels, codes = table["term"].cat.categories.tolist(), table["term"].cat.codes.to_numpy(copy=True).astype(np.int32)
    opens = np.flatnonzero(np.isin(codes, [code for code, term in enumerate(labels) if term in aliases]))
    document, block = table["document"].cat.codes.to_numpy(), table["block"].to_numpy()
    starts, last = table["start"].to_numpy(), table["end"].to_numpy(copy=True)
    keep, free, numbers = np.ones(len(table), dtype=bool), 0, dict[str, int]()
    for at in opens.tolist():
        text = corpus[str(table["document"].iat[at])].text if at >= free else ""
        for pattern, name in aliases[labels[codes[at]]] if at >= free else ():
            stop = at + len(pattern)
            if (
                stop <= len(table)
                and (document[stop - 1], block[stop - 1]) == (document[at], block[at])
                and spells([text[a:b] for a, b in zip(starts[at:stop], last[at:stop], strict=True)], pattern)
                and unbroken(text, starts[at:stop].tolist(), last[at:stop].tolist())
            ):
                codes[at], last[at] = numbers.setdefault(name, len(labels) + len(numbers)), last[stop - 1]
                keep[at + 1 : stop] = False
                free = stop
                break
    return table.assign(term=as_category(codes, [*labels, *numbers]), end=last)[keep].reset_index(drop=True)


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


LONGEST = 1 << 31  # letters of a text: places are four bytes
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
    Labels (document, voice, speaker, term) are held as categories, in thirty bytes a row. To write labels of your own
    into a column, or to add to them, make it strings first: `terms.astype({"term": "str"})`; `value_counts` of some
    rows also names, with 0, the labels of the others, unless it is asked of such strings.

    Doubt `voice` where `corpus.quotations` says `unknown` or a quotation mark is missing.
    """
    check_kind("split_terms", corpus, "Corpus")
    check_kinds(kinds)
    if voice not in (None, *VOICES):
        raise unknown_name("voice", voice, VOICES)
    table = terms_of_blocks(corpus, kinds)
    spoken = corpus.spoken()
    row = find_rows(spoken, table)  # -1 where a place is in none: the author's
    for column, usual in (("voice", "author"), ("speaker", "")):
        table[column] = as_category(row, [*spoken[column].tolist(), usual])
    if names:
        table = join_names(corpus, table)
    if voice is not None:
        table = table[table["voice"] == voice].reset_index(drop=True)
    if lemma:
        forms = lemmatise(table["term"].cat.categories.to_series())
        table["term"] = as_category(table["term"].cat.codes.to_numpy(), forms.tolist())
    if names or voice is not None:
        for column in ("document", "voice", "speaker", "term"):
            held = table[column].cat
            table[column] = as_category(held.codes.to_numpy(), held.categories.tolist())
    table["segment"] = cut_segments(table["document"], table["block"], target=segment_terms).astype(np.int32)
    table["segment_terms"] = np.full(len(table), segment_terms, dtype=np.int32)
    return add_metadata(corpus, table[COLUMNS])


def as_category(codes: np.ndarray, labels: list[str]) -> pd.Categorical:
    """The label of each code (-1: the last), as categories in alphabetical order, so that they sort as words do; those
    that occur, each once."""
    codes = np.where(codes < 0, codes + len(labels), codes)
    occurs = np.bincount(codes, minlength=len(labels)) > 0
    categories = sorted({label for label, there in zip(labels, occurs.tolist(), strict=True) if there})
    places = {label: place for place, label in enumerate(categories)}
    place = np.array([places.get(label, -1) for label in labels], dtype=np.int32)
    return pd.Categorical.from_codes(place[codes], categories=pd.Index(categories, dtype="str"), validate=False)


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
        row : of `corpus.blocks`, from 0
    """
    chosen = np.flatnonzero(corpus.blocks["kind"].isin(list(kinds))).astype(np.int32)
    blocks = corpus.blocks.iloc[chosen]
    if blocks["end"].max() >= LONGEST:
        raise AnalysisError(
            f"A text has {blocks['end'].max():,} letters; more than {LONGEST:,} cannot be counted at once."
        )
    found = find_words(blocks["text"])
    read = [read_word(word) for word in found.written]  # each word once, however often it stands
    cut = np.array([cut for _, cut in read], dtype=np.int32)[found.word]
    capital = np.array([word[0].isupper() for word in found.written], dtype=bool)[found.word]
    begin, block = (blocks[name].to_numpy(dtype=np.int32)[found.text] for name in ("start", "block"))
    return pd.DataFrame(
        {
            "document": as_category(found.text, blocks["document"].tolist()),
            "block": block,
            "start": begin + found.start,
            "end": begin + found.end - cut,
            "term": as_category(found.word, [term for term, _ in read]),
            "capital": capital,
            "row": chosen[found.text],
        }
    )


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
