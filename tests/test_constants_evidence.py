"""The constants of evidence, each held by a small case worked by hand."""

import numpy as np
import pytest
from scipy.stats import t

from analysis.evidence.company import works_apart
from analysis.evidence.drift import stretch_factors
from analysis.evidence.means import mean_difference
from analysis.evidence.ratios import log_ratio_intervals, share_intervals
from analysis.evidence.shuffles import shuffle_p
from analysis.evidence.strength import _learn_priors, difference_strength
from analysis.evidence.verdicts import judge

SIDE = np.arange(16) < 8
# sixteen segments of 100 words, eight a side; both terms have a mean of 1 in each
RUN, APART = [2, 2, 2, 2, 0, 0, 0, 0] * 2, [4, 0, 0, 0, 4, 0, 0, 0] * 2
PAIR, SIZES = np.array([RUN, APART]).T, np.full(16, 100)


def by_hand(own, alike, often, words, kind):
    """A factor from what is seen: the learnt constants, written once more."""
    log = (1.06, 0.45, 1.63)[kind] + 1.62 * np.log(alike[0]) + 0.66 * np.log(own[0]) + 0.74 * np.log(own[1])
    return np.exp(log + (0.48, 0.19, 0.55)[kind] * np.log(often / 20) - 0.07 * np.log(words / 6000)) ** 0.75


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_factor_by_hand(kind):
    """Segments and fourfold segments, against words alike (400 degrees) and against the word (10), by kind."""
    # single: Σ (x - 1)² / 1 = 8 and 24 a side over 7 degrees; joined by four: 8 and 0, 4 and 4 of 4: 8 and 0 over 1
    alike = (400 * 1.25 + 2 * (8 + 24)) / (400 + 28), (400 * 1.5 + 2 * 8) / (400 + 4)
    factors = stretch_factors(PAIR, SIZES, SIDE, np.full(2, kind)).to_numpy()[0]
    for factor, single, joined in zip(factors, (16, 48), (16, 0), strict=True):
        own = (10 + single / alike[0]) / (10 + 14), (10 + joined / alike[1]) / (10 + 2)
        assert factor == pytest.approx(max(by_hand(own, alike, 16, 1600, kind), 1))


def test_twofold_is_the_least_difference():
    """However sure, a ratio of 2 counts as a difference and a ratio of 1.7 does not."""
    counts = np.array([[2_000_000, 1_700_000], [1_000_000, 1_000_000]])
    table = difference_strength(counts, [1e8, 1e8], [True, False], factors=np.ones((2, 2)))
    assert table["likely"][0] > 0.99 and table["likely"][1] < 0.01
    assert table["evidence"].tolist() == pytest.approx([1, 0.75])  # in steps of a quarter


STEPS = np.arange(-32, 33) / 4  # log ratios from -8 to 8
# normal curves about 0, in weights that sum to 1, a little widened for the steps; and how much of each is 1 or beyond
CURVES = np.array([np.exp(-(STEPS**2) / (2 * (s**2 + 0.06**2))) for s in (1 / 8, 1 / 4, 1 / 2, 1, 2, 4)])
CURVES /= CURVES.sum(axis=1, keepdims=True)
APART_BY_SCALE = CURVES[:, np.abs(STEPS) >= 1].sum(axis=1)
USUAL = [[2, 5, 22, 30, 12, 29], [6, 15, 55, 15, 7, 2], [1, 1, 1, 2, 6, 89]]  # of 100: subject, grammar, names


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_word_without_information_has_the_usual_prior(kind):
    """A term that never occurs differs as usually as its kind does."""
    table = difference_strength(np.zeros((4, 1)), np.full(4, 1e6), np.arange(4) < 2, kinds=[kind])
    assert table["likely"][0] == pytest.approx(USUAL[kind] @ APART_BY_SCALE / 100, rel=2e-4)
    assert table["evidence"][0] == pytest.approx(USUAL[kind] @ CURVES @ np.abs(STEPS) / 100, rel=2e-4)
    assert table["expected"][0] == pytest.approx(0)
    prior = _learn_priors(np.zeros((1, len(STEPS))), np.array([kind]))[kind]
    assert prior == pytest.approx(USUAL[kind] @ CURVES / 100)


def test_seven_words_weigh_as_much_as_the_usual_prior():
    """Seven terms with the greatest ratio and the usual prior of seven terms make half of the prior each."""
    sure = np.tile([[100_000], [100_000], [0], [0]], 7)
    counts = np.hstack([sure, np.zeros((4, 1))])
    table = difference_strength(counts, np.full(4, 1e9), np.arange(4) < 2, factors=np.ones((2, 8)))
    learnt = (APART_BY_SCALE[-1] + USUAL[0] @ APART_BY_SCALE / 100) / 2
    assert table["likely"].iloc[-1] == pytest.approx(learnt, rel=0.004)


