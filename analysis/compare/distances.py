"""How alike documents are by their counts: a distance for each pair."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.spatial.distance import pdist

from analysis.door import checked
from analysis.errors import AnalysisError, TooLittleTextError, check_kind, unknown_name, warn_user
from analysis.terms import TermMatrix, Voice, count_units, fill_terms, read_stop_terms, spoken_terms
from analysis.terms.rule import bare_terms

Measure = Literal["cosine delta", "burrows delta", "tf-idf"]
WORDS = {"cosine delta": 500, "burrows delta": 500, "tf-idf": 1000}  # compared, by measure
SHORT = 1000  # words: of pieces of 500, of 43 works, a third are nearest to a piece by another writer


@dataclass(frozen=True, eq=False)
class Profiles:
    """The counts that distances rest on: segments × the words compared, and whose each segment is."""

    counts: sparse.csr_matrix
    sizes: np.ndarray  # all words of each segment
    owner: sparse.csr_matrix  # documents × segments, 1 where the segment is the document's
    documents: list[str]
    measure: Measure


@checked
def compare_documents(
    terms: pd.DataFrame | TermMatrix,
    *,
    voice: Voice = "author",
    measure: Measure = "cosine delta",
    words: int | None = None,
    stop: Iterable[str] | None = None,
) -> pd.DataFrame:
    """How far apart the counts of each pair of documents are: 0 for the same shares of all words compared.

    Read distances beside each other, not alone: the smallest is the pair whose counts are most alike *among these
    documents*. It says how alike the counts are, and not who wrote them: subject, date, genre and length move it too.

    Parameters
    ----------
    terms : DataFrame or TermMatrix
        A terms table (`split_terms`, or your own: see `fill_terms`), or counts (`term_matrix`), of which all voices
        count.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    measure : {"cosine delta", "burrows delta", "tf-idf"}
        What is compared. The Deltas take the most frequent words, mostly grammar and so mostly style: each word's
        share less its mean over the documents, over its standard deviation. `cosine delta` is 1 less the cosine of
        these (0 to 2), `burrows delta` their mean difference (0 and more). `tf-idf` takes words of content: 1 less
        the cosine (0 to 1) of the logarithm of their rates, times how few documents have the word.
    words : int, optional
        The most frequent words, by mean share, so that a long document does not choose them: 500, for tf-idf 1,000.
    stop : iterable of str, optional
        Words of grammar that tf-idf leaves out; `read_stop_terms()` if left out.

    Returns
    -------
    DataFrame
        One row a pair of documents, in their order:
        document, other : the two
        distance : as `measure` says; 0 for equal counts
        n_document, n_other : words of each, compared or not

    Raises
    ------
    AnalysisError
        For what is no terms table, an unknown measure, fewer than two words to compare; for fewer than two documents
        (TooLittleTextError).

    Notes
    -----
    A warning names documents shorter than 1,000 words and those without a word in the voice chosen. Two documents
    alone always lie as far apart by a Delta, unless equal, since their mean is halfway between them: only tf-idf tells
    of a pair; and of three or four a Delta tells little more than which two are nearest.

    Measured on pieces of 43 works that nothing was set on (how far the counts lead; no authorship is meant): the
    nearest piece is by the same writer for 74, 89 and 93 in 100 pieces of 1,000, 2,500 and 6,000 words among all 172
    (by chance 4), and for 68 of 500 words. Among works of their own kind it is 77 to 100 of 2,500 words, least for
    messages of presidents. `burrows delta`: 66, 88, 94, and 52; `tf-idf`: 81, 90, 93, and 75 (benchmarks/documents.py).

    References
    ----------
    Burrows 2002, "Delta"; Smith and Aldridge 2011 and Evert et al. 2017 (cosine Delta); Salton and Buckley 1988
    (tf-idf).
    """
    profiles = read_profiles(terms, "compare_documents", voice=voice, measure=measure, words=words, stop=stop)
    near = measure_distances(profiles)
    if len(near) == 1 and measure != "tf-idf" and near[0]:
        warn_user(
            f"Two documents always lie {near[0]:.3g} apart by {measure}, which measures from the mean of all: "
            'take measure="tf-idf", or a third document.'
        )
    n = (profiles.owner @ profiles.sizes).astype(np.int64)
    first, second = np.triu_indices(len(n), 1)
    names = np.array(profiles.documents, dtype=object)
    columns = {"document": names[first], "other": names[second], "distance": near}
    return pd.DataFrame(columns | {"n_document": n[first], "n_other": n[second]})


def read_profiles(
    terms: pd.DataFrame | TermMatrix,
    function: str,
    *,
    voice: Voice,
    measure: Measure,
    words: int | None,
    stop: Iterable[str] | None,
) -> Profiles:
    """The counts of the words compared, by segment; `function` is whose name an error bears.

    Errors: as `compare_documents`.
    """
    if measure not in WORDS:
        raise unknown_name("measure", measure, WORDS)
    matrix = _matrix(terms, function, voice)
    place, documents = pd.factorize(matrix.rows["document"])
    if len(documents) < 2:
        raise TooLittleTextError(f"There is nothing to compare with {documents[0]}: give a second document.")
    sizes = matrix.rows["n"].to_numpy(dtype=float)
    rows = np.arange(len(place))
    owner = sparse.csr_matrix((np.ones(len(place)), (place, rows)), shape=(len(documents), len(place)))
    whole = owner @ sizes
    short = [f"{name} ({n:.0f})" for name, n in zip(documents, whole, strict=True) if n < SHORT]
    if short:
        told = ", ".join(short[:5]) + (f" and {len(short) - 5} more" if len(short) > 5 else "")
        warn_user(f"Documents under {SHORT:,} words have distances that chance moves much: {told}.")
    mean = np.asarray((sparse.diags(1 / whole) @ owner @ matrix.counts).mean(axis=0)).ravel()
    if measure == "tf-idf":
        mean[matrix.terms.isin(read_stop_terms() if stop is None else bare_terms(stop))] = 0
    most = np.lexsort((np.arange(len(mean)), -mean))[: WORDS[measure] if words is None else words]
    most = most[mean[most] > 0]
    if len(most) < 2:
        raise AnalysisError(f"{function}: there are {len(most)} words to compare; it takes two or more.")
    return Profiles(matrix.counts[:, most], sizes, owner, [str(name) for name in documents], measure)


def _matrix(terms: pd.DataFrame | TermMatrix, function: str, voice: Voice) -> TermMatrix:
    check_kind(function, terms, "DataFrame", "TermMatrix")
    if isinstance(terms, TermMatrix):
        if not len(terms.rows):
            raise TooLittleTextError(f"{function}: the matrix has no rows: there is nothing to compare.")
        return terms
    filled = fill_terms(terms, function)
    spoken = spoken_terms(filled, voice)
    heard = set(spoken["document"].unique())
    silent = [str(name) for name in filled["document"].unique() if name not in heard]
    if silent:
        warn_user(f"Left out, without a word in the {voice} voice: {', '.join(silent)}.")
    return count_units(spoken)


def measure_distances(profiles: Profiles, draws: sparse.csr_matrix | None = None) -> np.ndarray:
    """The distance of each pair, as `scipy.spatial.distance.pdist` orders them.

    Parameters
    ----------
    profiles : Profiles
        The counts.
    draws : sparse matrix, optional
        Documents × segments: how often each segment of a document counts; once if left out.

    Returns
    -------
    array of float
        One entry a pair.
    """
    draws = profiles.owner if draws is None else draws
    share = (draws @ profiles.counts).toarray() / (draws @ profiles.sizes)[:, None]
    if profiles.measure == "tf-idf":
        rarity = np.log((1 + len(share)) / (1 + (share > 0).sum(axis=0))) + 1
        return _cosine(np.log1p(1000 * share) * rarity)
    scale = share.std(axis=0, ddof=1)
    varies = scale > 1e-12  # a word whose share is the same everywhere parts nothing
    values = (share - share.mean(axis=0))[:, varies] / scale[varies]
    if profiles.measure == "burrows delta":
        return pdist(values, "cityblock") / max(varies.sum(), 1)
    return _cosine(values)


def _cosine(values: np.ndarray) -> np.ndarray:
    """1 less the cosine of each pair of rows; of two rows of zeros 0, of one and another 1."""
    length = np.linalg.norm(values, axis=1)
    empty = length < 1e-12
    values = values / np.where(empty, 1, length)[:, None]
    near = 1 - values @ values.T
    near[np.ix_(empty, empty)] = 0
    first, second = np.triu_indices(len(values), 1)
    found = np.clip(near[first, second], 0, 2)
    return np.where(found < 1e-12, 0, found)
