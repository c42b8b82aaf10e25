"""Many fits on samples of the segments, joined into one set of topics.

One fit on forty segments moves when four of them are left out. So the model is fitted on many samples of four fifths
of the segments; all their topics together are factored once more, which keeps what comes back again and again
(the ensemble of Greene, O'Callaghan and Cunningham 2014 and of Belford, Mac Namee and Greene 2018, with samples in
place of random starts).
"""

import numpy as np

from .factors import factor, match_topics, overlaps, unit_rows

SAMPLE = 0.8  # of the segments in each resample


def sample_segments(n_segments: int, rng: np.random.Generator, part: float = SAMPLE) -> np.ndarray:
    """A sample of the rows without repetition, in their order."""
    return np.sort(rng.choice(n_segments, max(round(part * n_segments), 2), replace=False))


def fit_samples(matrix, n_topics: int, method: str, *, resamples: int, seed: int, progress: bool = False) -> np.ndarray:
    """Topics of one fit for each sample of the segments: resamples × topics × terms, rows of length 1."""
    from tqdm.auto import tqdm

    rng = np.random.default_rng(seed)
    rounds = tqdm(range(resamples), desc="topics", disable=not progress, leave=False)
    fits = [factor(matrix[sample_segments(matrix.shape[0], rng)], n_topics, method, number) for number in rounds]
    return unit_rows(np.stack(fits))


def join_fits(fits: np.ndarray) -> np.ndarray:
    """The consensus: an NMF of all topics of all fits, started from their singular vectors (no random start)."""
    stacked = fits.reshape(-1, fits.shape[2])
    return unit_rows(factor(stacked, fits.shape[1], "nmf", 0)) if fits.shape[1] > 1 else unit_rows(fits.mean(axis=0))


def align_fits(reference: np.ndarray, fits: np.ndarray) -> np.ndarray:
    """The fits with their topics in the order of `reference`."""
    return np.stack([fit[match_topics(reference, fit)] for fit in fits])


def stability(reference: np.ndarray, aligned: np.ndarray) -> np.ndarray:
    """Mean top-ten overlap of each topic with its match in every fit."""
    return np.mean([overlaps(reference, fit) for fit in aligned], axis=0)
