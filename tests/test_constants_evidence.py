"""The constants of evidence, each held by a small case worked by hand."""

import numpy as np
import pytest
from scipy.stats import norm, t

from analysis.evidence.intervals import _usual_spread, log_ratio_intervals, overdispersion
from analysis.evidence.means import mean_difference
from analysis.evidence.shuffles import shuffle_p
from analysis.evidence.strength import _learn_priors, difference_strength, variance_growth
from analysis.evidence.verdicts import company_mark, judge, stands
from analysis.terms.frequencies import share_interval

SIDE = np.arange(16) < 8
# sixteen segments of 100 words, eight a side; both terms have a mean of 1 in each
RUN, APART = [2, 2, 2, 2, 0, 0, 0, 0] * 2, [4, 0, 0, 0, 4, 0, 0, 0] * 2
PAIR, SIZES = np.array([RUN, APART]).T, np.full(16, 100)


def test_a_variance_that_grows_is_drawn_to_the_usual_growth():
    """Growth is the factor of fourfold segments over that of single ones, drawn to 1.24 with 50 degrees of freedom."""
    # single: Σ (x - 1)² / 1 = 8 a side over 7 degrees; joined by four 8 and 0: (4² + 4²) / 4 = 8 over 1 degree
    trust = 2 / (2 + 50)
    grown = variance_growth(PAIR[:, :1], SIZES, SIDE)
    assert grown == pytest.approx(trust * 8 / (8 / 7) + (1 - trust) * 1.24)
    assert variance_growth(PAIR[:8], SIZES[:8], np.arange(8) < 4) == 1.24  # one long segment a side: nothing seen


def test_a_terms_factor_by_hand():
    """Own and usual variance weigh 14 to 3 degrees; powers 1.6, and .75 for each fourfold length from one segment."""
    # own: 8 / 7 and (9 + 9 + 6) / 7 = 24 / 7, usual the mean of both; joined by four, only the first term varies
    near = np.array([14 * 8 / 7 + 3 * 16 / 7, 14 * 24 / 7 + 3 * 16 / 7]) / 17
    trust = 4 / 54
    growth = trust * ((8 + 0) / 2) / (16 / 7) + (1 - trust) * 1.24
    fourfold = 1.5  # eight segments a side
    found = difference_strength(PAIR, SIZES, SIDE)["factor"]
    assert found.to_numpy() == pytest.approx(near**1.6 * growth ** (0.75 * fourfold))


def test_fifty_thousand_words_should_confirm_a_difference():
    """A word twice as frequent, once in 1,000 words, shows by 10/3 standard errors in 50,000; 3.4 are asked."""
    # rates 4/3 and 2/3 a thousand; over 50 thousand their difference has the standard error sqrt(2 / 50) = 1/5
    counts, sizes, side = np.array([[2_000_000, 16_000_000], [1_000_000, 16_000_000]]), [1.5e9, 1.5e9], [True, False]
    table = difference_strength(counts, sizes, side)
    assert table["factor"].tolist() == [1, 1]
    assert table["evidence"].to_numpy() == pytest.approx([norm.cdf((2 / 3) / (1 / 5) - 3.4), 0])


def test_twofold_is_the_least_difference():
    """However sure, a ratio of 2 counts as a difference and a ratio of 1.7 does not."""
    counts = np.array([[2_000_000, 1_700_000], [1_000_000, 1_000_000]])
    twice, less = difference_strength(counts, [1e8, 1e8], [True, False])["evidence"]
    assert twice > 0.99 and less < 0.01


