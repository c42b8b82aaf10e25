"""What a term is, and the table of all terms: the one definition that counting, comparing and topics share.

The rule, once:
- letters, with inner hyphens and apostrophes (`long-lived`, `don't`): parts of one word stay together;
- numbers, with inner points and commas and letters glued on (`1956`, `9,389`, `1930s`), but `1956-1960` is two;
- dotted initials are one term without their dots (`U.S.S.R.` is `ussr`);
- a final `'s` is split off and not counted, since `Stalin's` is the same man as `Stalin` (it also drops the verb of
  `it's`: two letters that no finding may rest on);
- case is folded, curly apostrophes are written straight.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.reading.corpus import BODY_KINDS, Corpus
from analysis.segments import SEGMENT_TERMS, cut_segments

_LETTER, _ANY = r"[^\W\d_]", r"[^\W_]"
TERM = re.compile(
    rf"(?:{_LETTER}\.){{2,}}(?!{_ANY})"  # dotted initials
    rf"|{_ANY}+(?:(?:(?<={_LETTER})[-‐‑'’](?={_LETTER})|(?<=\d)[.,](?=\d)){_ANY}+)*"
)
_TIDY = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
_GENITIVE = ("'s", "’s", "'S", "’S")
VOICES = ("author", "quoted")
COLUMNS = ["document", "block", "segment", "voice", "speaker", "start", "end", "term"]


@dataclass(frozen=True, eq=False)
class TermMatrix:
    """Counts of terms by segment: all that comparing, resampling and topic models need.

    `counts`: scipy CSR, one row a segment, one column a term; `rows`: document, segment, n (all its terms, also those
    that have no column); `terms`: the column names.
    """

    counts: sparse.csr_matrix
    rows: pd.DataFrame
    terms: pd.Index


def find_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Each term of a text as (start, end, term), by the rule at the head of this module.

    >>> [term for _, _, term in find_terms("Stalin’s long-lived U.S.S.R., 1956-1960")]
    ['stalin', 'long-lived', 'ussr', '1956', '1960']
    """
    for match in TERM.finditer(text):
        word, end = match.group(), match.end()
        if word.endswith(_GENITIVE):
            word, end = word[:-2], end - 2
        elif word.endswith("."):
            word = word.replace(".", "")
        yield match.start(), end, word.translate(_TIDY).casefold()


def split_terms(
    corpus: Corpus,
    *,
    lemma: bool = False,
    names: bool = False,
    voice: str | None = None,
    segment_terms: int = SEGMENT_TERMS,
    kinds: tuple[str, ...] = BODY_KINDS,
) -> pd.DataFrame:
    """The terms of every document in reading order.

    Options: `lemma` puts `countries` under `country` (a dictionary, not a parser: `left` may be either word);
    `names` joins each name with its aliases into one term (`USSR` becomes `soviet union`); `voice` keeps only
    `author` or `quoted`; `segment_terms` is the length of a segment, cut after the voice is chosen; `kinds` names the
    kinds of block that count.

    Returns one row a term: document, block (as in `corpus.blocks`), segment (from 1 in each document), voice
    (`author` or `quoted`), speaker ("" for the author), start and end (offsets in `corpus[document].text`), term.
    Errors: an unknown voice. Doubt `voice` where `corpus.quotations` says `unknown` or a mark is missing.
    """
    if voice not in (None, *VOICES):
        raise unknown_name("voice", voice, VOICES)
    table = _terms_of_blocks(corpus, kinds)
    table["voice"], table["speaker"] = find_voices(corpus, table)
    if names:
        table = _join_names(corpus, table)
    if voice is not None:
        table = table[table["voice"] == voice].reset_index(drop=True)
    if lemma:
        from analysis.lemmas import lemmatise

        table["term"] = lemmatise(table["term"])
    table["segment"] = cut_segments(table["document"], table["block"], target=segment_terms)
    table = table[COLUMNS]
    table.attrs["segment_terms"] = segment_terms
    return table


def _terms_of_blocks(corpus: Corpus, kinds: tuple[str, ...]) -> pd.DataFrame:
    rows = [
        (block.document, block.block, block.start + start, block.start + end, term)
        for block in corpus.blocks.itertuples()
        if block.kind in kinds
        for start, end, term in find_terms(block.text)
    ]
    return pd.DataFrame(rows, columns=["document", "block", "start", "end", "term"])


