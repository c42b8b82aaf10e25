"""What an ordinary counter sees in the same files: kept to show what reading changes, and for nothing else."""

import re

import numpy as np
import pandas as pd

from analysis.compare.words import compare_terms
from analysis.corpus import Corpus
from analysis.errors import check_kind
from analysis.terms import COLUMNS, split_terms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def naive_terms(corpus: Corpus) -> pd.DataFrame:
    """Every word of every block, title page and notes among them, with `'s` kept and all of it the author's.

    Returns one row a word: the columns of `split_terms`; a document is one segment.
    """
    check_kind("naive_terms", corpus, "Corpus")
    rows = [
        (block.document, block.block, block.start + m.start(), block.start + m.end(), m.group())
        for block in corpus.blocks.itertuples()
        for m in _WORD.finditer(block.text)
    ]
    table = pd.DataFrame(rows, columns=["document", "block", "start", "end", "term"])
    table = table.assign(segment=1, voice="author", speaker="", capital=table["term"].str[0].str.isupper())
    table["segment_terms"] = table.groupby("document")["term"].transform("size").astype(np.int32)
    return table.assign(term=table["term"].str.replace("’", "'").str.casefold())[COLUMNS]


def compare_naively(corpus: Corpus, *, target, reference=None) -> pd.DataFrame:
    """How the usual score of each word changes when the files are read before they are counted.

    Returns one row a term, the largest change first: term, careless (G2 of `naive_terms`), read (G2 of the author's
    own words; 0 for what is no term there), change. Errors: as `compare_terms`.
    """
    check_kind("compare_naively", corpus, "Corpus")
    sides = {"target": target, "reference": reference}
    careless = compare_terms(naive_terms(corpus), voice=None, **sides).set_index("term")["g2"]
    read = compare_terms(split_terms(corpus, voice="author"), **sides).set_index("term")["g2"]
    table = pd.DataFrame({"careless": careless, "read": read}).fillna(0.0).rename_axis("term").reset_index()
    table["change"] = (table["read"] - table["careless"]).abs()
    return table.sort_values(["change", "term"], ascending=[False, True], ignore_index=True)
