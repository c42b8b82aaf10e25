"""Every public function, called well, then with hostile tables, corpora and arguments.

A call may answer, or refuse in one sentence (AnalysisError); Python's own TypeError about keywords is one too. Counted
are crashes, NaN or infinity in a result, warnings of numpy and pandas, and calls that take seconds on toy tables.
"""

import contextlib
import dataclasses
import datetime as dt
import functools
import os
import random
import re
import signal
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

import analysis
from analysis import AnalysisError
from tests.hostile.rows import Row
from tests.hostile.toys import good_call, public_functions

SLOW, STUCK = 2.0, 60  # seconds more than the good call takes; seconds until it is broken off
KEYWORDS = re.compile(r"unexpected keyword|missing \d+ required|positional argument|multiple values")
ROOM = 6 << 30  # bytes that a call may reserve
_last = dt.datetime(2020, 1, 1)


def _nothing() -> None:
    return None


WRONG: tuple[Any, ...] = (
    *(0, -1, 1, 2.5, float("nan"), float("inf"), -float("inf"), 10**9, 10**30, True, None),
    *("", " ", "zzz", "a\0b", b"x", "*", "[", "|"),
    *((), [], {}, set(), [None], [1], [float("nan")], ["zzz"], ["a", "a"], {"zzz": 1}, {"document": "zzz"}, {1: 2}),
    *(np.int64(-1), np.float32("nan"), np.array([]), pd.NA, pd.NaT, _last, object, object(), _nothing, 1j, range(0)),
    *(re.compile("("[:0]), re.compile("z+"), re.compile(b"z"), pd.DataFrame(), pd.Series([1]), Path("zzz")),
    *("ab" * 40_000, [[]], [("a",)], (x for x in ()), iter(["a"]), Ellipsis),
)  # fmt: skip


