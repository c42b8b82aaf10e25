"""Words in common: the longest runs that both sides have, and how far chance and stock phrases explain them."""

import numpy as np
import pandas as pd

from analysis.compare.sides import name_sides
from analysis.corpus import Corpus, find_rows
from analysis.door import checked
from analysis.errors import AnalysisError, check_kind
from analysis.history.mentions import Names, find_mentions
from analysis.history.suffixes import longest_matches, sort_suffixes
from analysis.metadata import Documents
from analysis.reading.english import words as words_of
from analysis.sentences import split_sentences
from analysis.terms import read_stop_terms, split_terms

COLUMNS = words_of("""
phrase words n_target n_reference expected formula target_document target_line reference_document reference_line
target_start target_end reference_start reference_end""")
_NUMBERS = words_of("""
one two three four five six seven eight nine ten twelve twenty thirty hundred hundreds thousand thousands million""")
# the words of content in turns that every writer uses
_IDIOMS = [
    frozenset(pair.split("+"))
    for pair in words_of("""
    matter+fact rank+file state+affairs point+view first+time last+time same+time long+time short+time years+ago
    long+run long+term great+deal good+deal large+number vast+majority other+words first+place next+day following+day
    """)
]


@checked
def find_shared_phrases(
    corpus: Corpus,
    *,
    target: Documents | None = None,
    reference: Documents | None = None,
    words: int = 3,
    names: Names = None,
) -> pd.DataFrame:
    """Runs of words that both sides have, only those that cannot be made longer and still stand in both.

    Two writers on one subject share names and stock phrases ("the Soviet Union", "at the same time"): `formula` marks
    them, and they come last. What is left, longest and rarest first, shows a common source, a quotation, or one text
    that follows the other. Words are terms (case folded, possessive 's left out), and no run goes beyond a sentence.

    Parameters
    ----------
    corpus : Corpus
        As `read_corpus` gives it.
    target, reference : str, list of str, or rule, optional
        The documents of each side, by name or rule. Without a target the first document is it; without a reference all
        others are.
    words : int
        How many words a run has at least.
    names : DataFrame, list of str or None
        The names that make a formula, as for `find_mentions`.

    Returns
    -------
    DataFrame
        One row a run, no formula before formulas, the least to be expected first:
        phrase, words : the run as terms, and how many it has
        n_target, n_reference : how often it stands in each side, also within longer runs
        expected : how often it would stand in the reference if its words were dealt anew: (places) × product of the
            shares of its words there. Grammar makes every real phrase oftener than that: it orders runs, and is no test
        formula : whether it is made of names, numbers and words of grammar only, has but one word besides, or is one
            of twenty turns that every writer uses ("as a matter of fact")
        target_document, target_line, reference_document, reference_line : where it stands first on each side
        target_start, target_end, reference_start, reference_end : offsets of that place in its document's text

    Raises
    ------
    AnalysisError
        For fewer than two words, for a document that is not there or on both sides, for nothing to compare with.

    Notes
    -----
    Doubt it as proof of borrowing: `formula` knows few idioms with two words of content, and not "took part in the
    war". Both may quote a third, so look at the voice of the lines.
    """
    check_kind("find_shared_phrases", corpus, "Corpus")
    if words < 2:
        raise AnalysisError(f"A run of words has two at least; words={words!r} was asked for.")
    chosen, others = name_sides(corpus.documents, next(iter(corpus)) if target is None else target, reference)
    terms = split_terms(corpus)
    terms = terms[terms["document"].isin([*chosen, *others])].reset_index(drop=True)
    if terms.empty:
        return _table([])
    return _Runs(corpus, terms, terms["document"].isin(chosen).to_numpy(), words, names).table()