STEPS = np.arange(-32, 33) / 4  # log ratios from -8 to 8
# normal curves about 0, in weights that sum to 1, a little widened for the steps; and how much of each is 1 or beyond
CURVES = np.array([np.exp(-(STEPS**2) / (2 * (s**2 + 0.06**2))) for s in (1 / 8, 1 / 4, 1 / 2, 1, 2, 4)])
CURVES /= CURVES.sum(axis=1, keepdims=True)
APART_BY_SCALE = CURVES[:, np.abs(STEPS) >= 1].sum(axis=1)
USUAL = [[11, 11, 13, 18, 29, 18], [24, 24, 23, 15, 8, 6], [3, 3, 4, 8, 14, 68]]  # of 100: subject, grammar, names


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_word_without_information_has_the_usual_prior(kind):
    """A term that never occurs differs as usually as its kind does, and hardly anything would confirm it."""
    table = difference_strength(np.zeros((4, 1)), np.full(4, 1e6), np.arange(4) < 2, kinds=[kind])
    assert table["evidence"][0] / norm.cdf(-3.4) == pytest.approx(USUAL[kind] @ APART_BY_SCALE / 100, rel=2e-4)
    assert table["expected"][0] == pytest.approx(0) and table["support"][0] == pytest.approx(0)
    prior = _learn_priors(np.zeros((1, len(STEPS))), np.array([kind]))[kind]
    assert prior == pytest.approx(USUAL[kind] @ CURVES / 100)


def test_seven_words_weigh_as_much_as_the_usual_prior():
    """Seven terms with the greatest ratio and the usual prior of seven terms make half of the prior each."""
    sure = np.tile([[100_000], [100_000], [0], [0]], 7)
    counts = np.hstack([sure, np.zeros((4, 1))])
    table = difference_strength(counts, np.full(4, 1e9), np.arange(4) < 2)
    learnt = (APART_BY_SCALE[-1] + USUAL[0] @ APART_BY_SCALE / 100) / 2
    assert table["evidence"].iloc[-1] / norm.cdf(-3.4) == pytest.approx(learnt, rel=0.004)


def test_no_difference_is_a_curve_of_a_quarter():
    """Support is the prior at the ratio that is sure, over a normal curve of scale 1/4 that says "alike"."""
    counts = np.array([[2_000_000], [1_000_000]])
    prior = _learn_priors(np.where(STEPS == 1, 0, -1e6)[None], np.array([0]))[0]
    support = difference_strength(counts, [1e8, 1e8], [True, False])["support"][0]
    assert support == pytest.approx(np.log(prior[STEPS == 1][0] / CURVES[1, STEPS == 1][0]), abs=1e-3)


def test_twelve_segments_of_trust_in_comparable_terms():
    """Own variance weighs its 14 degrees of freedom, the mean of terms as frequent 12."""
    expected = np.array([14 * 8 / 7 + 12 * 16 / 7, 14 * 24 / 7 + 12 * 16 / 7]) / 26
    assert overdispersion(PAIR, SIZES, SIDE) == pytest.approx(expected)


def test_the_interval_of_a_ratio_by_hand():
    """A zero counts as a half, counts bear .5 more; the reach is t at 97.5%, 14 degrees and 12 of comparable terms."""
    counts = np.array([[1] * 8 + [0] * 8, [2] * 16]).T
    table = log_ratio_intervals(counts, SIZES, SIDE)
    error = np.sqrt([1 / 8.5 + 1 / 0.5, 1 / 16.5 + 1 / 16.5]) / np.log(2)
    assert table["log_ratio"].tolist() == pytest.approx([4, 0])  # 8 : 1/2 and 16 : 16
    assert table["error"].to_numpy(dtype=float) == pytest.approx(error)
    assert (table["high"] - table["log_ratio"]).to_numpy(dtype=float) == pytest.approx(error * t.ppf(0.975, 14 + 12))


def test_the_interval_of_a_share_solves_wilsons_equation():
    """The ends x of an interval of share s hold (s - x)² = t² x (1 - x) / words, t at 97.5% and 15 + 12 degrees."""
    for end in share_interval(np.ones((16, 1)), SIZES):
        assert (0.01 - end[0]) ** 2 == pytest.approx(t.ppf(0.975, 15 + 12) ** 2 * end[0] * (1 - end[0]) / 1600)


def test_two_segments_a_side_are_the_least():
    """Two segments a side have an interval, one has none."""
    for segments, known in ((2, True), (1, False)):
        side, counts = np.arange(2 * segments) < segments, np.full((2 * segments, 1), 9)
        table = log_ratio_intervals(counts, np.full(2 * segments, 100), side)
        assert table[["low", "high", "error"]].notna().all(axis=None) == known
    assert overdispersion(np.array([[9], [0], [9], [0]]), [1, 1, 1, 1], [True, True, False, False]) == 9


