"""What a sentence is about in time: its own date, or the last one named before it."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.history.dates import find_dates
from analysis.sentences import split_sentences

COLUMNS = ["document", "block", "sentence", "start", "end", "begin", "finish", "precision", "own", "sentences_since"]


@checked
def find_dates_in_force(corpus: Corpus, dates: pd.DataFrame | None = None) -> pd.DataFrame:
    """The date in force at each sentence: the first it names itself, else the last named before it in its document.

    Only dates whose place is known count, and no decades and centuries where a narrower date was named before.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    dates : DataFrame, optional
        What `find_dates` gave, if you have it.

    Returns
    -------
    DataFrame
        One row a sentence, in reading order:
        document, block, sentence, start, end : where it stands
        begin, finish, precision : of the date in force; "" before the first
        own : whether the sentence names it itself
        sentences_since : how many sentences ago it was named; <NA> before the first

    Notes
    -----
    Doubt it the more, the larger `sentences_since` is: nothing tells when a story turns to what is always so.
    """
    dates = find_dates(corpus) if dates is None else dates
    known = dates[dates["begin"] != ""].assign(wide=lambda rows: rows["precision"].isin(["decade", "century", "years"]))
    known = known.sort_values(["document", "sentence", "wide", "start"], kind="stable")
    first = known.drop_duplicates(["document", "sentence"]).set_index(["document", "sentence"])
    table = split_sentences(corpus)[["document", "block", "sentence", "start", "end"]]
    keys = pd.MultiIndex.from_frame(table[["document", "sentence"]])
    told = first[["begin", "finish", "precision", "wide"]].reindex(keys).reset_index(drop=True)
    own = told["begin"].notna()
    named = own & ~told["wide"].fillna(True).astype(bool)
    steady = named | (own & (named.groupby(table["document"]).cumsum() == 0))
    source = table["sentence"].where(steady).groupby(table["document"]).ffill()
    lasting = told.where(steady, None).groupby(table["document"]).ffill()
    for column in ("begin", "finish", "precision"):
        table[column] = told[column].where(own, lasting[column]).fillna("").astype(object)
    since = (table["sentence"] - source).mask(own, 0)
    return table.assign(own=own.to_numpy(), sentences_since=since.astype("Int64"))[COLUMNS]