def test_the_shorter_side_makes_most_of_the_doubt():
    """Factors 9 and 1 of sides of 100 and 300 words make 7."""
    table = difference_strength(np.ones((4, 1)), np.full(4, 100), np.arange(4) < 1, factors=[[9], [1]])
    assert table["factor"][0] == pytest.approx(7)


def test_the_interval_of_a_ratio_by_hand():
    """A zero counts as a half, counts bear .5 more; the reach is t at 97.5%, 14 degrees and 12 of comparable terms."""
    counts = np.array([[1] * 8 + [0] * 8, [2] * 16]).T
    table = log_ratio_intervals(counts, SIZES, SIDE, factors=[[1, 2], [1, 3]])
    error = np.sqrt([1 / 8.5 + 1 / 0.5, 2 / 16.5 + 3 / 16.5]) / np.log(2)
    assert table["log_ratio"].tolist() == pytest.approx([4, 0])  # 8 : 1/2 and 16 : 16
    assert table["error"].to_numpy(dtype=float) == pytest.approx(error)
    assert (table["high"] - table["log_ratio"]).to_numpy(dtype=float) == pytest.approx(error * t.ppf(0.975, 14 + 12))


def test_the_interval_of_a_share_solves_wilsons_equation():
    """The ends x of an interval of share s hold (s - x)² = t² factor x (1 - x) / words, t at 97.5%, 15 + 12 degrees."""
    factor = stretch_factors(np.ones((16, 1)), SIZES, np.zeros(16)).to_numpy()[0]
    for end in share_intervals(np.ones((16, 1)), SIZES):
        assert (0.01 - end[0]) ** 2 == pytest.approx(t.ppf(0.975, 15 + 12) ** 2 * factor * end[0] * (1 - end[0]) / 1600)


def test_two_segments_a_side_are_the_least():
    """Two segments a side have an interval, one has none."""
    for segments, known in ((2, True), (1, False)):
        side, counts = np.arange(2 * segments) < segments, np.full((2 * segments, 1), 9)
        table = log_ratio_intervals(counts, np.full(2 * segments, 100), side)
        assert table[["low", "high", "error"]].notna().all(axis=None) == known


# four pieces of 1,475 words: halves of either side
HALVES, KINDS = np.array([[8, 12, 8], [8, 4, 8], [0, 8, 8], [0, 8, 8]]), np.array([0, 1, 2])


def test_company_by_hand():
    """Squared gaps of halves across the sides and within them, drawn to 1.5 with five words, at most 25 a word."""
    # two pieces of one length: gap² = (x - y)² / (x + y); below four occurrences a word says nothing
    between = [4 * 8, 2 * (16 / 20 + 16 / 12), 0]  # four couples of pieces: 8 : 0; 12 : 8 and 4 : 8; 8 : 8
    within, seen = [0, 64 / 16 + 0, 0], [1 / 2, 1, 1]  # two couples; 0 : 0 is not seen
    logs = [
        np.log((np.array(total) / pairs + 5 * 1.5) / (np.array(words) + 5))
        for total, pairs, words in ((between, 4, [1, 1, 1]), (within, 2, seen))
    ]
    expected = np.array([1.68, 4.38, 2.46]) @ logs[0] + np.array([-1.43, -0.48, -1.55]) @ logs[1] - 7.1
    sizes, side = np.full(4, 1475), np.arange(4) < 2
    assert works_apart(HALVES, sizes, side, kinds=KINDS) == pytest.approx(expected)
    shorter = works_apart(HALVES, sizes / np.e, side, kinds=KINDS)
    assert shorter == pytest.approx(expected + 1.22)


def test_no_word_says_more_than_five_standard_errors():
    """A word of 100 : 0 says as much as one of 25 : 0, four occurrences in two pieces are enough, three are not."""
    sizes, side = np.full(4, 1475), np.arange(4) < 2
    found = [works_apart(np.array([[n], [n], [0], [0]]), sizes, side) for n in (100, 25, 24, 4, 3)]
    assert found[0] == found[1] > found[2] > found[3]
    nothing = works_apart(np.zeros((4, 1)), sizes, side)
    assert found[4] == nothing  # six occurrences in all, below the floor


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


def test_verdicts_change_at_five_in_a_hundred():
    """A p of .05 asked alone passes and one of .0501 does not; a q of .05 is supported and one of .0501 fragile."""
    alone, paired = judge([0.05]), judge([0.0501])
    assert [*alone["verdict"], *paired["verdict"]] == ["supported", "not supported"]
    assert judge([0.025, 0.5])["verdict"].tolist() == ["supported", "not supported"]  # q = 2 × .025
    assert judge([0.02505, 0.5])["verdict"].tolist() == ["fragile", "not supported"]
