"""sentences -> scores -> tone: counted on fingers, then as laws, then against the named implementation."""

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from vaderSentiment import vaderSentiment as named

from analysis import read_corpus, split_sentences
from analysis.errors import AnalysisError, ReadError, TooLittleTextError, UnknownNameError
from analysis.sentiment import (
    LEXICONS,
    Lexicon,
    compare_lexicons,
    compare_sentiment,
    compare_sentiment_words,
    find_arc_shapes,
    find_lexicons,
    load_lexicon,
    mask_texts,
    score_arc,
    score_mean_sentiment,
    score_sentiment,
)
from analysis.sentiment.capitals import find_typographic
from analysis.sentiment.masking import MASK_LETTER
from analysis.sentiment.vader import score_vader

SEEDS = Path(__file__).parents[1] / "seeds"
NAMES = pd.DataFrame(
    {
        "name": ["Great Leap Forward"] * 2 + ["class struggle"],
        "kind": "event",
        "alias": ["Great Leap", "Great Leap Forward", "class struggle"],
    }
)


def rows(texts, document="one", voice="author"):
    """A sentences table of plain strings, one block each five sentences."""
    n = len(texts)
    return pd.DataFrame(
        {
            "document": document,
            "block": np.arange(n) // 5 + 1,
            "sentence": np.arange(n) + 1,
            "segment": 1,
            "voice": voice,
            "speaker": "",
            "start": 0,
            "end": 1,
            "text": texts,
        }
    )


@pytest.fixture(scope="module")
def corpus():
    return read_corpus(SEEDS)


@pytest.fixture(scope="module")
def sentences(corpus):
    return split_sentences(corpus, voices=True)


def named_scores(texts):
    analyser = named.SentimentIntensityAnalyzer()
    table = pd.DataFrame([analyser.polarity_scores(text) for text in texts])
    return table.rename(columns={"pos": "positive", "neg": "negative", "neu": "neutral"})


def test_toy_scores():
    """Two good words of four give a valence of their sum per 100 words, and a coverage of one half."""
    toy = Lexicon("toy", {"good": 2.0, "kind": 1.0, "bad": -3.0}, "here", "ours")
    scores = score_sentiment(rows(["Good and kind words.", "Bad.", "None here."]), lexicon=toy, mask=False)
    assert scores["valence"].tolist() == [75.0, -300.0, 0.0]
    assert scores["coverage"].tolist() == [0.5, 1.0, 0.0]
    assert scores["compound"].tolist() == [0.6124, -0.6124, 0.0]
    assert scores["lexicon"].tolist() == ["toy"] * 3 and not scores["masked"].any()


def test_score_columns():
    """The scores are the sentences with eight columns more, in the order that DESIGN gives."""
    table = rows(["A good day."])
    added = ["lexicon", "masked", "compound", "positive", "negative", "neutral", "valence", "coverage"]
    assert list(score_sentiment(table)) == [*table, *added]


def test_vader_equals_the_named_implementation_on_the_seeds(sentences):
    """Every sentence of both texts gets the four numbers that vaderSentiment 3.3.2 gives it, with masking off."""
    ours, theirs = score_sentiment(sentences, mask=False), named_scores(sentences["text"])
    for name in theirs:
        assert (ours[name] == theirs[name]).all(), name


def test_vader_equals_the_named_implementation_on_generated_sentences():
    """Negations, degrees, capitals, "but", idioms, emoji and emoticons in any order change nothing about that."""
    rng = random.Random(5)
    lexicon, degrees = list(named.SentimentIntensityAnalyzer().lexicon), list(named.BOOSTER_DICT)
    odd = " ".join([*named.SPECIAL_CASES, "no or nor never so this without doubt least at very but kind of sort of"])
    odd = f"{odd} just enough good great BUT ! ?? ??? ???? 😀 😀😀 ©x ❤ :) n't".split()
    texts = ["", " ", "...", "good 😀  bad", "kind of good", "Not\tgood\n!"]
    for _ in range(4000):
        words = [rng.choice(rng.choice([lexicon, degrees, named.NEGATE, odd, odd])) for _ in range(rng.randint(1, 14))]
        words = [word.upper() if rng.random() < 0.1 else word + rng.choice(["", "", ",", "!"]) for word in words]
        texts.append(" ".join(words))
    ours, theirs = pd.DataFrame(score_vader(texts)), named_scores(texts)
    for name in theirs:
        assert ours.index[ours[name] != theirs[name]].tolist() == [], name


