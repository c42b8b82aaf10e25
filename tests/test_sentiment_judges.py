"""Actors, choices, agreement of lists, and the coding sheet that goes out and comes back."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import interval_distance

from analysis import read_corpus, split_sentences
from analysis.codings import compare_coders, compare_with_coders, export_coding_sheet, read_coding_sheets
from analysis.errors import AnalysisError, ReadError, TooLittleTextError, UnknownNameError
from analysis.evidence import krippendorff_alpha
from analysis.sentiment import (
    Lexicon,
    compare_actors,
    compare_instruments,
    compare_lexicons,
    find_disagreements,
    find_sentences_naming,
    score_sentiment,
)

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(SEEDS)


@pytest.fixture(scope="module")
def sentences(corpus):
    return split_sentences(corpus, voices=True)


@pytest.fixture(scope="module")
def scores(corpus, sentences):
    return score_sentiment(sentences, names=corpus.names)


def test_actors_take_the_longest_name():
    """A sentence names who its longest alias stands for: the party of a country is not the country."""
    names = pd.DataFrame({"name": ["China", "Party"], "alias": ["China", "Communist Party of China"]})
    table = pd.DataFrame({"document": "a", "text": ["China is great.", "The Communist Party of China is bad."]})
    found = score_sentiment(table, names=names)
    assert find_sentences_naming(found, "China", names=names)["text"].tolist() == ["China is great."]


def test_actors_give_no_estimate_on_few_lines(corpus, scores):
    """Below 10 sentences in 5 segments a side every estimate is <NA>; above, each has its interval."""
    table = compare_actors(scores, ["Mao", "Edgar Snow"], names=corpus.names, target="paper").set_index("by")
    assert table.loc["Mao", ["difference", "low", "high", "p"]].notna().all()
    assert table.loc["Edgar Snow", ["mean_target", "difference", "low", "p"]].isna().all()
    enough = (table[["n_target", "n_reference"]].min(axis=1) >= 10) & (
        table[["segments_target", "segments_reference"]].min(axis=1) >= 5
    )
    assert (table["difference"].notna() == enough).all()
    with pytest.raises(AnalysisError, match="No actor"):
        compare_actors(scores, [], names=corpus.names, target="paper")
    with pytest.raises(UnknownNameError, match="Mao"):
        compare_actors(scores, ["Moa"], names=corpus.names, target="paper")


def test_every_list_and_mask_has_a_row(corpus, sentences):
    """Three lists, three masks, subjects in or out: eighteen rows, one family."""
    table = compare_instruments(sentences, target="paper", names=corpus.names)
    assert len(table) == 18 and set(table["mask"]) == {"none", "names", "typography"}
    assert table["subjects"].sum() == 9 and (table["q"] >= table["p"]).all()


def test_alpha_equals_nltk():
    """Krippendorff's alpha is nltk's to nine digits, with ratings missing too."""
    rng = np.random.default_rng(0)
    values = rng.integers(-3, 4, (3, 30)).astype(float)
    values[1] = np.where(rng.random(30) < 0.5, values[0], values[1])
    values[2, 5:12] = np.nan
    data = [
        (str(rater), str(unit), values[rater, unit])
        for rater in range(3)
        for unit in range(30)
        if np.isfinite(values[rater, unit])
    ]
    assert krippendorff_alpha(values) == pytest.approx(AnnotationTask(data, interval_distance).alpha(), abs=1e-9)
    assert krippendorff_alpha(np.array([[1.0, 2, 3], [1, 2, 3]])) == 1
    assert np.isnan(krippendorff_alpha(np.ones((2, 4))))


def test_agreement_counts_shared_finds_only():
    """Two lists are compared on the sentences in which both find a word, and on no others."""
    one = Lexicon("one", {"good": 2.0, "bad": -2.0, "fine": 1.0}, "here", "ours")
    two = Lexicon("two", {"good": 1.0, "bad": -1.0, "sad": -1.0}, "here", "ours")
    texts = ["good", "bad", "good good", "bad bad", "fine", "sad", "none"]
    table = pd.DataFrame({"document": "a", "block": 1, "sentence": range(7), "voice": "author", "text": texts})
    row = compare_lexicons(table, lexicons=[one, two], mask=False).iloc[0]
    assert (row["n"], row["n_either"], row["same_sign"]) == (4, 6, 1.0) and row["correlation"] == pytest.approx(1)
    worst = find_disagreements(table.assign(text="bad fine good"), lexicons=[one, two], mask=False, n=1).iloc[0]
    assert worst["gap"] == pytest.approx(1 / 3) and worst["kindest_words"] == "bad -2.0, fine +1.0, good +2.0"


def test_agreement_needs_two_lists(sentences):
    """One list agrees with nobody: the error says so."""
    with pytest.raises(AnalysisError, match="two lexicons"):
        compare_lexicons(sentences, lexicons=["vader"])


def test_agreement_on_the_seeds(corpus, sentences):
    """Each pair of the three lists is judged, within the bounds of its measures."""
    table = compare_lexicons(sentences, names=corpus.names)
    assert len(table) == 3 and (table["n"] <= table["n_either"]).all()
    assert table[["correlation", "alpha"]].abs().le(1).all().all() and table["same_sign"].between(0, 1).all()


def test_the_sheet_goes_out_and_comes_back(tmp_path, scores):
    """A blind sample of 100 goes to two coders; their files give alpha and each lexicon's fit, weighed and bounded."""
    key = export_coding_sheet(scores, tmp_path, n=100)
    sheet = pd.read_csv(tmp_path / "sheet.csv")
    assert list(sheet) == ["item", "text", "code", "note"] and len(sheet) == len(key) == 100
    strata = key.groupby("stratum").agg(n=("item", "size"), p=("probability", "first"))
    assert (strata["n"] / strata["p"]).sum() == pytest.approx(len(scores))
    truth = key.merge(scores, on=["document", "block", "sentence", "start"])["compound"]
    for coder, shift in (("a", 0.0), ("b", 0.2)):
        code = (3 * truth + shift).round().clip(-3, 3).astype(int).astype(object)
        code[7] = "cannot tell"
        sheet.assign(code=code).to_csv(tmp_path / f"{coder}.csv", index=False, sep=";" if shift else ",")
    codes = read_coding_sheets({"A": tmp_path / "a.csv", "B": tmp_path / "b.csv"}, tmp_path / "key.csv")
    coders = compare_coders(codes).iloc[0]
    assert coders["items"] == 99 and coders["cannot_tell"] == 2 and 0.8 < coders["alpha"] <= coders["high"]
    fit = compare_with_coders(codes, scores).iloc[0]
    assert fit["n"] == 99 and fit["correlation_low"] <= fit["correlation"] and fit["correlation"] > 0.9
    assert fit["accuracy_low"] <= fit["accuracy"] <= fit["accuracy_high"]


def test_a_sheet_is_never_overwritten(tmp_path, scores):
    """A second export into the same folder is refused; so is a sample larger than the text."""
    export_coding_sheet(scores, tmp_path, n=10)
    with pytest.raises(AnalysisError, match="another folder"):
        export_coding_sheet(scores, tmp_path, n=10)
    with pytest.raises(TooLittleTextError, match="lower n"):
        export_coding_sheet(scores, tmp_path / "other", n=10_000)


@pytest.mark.parametrize(
    ("what", "lines"),
    {
        "columns item and code": "item,text\n1,x\n",
        "line 2": "item,code\n1,5\n",
        "twice": "item,code\n1,1\n1,2\n",
        "item '99'": "item,code\n99,1\n",
    }.items(),
)
def test_a_bad_sheet_is_named_with_its_line(tmp_path, what, lines):
    """A wrong column, code or item in a coder's file is told with the file and the line."""
    (tmp_path / "a.csv").write_text(lines, encoding="utf-8")
    key = pd.DataFrame({"item": [1, 2], "document": "a", "block": 1, "sentence": 1, "start": 0, "probability": 1.0})
    with pytest.raises(ReadError, match=what):
        read_coding_sheets({"A": tmp_path / "a.csv"}, key)
