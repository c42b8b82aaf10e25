"""How alike two passages are: rare words, names and dates that both have, each weighed by how few passages have it."""

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.corpus import Corpus
from analysis.history.dates import find_dates
from analysis.history.name_words import states
from analysis.terms import split_terms, term_kinds
from analysis.terms.rule import GRAMMAR, name_term
from analysis.terms.rule import NAME as CAPITAL

WORD, NAME, DATE = "word", "name", "date"
WEIGHTS = {WORD: 1.0, NAME: 1.0, DATE: 2.0}  # a year that both name says more than a word that both have
SLOPE = 0.4  # how far a passage's own length counts in its norm: short ones would else be like everything
_CHUNK = 2000  # rows of the one side that are compared at once


def find_features(corpus: Corpus) -> pd.DataFrame:
    """What passages are compared by, one row a feature in place: document, start, feature, sort (word, name or date).

    Words as they stand, grammar left out; a people and a capital as their state; names of several words once more as a
    whole; of dates the years.
    """
    terms, whole = (split_terms(corpus, names=joined) for joined in (False, True))
    known = pd.Index(terms["term"].unique())
    kind = terms["term"].map(pd.Series(term_kinds(terms, known), index=known))
    kept = (kind != GRAMMAR) & ~terms["term"].str.fullmatch(r"\d{4}s?")
    home = {name_term(way): name_term(state or name) for way, (name, _, state) in states().items()}
    feature = terms["term"].map(home).fillna(terms["term"])
    words = terms[["document", "start"]].assign(feature=feature, sort=np.where(kind == CAPITAL, NAME, WORD))[kept]
    whole = whole[whole["term"].str.contains(" ")]
    names = whole[["document", "start"]].assign(feature=whole["term"], sort=NAME)
    dates = find_dates(corpus)
    dates = dates[(dates["begin"] != "") & dates["precision"].isin(["day", "month", "season", "year"])]
    years = dates[["document", "start"]].assign(feature=dates["begin"].str[:4], sort=DATE)
    return pd.concat([words, names, years]).sort_values(["document", "start"], kind="stable", ignore_index=True)


class Weighed:
    """Passages as rows of weighed features, each row of length 1: `rows(document)` and `shared(one, other)`."""

    def __init__(self, features: pd.DataFrame, spans: pd.DataFrame, *, among: slice = slice(None)):
        """`spans`: document, start, end of the passages, which may overlap; `among`: those by which rarity is told."""
        self.spans = spans.reset_index(drop=True)
        codes, self.names = pd.factorize(features["sort"] + ":" + features["feature"])
        rows: list[np.ndarray] = []
        columns: list[np.ndarray] = []
        for document, part in self.spans.groupby("document", sort=False):
            own = np.flatnonzero(features["document"].to_numpy() == document)
            starts = features["start"].to_numpy()[own]
            first, last = (np.searchsorted(starts, part[edge].to_numpy()) for edge in ("start", "end"))
            for row, low, high in zip(part.index, first, last, strict=True):
                rows.append(np.full(high - low, row))
                columns.append(codes[own[low:high]])
        flat = (np.concatenate(side) if side else np.zeros(0, int) for side in (rows, columns))
        row, column = flat
        counts = sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(len(self.spans), len(self.names)))
        counts.sum_duplicates()
        held = np.bincount(counts[among].indices, minlength=len(self.names))
        rarity = np.log((1 + counts[among].shape[0]) / (1 + held)) + 1
        sorts = np.array([WEIGHTS[name.split(":", 1)[0]] for name in self.names]) if len(self.names) else np.zeros(0)
        counts.data = 1 + np.log(counts.data)
        weighed = counts @ sparse.diags(rarity * sorts)
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        usual = length[length > 0].mean() if (length > 0).any() else 1.0
        self.matrix = sparse.diags(1 / (SLOPE * length + (1 - SLOPE) * usual)) @ weighed

    def shared(self, one: int, other: int) -> pd.DataFrame:
        """The features that two passages share, those that add most first: sort, feature, part."""
        parts = self.matrix[one].multiply(self.matrix[other]).tocoo()
        table = pd.DataFrame([name.split(":", 1) for name in self.names[parts.col]], columns=["sort", "feature"])
        table["part"] = parts.data
        return table.sort_values(["part", "feature"], ascending=[False, True], ignore_index=True)

    def best(self, ones: np.ndarray, others: np.ndarray, *, top: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(row of ones, row of others, score) of the `top` most alike for each of ones, in chunks of bounded memory."""
        found = []
        right = self.matrix[others].T.tocsc()
        for begin in range(0, len(ones), _CHUNK):
            scores = (self.matrix[ones[begin : begin + _CHUNK]] @ right).tocsr()
            for row in range(scores.shape[0]):
                low, high = scores.indptr[row], scores.indptr[row + 1]
                values, columns = scores.data[low:high], scores.indices[low:high]
                order = np.lexsort((columns, -np.round(values, 9)))[:top]
                found.append((np.full(len(order), ones[begin + row]), others[columns[order]], values[order]))
        if not found:
            return np.zeros(0, int), np.zeros(0, int), np.zeros(0)
        one, other, score = (np.concatenate(part) for part in zip(*found, strict=True))
        return one, other, score
