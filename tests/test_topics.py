"""Topics: laws of the tables, known answers, verdicts, passages, bad input."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analysis.errors import AnalysisError, TooLittleTextError, UnknownNameError
from analysis.terms import TermMatrix, split_terms, term_matrix
from analysis.topics import (
    TOPIC_TERMS,
    choose_topic_terms,
    compare_themes,
    compare_topic_numbers,
    compare_topic_specifications,
    compare_topics,
    compare_two_topics,
    comparison,
    count_topic_shares,
    find_passages,
    find_top_terms,
    fit_topics,
    score_topic_course,
    score_topics,
)
from analysis.topics.fit import agree, factor, match_topics, mixture_shares, overlaps, sample_segments
from analysis.topics.neighbours import likeness_of_neighbours, with_neighbours
from analysis.topics.quality import exclusivity, frex, npmi, shuffle_words
from analysis.topics.vocabulary import weigh_terms
from tests.conftest import make_corpus

THEMES = {
    theme: words.split(" ")
    for theme, words in {
        "sea": "ship wave sail harbour storm anchor deck captain tide island reef mast",
        "farm": "field plough harvest barn wheat cattle orchard fence meadow tractor soil hay",
        "court": "judge jury verdict lawyer trial witness prison sentence appeal oath clerk crime",
    }.items()
}
FILLER = ["thing", "place", "time", "people", "reason", "matter"]


def planted(plan: dict[str, list[str]], *, words: int = 40, seed: int = 3):
    """A corpus whose paragraphs are each about one theme, nine words of ten, among filler words."""
    rng = np.random.default_rng(seed)
    texts = {
        name: [" ".join(rng.choice(THEMES[t] if rng.random() < 0.9 else FILLER) for _ in range(words)) for t in plan]
        for name, plan in plan.items()
    }
    return make_corpus(texts)


@pytest.fixture(scope="module")
def corpus():
    return planted(
        {
            "one": ["sea", "farm", "sea", "sea", "farm", "sea"] * 6,
            "two": ["court", "court", "farm", "court", "court", "farm"] * 6,
        },
        words=60,
    )


@pytest.fixture(scope="module")
def model(corpus):
    return fit_topics(split_terms(corpus, segment_terms=60), n_topics=3, resamples=10)


def topic_of(model, theme):
    tops = find_top_terms(model).groupby("topic")["term"].agg(set)
    return int(tops.map(lambda words: len(words & set(THEMES[theme]))).idxmax())


@pytest.fixture(scope="module")
def seed_terms(seeds):
    return split_terms(seeds, names=True, segment_terms=TOPIC_TERMS)


@pytest.fixture(scope="module")
def seed_model(seed_terms):
    return fit_topics(seed_terms)


def test_planted_themes_come_back(model):
    """Three planted themes become three topics whose ten top words are all of one theme, and all may be read."""
    found = {theme: topic_of(model, theme) for theme in THEMES}
    assert sorted(found.values()) == [1, 2, 3]
    tops = find_top_terms(model).groupby("topic")["term"].agg(set)
    for theme, topic in found.items():
        assert tops[topic] <= set(THEMES[theme])
    assert model.quality["mark"].eq("").all() and (model.quality["stability"] > model.quality["null"]).all()


def test_planted_shares_come_back(model):
    """A segment of one theme gives that theme nine tenths of its words or more."""
    best = model.segment_shares.groupby(["document", "segment"])["share"].max()
    assert (best > 0.85).all()


def test_shuffled_words_have_no_topics(corpus):
    """When the words are dealt anew over the segments, nearly every topic is marked."""
    matrix = term_matrix(split_terms(corpus, segment_terms=60))
    mixed = shuffle_words(matrix.counts, np.random.default_rng(5))
    quality = fit_topics(TermMatrix(mixed, matrix.rows, matrix.terms), n_topics=3, resamples=10, choose=False).quality
    assert (quality["mark"] == "do not interpret").sum() >= 2


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_laws_of_the_tables_on_the_seeds(seed_terms, seed_model, method):
    """On the real texts weights of a topic and shares of a segment sum to 1, in plain tables without holes."""
    model = seed_model if method == "nmf" else fit_topics(seed_terms, method="lda", resamples=4)
    weights, shares, quality = model.term_weights, model.segment_shares, model.quality
    assert weights.columns.tolist() == ["topic", "term", "weight"]
    assert shares.columns.tolist() == ["document", "segment", "topic", "share"]
    assert np.allclose(weights.groupby("topic")["weight"].sum(), 1)
    assert np.allclose(shares.groupby(["document", "segment"])["share"].sum(), 1)
    assert (weights["weight"] >= 0).all() and shares["share"].between(0, 1).all()
    assert quality["topic"].tolist() == list(range(1, 6)) and quality["share"].is_monotonic_decreasing
    assert np.isclose(quality["share"].sum(), 1) and quality["npmi"].between(-1, 1).all()
    for table in (weights, shares, quality):
        assert isinstance(table.index, pd.RangeIndex) and not table.isna().any().any()


def test_the_same_seed_gives_the_same_model(corpus):
    """The same input and seed give the same tables, to the last digit."""
    terms = split_terms(corpus, segment_terms=60)
    one, two = (fit_topics(terms, n_topics=3, resamples=5) for _ in range(2))
    pd.testing.assert_frame_equal(one.term_weights, two.term_weights)
    pd.testing.assert_frame_equal(one.quality, two.quality)


def test_another_seed_gives_the_same_topics(seed_terms, seed_model):
    """Another seed finds the same topics in the same order: at least 95 of 100 of their ten top words."""
    matrix = seed_model.matrix
    again = agree(matrix, 5, "nmf", seed=11)
    assert overlaps(seed_model.weights, again.weights).mean() >= 0.95


def test_every_topic_leads_to_passages(seeds, seed_model):
    """Every topic leads to excerpts of at most forty words that stand in the text where the table says."""
    passages = find_passages(seed_model, seeds)
    assert passages.groupby("topic").size().eq(3).all()
    for row in passages.itertuples():
        assert " ".join(seeds[row.document].text[row.start : row.end].split()) == row.text
        assert 1 <= len(row.text.split()) <= 40 and 1 <= row.first_line <= row.last_line


def test_a_difference_and_its_mirror(model):
    """Swapping the sides turns every difference round and changes nothing else."""
    there, back = compare_topics(model, target="one"), compare_topics(model, target="two")
    assert np.allclose(there["difference"], -back["difference"])
    assert np.allclose(there["low"], -back["high"]) and np.allclose(there["p"], back["p"])
    assert there["verdict"].tolist() == back["verdict"].tolist()


@pytest.fixture
def two_works(monkeypatch):
    """Planted texts have no words of grammar to tell by: here they are taken for two works."""
    monkeypatch.setattr(comparison, "company", lambda *given, **asked: 1.0)


def test_the_planted_difference_is_found(model, two_works):
    """The theme of one text only is larger there, and the shared theme is not called different."""
    table = compare_topics(model, target="one").set_index("topic")
    assert table.at[topic_of(model, "sea"), "verdict"] == "supported"
    assert table.at[topic_of(model, "sea"), "difference"] > 0.4
    assert table.at[topic_of(model, "farm"), "verdict"] == "not supported"


def test_voices_are_compared_by_their_own_words():
    """A theme that only quoted words hold has no share in the author's voice."""
    words = {theme: " ".join(THEMES[theme] * 3) for theme in THEMES}
    texts = {name: [words["sea"] + " " + words["court"], words["farm"]] * 6 for name in ("one", "two")}
    terms = split_terms(make_corpus(texts), segment_terms=36)
    terms["voice"] = np.where(terms["term"].isin(THEMES["court"]), "quoted", "author")
    model = fit_topics(terms, n_topics=3, resamples=5)
    court = topic_of(model, "court") - 1
    own, quoted = (compare_topics(model, target="one", voice=voice) for voice in ("author", "quoted"))
    assert own["share_target"][court] < 0.05 < 0.9 < quoted["share_target"][court]


