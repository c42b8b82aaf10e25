import numpy as np
import pytest

from analysis.compare import measures

PAPER, CHAPTER = 2563, 3313
GOLDEN = [  # a, b, two cells, four cells, log ratio: METHODS C, worked out by hand
    (28, 0, 46.46, 46.64, 6.18),
    (12, 27, 2.71, 2.73, -0.80),
    (55, 38, 9.02, 9.16, 0.90),
]


@pytest.mark.parametrize(("a", "b", "two", "four", "ratio"), GOLDEN)
def test_golden_values(a, b, two, four, ratio):
    """Each measure gives the published form's value to the second decimal."""
    sides = [a], [b], PAPER, CHAPTER
    assert measures.g2_two_cells(*sides)[0] == pytest.approx(two, abs=0.006)
    assert measures.g2(*sides)[0] == pytest.approx(four, abs=0.006)
    assert measures.log_ratio(*sides)[0] == pytest.approx(ratio, abs=0.006)


def test_g2_against_scipy():
    """G2 on four cells equals scipy's log-likelihood test of the 2 × 2 table."""
    from scipy.stats import chi2_contingency

    for a, b in ((28, 3), (12, 27), (1, 40), (5, 0)):
        table = [[a, b], [PAPER - a, CHAPTER - b]]
        expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
        assert measures.g2([a], [b], PAPER, CHAPTER)[0] == pytest.approx(expected)


def test_swapping_the_sides_flips_every_sign():
    """The target's gain is the reference's loss: signed measures flip, unsigned ones stay."""
    a, b = np.array([28, 12, 55]), np.array([2, 27, 38])
    for signed in (measures.log_ratio, measures.log_odds_z):
        np.testing.assert_allclose(signed(a, b, PAPER, CHAPTER), -signed(b, a, CHAPTER, PAPER))
    for unsigned in (measures.g2, measures.g2_two_cells):
        np.testing.assert_allclose(unsigned(a, b, PAPER, CHAPTER), unsigned(b, a, CHAPTER, PAPER))


def test_doubling_both_texts():
    """Twice the same texts leave the ratio of terms on both sides as it is and double G2."""
    a, b = np.array([28, 12, 55]), np.array([2, 27, 38])
    np.testing.assert_allclose(
        measures.log_ratio(2 * a, 2 * b, 2 * PAPER, 2 * CHAPTER), measures.log_ratio(a, b, PAPER, CHAPTER)
    )
    np.testing.assert_allclose(measures.g2(2 * a, 2 * b, 2 * PAPER, 2 * CHAPTER), 2 * measures.g2(a, b, PAPER, CHAPTER))


def test_shift_terms_sum_to_the_divergence():
    """The parts of the word shift sum to the Jensen-Shannon divergence, as scipy computes it."""
    from scipy.spatial.distance import jensenshannon

    a, b = np.array([5, 0, 3, 2]), np.array([1, 4, 0, 5])
    parts = measures.divergence_shift(a, b)
    assert parts.sum() == pytest.approx(jensenshannon(a, b, base=2) ** 2)
    assert (parts >= 0).all()


def test_absent_terms_are_no_trouble():
    """A term that occurs on neither side gets 0 from every measure, with no warning."""
    zero = [0], [0], PAPER, CHAPTER
    assert measures.g2(*zero)[0] == pytest.approx(0, abs=1e-9)
    assert measures.log_odds_z(*zero)[0] == 0
    assert measures.divergence_shift([0, 1], [0, 1]).tolist() == [0, 0]
