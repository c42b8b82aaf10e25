import math

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from scipy import sparse

from analysis import evidence
from analysis.evidence import shuffle_p, shuffles
from analysis.evidence.intervals import t_quantile
from analysis.terms.rule import GRAMMAR, SUBJECT


def _deal(rows, sides="TTTTRRRR", size=100):
    counts = np.array(rows).T
    side = np.array([letter == "T" for letter in sides])
    return counts, np.full(len(side), size), side


def test_exact_p_of_a_toy():
    """With four segments against four, a term in all of one side comes up in 2 of 70 deals."""
    counts, sizes, side = _deal([[3, 3, 3, 3, 0, 0, 0, 0]])
    assert evidence.shuffle_p(counts, sizes, side)[0] == pytest.approx(2 / 70, abs=0.005)


def test_ties_count_against_us():
    """Segments of 100 and 101 words do not break the ties of a word that sits in three of them."""
    side = np.arange(36) < 18
    counts = np.zeros((36, 1))
    counts[:3, 0] = 2, 2, 3
    sizes = np.where(side, 100, 101)
    exact = 18 * 17 * 16 / (36 * 35 * 34)
    assert evidence.shuffle_p(counts, sizes, side)[0] >= 0.9 * exact


def test_p_is_valid_on_shuffled_segments():
    """When segments are dealt at random, p is at or below 5% no more than 5% of the time, in each frequency band."""
    rng = np.random.default_rng(1)
    sizes = rng.integers(110, 190, 40)
    for rate in (0.002, 0.01, 0.05):
        clumped = rng.gamma(0.7, rate / 0.7, (40, 400))
        counts = rng.poisson(clumped * sizes[:, None])
        p = evidence.shuffle_p(counts, sizes, np.arange(40) % 2 == 0, shuffles=2_000)
        assert (p <= 0.05).mean() <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 400)


def test_same_seed_same_p():
    """The same seed gives the same p, another seed another."""
    counts, sizes, side = _deal([[3, 1, 2, 3, 0, 1, 0, 2]])
    first, again, other = (evidence.shuffle_p(counts, sizes, side, seed=seed)[0] for seed in (0, 0, 1))
    assert first == again != other


def test_dealt_sides_keep_their_size():
    """Every deal has as many target segments as the real one."""
    deals = evidence.deal_sides([True] * 3 + [False] * 5, 200)
    assert deals.shape == (200, 8) and (deals.sum(axis=1) == 3).all()


def test_benjamini_hochberg_by_hand():
    """q-values follow the step-up rule; what was not tested stays out of the family."""
    p = [0.01, np.nan, 0.04, 0.03, 0.5]
    q = evidence.benjamini_hochberg(p)
    assert np.isnan(q[1]) and q[[0, 2, 3, 4]] == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert np.isnan(evidence.benjamini_hochberg(pd.array([pd.NA], dtype="Float64"))).all()


def test_words_that_clump_drift_further_than_words_that_do_not():
    """A word in one segment varies far more between stretches than one spread as chance spreads it; 1 is the least."""
    rng = np.random.default_rng(0)
    counts = np.hstack([rng.poisson(2, (40, 200)), np.zeros((40, 1), dtype=int)])
    counts[0, -1] = 80
    factors = evidence.stretch_factors(counts, np.full(40, 150), np.arange(40) < 20)
    assert (factors >= 1).all(axis=None) and factors.iloc[0, -1] > 5 * factors.iloc[0, :-1].median()


def test_each_document_drifts_by_its_own_length():
    """The longer document of two has the larger factor, and a side's is the mean of its documents by length."""
    counts, documents = np.random.default_rng(0).poisson(2, (40, 5)), np.repeat(["a", "b", "c"], [20, 4, 16])
    factors, sizes = evidence.stretch_factors(counts, np.full(40, 150), documents), np.full(40, 150)
    assert (factors.loc["a"] > factors.loc["b"]).all() and factors.index.tolist() == ["a", "b", "c"]
    sides = evidence.side_factors(factors, sizes, documents == "a", documents)
    assert sides[0] == pytest.approx(factors.loc["a"].to_numpy())
    assert sides[1] == pytest.approx((factors.loc["b"] * 4 + factors.loc["c"] * 16).to_numpy() / 20)


