"""What a term is: the one definition that counting, comparing and topics share.

The rule, once:
- letters, with inner hyphens and apostrophes (`long-lived`, `don't`): parts of one word stay together;
- numbers, with inner points and commas and letters glued on (`1956`, `9,389`, `1930s`), but `1956-1960` is two;
- dotted initials are one term without their dots (`U.S.S.R.` is `ussr`), unless that is a word (`U.S.` is not `us`);
- a final `'s` is split off and not counted, since `Stalin's` is the same man as `Stalin` (it also drops the verb of
  `it's`: two letters that no finding may rest on);
- case is folded, curly apostrophes are written straight.

Beside it stand what is asked of single terms: grammar, name or subject word, and the dictionary form.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import pandas as pd
import simplemma

from analysis.errors import warn_user
from analysis.terms.words import find_words

_LETTER, _ANY = r"[^\W\d_]", r"[^\W_]"
TERM = re.compile(
    rf"(?:{_LETTER}\.){{2,}}(?!{_ANY})"  # dotted initials
    rf"|{_ANY}+(?:(?:(?<={_LETTER})[-‐‑'’](?={_LETTER})|(?<=\d)[.,](?=\d)){_ANY}+)*"
)
TIDY = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
LONG = 5_000  # letters from which on words are found as arrays: a long row of initials would be read anew from each
# English words that dotted initials must not be taken for
ALSO_WORDS = frozenset(
    ["am", "as", "at", "do", "go", "he", "if", "in", "is", "it", "me", "my", "no", "or", "so", "us", "we"]
)
GENITIVE = ("'s", "’s", "'S", "’S")


def find_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Each term of a text with its place, by the rule at the head of this module.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    iterator of (int, int, str)
        Start and end in the text, and the term; in reading order.

    Examples
    --------
    >>> [term for _, _, term in find_terms("Stalin’s long-lived U.S.S.R., 1956-1960")]
    ['stalin', 'long-lived', 'ussr', '1956', '1960']
    """
    spans: Iterable[tuple[int, int]] = (match.span() for match in TERM.finditer(text))
    if len(text) > LONG:
        found = find_words([text])
        spans = zip(found.start.tolist(), found.end.tolist(), strict=True)
    for start, end in spans:
        term, cut = read_word(text[start:end])
        yield start, end - cut, term


@lru_cache(maxsize=200_000)  # a text says the same words again and again
def read_word(word: str) -> tuple[str, int]:
    """A word as a term, and how many letters at its end are no part of it."""
    if word.endswith(GENITIVE):
        return word[:-2].translate(TIDY).casefold(), 2
    if word.endswith("."):
        bare = word.replace(".", "")
        word = word if bare.casefold() in ALSO_WORDS else bare
    return word.translate(TIDY).casefold(), 0


def listed(words: str | Iterable[str]) -> list[str]:
    """Words as a list; a single string is one word, not its letters.

    >>> listed("ice"), listed(("ice", "snow"))
    (['ice'], ['ice', 'snow'])
    """
    return [words] if isinstance(words, str) else list(words)


def bare_terms(words: str | Iterable[str]) -> frozenset[str]:
    """Words as they stand in the `term` column: case folded, apostrophes straight."""
    return frozenset(term for word in listed(words) for _, _, term in find_terms(word))


def name_term(name: str) -> str:
    """A name as it stands in the `term` column: its terms joined by a blank.

    Parameters
    ----------
    name : str
        The name as written.

    Returns
    -------
    str
        "" for a name that holds no term.
    """
    return " ".join(term for _, _, term in find_terms(name))


@cache
def read_stop_terms() -> frozenset[str]:
    """Words that carry grammar rather than subject: the Snowball English list, put through our splitter.

    It swallows nothing topical (`great`, `forward`, `state` stay); longer lists do. Edit `analysis/data/stop_terms.txt`
    or leave terms out yourself, after names are joined: `terms[~terms.term.isin(read_stop_terms())]`.

    Returns
    -------
    frozenset of str
        The terms; read once.

    References
    ----------
    Snowball English stop words, 174 words, BSD licence.
    """
    text = files("analysis").joinpath("data/stop_terms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(term for line in lines for _, _, term in find_terms(line))


SUBJECT, GRAMMAR, NAME = 0, 1, 2  # the rows of the priors of `analysis.evidence.strength`
MOSTLY = 0.8  # share of a name's uses that are written with a capital
NO_CAPITAL = (
    "The table has no column `capital`, so names are judged like other words and verdicts may differ: "
    "keep the column, or make the table with split_terms."
)
SHOUTED = 0.6  # share of capitals in a document from which on they tell nothing


def term_kinds(terms: pd.DataFrame, wanted: Iterable[str]) -> np.ndarray:
    """Whether each wanted term is a word of grammar, a name, or a word of the subject.

    Grammar are the stop terms. Names are other terms that four of five times are written with a capital in this table
    (in documents all in small letters or all in capitals there are no names).

    Parameters
    ----------
    terms : DataFrame
        A terms table; its column `capital` tells the names.
    wanted : iterable of str
        The terms asked about.

    Returns
    -------
    array of int
        `GRAMMAR`, `NAME` or `SUBJECT`, one a wanted term.

    Notes
    -----
    Warns where the table has no column `capital`: names are then judged as subject words.
    """
    wanted = pd.Index(wanted)
    capitals = pd.Series(dtype=float)
    if "capital" not in terms:
        warn_user(NO_CAPITAL)
    else:
        told = terms[terms.groupby("document")["capital"].transform("mean") < SHOUTED]
        capitals = told.groupby("term")["capital"].mean()
    written = capitals.reindex(wanted).fillna(0.0).to_numpy(dtype=float)
    return kinds_of(wanted, written)


def kinds_of(terms: pd.Index, written: np.ndarray, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
    """The kinds of terms, or of these rows of them, by the share of their uses that are written with a capital."""
    return np.select([terms.isin(read_stop_terms())[rows], written >= MOSTLY], [GRAMMAR, NAME], SUBJECT)


CORRECTIONS = {
    "growing": "grow",
    "playing": "play",
    "thinking": "think",
    "fixed": "fix",
    "exemplified": "exemplify",
    "gone": "go",
    "left": "leave",
    "worse": "bad",
    "worst": "bad",
    "goods": "goods",
    "lives": "life",
    "bases": "base",
    "ussr": "ussr",
    "us": "us",
    "soviets": "soviet",
    "communists": "communist",
}


def lemmatise(terms: pd.Series) -> pd.Series:
    """The dictionary form of each term; joined names (with a blank) and the empty term stay as they are.

    Doubt it where a form belongs to two words: `left` is always put under `leave`, `building` stays a noun.
    """
    forms = {term: _lemma(term) for term in terms.unique()}
    return terms.astype("str").map(forms)


def _lemma(term: str) -> str:
    if term in CORRECTIONS:
        return CORRECTIONS[term]
    if not term.isalpha():
        return term
    return simplemma.lemmatize(term, lang="en").casefold()
