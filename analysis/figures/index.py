"""What a folder of figures says of itself: its index, by which files are known as drawn here, changed, or damaged."""

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pandas as pd
from PIL import Image

from analysis.errors import AnalysisError
from analysis.figures.marks import read_marks

INDEX = "index.json"
SUFFIXES = (".png", ".svg", ".pdf", ".csv")
FORMATS = ("png", "svg", "pdf")
_TOLD = ("caption", "alt", "digest")
_DIGESTS = ("digest", *FORMATS)


def read_index(folder: str | Path) -> dict[str, dict]:
    """What index.json of a folder says: name → caption, alt, digest (of the CSV), and the digest of each picture by its
    format; empty when there is none."""
    path = Path(folder) / INDEX
    try:
        index = json.loads(path.read_text("utf-8")) if path.exists() else {}
        told = {
            name: {key: str(entry[key]) for key in (*_TOLD, *(kind for kind in FORMATS if kind in entry))}
            for name, entry in index.items()
        }
        if all(name.isidentifier() for name in told):  # and no way out of the folder
            return told
        raise ValueError
    except OSError as error:
        raise AnalysisError(f"{path} cannot be read: {error.strerror or error}; choose another folder.") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise AnalysisError(
            f"{path} is not an index of figures; choose another folder, or delete it and draw all figures again."
        ) from None


def read_pictures(folder: str | Path) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """The pictures of a folder: caption → what is drawn, and where its marks stand; none where there is no index."""
    folder, marks, found = Path(folder), read_marks(folder), {}
    for name, entry in read_index(folder).items():
        with suppress(OSError, ValueError):  # one that is missing or damaged stands without links
            if name in marks:
                table = pd.read_csv(folder / f"{name}.csv", dtype_backend="numpy_nullable")
                found[entry["caption"]] = table, marks[name]
    return found


def find_damage(folder: str | Path) -> list[str]:
    """Files of a folder of figures that are not as they were written, a sentence each; none where all are whole."""
    try:
        index = read_index(folder)
    except AnalysisError as error:
        return [str(error).rstrip(".")]
    damaged = []
    for name, entry in index.items():
        for suffix in sorted(SUFFIXES):
            path = Path(folder) / f"{name}{suffix}"
            if path.exists() and not _is_whole(path, _digests(entry, suffix) or ""):
                damaged.append(path.name)
    few = "are not as they were written" if len(damaged) > 1 else "is not as it was written"
    return [f"{', '.join(damaged)} in {Path(folder).name}/ {few}"] if damaged else []


def _is_whole(path: Path, digest: str) -> bool:
    if not path.is_file():
        return False
    content = path.read_bytes()
    if digest or path.suffix == ".csv":
        return digest_of(content) == digest
    if path.suffix == ".pdf":
        return content.rstrip().endswith(b"%%EOF")
    if path.suffix == ".svg":
        return content.rstrip().endswith(b"</svg>")
    try:
        Image.open(io.BytesIO(content)).verify()
    except Exception:  # the library tells of damage in many ways
        return False
    return content.endswith(b"IEND\xaeB`\x82")


def index_file(index: dict[str, dict[str, str]]) -> bytes:
    """index.json, a figure's entry after another's."""
    return (json.dumps(dict(sorted(index.items())), ensure_ascii=False, indent=1) + "\n").encode()


def join_entries(old: dict[str, str], new: dict[str, str]) -> dict[str, str]:
    """An entry that knows the digests of the old files and of the new."""
    digests = {key: " ".join(dict.fromkeys(one[key] for one in (old, new) if key in one)) for key in _DIGESTS}
    return old | new | {key: told for key, told in digests.items() if told}


def own_files(folder: Path, name: str, entry: dict[str, str]) -> Iterator[str]:
    """The files of a figure that stand as they were drawn; of an index of before, which tells of no picture, all."""
    for suffix in SUFFIXES:
        path, known = folder / f"{name}{suffix}", _digests(entry, suffix)
        if path.is_file() and (known == "" or digest_of(path.read_bytes()) in (known or "").split()):
            yield path.name


def check_own(path: Path, content: bytes, entry: dict[str, str]) -> None:
    """Refuse to replace a file that was not drawn here, or that somebody has worked on since."""
    held, known = path.read_bytes(), _digests(entry, path.suffix)
    if held != content and known != "" and digest_of(held) not in (known or "").split():
        what = "was changed since it was drawn" if known else "was not drawn here"
        raise AnalysisError(
            f"{path.parent} holds {path.name}, which {what} and would be lost; move it away, or choose another folder."
        )


def _digests(entry: dict[str, str], suffix: str) -> str | None:
    """By what a file of a figure is known; None for one that was not drawn, "" for a picture in an index of before,
    which tells of tables only."""
    of_before = bool(entry) and set(FORMATS).isdisjoint(entry)
    return entry.get("digest" if suffix == ".csv" else suffix[1:], "" if of_before else None)


def digest_of(content: bytes) -> str:
    """By what the content of a file is known again."""
    return hashlib.sha256(content).hexdigest()