def test_mask_by_names_takes_the_longest_and_keeps_the_length():
    """A name goes whole, in its own case, in capitals or at a sentence start; common words stay, and offsets too."""
    texts = [
        "The Great Leap Forward failed.",
        "a great leap forward",
        "GREAT LEAP!",
        "Class struggle, class  struggle.",
        "Great Leapers",
    ]
    masked = mask_texts(texts, "names", NAMES)
    assert [len(text) for text in masked] == [len(text) for text in texts]
    assert masked[0].split()[0] == "The" and masked[0].split()[-1] == "failed."
    assert not any(word in masked[0] for word in ("Great", "Leap", "Forward"))
    assert masked[1] == texts[1] and masked[4] == texts[4]
    assert masked[2].endswith("!") and "LEAP" not in masked[2]
    assert set(masked[3]) <= set("ǃ, .")


@pytest.mark.parametrize("mask", ["names", "typography"])
def test_mask_changes_no_unmasked_word(corpus, sentences, mask):
    """On both texts every sign that is not blanked out stays where it was, and no sentence changes its length."""
    texts = sentences["text"].tolist()
    masked = mask_texts(texts, mask, corpus.names)
    assert masked != texts and list(map(len, masked)) == list(map(len, texts))
    pairs = [(a, b) for old, new in zip(texts, masked, strict=True) for a, b in zip(old, new, strict=True)]
    assert all(a == b or (b == MASK_LETTER and a.isalnum()) for a, b in pairs)


def test_mask_by_typography():
    """Capitalised runs inside a sentence are names; a lone sentence start, "I", emphasis and headings are not."""
    texts = [
        "They called it the Great Leap Forward then.",
        "Great things came.",
        "Great Leap plans failed.",
        "I trust the Communist Party of the Soviet Union, I'm told.",
        "That was GREAT news from NATO.",
        "Peace And Hope Come Home",
    ]
    found = [[text[a:b] for a, b in spans] for text, spans in zip(texts, find_typographic(texts), strict=True)]
    assert found == [["Great Leap Forward"], [], ["Great Leap"], ["Communist Party of the Soviet Union"], ["NATO"], []]


def test_mask_shifts_no_neighbour():
    """With a name masked, the other words score as they would beside any neutral name of as many words."""
    names = pd.DataFrame({"name": ["Happy Valley"], "alias": ["Happy Valley"]})
    with_name = ["It is not Happy Valley good, but Happy Valley is very bad!", "Happy Valley"]
    neutral = [text.replace("Happy Valley", "Xxxxx Xxxxxx") for text in with_name]
    masked, plain = score_sentiment(rows(with_name), names=names), score_sentiment(rows(neutral), mask=False)
    assert masked["compound"].tolist() == plain["compound"].tolist()
    assert masked["coverage"].tolist() == plain["coverage"].tolist()


def test_subject_words_are_a_further_switch():
    """`subjects` blanks out what a text is about, in any case and ending."""
    table = rows(["Wars and Famine", "A good warning"])
    scores = score_sentiment(table, subjects=("war", "wars", "famine*"), mask=False)
    assert scores["compound"].tolist() == [0.0, named_scores(["A good warning"])["compound"][0]]


