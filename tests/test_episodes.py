"""The same episode told twice: proposals, parallels, and what a reader has marked."""

import csv
import json

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis import mark_confirmed, read_codings, read_corpus
from analysis.history import describe_episodes, find_parallels, propose_episodes, suggest_names
from analysis.history.in_force import find_dates_in_force
from analysis.history.likeness import Weigher, find_features, find_nearest
from analysis.history.pairing import choose_pairs
from analysis.history.same_time import APART, SAME, UNKNOWN, compare_times
from analysis.sentences import split_sentences
from tests.conftest import ROOT, make_corpus

# sentences of the paper, and blocks of the chapter that speak of the same: read by hand
PARALLELS = {
    15: (2, 19, 21), 16: (19, 22), 18: (14, 18), 19: (26, 27, 28), 23: (21, 22), 27: (19, 20), 28: (20,),
    30: (19, 20, 35), 33: (5, 30, 34), 41: (20,), 53: (14,), 55: (2, 14), 59: (15, 17), 66: (26, 27, 28),
    74: (12, 15, 17, 26), 91: (10,), 93: (22, 25),
}  # fmt: skip


@pytest.fixture(scope="module")
def marked(seeds):
    return read_codings(seeds)


def test_proposals_are_whole_sentences_each_once(seeds):
    """Passages begin and end with sentences, lie in their documents, and no pair lies within another."""
    table = propose_episodes(seeds, target="paper")
    assert table["rank"].tolist() == list(range(1, len(table) + 1)) and len(table) <= 50
    for row in table.itertuples():
        for side in ("target", "reference"):
            document, start, end = (getattr(row, f"{side}_{part}") for part in ("document", "start", "end"))
            text = seeds[document].text
            assert text[start:end] == text[start:end].strip() and not text[end - 1].isspace()
    spans = table[["target_start", "target_end", "reference_start", "reference_end"]]
    assert not spans.duplicated().any()


def test_most_of_what_a_reader_marked_is_proposed(seeds, marked):
    """Half of the first fifteen proposals are episodes that a reader marked, and of these more than half are there."""
    table = mark_confirmed(propose_episodes(seeds, target="paper"), marked, kind="episode")
    assert table["confirmed"].head(15).sum() >= 7
    assert _told_by_both(table, marked, 40) >= 0.75
    assert table["score"].is_monotonic_decreasing


