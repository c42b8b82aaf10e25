"""What kind of term: words of grammar, names, and the rest. They differ between texts in quite different degrees."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.terms.rule import stop_terms

SUBJECT, GRAMMAR, NAME = 0, 1, 2  # the rows of the priors of `analysis.evidence.strength`
MOSTLY = 0.8  # share of a name's uses that are written with a capital
SHOUTED = 0.6  # share of capitals in a document from which on they tell nothing


def term_kinds(terms: pd.DataFrame, wanted: Iterable[str]) -> np.ndarray:
    """`GRAMMAR`, `NAME` or `SUBJECT` for each wanted term.

    Grammar: the stop terms. Names: other terms that four of five times are written with a capital in this table
    (without its column `capital`, and in documents all in small letters or all in capitals, there are no names).
    """
    wanted = pd.Index(wanted)
    capitals = pd.Series(dtype=float)
    if "capital" in terms:
        told = terms[terms.groupby("document")["capital"].transform("mean") < SHOUTED]
        capitals = told.groupby("term")["capital"].mean()
    written = capitals.reindex(wanted).fillna(0.0).to_numpy(dtype=float)
    return np.select([wanted.isin(stop_terms()), written >= MOSTLY], [GRAMMAR, NAME], SUBJECT)
