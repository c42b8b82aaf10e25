"""Mutated files of every format: each is read, or refused in a sentence, within limits, and nothing is let in.

An input of less than 1 MB may take two seconds of processor time (so that a busy machine changes nothing) and 2 GB; a
process that takes more is ended and another takes its place. What failed is kept in build/hostile, and made anew by
`make_input(suffix, number, seed)`.
"""

import os
import socket
import sys
from collections import deque
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.hostile.mutations import PORT, make_input
from tests.hostile.reading import work
from tests.hostile.rows import Row

AMOUNT = 200_000
SHARES = {".txt": 25, ".md": 13, ".html": 15, ".docx": 10, ".epub": 8, ".odt": 7, ".fodt": 3, ".rtf": 7, ".tei": 6}
SHARES |= {".pdf": 2, ".csv": 2, ".xlsx": 2}  # in hundredths: a PDF takes a process of its own
_BATCH = 30
_LONGEST = 300  # seconds by the clock, for what waits and takes no processor time
Job = tuple[str, int, int]  # suffix, first number, how many


def run(amount: float, seed: int) -> Iterator[Row]:
    """A row a format."""
    with _Trap() as trap, _Pool(seed) as pool:
        for suffix, share in SHARES.items():
            row = Row("inputs", suffix)
            pool.fill(row, suffix, max(round(AMOUNT * share / 100 * amount), 1))
            for _ in range(trap.sprung()):
                row.fail("wrong", "something in the network was asked for")
            yield row


class _Trap:
    """A place in the network that inputs lead to; nothing may come there."""

    def __enter__(self) -> "_Trap":
        self.door = socket.create_server(("127.0.0.1", PORT), backlog=100)
        self.door.setblocking(False)
        return self

    def __exit__(self, *_: object) -> None:
        self.door.close()

    def sprung(self) -> int:
        came = 0
        while True:
            try:
                self.door.accept()[0].close()
            except BlockingIOError:
                return came
            came += 1


class _Pool:
    """Processes that read; one that hangs or dies is replaced, and its batch tried again one by one."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        vars(sys.modules["__main__"]).setdefault("__spec__", None)  # which the processes of pytest-xdist lack
        self.context = get_context("forkserver")
        self.context.set_forkserver_preload(["tests.hostile.reading"])
        self.workers: dict[Connection, Any] = {}

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: object) -> None:
        for line, worker in self.workers.items():
            worker.kill()
            worker.join()
            line.close()

    def fill(self, row: Row, suffix: str, count: int) -> None:
        """Try the inputs 0 to `count` of a kind."""
        jobs: deque[Job] = deque((suffix, at, min(_BATCH, count - at)) for at in range(0, count, _BATCH))
        row.tried = count
        free, busy = set(self.workers), dict[Connection, Job]()
        while jobs or busy:
            while jobs and len(busy) < (os.cpu_count() or 1):
                line = free.pop() if free else self._begin()
                busy[line] = jobs.popleft()
                line.send(busy[line])
            for line in wait(list(busy), _LONGEST) or list(busy):
                job = busy.pop(line)
                try:
                    told = line.recv() if line.poll() else None
                except (EOFError, OSError):
                    told = None
                if told is None:
                    jobs.extendleft(self._ended(row, line, job))
                    continue
                free.add(line)
                row.answered += told["answered"]
                row.refused += told["refused"]
                for kind, number, said in told["failed"]:
                    self._fail(row, kind, suffix, number, said)

    def _begin(self) -> Connection:
        here, there = self.context.Pipe()
        worker = self.context.Process(target=work, args=(there, self.seed), daemon=True)
        worker.start()
        there.close()
        self.workers[here] = worker
        return here

    def _ended(self, row: Row, line: Connection, job: Job) -> list[Job]:
        """What is left to do of a batch whose process took too long or died."""
        worker = self.workers.pop(line)
        waited = worker.is_alive() and not worker.join(0.5) and worker.exitcode is None
        worker.kill()
        worker.join()
        line.close()
        suffix, first, count = job
        if (worker.exitcode or 0) > 0:
            raise RuntimeError("A process that reads inputs could not be begun; see its traceback above.")
        if count > 1:
            return [(suffix, number, 1) for number in range(first, first + count)]
        hung = waited or worker.exitcode == -27  # SIGPROF
        self._fail(row, "hangs" if hung else "crashes", suffix, first, f"the process ended by {worker.exitcode}")
        return []

    def _fail(self, row: Row, kind: str, suffix: str, number: int, said: str) -> None:
        folder = ROOT / "build" / "hostile"
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{self.seed}-{number}{suffix}"
        kept.write_bytes(make_input(suffix, number, self.seed))
        row.fail(kind, f"{said}; build/hostile/{kept.name}, make_input({suffix!r}, {number}, {self.seed})")


def again(path: str | Path) -> None:
    """Read a kept input here, with a traceback where it fails."""
    from tests.hostile.reading import read

    print(read([Path(path)])["a"].text[:200])
