"""Commands killed: at random moments, and before and after each step in which a file takes its place.

Afterwards what stood before is whole (the old or the new), Ctrl-C and its like are answered in one sentence with exit
code 130, no process is left, and the next run succeeds and sweeps what a kill left behind.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil

from analysis.figures.index import find_damage
from tests.hostile.rows import Row

ROOT = Path(__file__).parents[2]
KILLS = 200
WRITES = 60  # steps of writing among which one is drawn; a command that takes fewer ends whole
SECONDS = 300  # no command takes as long on these texts
ANSWER = 3.0  # seconds in which Ctrl-C is answered; twice that where others use the processor
SAID = "Stopped by hand; nothing half-written is left."
_MARK = "TWO_TELLINGS_TRIAL"  # in the environment of all that one trial starts
TEXT = """The harbour of Aldow was opened in {year} by Anna Berg, who led the town for years. Berg had asked the
Council for money because the old quay was lost in the storm of 1869. The council refused her, and the merchants of
Aldow paid for the stones. “We shall build with our own hands,” said Berg. The first ship brought {cargo}.
"""
CODE = (
    "import analysis, time",
    "corpus = analysis.read_corpus('../seeds')\nint(corpus.documents['words'].sum())",
    "time.sleep(1.5)\n1 + 1",
)


def lay_project(folder: Path) -> Path:
    """A small workbook: two texts of about 400 words, two notebooks."""
    for name in ("seeds", "notebooks"):
        (folder / name).mkdir(parents=True)
    lay_texts(folder, 0)
    for name in ("01_first", "02_second"):
        cells = [nbformat.v4.new_code_cell(code, id=f"{name}-{place}") for place, code in enumerate(CODE)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "notebooks" / f"{name}.ipynb")
    return folder


def lay_texts(folder: Path, turn: int) -> None:
    """The texts of a project, as they are at one turn: between two runs an author works on them."""
    for name, year, cargo in (("one", 1871, "grain"), ("two", 1872, "coal")):
        (folder / "seeds" / f"{name}.txt").write_text(TEXT.format(year=year, cargo=cargo) * (6 + turn), "utf-8")


@dataclass(frozen=True)
class Command:
    """A command, the folder in which its results stand, and how long it takes about, in seconds."""

    name: str
    arguments: tuple[str, ...]
    results: str
    seconds: float
    renews: bool = True  # else it writes into no folder that holds anything


COMMANDS = (
    Command("read", ("read", "seeds/one.txt"), "", 2),
    Command("figures", ("figures", "--corpus", "seeds", "--out", "drawn"), "drawn", 20),
    Command("notebooks", ("notebooks",), "build/notebooks", 6),
    Command("compare", ("compare", "seeds", "--out", "compared"), "compared", 25),
    Command("build", ("build",), "build", 35),
    Command("new", ("new", "study", "seeds/one.txt", "seeds/two.txt"), "study", 4, renews=False),
)


class Trial:
    """One command on its way; only what it started itself is ever killed."""

    def __init__(self, command: Command, project: Path, *, at: int = -1, number: int = 0):
        self.mark, self.before = uuid.uuid4().hex, unfinished(project)
        self.temporary = Path(tempfile.mkdtemp(prefix="trial-"))
        places = {"TMPDIR": str(self.temporary), "JUPYTER_RUNTIME_DIR": str(self.temporary / "runtime")}
        environment = os.environ | places | {_MARK: self.mark, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.dying", str(at), str(int(number)), *command.arguments],
            cwd=project,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,  # a process group of its own, as a terminal gives it
        )

    def wait(self, seconds: float) -> None:
        """So long after the command has begun: what happens before is Python's own start."""
        while not (self.temporary / "began").exists() and self.process.poll() is None:
            time.sleep(0.02)
        time.sleep(seconds)

    def send(self, number: int) -> None:
        """Ctrl-C reaches the whole group, as from a terminal; other signals the command alone."""
        if self.process.poll() is None:
            (os.killpg if number == signal.SIGINT else os.kill)(self.process.pid, number)

    def end(self) -> tuple[int, str, float]:
        """Exit code, what was said on stderr, and how long it took to end."""
        began = time.monotonic()
        try:
            _, said = self.process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            self.sweep()
            said = "hangs"
        return self.process.returncode, said, time.monotonic() - began

    def alive(self, patience: float) -> list[psutil.Process]:
        """What the command started and has not ended, after some seconds."""
        until = time.monotonic() + patience
        while (left := self._started()) and time.monotonic() < until:
            time.sleep(0.1)
        return left

    def _started(self) -> list[psutil.Process]:
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get(_MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(process)
            except psutil.Error:  # another's, or gone
                continue
        return found

    def sweep(self) -> None:
        """End what is left of this trial, and remove its temporary folder."""
        for process in self._started():
            process.kill()
        self.process.wait()
        shutil.rmtree(self.temporary, ignore_errors=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder that is not unfinished."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith((".unfinished-", ".replaced-")) for part in path.parts)
    }


def unfinished(folder: Path) -> list[str]:
    """What stands in a folder without being anybody's result."""
    return [path.name for path in folder.rglob(".*") if path.name != ".ipynb_checkpoints"]


def run(amount: float, seed: int) -> Iterator[Row]:
    """The kills, each command and each signal in turn."""
    chance = random.Random(seed)
    each = max(round(amount * KILLS / (2 * len(COMMANDS))), 1)
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        for command in COMMANDS:
            project = lay_project(Path(folder) / command.name)
            yield from kill_command(command, project, each, chance)


def kill_command(command: Command, project: Path, each: int, chance: random.Random) -> Iterator[Row]:
    """Two rows: one of kills at moments, one of kills at writes."""
    moments, writes = Row("kills", f"{command.name}, at random moments"), Row("kills", f"{command.name}, at writes")
    wholes = results(command, project, moments)
    for turn in range(each):
        number = chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
        make_room(command, project)
        lay_texts(project, turn % 2)
        trial = Trial(command, project)
        trial.wait(0.05 + chance.random() * command.seconds)
        judge(trial, number, command, project, wholes, moments)
    yield finish(command, project, wholes, moments)
    for turn in range(each if command.results else 0):
        number = chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
        make_room(command, project)
        lay_texts(project, turn % 2)
        trial = Trial(command, project, at=chance.randrange(WRITES), number=number)
        judge(trial, None, command, project, wholes, writes)
    if command.results:
        yield finish(command, project, wholes, writes)


def results(command: Command, project: Path, row: Row) -> list[dict[str, bytes]]:
    """What whole runs leave of the texts at one turn and at the other."""
    wholes = []
    for turn in (0, 1):
        lay_texts(project, turn)
        wholes.append(succeed(command, project, row))
    return wholes


def make_room(command: Command, project: Path) -> None:
    """For a command that renews nothing: its results of before are taken away."""
    if not command.renews:
        shutil.rmtree(project / command.results, ignore_errors=True)


def succeed(command: Command, project: Path, row: Row) -> dict[str, bytes]:
    """What a whole run leaves, for comparison; nothing unfinished may stand beside it."""
    make_room(command, project)
    trial = Trial(command, project)
    code, said, _ = trial.end()
    if code != 0:
        row.fail("crashes", f"{command.name} ends with {code}: {said[-300:]}")
    if left := [*trial.alive(3), *trial.temporary.rglob("*.json")]:
        row.fail("wrong", f"{command.name} leaves {left}")
    if left := unfinished(project):
        row.fail("wrong", f"{command.name} leaves {left}")
    trial.sweep()
    return contents(project)


def judge(
    trial: Trial, number: int | None, command: Command, project: Path, wholes: list[dict[str, bytes]], row: Row
) -> None:
    """One kill, and what is then true."""
    row.tried += 1
    if number is not None:
        trial.send(number)
    code, said, seconds = trial.end()
    told = f"{command.name} (signal {number or 'at a write'}, code {code}): "
    if code == 130:
        row.refused += 1
        if said.splitlines()[-1:] != [SAID] or "Traceback" in said:
            row.fail("wrong", told + said[-300:])
        if left := [*trial.alive(0.5), *trial.temporary.rglob("*.json")]:
            row.fail("wrong", f"{told}left {left}")
        if left := [name for name in unfinished(project) if name not in trial.before]:  # by a kill before it
            row.fail("wrong", f"{told}left {left}")
    elif code == 0:
        row.answered += 1
    elif code == -signal.SIGKILL:
        row.answered += 1
        if left := trial.alive(5):  # kernels look once a second whether they are wanted
            row.fail("wrong", f"{told}left {left}")
    else:
        row.fail("crashes", told + said[-300:])
    if number is not None and seconds > 2 * ANSWER and code != 0:
        row.fail("hangs", f"{told}{seconds:.1f} s")
    now, *known = (parts(command, files) for files in (contents(project), *wholes))
    for part in {part for files in (now, *known) for part in files}:
        there = [files.get(part, {}) for files in known] + [{}] * (not command.renews)
        # a kill between two files that take their places together is found out by the digests of the index
        told_of = code == -signal.SIGKILL and f"{part}/index.json" in now.get(part, {}) and find_damage(project / part)
        if now.get(part, {}) not in there and not told_of:
            row.fail("wrong", f"{told}{part} is neither the old nor the new")
    trial.sweep()


def parts(command: Command, files: dict[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files that belong together: of `build`, those of each folder; of others, the results; and the rest, without
    the texts."""
    found: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        own = command.results and name.startswith(f"{command.results}/")
        whole = "/".join(name.split("/")[:2]) if command.results == "build" else command.results
        if not name.startswith("seeds/"):
            found.setdefault(whole if own else "the rest", {})[name] = content
    return found


def finish(command: Command, project: Path, wholes: list[dict[str, bytes]], row: Row) -> Row:
    """The row, after a run that succeeds and leaves what the first one left."""
    lay_texts(project, 0)
    if succeed(command, project, row) != wholes[0]:
        row.fail("wrong", f"{command.name} leaves other files than before")
    return row
