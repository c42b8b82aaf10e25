"""Files too many to hold at once: read, split and counted batch by batch, so that only counts are kept."""

import warnings
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse
from tqdm import tqdm

from analysis.corpus import BODY_KINDS, check_kinds
from analysis.door import checked
from analysis.errors import ReadError, TooLittleTextError, name_some, unknown_name, warn_user
from analysis.parallel import run_each
from analysis.reading.read import Plan, plan_files, read_planned
from analysis.stored import batch_key, read_part, write_part
from analysis.terms import VOICES, TermMatrix, Voice, count_units, split_terms
from analysis.terms.segments import SEGMENT_TERMS

BATCH_BYTES, BATCH_FILES = 8_000_000, 250  # of files that are read at once


@checked
def count_files(
    source: str | Path | Iterable[str | Path],
    *,
    by: Literal["segment", "document"] = "document",
    voice: Voice = "author",
    lemma: bool = False,
    names: bool = False,
    segment_terms: int = SEGMENT_TERMS,
    kinds: Collection[str] = BODY_KINDS,
    unreadable: Literal["stop", "leave out"] = "stop",
    store: str | Path | None = None,
    progress: bool = False,
) -> TermMatrix:
    """The counts of files too many to hold at once: what `term_matrix` gives of their terms, without the terms.

    Files are read, split and counted some at a time, in as many processes as joblib is told
    (`with joblib.parallel_config(n_jobs=4): …`). With `store` nothing is counted twice: what was counted of each batch
    of files lies there, and is taken again while the files, the options and this program are the same.

    Parameters
    ----------
    source : str, path, or iterable of them
        As for `read_corpus`.
    by : {"segment", "document"}
        What a row of the matrix is.
    voice : {"author", "quoted", None}
        Whose words count; None for all.
    lemma, names : bool
        As for `split_terms`.
    segment_terms : int
        Terms a segment.
    kinds : collection of str
        The kinds of block that count.
    unreadable : {"stop", "leave out"}
        As for `read_corpus`.
    store : str or Path, optional
        A folder for what was counted; it may be deleted at any time. Stopped half-way, the next run goes on from there.
    progress : bool
        Whether to draw a bar on stderr.

    Returns
    -------
    TermMatrix
        Equal to `term_matrix(split_terms(read_corpus(source), voice=…), by=…)`: rows in the order of the files, terms
        in alphabetical order.

    Raises
    ------
    AnalysisError
        As `read_corpus` and `term_matrix`; where a process died.

    Notes
    -----
    A document in which nobody of that voice says a word has no row, which is said. Words are as in `split_terms`: other
    tools count "Stalin's", notes or headings otherwise. The workers of a cluster need this package, and the files in
    the same place as here. A file that was changed costs its batch anew, and so does one that was added, with all after
    it. Where the store cannot be read or written it is said, and all is counted all the same.
    """
    for what, value, known in (
        ("unit", by, ["segment", "document"]),
        ("voice", voice, [None, *VOICES]),
        ("way with what is unreadable", unreadable, ["stop", "leave out"]),
    ):
        if value not in known:
            raise unknown_name(what, value, known)
    check_kinds(kinds)
    splitting = {"voice": voice, "lemma": lemma, "names": names, "segment_terms": segment_terms, "kinds": tuple(kinds)}
    plan = plan_files(source, None)
    batches = [_Batch(part, splitting, by, unreadable) for part in _cut(plan)]
    without: list[str] = []
    parts = _count_all(batches, None if store is None else Path(store).absolute(), without)
    found = _join(tqdm(parts, total=len(batches), desc="counting", unit="batch", disable=not progress, leave=False))
    if without:
        whose = {"author": "of their authors' own", "quoted": "that are quoted", None: "to count"}[voice]
        of_all = f"{len(without):,} of {len(plan.texts):,} documents"
        warn_user(f"{of_all} have no words {whose}, and so no row: {name_some(without)}.")
    return found


