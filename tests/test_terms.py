"""Terms: one definition, voices, names, families, the matrix."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.errors import AnalysisError, TooLittleTextError, UnknownNameError
from analysis.terms import (
    COLUMNS,
    TermMatrix,
    find_families,
    find_terms,
    name_term,
    read_stop_terms,
    split_segments,
    split_terms,
    term_kinds,
    term_matrix,
)
from tests.conftest import make_corpus


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Stalin's, Stalin’s STALIN'S", ["stalin"] * 3),
        ("don’t long-lived Sino-Soviet", ["don't", "long-lived", "sino-soviet"]),
        ("1956-1960, 13–14 percent, 1930s, 9,389.5", ["1956", "1960", "13", "14", "percent", "1930s", "9,389.5"]),
        ("the U.S.S.R. and e.g. J. V. Stalin", ["the", "ussr", "and", "eg", "j", "v", "stalin"]),
        ("party—one ‘gradual’ _italic_ naïve", ["party", "one", "gradual", "italic", "naïve"]),
        ("", []),
        ("— . . . ’s", ["s"]),
    ],
)
def test_the_rule_of_a_term(text, terms):
    """The rule at the head of the module gives these terms and no others."""
    assert [term for _, _, term in find_terms(text)] == terms


def test_spans_point_at_the_word():
    """start and end enclose the word without its 's."""
    start, end, _ = next(find_terms("  Stalin’s"))
    assert "  Stalin’s"[start:end] == "Stalin"


def test_voices_come_from_the_quotations():
    """A term inside a quotation is quoted, with its speaker; all others are the author's."""
    corpus = make_corpus({"a": ["He said “we will win” and left."]}, quoted=[("a", "we will win", "Mao")])
    terms = split_terms(corpus)
    assert terms.columns.tolist() == COLUMNS
    assert terms.loc[terms["voice"] == "quoted", ["term", "speaker"]].values.tolist() == [
        ["we", "Mao"],
        ["will", "Mao"],
        ["win", "Mao"],
    ]
    assert split_terms(corpus, voice="author")["term"].tolist() == ["he", "said", "and", "left"]


def test_names_join_longest_first_and_heed_capitals():
    """The longest alias wins, small letters do not make a name, and no name crosses a full stop."""
    names = [("Great Leap Forward", "event", a) for a in ("Great Leap Forward", "Great Leap")] + [
        ("Soviet Union", "state", a) for a in ("Soviet Union", "USSR")
    ]
    corpus = make_corpus(
        {"a": ["The Great Leap Forward, a great leap. The USSR's Great Leap. Soviet. Union"]}, names=names
    )
    joined = split_terms(corpus, names=True)["term"].tolist()
    assert joined == [
        "the",
        "great leap forward",
        "a",
        "great",
        "leap",
        "the",
        "soviet union",
        "great leap forward",
        "soviet",
        "union",
    ]


def test_families_relabel_and_keep_the_rest():
    """Members take the family's name, others the empty term; a run of words counts once."""
    themes = [("farms", "commun*", ""), ("farms", "grain", ""), ("capitals", "new delhi", "")]
    corpus = make_corpus({"a": ["Communes and the grain of new delhi"]}, themes=themes)
    labels = find_families(split_terms(corpus), corpus.themes)["term"].tolist()
    assert labels == ["farms", "", "", "farms", "", "capitals", ""]


def test_two_families_may_not_claim_one_term():
    """An overlap is said, not settled in silence; a table that is none of families is refused."""
    corpus = make_corpus({"a": ["india"]}, themes=[("states", "india", ""), ("borders", "indi*", "")])
    with pytest.raises(AnalysisError, match=re.escape("'states' and 'borders'")):
        find_families(split_terms(corpus), corpus.themes)
    with pytest.raises(AnalysisError, match="columns theme and term"):
        find_families(split_terms(corpus), corpus.blocks)


