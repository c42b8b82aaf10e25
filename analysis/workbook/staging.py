"""A folder that stands whole or not at all: built beside its place, and moved there when it is finished."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import AnalysisError
from analysis.files import discard, name_unfinished, replace_folder

CONTENTS = "contents.json"  # what was written there, so that a later run knows its own files from a reader's
_LITTER = {".DS_Store", "Thumbs.db", "desktop.ini", CONTENTS}  # what file managers leave; nobody's work


@contextmanager
def built_folder(out: Path, *, renewable: bool = True) -> Iterator[Path]:
    """A new folder beside `out`, to be filled in the block; it becomes `out` when the block ends without an error.

    A folder that an earlier run made, in which nobody has changed or added a file, is replaced if `renewable`; any
    other content is left alone. Errors: AnalysisError for such content, and where the folder cannot be written.
    """
    out = Path(os.path.abspath(out))
    check_free(out, renewable=renewable)
    stage = name_unfinished(out.parent)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        stage.mkdir()
        yield stage
        if renewable:
            _list_contents(stage)
        check_free(out, renewable=renewable)  # a reader may have used the time
        replace_folder(stage, out)
    except OSError as error:
        raise _unwritable(out, error) from None
    finally:
        discard(stage)


def check_free(out: Path, *, renewable: bool = True) -> None:
    """Raise one sentence where `out` holds anything but what an earlier run has written there."""
    if not out.exists():
        return
    if not out.is_dir():
        raise AnalysisError(f"{out} is a file; choose another folder with --out.")
    found = [path for path in sorted(out.rglob("*")) if path.is_file() and path.name not in _LITTER]
    known = _read_contents(out) if renewable else {}
    for path in found:
        name = path.relative_to(out).as_posix()
        if name not in known:
            raise AnalysisError(f"{out} holds {name}, which would be lost; choose another folder, or an empty one.")
        if known[name] != _digest(path):
            raise AnalysisError(f"{out} holds {name}, which was changed since it was written; choose another folder.")


def _read_contents(out: Path) -> dict[str, str]:
    try:
        return dict(json.loads((out / CONTENTS).read_text("utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _list_contents(folder: Path) -> None:
    files = {path.relative_to(folder).as_posix(): _digest(path) for path in folder.rglob("*") if path.is_file()}
    told = {"made by": "python -m analysis", "files": dict(sorted(files.items()))}
    (folder / CONTENTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _unwritable(out: Path, error: OSError) -> AnalysisError:
    return AnalysisError(f"{out} cannot be written: {error.strerror or error}; choose another folder with --out.")
