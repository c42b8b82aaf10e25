"""Documents joined two by two, the nearest first, and how far each join hangs on the passages that are there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from tqdm import tqdm

from analysis.compare.distances import Measure, Profiles, measure_distances, read_profiles
from analysis.door import checked
from analysis.errors import AnalysisError, warn_user
from analysis.terms import TermMatrix, Voice

_SOON = 2.0  # seconds before a bar is drawn


@dataclass(frozen=True, eq=False)
class DocumentTree:
    """Documents joined two by two until all are one group.

    Attributes
    ----------
    joins : DataFrame
        One row a join (see `cluster_documents`).
    measure : str
        What the distances are.
    voice : {"author", "quoted", None}
        Whose words were counted.
    words : int
        How many different words were compared.
    copies : int
        How many copies `support` rests on.
    """

    joins: pd.DataFrame
    measure: str
    voice: Voice
    words: int
    copies: int


@checked
def cluster_documents(
    terms: pd.DataFrame | TermMatrix,
    *,
    voice: Voice = "author",
    measure: Measure = "cosine delta",
    words: int | None = None,
    stop: Iterable[str] | None = None,
    copies: int = 200,
    seed: int = 0,
    progress: bool = True,
) -> DocumentTree:
    """Join the documents whose counts are most alike, then groups, and ask of each group whether it comes back.

    Read `support` before the shape: a tree is drawn of any texts, also where nothing parts them. A group of support .9
    stands in nine of ten copies of the texts, each made of their own segments drawn anew; one under .5 may be gone
    with a few other passages. It says how alike the counts are, and detects no author.

    Parameters
    ----------
    terms : DataFrame or TermMatrix
        As for `compare_documents`; of a TermMatrix each row must be a segment.
    voice, measure, words, stop : optional
        As for `compare_documents`.
    copies : int
        Copies of the texts.
    seed : int
        Of the copies.
    progress : bool
        Whether to draw a bar on stderr when it takes longer than two seconds.

    Returns
    -------
    DocumentTree
        measure, voice, words, copies, and `joins` with one row a join, nearest first:
        join : its number, from 1
        left, right : what is joined: a document, or an earlier join as `join 3`
        height : the mean distance between the documents on the left and those on the right
        size : documents in the group
        support : the share of copies in which this very group is joined; <NA> for the last join, which holds all
        members : the documents of the group, in their order

    Raises
    ------
    AnalysisError
        As `compare_documents`; for counts by document, which hold no segments to draw, for fewer than 20 copies, and
        for a document whose name is that of a join.

    Notes
    -----
    How honest `support` is was measured on pieces of 500 to 6,000 words of 43 works that nothing was set on, four of
    each: of 389 groups of support .9 or more that hold part of a writer's pieces, 98 in 100 hold nobody else's (93 of
    messages of presidents, 96 where all kinds are mixed, 100 in other kinds); of those of .8 to .9 97 in 100, of .5 to
    .8 88, below .5 56. The first join of a piece is with the same writer's for 77, 89 and 90 in 100 pieces of 1,000,
    2,500 and 6,000 words among all. By `tf-idf` 97 in 100 of 543 groups of support .9 or more are right.

    Average linkage. Two documents make one join whatever they say, and a warning says so. The copies tell of chance
    within the texts, not of other texts by the same hand, and a document of one segment never changes.

    References
    ----------
    Sokal and Michener 1958 (average linkage); Felsenstein 1985 (the bootstrap of a tree); Eder 2017 (of styles).
    """
    profiles = read_profiles(terms, "cluster_documents", voice=voice, measure=measure, words=words, stop=stop)
    _check(profiles, terms, copies)
    joined, groups = join_nearest(measure_distances(profiles))
    hits = np.zeros(len(groups))
    if len(groups) > 1:
        for draws in tqdm(
            draw_copies(profiles, copies, seed), "copies", copies, leave=False, delay=_SOON, disable=not progress
        ):
            found = set(join_nearest(measure_distances(profiles, draws))[1])
            hits += [group in found for group in groups]
    support = pd.arrays.FloatingArray(hits / copies, np.arange(1, len(groups) + 1) == len(groups))
    joins = _tell(joined, groups, support, profiles.documents)
    return DocumentTree(joins, measure, voice, profiles.counts.shape[1], copies)


def _check(profiles: Profiles, terms: pd.DataFrame | TermMatrix, copies: int) -> None:
    held = np.diff(profiles.owner.indptr)
    if isinstance(terms, TermMatrix) and (held == 1).all():
        raise AnalysisError('cluster_documents draws segments anew: give term_matrix(terms, by="segment").')
    if copies < 20:
        raise AnalysisError(f"{copies} copies tell nothing of support: take 20 or more, usually 200.")
    taken = {f"join {number}" for number in range(1, len(held))}.intersection(profiles.documents)
    if taken:
        raise AnalysisError(f"A document is called “{min(taken)}”, as joins are; rename it.")
    if len(held) == 2:
        first, second = profiles.documents
        warn_user(f"Two documents, {first} and {second}, make one join whatever they say: there is nothing to cluster.")


def _tell(joined: np.ndarray, groups: list[frozenset[int]], support, documents: list[str]) -> pd.DataFrame:
    names = [*documents, *(f"join {number}" for number in range(1, len(groups) + 1))]
    ends = joined[:, :2].astype(int)
    return pd.DataFrame(
        {
            "join": np.arange(1, len(groups) + 1),
            "left": [names[end] for end in ends[:, 0]],
            "right": [names[end] for end in ends[:, 1]],
            "height": joined[:, 2],
            "size": joined[:, 3].astype(int),
            "support": support,
            "members": [tuple(documents[place] for place in sorted(group)) for group in groups],
        }
    )


def draw_copies(profiles: Profiles, copies: int, seed: int) -> Iterator[sparse.csr_matrix]:
    """For each copy, documents × segments: how often each segment counts, drawn anew within its document."""
    rng = np.random.default_rng(seed)
    owner = profiles.owner
    for _ in range(copies):
        drawn = [rng.multinomial(held, np.full(held, 1 / held)) for held in np.diff(owner.indptr)]
        yield sparse.csr_matrix((np.concatenate(drawn).astype(float), owner.indices, owner.indptr), owner.shape)


def join_nearest(distances: np.ndarray) -> tuple[np.ndarray, list[frozenset[int]]]:
    """Average linkage of a condensed matrix: the rows of scipy's `linkage`, and the documents of each join."""
    joined = linkage(distances, "average")
    groups = [frozenset([place]) for place in range(len(joined) + 1)]
    for left, right in joined[:, :2].astype(int):
        groups.append(groups[left] | groups[right])
    return joined, groups[len(joined) + 1 :]