def test_thirty_one_terms_next_in_frequency_are_the_usual():
    """One term with a factor of 31 raises the mean of those up to fifteen places away to 1, and of no other."""
    own = np.zeros(101)
    own[50] = 31
    smooth = _usual_spread(np.arange(101), own)
    assert np.flatnonzero(smooth).tolist() == list(range(35, 66)) and smooth[35:66] == pytest.approx(np.ones(31))


def test_the_least_p_says_how_often_was_dealt():
    """A family of 1, 26 or 126 terms is dealt 10,000, 400 × 26 or at most 50,000 times where p stays small."""
    side = np.arange(40) < 20
    for terms, deals in ((1, 10_000), (26, 10_400), (126, 50_000)):
        counts = np.tile(side[:, None], terms)
        assert shuffle_p(counts, np.full(40, 100), side) == pytest.approx(1 / (deals + 1))


def test_only_a_p_up_to_two_in_a_hundred_is_dealt_further():
    """A word of the one target segment: among 57 segments (p = .018) it is dealt further, among 44 (.023) not."""
    for segments, deals in ((57, 10_400), (44, 10_000)):
        side = np.arange(segments) == 0
        p = shuffle_p(np.tile(side[:, None], 26), np.full(segments, 100), side)[0]
        assert p == pytest.approx(1 / segments, rel=0.1) and p * (deals + 1) == pytest.approx(round(p * (deals + 1)))


def test_a_gap_as_wide_is_a_tie_and_one_a_little_less_wide_is_not():
    """Of six deals of 2, 1, 1, 0 two hold 3 and one is the mirror of 2, 1; the fourth is a tie if the sizes agree."""
    # the fourth, of the second and the last, holds 1 as the mirror does, but .002 nearer to what its words would hold
    counts, side = np.array([[2], [1], [1], [0]]), [True, True, False, False]
    for second, deals in ((1000, 4), (998, 3)):
        assert shuffle_p(counts, [1000, second, 1000, 1000], side)[0] == pytest.approx(deals / 6, abs=0.03)


def test_a_mean_gap_less_by_a_thousandth_is_no_tie():
    """Of the six deals of 2, 1.001, 1 and 0 only the real one and its mirror lie as far apart."""
    p = mean_difference([2, 1.001, 1, 0], [True, True, False, False])["p"][0]
    assert p == pytest.approx(2 / 6, abs=0.03)


def test_company_grows_with_the_family():
    """A family of 120 terms must bring 28, one of 480 four times as much, one of 30 the root of a quarter of it."""
    assert [company_mark(tested) for tested in (120, 480, 30)] == [28, 4 * 28, 28 / 2]


@pytest.mark.parametrize(
    ("q", "evidence", "support", "passes"),
    [(0.05, 0.85, 14.01, True), (0.0501, 0.85, 14.01, False), (0.05, 0.849, 14.01, False), (0.05, 0.85, 13.99, False)],
)
def test_a_term_stands_at_its_marks_and_not_below(q, evidence, support, passes):
    """Of thirty terms one passes with q .05, evidence .85 and 14 in company; a little less of one is too little."""
    rest = np.zeros(29)
    assert stands(np.r_[q, rest + 1], np.r_[evidence, rest], np.r_[support, rest])[0] == passes


def test_verdicts_change_at_five_in_a_hundred():
    """A p of .05 asked alone passes and one of .0501 does not; a q of .05 is supported and one of .0501 fragile."""
    alone, paired = judge([0.05]), judge([0.0501])
    assert [*alone["verdict"], *paired["verdict"]] == ["supported", "not supported"]
    assert judge([0.025, 0.5])["verdict"].tolist() == ["supported", "not supported"]  # q = 2 × .025
    assert judge([0.02505, 0.5])["verdict"].tolist() == ["fragile", "not supported"]
