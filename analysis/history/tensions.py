"""Where two texts do not agree: sentences on one name and one date that part in a number, a place, or a yes and no."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import check_kind
from analysis.history.dates import find_dates
from analysis.history.mentions import Names, find_mentions, name_table
from analysis.history.parsing import parse_sentences
from analysis.history.scenes import in_english
from analysis.history.tension_claims import Reader
from analysis.history.tension_pairs import Nested, Told, shared_words
from analysis.sentences import split_sentences
from analysis.terms import TERM, read_stop_terms

KINDS = {
    "document": "str", "sentence": "int64", "start": "int64", "end": "int64", "line": "int64", "voice": "str",
    "other_document": "str", "other_sentence": "int64", "other_start": "int64", "other_end": "int64",
    "other_line": "int64", "other_voice": "str", "name": "str", "date": "str", "what": "str", "left": "str",
    "right": "str", "left_start": "int64", "left_end": "int64", "right_start": "int64", "right_end": "int64",
    "words": "object",
}  # fmt: skip
_WIDE = ("decade", "century", "years")
_GAP = 2  # sentences of one block over which a date stays in force
_STEM = 5  # letters by which two words are taken to be one before they are parsed
_AT_MOST = 300  # claims of one key that are compared: what so many sentences say parts nothing


@checked
def find_tensions(corpus: Corpus, names: Names = None) -> pd.DataFrame:
    """Pairs of sentences, one in each of two documents, on one name and one date, that do not say the same.

    Three things can part them. **number**: another number of the same thing ("10,000 men", "25,000 men"). **place**:
    the same act of the same actor somewhere else ("met at Bonn", "met at Bern"). **polarity**: what the one says was
    done, the other says was not ("signed", "refused to sign"; "supported", "opposed"). The list is for a reader to look
    at and never judges: both may be right, of two parts of one event, and a round number is no error.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    names : DataFrame, list of str or None
        The names that both sentences may have, as for `find_mentions`.

    Returns
    -------
    DataFrame
        One row a pair and what parts it, those whose sentences share most words first:
        document, sentence, start, end, line, voice : the sentence of the document that comes first in the corpus
        other_document, other_sentence, other_start, other_end, other_line, other_voice : that of the other
        name : the name that both have; the subject, where both have the same
        date : the narrower of the two dates, as ISO 8601 writes it ("1956", "1956-02", "1956-02-14", or from/to)
        what : "number", "place" or "polarity"
        left, right : the words that part them, of either sentence
        left_start, left_end, right_start, right_end : offsets of these words
        words : a tuple of the other words and names that both sentences have

    Raises
    ------
    AnalysisError
        Where the parser is not installed (the text says what to install), or `names` is no table or list of names.

    Notes
    -----
    It keeps to what is told as done, with a date of the sentence itself or of the two before it in its block, and asks
    for the more words in common, the less exact the dates are. So it is short, often empty, and proves nothing by that:
    texts contradict each other in ways that share no word. Doubt a row whose numbers count parts ("of the men in the
    centre"). It reads English only.
    """
    check_kind("find_tensions", corpus, "Corpus")
    table = name_table(corpus, names)
    told = _read_claims(corpus, table)
    groups: dict[tuple, list[Told]] = defaultdict(list)
    for claim in told:
        for name in claim.names:
            for year in {claim.begin[:-6], claim.finish[:-6]}:
                groups[name, year, claim.claim.what, claim.claim.key].append(claim)
    sentences = split_sentences(corpus)
    documents = sentences["document"].tolist()
    nested = Nested([corpus[name].text for name in corpus])
    found: dict[tuple, tuple] = {}
    for (name, *_), claims in groups.items():
        for one, other in combinations(claims[:_AT_MOST], 2):
            if documents[one.row] == documents[other.row] or name in (one.claim.value, other.claim.value):
                continue
            words = shared_words(one, other, nested)
            if words is not None:
                key = one.row, other.row, one.claim.what
                rank = (name in one.claim.subjects & other.claim.subjects, len(words))
                if key not in found or rank > found[key][0]:
                    found[key] = rank, name, words, one, other
    rows = [_row(corpus, sentences, *facts) for _, *facts in found.values()]
    result = pd.DataFrame(rows, columns=list(KINDS)).astype(KINDS)
    order = result["words"].map(len).sort_values(ascending=False, kind="stable").index
    return result.loc[order].reset_index(drop=True)


def _read_claims(corpus: Corpus, table: pd.DataFrame) -> list[Told]:
    """The claims of all sentences that have a name, a year and a word in common with one of another document."""
    sentences = in_english(corpus, split_sentences(corpus))
    dates = _dates_of(corpus, sentences)
    mentions = _mentions_of(corpus, sentences, table)
    kinds = dict(zip(table["name"], table["kind"], strict=True))
    chosen = sorted(_in_two_documents(sentences, dates, mentions))
    told = []
    for row, tree in zip(chosen, parse_sentences(corpus, sentences.loc[chosen]), strict=True):
        named = {at: name for name, start, end in mentions[row] for at in range(len(tree))
                 if start <= tree.start[at] < end}  # fmt: skip
        own = [date for date in dates[row] if date[5]]
        dated = {at for start, end, *_ in own for at in range(len(tree)) if start <= tree.start[at] < end}
        reader = Reader(tree, named, kinds, dated)
        content, names = reader.content(), frozenset(named.values())
        for claim in reader.claims():
            _, _, begin, finish, precision, is_own = min(dates[row], key=lambda date: abs(date[0] - claim.start))
            told.append(Told(claim, row, names, begin, finish, precision, is_own, content))
    return told


def _dates_of(corpus: Corpus, sentences: pd.DataFrame) -> dict[int, list[tuple]]:
    """Row → its dates as (start, end, begin, finish, precision, own), else the last of the sentences just before."""
    dates = find_dates(corpus)
    dates = dates[(dates["begin"] != "") & ~dates["precision"].isin(_WIDE)]
    columns = ("document", "sentence", "start", "end", "begin", "finish", "precision")
    own = defaultdict(list)
    for document, sentence, *date in zip(*(dates[name].tolist() for name in columns), strict=True):
        own[document, sentence].append((*date, True))
    found, last, since, where = {}, None, 0, None
    places = zip(sentences.index, sentences["document"], sentences["block"], sentences["sentence"], strict=True)
    for row, document, block, sentence in places:
        if (document, block) != where:
            where, last = (document, block), None
        if told := own.get((document, sentence)):
            found[row], last, since = told, (*told[-1][:-1], False), 0
        elif last and since < _GAP:
            found[row], since = [last], since + 1
    return found


def _mentions_of(corpus: Corpus, sentences: pd.DataFrame, table: pd.DataFrame) -> dict[int, list[tuple]]:
    """Row → the names in it as (name, start, end)."""
    found = defaultdict(list)
    mentions = find_mentions(corpus, table)
    for document, part in mentions.groupby("document", sort=False):
        own = sentences[sentences["document"] == document]
        if own.empty:
            continue
        at = own["start"].searchsorted(part["start"].to_numpy(), side="right") - 1
        for row, *mention in zip(own.index[at], part["name"], part["start"], part["end"], strict=True):
            found[row].append(tuple(mention))
    return found


def _in_two_documents(sentences: pd.DataFrame, dates: dict, mentions: dict) -> set[int]:
    stops = set(read_stop_terms())
    holders: dict[tuple, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, document, text in zip(sentences.index, sentences["document"], sentences["text"], strict=True):
        if row in dates and row in mentions:
            for key in set(_keys(text, dates[row], mentions[row], stops)):
                holders[key][document].append(row)
    return {row for by in holders.values() if len(by) > 1 for rows in by.values() for row in rows}


def _keys(text: str, dates: list[tuple], mentions: list[tuple], stops: set[str]) -> Iterator[tuple]:
    said = (match.group().casefold() for match in TERM.finditer(text))
    stems = {word[:_STEM] for word in said if word not in stops and word[0].isalpha()}
    years = {day[:-6] for date in dates for day in date[2:4]}
    for name in {mention[0] for mention in mentions}:
        yield from ((name, year, stem) for year in years for stem in stems - {name.casefold()[:_STEM]})


def _row(corpus: Corpus, sentences: pd.DataFrame, name: str, words: frozenset, one: Told, other: Told) -> dict:
    row: dict = {"name": name, "what": one.claim.what, "words": tuple(sorted(words))}
    narrow = min((one, other), key=lambda told: pd.Timestamp(told.finish) - pd.Timestamp(told.begin))
    row["date"] = _short_date(narrow.begin, narrow.finish, narrow.precision)
    for told, before, side in ((one, "", "left"), (other, "other_", "right")):
        place, text = sentences.loc[told.row], corpus[str(sentences.at[told.row, "document"])]
        for column in ("document", "sentence", "start", "end", "voice"):
            row[before + column] = place[column]
        row[f"{before}line"] = text.line_at(told.claim.start)
        row |= {side: " ".join(text.text[told.claim.start : told.claim.end].split())}
        row |= {f"{side}_start": told.claim.start, f"{side}_end": told.claim.end}
    return row


def _short_date(begin: str, finish: str, precision: str) -> str:
    """A period as ISO 8601 writes it, no longer than it must be."""
    if begin == finish:
        return begin
    if precision == "month" or (begin[-2:] == "01" and begin[:-3] == finish[:-3] and int(finish[-2:]) >= 28):
        return begin[:-3]
    if begin.endswith("-01-01") and finish.endswith("-12-31") and begin[:-6] == finish[:-6]:
        return begin[:-6]
    return f"{begin}/{finish}"
