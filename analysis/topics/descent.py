"""NMF of a small matrix: where it starts, and the steps from there."""

import numpy as np

NMF_ITERATIONS = 50
TOLERANCE = 1e-4  # of the first step: a step that moves less is the last


def start_topics(matrix: np.ndarray, n_topics: int) -> tuple[np.ndarray, np.ndarray]:
    """Where NMF starts: the larger signed half of each singular vector, its zeros filled with the mean of the matrix.

    NNDSVDa (Boutsidis and Gallopoulos 2008), as in scikit-learn but from exact singular vectors, which for few
    segments is faster (1.2 times on two short texts) than random projections and leaves nothing to chance.
    """
    squares, left = np.linalg.eigh(matrix @ matrix.T)  # segments × segments: far smaller than the matrix
    values, left = np.sqrt(np.maximum(squares[::-1], 1e-24)), left[:, ::-1]
    right = (left[:, :n_topics] / values[:n_topics]).T @ matrix
    held, topics = np.empty((len(matrix), n_topics)), np.empty((n_topics, matrix.shape[1]))
    for place in range(n_topics):
        halves = [(np.maximum(sign * left[:, place], 0), np.maximum(sign * right[place], 0)) for sign in (1, -1)]
        sizes = [np.linalg.norm(one) * np.linalg.norm(two) for one, two in halves]
        best = int(sizes[1] > sizes[0])
        scale = np.sqrt(values[place] * max(sizes[best], 1e-12))
        held[:, place], topics[place] = (scale * half / max(np.linalg.norm(half), 1e-12) for half in halves[best])
    mean = matrix.mean()
    return np.where(held > 1e-6, held, mean), np.where(topics > 1e-6, topics, mean)


def descend(matrix: np.ndarray, held: np.ndarray, topics: np.ndarray) -> np.ndarray:
    """The topics that NMF comes to from a start, number for number as `non_negative_factorization` with that start.

    On so small a matrix its checks, made anew at each step, take a third of its time. It changes `held`.
    """
    from sklearn.decomposition._cdnmf_fast import _update_cdnmf_fast as update

    turned, order, first = np.ascontiguousarray(topics.T), np.arange(len(topics), dtype=np.intp), 0.0
    for _ in range(NMF_ITERATIONS):
        moved = update(held, turned.T @ turned, matrix @ turned, order)
        moved += update(turned, held.T @ held, matrix.T @ held, order)
        first = first or moved
        if first == 0 or moved / first <= TOLERANCE:
            break
    return turned.T
