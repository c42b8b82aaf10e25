"""What every answer keeps, whatever was read: offsets that lead to their texts, and no NaN."""

from collections.abc import Iterator

import pandas as pd

from analysis import Corpus, split_sentences
from analysis.metadata import told_columns
from tests.hostile.mutations import CANARY

SECRET = "canaryword"  # what stands in the file that nothing may open
_OPTIONAL = {"declared_words", "block", "at", "source_year"}  # <NA> where there is none, as in columns that travel


def broken_laws(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """(document, what is wrong) of a corpus and its sentences."""
    tables = {name: getattr(corpus, name) for name in ("documents", "blocks", "quotations", "notes", "edits")}
    tables["sentences"] = split_sentences(corpus)
    for name in ("blocks", "quotations", "sentences"):
        table = tables[name]
        for document, start, end, text in zip(
            *(table[key] for key in ("document", "start", "end", "text")), strict=True
        ):
            if not 0 <= start < end or corpus[document].text[start:end] != text:
                yield document, f"{name} {start}–{end} is not its text"
    for document, at in zip(tables["notes"]["document"], tables["notes"]["at"], strict=True):
        if not pd.isna(at) and not 0 <= at <= len(corpus[document].text):
            yield document, f"a note is called at {at}"
    for name, table in tables.items():
        yield from _missing(name, table, told_columns(corpus.documents))
    for document in corpus:
        if SECRET in corpus[document].text:
            yield document, f"{CANARY} was let in"


def _missing(name: str, table: pd.DataFrame, travel: list[str]) -> Iterator[tuple[str, str]]:
    for column in table:
        cells = table[column]
        lost = cells.isna()
        if column in travel or column in _OPTIONAL:
            lost &= pd.Series([cell is not pd.NA for cell in cells], index=cells.index, dtype=bool)
        if pd.api.types.is_float_dtype(cells):
            lost |= cells.isin([float("inf"), float("-inf")])
        for document in table["document"][lost].unique():
            yield document, f"{name}.{column} has NaN or infinity"
