"""Counts on disk: a TermMatrix that is opened and not read, and what was counted of each batch of files."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.door import checked
from analysis.errors import AnalysisError, check_kind, warn_user
from analysis.files import discard, files_in, name_unfinished, replace_folder, save_file
from analysis.terms import TermMatrix

_ARRAYS = ("data", "indices", "indptr")
_FILES = {"rows.csv", "terms.txt", "shape.npy", *(f"{name}.npy" for name in _ARRAYS)}
_FORM = 2  # of what is stored


@checked
def save_matrix(matrix: TermMatrix, folder: str | Path) -> Path:
    """Put a TermMatrix on disk, to be opened by `load_matrix` in an instant however large it is.

    Parameters
    ----------
    matrix : TermMatrix
        As `term_matrix` or `count_files` gives it.
    folder : str or Path
        Where; what `save_matrix` put there before is replaced whole, anything else is left alone.

    Returns
    -------
    Path
        The folder: four arrays, rows.csv, and terms.txt with a term a line.

    Raises
    ------
    AnalysisError
        For a folder that holds other things, one that cannot be written, and a term with a line's end.
    """
    check_kind("save_matrix", matrix, "TermMatrix")
    if any(re.search("[\n\r\ud800-\udfff]", term) for term in matrix.terms):
        raise AnalysisError("A term holds a line's end or a sign that cannot be written; take such terms out before.")
    folder = Path(folder).resolve()
    _check_matrix(folder)
    part = name_unfinished(folder.parent)
    try:
        part.mkdir(parents=True)
        for name in _ARRAYS:
            np.save(part / f"{name}.npy", getattr(matrix.counts, name))
        np.save(part / "shape.npy", matrix.counts.shape)
        matrix.rows.to_csv(part / "rows.csv", index=False)
        (part / "terms.txt").write_text("\n".join(matrix.terms), "utf-8")
        _check_matrix(folder)  # a reader may have used the time
        replace_folder(part, folder)
    except OSError as error:
        raise AnalysisError(f"{folder} cannot be written ({error.strerror or error}).") from None
    finally:
        discard(part)
    return folder


def _check_matrix(folder: Path) -> None:
    """Refuse to replace what is no matrix, whole and with nothing beside it."""
    try:
        names = {path.relative_to(folder).as_posix() for path in files_in(folder)} if folder.is_dir() else set()
    except OSError as error:
        raise AnalysisError(f"{folder} cannot be read ({error.strerror or error}); give another folder.") from None
    if names not in (set(), _FILES) or (folder.exists() and not folder.is_dir()):
        raise AnalysisError(f"{folder} holds other things than a matrix; give a folder that is empty or not there.")


@checked
def load_matrix(folder: str | Path) -> TermMatrix:
    """Open what `save_matrix` stored; its counts stay on disk and are read as they are used.

    Parameters
    ----------
    folder : str or Path
        Where it lies.

    Returns
    -------
    TermMatrix
        As it was saved; its counts cannot be written to.

    Raises
    ------
    AnalysisError
        For a folder that is not there, or whose files do not fit each other.
    """
    folder = Path(folder)
    try:
        data, indices, indptr = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _ARRAYS)
        rows = pd.read_csv(folder / "rows.csv", dtype={"document": "str"}, keep_default_na=False)
        told = (folder / "terms.txt").read_text("utf-8")
        terms = pd.Index(told.split("\n") if told else [], dtype="str", name="term")
        shape = tuple(np.load(folder / "shape.npy").tolist())
        if shape != (len(rows), len(terms)) or not _fit(data, indices, indptr, shape):
            raise ValueError
        counts = sparse.csr_matrix((data, indices, indptr), shape=shape, copy=False)
    except (OSError, ValueError, KeyError) as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else "is damaged"
        raise AnalysisError(f"The matrix in {folder} {why}; save it anew with save_matrix(matrix, folder).") from None
    return TermMatrix(counts, rows, terms)


def _fit(data: np.ndarray, indices: np.ndarray, indptr: np.ndarray, shape: tuple[int, int]) -> bool:
    """Whether arrays are those of a sparse matrix of this shape, which scipy takes on trust and may die of."""
    borders = len(indptr) == shape[0] + 1 and indptr[0] == 0 and (np.diff(indptr) >= 0).all()
    whole = borders and indptr[-1] == len(indices) == len(data)
    return bool(whole and indices.min(initial=0) >= 0 and indices.max(initial=-1) < shape[1])


@cache
def code_key() -> bytes:
    """What tells one state of this program from another: nothing counted by another may be taken for its own."""
    digest, here = hashlib.blake2b(str(_FORM).encode()), Path(__file__).parent
    for path in sorted(
        [here / "corpus.py", *here.glob("reading/**/*.py"), *here.glob("terms/*.py"), *here.glob("data/*.txt")]
    ):
        digest.update(path.read_bytes())
    return digest.digest()


def batch_key(paths: Iterable[Path], options: object) -> str | None:
    """What tells a batch of files, as they are now, and the options by which they are counted; None for no answer."""
    digest = hashlib.blake2b(code_key() + repr(options).encode(), digest_size=20)
    try:
        for path in paths:
            content = path.read_bytes()
            digest.update(f"{path.name}\n{len(content)}\n".encode())
            digest.update(content)
    except OSError:  # the reader will say it
        return None
    return digest.hexdigest()


def read_part(path: Path) -> tuple[TermMatrix, list[str], list[str]] | None:
    """What `write_part` stored of a batch, None where nothing was; what is damaged is said."""
    try:
        with np.load(path) as held:
            told = json.loads(held["told"].tobytes())
            data, indices, indptr = (held[name] for name in _ARRAYS)
            rows, terms = pd.DataFrame(told["rows"]), pd.Index(told["terms"], dtype="str", name="term")
            shape = len(rows), len(terms)
            if told["key"] != path.stem or not _fit(data, indices, indptr, shape):
                raise ValueError
            matrix = TermMatrix(sparse.csr_matrix((data, indices, indptr), shape=shape), rows, terms)
            return matrix, told["said"], told["without"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        warn_user(f"The stored counts in {path.name} are damaged; they are counted anew.")
        return None


def write_part(path: Path, part: TermMatrix, said: list[str], without: list[str]) -> None:
    """Store what was counted of a batch, with what was warned of and the documents that have no row.

    Where that cannot be, it is said and the counting goes on.
    """
    told: dict[str, Any] = {"key": path.stem, "said": said, "without": without}
    told |= {"rows": part.rows.to_dict("list"), "terms": list(part.terms)}
    arrays = {name: getattr(part.counts, name) for name in _ARRAYS}
    content = io.BytesIO()
    np.savez(content, told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8), **arrays)
    try:
        save_file(path, content.getvalue())
    except OSError as error:
        why = error.strerror or error
        warn_user(f"Counts cannot be stored in {path.parent} ({why}); all is counted all the same.")