class _Batch(NamedTuple):
    plan: Plan
    splitting: dict
    by: Literal["segment", "document"]
    unreadable: str

    def key(self) -> str | None:
        """What tells the contents of the files, the options and the program, wherever it is asked."""
        files = [path.absolute() for path in self.plan.paths.values()]
        return batch_key(files, (self.plan.toml, self.plan.aliases.to_csv(), *self[1:]))


def _cut(plan: Plan) -> Iterator[Plan]:
    """The plan in batches, each of neighbours."""
    names: list[str] = []
    size = 0
    for name, path in plan.paths.items():
        names.append(name)
        size += path.stat().st_size
        if size >= BATCH_BYTES or len(names) >= BATCH_FILES:
            yield plan.part(names)
            names, size = [], 0
    if names:
        yield plan.part(names)


class _Counted(NamedTuple):
    """The counts of a batch, None where it has no term; what was warned of; documents without a term; the key."""

    part: TermMatrix | None
    said: list[str]
    without: list[str]
    key: str | None = None


def _count_all(batches: list[_Batch], store: Path | None, without: list[str]) -> Iterator[TermMatrix | None]:
    """What each batch holds, None where it has no term; from the store where it is there. Fills `without`."""
    keys = [None if store is None else batch.key() for batch in batches]
    places = [store / f"{key}.npz" if store and key else None for key in keys]
    held = [place is not None and place.exists() for place in places]
    count = _count if store is None else _count_with_key
    counted = run_each(count, [batch for batch, there in zip(batches, held, strict=True) if not there])
    for batch, key, place, there in zip(batches, keys, places, held, strict=True):
        taken = read_part(place) if place and there else None
        found = _Counted(*taken) if taken else count(batch) if there else next(counted)
        without += found.without
        for sentence in found.said:
            warn_user(sentence)
        if place and found.part and not taken:
            if found.key == key:
                write_part(place, found.part, found.said, found.without)
            else:  # changed meanwhile, or a worker sees other files or has another version of this program
                warn_user(
                    f"Counts of {name_some(batch.plan.texts)} are not stored: other files were counted than here."
                )
        yield found.part


def _count_with_key(batch: _Batch) -> _Counted:
    """As `_count`, with the key of the files as they are after the counting, where it was done."""
    return _count(batch)._replace(key=batch.key())


def _count(batch: _Batch) -> _Counted:
    """The counts of a batch."""
    leave_out = batch.unreadable == "leave out"
    names: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            corpus = read_planned(batch.plan, leave_out=leave_out)
            names = list(corpus.texts)
            part = count_units(split_terms(corpus, **batch.splitting), by=batch.by)
        except TooLittleTextError:
            return _Counted(None, _told(caught), names)
        except ReadError as error:
            if not leave_out:
                raise
            return _Counted(None, [*_told(caught), f"Left out: {error}"], [])
    there = set(part.rows["document"])
    return _Counted(part, _told(caught), [name for name in names if name not in there])


def _join(parts: Iterable[TermMatrix | None]) -> TermMatrix:
    """One matrix of the rows of all parts; the terms of all, in alphabetical order."""
    numbers: dict[str, int] = {}
    held, rows = [], []
    for part in parts:
        if part is not None:
            new = np.array([numbers.setdefault(term, len(numbers)) for term in part.terms], dtype=np.int32)
            held.append((part.counts.data, new[part.counts.indices], np.diff(part.counts.indptr)))
            rows.append(part.rows)
    if not held:
        raise TooLittleTextError("There is no term to count in these files. Check the voice and the kinds chosen.")
    terms = sorted(numbers)
    place = np.empty(len(terms), dtype=np.int32)
    place[[numbers[term] for term in terms]] = np.arange(len(terms))
    data, indices, lengths = (np.concatenate(column) for column in zip(*held, strict=True))
    del held
    borders = np.append(0, np.cumsum(lengths, dtype=np.int64))
    counts = sparse.csr_matrix((data, place[indices], borders), shape=(len(lengths), len(terms)))
    counts.sort_indices()
    return TermMatrix(counts, pd.concat(rows, ignore_index=True), pd.Index(terms, dtype="str", name="term"))


def _told(caught: list[warnings.WarningMessage]) -> list[str]:
    return [str(warning.message) for warning in caught]