def _table(rows: list[tuple]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    kinds = {"words": "int64", "n_target": "int64", "n_reference": "int64", "expected": "float64", "formula": "bool"}
    kinds |= {name: "int64" for name in COLUMNS if name.endswith(("_line", "_start", "_end"))}
    return table.astype(kinds).sort_values(["formula", "expected"], kind="stable").reset_index(drop=True)


class _Runs:
    """The terms of both sides as one row of numbers, in which nothing goes beyond a sentence."""

    def __init__(self, corpus: Corpus, terms: pd.DataFrame, side: np.ndarray, words: int, names: Names):
        self.corpus, self.terms, self.side, self.words = corpus, terms, side, words
        self.documents, self.starts, self.stops = (terms[name].tolist() for name in ("document", "start", "end"))
        self.codes, found = pd.factorize(terms["term"])
        self.vocabulary = np.asarray(found, dtype=object)
        sentence = np.maximum.accumulate(find_rows(split_sentences(corpus.only(terms["document"].unique())), terms))
        self.ends = np.append(np.flatnonzero(np.diff(sentence)), len(terms) - 1)[pd.factorize(sentence)[0]]
        self.grammar = np.isin(self.vocabulary.astype(str), list(read_stop_terms()))[self.codes]
        numbers = np.char.isdigit(self.vocabulary.astype(str)) | np.isin(self.vocabulary.astype(str), list(_NUMBERS))
        self.plain = self._named(names) | self.grammar | numbers[self.codes]
        counts = np.bincount(self.codes[~side], minlength=len(self.vocabulary))
        self.log_share = np.log(np.maximum(counts, 1) / max(counts.sum(), 1))[self.codes]
        self.places = int(counts.sum())

    def _named(self, names: Names) -> np.ndarray:
        """Which terms lie in a name."""
        found = find_mentions(self.corpus.only(self.terms["document"].unique()), names)
        named = np.zeros(len(self.terms), dtype=bool)
        for document, rows in self.terms.groupby("document", sort=False):
            places = found[found["document"] == document]
            starts = rows["start"].to_numpy()
            at = np.searchsorted(places["start"].to_numpy(), rows["end"].to_numpy()) - 1
            ends = np.append(places["end"].to_numpy(), 0)
            named[rows.index] = (at >= 0) & (ends[at] > starts)
        return named

    def table(self) -> pd.DataFrame:
        order, common = sort_suffixes(self.codes, self.ends)
        longest = longest_matches(order, common, self.side)
        before = np.append(0, longest[:-1])
        fresh = (longest >= self.words) & self.side & (before <= longest)
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        rows: dict[tuple[int, ...], tuple] = {}
        for start in np.flatnonzero(fresh).tolist():
            run = tuple(self.codes[start : start + longest[start]].tolist())
            if run not in rows:
                rows[run] = self._row(start, len(run), order, common, rank[start])
        return _table(list(rows.values()))

    def _row(self, start: int, length: int, order: np.ndarray, common: np.ndarray, rank: int) -> tuple:
        low = high = rank
        while low > 0 and common[low] >= length:
            low -= 1
        while high + 1 < len(order) and common[high + 1] >= length:
            high += 1
        places = order[low : high + 1]
        here, there = places[self.side[places]], places[~self.side[places]]
        share = self.log_share[start : start + length].sum()
        expected = max(self.places - length + 1, 1) * np.exp(share)
        first, second = int(here.min()), int(there.min())
        run = self.codes[start : start + length]
        content = set(self.vocabulary[run[~self.plain[start : start + length]]])
        formula = len(content) < 2 or any(content <= idiom for idiom in _IDIOMS)
        phrase = " ".join(self.vocabulary[self.codes[start : start + length]])
        (document, start, end), (other, begin, stop) = self._span(first, length), self._span(second, length)
        lines = (document, self.corpus[document].line_at(start), other, self.corpus[other].line_at(begin))
        return (
            phrase, length, len(here), len(there), expected, formula,
            *lines, start, end, begin, stop,
        )  # fmt: skip

    def _span(self, row: int, length: int) -> tuple[str, int, int]:
        return self.documents[row], self.starts[row], self.stops[row + length - 1]