def test_a_member_within_a_member_counts_once():
    """New Delhi is one capital, not two, though Delhi alone is one as well."""
    themes = [("capitals", "delhi", ""), ("capitals", "new delhi", "")]
    corpus = make_corpus({"a": ["new delhi and delhi"]}, themes=themes)
    labels = find_families(split_terms(corpus), corpus.themes)["term"].tolist()
    assert labels == ["capitals", "", "", "capitals"]


def test_the_matrix_counts_every_term():
    """Rows are segments, n counts all terms, the empty term has no column."""
    terms = pd.DataFrame(
        {"document": ["a"] * 3 + ["b"], "block": 1, "segment": [1, 1, 2, 1], "term": ["x", "", "x", "y"]}
    )
    matrix = term_matrix(terms)
    assert matrix.terms.tolist() == ["x", "y"]
    assert matrix.rows.values.tolist() == [["a", 1, 2], ["a", 2, 1], ["b", 1, 1]]
    assert matrix.counts.toarray().tolist() == [[1, 0], [1, 0], [0, 1]]
    assert term_matrix(terms, by="document").counts.toarray().tolist() == [[2, 0], [0, 1]]


def test_bad_requests_are_answered_in_words():
    """An unknown voice or unit and an empty table are each one sentence."""
    corpus = make_corpus({"a": ["one word"]})
    with pytest.raises(UnknownNameError, match="author, quoted"):
        split_terms(corpus, voice="autor")
    with pytest.raises(UnknownNameError, match="segment, document"):
        term_matrix(split_terms(corpus), by="page")
    with pytest.raises(TooLittleTextError, match="no term"):
        term_matrix(split_terms(corpus, voice="quoted"))


def test_stop_terms_swallow_nothing_topical():
    """The list holds grammar only: the words the usual long lists eat are not on it."""
    assert {"the", "of", "don't"} <= read_stop_terms()
    assert not read_stop_terms() & {"great", "forward", "state", "states", "world", "new", "first", "work", "people"}


def test_lemmas_are_an_option():
    """With lemma=True forms stand under their dictionary word; the rows stay the same."""
    corpus = make_corpus({"a": ["Countries were growing; lives, goods and policies"]})
    assert split_terms(corpus, lemma=True)["term"].tolist() == [
        "country",
        "be",
        "grow",
        "life",
        "goods",
        "and",
        "policy",
    ]


def test_every_term_of_the_seeds_is_found_again(seeds):
    """For every row, the text between start and end is the term."""
    terms = split_terms(seeds)
    for row in terms.itertuples():
        assert name_term(seeds[row.document].text[row.start : row.end]) == row.term


def test_author_and_quoted_make_all(seeds):
    """Choosing a voice loses and invents nothing."""
    parts = [split_terms(seeds, voice=voice) for voice in ("author", "quoted")]
    assert sum(map(len, parts)) == len(split_terms(seeds))


def test_segments_are_even_after_the_voice_is_chosen(seeds):
    """No segment of the author's voice holds less than half or more than twice the target."""
    size = split_terms(seeds, voice="author").groupby(["document", "segment"]).size()
    assert size.between(75, 265).all()


def test_joined_names_hide_no_other_word(seeds):
    """Joining changes only the rows of names: all other terms are counted as before."""
    plain, joined = split_terms(seeds), split_terms(seeds, names=True)
    heads = {name_term(name) for name in seeds.names["name"]}
    others = joined[~joined["term"].isin(heads)]
    assert set(zip(others["start"], others["term"], strict=True)) <= set(
        zip(plain["start"], plain["term"], strict=True)
    )


def test_resegmenting_keeps_the_rows(seeds):
    """split_segments changes the segment column only, to what choosing the voice first would have given."""
    terms = split_terms(seeds)
    author = terms[terms["voice"] == "author"]
    again = split_segments(author)
    assert again.drop(columns="segment").equals(author.drop(columns="segment").reset_index(drop=True))
    assert again["segment"].equals(split_terms(seeds, voice="author")["segment"])


