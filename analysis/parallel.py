"""Work in many processes, where the user asks for them: `with joblib.parallel_config(n_jobs=4): read_corpus(folder)`.

Tasks run under joblib, as many at a time as it is told, on this machine or on the cluster that its backend is
(`backend="dask"`). Nothing here starts a process of itself, and what runs in a task starts no further ones.
"""

import os
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from typing import TypeVar

from analysis.errors import AnalysisError

T = TypeVar("T")
R = TypeVar("R")
BATCHES = 8  # for each process: enough that none waits long for another
_INSIDE: ContextVar[bool] = ContextVar("inside", default=False)  # a task already
_DIED = ("TerminatedWorkerError", "BrokenProcessPool", "KilledWorker")  # of joblib's processes, of Dask's


def apply_each(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """The function of each item, in their order; in as many processes as joblib was told, else one after the other.

    The function must be one of a module, and it and the items such as can be pickled.
    """
    items, workers = list(items), count_processes()
    size = max(len(items) // (BATCHES * workers), 1) if workers > 1 else 1
    if size == 1:
        yield from run_each(function, items)
    else:
        batches = [(function, items[start : start + size]) for start in range(0, len(items), size)]
        yield from (one for batch in run_each(_apply, batches) for one in batch)


def run_each(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """As `apply_each`, for large tasks: each result comes as soon as those before it have come.

    Errors: an AnalysisError where a process died. A cluster that has lost its last worker waits for a new one.
    """
    workers, items = count_processes(), list(items)
    if workers < 2 or len(items) < 2:
        yield from map(function, items)
        return
    import joblib

    tasks = (joblib.delayed(_task)(function, item) for item in items)
    try:
        results = joblib.Parallel(batch_size=1, return_as="generator")(tasks)
    except ValueError as error:  # a backend that gives no results one by one
        raise AnalysisError(
            'joblib was told to use a backend that cannot do this work; take "loky", "threading" or "dask".'
        ) from error
    try:
        for one in results:  # noqa: UP028  "yield from" would close them before the filter below stands
            yield one
    except Exception as error:
        if type(error).__name__ not in _DIED:
            raise
        raise AnalysisError(
            "A process that worked on a part died, perhaps for want of memory; "
            "run it again with fewer processes at a time (n_jobs=…)."
        ) from error
    finally:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that tasks were dropped which nobody waits for
            results.close()


def count_processes() -> int:
    """How many processes joblib was told to use; 1 where nobody told it, and in a task."""
    if _INSIDE.get() or "joblib" not in sys.modules:  # then nobody can have asked, and its import takes time
        return 1
    import joblib

    return joblib.effective_n_jobs(joblib.Parallel().n_jobs)


def start_processes() -> None:
    """Starts joblib's processes so that they leave Ctrl-C to this one, instead of each telling of it by a traceback."""
    from multiprocessing import resource_tracker

    import joblib

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return
    resource_tracker.ensure_running()  # whose start would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # what is started now keeps it so
    try:
        joblib.Parallel()(joblib.delayed(int)() for _ in range(count_processes()))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with(parent: int) -> None:
    """For each of joblib's processes as it starts: it ends when the one that started it has ended, however that came.

    Of itself it would wait five minutes for another task.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    if hasattr(signal, "pthread_sigmask"):  # Windows keeps the number of a parent that is gone
        threading.Thread(target=watch, daemon=True).start()


def _apply(batch: tuple[Callable[[T], R], list[T]]) -> list[R]:
    function, items = batch
    return [function(item) for item in items]


def _task(function: Callable[[T], R], item: T) -> R:
    from threadpoolctl import threadpool_limits

    token = _INSIDE.set(True)
    try:
        with threadpool_limits(1):  # there are as many processes as it may have threads
            return function(item)
    finally:
        _INSIDE.reset(token)
