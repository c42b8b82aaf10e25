"""The same episode told twice: proposals, parallels, and what a reader has marked."""

import pytest

from analysis import mark_confirmed, read_codings
from analysis.history import describe_episodes, find_parallels, propose_episodes
from tests.conftest import make_corpus

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
    assert table["score"].is_monotonic_decreasing


def test_parallels_find_the_paragraph(seeds):
    """For most sentences the right paragraph is among the first three."""
    table = find_parallels(seeds, target="paper", top=3)
    assert table.groupby("sentence").size().max() <= 3
    found = table.groupby("sentence")["block"].agg(set)
    hits = sum(bool(found[sentence] & set(blocks)) for sentence, blocks in PARALLELS.items())
    assert hits >= 12
    assert table["score"].between(0, 1.6).all() and (table["words"] != "").all()


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
