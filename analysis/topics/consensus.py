"""Many fits on samples of the segments, joined into one set of topics.

One fit on forty segments moves when four of them are left out. So the model is fitted on many samples of four fifths
of the segments; all their topics together are factored once more, which keeps what comes back again and again
(the ensemble of Greene, O'Callaghan and Cunningham 2014 and of Belford, Mac Namee and Greene 2018, with samples in
place of random starts).
"""

import numpy as np

from .factors import factor, match_topics, overlaps, unit_rows

FOLDS = 5  # each sample leaves out one fifth of the segments


def sample_segments(n_segments: int, resamples: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Samples of four fifths of the rows, in their order: every five together leave each row out exactly once.

    Balanced in this way, a hundred samples agree from seed to seed as well as twice as many drawn freely.
    """
    samples: list[np.ndarray] = []
    while len(samples) < resamples:
        folds = np.array_split(rng.permutation(n_segments), FOLDS)
        samples += [np.setdiff1d(np.arange(n_segments), fold) for fold in folds]
    return samples[:resamples]


def fit_samples(matrix, n_topics: int, method: str, *, resamples: int, seed: int, progress: bool = False) -> np.ndarray:
    """Topics of one fit for each sample of the segments: resamples × topics × terms, rows of length 1."""
    from tqdm.auto import tqdm

    samples = sample_segments(matrix.shape[0], resamples, np.random.default_rng(seed))
    rounds = tqdm(samples, desc="topics", disable=not progress, leave=False)
    fits = [factor(matrix[rows], n_topics, method, number) for number, rows in enumerate(rounds)]
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