def _each(column: str, make: Callable[[pd.Series], Any]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda table: table.assign(**{column: make(table[column])})


def _one(value: Any, place: int = 1) -> Callable[[pd.Series], pd.Series]:
    def put(values: pd.Series) -> pd.Series:
        values = values.astype(object)
        values.iloc[place : place + 1] = [value] * len(values.iloc[place : place + 1])
        return values

    return put


def _number(value: float, place: int = 1) -> Callable[[pd.Series], pd.Series]:
    def put(values: pd.Series) -> pd.Series:
        values = pd.to_numeric(values.astype(object), errors="coerce").astype(float)
        values.iloc[place : place + 1] = value
        return values

    return put


TYPES: dict[str, Callable[[pd.Series], Any]] = {
    "numbers": lambda values: np.arange(len(values)),
    "floats": lambda values: np.arange(len(values)) / 2,
    "text": lambda values: [f"x{number % 40}" for number in range(len(values))],
    "True": lambda values: True,
    "lists": lambda values: [[1]] * len(values),
    "dates": lambda values: pd.Timestamp("2020-01-01"),
    "bytes": lambda values: [b"x"] * len(values),
    "complex": lambda values: np.full(len(values), 1j),
    "mixed": lambda values: [number if number % 2 else "x" for number in range(len(values))],
    "as object": lambda values: values.astype(object),
    "as category": lambda values: values.astype("category"),
    "as string": lambda values: values.astype("string"),
    "as Int64": lambda values: pd.array(np.arange(len(values)), dtype="Int64"),
    "as boolean": lambda values: pd.array([True] * len(values), dtype="boolean"),
    "as uint8": lambda values: np.ones(len(values), dtype=np.uint8),
    "as float16": lambda values: np.ones(len(values), dtype=np.float16),
}
MISSING: dict[str, Callable[[pd.Series], Any]] = {
    "None": _one(None),
    "NaN": _one(float("nan")),
    "NA": _one(pd.NA),
    "NaT": _one(pd.NaT),
    "first NaN": _one(float("nan"), 0),
    "all NaN": lambda values: float("nan"),
    "all None": lambda values: None,
    "all NA": lambda values: pd.array([pd.NA] * len(values), dtype="Int64"),
    "a float NaN": _number(float("nan")),
    "a category with NaN": lambda values: _one(None)(values).astype("category"),
    "an NA of strings": lambda values: _one(None)(values.astype(str)).astype("string"),
    "empty text": lambda values: "",
    "one empty": _one(""),
}
RANGES: dict[str, Callable[[pd.Series], Any]] = {
    "inf": _number(float("inf")),
    "-inf": _number(-float("inf")),
    "huge float": _number(1e300),
    "-1": _number(-1),
    "all -1": lambda values: -1,
    "all 0": lambda values: 0,
    "all 2**62": lambda values: 2**62,
    "uint64": lambda values: np.full(len(values), 2**64 - 1, dtype=np.uint64),
    "10**30": lambda values: pd.Series([10**30] * len(values), dtype=object, index=values.index),
    "zzz": lambda values: "zzz",
    "one zzz": _one("zzz"),
    "backwards": lambda values: values.to_numpy()[::-1],
}
SHAPES: dict[str, Callable[[pd.DataFrame], Any]] = {
    "empty": lambda table: table.head(0),
    "no columns": lambda table: table[[]],
    "nothing": lambda table: pd.DataFrame(),
    "one row": lambda table: table.head(1),
    "two rows": lambda table: table.head(2),
    "doubled rows": lambda table: pd.concat([table, table]),
    "doubled rows, new index": lambda table: pd.concat([table, table], ignore_index=True),
    "shuffled": lambda table: table.sample(frac=1, random_state=0),
    "backwards": lambda table: table[::-1],
    "index of words": lambda table: table.set_axis([f"x{number}" for number in range(len(table))]),
    "index of zeros": lambda table: table.set_axis([0] * len(table)),
    "index of NaN": lambda table: table.set_axis([float("nan")] * len(table)),
    "index of two": lambda table: table.set_index([table.columns[0], np.arange(len(table))], drop=False),
    "index named": lambda table: table.set_index(table.columns[0], drop=False),
    "index of dates": lambda table: table.set_axis(pd.date_range("2020-01-01", periods=len(table))),
    "more columns": lambda table: table.assign(**{"": 1, "index": 2, "level_0": None, "_x": float("nan")}),
    "numbered columns": lambda table: table.set_axis(range(table.shape[1]), axis=1),
    "columns of two": lambda table: table.set_axis(pd.MultiIndex.from_product([["x"], table.columns]), axis=1),
    "a column 3": lambda table: table.assign(x=1).rename(columns={"x": 3}),
    "all as object": lambda table: table.astype(object),
    "all as text": lambda table: table.astype(str),
    "best types": lambda table: table.convert_dtypes(),
    "as from CSV": lambda table: pd.read_csv(_csv(table)),
    "an array": lambda table: table.to_numpy(),
    "a Series": lambda table: table.iloc[:, 0],
    "a dict": lambda table: table.to_dict("list"),
    "rows": lambda table: table.to_dict("records"),
    "capitals": lambda table: table.rename(columns=str.upper),
}


def _csv(table: pd.DataFrame) -> Any:
    import io

    return io.StringIO(table.to_csv(index=False))


def hostile_tables(table: pd.DataFrame, columns: Iterable[str]) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """(kind of row, case, what makes the table) of everything done to a good table."""
    for name, change in SHAPES.items():
        yield "tables of other shapes", name, functools.partial(change, table)
    for column in columns:
        yield "a column missing or doubled", f"no {column}", functools.partial(table.drop, columns=column)
        twice = functools.partial(pd.concat, [table, table[[column]]], axis=1)
        yield "a column missing or doubled", f"two {column}", twice
        for kind, changes in (("wrong types", TYPES), ("missing values", MISSING), ("values out of range", RANGES)):
            for name, change in changes.items():
                yield kind, f"{column}: {name}", functools.partial(_each(column, change), table)


@functools.cache
def hostile_corpora() -> dict[str, Any]:
    """Corpora with hardly anything in them, and some whose tables do not fit."""
    texts = {
        "one word": {"a": "Word.", "b": "Other."},
        "one text": {"a": "Only one text is here. It says little."},
        "the same": {"a": "Rome fell in 1950. Lee wept.", "b": "Rome fell in 1950. Lee wept."},
        "one word again and again": {"a": "sea " * 300, "b": "sea " * 300},
        "German": {"a": "Der Fluss war lang und die Leute waren nicht da. " * 9, "b": "Das ist es nicht. " * 20},
        "only quotations": {"a": "“We went to Rome in 1950,” Lee said.", "b": "“No.”"},
        "figures only": {"a": "1950 1951 1952. " * 40, "b": "1 2 3."},
    }
    made = {name: analysis.corpus_from_texts(told) for name, told in texts.items()}
    from tests.hostile.toys import good_values

    good = good_values()["corpus"]
    tables = [field.name for field in dataclasses.fields(good) if isinstance(getattr(good, field.name), pd.DataFrame)]
    for name in tables:
        made[f"no {name}"] = dataclasses.replace(good, **{name: getattr(good, name).head(0)})
    made["nothing"] = dataclasses.replace(good, texts={}, **{name: getattr(good, name).head(0) for name in tables})
    return made


class Stuck(BaseException):
    """Broken off by the clock."""


def _stuck(*_: object) -> None:
    raise Stuck


@contextlib.contextmanager
def _held(seconds: float) -> Iterator[None]:
    """Broken off after some seconds and out of memory before the machine is, where the system knows how."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    import resource

    before, (soft, hard) = signal.signal(signal.SIGALRM, _stuck), resource.getrlimit(resource.RLIMIT_AS)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def try_call(row: Row, told: str, function: Callable, arguments: Mapping[str, Any], usual: float = 0.0) -> None:
    """One call, counted."""
    row.tried += 1
    began = time.process_time()  # of this process: other work on the machine does not count
    with warnings.catch_warnings(record=True) as warned, _held(STUCK):
        warnings.simplefilter("always")
        try:
            result = function(**arguments)
        except AnalysisError as error:
            row.refused += 1
            if "\n" in str(error).strip() or len(str(error)) > 2000:
                row.fail("wrong", f"{told}: more than a sentence: {str(error)[:100]!r}")
        except Stuck:
            row.fail("hangs", told)
            return
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            if isinstance(error, TypeError) and KEYWORDS.search(str(error)):
                row.refused += 1
            else:
                row.fail("crashes", f"{told}: {type(error).__name__}: {str(error)[:100]}")
        else:
            row.answered += 1
            if what := "; ".join(dict.fromkeys(find_nan(result, "result"))):
                row.fail("wrong", f"{told}: {what[:200]}")
    for one in warned:
        if one.category is not UserWarning or Path(one.filename) != Path(__file__):
            row.fail("wrong", f"{told}: {one.category.__name__}: {str(one.message)[:100]}")
            break
    if (took := time.process_time() - began) > SLOW + usual:
        row.fail("hangs", f"{told}: {took:.1f} s")


def find_nan(value: Any, where: str, depth: int = 0) -> Iterator[str]:
    """Where a result holds NaN or infinity."""
    if isinstance(value, pd.DataFrame):
        for place, name in enumerate(value.columns):
            if str(name) not in ("_x", "level_0"):
                yield from find_nan(value.iloc[:, place], f"{where}[{name!r}]", depth + 1)
    elif isinstance(value, pd.Series | pd.Index):
        if not isinstance(value, pd.MultiIndex):
            held = value.array  # of a masked array the values that are there; of one of text none is a number
            if not isinstance(value.dtype, pd.StringDtype | pd.CategoricalDtype):
                kept = held._data[~held._mask] if hasattr(held, "_mask") else np.asarray(held)
                yield from find_nan(kept, where, depth + 1)
    elif isinstance(value, np.ndarray):
        bad = False
        if value.dtype.kind in "fc":
            bad = not np.isfinite(value).all()
        elif value.dtype == object:
            bad = any(isinstance(one, float) and not np.isfinite(one) for one in value.ravel())
        if bad:
            yield f"NaN or infinity in {where}"
    elif sparse.issparse(value):
        yield from find_nan(value.data, where, depth + 1)
    elif isinstance(value, float | np.floating):
        if not np.isfinite(value):
            yield f"{value} in {where}"
    elif isinstance(value, str):
        if re.search(r"(?<![\w.])(nan|inf)(?![\w.])", value) and len(value) < 10_000:
            yield f"nan told in {where}"
    elif dataclasses.is_dataclass(value) and depth < 4:
        for field in dataclasses.fields(value):
            if type(value).__name__ == "Shown" and field.name == "data":
                continue  # what was given, as it was
            yield from find_nan(getattr(value, field.name, None), f"{where}.{field.name}", depth + 1)
    elif isinstance(value, list | tuple) and depth < 4:
        for one in value[:1000]:
            yield from find_nan(one, where, depth + 1)
    elif isinstance(value, dict) and depth < 4:
        for key, one in list(value.items())[:1000]:
            yield from find_nan(one, f"{where}[{key!r}]", depth + 1)


def cases(names: Iterable[str] | None = None) -> Iterator[tuple[str, str, Callable, Callable[[], dict]]]:
    """(kind of row, what is told, function, what makes its arguments) of everything tried."""
    for name, function in public_functions().items():
        if names is not None and name not in names:
            continue
        good = functools.partial(good_call, name, function)
        yield "good calls", name, function, good
        for knob, value in good().items():
            if isinstance(value, pd.DataFrame):
                ours = ("document", "block", "start", "end") if knob in ("table", "rows", "metadata") else value.columns
                for kind, told, make in hostile_tables(value, [name for name in ours if name in value]):
                    yield kind, f"{name}({knob}): {told}", function, _with(good, knob, make)
            elif isinstance(value, analysis.Corpus):
                for told, corpus in hostile_corpora().items():
                    yield "corpora", f"{name}({knob}): {told}", function, _with(good, knob, lambda c=corpus: c)
        for knob in _knobs(function):
            for place, value in enumerate(WRONG):
                if value is None and "None" in str(function.__annotations__.get(knob)):
                    continue  # that is no wrong argument
                told = repr(value)[:30] if place not in (29, 31) else type(value).__name__
                yield "wrong arguments", f"{name}({knob}={told})", function, _with(good, knob, lambda v=value: v)


def _knobs(function: Callable) -> list[str]:
    import inspect

    several = (inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    return [one.name for one in inspect.signature(function).parameters.values() if one.kind not in several]


def _with(good: Callable[[], dict], knob: str, make: Callable[[], Any]) -> Callable[[], dict]:
    return lambda: {**good(), knob: make()}


def run(amount: float = 1.0, seed: int = 0, names: Iterable[str] | None = None) -> Iterator[Row]:
    """A row for each kind of call; `names` for some functions only."""
    rng, rows, usual = random.Random(seed), dict[str, Row](), dict[str, float]()
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # paths that are tried lead nowhere else
        try:
            for kind, told, function, make in cases(names):
                row = rows.setdefault(kind, Row("calls", kind))
                if kind != "good calls" and rng.random() >= amount:
                    continue
                try:
                    arguments = make()
                except Exception:  # such a table cannot be made
                    continue
                began = time.process_time()
                try_call(row, told, function, arguments, usual.get(function.__name__, 0.0))
                if kind == "good calls":
                    usual[function.__name__] = time.process_time() - began
        finally:
            os.chdir(home)
    yield from rows.values()
