"""Terms relabelled by family: names with aliases, themes."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.terms.filled import fill_terms
from analysis.terms.queries import match_queries
from analysis.terms.rule import listed, name_term


@checked
def find_families(terms: pd.DataFrame, families: pd.DataFrame | Mapping[str, str | Iterable[str]]) -> pd.DataFrame:
    """The terms relabelled by family (names with aliases, themes), so that families are counted and compared as terms.

    A member of several words is found as a joined name or as a run of terms, and counts once, also where another member
    of its family lies within it.

    Parameters
    ----------
    terms : DataFrame
        A terms table; for `corpus.names` one made by `split_terms(names=True)`.
    families : DataFrame or mapping
        `corpus.themes` (theme, term; each term a query) or `corpus.names` (name, alias); or family → its terms, such
        as `{"fear": "fear*|threat*"}`.

    Returns
    -------
    DataFrame
        The same rows with the columns of `terms`, and anew:
        term : the family; "" outside every family: such words stay in the denominators and are no row of a result
        term_before : the term as it was, since whether two works differ at all is asked of all words

    Raises
    ------
    AnalysisError
        For a term that two families claim, and for a table of another kind.
    """
    terms = fill_terms(terms, "find_families")
    members = _family_members(families)
    labels = np.full(len(terms), "", dtype=object)
    for family, (rows, _) in zip(members, match_queries(terms, list(members.values())), strict=True):
        taken = rows[labels[rows] != ""]
        if len(taken):
            raise AnalysisError(
                f"The term {terms['term'].iat[taken[0]]!r} belongs to two families, {labels[taken[0]]!r} and "
                f"{family!r}. Take it out of one, or compare the families one at a time."
            )
        labels[rows] = family
    return terms.assign(term=labels, term_before=terms["term_before"] if "term_before" in terms else terms["term"])


def _family_members(families: pd.DataFrame | Mapping) -> dict[str, str]:
    """The query of each family: its members as alternatives."""
    if isinstance(families, Mapping):
        return {str(name): "|".join(listed(told)) for name, told in families.items()}
    if "theme" in families and "term" in families:
        return {str(theme): "|".join(group["term"]) for theme, group in families.groupby("theme", sort=False)}
    if "name" in families:
        return {name: name_term(name) for name in families["name"].drop_duplicates() if name_term(name)}
    raise AnalysisError(
        "find_families needs a table of families with the columns theme and term (corpus.themes) or name "
        f"(corpus.names); this one has: {', '.join(map(str, families.columns))}."
    )