def test_kinds_are_told_by_the_stop_list_and_by_capitals():
    """Grammar from the list, names from capitals in four of five uses, the rest subject; no column, no names."""
    corpus = make_corpus({"a": ["Mao ran. The leap of Mao. A Leap, the leap, one leap. Then Mao slept."]})
    terms = split_terms(corpus)
    wanted = ["mao", "the", "leap", "absent"]
    assert term_kinds(terms, wanted).tolist() == [2, 1, 0, 0]
    with pytest.warns(UserWarning, match="`capital`"):
        assert term_kinds(terms.drop(columns="capital"), wanted).tolist() == [0, 1, 0, 0]


def test_capitals_tell_nothing_in_a_document_all_in_capitals():
    """A document that shouts has no names; one that does not keeps its own."""
    corpus = make_corpus({"a": ["THE LEAP OF MAO"] * 3, "b": ["The leap of Mao. My leap."] * 3})
    assert term_kinds(split_terms(corpus), ["mao", "leap"]).tolist() == [2, 0]


def test_shuffled_rows_are_put_in_order_before_they_are_cut():
    """Cutting anew does not depend on the order of the rows within the table."""
    terms = split_terms(make_corpus({"a": ["x y z " * 200], "b": ["x w " * 200]}))
    again = split_segments(terms.sample(frac=1, random_state=0))
    assert again.groupby("document")["segment"].nunique().to_dict() == (
        terms.groupby("document")["segment"].nunique().to_dict()
    )


def test_a_start_may_begin_anew_in_each_block():
    """A table of one's own whose places count from each block on keeps its order when it is cut."""
    table = pd.DataFrame({"document": "a", "block": [1, 1, 2, 2], "start": [0, 1, 0, 1], "term": list("wxyz")})
    assert split_segments(table)["term"].tolist() == ["w", "x", "y", "z"]


def test_the_length_of_segments_travels_with_the_rows(tmp_path):
    """After a merge, a file, or beside a table cut otherwise, segments are cut anew as long as they were."""
    words = {name: ["x y z " * 200] for name in ("a", "b")}
    short, long = (split_terms(make_corpus({n: words[n]}), segment_terms=k) for n, k in (("a", 20), ("b", 60)))
    assert short["segment_terms"].dtype == "int32" and not short.attrs
    both = pd.concat([short, long], ignore_index=True).merge(pd.DataFrame({"document": ["a", "b"], "year": [1, 2]}))
    both.to_csv(tmp_path / "terms.csv", index=False)
    for table in (both, pd.read_csv(tmp_path / "terms.csv")):
        again = split_segments(table)
        assert again.groupby("document")["segment"].nunique().to_dict() == {"a": 30, "b": 10}
        assert again.groupby("document")["segment_terms"].first().to_dict() == {"a": 20, "b": 60}
    other = split_segments(both, segment_terms=100)
    assert set(other["segment_terms"]) == {100} and other["segment"].max() == 6
    assert split_segments(short.drop(columns="segment_terms"), segment_terms=9).columns.tolist() == COLUMNS
    with pytest.raises(AnalysisError, match="whole number of 1 or more"):
        split_segments(both, segment_terms=0)


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("counts", lambda held: held.T, "do not fit: counts of 3 × 2, 2 rows and 3 terms"),
        ("counts", lambda held: -held, "numbers of 0 or more"),
        ("counts", lambda held: held * np.nan, "numbers of 0 or more"),
        ("counts", lambda held: None, "needs a sparse matrix"),
        ("terms", lambda held: held[:1], "and 1 terms"),
        ("rows", lambda held: held[["document"]], "columns document, segment and n"),
        ("rows", lambda held: held.assign(n=0), "more terms than its n"),
    ],
)
def test_a_matrix_of_ones_own_fits(part, value, said):
    """Counts, rows and terms that do not fit each other are refused before any of them is used."""
    table = pd.DataFrame({"document": ["a", "a", "b", "b"], "term": ["x", "y", "x", "z"]})
    matrix = term_matrix(table, by="document")
    with pytest.raises(AnalysisError, match=said):
        replace(matrix, **{part: value(getattr(matrix, part))})
    dense = TermMatrix(matrix.counts.toarray(), matrix.rows, list(matrix.terms))
    assert dense.counts.format == "csr" and dense.terms.equals(matrix.terms)
