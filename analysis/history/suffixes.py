"""Every run of numbers that stands twice, found in one sorting of all places."""

import numpy as np


def sort_suffixes(codes: np.ndarray, ends: np.ndarray, limit: int = 1 << 14) -> tuple[np.ndarray, np.ndarray]:
    """The places of a row of numbers in the order of what follows them, and what each shares with the one before.

    What follows a place ends where its sentence ends (`ends`, the last place of it), and is looked at for `limit`
    numbers at most.

    Parameters
    ----------
    codes : array of int
        The numbers, from 0.
    ends : array of int
        For each place the last place of its sentence.
    limit : int
        How far runs are compared.

    Returns
    -------
    order : array of int
        The places, sorted.
    common : array of int
        For each rank how many numbers it has in common with the rank before; 0 for the first.

    References
    ----------
    Manber and Myers 1993 (sorting by doubling); Kasai et al. 2001 (common beginnings in one pass).
    """
    size = len(codes)
    places = np.arange(size)
    rank = codes.astype(np.int64) + 1
    length = 1
    while True:
        ahead = places + length
        inside = ahead <= ends
        second = np.where(inside, rank[np.minimum(ahead, size - 1)], 0)
        keys = rank * (int(rank.max()) + 2) + second
        order = np.argsort(keys, kind="stable")
        sorted_keys = keys[order]
        new = np.concatenate([[1], 1 + np.cumsum(sorted_keys[1:] != sorted_keys[:-1])])
        rank = np.empty(size, dtype=np.int64)
        rank[order] = new
        length *= 2
        if new[-1] == size or length >= limit:
            break
        if not (inside & (np.bincount(rank, minlength=size + 2)[rank] > 1)).any():
            break  # those alike end with their sentences
    return order, _common(codes, ends, order)


def _common(codes: np.ndarray, ends: np.ndarray, order: np.ndarray) -> np.ndarray:
    size = len(codes)
    place = np.empty(size, dtype=np.int64)
    place[order] = np.arange(size)
    ranks, numbers, last, ordered = place.tolist(), codes.tolist(), ends.tolist(), order.tolist()
    common = [0] * size
    alike = 0
    for at in range(size):
        rank = ranks[at]
        if rank == 0:
            alike = 0
            continue
        other = ordered[rank - 1]
        most = min(last[at] - at, last[other] - other) + 1
        while alike < most and numbers[at + alike] == numbers[other + alike]:
            alike += 1
        common[rank] = alike = min(alike, most)
        alike = max(alike - 1, 0)
    return np.array(common, dtype=np.int64)


def longest_matches(order: np.ndarray, common: np.ndarray, side: np.ndarray) -> np.ndarray:
    """For each place, how long a run begins there that also stands on the other side."""
    longest = np.zeros(len(order), dtype=np.int64)
    sides = side[order].tolist()
    for ranks in (range(len(order)), range(len(order) - 1, -1, -1)):
        back = ranks.step < 0
        left = {True: 0, False: 0}  # what the current rank has in common with the nearest rank of each side
        alike = common.tolist()
        for rank in ranks:
            step = alike[rank + 1] if back and rank + 1 < len(order) else 0 if back else alike[rank]
            left = {which: min(value, step) for which, value in left.items()}
            here = sides[rank]
            place = order[rank]
            longest[place] = max(longest[place], left[not here])
            left[here] = len(order)
    return longest
