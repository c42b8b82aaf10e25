"""The difference of each topic in either half of the texts: what rests on one scene stands in one half only."""

import numpy as np
import pandas as pd


def first_halves(rows: pd.DataFrame) -> np.ndarray:
    """Which segments lie in the first half of their document."""
    place = rows.groupby("document", sort=False).cumcount()
    return (place < rows.groupby("document", sort=False)["document"].transform("size") / 2).to_numpy()


def gaps_by_half(shares: np.ndarray, sizes: np.ndarray, side: np.ndarray, rows: pd.DataFrame) -> np.ndarray:
    """Each topic's difference in the first halves of the texts, and in the second: 2 × topics; NaN without segments."""
    first = first_halves(rows)
    return np.stack([gap(shares, sizes, side, half) for half in (first, ~first)])


def gap(shares: np.ndarray, sizes: np.ndarray, side: np.ndarray, chosen: np.ndarray | None = None) -> np.ndarray:
    """Each topic's share of the words, target less reference, in the chosen segments."""
    chosen = np.ones(len(side), dtype=bool) if chosen is None else chosen
    held = shares * sizes[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        one, two = (held[chosen & mask].sum(axis=0) / sizes[chosen & mask].sum() for mask in (side, ~side))
    return one - two
