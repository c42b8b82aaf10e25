"""The constants, each held by a small case worked by hand: what lies just beyond a mark is judged otherwise."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import norm, t, ttest_ind

from analysis.compare import style
from analysis.compare.collocates import find_collocates, near_node
from analysis.compare.measures import log_odds_z
from analysis.compare.vocabulary import find_lockwords
from analysis.errors import TooLittleTextError
from analysis.evidence.intervals import _usual_spread, log_ratio_intervals, overdispersion
from analysis.evidence.means import mean_difference
from analysis.evidence.shuffles import shuffle_p
from analysis.evidence.strength import _learn_priors, difference_strength, variance_growth
from analysis.evidence.verdicts import company_mark, judge, stands
from analysis.sentiment import compare_sentiment, score_mean_sentiment
from analysis.sentiment.scores import is_foreign
from analysis.terms import TermMatrix, split_terms
from analysis.terms.concordance import concordance
from analysis.terms.frequencies import share_interval
from analysis.terms.segments import cut_segments
from analysis.topics import TOPIC_TERMS, TopicModel, choose_topic_terms, compare_topics
from analysis.topics import comparison as prevalence
from analysis.topics.comparison import refit_error, topic_differences
from analysis.topics.fit import efforts, mixture_shares, sample_segments
from analysis.topics.numbers import _choose
from tests.conftest import make_corpus
from tests.test_comparison import make_terms

SIDE = np.arange(16) < 8
# sixteen segments of 100 words, eight a side; both terms have a mean of 1 in each
RUN, APART = [2, 2, 2, 2, 0, 0, 0, 0] * 2, [4, 0, 0, 0, 4, 0, 0, 0] * 2
PAIR, SIZES = np.array([RUN, APART]).T, np.full(16, 100)


# ---- evidence ----


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


# ---- words ----


def test_a_word_twelve_times_a_side_can_be_shown_alike():
    """Even over ten segments a side, 12 : 12 ends at 1.70 × sqrt(2 / 12.5) / ln 2 = .98 < 1, and 11 : 11 at 1.02."""
    text = np.full(1000, "filler", dtype=object)
    text[np.linspace(0, 998, 12).astype(int)], text[np.linspace(1, 999, 11).astype(int)] = "even", "less"
    terms = make_terms({"a": " ".join(text), "b": " ".join(text)}, target=100)
    table = find_lockwords(terms, target="a").set_index("term")
    assert table.loc[["even", "less"], "n_target"].tolist() == [12, 11]
    assert table.loc[["even", "less"], "high"].tolist() == pytest.approx([0.979, 1.021], abs=0.001)
    assert table.loc[["even", "less"], "verdict"].tolist() == ["used alike", "undecided"]


def test_a_word_seen_eight_times_is_tested():
    """Four times a side is listed, four and three times is not."""
    terms = make_terms({"a": "enough few filler " * 4, "b": "enough few filler " * 3 + "enough"}, target=3)
    assert set(find_lockwords(terms, target="a")["term"]) == {"enough"}


def test_log_odds_with_a_prior_of_five_hundred_words():
    """20 and 10 times in 1,000 words: the pooled share, 1.5%, of 500 words adds 7.5 to either."""
    delta = np.log(27.5 / (1500 - 27.5)) - np.log(17.5 / (1500 - 17.5))
    assert log_odds_z([20], [10], 1000, 1000)[0] == pytest.approx(delta / np.sqrt(1 / 27.5 + 1 / 17.5))


def test_company_stands_within_five_words_three_times():
    """Five words on either side are near the node, the sixth is not; three times together are listed, two are not."""
    alone = make_terms({"a": "z y x w v u node a b c d e f"})
    assert "".join(alone["term"][near_node(alone, "node")[1]]) == "yxwvuabcde"
    terms = make_terms({"a": " ".join(["node thrice twice"] * 2 + ["node thrice"] + ["x"] * 90)})
    assert set(find_collocates(terms, "node")["collocate"]) == {"thrice"}


def test_a_hit_stands_on_the_line_where_it_begins():
    """A phrase that begins on line 12 and ends on 13, in a block from line 11 on, stands on line 12."""
    corpus = make_corpus(
        {"a": ["The plan of the land\nwas called the great\nleap by all, and the\ngreat leap failed."]}
    )
    text = corpus["a"].text
    breaks = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    corpus.texts["a"] = replace(corpus["a"], lines=tuple(zip(breaks, (11, 12, 13, 14), strict=True)))
    assert concordance(corpus, "great leap")["line"].tolist() == [12, 14]


def test_lines_are_sorted_by_two_hundred_signs():
    """Two hits whose next 190 signs are alike are told apart by the word after them, those alike for 202 are not."""
    for same, order in (("so " * 63, [2, 1]), ("so " * 67, [1, 2])):
        corpus = make_corpus({"a": [f"node {same}zebra", f"node {same}apple"]})
        assert concordance(corpus, "node", sort="right")["block"].tolist() == order


# ---- segments ----


@pytest.mark.parametrize(
    ("blocks", "sizes"),
    [
        ([75, 325], [75, 100, 100, 125]),  # 75 of 100 words: the block's end closes the segment
        ([74, 326], [100, 100, 100, 100]),  # 74: too soon
        ([125, 275], [125, 100, 100, 75]),  # 125: just near enough to wait for
        ([126, 274], [100, 100, 100, 100]),  # 126: too far
        ([250], [100, 100, 50]),  # half a segment is one
        ([249], [100, 149]),  # less joins the one before
    ],
)
def test_where_a_segment_closes(blocks, sizes):
    """A segment of 100 closes at the end of a block from 75 to 125; a rest of 50 stands alone, one of 49 does not."""
    labels = np.repeat(np.arange(len(blocks)), blocks)
    assert np.bincount(cut_segments(["a"] * len(labels), labels, target=100))[1:].tolist() == sizes


def test_segments_have_150_words_and_those_of_topics_100():
    """Six hundred words in one block are four segments, and six of the length that topics are fitted on."""
    assert np.bincount(cut_segments(["a"] * 600, [1] * 600))[1:].tolist() == [150] * 4
    terms = split_terms(make_corpus({"a": ["word " * 600]}), segment_terms=TOPIC_TERMS)
    assert terms.groupby("segment").size().tolist() == [100] * 6


# ---- tone and style ----


def tones(values, document, *, words=150, block=None):
    """A scores table by hand: a sentence a row of so many words, its compound given, each its own block."""
    block = np.arange(len(values)) if block is None else block
    return pd.DataFrame(
        {
            "document": document,
            "block": block,
            "voice": "author",
            "text": "word " * words,
            "lexicon": "mine",
            "masked": False,
            "compound": values,
            "valence": values,
            "coverage": 0.5,
        }
    )


def test_a_difference_of_tone_is_a_welch_interval_drawn_out():
    """The interval is Welch's, 1.6 times as wide; what would be found in four cases of five is 1.43 half-widths."""
    a, b = np.tile([0.1, 0.5, 0.3], 4), np.tile([-0.2, 0.3, 0.1], 4)
    scores = pd.concat([tones(a, "a"), tones(b, "b")])
    row = compare_sentiment(scores, target="a").iloc[0]
    welch = ttest_ind(a, b, equal_var=False).confidence_interval()
    half = 1.6 * (welch.high - welch.low) / 2
    assert (row["low"], row["high"]) == pytest.approx((0.7 / 3 - half, 0.7 / 3 + half))
    assert row["detectable"] == pytest.approx(1.43 * half)


