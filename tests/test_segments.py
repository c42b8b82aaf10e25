"""Segments: stretches of about equal length that respect blocks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.terms.segments import cut_segments


def test_blocks_of_the_right_length_are_segments():
    """A block that ends near the target closes the segment."""
    blocks = [1] * 4 + [2] * 5 + [3] * 4
    assert cut_segments(["a"] * 13, blocks, target=4).tolist() == blocks


def test_long_blocks_are_cut_at_the_target():
    """A block far longer than the target is cut where the target is reached; a short rest joins the last piece."""
    assert cut_segments(["a"] * 9, [1] * 9, target=4).tolist() == [1] * 4 + [2] * 5


def test_each_document_starts_anew():
    """Segments are numbered from 1 in each document and never span two."""
    assert cut_segments(["a"] * 3 + ["b"] * 3, [1] * 6, target=3).tolist() == [1, 1, 1, 1, 1, 1]


def test_sentences_weigh_by_their_terms():
    """With lengths, a segment closes when the lengths add up to the target."""
    assert cut_segments(["a"] * 4, [1] * 4, [5, 5, 5, 5], target=10).tolist() == [1, 1, 2, 2]


def test_nothing_in_nothing_out():
    """An empty table has no segments."""
    assert len(cut_segments([], [])) == 0


@given(st.lists(st.integers(1, 60), min_size=1, max_size=20), st.integers(5, 50))
def test_segments_lose_nothing_and_stay_near_the_target(sizes, target):
    """Segments run 1, 2, 3 …; each but a lone one holds at least half and at most 1.75 times the target."""
    blocks = np.repeat(np.arange(len(sizes)), sizes)
    segments = cut_segments(["a"] * len(blocks), blocks, target=target)
    numbers, held = np.unique(segments, return_counts=True)
    assert (np.diff(segments) >= 0).all() and numbers.tolist() == list(range(1, len(numbers) + 1))
    if len(numbers) > 1:
        assert held.min() >= target / 2 and held.max() <= 1.75 * target + 1
