"""The drift of one work: errors drawn out by a power of the number of segments."""

import numpy as np
import pytest
from scipy.stats import ttest_ind

from analysis.evidence.mean_drift import CUTS, Side, drift_interval, side_of


def test_an_error_grows_by_a_power_of_its_segments():
    """The error of sixteen segments is 16 ** .25 = 2 times as large, that of one segment or of no drift as it was."""
    assert Side(0.0, 0.3, 16).drifted(0.25) == pytest.approx(0.6)
    assert Side(0.0, 0.3, 1).drifted(0.25) == Side(0.0, 0.3, 16).drifted(0.0) == 0.3


def test_without_drift_it_is_welch():
    """With a power of 0 the interval and p are those of Welch's test over segments."""
    rng = np.random.default_rng(0)
    one, two = rng.normal(0, 1, 9), rng.normal(1, 2, 14)
    low, high, p = drift_interval(*(side_of(x, None, range(len(x))) for x in (one, two)), power=0.0)
    welch = ttest_ind(one, two, equal_var=False)
    assert (low, high, p) == pytest.approx((*welch.confidence_interval(), welch.pvalue))


def test_p_and_interval_agree():
    """p is below .05 exactly where the interval leaves out zero, whatever the drift."""
    for gap in np.linspace(0, 3, 31):
        low, _, p = drift_interval(Side(gap, 0.4, 8), Side(0.0, 0.3, 11), power=0.3)
        assert (low > 0) == (p < 0.05)


def test_a_drifting_work_stays_inside():
    """Means of stretches of one work whose segments remember each other stay in the interval about 19 times of 20."""
    rng, inside = np.random.default_rng(1), []
    for _ in range(400):
        slow = np.repeat(rng.normal(0, 0.45, 8), 8) + np.repeat(rng.normal(0, 0.35, 16), 4)
        work = slow + rng.normal(0, 1, 64)
        sides = (side_of(work[at : at + 16], None, range(16)) for at in (0, 48))
        low, high, _ = drift_interval(*sides, power=0.2)
        inside.append(low < 0 < high)
    assert 0.9 < np.mean(inside) < 0.99


def test_what_cannot_be_judged_has_no_interval():
    """A side of one segment, or of none, has no interval; equal segments have an interval of no width."""
    assert np.isnan(drift_interval(Side(1.0, np.nan, 1), Side(0.0, 0.1, 9), power=0.3)).all()
    assert side_of([1.0, 2.0], [0.0, 0.0], ["a", "b"]).segments == 0
    assert drift_interval(Side(1.0, 0.0, 4), Side(0.0, 0.0, 4), power=0.3) == (1.0, 1.0, 0.0)


def test_five_lengths_the_usual_one_first():
    """Segments from two thirds to four thirds of the usual length, which comes first."""
    assert CUTS[0] == 1 and sorted(CUTS) == pytest.approx([4 / 6, 5 / 6, 1, 7 / 6, 8 / 6])
