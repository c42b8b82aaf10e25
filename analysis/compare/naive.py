"""What an ordinary counter sees in the same files: kept to show what reading changes, and for nothing else."""

import re

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.compare.words import compare_terms
from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.metadata import Documents
from analysis.terms import COLUMNS, split_terms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def naive_terms(corpus: Corpus) -> pd.DataFrame:
    """Every word of every block, title page and notes among them, with `'s` kept and all of it the author's.

    Returns
    -------
    DataFrame
        One row a word: the columns of `split_terms`; a document is one segment.
    """
    check_kind("naive_terms", corpus, "Corpus")
    blocks = corpus.blocks[["document", "block", "start", "text"]]
    rows = [
        (document, block, at + m.start(), at + m.end(), m.group())
        for document, block, at, text in blocks.itertuples(index=False, name=None)
        for m in _WORD.finditer(text)
    ]
    table = pd.DataFrame(rows, columns=["document", "block", "start", "end", "term"])
    table = table.assign(segment=1, voice="author", speaker="", capital=table["term"].str[0].str.isupper())
    table["segment_terms"] = table.groupby("document")["term"].transform("size").astype(np.int32)
    return table.assign(term=table["term"].str.replace("’", "'").str.casefold())[COLUMNS]


def compare_naively(corpus: Corpus, *, target: Documents, reference: Documents | None = None) -> pd.DataFrame:
    """How the usual score of each word changes when the files are read before they are counted.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, iterable of str, or rule
        A document, several, or what is told of them (`{"party": "x"}`); all others if `reference` is left out.

    Returns
    -------
    DataFrame
        One row a term, the largest change first:
        term : the word
        careless : G2 of `naive_terms`
        read : G2 of the author's own words; 0 for what is no term there
        change : between the two, without sign

    Raises
    ------
    AnalysisError
        As `compare_terms`.
    """
    check_kind("compare_naively", corpus, "Corpus")
    target, reference = name_sides(corpus.documents, target, reference)
    careless = compare_terms(naive_terms(corpus), target=target, reference=reference, voice=None)
    read = compare_terms(split_terms(corpus, voice="author"), target=target, reference=reference)
    table = pd.DataFrame({"careless": careless.set_index("term")["g2"], "read": read.set_index("term")["g2"]})
    table = table.fillna(0.0).rename_axis("term").reset_index()
    table["change"] = (table["read"] - table["careless"]).abs()
    return table.sort_values(["change", "term"], ascending=[False, True], ignore_index=True)
