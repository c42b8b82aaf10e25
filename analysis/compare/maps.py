"""Documents laid out on a plane by the distances between them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError, check_kind


@dataclass(frozen=True, eq=False)
class DocumentMap:
    """Documents laid out on a plane, and how much of their distances that keeps.

    Attributes
    ----------
    table : DataFrame
        One row a document (see `map_documents`).
    kept : float
        The plane's part of all that the distances span, 0 to 1; 1 for documents that are all equal.
    """

    table: pd.DataFrame
    kept: float


@checked
def map_documents(distances: pd.DataFrame) -> DocumentMap:
    """Lay documents out on a plane so that near ones have counts that are alike, as far as a plane can show it.

    Read `kept` first: at a half or less, points that lie near each other need not be alike; the tree and the table
    of distances tell. Directions mean nothing, and a mirrored map is the same map.

    Parameters
    ----------
    distances : DataFrame
        As `compare_documents` gives it: document, other, distance, each pair once.

    Returns
    -------
    DocumentMap
        kept, and a `table` with one row a document, in the order of `distances`:
        document : its name
        x, y : where it lies, in units of the distance; 0, 0 is the middle

    Raises
    ------
    AnalysisError
        For a table without these columns, with a pair that is missing or there twice, or without pairs.

    References
    ----------
    Torgerson 1952 (classical multidimensional scaling); Mardia 1978 for `kept`: the two largest eigenvalues over the
    sum of all, without sign.
    """
    names, square = square_distances(distances, "map_documents")
    centring = np.eye(len(names)) - 1 / len(names)
    values, vectors = np.linalg.eigh(-0.5 * centring @ square**2 @ centring)
    values, vectors = values[::-1], vectors[:, ::-1]
    places = vectors[:, :2] * np.sqrt(np.clip(values[:2], 0, None))
    furthest = np.abs(places).round(9).argmax(axis=0)
    places = places * np.where(places[furthest, [0, 1]] < 0, -1, 1)
    spanned = np.abs(values).sum()
    kept = float(np.clip(values[:2], 0, None).sum() / spanned) if spanned > 1e-12 else 1.0
    return DocumentMap(pd.DataFrame({"document": names, "x": places[:, 0], "y": places[:, 1]}), kept)


def square_distances(distances: pd.DataFrame, function: str) -> tuple[list, np.ndarray]:
    """The documents of a table of distances and the square of them; errors as `map_documents`."""
    check_kind(function, distances, "DataFrame")
    if not {"document", "other", "distance"} <= set(distances.columns) or not len(distances):
        raise AnalysisError(f"{function} takes a table of distances, such as compare_documents(terms) gives.")
    names = list(dict.fromkeys([*distances["document"], *distances["other"]]))
    place = {name: number for number, name in enumerate(names)}
    first, second = distances["document"].map(place).to_numpy(), distances["other"].map(place).to_numpy()
    square = np.full((len(names), len(names)), np.nan)
    square[first, second] = square[second, first] = distances["distance"].to_numpy(dtype=float)
    np.fill_diagonal(square, 0)
    if distances["distance"].isna().any():
        row = distances[distances["distance"].isna()].iloc[0]
        raise AnalysisError(f"{function}: there is no distance between {row['document']} and {row['other']}; fill it.")
    if np.isnan(square).any() or len(distances) != len(names) * (len(names) - 1) / 2:
        pairs = len(names) * (len(names) - 1) // 2
        raise AnalysisError(f"{function}: {len(names)} documents make {pairs} pairs, each once, and the table differs.")
    return names, square
