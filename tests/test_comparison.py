import warnings

import numpy as np
import pandas as pd
import pytest

from analysis import compare_halves, compare_terms
from analysis.compare.words import COLUMNS
from analysis.errors import AnalysisError, TooLittleTextError, UnknownNameError
from analysis.evidence import VERDICTS, join_neighbours
from analysis.terms.dispersion import deviation_of_proportions
from analysis.terms.segments import cut_segments


def make_terms(texts: dict[str, str], target: int = 10) -> pd.DataFrame:
    rows = [
        (document, 1, place, place + 1, term)
        for document, text in texts.items()
        for place, term in enumerate(text.split())
    ]
    table = pd.DataFrame(rows, columns=["document", "block", "start", "end", "term"])
    table["segment"] = cut_segments(table["document"], table["block"], target=target)
    return table.assign(voice="author", speaker="", capital=False, segment_terms=target)


def words_of(table: pd.DataFrame) -> list[int]:
    return [int(table[name].sum()) for name in ("n_target", "n_reference")]


TOY = {"a": "red the the sea is a the the of in " * 20, "b": "blue the the sea is a the the of in " * 22}


def test_columns_and_counts_of_a_toy():
    """Counts, reach and shares of a toy are those counted by hand, in the documented columns."""
    table = compare_terms(make_terms(TOY), target="a")
    assert list(table.columns) == COLUMNS
    row = table.set_index("term").loc["red"]
    assert (row.n_target, row.n_reference, row.reach_target, row.reach_reference) == (20, 0, 20, 0)
    assert row.share_target == 0.1 and pd.isna(row.dispersion_reference)
    assert row.verdict == "fragile" and set(table["term"][:2]) == {"red", "blue"}  # 400 words tell no two works
    assert (table["evidence"] >= 0).all() and table["evidence"].is_monotonic_decreasing


def test_no_value_is_nan_or_infinite():
    """Whatever does not exist is <NA>; no cell is NaN or infinite."""
    table = compare_terms(make_terms(TOY), target="a")
    for column in table.select_dtypes("number"):
        assert np.isfinite(table[column].dropna().to_numpy(dtype=float)).all()
        assert table[column].dtype == "Float64" or table[column].notna().all()


def test_swapping_the_documents_flips_the_signs():
    """Target and reference swapped: the ratio and its interval flip, p and the verdict stay."""
    terms = make_terms(TOY)
    one = compare_terms(terms, target="a").set_index("term").sort_index()
    two = compare_terms(terms, target="b").set_index("term").sort_index()
    np.testing.assert_allclose(one["log_ratio"], -two["log_ratio"], atol=1e-12)
    np.testing.assert_allclose(one["low"].astype(float), -two["high"].astype(float), atol=1e-12)
    assert (one["verdict"] == two["verdict"]).all() and one["p"].equals(two["p"])


def test_a_text_against_itself_supports_nothing():
    """Two identical documents: every ratio is 0, and nothing is supported or fragile."""
    table = compare_terms(make_terms({"a": TOY["a"], "b": TOY["a"]}), target="a")
    assert (table["log_ratio"] == 0).all() and set(table["verdict"]) == {"not supported"}


def test_the_voice_is_chosen_before_segments_are_cut():
    """With the author's voice only, quoted words are gone from counts and shares, and segments are even again."""
    terms = make_terms(TOY)
    terms.loc[terms["term"].isin(["red", "blue"]), "voice"] = "quoted"
    table = compare_terms(terms, target="a")
    assert "red" not in set(table["term"]) and words_of(table) == [180, 198]
    assert words_of(compare_terms(terms, target="a", voice=None)) == [200, 220]
    assert words_of(compare_terms(terms, target="a", voice="quoted")) == [20, 22]