def test_projecting_the_same_segments_changes_nothing(model):
    """Shares of the model's own segments, asked again, are the shares it holds."""
    pd.testing.assert_frame_equal(score_topics(model, model.matrix), model.segment_shares)


def test_shares_are_the_likeliest_mixture():
    """With two topics that share no word, a segment's shares are its counts of either."""
    counts = sparse.csr_matrix([[3, 1, 0, 0], [1, 1, 2, 4], [0, 0, 0, 5]])
    shares = mixture_shares(counts, np.array([[0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]]))
    assert np.allclose(shares[:, 0], [1, 0.25, 0], atol=0.03)


def test_scores_by_hand():
    """Overlap, exclusivity, FREX and NPMI give the numbers of their formulas."""
    one, other = np.array([[4.0, 3, 2, 1]]), np.array([[4.0, 3, 1, 2]])
    assert overlaps(one, other, n=3)[0] == pytest.approx(2 / 4)
    weights = np.array([[0.6, 0.4], [0.2, 0.8]])
    assert exclusivity(weights) == pytest.approx(np.array([[0.75, 1 / 3], [0.25, 2 / 3]]))
    assert frex(weights)[0] == pytest.approx([1.0, 0.5])
    together = np.array([[1, 1], [1, 1], [1, 0], [0, 0]])
    assert npmi(sparse.csr_matrix(together)) == pytest.approx(np.log(0.5 / (0.75 * 0.5)) / -np.log(0.5))
    assert match_topics(np.eye(3), np.eye(3)[[2, 0, 1]]).tolist() == [1, 2, 0]


