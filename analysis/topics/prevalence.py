"""How much of each text its topics fill, and whether the difference survives a second look."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import AnalysisError, TooLittleTextError, unknown_name
from analysis.evidence import benjamini_hochberg, mean_difference, verdicts
from analysis.terms import VOICES, TermMatrix, resegment, term_matrix

from .factors import mixture_shares
from .model import TopicModel, share_table

REFITS = 40  # resamples read again for the interval


def project_topics(model: TopicModel, matrix: TermMatrix | pd.DataFrame) -> pd.DataFrame:
    """The shares of a model's topics in other segments: another voice, another cut, another document.

    Returns one row a segment and topic: document, segment, topic, share (of the words the model knows; a segment that
    holds none of them is left out). Errors: no word in common.
    """
    matrix = term_matrix(matrix) if isinstance(matrix, pd.DataFrame) else matrix
    counts, rows = known_counts(model, matrix)
    return share_table(mixture_shares(counts, model.weights), rows)


def known_counts(model: TopicModel, matrix: TermMatrix):
    """The counts of the model's terms in the segments that hold any, with their rows."""
    place = matrix.terms.get_indexer(model.matrix.terms)
    columns = matrix.counts[:, np.where(place >= 0, place, 0)].tocsc(copy=True)
    for missing in np.flatnonzero(place < 0):
        columns.data[columns.indptr[missing]:columns.indptr[missing + 1]] = 0
    columns.eliminate_zeros()
    counts = columns.tocsr()
    filled = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel())
    if not len(filled):
        raise TooLittleTextError("These segments hold none of the model's terms, so its topics have no shares there.")
    return counts[filled], matrix.rows.iloc[filled].reset_index(drop=True)


def compare_topics(
    model: TopicModel, *, target, reference=None, voice: str | None = "author", seed: int = 0
) -> pd.DataFrame:
    """What each side spends on each topic.

    Read `difference` as target less reference, in shares of the usable words: .10 is ten words of a hundred.

    Parameters: `target`, `reference`: a document or a list (None: all others). `voice`: whose words; it needs a model
    fitted on a terms table, of which that voice's words are cut into segments anew. A model fitted on a bare
    TermMatrix knows no voices: its own segments are compared as they are.

    Returns one row a topic: topic, name, share_target, share_reference, difference, low, high, p, q (all topics of the
    model are one family), verdict, mark. Errors: an unknown document or voice, nothing to compare with.
    Doubt it: the topics were found in these very texts, so any two stretches part a little by construction.
    """
    counts, rows = _segments(model, voice)
    side, used = choose_sides(rows["document"], target, reference)
    counts, rows = counts[np.flatnonzero(used)], rows[used]
    sizes = np.asarray(counts.sum(axis=1), dtype=float).ravel()
    side = side[used]
    shares = mixture_shares(counts, model.weights)
    table = mean_difference(shares, side, weights=sizes, seed=seed)
    low, high = _widen(table, refit_error(model, counts, sizes, side), len(side))
    q = benjamini_hochberg(table["p"])
    out = pd.DataFrame({"topic": np.arange(1, len(model.names) + 1), "name": list(model.names)})
    out[["share_target", "share_reference"]] = table[["mean_target", "mean_reference"]]
    out = out.assign(difference=table["difference"], low=low, high=high, p=table["p"], q=pd.array(q, dtype="Float64"))
    return out.assign(verdict=verdicts(table["p"], q), mark=model.quality["mark"])


def refit_error(model: TopicModel, counts, sizes: np.ndarray, side: np.ndarray) -> np.ndarray:
    """The standard error of each difference that comes from the topics themselves: how it moves from fit to fit.

    The same segments are read with the topics of each resample; the spread of the differences, times two, is what a
    new set of segments would do to the topics (delete-a-group jackknife: variance × kept / left out = 4 / 1).
    """
    gaps = []
    for weights in model.replicates[:REFITS]:
        held = mixture_shares(counts, weights) * sizes[:, None]
        gaps.append(held[side].sum(axis=0) / sizes[side].sum() - held[~side].sum(axis=0) / sizes[~side].sum())
    return 2.0 * np.std(gaps, axis=0)


def _widen(table: pd.DataFrame, error: np.ndarray, segments: int):
    """The passage interval with the error of the topics added in squares."""
    half = (table["high"] - table["low"]) / 2
    extra = stats.t.ppf(0.975, max(segments - 2, 1)) * error
    half = (half**2 + extra**2) ** 0.5
    return table["difference"] - half, table["difference"] + half


def _segments(model: TopicModel, voice: str | None):
    if voice is not None and voice not in VOICES:
        raise unknown_name("voice", voice, VOICES)
    if model.terms is None or voice is None:
        if voice == "quoted":
            raise AnalysisError(
                "This model was fitted on a TermMatrix, which knows no voices. Fit it on the terms table, "
                "fit_topics(terms), to compare quoted words."
            )
        return model.matrix.counts, model.matrix.rows
    spoken = model.terms[model.terms["voice"] == voice]
    return known_counts(model, term_matrix(resegment(spoken)))


def choose_sides(documents: pd.Series, target, reference) -> tuple[np.ndarray, np.ndarray]:
    """Two boolean arrays: rows of the target, and rows of either side."""
    present = list(pd.unique(documents))
    target = [target] if isinstance(target, str) else list(target)
    others = [name for name in present if name not in target]
    reference = others if reference is None else [reference] if isinstance(reference, str) else list(reference)
    for name in [*target, *reference]:
        if name not in present:
            raise unknown_name("document", name, present)
    if not reference or set(target) & set(reference):
        raise TooLittleTextError(
            f"There is nothing to compare {', '.join(target)} with: name another document as reference, "
            "and none on both sides."
        )
    side = documents.isin(target).to_numpy()
    return side, side | documents.isin(reference).to_numpy()
