"""Work that waits for others, such as kernels: in a thread beside the main one, ended whole when that is stopped."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

from analysis.errors import AnalysisError

R = TypeVar("R")
_WAIT = 0.2  # seconds: where a lock cannot be interrupted, Ctrl-C is answered in between
_END = 15  # seconds


class Running(threading.Thread, Generic[R]):
    """Does what a coroutine says, beside other work, from `start`; `result` waits for it, `stop` ends it whole.

    In a thread of its own, because only there signals stay with this program: nbclient takes them to itself where it
    can, kills its kernel, and tells of a kernel that died. Whether it has ended is told by an event: a `join` that is
    interrupted takes the thread for ended (in CPython 3.11 and 3.12).
    """

    def __init__(self, work: Callable[[], Coroutine[Any, Any, R]]):
        super().__init__(daemon=True)
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(work())
        self._begun, self._done = threading.Event(), threading.Event()
        self._found: R | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        self._begun.set()
        try:
            self._found = self._loop.run_until_complete(self._task)
        except BaseException as error:  # told where the result is asked for
            self._error = error
        try:
            for left in asyncio.all_tasks(self._loop):  # such as the watch over a kernel that is gone
                left.cancel()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()
            self._done.set()

    def stop(self) -> None:
        """Ends the work, and waits until what it started has gone."""
        with suppress(RuntimeError):  # it has ended
            self._loop.call_soon_threadsafe(self._task.cancel)
        if self._begun.wait(1):  # else it was interrupted before it was started
            self._done.wait(_END)

    def result(self) -> R:
        """What came of it. Errors: AnalysisError where it could not be done to its end."""
        while not self._done.wait(_WAIT):
            pass
        if isinstance(self._error, AnalysisError):
            raise self._error
        if self._found is None:
            raise AnalysisError(str(self._error) or type(self._error).__name__)
        return self._found