def test_weights_counted_on_fingers():
    """Two segments, one word in both and one in the first: idf 1 and ln(3/2) + 1, rows of length 1, each weighting."""
    counts, rare = sparse.csr_matrix([[2, 1], [1, 0]]), np.log(3 / 2) + 1
    for weighting, row in (("tfidf", [2, rare]), ("log", [np.log(3), np.log(2) * rare]), ("count", [2, 1])):
        rows, factor = weigh_terms(counts, weighting)
        assert rows.toarray()[0] == pytest.approx(row / np.linalg.norm(row)) and rows.toarray()[1].tolist() == [1, 0]
        assert factor == pytest.approx([1, 1] if weighting == "count" else [1, rare])


def test_neighbours_count_as_far_as_they_are_alike():
    """Themes in runs of four make neighbours most of a segment's own likeness, themes in turn none of it."""
    runs = [theme for theme in ("sea", "farm", "court") * 3 for _ in range(4)]
    for plan, low, high in ((runs, 0.6, 0.9), (["sea", "farm", "court"] * 12, 0.0, 0.0)):
        matrix = term_matrix(split_terms(planted({"one": plan}), segment_terms=40))
        assert low <= likeness_of_neighbours(matrix.counts, matrix.rows["document"]) <= high


def test_neighbours_by_hand():
    """Half of a neighbour's counts is added to a segment's own, and nothing from another document."""
    counts = sparse.csr_matrix([[4, 0], [0, 2], [6, 6]])
    assert with_neighbours(counts, ["a", "a", "b"], 0.5).toarray().tolist() == [[4, 1], [2, 2], [6, 6]]
    assert with_neighbours(counts, ["a", "a", "b"], 0.0) is counts


def test_a_scene_is_never_supported(two_works):
    """A theme that fills the first third of one text and returns nowhere is no difference of the two texts."""
    corpus = planted({"one": ["sea"] * 12 + ["farm"] * 24, "two": ["court"] * 36}, words=60)
    model = fit_topics(split_terms(corpus, segment_terms=60), n_topics=3, resamples=10)
    table = compare_topics(model, target="one").set_index("topic")
    assert table.at[topic_of(model, "sea"), "q"] <= 0.05
    assert table.at[topic_of(model, "sea"), "verdict"] != "supported"
    assert table.at[topic_of(model, "court"), "verdict"] == "supported"


def test_one_fit_is_scikit_learns(corpus):
    """A single fit gives the topics of scikit-learn's NMF with its NNDSVDa start."""
    from sklearn.decomposition import NMF

    rows = weigh_terms(term_matrix(split_terms(corpus, segment_terms=60)).counts)[0]
    theirs = NMF(3, init="nndsvda", random_state=0, max_iter=50).fit(rows).components_
    assert np.allclose(factor(rows, 3, "nmf", 0), theirs, atol=0.02)


