"""Terms as people write them: `great leap forward` back to Great Leap Forward, `chinese` to Chinese."""

import pandas as pd

from analysis.corpus import Corpus
from analysis.terms.rule import TIDY, name_term
from analysis.terms.table import split_terms

_OPENS = '.!?:\n"“”‘([—'  # after one of these a capital says nothing


def spell_terms(corpus: Corpus) -> dict[str, str]:
    """How each term is written where it does not open a sentence; only those that differ from the term itself.

    A name of corpus.toml is written as its heading there; any other word as most of its uses in mid-sentence, outside
    such names.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.

    Returns
    -------
    dict of str to str
        Term → the way to write it, for display.

    Examples
    --------
    >>> from analysis import read_corpus
    >>> spell_terms(read_corpus("seeds"))["december"]
    'December'
    """
    parts = []
    for document, rows in split_terms(corpus, names=True).groupby("document", sort=False):
        text = corpus[str(document)].text
        before = (text[max(start - 2, 0) : start].rstrip(" ") for start in rows["start"])
        written = [text[start:end].translate(TIDY) for start, end in zip(rows["start"], rows["end"], strict=True)]
        inside = [bool(part) and part[-1] not in _OPENS for part in before]
        parts.append(pd.DataFrame({"term": rows["term"].to_numpy(), "written": written})[inside])
    uses = pd.concat(parts, ignore_index=True)
    most = (
        uses.value_counts(["term", "written"]).reset_index().sort_values(["count", "written"], ascending=[False, True])
    )
    found = most.drop_duplicates("term").set_index("term")["written"]
    found = found[found.str.casefold() == found.index]
    names = {name_term(name): name for name in corpus.names["name"].drop_duplicates()}
    told = found[found != found.index]
    return dict(zip(told.index.astype(str), told.astype(str), strict=True)) | names


def write_terms(table: pd.DataFrame, spelt: dict[str, str]) -> pd.DataFrame:
    """The table with the column `term`, or the names of topics made of terms, as people write them."""
    found = {}
    if "term" in table:
        found["term"] = [spelt.get(term, term) for term in table["term"]]
    if "name" in table and "topic" in table:
        found["name"] = [" · ".join(spelt.get(part, part) for part in str(name).split(" · ")) for name in table["name"]]
    return table.assign(**found) if found else table
