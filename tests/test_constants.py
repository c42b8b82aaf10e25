"""The constants of words, tone and topics, each held by a small case worked by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import sparse
from scipy.stats import t, ttest_ind

from analysis.compare import style
from analysis.compare.collocates import find_collocates, near_node
from analysis.compare.measures import log_odds_z
from analysis.compare.vocabulary import find_lockwords
from analysis.errors import TooLittleTextError
from analysis.sentiment import compare_sentiment, score_mean_sentiment
from analysis.sentiment import comparison as tone
from analysis.sentiment.scores import is_foreign
from analysis.terms import TermMatrix, split_terms
from analysis.terms.concordance import concordance
from analysis.terms.segments import cut_segments
from analysis.topics import TOPIC_TERMS, TopicModel, choose_topic_terms, compare_topics
from analysis.topics import comparison as prevalence
from analysis.topics.comparison import holds_in_halves, refit_error, topic_differences
from analysis.topics.fit import efforts, mixture_shares, sample_segments
from analysis.topics.numbers import _choose
from tests.conftest import make_corpus
from tests.test_comparison import make_terms

# ---- words ----


def test_a_word_of_grammar_can_be_shown_alike():
    """Even over twenty segments a side, "the" 25 : 25 ends below twice as often, "of" 8 : 8 above."""
    text = np.full(2000, "filler", dtype=object)
    text[np.linspace(0, 1998, 25).astype(int)], text[np.linspace(1, 1999, 8).astype(int)] = "the", "of"
    terms = make_terms({"a": " ".join(text), "b": " ".join(text)}, target=100)
    table = find_lockwords(terms.assign(capital=False), target="a").set_index("term")
    assert table.loc[["the", "of"], "n_target"].tolist() == [25, 8]
    assert table.loc[["the", "of"], "verdict"].tolist() == ["used alike", "undecided"]


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
    """Of ten segments the interval is Welch's, 10 ** .32 times as wide; 1.43 half-widths are found in 4 of 5 cases."""
    a, b = np.tile([0.1, 0.5, 0.3, 0.2, 0.4], 2), np.tile([-0.2, 0.3, 0.1, -0.1, 0.4], 2)
    scores = pd.concat([tones(a, "a"), tones(b, "b")])
    row = compare_sentiment(scores, target="a").iloc[0]
    welch = ttest_ind(a, b, equal_var=False).confidence_interval()
    half = 10**0.32 * (welch.high - welch.low) / 2
    assert (row["low"], row["high"]) == pytest.approx((0.2 - half, 0.2 + half))
    assert row["detectable"] == pytest.approx(1.43 * half)
    mean = score_mean_sentiment(scores, measure="compound").iloc[0]
    error = np.std(a, ddof=1) / np.sqrt(10)
    assert mean["high"] - mean["mean"] == pytest.approx(10**0.32 * t.ppf(0.975, 9) * error)


def test_long_texts_get_eight_segments():
    """4,800 words a side are cut into eight segments of 600, not into 32 of 150."""
    scores = pd.concat([tones(np.zeros(480), name, words=10, block=1) for name in "ab"])
    row = compare_sentiment(scores, target="a").iloc[0]
    assert (row["segments_target"], row["segments_reference"]) == (8, 8)


@pytest.mark.parametrize("failing", range(6))
def test_a_tone_is_supported_when_segments_of_five_lengths_agree(monkeypatch, failing):
    """One length whose interval reaches zero makes the verdict fragile (the first: not supported); else it stands."""
    scores = pd.concat([tones(np.tile([0.4, 0.5], 10), "a"), tones(np.tile([-0.4, -0.5], 10), "b")])
    ends = iter([(-0.1 if length == failing else 0.1, 0.5) for length in range(5)])
    monkeypatch.setattr(tone, "_interval", lambda *_: next(ends))
    expected = "not supported" if failing == 0 else "fragile" if failing < 5 else "supported"
    assert compare_sentiment(scores, target="a")["verdict"][0] == expected


