"""What a term is: the one definition that counting, comparing and topics share.

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
from functools import cache
from importlib.resources import files

_LETTER, _ANY = r"[^\W\d_]", r"[^\W_]"
TERM = re.compile(
    rf"(?:{_LETTER}\.){{2,}}(?!{_ANY})"  # dotted initials
    rf"|{_ANY}+(?:(?:(?<={_LETTER})[-‐‑'’](?={_LETTER})|(?<=\d)[.,](?=\d)){_ANY}+)*"
)
TIDY = str.maketrans({"’": "'", "‐": "-", "‑": "-"})
GENITIVE = ("'s", "’s", "'S", "’S")


def find_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """Each term of a text as (start, end, term), by the rule at the head of this module.

    >>> [term for _, _, term in find_terms("Stalin’s long-lived U.S.S.R., 1956-1960")]
    ['stalin', 'long-lived', 'ussr', '1956', '1960']
    """
    for match in TERM.finditer(text):
        word, end = match.group(), match.end()
        if word.endswith(GENITIVE):
            word, end = word[:-2], end - 2
        elif word.endswith("."):
            word = word.replace(".", "")
        yield match.start(), end, word.translate(TIDY).casefold()


def name_term(name: str) -> str:
    """A name as it stands in the `term` column: its terms joined by a blank."""
    return " ".join(term for _, _, term in find_terms(name))


@cache
def stop_terms() -> frozenset[str]:
    """Words that carry grammar rather than subject: the Snowball English list (174 words, BSD), through our splitter.

    It swallows nothing topical (`great`, `forward`, `state` stay); longer lists do. Edit `analysis/data/stop_terms.txt`
    or leave terms out yourself: `terms[~terms.term.isin(stop_terms())]`, after names are joined.
    """
    text = files("analysis").joinpath("data/stop_terms.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(term for line in lines for _, _, term in find_terms(line))
