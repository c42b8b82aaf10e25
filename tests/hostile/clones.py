"""Two copies of the project in two other folders and two other settings: what they make is the same to the byte.

One lies in a folder with spaces and letters of other scripts; locale, time zone, hash seed and threads differ.
An amount of 1 is the whole `build`; a smaller one the commands `read` and `figures`, for a few figures.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.hostile.rows import Row

ROOT = Path(__file__).parents[2]
FEW = ("who_speaks", "word_contrasts", "name_contrasts")
SECONDS = 1800
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LOKY_MAX_CPU_COUNT")
PLACES = {
    "one": {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "Zwei Erzählungen – δύο": {
        "LC_ALL": "C",
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "4242",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONUTF8": "0",
        **dict.fromkeys(_THREADS, "1"),
    },
}


def run(amount: float, seed: int) -> Iterator[Row]:
    """One row: files that two copies made, and how many differ."""
    with tempfile.TemporaryDirectory(prefix="clones-") as folder:
        yield compare_copies(Path(folder), whole=amount >= 1)


def compare_copies(folder: Path, *, whole: bool, figures: tuple[str, ...] = FEW) -> Row:
    """What two copies make of the same texts, file by file."""
    row = Row("clones", "the whole build" if whole else "read and a few figures")
    one, two = (_make(folder / name, settings, whole, figures, row) for name, settings in PLACES.items())
    for name in sorted(one.keys() | two.keys()):
        row.tried += 1
        if one.get(name) == two.get(name):
            row.answered += 1
        else:
            row.fail("wrong", f"{name} differs, or is made by one copy only")
    return row


def _make(folder: Path, settings: dict[str, str], whole: bool, figures: tuple[str, ...], row: Row) -> dict[str, bytes]:
    _copy(folder)
    commands = [["figures", *figures, "--corpus", "seeds", "--out", "build/few"]]
    if len(figures) > 1:
        commands.append(["read", "seeds"])
    made = {}
    for command in [["build"]] if whole else commands:
        ran = subprocess.run(
            [sys.executable, "-m", "analysis", *command],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(folder)} | settings,
            capture_output=True,
            timeout=SECONDS,
        )
        if ran.returncode:
            row.fail(
                "crashes", f"{command[0]} ends with {ran.returncode}: {ran.stderr[-300:].decode(errors='replace')}"
            )
        made[f"what {command[0]} says"] = _with_all_letters(ran.stdout)
    files = (path for path in sorted((folder / "build").rglob("*")) if path.is_file())
    return made | {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _with_all_letters(said: bytes) -> bytes:
    """What was said, as a console that lacks letters shows it."""
    return said.decode("utf-8").encode("ascii", "backslashreplace")


def _copy(folder: Path) -> None:
    """The files that git knows, as they are now."""
    folder.mkdir(parents=True)
    named = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, named.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