@pytest.mark.parametrize(("sentences", "segments", "enough"), [(10, 5, True), (9, 5, False), (12, 4, False)])
def test_ten_sentences_in_five_segments_are_the_least(sentences, segments, enough):
    """Ten sentences in five segments have a verdict and an interval; nine, or four segments, have none."""
    block = np.arange(sentences) * segments // sentences
    parts = [tones(np.arange(sentences) % 3, name, words=150 * segments // sentences, block=block) for name in "ab"]
    scores = pd.concat(parts)
    assert (compare_sentiment(scores, target="a")["verdict"][0] != "too rare to test") == enough
    assert score_mean_sentiment(scores, measure="compound")["low"].notna().all() == enough


def foreign(*, words=1000, coverage=0.5):
    return is_foreign(pd.DataFrame({"text": [" ".join(["blort"] * words)], "coverage": coverage, "lexicon": "mine"}))


def test_where_another_language_begins():
    """Foreign is less than 2 of 100 words covered, judged by 100 words and 200 rows."""
    assert not foreign(coverage=0.02) and foreign(coverage=0.0199)
    assert foreign(words=100, coverage=0) and not foreign(words=99, coverage=0)
    first = pd.DataFrame({"text": "blort", "coverage": [0.0] * 200 + [1.0] * 200, "lexicon": "mine"})
    assert is_foreign(first) and not is_foreign(first.iloc[5:])  # 200 rows are looked at: 0 or 5 of them covered


@pytest.mark.parametrize("failing", range(6))
def test_a_style_is_supported_when_segments_of_five_lengths_agree(monkeypatch, failing):
    """A measure whose p with drift is .05 at every length is supported, and fragile when at one of them it is .051."""
    columns = [name for name in style.COLUMNS if name not in ("q", "verdict")]
    row = dict.fromkeys(columns, 0.001) | {"group": "variety"}
    drifted = [0.051 if length == failing else 0.05 for length in range(5)]
    monkeypatch.setattr(style, "_by_sentence", lambda *_: pd.DataFrame([row | {"drifted": drifted}]))
    monkeypatch.setattr(style, "_by_term", lambda *_: pd.DataFrame())
    table = style.compare_style(make_corpus({"a": ["One word."]}), target="a")
    assert table["verdict"].tolist() == ["fragile" if failing < 5 else "supported"]


def test_the_drift_of_each_kind_of_style():
    """Of ten even segments a side the interval of hedges is Welch's, 10 ** .12 times as wide; that of "I" 10 ** .26."""
    rates = np.tile([3, 5, 4, 6, 2], 2)
    text = {
        name: [" ".join(["perhaps"] * (n + more) + ["i"] * n + ["word"] * (150 - more - 2 * n)) for n in rates]
        for name, more in (("a", 0), ("b", 3))
    }
    table = style.compare_style(make_corpus(text), target="a", voice=None).set_index("measure")
    for measure, more, power in (("hedges", 3, 0.12), ("first person singular", 0, 0.26)):
        a, b = 1000 * rates / 150, 1000 * (rates + more) / 150
        welch = ttest_ind(a, b, equal_var=False).confidence_interval()
        low, high = table.loc[measure, ["low", "high"]].astype(float)
        assert (high - low) / (welch.high - welch.low) == pytest.approx(10**power)
    assert style.DRIFT == {"sentences": 0.28, "readability": 0.28, "variety": 0.22, "stance": 0.12, "persons": 0.26}


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
    table = topic_differences(TWO, refits, counts, side)
    assert (table["difference"][0], table["low"][0]) == pytest.approx((1, 1 - t.ppf(0.975, 18) * error))


@pytest.mark.parametrize(("second", "holds"), [(0.19, False), (0.3, True)])
def test_a_third_of_a_difference_must_stand_in_either_half(second, holds):
    """A topic that fills the first half of a text, and .19 or .3 of its second: a third of .6 is .2, of .65 .22."""
    shares = [1.0, 1.0, second, second, 0.0, 0.0, 0.0, 0.0]
    counts = sparse.csr_matrix([[round(100 * share), 100 - round(100 * share)] for share in shares])
    rows, side = pd.DataFrame({"document": ["a"] * 4 + ["b"] * 4}), np.arange(8) < 4
    assert holds_in_halves(TWO, counts, rows, side)[0] == holds


@pytest.mark.parametrize(("apart", "verdict"), [(0.0, "supported"), (-0.01, "fragile")])
def test_texts_must_part_as_works_do(monkeypatch, apart, verdict):
    """Below the mark of all words together a topic's difference is fragile, however clear it is."""
    monkeypatch.setattr(prevalence, "company", lambda *given, **asked: apart)
    monkeypatch.setattr(prevalence, "voice_segments", lambda *given: (counts, rows))
    counts = sparse.csr_matrix([[9, 1]] * 10 + [[1, 9]] * 10)
    rows = pd.DataFrame({"document": ["a"] * 10 + ["b"] * 10, "segment": 1, "n": 10})
    quality, names, words = pd.DataFrame({"mark": ["", ""]}), pd.Index(["x", "y"]), rows.assign(term="x")
    model = TopicModel(rows, rows, quality, ("x", "y"), TWO, TWO[None], TermMatrix(counts, rows, names), words, "nmf")
    assert set(compare_topics(model, target="a")["verdict"]) == {verdict}


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