def test_sparse_and_dense_counts_agree():
    """A sparse matrix gives the same intervals as its dense twin."""
    rng = np.random.default_rng(0)
    counts = rng.poisson(0.7, (12, 9))
    side, sizes = np.arange(12) < 5, rng.integers(80, 160, 12)
    dense = evidence.log_ratio_intervals(counts, sizes, side)
    pd.testing.assert_frame_equal(dense, evidence.log_ratio_intervals(sparse.csr_matrix(counts), sizes, side))


def test_log_ratio_interval_covers_more_than_shuffled_segments_ask():
    """An interval for two works is wider than what segments drawn at random need, by kind: grammar drifts least."""
    rng = np.random.default_rng(2)
    side, sizes = np.arange(39) < 17, np.full(39, 150)
    counts = rng.poisson(rng.gamma(1.5, 0.01 / 1.5, (39, 800)) * 150)
    covered = []
    for kind in (GRAMMAR, SUBJECT):
        table = evidence.log_ratio_intervals(counts, sizes, side, kinds=np.full(800, kind))
        covered.append(((table["low"] <= 0) & (table["high"] >= 0)).mean())
    assert 0.95 <= covered[0] < covered[1] <= 1


def test_too_few_segments_give_no_interval():
    """With one segment a side the ratio is a fact, and its interval is <NA>."""
    table = evidence.log_ratio_intervals(np.array([[3], [1]]), [100, 100], [True, False])
    assert table["log_ratio"][0] == pytest.approx(np.log2(3)) and table["low"].isna().all()


def test_mean_difference_of_a_toy():
    """Means are weighted by words, the gap is target less reference, and rows of one segment form one unit."""
    words = [1, 1, 2, 1, 1, 1]
    table = evidence.mean_difference(
        [1.0, 0.0, 1.0, 0.0, 0.0, 0.0],
        [True] * 3 + [False] * 3,
        weights=words,
        segments=["a 1", "a 1", "a 2", "b 1", "b 1", "b 2"],
    )
    row = table.iloc[0]
    assert (row.mean_target, row.mean_reference, row.difference) == (0.75, 0.0, 0.75)
    assert (row.segments_target, row.segments_reference) == (2, 2)
    assert row.low < 0.75 < row.high and row.p == pytest.approx(2 / 6, abs=0.02)


def test_mean_difference_agrees_with_welch():
    """With equal weights and each row its own segment it is Welch's t interval."""
    from scipy.stats import ttest_ind

    rng = np.random.default_rng(0)
    a, b = rng.normal(0.3, 1, 15), rng.normal(0, 2, 22)
    table = evidence.mean_difference(np.concatenate([a, b]), np.arange(37) < 15)
    expected = ttest_ind(a, b, equal_var=False).confidence_interval()
    assert (table["low"][0], table["high"][0]) == pytest.approx((expected.low, expected.high))


def test_mean_difference_without_enough_segments():
    """A side with one segment, or none, gives <NA> and never NaN or a warning."""
    one = evidence.mean_difference([1.0, 2.0, 3.0], [True, False, False])
    assert one["difference"][0] == -1.5 and one[["low", "high", "p"]].isna().all().all()
    none = evidence.mean_difference([1.0, 2.0], [False, False])
    assert none["difference"].isna().all() and none["mean_reference"].isna().all()


def test_verdicts_follow_their_rule():
    """Small q and the further check give `supported`; small p alone `fragile`; no p is `too rare to test`."""


def test_one_end_of_every_comparison():
    """A verdict needs p, q, the measure's own check, and an interval that leaves out “no difference”."""
    p = [0.001, 0.001, 0.05, 0.3, np.nan, 0.001]
    told = evidence.judge(p, clear=[True, True, True, True, True, False], holds=[True, False, True, True, True, True])
    assert told["q"].round(4).tolist()[:2] == [0.0017, 0.0017] and told["q"][2] > 0.05 and told["q"].isna()[4]
    verdict = ["supported", "fragile", "fragile", "not supported", "too rare to test", "not supported"]
    assert told["verdict"].tolist() == verdict and set(verdict) <= set(evidence.VERDICTS)


