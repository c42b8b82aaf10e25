"""Runs notebooks, each in a fresh kernel of this very Python, two at a time."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbformat import NotebookNode

from analysis import errors
from analysis.errors import AnalysisError
from analysis.showing.claims import MODE
from analysis.workbook.running import Running
from analysis.workbook.stored import normalise, read_notebook

if TYPE_CHECKING:
    from jupyter_client.asynchronous.client import AsyncKernelClient
    from jupyter_client.manager import AsyncKernelManager

SECONDS = 300  # a cell that takes longer hangs
_READY = 120  # for a kernel to answer, on a machine that is busy
PATIENT = 3600  # hundreds of texts of somebody's own take their time
AT_ONCE = 2
FAILED = "This cell failed:"  # what is shown where a cell went wrong and the notebook went on
_PACKAGE = Path(__file__).resolve().parents[2]


def run_notebooks(
    paths: list[Path], *, done: Callable[[str], object] = lambda name: None, strict: bool = True
) -> dict[str, NotebookNode]:
    """Runs notebooks and gives them back by name, in the order given, executed and normalised; writes nothing.

    `done` is called with each notebook's name when it has run to its end. Errors: AnalysisError, one sentence for each
    notebook that stopped: which, at which cell, and what it said. Where `strict` is false a notebook goes on, as it
    does for a person: a cell that fails shows the sentence, and what the texts are too short for is left out.
    """
    running = Running(lambda: _run_all(paths, done, strict))
    try:
        running.start()
        return running.result()
    finally:
        running.stop()


async def _run_all(paths: list[Path], done: Callable[[str], object], strict: bool) -> dict[str, NotebookNode]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(path: Path) -> NotebookNode:
        async with gate:
            notebook = await run_notebook(path, strict=strict)
            done(path.stem)
            return notebook

    ran = await asyncio.gather(*map(one, paths), return_exceptions=True)
    wrong = [error for error in ran if isinstance(error, BaseException)]
    for error in wrong:
        if not isinstance(error, AnalysisError):
            raise error
    if wrong:
        raise AnalysisError("\n".join(map(str, wrong)))
    notebooks = (notebook for notebook in ran if not isinstance(notebook, BaseException))
    return {path.stem: notebook for path, notebook in zip(paths, notebooks, strict=True)}


async def run_notebook(path: Path, *, strict: bool) -> NotebookNode:
    """One notebook executed, as `run_notebooks` does it; cancelled, it takes its kernel with it."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    notebook = read_notebook(path)
    try:
        async with _kernel(path.parent, strict) as (manager, speaker):
            client = NotebookClient(
                notebook,
                manager,  # given at once: a kernel that nbclient takes for its own it ends itself, once more at exit
                timeout=SECONDS if strict else PATIENT,
                allow_errors=True,
                record_timing=False,
            )
            client.kc = speaker
            if strict:
                client.on_cell_executed = _stop_at_error(path, notebook)
            await client.async_execute()
    except CellTimeoutError:
        seconds = SECONDS if strict else PATIENT
        raise AnalysisError(f"{path.name}: a cell took longer than {seconds:,} seconds and was stopped.") from None
    except (DeadKernelError, _KernelNotReadyError):
        raise AnalysisError(
            f"{path.name}: the kernel died, most likely for want of memory; close other programs and try again."
        ) from None
    return normalise(notebook if strict else _told_plainly(notebook), path.stem)


@asynccontextmanager
async def _kernel(folder: Path, strict: bool) -> AsyncIterator[tuple["AsyncKernelManager", "AsyncKernelClient"]]:
    """A kernel of this very Python that works in a folder, and who speaks to it, for as long as the block lasts.

    Made here, since nbclient forgets what it began where it is stopped before the kernel has answered.
    """
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager

    with tempfile.TemporaryDirectory(prefix="ipython") as profile:
        # no kernel folders: only the kernel of the running interpreter is left, whatever the user has installed
        specs = KernelSpecManager(kernel_dirs=[])
        connection = str(Path(profile) / "kernel.json")  # goes with the folder, however this ends
        manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=specs, connection_file=connection)
        log = ["--IPKernelApp.log_level=40"]  # errors only: its warnings are for servers
        client: AsyncKernelClient | None = None
        try:
            await manager.start_kernel(extra_arguments=log, env=_environment(profile, strict), cwd=str(folder))
            client = manager.client()
            client.allow_stdin = False
            client.start_channels()
            await _wait_for(client)
            yield manager, client
        finally:
            if client is not None:
                client.stop_channels()
            await manager.shutdown_kernel(now=True)


class _KernelNotReadyError(Exception):
    pass


async def _wait_for(client: "AsyncKernelClient") -> None:
    try:
        await client.wait_for_ready(timeout=_READY)
    except RuntimeError:
        raise _KernelNotReadyError from None


def _told_plainly(notebook: NotebookNode) -> NotebookNode:
    """The notebook with one sentence in place of each traceback."""
    for cell in notebook["cells"]:
        for place, output in enumerate(cell.get("outputs", ())):
            if output["output_type"] == "error":
                text = f"{FAILED} {_said(output)}"
                cell["outputs"][place] = nbformat.v4.new_output("stream", name="stdout", text=text)
    return notebook


def _stop_at_error(path: Path, notebook):
    def look(cell, cell_index: int, execute_reply: dict) -> None:
        reply = execute_reply["content"]
        if reply["status"] == "error" and "raises-exception" not in cell["metadata"].get("tags", ()):
            number = sum(before["cell_type"] == "code" for before in notebook["cells"][: cell_index + 1])
            first = next(iter(cell["source"].strip().splitlines()), "")
            raise AnalysisError(f"{path.name}, cell [{number}] (“{first[:60]}”): {_said(reply)}")

    return look


def _said(reply: dict) -> str:
    """The error's own sentence: ours stand alone, others keep the name of their kind."""
    name, said = reply["ename"], reply["evalue"]
    if name == "ModuleNotFoundError":
        return f"the kernel lacks a package ({said}); run `make`, or `{sys.executable} -m pip install -e .`"
    return said if hasattr(errors, name) else f"{name}: {said}"


def _environment(profile: str, strict: bool) -> dict[str, str]:
    """The environment of a kernel: the package the command itself uses, and no settings of the user's own."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE), os.environ.get("PYTHONPATH"))))
    return os.environ | {
        "PYTHONPATH": path,
        "IPYTHONDIR": profile,
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        MODE: "strict" if strict else "",
    }