def test_long_texts_get_sixteen_segments():
    """4,800 words a side are cut into sixteen segments of 300, not into 32 of 150."""
    scores = pd.concat([tones(np.zeros(480), name, words=10, block=1) for name in "ab"])
    row = compare_sentiment(scores, target="a").iloc[0]
    assert (row["segments_target"], row["segments_reference"]) == (16, 16)


@pytest.mark.parametrize(("sentences", "segments", "enough"), [(10, 5, True), (9, 5, False), (12, 4, False)])
def test_ten_sentences_in_five_segments_are_the_least(sentences, segments, enough):
    """Ten sentences in five segments have a verdict and an interval; nine, or four segments, have none."""
    block = np.arange(sentences) * segments // sentences
    parts = [tones(np.arange(sentences) % 3, name, words=150 * segments // sentences, block=block) for name in "ab"]
    scores = pd.concat(parts)
    assert (compare_sentiment(scores, target="a")["verdict"][0] != "too rare to test") == enough
    assert score_mean_sentiment(scores, measure="compound")["low"].notna().all() == enough


def foreign(*, words=1000, stop=500, coverage=0.5, lexicon="vader"):
    text = " ".join(["the"] * stop + ["blort"] * (words - stop))
    return is_foreign(pd.DataFrame({"text": [text], "coverage": coverage, "lexicon": lexicon}))


def test_where_another_language_begins():
    """Foreign is less than 2 of 100 words covered, or 2 of 10 stop words, judged by 100 words and 200 rows."""
    assert not foreign(coverage=0.02, lexicon="mine") and foreign(coverage=0.0199, lexicon="mine")
    assert not foreign(stop=200) and foreign(stop=199)
    assert foreign(words=100, stop=0) and not foreign(words=99, stop=0)
    first = pd.DataFrame({"text": "blort", "coverage": [0.0] * 200 + [1.0] * 200, "lexicon": "mine"})
    assert is_foreign(first) and not is_foreign(first.iloc[5:])  # 200 rows are looked at: 0 or 5 of them covered


def test_a_style_is_steady_below_two_in_ten_thousand(monkeypatch):
    """A measure with q below .05 is supported when its p by long segments is .0002, and fragile when it is .00021."""
    columns = [name for name in style.COLUMNS if name not in ("q", "verdict")]
    row = dict.fromkeys(columns, 0.001) | {"group": "variety", "p_long": 0.0002}
    tables = iter([pd.DataFrame([row]), pd.DataFrame([row | {"p_long": 0.00021}])])
    monkeypatch.setattr(style, "_by_sentence", lambda *_: next(tables))
    monkeypatch.setattr(style, "_by_term", lambda *_: next(tables))
    assert style.compare_style(make_corpus({"a": ["One word."]}), target="a")["verdict"].tolist() == [
        "supported",
        "fragile",
    ]


def test_mtld_is_taken_of_three_hundred_words():
    """Twelve hundred words have four stretches for MTLD, which begin every three hundred words."""
    measures = style._variety(make_terms({"a": "word " * 1200}))
    assert {unit: at.tolist() for _, unit, _, at in measures}["words, stretches of 300"] == [0, 300, 600, 900]


# ---- topics ----

TWO = np.eye(2)  # two topics of one term each


def even(rows: int, row: list[int]):
    return sparse.csr_matrix([row] * rows)


def test_two_words_of_a_hundred_are_the_background():
    """A term's share a/n = .98 s + .02 × ½ is solved for the share s of its topic."""
    shares = mixture_shares(sparse.csr_matrix([[3, 1], [1, 3]]), TWO)
    assert shares[:, 0] == pytest.approx([(0.75 - 0.01) / 0.98, (0.25 - 0.01) / 0.98])


@pytest.mark.parametrize(("shrunk", "left"), [(2e-6, 2e-6), (0.9e-6, 0)])
def test_a_share_below_a_millionth_is_none(shrunk, left):
    """In sixty steps the topic with less of a segment's one term shrinks by the ratio of the two to the power 60."""
    ratio = shrunk ** (1 / 60)
    weight = (ratio - 0.02) / 0.98  # the background adds the rest
    shares = mixture_shares(sparse.csr_matrix([[5, 0]]), np.array([[1, 0], [weight, 1 - weight]]))
    assert shares[0, 1] == pytest.approx(left, rel=1e-4)


def test_topics_that_move_widen_the_interval():
    """One of forty refits turns a difference of 1 to -1: error 2 × sqrt(4 × 1/40 × 39/40), times t of 18 degrees."""
    counts = sparse.vstack([even(10, [4, 0]), even(10, [0, 4])]).tocsr()
    side, refits = np.arange(20) < 10, np.stack([TWO] * 39 + [TWO[::-1]] * 2)
    error = 2 * np.sqrt(4 * (1 / 40) * (39 / 40))
    assert refit_error(refits, counts, np.full(20, 4), side) == pytest.approx([error, error])
    table = topic_differences(TWO, refits, counts, side, [None])[0]
    assert (table["difference"][0], table["low"][0]) == pytest.approx((1, 1 - t.ppf(0.975, 18) * error))


@pytest.mark.parametrize(("length", "verdict"), [(3, "supported"), (4, "fragile"), (5, "fragile"), (6, "supported")])
def test_a_topics_difference_must_hold_in_stretches_of_four_and_of_five(monkeypatch, length, verdict):
    """An interval that reaches zero with four or with five segments as one unit makes a difference fragile."""

    def differences(weights, replicates, counts, side, units, seed):
        longest = [0 if labels is None else max(map(labels.count, labels)) for labels in units]
        return [pd.DataFrame({"low": [0.1 - 0.2 * (size == length)], "high": [0.5], "p": [0.01]}) for size in longest]

    monkeypatch.setattr(prevalence, "topic_differences", differences)
    rows = pd.DataFrame({"document": ["a"] * 60 + ["b"] * 60, "segment": 1})
    matrix, quality = TermMatrix(even(120, [1]), rows, pd.Index(["x"])), pd.DataFrame({"mark": [""]})
    model = TopicModel(rows, rows, quality, ("x",), np.ones((1, 1)), np.ones((1, 1, 1)), matrix, None, "nmf")
    assert compare_topics(model, target="a")["verdict"].tolist() == [verdict]


def test_two_seeds_must_agree_by_nine_tenths():
    """A number of topics with an agreement of .9 is chosen, one with .899 is not."""
    row = {"n_topics": 3, "readable": 3, "stability": 0.8, "null": 0.5}
    enough, less = (_choose(pd.DataFrame([row | {"agreement": agreed}]))["chosen"][0] for agreed in (0.9, 0.899))
    assert enough and not less


def test_terms_of_two_segments_up_to_half_of_them_speak():
    """Of terms in 1, 2, 10 and 11 of twenty segments those in 2 and 10 may speak; five segments are the least."""
    counts = sparse.csr_matrix(np.arange(20)[:, None] < [1, 2, 10, 11], dtype=float)
    names = pd.Index(["one", "two", "ten", "eleven"])
    rows = pd.DataFrame({"document": "a", "segment": np.arange(20), "n": 100})
    assert choose_topic_terms(TermMatrix(counts, rows, names), stop=[]).terms.tolist() == ["two", "ten"]
    assert choose_topic_terms(TermMatrix(counts[:5], rows[:5], names), stop=[]).terms.tolist() == ["two"]
    with pytest.raises(TooLittleTextError, match="there are 4 segments"):
        choose_topic_terms(TermMatrix(counts[:4], rows[:4], names), stop=[])


def test_samples_hold_four_fifths():
    """A sample of twenty segments leaves four out."""
    assert [len(rows) for rows in sample_segments(20, 5, np.random.default_rng(0))] == [16] * 5


def test_a_large_table_is_fitted_less_often():
    """Up to 200,000 cells × topics the effort is full; with 32 times as many it is 32 ** -.6 = an eighth."""
    small, large = (sparse.csr_matrix(np.ones((rows, 1000))) for rows in (20, 640))
    assert efforts(small, 10, "nmf") == (100, 30, 10) and efforts(small, 10, "lda") == (20, 4, 5)
    assert efforts(large, 10, "nmf") == (round(100 / 8), round(30 / 8), 5)
