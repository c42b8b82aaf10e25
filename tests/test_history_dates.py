"""The dates that texts name, labelled by reading; and what they mean, read one after the other."""

import json
from dataclasses import replace

import pytest

from analysis.history import find_dates, find_dates_in_force
from analysis.history.periods import iso, move_days, one_day, shift
from tests.conftest import ROOT, make_corpus

LABELLED = json.loads((ROOT / "tests" / "history" / "dates.json").read_text("utf-8"))


def told(*paragraphs: str, quoted=()) -> list[tuple[str, str, str]]:
    """Text, first and last day of each date."""
    table = find_dates(make_corpus({"a": list(paragraphs)}, quoted=quoted))
    return list(table[["text", "begin", "finish"]].itertuples(index=False, name=None))


def test_labelled_sentences():
    """Of the dates that a reader marked at least .95 are found, and as many of those found were marked."""
    table = find_dates(make_corpus({str(at): [row["text"]] for at, row in enumerate(LABELLED["sentences"])}))
    right = missed = wrong = 0
    for at, row in enumerate(LABELLED["sentences"]):
        found = [(r.start, r.end) for r in table[table["document"] == str(at)].itertuples()]
        marked, after = [], 0
        for date in row["dates"]:
            marked.append((row["text"].index(date, after), row["text"].index(date, after) + len(date)))
            after = marked[-1][1]
        either = [(row["text"].index(date), row["text"].index(date) + len(date)) for date in row["either"]]
        hits = [any(_meet(span, other) for other in found) for span in marked]
        right, missed = right + sum(hits), missed + len(hits) - sum(hits)
        wrong += sum(not any(_meet(span, other) for other in [*marked, *either]) for span in found)
    assert right >= 0.95 * (right + missed) and right >= 0.95 * (right + wrong) and right + missed >= 60


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@pytest.mark.parametrize("passage", LABELLED["passages"], ids=lambda passage: passage["work"])
def test_labelled_passages(passage):
    """Dates read one after the other mean the days that a reader gave them."""
    found = told(*passage["paragraphs"])
    assert [text for text, *_ in found] == [text for text, *_ in passage["dates"]]
    known = [(row, label) for row, label in zip(found, passage["dates"], strict=True) if label[1] != "?"]
    assert [list(row) for row, _ in known] == [label for _, label in known]


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("He died on 5 March 1953.", "1953-03-05", "1953-03-05"),
        ("It was the winter of 1949–50.", "1949-12-01", "1950-02-28"),
        ("From 1956-1960 they quarrelled.", "1956-01-01", "1960-12-31"),
        ("In the late 1950s they quarrelled.", "1957-01-01", "1959-12-31"),
        ("In the nineteenth century it grew.", "1801-01-01", "1900-12-31"),
        ("It fell in 431 B.C.", "-0430-01-01", "-0430-12-31"),
        ("By December 1955 he knew.", "1955-12-01", "1955-12-31"),
        ("In early 1953 he wrote.", "1953-01-01", "1953-04-30"),
        ("On Christmas Day 1940 he left.", "1940-12-25", "1940-12-25"),
        ("On May 1st, 1960, he fell.", "1960-05-01", "1960-05-01"),
        ("Between 1957 and 1959 they met.", "1957-01-01", "1959-12-31"),
        ("It is dated 1956-02-14.", "1956-02-14", "1956-02-14"),
    ],
)
def test_dates_told_outright(text, begin, finish):
    """A date that names its year means the same days anywhere."""
    assert [row[1:] for row in told(text)] == [(begin, finish)]


@pytest.mark.parametrize(
    ("text", "begin", "finish"),
    [
        ("A year later she left.", "1957-01-01", "1957-12-31"),
        ("Earlier that year she left.", "1956-01-01", "1956-02-14"),
        ("Two weeks earlier she left.", "1956-01-31", "1956-01-31"),
        ("The following day, Wednesday, she left.", "1956-02-15", "1956-02-15"),
        ("On the 20th she left.", "1956-02-20", "1956-02-20"),
        ("That winter she left.", "1955-12-01", "1956-02-29"),
        ("In the spring of the following year she left.", "1957-03-01", "1957-05-31"),
        ("By December she left.", "1956-12-01", "1956-12-31"),
        ("On Friday she left.", "1956-02-17", "1956-02-17"),
        ("Half a century later she left.", "2006-01-01", "2006-12-31"),
        ("Several years later she left.", "", ""),
        ("Ten years after the war she left.", "", ""),
        ("Ten years after 1940 she left.", "1950-01-01", "1950-12-31"),
        ("Nine years later, in 1966, she left.", "1966-01-01", "1966-12-31"),
    ],
)
def test_dates_told_against_the_last(text, begin, finish):
    """A date without its year is read against the one named before it."""
    assert told("He spoke on 14 February 1956.", text)[1][1:] == (begin, finish)


