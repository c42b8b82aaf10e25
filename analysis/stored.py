"""Counts on disk: a TermMatrix that is opened and not read, and what was counted of each batch of files."""

import hashlib
import io
import json
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
from analysis.files import discard, name_unfinished, replace_folder, save_file
from analysis.terms import TermMatrix

_ARRAYS = ("data", "indices", "indptr")
_FILES = {"rows.csv", "terms.txt", *(f"{name}.npy" for name in _ARRAYS)}
_FORM = 1  # of what is stored


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
        The folder: three arrays, rows.csv, and terms.txt with a term a line.

    Raises
    ------
    AnalysisError
        For a folder that holds other things, and one that cannot be written.
    """
    check_kind("save_matrix", matrix, "TermMatrix")
    folder = Path(folder)
    if folder.exists() and not (folder.is_dir() and {path.name for path in folder.iterdir()} <= _FILES):
        raise AnalysisError(f"{folder} holds other things than a matrix; give a folder that is empty or not there.")
    part = name_unfinished(folder.parent)
    try:
        part.mkdir(parents=True)
        for name in _ARRAYS:
            np.save(part / f"{name}.npy", getattr(matrix.counts, name))
        matrix.rows.to_csv(part / "rows.csv", index=False)
        (part / "terms.txt").write_text("\n".join(matrix.terms), "utf-8")
        replace_folder(part, folder)
    except OSError as error:
        raise AnalysisError(f"{folder} cannot be written ({error.strerror}).") from None
    finally:
        discard(part)
    return folder


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
        counts = sparse.csr_matrix((data, indices, indptr), shape=(len(rows), len(terms)), copy=False)
        if indptr[-1] != len(indices):
            raise ValueError
    except (OSError, ValueError, KeyError) as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else "is damaged"
        raise AnalysisError(f"The matrix in {folder} {why}; save it anew with save_matrix(matrix, folder).") from None
    return TermMatrix(counts, rows, terms)


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


def read_part(path: Path) -> TermMatrix | None:
    """What was stored of a batch, None where nothing was; what is damaged is said, and counted anew."""
    try:
        with np.load(path) as held:
            rows = pd.DataFrame(json.loads(held["rows"].tobytes()))
            told = held["terms"].tobytes().decode()
            terms = pd.Index(told.split("\n") if told else [], dtype="str", name="term")
            arrays = tuple(held[name] for name in _ARRAYS)
            return TermMatrix(sparse.csr_matrix(arrays, shape=(len(rows), len(terms))), rows, terms)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        warn_user(f"The stored counts in {path.name} are damaged; they are counted anew.")
        return None


def write_part(path: Path, part: TermMatrix) -> None:
    """Store what was counted of a batch; where that cannot be, it is said and the counting goes on."""
    content = io.BytesIO()
    told = {"rows": json.dumps(part.rows.to_dict("list")), "terms": "\n".join(part.terms)}
    held: dict[str, Any] = {name: np.frombuffer(text.encode(), dtype=np.uint8) for name, text in told.items()}
    np.savez(content, **held, **{name: getattr(part.counts, name) for name in _ARRAYS})
    try:
        save_file(path, content.getvalue())
    except OSError as error:
        warn_user(f"Counts cannot be stored in {path.parent} ({error.strerror}); all is counted all the same.")
