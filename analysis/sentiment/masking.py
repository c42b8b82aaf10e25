"""Names and subject words out of the scorer's sight: each of their letters becomes a letter that no word has.

A name says what a text is about, not how it speaks: "Great Fire" is no praise. Masked words stay in place, at
the same length, so that offsets, sentence lengths and the distance of every other word to its negation stay the same.
Names are told by a list or, for texts that come without one, by their capitals.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

import pandas as pd

from analysis.errors import AnalysisError, unknown_name
from analysis.sentiment.vader_rules import vader_package
from analysis.terms.rule import listed

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_SMALL = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}  # in headings
_JOINS = {"of", "the", "and", "de", "for", "von", "van"}  # inside a name: Bank of the United Provinces


def find_typographic(texts: list[str]) -> list[list[tuple[int, int]]]:
    """The spans of each text that its capitals mark as names, for texts without a list of names.

    A capitalised word inside a sentence is a name, and so is the run it stands in ("Labour Party of the United
    Provinces"). At a sentence start a capital proves nothing: that word joins a name only if the texts show it
    capitalised inside a sentence too, and either a name follows at once or no list knows it as a word of tone. A word
    in capitals throughout is an acronym, unless a lexicon knows it: then it is emphasis ("GREAT"). A line of four words
    or more with a capital on each (a heading) is left alone, as are "I" and its contractions.
    Returns: for each text a list of (start, end).
    """
    rows = [_capitals(text) for text in texts]
    inside = {word for row in rows for _, _, word, opens, capital in row if capital and not opens}
    return [_runs(text, row, inside) for text, row in zip(texts, rows, strict=True)]


def _capitals(text: str) -> list[tuple[int, int, str, bool, bool]]:
    """Each word: start, end, the word, whether it opens a sentence or quotation, whether a capital marks it."""
    words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    capital = [_is_capitalised(word) for _, _, word in words]
    small = [word for flag, (_, _, word) in zip(capital, words, strict=True) if not flag and word not in _SMALL]
    if len(words) > 3 and not small:
        capital = [False] * len(words)
    ends = [0, *(end for _, end, _ in words)]
    opens = [_opens(text[ends[k] : start], k) for k, (start, _, _) in enumerate(words)]
    return [(*word, first, flag) for word, first, flag in zip(words, opens, capital, strict=True)]


def _opens(gap: str, k: int) -> bool:
    return k == 0 or any(sign in gap for sign in '“"‘([:;.!?…')


def _is_capitalised(word: str) -> bool:
    if not word[0].isupper() or word.split("'")[0].split("’")[0] == "I":
        return False
    return len(word) == 1 or not word.isupper() or word.lower() not in _known_words()


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    package, analyser = vader_package()
    return frozenset(analyser.lexicon) | set(package.BOOSTER_DICT) | set(package.NEGATE)


def _runs(text: str, row, inside: set[str]) -> list[tuple[int, int]]:
    spans, k = [], 0
    while k < len(row):
        start, end, word, opens, capital = row[k]
        follows = k + 1 < len(row) and row[k + 1][4] and not row[k + 1][3]
        proper = capital and (not opens or (word in inside and (follows or word.lower() not in _known_words())))
        k += 1
        if not proper:
            continue
        while (step := _continues(text, row, k, end)) > 0:
            k += step
            end = row[k - 1][1]
        spans.append((start, end))
    return spans


def _continues(text: str, row, k: int, end: int) -> int:
    """How many words further the run goes: 1 for a capitalised neighbour, more across "of the"; 0 where it ends."""
    for step in range(3):
        if k + step >= len(row) or text[end : row[k + step][0]].strip(" \n-") or row[k + step][3]:
            return 0
        if row[k + step][4]:
            return step + 1
        if row[k + step][2] not in _JOINS:
            return 0
        end = row[k + step][1]
    return 0


MASK_LETTER = "\u01c3"  # a letter without case that no English word has
MASKS = ("none", "names", "typography")
Kind = Literal["none", "names", "typography"]
Mask = bool | Kind  # True: by names where there is a table of them, else by their capitals
SUBJECT_WORDS = (
    "war*",
    "nuclear",
    "famine*",
    "starvation",
    "crisis",
    "crises",
    "struggle*",
    "revolution*",
    "weapon*",
    "bomb*",
    "missile*",
    "death*",
    "killed",
    "enem*",
    "alliance*",
    "peace",
)


def choose_mask(mask: Mask, names: pd.DataFrame | None) -> Kind:
    """The kind of mask that `mask` asks for: True is by names where a table is given, else by typography."""
    if mask is False or mask is None:
        return "none"
    has_names = names is not None and len(names) > 0
    if mask is True:
        return "names" if has_names else "typography"
    if mask not in MASKS:
        raise unknown_name("mask", mask, MASKS)
    if mask == "names" and not has_names:
        raise AnalysisError("mask='names' needs names=corpus.names, and that table is empty: use mask='typography'.")
    return mask


def mask_texts(
    texts: list[str], mask: Kind, names: pd.DataFrame | None = None, subjects: Iterable[str] = ()
) -> list[str]:
    """The texts with their names, and further words, blanked out letter by letter.

    Parameters
    ----------
    texts : list of str
        What is to be scored.
    mask : {"none", "names", "typography"}
        "names" hides the column `alias` of `names`, longest first; "typography" what capitals mark as a name (see
        `find_typographic`).
    names : DataFrame, optional
        As `corpus.names`; "names" needs it.
    subjects : iterable of str
        Further words to hide; `*` allowed.

    Returns
    -------
    list of str
        Each exactly as long as before, so that offsets and the distance of words to a negation stay.

    Raises
    ------
    UnknownNameError
        For "names" without a table that has the column `alias`.

    Notes
    -----
    Doubt it where a name judges ("Great Fire" loses its bad word) and, by typography, at sentence starts.
    """
    if mask == "names":
        pattern = alias_pattern(tuple(alias_table(names)))
        masked = [pattern.sub(_blank, text) for text in texts]
    elif mask == "typography":
        masked = [_blank_spans(text, spans) for text, spans in zip(texts, find_typographic(texts), strict=True)]
    else:
        masked = list(texts)
    if subjects:
        pattern = _subject_pattern(tuple(listed(subjects)))
        masked = [pattern.sub(_blank, text) for text in masked]
    return masked


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\W_]", MASK_LETTER, match.group())


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\W_]", MASK_LETTER, text[start:end]) + text[end:]
    return text


def alias_table(names: pd.DataFrame | None) -> dict[str, str]:
    """Every spelling in the table, the longest first, with the name it stands for; a name is its own alias."""
    if names is None or "alias" not in names:
        raise unknown_name("column", "alias", () if names is None else names.columns)
    headings = names["name"] if "name" in names else names["alias"]
    spelled = dict(zip(names["alias"].astype(str), headings.astype(str), strict=True))
    spelled = {name: name for name in headings.astype(str)} | spelled
    return {alias: spelled[alias] for alias in sorted(spelled, key=lambda alias: (-len(alias), alias)) if alias.strip()}


@lru_cache(maxsize=32)
def alias_pattern(aliases: tuple[str, ...]) -> re.Pattern:
    """One expression for all aliases, tried in the order given.

    Case: a word is matched as the list writes it or in capitals throughout, and a small first letter also as a capital
    (it may open a sentence). So "Great Fire" is a name, and "a great fire" is not. Apostrophes match straight or curly.
    """
    return re.compile(r"(?<!\w)(?:" + "|".join(map(_alias_expression, aliases)) + r")(?!\w)")


def _alias_expression(alias: str) -> str:
    first, rest = alias[0], alias[1:]
    head = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    forms = [head + re.escape(rest), re.escape(alias.upper())]
    flexible = [re.sub(r"['’]", "['’]", re.sub(r"(?:\\?\s)+", r"\\s+", form)) for form in forms]
    return "|".join(flexible)


@lru_cache(maxsize=8)
def _subject_pattern(subjects: tuple[str, ...]) -> re.Pattern:
    words = "|".join(re.escape(word).replace(r"\*", r"[\w’'-]*") for word in subjects)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
