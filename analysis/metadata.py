"""What is told of each document beside its text (party, decade): columns that travel, and rules that choose by them.

Nothing is hidden in a table: what is told stands in columns of `corpus.documents`, and `split_terms` and
`split_sentences` put the same columns onto their rows. So a function that is given only terms, or scores, can follow a
rule such as `target={"party": "x"}` as well as one that has the corpus.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import AnalysisError, unknown_name

# of corpus.documents: what the reader itself tells
STANDARD = ("document", "title", "kind", "words", "declared_words", "blocks", "notes", "quoted_share", "language")
_TABLES = (
    "block sentence segment voice speaker start end term text capital segment_terms term_before n share low high p q "
    "lexicon masked compound positive negative neutral valence coverage topic by"
)
# what forms one side: the name of a document, several names, or a rule (`{"party": "x"}`)
Documents = str | Iterable[str] | Mapping[str, Any]
RESERVED = (*(name for name in STANDARD if name not in ("title", "kind", "language")), *_TABLES.split())


def told_columns(documents: pd.DataFrame) -> list[str]:
    """The columns of `corpus.documents` that corpus.toml or a table told, and that travel."""
    return [str(column) for column in documents if column not in STANDARD]


def add_metadata(corpus: Corpus, table: pd.DataFrame) -> pd.DataFrame:
    """A table with a column `document`, and behind its columns those that are told of the documents."""
    rows = pd.Index(corpus.documents["document"]).get_indexer(pd.Index(table["document"]))
    told = {column: corpus.documents[column].array.take(rows) for column in told_columns(corpus.documents)}
    return table.assign(**told) if told else table


def documents_where(table: pd.DataFrame, rule: Mapping[str, Any]) -> list:
    """The documents that a rule names, in the order of the table.

    Parameters
    ----------
    table : DataFrame
        One row a document, or many: `corpus.documents`, a table of terms, of sentences, of scores.
    rule : mapping
        Column → its value, or a list of values (a range: whichever of them there are). Where it names several columns
        all must fit.

    Returns
    -------
    list
        Names of documents; never none.

    Raises
    ------
    AnalysisError
        For no rule, a column or a value that is not there, a column that changes within a document, no document.
    """
    if not rule:
        raise AnalysisError('The rule is empty; name a column and its value, such as {"party": "x"}.')
    for column in rule:
        if column not in table or column == "document":
            _refuse(table, column)
    first = table.drop_duplicates("document")
    fits = pd.Series(True, index=first.index)
    for column, wanted in rule.items():
        _check_whole(table, first, column)
        fits &= _fitting(first[column], column, wanted)
    if not fits.any():
        told = " and ".join(f"{column} {wanted!r}" for column, wanted in rule.items())
        raise AnalysisError(f"No document has {told}; each of these is there, but not together.")
    return first["document"][fits].tolist()


def _refuse(table: pd.DataFrame, column: str) -> None:
    if column in ("title", "kind", "language"):
        raise AnalysisError(
            f"{column!r} stands in corpus.documents and not on this table; name the documents that have it, or read "
            f'the column under another name, such as corpus_from_table(table, genre="{column}").'
        )
    known = [name for name in table if name not in RESERVED]
    raise unknown_name("column to choose documents by, called", column, known)


def _check_whole(table: pd.DataFrame, first: pd.DataFrame, column: str) -> None:
    if len(table) > len(first) and len(table[["document", column]].drop_duplicates()) > len(first):
        raise AnalysisError(
            f"The column {column!r} changes within a document, and a rule chooses whole documents; make its values "
            f"the documents instead: table.assign(document=table.{column})."
        )


def _fitting(column: pd.Series, name: str, wanted: Any) -> pd.Series:
    """Which documents have one of the wanted values; 1990 and "1990" are the same."""
    one = isinstance(wanted, str) or not isinstance(wanted, Iterable)
    values = [wanted] if one else list(wanted)
    spelt = column.astype(str).where(column.notna(), None)
    for value in values:
        if not isinstance(wanted, range) and not (column.isin([value]) | spelt.isin([str(value)])).any():
            raise unknown_name(f"document with {name}", value, dict.fromkeys(column.dropna()))
    return column.isin(values) | spelt.isin(list(map(str, values)))