def test_intervals_that_leave_out_zero():
    """Both ends above or both below; an end at 0, or no interval, leaves nothing out."""
    low, high = pd.array([1, -2, -1, 0, pd.NA], dtype="Float64"), pd.array([2, -1, 1, 3, pd.NA], dtype="Float64")
    assert evidence.leaves_out_zero(low, high).tolist() == [True, True, False, False, False]


def _pair(rng, rates_target, rates_reference, clump=3.0):
    """Counts of 20 + 20 segments of 150 terms, with the given shares and a mild clumping."""
    shape = rng.gamma(clump, 1 / clump, (40, len(rates_target)))
    rates = np.vstack([np.tile(rates_target, (20, 1)), np.tile(rates_reference, (20, 1))])
    return rng.poisson(shape * rates * 150), np.full(40, 150), np.arange(40) < 20


def test_strength_orders_by_size_and_holds_clumped_terms_back():
    """A large even difference comes first, a clumped one of the same counts behind it, equal shares last."""
    counts = np.zeros((40, 3))
    counts[:20, 0] = 1  # 20 : 0, one in each segment
    counts[:2, 1] = 10  # 20 : 0, all in two segments
    counts[:, 2] = 1  # 20 : 20
    filler = np.random.default_rng(0).poisson(1.0, (40, 60))
    table = evidence.difference_strength(np.hstack([counts, filler]), np.full(40, 150), np.arange(40) < 20)
    even, clumped, equal = table["evidence"][:3]
    assert even > 1.5 * clumped and even > 2 * equal and table["likely"].between(0, 1).all()
    assert table["likely"][0] > table["likely"][1] and table["factor"][1] > 2 * table["factor"][0]


def test_strength_flips_with_the_sides():
    """Target and reference swapped: the expected ratio changes its sign and nothing else changes."""
    counts, sizes, side = _pair(np.random.default_rng(3), [0.02, 0.005, 0.01], [0.005, 0.005, 0.02])
    one, two = (evidence.difference_strength(counts, sizes, mask) for mask in (side, ~side))
    np.testing.assert_allclose(one["expected"], -two["expected"], atol=1e-9)
    np.testing.assert_allclose(one["evidence"], two["evidence"])


def test_kinds_learn_from_their_own():
    """A ratio weighs less among words of a kind that hardly differ here than among words of a kind that does."""
    rng = np.random.default_rng(3)
    alike, apart = [0.01] * 30, [[0.016] * 15 + [0.004] * 15, [0.004] * 15 + [0.016] * 15]
    counts, sizes, side = _pair(rng, [*alike, *apart[0], 0.012, 0.012], [*alike, *apart[1], 0.004, 0.004])
    counts[:, -1] = counts[:, -2]
    kinds = [GRAMMAR] * 30 + [SUBJECT] * 30 + [GRAMMAR, SUBJECT]
    table = evidence.difference_strength(counts, sizes, side, kinds=kinds)
    assert table["evidence"].iloc[-2] < 0.8 * table["evidence"].iloc[-1]


def test_longer_stretches_vary_more():
    """Clumps that grow with length count for more, the longer the stretch that is judged by them."""
    rng = np.random.default_rng(1)
    drift = np.exp(np.repeat(rng.normal(0, 0.8, (40, 30)), 4, axis=0))  # runs of four segments
    counts, side = rng.poisson(drift), np.arange(160) < 80
    factors = [
        evidence.difference_strength(counts[kept], np.full(kept.sum(), 150), side[kept])["factor"].mean()
        for kept in (np.arange(160) % 80 < 8, np.ones(160, dtype=bool))
    ]
    assert factors[1] > 1.2 * factors[0]


def test_a_term_needs_company_size_and_q():
    """However sure one term seems, all words together must say that these are two works; without q nothing stands."""
    assert evidence.stands([0.05, 0.0501, 0.05, np.nan], [0.6, 0.9, 0.59, 0.9], 0.0).tolist() == [
        True,
        False,
        False,
        False,
    ]
    assert not evidence.stands([0.0], [1.0], -0.01).any()


def _works(rng, *, apart: bool):
    """Counts of 20 + 20 segments of 150 terms, 60 words; halves of one work, or two that use most words unlike."""
    rates = rng.gamma(1, 0.01, 60)
    return _pair(rng, rates, rates[::-1] if apart else rates, clump=30.0)


