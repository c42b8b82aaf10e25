import numpy as np
import pandas as pd
import pytest

from analysis import read_corpus, split_terms
from analysis.compare.stance import count_stance, find_stance, stance_lists
from analysis.compare.style import compare_style
from analysis.compare.style_measures import (
    FORMULAS,
    count_for_readability,
    count_syllables,
    flesch_ease,
    hdd,
    mattr,
    mtld,
)
from analysis.evidence import formula_difference
from tests.test_comparison import make_terms


@pytest.fixture(scope="module")
def corpus():
    return read_corpus("seeds")


def test_mattr_is_the_mean_over_plain_windows():
    """MATTR equals the mean of type-token ratios counted window by window, and the ratio itself for one window."""
    words = np.random.default_rng(0).choice(list("abcdefghij"), 80).tolist()
    plain = np.mean([len(set(words[at : at + 25])) / 25 for at in range(56)])
    assert mattr(words, window=25) == pytest.approx(plain)
    assert mattr(words, window=80) == pytest.approx(len(set(words)) / 80)
    assert np.isnan(mattr(words, window=81))


def test_hdd_is_the_mean_over_random_samples():
    """HD-D equals the type-token ratio of many random samples of 42 words."""
    rng = np.random.default_rng(0)
    words = rng.choice(np.arange(60), 200, p=np.arange(1, 61) / np.arange(1, 61).sum())
    sampled = np.mean([len(set(rng.choice(words, 42, replace=False))) / 42 for _ in range(3_000)])
    assert hdd(words.tolist()) == pytest.approx(sampled, abs=0.004)
    assert np.isnan(hdd(["a"] * 41)) and hdd(["a"] * 42) == pytest.approx(1 / 42)


def test_mtld_by_hand():
    """A repeated word falls below 0.72 at its second place; the rest counts as part of a factor, in both directions."""
    assert mtld(["a"] * 6) == pytest.approx(2)
    assert mtld(list("abcdefgh")) == 8  # never falls, nothing repeats: one stretch
    # a a | b c d: one factor at 1/2, then a rest without repetition; backwards d c b a a falls no further than 4/5
    forwards, backwards = 5 / 1, 5 / ((1 - 4 / 5) / (1 - 0.72))
    assert mtld(list("aabcd")) == pytest.approx((forwards + backwards) / 2)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("peace", 1),
        ("leap", 1),
        ("agriculture", 4),
        ("wanted", 2),
        ("moved", 1),
        ("theory", 3),
        ("people", 2),
        ("revolution", 4),
        ("ideological", 6),
        ("because", 2),
        ("the", 1),
        ("1958", 4),
        ("long-lived", 2),
        ("china", 2),
    ],
)
def test_syllables(word, syllables):
    """The syllable rule counts common words as a dictionary does."""
    assert count_syllables(word) == syllables


def test_readability_by_hand():
    """Each formula on ten words, two sentences and fifteen syllables gives what its equation gives."""
    sums = np.array([2, 10, 45, 15, 1])
    values = {name: float(formula(sums)) for name, formula in FORMULAS.items()}
    assert values["words a sentence"] == 5
    assert values["Flesch reading ease"] == pytest.approx(206.835 - 1.015 * 5 - 84.6 * 1.5)
    assert values["Flesch-Kincaid grade"] == pytest.approx(0.39 * 5 + 11.8 * 1.5 - 15.59)
    assert values["Gunning fog"] == pytest.approx(0.4 * (5 + 10))
    assert values["SMOG grade"] == pytest.approx(1.0430 * np.sqrt(15) + 3.1291)
    assert values["Coleman-Liau grade"] == pytest.approx(0.0588 * 450 - 0.296 * 20 - 15.8)


def test_counting_a_sentence():
    """Words, letters, syllables and long words of one sentence."""
    row = count_for_readability(pd.DataFrame({"text": ["Mao’s revolution ended."]})).iloc[0]
    assert row.tolist() == [1, 3, 18, 7, 1]


def test_a_formula_of_sums_between_sides():
    """The values are the formula of the sums; sides alike give a p near 1, sides apart a small one."""
    sums = np.tile([10.0, 200, 900, 300, 30], (20, 1))
    side = np.arange(20) < 10
    sums += np.random.default_rng(0).normal(0, 1, sums.shape)
    alike = formula_difference(sums, side, flesch_ease)
    assert alike["mean_target"][0] == pytest.approx(float(flesch_ease(sums[side].sum(axis=0))))
    assert alike["low"][0] < 0 < alike["high"][0] and alike["p"][0] > 0.05
    sums[side, 3] += 60
    apart = formula_difference(sums, side, flesch_ease)
    assert apart["high"][0] < 0 and apart["p"][0] < 0.01
    assert formula_difference(sums[:3], side[:3], flesch_ease)["p"].isna().all()


def test_stance_hits_stand_where_they_say(corpus):
    """Each hit on the seeds is found again in the text at its offsets, and no entry stands in two lists."""
    hits = find_stance(split_terms(corpus))
    for row in hits.itertuples():
        shown = corpus[row.document].text[row.start : row.end].casefold().split()
        assert len(shown) == len(row.entry.split()) and shown[0].startswith(row.entry.split()[0])
    entries = [entry for entries in stance_lists().values() for entry in entries]
    assert len(entries) == len(set(entries))


def test_runs_of_words_are_found_within_a_block():
    """An entry of several words counts once, where it begins."""
    hits = find_stance(make_terms({"a": "it fell as a result of what perhaps led to war"}))
    assert hits[["list", "entry"]].values.tolist() == [
        ["causal connectives", "as a result"],
        ["hedges", "perhaps"],
        ["causal connectives", "led to"],
    ]
    assert hits["start"].tolist() == [2, 7, 8] and hits["end"].tolist() == [5, 8, 10]


def test_stance_by_voice_adds_up(corpus):
    """Author plus quoted counts are the counts of the whole."""
    terms = split_terms(corpus)
    parts, whole = count_stance(terms), count_stance(terms, by=("document",), voice=None)
    expected = whole.set_index(["document", "list"])["n"].to_dict()
    assert parts.groupby(["document", "list"])["n"].sum().to_dict() == expected
    own = parts[parts["voice"] == "author"].drop(columns="voice").reset_index(drop=True)
    pd.testing.assert_frame_equal(count_stance(terms, by=("document",)), own)


def test_styles_of_the_seeds(corpus):
    """Every measure has its row, nothing is NaN, rare lists carry no p, and swapped texts flip the differences."""
    one = compare_style(corpus, target="paper")
    two = compare_style(corpus, target="chapter")
    np.testing.assert_allclose(one["difference"].astype(float), -two["difference"].astype(float), atol=1e-9)
    assert len(one) == 15 and set(one["group"]) == {"sentences", "variety", "readability", "stance"}
    persons = one[one["measure"].str.contains("person")]
    assert (persons["verdict"] == "too rare to test").all() and persons["p"].isna().all()
    for column in one.select_dtypes("number"):
        assert np.isfinite(one[column].dropna().to_numpy(dtype=float)).all()
