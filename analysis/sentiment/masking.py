"""Names and subject words out of the scorer's sight: each of their letters becomes a letter that no word has.

A name says what a text is about, not how it speaks: "Great Fire" is no praise. Masked words stay in place, at
the same length, so that offsets, sentence lengths and the distance of every other word to its negation stay the same.
Names are told by a list or, for texts that come without one, by their capitals.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

import pandas as pd

from analysis.errors import AnalysisError, unknown_name
from analysis.parallel import apply_each
from analysis.sentiment.capitals import blank_names, find_inside, read_words
from analysis.sentiment.tokens import cut_batches
from analysis.terms.rule import listed

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
    return hide(texts, choose_hidden(texts, mask, names, subjects))


@dataclass(frozen=True)
class Hidden:
    """What a mask hides, once all texts were seen: batches of them can then be masked one by one."""

    mask: Kind
    aliases: tuple[str, ...] = ()
    inside: frozenset[str] = frozenset()  # words that some text shows with a capital inside a sentence
    subjects: tuple[str, ...] = ()


def choose_hidden(texts: list[str], mask: Kind, names: pd.DataFrame | None, subjects: Iterable[str]) -> Hidden:
    """What is to be hidden in these texts: see `mask_texts`."""
    aliases = tuple(alias_table(names)) if mask == "names" else ()
    found = apply_each(_inside, cut_batches(texts)) if mask == "typography" else []
    return Hidden(mask, aliases, frozenset().union(*found), tuple(listed(subjects)))


def _inside(texts: list[str]) -> set[str]:
    return find_inside(read_words(texts))


def hide(texts: list[str], hidden: Hidden) -> list[str]:
    """The texts, or a batch of them, with what is hidden blanked out."""
    if hidden.mask == "names":
        pattern = alias_pattern(hidden.aliases)
        texts = [pattern.sub(_blank, text) for text in texts]
    elif hidden.mask == "typography":
        texts = blank_names(texts, hidden.inside, MASK_LETTER)
    if hidden.subjects:
        pattern = _subject_pattern(hidden.subjects)
        texts = [pattern.sub(_blank, text) for text in texts]
    return list(texts)


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\W_]", MASK_LETTER, match.group())


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
    forms: dict[str, list[str]] = {}  # by their first sign: at most places of a text none is tried
    for first, rest in chain.from_iterable(map(_alias_forms, aliases)):
        forms.setdefault(first, []).append(rest)
    return re.compile("(?:" + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in forms.items()) + r")(?!\w)")


def _alias_forms(alias: str) -> list[tuple[str, str]]:
    """How an alias may be written: as expressions of the first sign, which no word precedes, and of the rest."""
    firsts = alias[0] + alias[0].upper() if alias[0].islower() else alias[0]
    forms = [*(first + alias[1:] for first in firsts), alias.upper()]
    cut = [(form[0] + r"(?<!\w.)", form[1:]) if form[0].isalnum() else (r"(?<!\w)", form) for form in forms]
    return [(first, _flexible(rest)) for first, rest in cut]


def _flexible(text: str) -> str:
    return re.sub(r"['’]", "['’]", re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(text)))


@lru_cache(maxsize=8)
def _subject_pattern(subjects: tuple[str, ...]) -> re.Pattern:
    words = "|".join(re.escape(word).replace(r"\*", r"[\w’'-]*") for word in subjects)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