def test_which_terms_may_speak(corpus):
    """Stop terms, rare terms and terms of most segments are left out; the sizes of segments stay."""
    matrix = term_matrix(split_terms(corpus, segment_terms=60))
    chosen = choose_topic_terms(matrix, stop=["ship"], least=2, most=0.4)
    assert "ship" not in chosen.terms and "ship" in matrix.terms
    reach = (chosen.counts > 0).sum(axis=0)
    assert reach.min() >= 2 and reach.max() <= 0.4 * len(matrix.rows)
    pd.testing.assert_frame_equal(chosen.rows, matrix.rows)


def test_names_and_labels(model, corpus):
    """A topic is named after its own words, or as the user says."""
    assert all(len(name.split(" · ")) == 3 for name in model.names)
    labelled = fit_topics(split_terms(corpus, segment_terms=60), n_topics=3, resamples=5, labels={2: "crops"})
    assert labelled.names[1] == "crops" and labelled.quality["name"][1] == "crops"


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"n_topics": 1}, AnalysisError, "of 2 or more"),
        ({"n_topics": "4"}, AnalysisError, "whole number"),
        ({"n_topics": 400}, TooLittleTextError, "fewer topics"),
        ({"method": "svd"}, UnknownNameError, "nmf, lda"),
        ({"n_topics": 3, "resamples": 2, "labels": {9: "x"}}, UnknownNameError, "1, 2, 3"),
    ],
)
def test_bad_options_are_told_in_a_sentence(corpus, options, error, says):
    """What cannot be fitted is refused with what to do instead."""
    with pytest.raises(error, match=says):
        fit_topics(split_terms(corpus, segment_terms=60), **options)


def test_bad_input_is_told_in_a_sentence(model, corpus):
    """An emptied vocabulary, an empty segment, one document, an unknown name or voice: each says what to do."""
    with pytest.raises(TooLittleTextError, match="stop list"):
        fit_topics(split_terms(make_corpus({"a": ["the of and to"] * 8}), segment_terms=4))
    matrix = term_matrix(split_terms(corpus, segment_terms=60))
    hollow = matrix.counts.tolil()
    hollow[4] = 0
    with pytest.raises(TooLittleTextError, match="Segment 5 of 'one'"):
        fit_topics(TermMatrix(hollow.tocsr(), matrix.rows, matrix.terms), n_topics=3)
    with pytest.raises(TooLittleTextError, match="there are 2 segments"):
        fit_topics(term_matrix(split_terms(corpus), by="document"), n_topics=2)
    with pytest.raises(AnalysisError, match="not a Corpus"):
        fit_topics(corpus)
    alone = fit_topics(split_terms(planted({"one": ["sea", "farm"] * 4}), segment_terms=40), n_topics=2, resamples=5)
    with pytest.raises(TooLittleTextError, match="nothing to compare"):
        compare_topics(alone, target="one")
    with pytest.raises(UnknownNameError, match="one, two"):
        compare_topics(model, target="three")
    with pytest.raises(UnknownNameError, match="author, quoted"):
        compare_topics(model, target="one", voice="narrator")
    bare = fit_topics(matrix, n_topics=3, resamples=5)
    with pytest.raises(AnalysisError, match="TermMatrix"):
        compare_topics(bare, target="one", voice="quoted")
    with pytest.raises(AnalysisError, match="terms table"):
        find_passages(bare, corpus)
    with pytest.raises(AnalysisError, match="terms table"):
        compare_themes(bare, corpus.themes, target="one")
    for function in (compare_topics, compare_two_topics, count_topic_shares, find_top_terms, score_topic_course):
        with pytest.raises(AnalysisError, match=rf"^{function.__name__} takes a TopicModel, .*, not a DataFrame"):
            function(split_terms(corpus), **({"target": "one"} if function is compare_topics else {}))
    with pytest.raises(AnalysisError, match="choose_topic_terms takes a TermMatrix"):
        choose_topic_terms(split_terms(corpus))