@pytest.mark.parametrize(
    "text",
    [
        "See Article 48 and page 1956.",
        "There were 1,200 men and 1800 horses.",
        "In 3 of 10 cases he may march.",
        "Now and then she wondered at that time.",
        "They reigned for two years.",
        "It cost $1956 or 1950 dollars.",
        "The 20th Congress and the 5th Regiment met.",
        "Bloody Sunday was remembered every Sunday.",
        "Doc. No. 1917 says so.",
    ],
)
def test_no_dates(text):
    """Numbers of things and pages, words of no place in the calendar and lengths of time are no dates."""
    assert told(text) == []


def test_a_year_in_passing_does_not_move_the_story():
    """After a paragraph that looks back the story goes on from the day that it had reached."""
    found = told(
        "On 3 May 1862 he left.", "He had sailed in 1859, and wrote of it in 1864.", "On the 6th of May he met us."
    )
    assert found[-1][1] == "1862-05-06"


def test_a_year_far_off_is_not_carried_on():
    """A date without its year takes none from far away, unless the dates named last are mostly of that year."""
    between = ["They went on."] * 9
    caption = ["A painting of 12 October 1812.", *between, "On July 16th they met."]
    assert told(*caption)[-1][1:] == ("", "") and told(*caption[::10])[-1][1] == "1812-07-16"
    story = ["On 3 May 1862 he left.", "On the 6th he met us.", "By June he was home."]
    assert told(*story, *between, "On July 16th they met.")[-1][1] == "1862-07-16"


def test_a_quotation_has_a_story_of_its_own():
    """What a speaker names does not move the author's story."""
    found = told(
        "In 1958 they met.", "“It was so in 1949. I wrote in May.”", "They met again in June.",
        quoted=[("a", "“It was so in 1949. I wrote in May.”", "Lee")],
    )  # fmt: skip
    assert [begin for _, begin, _ in found] == ["1958-01-01", "1949-01-01", "1949-05-01", "1958-06-01"]


def test_the_speakers_day():
    """Last year and yesterday are known where the date of the document is."""
    corpus = make_corpus({"a": ["Last year we met, and yesterday we parted."]})
    assert set(find_dates(corpus)["begin"]) == {""}
    dated = replace(corpus, texts={"a": replace(corpus["a"], date="5 March 1953")})
    assert find_dates(dated)["begin"].tolist() == ["1952-01-01", "1953-03-04"]


def test_places_and_voices(seeds):
    """Every row leads to its words, and each date of the first paragraph is the author's."""
    table = find_dates(seeds)
    assert all(seeds[row.document].text[row.start : row.end] == row.text for row in table.itertuples())
    assert (table["begin"] <= table["finish"]).all() and set(table["voice"]) == {"author", "quoted"}
    assert table.loc[table["text"] == "the winter of 1949–50", "begin"].tolist() == ["1949-12-01"]


def test_no_dates_and_odd_texts():
    """A text without dates, of one sentence, in another language, without a word: a table of one shape."""
    odd = make_corpus({"a": ["Nothing."], "b": ["Es war einmal."], "c": ["…"], "d": ["31 June 1900 is no day."]})
    table = find_dates(odd)
    assert table.columns[:10].tolist() == [
        "document", "block", "sentence", "start", "end", "text", "begin", "finish", "precision", "relative"
    ]  # fmt: skip
    assert table["relative"].dtype == bool and set(table["document"]) <= {"d"}
    assert find_dates(odd.only(["a"])).dtypes.equals(table.dtypes) or not len(find_dates(odd.only(["a"])))
    assert len(find_dates_in_force(odd.only(["a"]))) == 1


def test_days_are_counted_right():
    """Days move over years, leap days and the birth of Christ; a month later is a month."""
    assert iso(move_days((1956, 2, 28), 2)) == "1956-03-01" and iso(move_days((1, 1, 1), -1)) == "0000-12-31"
    assert iso(shift(one_day(1956, 12, 31), 2, "month").begin) == "1957-02-01"


def test_the_date_in_force():
    """A sentence without a date stands under the last one named, and says how long ago that was."""
    table = find_dates_in_force(
        make_corpus({"a": ["None yet. In 1956 he spoke. They listened. A year later they parted."]})
    )
    assert table["begin"].tolist() == ["", "1956-01-01", "1956-01-01", "1957-01-01"]
    assert table["own"].tolist() == [False, True, False, True]
    assert table["sentences_since"].tolist()[1:] == [0, 1, 0] and table["sentences_since"].isna()[0]
