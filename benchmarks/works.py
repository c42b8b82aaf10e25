"""Collections of works, by kind of prose, and pairs of stretches drawn from them: what every benchmark measures on.

A folder holds works as .txt or .txt.gz (one a file; short ones, such as speeches, are joined six by six in order) or as
.json or .json.gz (a kind of prose a file: work → list of paragraphs). Subfolders are kinds, too. Nothing of it is part
of the project.
"""

import gzip
import json
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import Corpus, read_corpus
from analysis.terms import find_terms

SIZES = (2_600, 3_300)  # words of the two stretches, about as many as the project's own two texts have
_SHORT, _JOINED = 10_000, 6

Works = dict[str, list[str]]  # work → paragraphs


@dataclass(frozen=True)
class Stretch:
    """Paragraphs `first` to `last` of a work, the outer two cut so that it holds the words asked for."""

    work: str
    first: int
    last: int
    paragraphs: list[str]


def read_kinds(*folders: Path) -> dict[str, Works]:
    """Kind of prose → its works."""
    kinds: dict[str, Works] = {}
    for folder in folders:
        texts = {}
        for path in sorted(folder.iterdir()):
            name = path.name.split(".")[0]
            if path.is_dir():
                kinds |= read_kinds(path)
            elif ".json" in path.suffixes and (found := json.loads(_text(path))) and _is_works(found):
                kinds[name] = found
            elif ".txt" in path.suffixes:
                texts[name] = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _text(path)) if part.strip()]
        if texts:
            kinds[folder.name] = _join_short(texts)
    return kinds


def _text(path: Path) -> str:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", errors="replace")
    return text.replace("\r\n", "\n").replace("_", "")


def _is_works(found: object) -> bool:
    return isinstance(found, dict) and all(
        isinstance(texts, list) and all(isinstance(text, str) for text in texts) for texts in found.values()
    )


def _join_short(texts: Works) -> Works:
    if np.median([_words(paragraphs) for paragraphs in texts.values()]) >= _SHORT:
        return texts
    parts = list(texts.values())
    runs = [parts[at : at + _JOINED] for at in range(0, len(parts), _JOINED)]
    return {f"texts {6 * n + 1} to {6 * n + len(run)}": list(chain.from_iterable(run)) for n, run in enumerate(runs)}


def _words(paragraphs: list[str]) -> int:
    return sum(1 for text in paragraphs for _ in find_terms(text))


def draw_pairs(
    works: Works, number: int, *, same: bool, seed: int = 0, sizes: tuple[int, ...] = SIZES
) -> Iterator[tuple[Stretch, ...]]:
    """Pairs (or more, as many as `sizes`) of stretches that do not touch: of one work, or each of another.

    Every work (every couple of works) comes up equally often.
    """
    rng, starts = np.random.default_rng((seed, same)), {}
    for name, paragraphs in works.items():
        starts[name] = np.cumsum([0, *(_words([text]) for text in paragraphs)])
    needed = sum(sizes) * 1.2 if same else max(sizes) * 1.2
    long = [name for name in works if starts[name][-1] >= needed]
    groups = [[name] * len(sizes) for name in long] if same else _couples(long, len(sizes), rng)
    for turn in range(number if groups else 0):
        names = groups[turn % len(groups)]
        while True:
            drawn = [_draw(works[name], starts[name], size, rng) for name, size in zip(names, sizes, strict=True)]
            spans = sorted((found[1].work, *found[0]) for found in _labelled(names, drawn))
            if not same or all(one[2] < two[1] for one, two in pairwise(spans)):
                break
        yield tuple(found for _, found in _labelled(names, drawn))


def _couples(names: list[str], size: int, rng) -> list[list[str]]:
    """Every work in turn, each with others drawn at random; all couples where two are asked for."""
    if size == 2:
        return [[one, two] for one in names for two in names if one != two]
    if len(names) < size:
        return []
    return [
        [one, *rng.permutation([name for name in names if name != one])[: size - 1]] for one in names for _ in range(20)
    ]


def _draw(paragraphs: list[str], starts: np.ndarray, size: int, rng) -> tuple[int, int, list[str]]:
    last_start = int(np.searchsorted(starts, starts[-1] - size, side="right")) - 1
    first = int(rng.integers(0, last_start + 1))
    last = int(np.searchsorted(starts, starts[first] + size, side="left")) - 1
    chosen = paragraphs[first : last + 1]
    spans = list(find_terms(chosen[-1]))
    kept = int(starts[first] + size - starts[last])
    chosen[-1] = chosen[-1][: spans[kept - 1][1]] + ("" if kept == len(spans) else ".")
    return first, last, chosen


def _labelled(names, drawn) -> list[tuple[tuple[int, int], Stretch]]:
    return [
        ((first, last), Stretch(name, first, last, kept))
        for name, (first, last, kept) in zip(names, drawn, strict=True)
    ]


def read_stretches(stretches: tuple[Stretch, ...]) -> Corpus:
    """The stretches as a user's files: documents a, b, … read by `read_corpus`."""
    with tempfile.TemporaryDirectory() as folder:
        for label, stretch in zip("abcdefgh", stretches, strict=False):
            (Path(folder) / f"{label}.txt").write_text("\n\n".join(stretch.paragraphs) + "\n", "utf-8")
        return read_corpus(folder)


def markdown(table: pd.DataFrame) -> str:
    """A table as Markdown, rates with two digits."""
    cells = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    lines = [list(map(str, table.columns)), ["---"] * len(table.columns), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "–" if np.isnan(value) else f"{value:.2f}"
    return str(value)
