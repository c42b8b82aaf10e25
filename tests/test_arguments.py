"""What people hand to public functions: one word for a list, counts for terms, a knob that is not there."""

import pandas as pd
import pytest

from analysis import (
    AnalysisError,
    UnknownNameError,
    UnknownTermError,
    compare_sentiment,
    compare_terms,
    concordance,
    count_terms,
    figures,
    open_study,
    score_arc,
    score_mean_sentiment,
    score_sentiment,
    show_table,
    split_sentences,
    split_terms,
)
from analysis.showing.claims import claim
from analysis.terms.rule import bare_terms, find_terms
from tests.conftest import make_corpus

THREE = {
    name: [f"The {name} winter was long. The river froze in {name} and the boats lay still."] * 40 for name in "abc"
}


@pytest.fixture(scope="module")
def study(seeds):
    return open_study(seeds, target="paper")


def test_the_united_states_are_not_us():
    """Initials lose their dots, unless an English word would come of it."""
    words = [term for *_, term in find_terms("The U.S. told us that the U.S.S.R. and the U.K. would go.")]
    assert words == ["the", "u.s.", "told", "us", "that", "the", "ussr", "and", "the", "uk", "would", "go"]


def test_one_word_is_no_list_of_letters(study):
    """Where words are asked for, a single string is one word."""
    assert bare_terms("Stalin’s") == {"stalin"}
    assert figures.word_barcode(study, words="famine").table["term"].unique().tolist() == ["famine"]
    assert figures.word_contrasts(study, words="famine").table["term"].tolist() == ["famine"]
    assert study.contrast.rows("famine")["term"].tolist() == ["famine"]
    assert study.replace(stop="Stalin’s").stop == {"stalin"}
    circular = compare_terms(study.terms, target="paper", circular="famine").set_index("term")["verdict"]
    assert circular[circular == "chosen after reading"].index.tolist() == ["famine"]


def test_words_of_a_figure_are_asked_for_as_anywhere(study):
    """Patterns and spellings of a query hold in figures too, and a word that does not occur is said."""
    found = figures.word_contrasts(study, words=["industr*", "Famine"]).table["term"].tolist()
    assert found[-1] == "famine" and len(found) > 2 and all(term.startswith("industr") for term in found[:-1])
    with pytest.raises(UnknownTermError, match="zeppelin"):
        figures.word_contrasts(study, words=["zeppelin"])


def test_one_figure_may_be_named_alone(study, tmp_path):
    """A single name writes one figure, the index and the gallery."""
    figures.save_figures(study, "word_contrasts", folder=tmp_path)
    assert {path.stem for path in tmp_path.iterdir()} == {"word_contrasts", "index", "gallery", "marks"}


def test_recipes_stand_in_the_order_of_their_files():
    """Whichever was imported first: the order of the list is the order of the modules, and of the lines in them."""
    names = list(figures.recipes())
    assert names[:2] == ["word_contrasts", "name_contrasts"] and names.index("tone_by_mask") < names.index(
        "topic_words"
    )


def test_counts_are_no_terms(study):
    """A table of counts given as terms would count words once each."""
    with pytest.raises(AnalysisError, match="table of counts"):
        compare_terms(count_terms(study.terms), target="paper")


def test_sentences_are_no_scores(study):
    """Sentences that nobody has scored are refused, and so is a measure that there is not."""
    for function in (score_arc, score_mean_sentiment, lambda rows: compare_sentiment(rows, target="paper")):
        with pytest.raises(AnalysisError, match="no column `lexicon`; give a table of scores, such as score_sentiment"):
            function(study.sentences)
    with pytest.raises(UnknownNameError, match="measure"):
        score_arc(study.scores, measure="mood")


@pytest.mark.parametrize("kinds", ["prose", ("prose", "vers")])
def test_kinds_of_blocks_are_checked(seeds, kinds):
    """A misspelt kind would find nothing, and one string would be searched letter by letter."""
    for ask in (split_terms, split_sentences, lambda corpus, kinds: concordance(corpus, "ice", kinds=kinds)):
        with pytest.raises(UnknownNameError, match="kind"):
            ask(seeds, kinds=kinds)