@pytest.mark.parametrize("kind", [SUBJECT, GRAMMAR])
def test_two_works_lie_above_the_mark_and_one_below(kind):
    """Where most words differ, and grammar with them, the mark is passed; words of the subject alone do not do it."""
    for apart in (True, False):
        counts, sizes, side = _works(np.random.default_rng(0), apart=apart)
        kinds = np.full(60, kind)
        assert (evidence.works_apart(counts, sizes, side, kinds=kinds) > 0) == (apart and kind == GRAMMAR)
        swapped = evidence.works_apart(counts, sizes, ~side, kinds=kinds)
        assert swapped == pytest.approx(evidence.works_apart(counts, sizes, side, kinds=kinds))


def test_company_of_several_documents_and_of_too_little():
    """The documents of a side may be three; with one segment a side there is nothing to ask."""
    counts, sizes, side = _works(np.random.default_rng(0), apart=True)
    documents = np.repeat(["a", "b", "c", "d"], [20, 7, 7, 6])
    assert evidence.works_apart(counts, sizes, side, documents, kinds=np.full(60, GRAMMAR)) > 0
    assert evidence.works_apart(counts[[0, 30]], sizes[:2], np.array([True, False])) == -np.inf


def test_shuffled_segments_seldom_support_anything():
    """With segments dealt at random, at most about 5% of comparisons have any supported term."""
    rng, found = np.random.default_rng(5), 0
    for seed in range(60):
        counts, sizes, side = _pair(rng, np.full(40, 0.008), np.full(40, 0.008), clump=0.4)
        q = evidence.benjamini_hochberg(evidence.shuffle_p(counts, sizes, side, shuffles=2_000, seed=seed))
        likely = evidence.difference_strength(counts, sizes, side)["likely"]
        found += evidence.stands(q, likely, evidence.works_apart(counts, sizes, side)).any()
    assert found <= 3


def test_a_large_family_spends_its_deals_where_they_decide(monkeypatch):
    """Of a thousand terms and more p agrees with the p of all deals, and stands on the same side of a limit."""
    rng = np.random.default_rng(5)
    side = np.arange(60) < 25
    counts = rng.poisson(np.where(side[:, None], np.linspace(0.4, 1.6, 1_200), 1.0))
    sizes = rng.integers(100, 120, 60)
    fast, near = shuffle_p(counts, sizes, side), shuffle_p(counts, sizes, side, limit=0.05)
    monkeypatch.setattr(shuffles, "LARGE", 10_000)
    slow = shuffle_p(counts, sizes, side)
    error = np.sqrt(slow * (1 - slow) / 1_000)
    assert (np.abs(fast - slow) <= 5 * np.maximum(error, 2e-4)).all()
    clear = (
        np.abs(slow - 0.05) > 0.02
    )  # a p known to a tenth errs by .005, and so three of a thousand by three times that
    assert ((near <= 0.05) == (slow <= 0.05))[clear].all() and clear.sum() > 1_000


def test_q_and_quantiles_are_those_of_scipy():
    """Benjamini and Hochberg's q and the quantiles of t, number for number as the slower package gives them."""
    rng = np.random.default_rng(4)
    for p in (rng.random(200) ** 3, np.full(5, 0.2), np.array([1.0]), np.array([0.04, 0.04, 0.001, 1.0])):
        assert (evidence.benjamini_hochberg(p) == scipy.stats.false_discovery_control(p)).all()
    freedom = np.array([1, 2.5, 14, 300])
    assert (t_quantile(0.975, freedom) == scipy.stats.t.ppf(0.975, freedom)).all()


@pytest.mark.parametrize("chosen", [1, 3, 5])
def test_deals_by_coins_are_as_likely_as_each_other(chosen):
    """Every set of so many of seven segments is dealt, and none oftener than chance allows (chi-square)."""
    side = np.arange(7) < chosen
    deals = shuffles._deal_fast(side, 21_000, np.random.default_rng(2)).T
    kinds, times = np.unique(deals, axis=0, return_counts=True)
    assert (kinds.sum(axis=1) == chosen).all() and len(kinds) == math.comb(7, chosen)
    assert scipy.stats.chisquare(times).pvalue > 0.001