@pytest.mark.parametrize("lexicon", LEXICONS)
def test_every_instrument_knows_its_words(lexicon, sentences):
    """Each list is found in its package, says where it comes from, covers English prose, and is on one scale."""
    instrument = load_lexicon(lexicon)
    assert instrument.source and instrument.licence and min(map(abs, instrument.valences.values())) > 0
    assert max(map(abs, instrument.valences.values())) <= 4
    scores = score_sentiment(sentences, lexicon=lexicon)
    assert 0.02 < scores["coverage"].mean() < 0.2 and not scores.isna().any().any()


def test_the_instruments_are_described():
    """Every built-in lexicon has its words, source and licence in one table; two of the four have rules."""
    table = find_lexicons().set_index("lexicon")
    assert list(table.index) == [*LEXICONS, "prose"] and table["rules"].to_dict()["vader"] and table["rules"].sum() == 2
    assert (table["words"] > 1000).all() and table[["source", "licence"]].ne("").all().all()


def test_a_file_called_vader_is_the_users_own(tmp_path):
    """A list is told by what it is, not by its name: scores, word shift and agreement use the user's values."""
    (tmp_path / "vader.csv").write_text("word,valence\ngood,-3\nbad,3\n", encoding="utf-8")
    texts = pd.concat([rows(["A good day."] * 3, "a"), rows(["A bad day."] * 3, "b")])
    scores = score_sentiment(texts, lexicon=tmp_path / "vader.csv", mask=False)
    assert (scores["compound"] < 0).tolist() == [True] * 3 + [False] * 3 and set(scores["lexicon"]) == {"vader.csv"}
    shift = compare_sentiment_words(texts, target="a", lexicon=str(tmp_path / "vader.csv"), mask=False)
    assert shift.set_index("term")["valence"].to_dict() == {"good": -3, "bad": 3}
    pair = compare_lexicons(texts, lexicons=("vader", tmp_path / "vader.csv"), mask=False).iloc[0]
    assert (pair["lexicon_a"], pair["lexicon_b"], pair["same_sign"]) == ("vader", "vader.csv", 0)


def test_a_name_that_is_taken_is_refused():
    """A lexicon or scorer of one's own cannot go by the name of a built-in one, since tables tell them by name."""
    for own in (Lexicon("vader", {"good": 1.0}, "here", "ours"), _scorer_called("afinn")):
        with pytest.raises(AnalysisError, match="belongs to a built-in lexicon"):
            score_sentiment(rows(["A good day."]), lexicon=own)


def _scorer_called(name: str):
    def scorer(texts):
        return [0.0] * len(texts)

    scorer.__name__ = name
    return scorer


def test_word_shift_sums_to_the_difference(sentences):
    """The contributions of all words sum to the difference in the mean of the words found, raw and masked."""
    for options in ({"mask": False}, {"names": NAMES}, {"lexicon": "afinn"}):
        table = compare_sentiment_words(sentences, target="paper", **options)
        sides = [(table["valence"] * table[f"share_{side}"]).sum() for side in ("target", "reference")]
        assert table["contribution"].sum() == pytest.approx(sides[0] - sides[1])
        assert table["share_of_difference"].sum() == pytest.approx(1)


def test_word_shift_counted_on_fingers():
    """One good word against a bad and a good one: the bad word makes the difference, with its own sign."""
    toy = Lexicon("toy", {"good": 2.0, "bad": -2.0}, "here", "ours")
    texts = pd.concat([rows(["good good"], "a"), rows(["good bad"], "b")])
    table = compare_sentiment_words(texts, target="a", lexicon=toy, mask=False).set_index("term")
    assert table["contribution"].to_dict() == {"good": 1.0, "bad": 1.0}  # 2 less 0, half by each


def test_compare_swapped_changes_sign(sentences):
    """Swapping target and reference turns the difference and its interval around and leaves p as it is."""
    scores = score_sentiment(sentences)
    there, back = (compare_sentiment(scores, target=name).iloc[0] for name in ("paper", "chapter"))
    assert there["difference"] == pytest.approx(-back["difference"]) and there["low"] == pytest.approx(-back["high"])
    assert there["n_target"] == back["n_reference"] and there["verdict"] == back["verdict"]