def test_unlabelled_terms_stay_in_the_shares():
    """A table relabelled by family: terms outside every family count in the denominators and are no row."""
    terms = make_terms(TOY)
    families = terms.assign(term=terms["term"].map({"red": "colour", "sea": "water"}).fillna(""))
    table = compare_terms(families, target="a").set_index("term")
    assert set(table.index) == {"colour", "water"} and table["share_target"].tolist() == [0.1, 0.1]


def test_a_family_chosen_after_reading_is_never_tested():
    """A circular family has its counts and interval, no p, and the verdict that says why."""
    row = compare_terms(make_terms(TOY), target="a", circular=["red"]).set_index("term").loc["red"]
    assert (
        row.verdict == "chosen after reading"
        and pd.isna(row.p)
        and pd.isna(row.q)
        and row.low < row.log_ratio < row.high
    )


def test_rare_terms_are_facts():
    """Below the floor a term has its counts and no p, and it enlarges no family."""
    table = compare_terms(make_terms({"a": TOY["a"] + "once", "b": TOY["b"]}), target="a")
    row = table.set_index("term").loc["once"]
    assert row.verdict == "too rare to test" and pd.isna(row.p)
    assert table["p"].notna().sum() == 8 and not table.attrs


def test_several_documents():
    """Target against the rest, or lists on both sides, of more than two documents."""
    terms = make_terms({**TOY, "c": "green the the sea is a the the of in " * 5})
    rest = compare_terms(terms, target="a").set_index("term")
    assert rest.loc["green", "n_reference"] == 5 and rest.loc["blue", "n_reference"] == 22
    assert words_of(compare_terms(terms, target=["a", "c"], reference=["b"])) == [250, 220]


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"target": "x"}, UnknownNameError, "'x'"),
        ({"target": "a", "reference": "a"}, AnalysisError, "both"),
        ({"target": ["a", "b"]}, TooLittleTextError, "nothing to compare"),
        ({"target": "a", "voice": "mine"}, UnknownNameError, "author, quoted"),
        ({"target": []}, TooLittleTextError, "No document"),
    ],
)
def test_bad_input_says_what_and_what_to_do(options, error, words):
    """Unknown or missing documents and voices are refused in one sentence."""
    with pytest.raises(error, match=words):
        compare_terms(make_terms(TOY), **options)


def test_documents_too_short_for_segments():
    """One segment a side: counts and ratios stand, intervals and p are <NA>."""
    table = compare_terms(make_terms({"a": "red sea " * 6, "b": "blue sea " * 6}, target=100), target="a")
    assert table["low"].isna().all() and table["p"].isna().all() and set(table["verdict"]) == {"too rare to test"}


def test_deviation_of_proportions_by_hand():
    """DPnorm is 0 for an even term, 1 for one that sits in the smallest part, NaN for one that is absent."""
    values = deviation_of_proportions(np.array([[2, 4, 0], [1, 0, 0], [1, 0, 0]]), [50, 25, 25])
    assert values[0] == pytest.approx(0) and values[1] == pytest.approx(0.5 / 0.75) and np.isnan(values[2])
    assert deviation_of_proportions(np.array([[0], [0], [5]]), [50, 25, 25])[0] == pytest.approx(1)
    assert np.isnan(deviation_of_proportions(np.zeros((3, 2)), [50, 25, 25])).all()


def test_neighbours_are_joined_within_documents():
    """Joining by two sums counts and sizes, never across documents, and loses nothing."""
    counts, sizes, documents = join_neighbours(
        np.arange(5)[:, None], np.full(5, 10), np.array(["a", "a", "a", "b", "b"])
    )
    assert counts[:, 0].tolist() == [3, 7] and sizes.tolist() == [30, 20] and documents.tolist() == ["a", "b"]


@pytest.fixture(scope="module")
def seed_terms():
    from analysis import read_corpus, split_terms

    return split_terms(read_corpus("seeds"))


