"""Pairs of stretches as counts, many and fast: what words are learnt from and measured on."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import stats
from works import SIZES, Works

from analysis.compare import measures
from analysis.evidence import FLOOR
from analysis.terms import find_terms, term_kinds

UNIT = 25  # words: segments of 100, 125, … are joined from these
SURE = 0.001  # Welch's p over parts of 1,000 words below which a ratio of 2 counts as truly different


@dataclass(frozen=True)
class Pair:
    """Counts of two or more stretches, in units of 25 words, of terms seen eight times or more in all of them."""

    works: tuple[str, ...]
    terms: np.ndarray
    kinds: np.ndarray
    counts: np.ndarray
    sizes: np.ndarray
    documents: np.ndarray
    truth: np.ndarray  # whether the work of the first differs from the others together
    ratio: np.ndarray  # log2, of the whole works
    share: np.ndarray  # in the whole work of the first

    def cut(self, length: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Counts, sizes, side (True = the first stretch) and documents, in segments of so many words."""
        step, parts = length // UNIT, []
        for document in np.unique(self.documents):
            rows = np.flatnonzero(self.documents == document)
            group = np.minimum(np.arange(len(rows)) // step, max(len(rows) // step - 1, 0))
            parts.append(
                (
                    np.add.reduceat(self.counts[rows], np.unique(group, return_index=True)[1], axis=0).astype(float),
                    np.bincount(group, weights=self.sizes[rows]),
                    np.full(group[-1] + 1, document),
                )
            )
        counts, sizes, documents = (np.concatenate(part) for part in zip(*parts, strict=True))
        return counts, sizes, documents == 0, documents


@dataclass
class Counted:
    """Every work of a kind as codes over one vocabulary, with what is true of whole works."""

    works: Works
    codes: dict[str, np.ndarray] = field(default_factory=dict)
    capital: dict[str, np.ndarray] = field(default_factory=dict)
    parts: dict[str, tuple] = field(default_factory=dict)

    def __post_init__(self) -> None:
        place: dict[str, int] = {}
        for name, paragraphs in self.works.items():
            found = [
                (place.setdefault(term, len(place)), text[at].isupper())
                for text in paragraphs
                for at, _, term in find_terms(text)
            ]
            codes, capital = zip(*found, strict=True)
            self.codes[name], self.capital[name] = np.array(codes), np.array(capital)
        self.vocabulary = np.array(list(place), dtype=object)
        for name, codes in self.codes.items():
            rows = max(len(codes) // 1000, 2)
            table = np.zeros((rows, len(place)), dtype=np.float32)
            np.add.at(table, (np.arange(len(codes)) * rows // len(codes), codes), 1)
            self.parts[name] = (
                table.mean(axis=0),
                table.var(axis=0, ddof=1),
                rows,
                np.bincount(codes, minlength=len(place)),
            )

    def truly_different(self, one: str, others: list[str]) -> tuple[np.ndarray, np.ndarray]:
        """Which terms differ by a factor of 2, sure beyond doubt, and their log ratios; several others are joined."""
        mean, variance, rows, counts = self.parts[one]
        rest = [self.parts[name] for name in others]
        total = sum(part[2] for part in rest)
        joined = sum(part[0] * part[2] for part in rest) / total
        spread = sum((part[1] + (part[0] - joined) ** 2) * part[2] for part in rest) / total
        ratio = measures.log_ratio(
            counts, sum(part[3] for part in rest), len(self.codes[one]), sum(len(self.codes[name]) for name in others)
        )
        with np.errstate(all="ignore"):
            error = variance / rows + spread / total
            freedom = error**2 / ((variance / rows) ** 2 / (rows - 1) + (spread / total) ** 2 / (total - 1))
            p = 2 * stats.t.sf(np.abs(mean - joined) / np.sqrt(error), freedom)
        return (np.abs(ratio) >= 1) & (np.nan_to_num(p, nan=1.0) < SURE), ratio

    def draw(self, number: int, *, same: bool, seed: int = 0, sizes: tuple[int, ...] = SIZES) -> Iterator[Pair]:
        """Stretches of one work that do not touch, or each of another work; every work as often as the others."""
        rng, truths = np.random.default_rng((seed, same, sizes[0])), {}
        needed = sum(sizes) * 1.05 if same else max(sizes) * 1.05
        long = [name for name, codes in self.codes.items() if len(codes) >= needed]
        for turn in range(number if len(long) >= (1 if same else len(sizes)) else 0):
            one = long[turn % len(long)]
            others = [name for name in long if name != one]
            names = [one] * len(sizes) if same else [one, *rng.permutation(others)[: len(sizes) - 1].tolist()]
            while True:
                starts = [
                    int(rng.integers(0, len(self.codes[name]) - size + 1))
                    for name, size in zip(names, sizes, strict=True)
                ]
                spans = sorted(zip(starts, sizes, strict=True))
                if not same or all(at + size <= after for (at, size), (after, _) in itertools.pairwise(spans)):
                    break
            key = tuple(names)
            if not same and key not in truths:
                truths[key] = self.truly_different(one, names[1:])
            yield self._count(key, starts, sizes, truths.get(key))

    def _count(self, names, starts, sizes, truth) -> Pair:
        codes = [self.codes[name][at : at + size] for name, at, size in zip(names, starts, sizes, strict=True)]
        capital = [self.capital[name][at : at + size] for name, at, size in zip(names, starts, sizes, strict=True)]
        family = np.flatnonzero(np.bincount(np.concatenate(codes), minlength=len(self.vocabulary)) >= FLOOR)
        place = np.full(len(self.vocabulary), -1)
        place[family] = np.arange(len(family))
        tables = []
        for part in codes:
            table, told = np.zeros((-(-len(part) // UNIT), len(family)), dtype=np.int16), place[part] >= 0
            np.add.at(table, ((np.arange(len(part)) // UNIT)[told], place[part][told]), 1)
            tables.append(table)
        terms = pd.DataFrame(
            {"document": "all", "term": self.vocabulary[np.concatenate(codes)], "capital": np.concatenate(capital)}
        )
        return Pair(
            names,
            self.vocabulary[family],
            term_kinds(terms, self.vocabulary[family]),
            np.concatenate(tables),
            np.concatenate([np.bincount(np.arange(len(part)) // UNIT) for part in codes]).astype(float),
            np.repeat(np.arange(len(codes)), [len(table) for table in tables]),
            np.zeros(len(family), dtype=bool) if truth is None else truth[0][family],
            np.zeros(len(family)) if truth is None else truth[1][family],
            (self.parts[names[0]][3] / len(self.codes[names[0]]))[family],
        )