def test_compare_finds_what_is_there_and_not_what_is_not():
    """Praise against blame is supported; one half of the same mixture against the other is not."""
    praise, blame = ["This was a good and happy day for all."] * 200, ["It was a bad and sad day for them."] * 200
    different = pd.concat([rows(praise, "a"), rows(blame, "b")], ignore_index=True)
    mixed = [text for pair in zip(praise, blame, strict=True) for text in pair]
    alike = pd.concat([rows(mixed, "a"), rows(mixed, "b")], ignore_index=True)
    table = compare_sentiment(score_sentiment(different), target="a")
    assert table["verdict"].tolist() == ["supported"] and table["difference"][0] > 1
    assert compare_sentiment(score_sentiment(alike), target="a")["verdict"].tolist() == ["not supported"]


def test_compare_too_little():
    """Nine sentences a side earn means but no verdict, and the p is <NA>."""
    scores = score_sentiment(pd.concat([rows(["A good day."] * 9, "a"), rows(["A bad day."] * 9, "b")]))
    table = compare_sentiment(scores, target="a", measure="valence")
    assert table["verdict"][0] == "too rare to test" and table["p"].isna().all()
    assert table["difference"][0] == pytest.approx(100 * (1.9 + 2.5) / 3)


def test_average_of_each_document_and_speaker(corpus, sentences):
    """The means are those that compare_sentiment sets side by side; few lines of a speaker give no interval."""
    scores = score_sentiment(sentences, names=corpus.names)
    means = score_mean_sentiment(scores).set_index("document")["mean"]
    row = compare_sentiment(scores, target="paper", measure="valence").iloc[0]
    assert means.tolist() == pytest.approx([row["mean_target"], row["mean_reference"]])
    speakers = score_mean_sentiment(scores, voice="quoted", by="speaker")
    few = speakers[speakers["n"] < 10]
    assert few[["low", "high"]].isna().all().all() and few["mean"].notna().all()


def test_average_of_each_block(corpus, sentences):
    """Every block has its mean: a fact about its sentences, weighed by their words."""
    scores = score_sentiment(sentences, names=corpus.names)
    blocks = score_mean_sentiment(scores, by="block")
    assert blocks["mean"].notna().all() and len(blocks) == len(
        scores.query("voice == 'author'").value_counts(["document", "block"])
    )
    part = scores.query("voice == 'author' and document == 'paper'")
    part = part[part["block"] == part["block"].iloc[0]]
    words = part["text"].str.split().str.len()
    assert blocks["mean"].iloc[0] == pytest.approx((part["valence"] * words).sum() / words.sum())


def test_compare_by_and_voice(sentences):
    """A row for each value of `by`; a voice that nobody has is an error that says what to do."""
    scores = score_sentiment(sentences.assign(speaker=np.where(sentences.index % 2, "x", "y")))
    assert compare_sentiment(scores, target="paper", by="speaker")["by"].tolist() == ["y", "x"]
    with pytest.raises(TooLittleTextError, match="voice=None"):
        compare_sentiment(scores[scores["voice"] == "author"], target="paper", voice="quoted")
    with pytest.raises(UnknownNameError, match="speaker"):
        compare_sentiment(scores, target="paper", by="speeker")


def test_arc_of_a_text_with_a_turn():
    """A text that turns from good to bad leaves the band above and then below; a text of one mood has no shape."""
    turn = rows(["It was a good day for them all."] * 60 + ["It was a bad day for them all."] * 60)
    scores = score_sentiment(turn, mask=False)
    arc = score_arc(scores, window=80)
    assert arc["position"].is_monotonic_increasing and arc["position"].between(0, 1).all()
    assert find_arc_shapes(arc, scores)["shape"].tolist() == ["above", "below"]
    assert arc["compound"].iloc[0] == pytest.approx(scores["compound"].iloc[0])
    flat = score_sentiment(rows(["It was a good day.", "It was a bad day."] * 60), mask=False)
    assert find_arc_shapes(score_arc(flat, window=80), flat)["shape"].tolist() == ["no shape"]


