"""A folder that stands whole or not at all: built beside its place, and moved there when it is finished."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.errors import AnalysisError
from analysis.files import CONTENTS, discard, files_in, name_unfinished, replace_folder

_ADVICE = "move it away, or choose another folder"
_MADE = "python -m analysis"


@contextmanager
def built_folder(out: Path, *, renewable: bool = True, of: str = "", asked: bool = True) -> Iterator[Path]:
    """A new folder beside `out`, to be filled in the block; it becomes `out` when the block ends without an error.

    A folder that an earlier run made, in which nobody has changed or added a file, is replaced if `renewable`; any
    other content is left alone. `of`: what the folder is made of; where nobody `asked` for this very place, one that is
    made of something else is left alone as well. Errors: AnalysisError for such content, and where the folder cannot be
    written.
    """
    if not asked and _read_list(_real(out)).get("of", of) != of:
        raise AnalysisError(
            f"{out} holds a report of other texts, or of these from another place; name one with --out."
        )
    check_free(out, renewable=renewable)
    out = _real(out)
    stage = name_unfinished(out.parent)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        stage.mkdir()
        yield stage
        if renewable:
            _list_contents(stage, of)
        check_free(out, renewable=renewable)  # a reader may have used the time
        replace_folder(stage, out)
    except OSError as error:
        raise _unwritable(out, error) from None
    finally:
        discard(stage)


def check_free(out: Path, *, renewable: bool = True) -> None:
    """Raise one sentence where `out` holds anything but what an earlier run has written there."""
    place = _real(out)
    if not place.exists():
        return
    if not place.is_dir():
        raise AnalysisError(f"{out} is a file; choose another folder with --out.")
    try:
        _check_contents(place, _read_contents(place) if renewable else {})
        inside = Path.cwd().is_relative_to(place)
    except OSError as error:
        raise AnalysisError(f"{out} cannot be read: {error.strerror or error}; choose another folder.") from None
    if inside:
        raise AnalysisError(f"{out} is the folder you are in, which a new one would replace; name a new folder in it.")


def _real(out: Path) -> Path:
    """The folder itself, where `out` is a link to it."""
    try:
        return out.resolve()
    except (OSError, RuntimeError) as error:  # links that lead round in a circle
        raise AnalysisError(f"{out} leads nowhere ({error}); choose another folder.") from None


def _check_contents(out: Path, known: dict[str, str]) -> None:
    for path in files_in(out):
        name = path.relative_to(out).as_posix()
        if name not in known:
            raise AnalysisError(f"{out} holds {name}, which would be lost; move it away, or choose another folder.")
        if not path.is_file() or known[name] != _digest(path):
            raise AnalysisError(
                f"{out} holds {name}, which was changed since it was written; move it away, or choose another folder."
            )


def _read_contents(out: Path) -> dict[str, str]:
    """What an earlier run wrote, by its own list; nothing where somebody else wrote that file."""
    files = _read_list(out).get("files")
    return files | {CONTENTS: _digest(out / CONTENTS)} if isinstance(files, dict) else {}


def _read_list(out: Path) -> dict[str, Any]:
    try:
        told = json.loads((out / CONTENTS).read_text("utf-8"))
        return told if isinstance(told, dict) and told.get("made by") == _MADE else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _list_contents(folder: Path, of: str) -> None:
    files = {path.relative_to(folder).as_posix(): _digest(path) for path in files_in(folder)}
    told = {"made by": _MADE, "of": of, "files": dict(sorted(files.items()))}
    (folder / CONTENTS).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _unwritable(out: Path, error: OSError) -> AnalysisError:
    return AnalysisError(f"{out} cannot be written: {error.strerror or error}; choose another folder with --out.")