def test_the_seeds(seed_terms):
    """On the two texts: the famous absence leads and is fragile, a quoted "we" is gone, all counts add up."""
    table = compare_terms(seed_terms, target="paper")
    author = seed_terms[seed_terms["voice"] == "author"]
    assert table[["n_target", "n_reference"]].to_numpy().sum() == len(author)
    rows = table.set_index("term")
    assert rows.loc["leap", "verdict"] == "fragile" and rows.loc["leap", "n_reference"] == 0
    assert set(table["term"][:2]) == {"leap", "forward"} and rows.loc["leap", "lengths"] == 0
    assert "we" not in rows.index
    every = compare_terms(seed_terms, target="paper", voice=None).set_index("term")
    assert every.loc["we", "n_reference"] > 10 and every.loc["we", "n_target"] == 0


def test_the_seeds_give_the_same_table_twice(seed_terms):
    """The same seed gives the same table."""
    one, two = (compare_terms(seed_terms, target="chapter", seed=3) for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_g2_and_counts_against_another_way(seed_terms):
    """Counts equal those of a plain Counter, and G2 follows from them by scipy."""
    from collections import Counter

    from scipy.stats import chi2_contingency

    table = compare_terms(seed_terms, target="paper", voice=None).set_index("term")
    counters = {name: Counter(group["term"]) for name, group in seed_terms.groupby("document")}
    assert table["n_target"].to_dict() == {term: counters["paper"][term] for term in table.index}
    a, b = counters["paper"]["soviet"], counters["chapter"]["soviet"]
    cells = [[a, b], [counters["paper"].total() - a, counters["chapter"].total() - b]]
    expected = chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert table.loc["soviet", "g2"] == pytest.approx(expected)


@pytest.mark.parametrize(
    "texts",
    [
        {"a": "x " * 200, "b": "y " * 200},  # no common term
        {"a": "x " * 200, "b": "x " * 200},  # one term, all the same
        {"a": "x " * 3 + "y " * 40 + "x " * 3, "b": "y " * 7 + "z " * 60},  # a few bursty segments of unequal length
        {"a": "x y", "b": "y z"},  # next to nothing
    ],
)
def test_odd_texts_give_honest_tables(texts):
    """Odd pairs give a table without NaN, infinity or warnings, whatever they hold."""
    table = compare_terms(make_terms(texts), target="a")
    assert set(table["verdict"]) <= set(VERDICTS) and (table["evidence"] >= 0).all()
    for column in table.select_dtypes("number"):
        assert np.isfinite(table[column].dropna().to_numpy(dtype=float)).all()


def test_an_author_who_never_speaks():
    """A document that is all quotation leaves no word of its author, and the error says what to do."""
    terms = make_terms(TOY)
    terms.loc[terms["document"] == "b", "voice"] = "quoted"
    for target in ("a", "b"):
        with pytest.raises(TooLittleTextError, match="no word in the author voice in b"):
            compare_terms(terms, target=target)


def test_a_table_that_does_not_say_how_long_its_segments_are():
    """Segments that must be cut anew are never guessed: without a length, or with two, one sentence says what to do."""
    terms = make_terms(TOY)
    terms.loc[terms["term"] == "red", "voice"] = "quoted"
    for unsaid in (
        terms.drop(columns="segment_terms"),
        terms.assign(segment_terms=[10, 20] * 210),
        terms.assign(segment_terms=terms["segment_terms"].where(terms["term"] != "sea")),
    ):
        with pytest.raises(AnalysisError, match=r"`segment_terms`.*split_segments\(terms, segment_terms=150\)"):
            compare_terms(unsaid, target="a")
        assert len(compare_terms(unsaid, target="a", voice=None)) == 8  # nothing is cut, so nothing is asked


@pytest.mark.parametrize("compare", [compare_terms, compare_halves])
def test_a_table_without_capitals_is_warned_of(compare):
    """Names cannot be told without the column `capital`, which changes verdicts: a warning, not silence."""
    with pytest.warns(UserWarning, match="no column `capital`"):
        compare(make_terms(TOY).drop(columns="capital"), target="a")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compare(make_terms(TOY), target="a")
