"""How alike two passages are: words, names and dates that both have, each weighed by how few sentences have it."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from nltk.stem.snowball import EnglishStemmer
from scipy import sparse

from analysis.corpus import Corpus
from analysis.history.dates import find_dates
from analysis.history.name_words import other_senses, states
from analysis.terms import split_terms, term_kinds
from analysis.terms.rule import GRAMMAR, name_term
from analysis.terms.rule import NAME as CAPITAL

WORD, NAME, DATE = "word", "name", "date"
WEIGHTS = {WORD: 1.0, NAME: 1.7, DATE: 1.7}
POWER = 0.8  # of rarity: below 1, so that many things in common say more than one that is very rare
SLOPE = 0.4  # how far a passage's own length counts in its norm: short ones would else be like everything
# letters of an ISO date that are compared, and the dates of which so much is known
_LEVELS = {4: ("day", "month", "season", "year"), 7: ("day", "month"), 10: ("day",)}
_CELLS = 20_000_000  # that are compared at once
_COMMON = 2_000_000  # pairs that one feature may bring to be looked at; what is commoner tells none apart


def find_features(corpus: Corpus, dates: pd.DataFrame | None = None) -> pd.DataFrame:
    """What passages are compared by, one row a feature in place: document, start, feature, sort, shown (as written).

    Stems of words, grammar and the words of dates left out; names as they stand, a people and a capital as their state,
    those of several words once more as a whole; of dates the year, the month and the day.
    """
    dates = find_dates(corpus) if dates is None else dates
    terms, whole = (split_terms(corpus, names=joined).astype({"term": "str"}) for joined in (False, True))
    known = pd.Index(terms["term"].unique())
    kind = terms["term"].map(pd.Series(term_kinds(terms, known), index=known))
    home = _find_homes(corpus)
    is_state = terms["term"].isin(home).to_numpy(copy=True)
    is_state[is_state] = [_is_written(corpus, *place) for place in _places(terms[is_state])]
    named = (kind == CAPITAL) | is_state
    kept = (kind != GRAMMAR) & ~terms["term"].str.fullmatch(r"\d+\w*") & ~_inside(terms, dates)
    stem = EnglishStemmer().stem
    feature = terms["term"].map({term: stem(term) for term in known})
    shown = terms["term"].map(home).where(is_state).fillna(terms["term"])
    words = terms[["document", "start"]].assign(feature=feature.mask(named, shown), shown=shown)
    words = words.assign(sort=np.where(named, NAME, WORD))[kept]
    whole = whole[whole["term"].str.contains(" ")]
    names = whole[["document", "start"]].assign(feature=whole["term"], sort=NAME, shown=whole["term"])
    told = dates[dates["begin"] != ""]
    days = []
    for letters, precise in _LEVELS.items():
        rows = told[told["precision"].isin(precise)]
        date = rows["begin"].str[:letters]
        days.append(rows[["document", "start"]].assign(feature=date, sort=DATE, shown=date))
    found = pd.concat([words, names, *days])[["document", "start", "feature", "sort", "shown"]]
    return found.sort_values(["document", "start"], kind="stable", ignore_index=True)


def _places(terms: pd.DataFrame) -> Iterator[tuple]:
    return terms[["document", "start", "end"]].itertuples(index=False, name=None)


def _is_written(corpus: Corpus, document: str, start: int, end: int) -> bool:
    """Whether a state stands here as it is written: "us" is not US, nor "polish" Polish."""
    written = corpus[document].text[start:end]
    return written in states() or written.isupper()


def _find_homes(corpus: Corpus) -> dict[str, str]:
    """Each way to write a state, its people or its capital as a term → the state.

    A demonym that also means something else is its state's where every text that has it names the state.
    """
    texts = [corpus[name].text for name in corpus]
    ways: dict[str, list[str]] = {}
    for way, (name, _, state) in states().items():
        if not state:
            ways.setdefault(name, []).append(way)
    home = {}
    for way, (name, _, state) in states().items():
        doubtful = way in other_senses()
        if not doubtful or all(any(one in text for one in ways[state]) for text in texts if way in text):
            home[name_term(way)] = name_term(state or name)
    return home


def _inside(terms: pd.DataFrame, dates: pd.DataFrame) -> np.ndarray:
    """Which terms lie within a date."""
    inside = np.zeros(len(terms), dtype=bool)
    for document, part in dates.groupby("document"):
        rows = np.flatnonzero(terms["document"] == document)
        place = terms["start"].to_numpy()[rows]
        at = np.searchsorted(part["start"].to_numpy(), place, side="right") - 1
        inside[rows] = (at >= 0) & (place < part["end"].to_numpy()[np.maximum(at, 0)])
    return inside


class Weigher:
    """Turns passages to rows of weighed features: `rows(spans)`, and what two rows share."""

    def __init__(self, features: pd.DataFrame, sentences: pd.DataFrame):
        """`sentences`: document, start, end of the passages by which rarity is told."""
        keys, self._names = pd.factorize(features["sort"] + ":" + features["feature"])
        self._shown = features["shown"].to_numpy()[np.unique(keys, return_index=True)[1]]
        self._places = {
            document: (features["start"].to_numpy()[rows], keys[rows])
            for document, rows in features.groupby("document", sort=False).indices.items()
        }
        held = np.bincount(self._counts(sentences).indices, minlength=len(self._names))
        self._sorts = [name.split(":", 1)[0] for name in self._names]
        # ties are broken by the alphabet
        self._order = np.unique(np.asarray(self._names, dtype=str), return_inverse=True)[1]
        weight = np.array([WEIGHTS[sort] for sort in self._sorts], dtype=float)
        self._weights = weight * np.log((len(sentences) + 1) / (held + 0.5)).clip(0) ** POWER

    def rows(self, spans: pd.DataFrame) -> sparse.csr_matrix:
        """One row a passage (document, start, end); the product of two rows says how alike they are."""
        counts = self._counts(spans)
        counts.data = 1 + np.log(counts.data)
        weighed = counts @ sparse.diags_array(self._weights)
        length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
        usual = length[length > 0].mean() if (length > 0).any() else 1.0
        return (sparse.diags_array(1 / (SLOPE * length + (1 - SLOPE) * usual)) @ weighed).tocsr()

    def _counts(self, spans: pd.DataFrame) -> sparse.csr_matrix:
        first, last = np.zeros(len(spans), dtype=int), np.zeros(len(spans), dtype=int)
        held: list[np.ndarray] = [np.zeros(0, dtype=int)] * len(spans)
        for document, rows in spans.groupby("document", sort=False).indices.items():
            starts, keys = self._places.get(document, (np.zeros(0, dtype=int), np.zeros(0, dtype=int)))
            first[rows], last[rows] = (
                np.searchsorted(starts, spans[edge].to_numpy(dtype=np.int64)[rows]) for edge in ("start", "end")
            )
            for row in rows:
                held[row] = keys[first[row] : last[row]]
        row, column = np.repeat(np.arange(len(spans)), last - first), np.concatenate([np.zeros(0, dtype=int), *held])
        return sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(len(spans), len(self._names)))

    def shared(self, ones: sparse.csr_matrix, others: sparse.csr_matrix) -> list[list[tuple[str, str]]]:
        """For each row of ones and that of others what both have, those that add most first: (sort, as written)."""
        parts = ones.multiply(others).tocsr()
        found = []
        for row in range(parts.shape[0]):
            here = slice(parts.indptr[row], parts.indptr[row + 1])
            names, added = parts.indices[here], np.round(parts.data[here], 9)
            kept = names[np.lexsort((self._order[names], -added))]
            found.append([(self._sorts[at], self._shown[at]) for at in kept])
        return found


def find_nearest(
    ones: sparse.csr_matrix, others: sparse.csr_matrix, *, top: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(row of ones, row of others, likeness) of the `top` most alike for each row of ones, in bounded memory."""
    held = [np.bincount(side.indices, minlength=side.shape[1]) for side in (ones, others)]
    telling = sparse.diags_array((held[0] * held[1] <= max(_COMMON, 4 * ones.shape[0])).astype(float))
    left, right = ones @ telling, (others @ telling).T.tocsc()
    found = [(np.zeros(0, dtype=int), np.zeros(0, dtype=int), np.zeros(0))]
    size = max(1, _CELLS // max(1, others.shape[0]))
    for begin in range(0, ones.shape[0], size):
        scores = (left[begin : begin + size] @ right).tocsr()
        for row in range(scores.shape[0]):
            part = slice(scores.indptr[row], scores.indptr[row + 1])
            values, columns = scores.data[part], scores.indices[part]
            order = np.lexsort((columns, -np.round(values, 9)))[:top]
            found.append((np.full(len(order), begin + row), columns[order], values[order]))
    one, other, score = (np.concatenate(part) for part in zip(*found, strict=True))
    return one, other, score