def test_a_reader_cannot_change_the_tables_of_a_study(study):
    """A column added or a value overwritten stays with the reader."""
    held, contrast = study.counts, study.contrast
    held["mine"] = 1
    held.loc[0, "n"] = -1
    contrast.table["verdict"] = "supported"
    assert "mine" not in study.counts and study.contrast.table["verdict"].nunique() > 1
    assert study.counts.loc[0, "n"] != -1


@pytest.mark.parametrize("given", [{"sedd": 1}, {"Voice": None}])
def test_a_misspelt_knob_is_named(seeds, given):
    """A misspelt knob is answered with those that there are."""
    with pytest.raises(UnknownNameError, match="knob"):
        open_study(seeds, **given)
    with pytest.raises(UnknownNameError, match="knob"):
        open_study(seeds).replace(**given)


@pytest.mark.parametrize("seed", [-1, 1.5, "0", None])
def test_a_seed_is_a_whole_number(seeds, seed):
    """What is no seed is said when the study is opened."""
    with pytest.raises(AnalysisError, match="seed is"):
        open_study(seeds, seed=seed)


def test_a_third_text_is_no_part_of_a_reading_of_two():
    """With a reference named, captions, words and topics are of the two; another choice starts from all three."""
    study = open_study(make_corpus(THREE), target="a", reference="b")
    assert list(study.corpus) == ["a", "b"] and len(study.corpus) == 2
    assert set(study.counts["document"]) == {"a", "b"} and set(study.topic_table["document"]) == {"a", "b"}
    assert set(study.replace(reference="c").counts["document"]) == {"a", "c"}
    assert set(study.replace(reference=None).counts["document"]) == {"a", "b", "c"}


def test_lines_are_as_many_as_the_count_says(study):
    """A reader who looks up a word of the comparison finds as many lines as it counted."""
    row = study.contrast.rows(["soviet union"]).iloc[0]
    lines = study.lines("soviet union")
    assert len(lines) == row["n_target"] + row["n_reference"] and set(lines["voice"]) == {"author"}
    assert len(study.lines("great", names=False)) > len(study.lines("great"))


def test_what_a_study_shows(study):
    """Any table by its name; what is no table is answered with the names that there are."""
    assert study.show("topics").cells and study.show("vocabulary_shift").cells
    for wrong in ("contrasts", "voice", "replace"):
        with pytest.raises(UnknownNameError, match="table of a study"):
            study.show(wrong)


def test_a_table_shows_its_index_and_no_column_twice():
    """A named index is shown as a column; two columns of one name, and what is no table, are refused."""
    table = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["ice", "snow"], name="term"))
    assert show_table(table).cells[0][0] == "ice"
    with pytest.raises(AnalysisError, match="Two columns are called 'n'"):
        show_table(pd.concat([table, table], axis=1))
    with pytest.raises(AnalysisError, match="takes a DataFrame, not a list"):
        show_table([1, 2])


def test_a_claim_about_a_row_is_about_one_row(study):
    """Two rows of one name, a number that hides a column, a condition that is no yes or no: each is refused."""
    with pytest.raises(AnalysisError, match="rows are called"):
        study.instruments.claim("In {list} {difference}.", lexicon="vader")
    with pytest.raises(AnalysisError, match="is a column of the table"):
        study.contrast.claim("{n_target} uses.", term="famine", n_target=3)
    with pytest.raises(AnalysisError, match="one yes or no, not str"):
        study.contrast.claim("{n_target} uses.", holds=lambda row: "yes", term="famine")


def test_a_condition_names_numbers_that_there_are():
    """A condition that asks for a number not given is answered with its name."""
    with pytest.raises(UnknownNameError, match="number"):
        claim("The word stands {n} times.", lambda m: m > 0, n=28)


def test_a_missing_number_is_never_claimed():
    """A sentence that holds has all its numbers."""
    with pytest.raises(AnalysisError, match="missing"):
        claim("The word stands {n} times.", True, n=pd.NA)


def test_a_scorer_of_ones_own_has_no_valence_of_words(seeds):
    """Where no words have valences, the figure says which figures show a scorer."""
    with pytest.raises(AnalysisError, match="tone_choices and tone_arcs"):
        figures.tone_by_mask(open_study(seeds, lexicon=lambda texts: [0.0] * len(texts)))
    assert len(score_sentiment(split_sentences(make_corpus(THREE)), lexicon=lambda texts: [0.0] * len(texts)))
