"""A notebook that runs beside other work, and takes its kernel with it when that work is stopped."""

import asyncio
import threading
from pathlib import Path

from nbformat import NotebookNode

from analysis.errors import AnalysisError
from analysis.workbook.run import run_notebook


class RunningNotebook(threading.Thread):
    """Runs one notebook as a person would; `result` waits for it, `stop` ends it and its kernel."""

    def __init__(self, path: Path):
        super().__init__(daemon=True)
        self._path = path
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task | None = None
        self._found: NotebookNode | None = None
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self._task = self._loop.create_task(run_notebook(self._path, strict=False))
            self._found = self._loop.run_until_complete(self._task)
        except BaseException as error:  # told where the result is asked for
            self._error = error
        finally:
            for left in asyncio.all_tasks(self._loop):  # such as the watch over a kernel that is gone
                left.cancel()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def stop(self) -> None:
        """Ends the run, and waits until the kernel has gone."""
        if self.is_alive() and self._task is not None:
            self._loop.call_soon_threadsafe(self._task.cancel)
        self.join(timeout=15)

    def result(self) -> NotebookNode:
        """The executed notebook. Errors: AnalysisError where the notebook could not be run to its end."""
        self.join()
        if self._found is None:
            raise AnalysisError(str(self._error) or type(self._error).__name__)
        return self._found