def test_arc_needs_more_text_than_its_window():
    """A window longer than the text is refused with the number of words that there are."""
    with pytest.raises(TooLittleTextError, match="8 words"):
        score_arc(score_sentiment(rows(["It was a good day.", "Was it not?"])))


BAD_LEXICONS = {
    "header": "term,score\ngood,1\n",
    "twice": "word,valence\ngood,1\ngood,2\n",
    "line 2": "word,valence\ngood,fine\n",
    "'good,nan'": "word,valence\ngood,nan\n",
    "no words": "word,valence\n",
    "-4 to 4": "word,valence\ngood,9\n",
}


@pytest.mark.parametrize(("what", "lines"), BAD_LEXICONS.items())
def test_a_bad_lexicon_file_is_named_with_its_line(tmp_path, what, lines):
    """A wrong column, a duplicate, a value that is no number: one sentence with the file, the line and what to do."""
    path = tmp_path / "mine.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(ReadError, match=what):
        score_sentiment(rows(["good"]), lexicon=path)


def test_a_lexicon_or_a_scorer_of_your_own_in_one_line(tmp_path):
    """A CSV path or a function takes the place of a built-in name; a function that answers wrongly is refused."""
    (tmp_path / "mine.csv").write_text("word,valence\nGood,2\n", encoding="utf-8")
    assert score_sentiment(rows(["A good day."]), lexicon=tmp_path / "mine.csv")["lexicon"][0] == "mine.csv"
    shouting = score_sentiment(rows(["A", "b"]), lexicon=lambda texts: [float(text.isupper()) for text in texts])
    assert shouting["compound"].tolist() == [1.0, 0.0] and shouting["valence"].isna().all()
    with pytest.raises(AnalysisError, match="one number"):
        score_sentiment(rows(["A", "b"]), lexicon=lambda texts: [2.0])


def test_another_language_is_noticed():
    """An English list leaves texts in other languages out, and says so by name; with none left it stops."""
    german = ["Der Hund lief durch den Wald und sah niemanden auf dem Weg nach Hause."] * 60
    spanish = ["El perro no corre por el bosque y no ve a nadie en el camino de la casa."] * 60
    english = ["The dog ran through the wood and saw that nobody was on the path to the house."] * 60
    table = pd.concat([rows(german, "a"), rows(spanish, "b"), rows(english, "c")], ignore_index=True)
    with pytest.warns(UserWarning, match=r"a \(German\), b \(Spanish\) is left out"):
        scores = score_sentiment(table)
    assert set(scores["document"]) == {"c"}
    with pytest.raises(TooLittleTextError, match="German"):
        score_sentiment(rows(german, "a"))


def test_unknown_names_list_what_exists(sentences):
    """An unknown lexicon, mask, document or measure is answered with those that exist."""
    scores = score_sentiment(sentences)
    for call in (
        lambda: score_sentiment(sentences, lexicon="vadre"),
        lambda: score_sentiment(sentences, mask="caps"),
        lambda: compare_sentiment(scores, target="papre"),
        lambda: compare_sentiment(scores, target="paper", measure="mood"),
    ):
        with pytest.raises(UnknownNameError, match="There is:"):
            call()


def test_empty_sentences_score_nothing():
    """No row and an empty text are scored without complaint; a missing text is no text of tone 0."""
    assert len(score_sentiment(rows([]))) == 0
    assert score_sentiment(rows(["", "…"]))["compound"].tolist() == [0.0, 0.0]
    with pytest.raises(AnalysisError, match="`text` of `sentences` has 1 missing value, the first in row 1"):
        score_sentiment(rows(["", None, "…"]))
