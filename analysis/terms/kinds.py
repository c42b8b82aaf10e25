"""What kind of term: words of grammar, names, and the rest. They differ between texts in quite different degrees."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.evidence import GRAMMAR, NAME, SUBJECT
from analysis.terms.rule import stop_terms

MOSTLY = 0.8  # share of a name's uses that are written with a capital


def term_kinds(terms: pd.DataFrame, wanted: Iterable[str]) -> np.ndarray:
    """`GRAMMAR`, `NAME` or `SUBJECT` for each wanted term.

    Grammar: the stop terms. Names: other terms that four of five times are written with a capital in this table
    (without its column `capital`, and in texts all in small letters, there are no names).
    """
    wanted = pd.Index(wanted)
    capitals = terms.groupby("term")["capital"].mean() if "capital" in terms else pd.Series(dtype=float)
    written = capitals.reindex(wanted).fillna(0.0).to_numpy(dtype=float)
    return np.select([wanted.isin(stop_terms()), written > MOSTLY], [GRAMMAR, NAME], SUBJECT)
