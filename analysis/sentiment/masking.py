"""Names and subject words out of the scorer's sight: each of their letters becomes a letter that no word has.

A name says what a text is about, not how it speaks: "Great Fire" is no praise. Masked words stay in place, at
the same length, so that offsets, sentence lengths and the distance of every other word to its negation stay the same.
"""

import re
from functools import lru_cache

import pandas as pd

from analysis.errors import AnalysisError, unknown_name
from analysis.sentiment.capitals import find_typographic

MASK_LETTER = "\u01c3"  # a letter without case that no English word has
MASKS = ("none", "names", "typography")
SUBJECT_WORDS = ("war*", "nuclear", "famine*", "starvation", "crisis", "crises", "struggle*", "revolution*", "weapon*",
                 "bomb*", "missile*", "death*", "killed", "enem*", "alliance*", "peace")  # fmt: skip


def choose_mask(mask: bool | str, names: pd.DataFrame | None) -> str:
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


def mask_texts(texts: list[str], mask: str, names: pd.DataFrame | None = None, subjects=()) -> list[str]:
    """The texts with their names (and the words of `subjects`, `*` allowed) blanked out, letter by letter.

    `mask`: "none", "names" (the `alias` column of `names`, longest first) or "typography" (see find_typographic).
    Returns: a list of strings, each exactly as long as before.
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
        pattern = _subject_pattern(tuple(subjects))
        masked = [pattern.sub(_blank, text) for text in masked]
    return masked


def _blank(match: re.Match) -> str:
    return re.sub(r"[^\W_]", MASK_LETTER, match.group())


def _blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\W_]", MASK_LETTER, text[start:end]) + text[end:]
    return text


def alias_table(names: pd.DataFrame) -> dict[str, str]:
    """Every spelling in the table, the longest first, with the name it stands for; a name is its own alias."""
    if "alias" not in names:
        raise unknown_name("column", "alias", names.columns)
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
