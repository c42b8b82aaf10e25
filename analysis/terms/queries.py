"""Terms relabelled by family (names with aliases, themes), and the patterns of queries."""

import re

import numpy as np
import pandas as pd

from analysis.errors import AnalysisError
from analysis.terms.rule import TIDY, name_term


def find_families(terms: pd.DataFrame, families: pd.DataFrame) -> pd.DataFrame:
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
    return re.compile(".*".join(re.escape(part.translate(TIDY).casefold()) for part in word.split("*")))


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
