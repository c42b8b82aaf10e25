"""Files and folders that stand whole or not at all: the one way in which this project writes.

What is not finished has a name of its own (`.unfinished-…`, which git ignores) beside its place. It goes when the
program ends, however it ends; only a kill leaves it, and then the next run that writes there removes it.
"""

import atexit
import errno
import os
import platform
import re
import secrets
import shutil
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

CONTENTS = "contents.json"  # what a run wrote into a folder, so that a later one knows its own files from a reader's
# what file managers, office programs and editors leave beside files; nobody's work
_LITTER = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|\.directory|__MACOSX|\._.*|\.~lock\..*|~\$.*|.*~|\..*\.sw[a-z]|\.ipynb_checkpoints"
)
_UNFINISHED, _REPLACED = ".unfinished-", ".replaced-"  # what is to be; what was, until the new stands in its place
_NAME = re.compile(r"\.(?:unfinished|replaced)-(\w*)-(\d+)-[0-9a-f]+")
_begun: set[Path] = set()


def save_file(path: Path, content: bytes) -> None:
    """Replaces a file in one step, so that a reader finds the old one or the new one and never a part.

    Folders are made where they are missing. Errors: OSError, for the caller to put into words.
    """
    save_files([(path, content)])


def save_files(files: Iterable[tuple[Path, bytes]]) -> None:
    """Several files that belong together, in their order: all are written before the first takes its place, and whoever
    asks for an end meanwhile waits until the last has. Errors: OSError."""
    parts: list[tuple[Path, Path]] = []
    try:
        for path, content in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = name_unfinished(path.parent)
            parts.append((path, part))
            part.write_bytes(content)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "a folder stands in a file's place", str(path))
            if path.exists():
                shutil.copymode(path, part)  # who may read it
        with _uninterrupted():
            for path, part in parts:
                os.replace(part, path)
    finally:
        for _, part in parts:
            discard(part)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Signals that end a program are answered when the block has ended."""
    came: list[int] = []
    here = threading.current_thread() is threading.main_thread()
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if here and hasattr(signal, name)]
    before = {getattr(signal, name): signal.getsignal(getattr(signal, name)) for name in names}
    try:
        for number in before:
            signal.signal(number, lambda number, frame: came.append(number))
        yield
    finally:
        for number, answer in before.items():
            signal.signal(number, signal.SIG_DFL if answer is None else answer)
        for number in came:
            signal.raise_signal(number)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Who reads a file of a folder to write it anew in this block waits for others that do; where no lock can be had
    (Windows, some network drives), nobody waits."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # it may not be looked into
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, but for what programs leave there. Errors: OSError for a folder that may not be looked
    into, which may hold some."""

    def stop(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(folder, onerror=stop):
        folders[:] = sorted(name for name in folders if not _LITTER.fullmatch(name))
        names += [name for name in folders if os.path.islink(os.path.join(place, name))]
        yield from (Path(place, name) for name in sorted(names) if not _LITTER.fullmatch(name))


def replace_folder(stage: Path, out: Path) -> None:
    """A new folder in an old one's place, if there is one; the old one comes back where that fails."""
    kept = name_unfinished(out.parent, _REPLACED)
    try:
        if out.exists():
            kept.mkdir()
            os.replace(out, kept / out.name)
        os.replace(stage, out)
    finally:
        discard(kept)


def name_unfinished(folder: Path, kind: str = _UNFINISHED) -> Path:
    """A free name in a folder, for what is not finished; `discard` it in the end, whatever became of it."""
    folder = folder.absolute()
    _sweep(folder)
    if not _begun:
        atexit.register(_end)
    path = folder / f"{kind}{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
    _begun.add(path)
    return path


def discard(path: Path) -> None:
    """Removes what is not finished; what it was to replace goes back to its place, where that is empty."""
    with suppress(OSError):
        if path.name.startswith(_REPLACED) and path.is_dir():
            for old in path.iterdir():
                if not (path.parent / old.name).exists():
                    os.replace(old, path.parent / old.name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    if not path.exists():
        _begun.discard(path)


def _end() -> None:
    """What an interruption at an unlucky moment has left."""
    for path in list(_begun):
        if _owner(path.name) == (_machine(), os.getpid()):  # and not those of the process that this one was split from
            discard(path)


@cache
def _sweep(folder: Path) -> None:
    """Removes what a killed run left in a folder; what a living one, or one of another machine, works on is left."""
    with suppress(OSError):
        for path in folder.iterdir():
            machine, number = _owner(path.name)
            if machine == _machine() and not _lives(number):
                discard(path)


def _owner(name: str) -> tuple[str, int]:
    found = _NAME.fullmatch(name)
    return (found[1], int(found[2])) if found else ("", 0)


@cache
def _machine() -> str:
    name = re.sub(r"\W|_", "", platform.node(), flags=re.ASCII)[:20] or "here"
    with suppress(OSError):  # containers of one name have processes of their own
        name += str(os.stat("/proc/self/ns/pid").st_ino)
    return name


def _lives(number: int) -> bool:
    import psutil

    return psutil.pid_exists(number)
