"""What a chronology has and these texts leave out: names of matters, and how often each text says them."""

import math

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.terms import match_query, split_terms

NONE_SEEN = -math.log(0.05)  # 95% upper bound of a count that was 0: about 3
COLUMNS = ["name", "year", "document", "n", "first_line", "at_most", "origin"]


@checked
def find_silences(corpus: Corpus) -> pd.DataFrame:
    """How often each text names what a standard chronology has (`expected` of corpus.toml); 0 is a silence.

    Read a 0 in every document as: none of these texts tells it, in these pages and by these words.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    DataFrame
        One row a matter and document, by year; none where corpus.toml expects nothing:
        name, year : the matter
        document, n : how often the text says one of its terms, in anybody's voice
        first_line : where first, in the file; <NA> where n is 0
        at_most : where n is 0, how often per 1,000 words the whole work may still say it (95% upper bound, were its
            words drawn one by one); else <NA>
        origin : where the list comes from

    Notes
    -----
    Doubt it where a text tells a matter without its usual words; only a reader can see that. The list is as good as its
    origin, and drawn up best by somebody who has not read the texts.

    References
    ----------
    The bound is 3 in n, the "rule of three": Hanley and Lippman-Hand 1983.
    """
    terms = split_terms(corpus)
    size = terms.groupby("document").size().reindex(list(corpus), fill_value=0)
    rows = []
    for (name, year), matter in corpus.expected.groupby(["name", "year"], sort=False):
        hits = terms.iloc[match_query(terms, " | ".join(matter["term"]))[0]]
        for document in corpus:
            own = hits[hits["document"] == document]
            line = corpus[document].line_at(int(own["start"].iloc[0])) if len(own) else pd.NA
            bound = pd.NA if len(own) or not size[document] else 1000 * NONE_SEEN / size[document]
            rows.append((name, year, document, len(own), line, bound, matter["origin"].iloc[0]))
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"first_line": "Int64", "at_most": "Float64"})
    return table.sort_values("year", kind="stable", ignore_index=True)