def find_voices(corpus: Corpus, spans: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Whose words each span is: two arrays, voice and speaker, one entry a row of `spans` (document, start)."""
    voice = np.full(len(spans), "author", dtype=object)
    speaker = np.full(len(spans), "", dtype=object)
    said = corpus.quotations[corpus.quotations["kind"].isin(("inline", "block", "speech"))]
    documents, starts = spans["document"].to_numpy(), spans["start"].to_numpy()
    # inner quotations are written first, so that the outermost speaker stands
    for row in said.sort_values("start", ascending=False).itertuples():
        inside = (documents == row.document) & (starts >= row.start) & (starts < row.end)
        voice[inside], speaker[inside] = "quoted", row.speaker
    return voice, speaker


def _join_names(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """One row for each name that a run of terms spells: longest alias first, capitals must match, no stop between."""
    aliases = _alias_index(corpus.names)
    if not aliases:
        return table
    words = [corpus[d].text[s:e] for d, s, e in zip(table["document"], table["start"], table["end"], strict=True)]
    terms, blocks = table["term"].tolist(), list(zip(table["document"], table["block"], strict=True))
    keep, ends, named = np.ones(len(table), dtype=bool), table["end"].to_numpy(copy=True), list(terms)
    at = 0
    while at < len(table):
        for pattern, name in aliases.get(terms[at], ()):
            stop = at + len(pattern)
            if (
                stop <= len(table)
                and blocks[stop - 1] == blocks[at]
                and _spells(words[at:stop], pattern)
                and _unbroken(corpus, table, at, stop)
            ):
                named[at], ends[at] = name, ends[stop - 1]
                keep[at + 1 : stop] = False
                at = stop - 1
                break
        at += 1
    return table.assign(term=named, end=ends)[keep].reset_index(drop=True)


def _alias_index(names: pd.DataFrame) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First term of an alias → its (words as written, name as a term), longest first."""
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in names.itertuples():
        spans = list(find_terms(row.alias))
        if spans:
            written = tuple(row.alias[start:end] for start, end, _ in spans)
            index.setdefault(spans[0][2], []).append((written, name_term(row.name)))
    return {first: sorted(found, key=lambda pair: -len(pair[0])) for first, found in index.items()}


def name_term(name: str) -> str:
    """A name as it stands in the `term` column: its terms joined by a blank."""
    return " ".join(term for _, _, term in find_terms(name))


def _spells(words: list[str], pattern: tuple[str, ...]) -> bool:
    return all(
        word.translate(_TIDY).casefold() == wanted.translate(_TIDY).casefold()
        and (word[0].isupper() or not wanted[0].isupper())
        for word, wanted in zip(words, pattern, strict=True)
    )


_GAP = re.compile(r"(?:['’][sS])?\.?[\s\-]*")  # a point only after an initial; tested below


def _unbroken(corpus: Corpus, table: pd.DataFrame, at: int, stop: int) -> bool:
    text = corpus[table["document"].iat[at]].text
    for left in range(at, stop - 1):
        start, end = table["start"].iat[left], table["end"].iat[left]
        gap = text[end : table["start"].iat[left + 1]]
        if not _GAP.fullmatch(gap) or ("." in gap and end - start > 1):
            return False
    return True


@cache
def stop_terms() -> frozenset[str]:
    """Words that carry grammar rather than subject: the Snowball English list (174 words, BSD), through our splitter.

    It swallows nothing topical (`great`, `forward`, `state` stay); longer lists do. Edit `analysis/data/stop_terms.txt`
    or leave terms out yourself: `terms[~terms.term.isin(stop_terms())]`, after names are joined.
    """
    text = files("analysis").joinpath("data/stop_terms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(term for line in lines for _, _, term in find_terms(line))


def resegment(terms: pd.DataFrame) -> pd.DataFrame:
    """The same terms with segments cut anew, at the length the table was split with (`attrs["segment_terms"]`, or 150).

    For use after rows were taken out (a voice, stop terms): segments cut before would hold very unequal numbers.
    Returns a copy with a new `segment` column and a plain index.
    """
    table = terms.reset_index(drop=True)
    target = table.attrs.get("segment_terms", SEGMENT_TERMS)
    return table.assign(segment=cut_segments(table["document"], table["block"], target=target))


def family_terms(terms: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
    """The terms relabelled by family, so that families are counted and compared like terms.

    `families` is `corpus.themes` (theme, term; `*` stands for any ending) or `corpus.names` (name, alias; for a table
    made by `split_terms(names=True)`). Terms outside every family get the empty term "": they stay in the
    denominators and are no row of a result. A member of several words is found as a joined name or as a run of terms,
    and counts once.

    Returns the table with a new `term` column. Errors: a term that two families claim.
    """
    pairs = _family_members(families)
    labels = np.full(len(terms), "", dtype=object)
    words = terms["term"].to_numpy(dtype=object)
    place = list(zip(terms["document"], terms["block"], strict=True))
    for family, member in pairs:
        for row in _find_runs(words, place, member):
            if labels[row] not in ("", family):
                raise AnalysisError(
                    f"The term {member!r} belongs to two families, {labels[row]!r} and {family!r}. "
                    "Take it out of one, or compare the families one at a time."
                )
            labels[row] = family
    return terms.assign(term=labels)


def _family_members(families: pd.DataFrame) -> list[tuple[str, str]]:
    if "theme" in families:
        return list(zip(families["theme"], families["term"], strict=True))
    return [(name, name_term(name)) for name in families["name"].drop_duplicates()]


def _find_runs(words: np.ndarray, place: list, member: str) -> list[int]:
    """Rows where a member starts: as one (joined) term, or as a run of terms within one block."""
    vocabulary = pd.unique(words)
    pattern = query_pattern(member)
    hits = set(np.flatnonzero(np.isin(words, [w for w in vocabulary if pattern.fullmatch(w)])).tolist())
    parts = member.split()
    if len(parts) > 1:
        hits |= set(find_sequences(words, place, parts))
    return sorted(hits)


def query_pattern(word: str) -> re.Pattern[str]:
    """A word of a query as a pattern over terms: case folded, apostrophes alike, `*` for any run of characters."""
    return re.compile(".*".join(re.escape(part.translate(_TIDY).casefold()) for part in word.split("*")))


def find_sequences(words: np.ndarray, place: list, parts: list[str]) -> list[int]:
    """Rows at which a run of terms matches `parts` one by one within one block (`place` holds a label a row)."""
    vocabulary, codes = np.unique(np.asarray(words, dtype=str), return_inverse=True)
    found = np.ones(max(len(words) - len(parts) + 1, 0), dtype=bool)
    for shift, part in enumerate(parts):
        pattern = query_pattern(part)
        matches = np.array([bool(pattern.fullmatch(word)) for word in vocabulary], dtype=bool)
        found &= matches[codes][shift : shift + len(found)] if len(found) else found
    last = len(parts) - 1
    return [row for row in np.flatnonzero(found).tolist() if place[row] == place[row + last]]


def term_matrix(terms: pd.DataFrame, *, by: str = "segment") -> TermMatrix:
    """Counts of terms in each segment (`by="segment"`) or document (`by="document"`).

    Returns a TermMatrix: rows in the order of the table, columns in alphabetical order; the empty term (outside every
    family) counts towards `n` and has no column. Errors: an empty table, an unknown `by`.
    """
    if by not in ("segment", "document"):
        raise unknown_name("unit", by, ["segment", "document"])
    if len(terms) == 0:
        raise TooLittleTextError("There is no term to count: the table is empty. Check the voice and the kinds chosen.")
    keys = ["document", "segment"] if by == "segment" else ["document"]
    groups = terms.groupby(keys, sort=False)
    rows = groups.size().rename("n").reset_index()
    if by == "document":
        rows.insert(1, "segment", 1)
    codes, columns = pd.factorize(terms["term"].replace("", pd.NA), sort=True)
    named = codes >= 0
    row_of = groups.ngroup().to_numpy()
    counts = sparse.coo_matrix(
        (np.ones(named.sum(), dtype=np.int64), (row_of[named], codes[named])), shape=(len(rows), len(columns))
    ).tocsr()
    return TermMatrix(counts, rows, pd.Index(columns, name="term"))
