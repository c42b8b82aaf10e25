"""Docs of spaCy to terms table: for those who have a pipeline of their own."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.door import checked
from analysis.errors import AnalysisError
from analysis.metadata import RESERVED
from analysis.terms.filled import split_segments
from analysis.terms.segments import SEGMENT_TERMS
from analysis.terms.table import COLUMNS

_PLACES = ("document", "block", "start", "end", "term", "capital")
_TAKES = 'terms_from_spacy takes Docs: a list of them, {"a": doc, "b": doc}, or pairs of a Doc and its name'


@checked
def terms_from_spacy(docs: Any, *, lemma: bool = False, segment_terms: int = SEGMENT_TERMS) -> pd.DataFrame:
    """The tokens of spaCy's Docs as a terms table, which every function that counts, compares or models takes.

    Parameters
    ----------
    docs : Doc, mapping or iterable
        Docs by name; or Docs alone, which are numbered from "1"; or pairs as `nlp.pipe(…, as_tuples=True)` gives them:
        a Doc and its name, or a dict with its name under "document" and columns that travel (`{"document": "a",
        "party": "x"}`).
    lemma : bool
        True for the Doc's lemmas in place of its words.
    segment_terms : int
        Terms a segment.

    Returns
    -------
    DataFrame
        One row a token that has a letter or digit, in reading order, as `split_terms` gives them:
        document : its name
        block : its paragraph, from 1; blank lines part them
        segment : from 1 in each document
        voice, speaker : "author" and "", since a Doc does not tell who speaks
        start, end : offsets in `doc.text`
        term : the token in small letters, or its lemma
        capital : whether it is written with one
        segment_terms : the length asked for
        and the columns that the dicts tell

    Raises
    ------
    AnalysisError
        For what is no Doc, no Docs or no words, two Docs of one name, and lemmas that no pipeline gave.

    Notes
    -----
    What a term is, spaCy's tokeniser says here: it parts `don't` and `long-lived`, which `split_terms` keeps whole, so
    compare no count of one with a count of the other. A possessive 's is left out, as there.
    """
    rows, told, names = [], {}, set()
    for name, columns, doc in _named(docs):
        if type(doc).__name__ != "Doc":
            raise AnalysisError(f"{_TAKES}, not a value of type {type(doc).__name__}.")
        if name in names:
            raise AnalysisError(f"Two Docs are called {name!r}; names of documents differ.")
        if lemma and not doc.has_annotation("LEMMA"):
            raise AnalysisError(
                f"The Doc {name!r} has no lemmas; run a pipeline that has a lemmatizer, or lemma=False."
            )
        names.add(name)
        told[name] = columns
        rows += [(name, *token) for token in _tokens(doc, lemma)]
    if not rows:
        raise AnalysisError("There are no words: no Docs were given, or empty ones.")
    table = pd.DataFrame(rows, columns=list(_PLACES)).assign(voice="author", speaker="")
    table = split_segments(table, segment_terms=segment_terms)[COLUMNS]
    extra = pd.DataFrame.from_dict(told, orient="index").convert_dtypes()
    return table.join(extra, on="document")


def _named(docs: Any) -> Iterator[tuple[str, dict, Any]]:
    """(name, columns, Doc) of each."""
    if isinstance(docs, Mapping):
        docs = [(doc, name) for name, doc in docs.items()]
    elif type(docs).__name__ == "Doc":
        docs = [docs]
    elif isinstance(docs, str) or not isinstance(docs, Iterable):
        raise AnalysisError(f"{_TAKES}, not a value of type {type(docs).__name__}.")
    for place, item in enumerate(docs, 1):
        doc, context = item if isinstance(item, tuple) and len(item) == 2 else (item, str(place))
        columns = dict(context) if isinstance(context, Mapping) else {"document": context}
        name = columns.pop("document", None)
        taken = [column for column in columns if column in RESERVED]
        if name is None or not str(name).strip() or taken:
            what = f"tells {taken[0]!r}, a column of the terms table" if taken else "has no name"
            raise AnalysisError(
                f'Doc {place} {what}; give each a name, such as (doc, {{"document": "a", "year": 1950}}).'
            )
        yield str(name), columns, doc


def _tokens(doc: Any, lemma: bool) -> Iterator[tuple[int, int, int, str, bool]]:
    """(block, start, end, term, capital) of each word of a Doc."""
    block = 1
    for token in doc:
        if token.is_space:
            block += token.text.count("\n") > 1
        elif any(map(str.isalnum, token.text)) and token.lower_ not in ("'s", "’s"):
            term = (token.lemma_ if lemma else token.text).lower().replace("’", "'")
            yield block, token.idx, token.idx + len(token.text), term, token.text[0].isupper()
