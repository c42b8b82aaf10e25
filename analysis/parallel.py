"""Work in many processes, where the user asks for them: `with joblib.parallel_config(n_jobs=4): read_corpus(folder)`.

Batches run under joblib, as many at a time as it is told. Nothing here starts a process of itself.
"""

import signal
import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
BATCHES = 8  # for each process: enough that none waits long for another


def apply_each(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """The function of each item, in their order; in as many processes as joblib was told, else one after the other.

    The function must be one of a module, and it and the items such as can be pickled.
    """
    items, workers = list(items), count_processes()
    if workers < 2 or len(items) < 2:
        return [function(item) for item in items]
    import joblib

    size = max(len(items) // (BATCHES * workers), 1)
    batches = [items[start : start + size] for start in range(0, len(items), size)]
    found = joblib.Parallel(batch_size=1)(joblib.delayed(_batch)(function, batch) for batch in batches)
    return [one for batch in found for one in batch]


def count_processes() -> int:
    """How many processes joblib was told to use; 1 where nobody told it."""
    if "joblib" not in sys.modules:  # nobody can have asked, and its import takes time
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


def _batch(function: Callable[[T], R], items: list[T]) -> list[R]:
    return [function(item) for item in items]