def test_topics_of_a_table_of_ones_own(model, corpus):
    """Document and term are enough for topics and their shares; passages ask for places in a text."""
    own = split_terms(corpus)[["document", "term"]]
    bare = fit_topics(own, n_topics=2, resamples=5)
    assert set(count_topic_shares(bare)["voice"]) == {"author"} and len(compare_topics(bare, target="one")) == 2
    with pytest.raises(AnalysisError, match="terms table with the places"):
        find_passages(bare, corpus)


def test_samples_leave_each_segment_out_once_in_five():
    """Five samples together leave every segment out exactly once."""
    left = [set(range(12)) - set(rows) for rows in sample_segments(12, 5, np.random.default_rng(0))]
    assert sorted(place for out in left for place in out) == list(range(12))


def test_how_many_topics(corpus):
    """Of two to five topics the rule takes the three that were planted, and says why in the one chosen row."""
    table = compare_topic_numbers(split_terms(corpus, segment_terms=60), n_topics=(2, 3, 5))
    assert table.loc[table["chosen"], "n_topics"].tolist() == [3]
    assert (table["reason"] != "").tolist() == table["chosen"].tolist()
    assert table["explained"].is_monotonic_increasing


def test_ribbons_sum_to_one(model):
    """Along each text the shares at every place sum to 1, and progress runs from 0 to 1; unsmoothed they are ours."""
    table = score_topic_course(model)
    assert np.allclose(table.groupby(["document", "segment"])["share"].sum(), 1)
    assert table["progress"].between(0, 1).all() and table.groupby("document")["progress"].is_monotonic_increasing.all()
    assert np.allclose(score_topic_course(model, smooth=1)["share"], model.segment_shares["share"])
    with pytest.raises(AnalysisError, match="odd"):
        score_topic_course(model, smooth=2)


def test_shares_by_document_and_voice(model):
    """Each document's shares of all topics sum to 1 in each voice, with an interval round each."""
    table = count_topic_shares(model)
    assert table["voice"].unique().tolist() == ["author"] and len(table) == 6
    assert np.allclose(table.groupby(["document", "voice"])["share"].sum(), 1)
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()
    compared = compare_topics(model, target="one")
    assert np.allclose(table.query("document == 'one'")["share"], compared["share_target"].astype(float))


def test_words_that_tell_topics_apart(model):
    """The words on each side are words of that side's theme."""
    sea, court = topic_of(model, "sea"), topic_of(model, "court")
    table = compare_two_topics(model, sea, court, n=5)
    assert set(table.query("topic == @sea")["term"]) <= set(THEMES["sea"])
    assert set(table.query("topic == @court")["term"]) <= set(THEMES["court"])
    assert (table["gap"] > 0).all() and compare_two_topics(model).shape == (20, 6)


def test_themes_from_a_list_find_their_topic(model, two_works):
    """A word list of one planted theme goes with that theme's topic, and a list made after reading earns no verdict."""
    themes = pd.DataFrame(
        [(t, w, o) for t, o in (("sea", "outside list"), ("court", "after reading")) for w in THEMES[t]],
        columns=["theme", "term", "origin"],
    )
    table = compare_themes(model, themes, target="one").set_index("theme")
    assert table.at["sea", "topic"] == topic_of(model, "sea") and table.at["sea", "correlation"] > 0.9
    assert table.at["sea", "verdict"] == "supported" and table.at["court", "verdict"] == "chosen after reading"


def test_the_specification_curve_tells_one_story(corpus, model):
    """Under every number of topics and length of segments the planted difference has the same sign and interval."""
    table = compare_topic_specifications(
        corpus, model, target="one", n_topics=(3,), segment_terms=(60,), weightings=("tfidf",)
    )
    assert table["choice"].unique().tolist() == [1, 2] and table["lemma"].unique().tolist() == [False, True]
    sea = table[table["topic"] == topic_of(model, "sea")]
    assert (sea["low"] > 0.2).all() and (sea["overlap"] > 0.5).all()