def test_parallels_find_the_paragraph(seeds):
    """For half of the sentences the right paragraph stands first, for most among the first three."""
    table = find_parallels(seeds, target="paper", top=3)
    assert table.groupby("sentence").size().max() <= 3
    found = table.groupby("sentence")["block"].agg(set)
    hits = sum(bool(found[sentence] & set(blocks)) for sentence, blocks in PARALLELS.items())
    first = table[table["rank"] == 1].set_index("sentence")["block"]
    assert hits >= 12 and sum(first[sentence] in blocks for sentence, blocks in PARALLELS.items()) >= 10
    assert table["score"].between(0, 1.6).all() and (table["words"] != "").all()


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """Two public-domain tellings of one campaign, and the passages that a reader marked in them."""
    folder = tmp_path_factory.mktemp("war")
    told = json.loads((ROOT / "tests" / "history" / "mexico.json").read_text("utf-8"))
    for name in ("polk", "grant"):
        (folder / f"{name}.txt").write_text("\n\n".join(told[name]), "utf-8")
    with (folder / "codings.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "document", "quote", "kind")])
        csv.writer(file).writerows([*row, "episode"] for row in told["codings"])
    corpus = read_corpus(folder)
    return corpus, read_codings(corpus, strict=True)


def test_strangers_are_paired(war):
    """Of the episodes that a president and a general both tell, half are among the first 20 proposals."""
    corpus, codings = war
    assert _told_by_both(propose_episodes(corpus, target="polk"), codings, 20) >= 0.5


def test_the_same_table_every_time(war):
    """Nothing is drawn by lot, and the sides may change places."""
    corpus, _ = war
    table = propose_episodes(corpus, target="polk")
    pd.testing.assert_frame_equal(table, propose_episodes(corpus, target="polk"))
    assert propose_episodes(corpus, target="grant")["target_document"].eq("grant").all()


def _told_by_both(table, codings, first):
    """Share of the episodes marked in both documents that one of the first rows shows on both sides."""
    codings = codings[(codings["kind"] == "episode") & codings["start"].notna()]
    told = codings.groupby("code")["document"].nunique()
    shared = told[told == 2].index
    rows = table.head(first)
    found = [
        mark_confirmed(rows, codings[codings["code"] == code], kind="episode")["confirmed"].any() for code in shared
    ]
    return float(np.mean(found))


def test_features_are_words_names_and_dates():
    """Grammar and the words of a date are none; a people counts as its state, an inflected word by its stem."""
    corpus = make_corpus({"a": ["The Chinese annexed it on 3 March 1871."], "b": ["China was annexing."]})
    features = find_features(corpus)
    found = set(zip(features["sort"], features["feature"], strict=True))
    assert {("name", "china"), ("word", "annex"), ("date", "1871-03"), ("date", "1871")} <= found
    assert not found & {("word", "march"), ("word", "the"), ("name", "chinese")}
    assert (features["feature"] == "china").sum() == 2


def test_nearest_is_the_whole_product():
    """The most alike of each row are those of the full product, ties by place."""
    rng = np.random.default_rng(0)
    ones, others = (sparse.csr_matrix(rng.integers(0, 2, (n, 9)).astype(float)) for n in (7, 5))
    one, other, score = find_nearest(ones, others, top=2)
    whole = (ones @ others.T).toarray()
    for row in range(7):
        order = np.lexsort((np.arange(5), -whole[row]))[:2]
        order = order[whole[row][order] > 0]
        assert other[one == row].tolist() == order.tolist()
        assert score[one == row].tolist() == whole[row][order].tolist()


def test_longer_passages_are_not_liker():
    """A passage said twice over is no more like another than once, and the product is the same either way round."""
    corpus = make_corpus({"a": ["The granary burned.", "The granary burned. The granary burned."], "b": ["A granary."]})
    spans = corpus.blocks[["document", "start", "end"]]
    rows = Weigher(find_features(corpus), split_sentences(corpus)).rows(spans)
    alike = (rows @ rows.T).toarray()
    assert alike == pytest.approx(alike.T) and alike[1, 2] < 2 * alike[0, 2]


def test_each_episode_is_chosen_once():
    """A pair that touches one chosen is not shown again, and what brought a pair counts less in the next."""
    places = np.array([[0, 1, 0, 1], [1, 2, 1, 2], [8, 9, 8, 9], [5, 6, 20, 21]])
    parts = sparse.csr_matrix([[1.0, 0, 0], [0.3, 0.2, 0], [0.9, 0, 0], [0, 0, 0.8]])
    chosen = choose_pairs(places, np.zeros(30, dtype=int), parts, np.array([1.0, 0.5, 0.9, 0.8]), 50)
    assert [pair[:4] for pair in chosen] == [(0, 1, 0, 1), (5, 6, 20, 21), (8, 9, 8, 9)]
    assert chosen[2][4] == pytest.approx(0.63)


def test_a_short_paragraph_is_shown_whole():
    """A passage within a paragraph of a few sentences is widened to it, one within a long paragraph is not."""
    parts = sparse.csr_matrix([[1.0]])
    chosen = choose_pairs(np.array([[1, 2, 10, 11]]), np.repeat([0, 1], [5, 20]), parts, np.array([1.0]), 50)
    assert [pair[:4] for pair in chosen] == [(0, 4, 10, 11)]


def test_years_that_meet():
    """Passages of one year, of two years that cannot meet, and one without a year are told apart."""
    corpus = make_corpus(
        {"a": ["It burned in 1871.", "It rained in 1912."], "b": ["In 1871 it burned."], "c": ["Rain."]}
    )
    runs = np.array([[row, row] for row in range(4)])
    told = compare_times(find_dates_in_force(corpus), runs[[0, 1, 0]], runs[[2, 2, 3]], lasting=0)
    assert told.tolist() == [SAME, APART, UNKNOWN]


def test_two_letters_on_one_fire():
    """What two short texts share most stands first, with the names, years and words that they share."""
    corpus = make_corpus(
        {
            "a": ["In March 1871 the granary at Lyme burned. Ann Lee saw it.", "The winter was mild. Bread was cheap."],
            "b": ["Nothing happened for years. The mill stood still.", "Lee wrote that the granary burned in 1871."],
        }
    )
    first = propose_episodes(corpus, target="a").iloc[0]
    assert (first["target_block"], first["reference_block"], first["dates"]) == (1, 2, "1871")
    assert "granary" in first["words"]
    best = find_parallels(corpus, target="a").query("sentence == 1").iloc[0]
    assert (best["block"], best["rank"]) == (2, 1)


def test_three_documents_and_one_sentence():
    """All others are the reference; a document of one sentence gives what there is, one alone nothing."""
    three = make_corpus({"a": ["The war of 1812 began."], "b": ["It rained."], "c": ["In 1812 war came."]})
    assert propose_episodes(three, target="a")["reference_document"].tolist() == ["c"]
    assert find_parallels(three, target="a")["reference_document"].tolist() == ["c"]
    one = make_corpus({"a": ["The war of 1812 began."]})
    assert propose_episodes(one).empty and find_parallels(one).empty and "words" in find_parallels(one)


def test_tellings_are_described(seeds, marked):
    """Each telling has its lines, length, names, dates and notes; episodes that only one text tells stand alone."""
    table = describe_episodes(seeds, marked).set_index(["episode", "document"])
    told = table.groupby("episode").size()
    assert (told == 2).sum() >= 10 and (told == 1).sum() >= 10
    speech = table.loc["The Secret Speech"]
    assert "1956" in speech.loc["paper", "dates"] and "Stalin" in speech.loc["chapter", "names"]
    assert speech.loc["chapter", "notes"] == "24" and speech.loc["paper", "notes"] == "4"
    assert table["words"].gt(0).all() and table["first_line"].le(table["last_line"]).all()
    assert describe_episodes(seeds, marked.head(0)).columns.tolist() == table.reset_index().columns.tolist()


def test_years_order_the_episodes(seeds, marked):
    """Episodes come by year, those without one last."""
    table = describe_episodes(seeds, marked)
    first = table[table["year"] != ""].groupby("episode", sort=False)["year"].min()
    assert first.is_monotonic_increasing


def test_a_state_is_written_with_its_capitals_and_named_by_its_texts():
    """ "us" is not the US; a word of another sense ("Soviet") is the state's where each text that has it names it."""
    texts = {
        "a": ["They gave the Soviet bread."],
        "b": ["The Soviet will aid us. The US knew.", "To polish it is easy."],
    }
    named = {name: [*text, "The Soviet Union fell."] for name, text in texts.items()}
    for some, wanted in ((texts, "soviet"), ({**texts, "a": named["a"]}, "soviet"), (named, "soviet union")):
        features = find_features(make_corpus(some))
        assert set(features.loc[features["shown"].str.startswith("soviet"), "feature"]) == {wanted}
        assert "poland" not in set(features["feature"])
        assert features["feature"].eq("united states").sum() == 1
    table = suggest_names(make_corpus(texts)).set_index("name")
    assert table.loc["Soviet", "belongs_to"] == ""
    assert suggest_names(make_corpus(named)).set_index("name").loc["Soviet", "belongs_to"] == "Soviet Union"
