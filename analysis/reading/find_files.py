"""What a person names (files, folders, globs, lists of these) to the files that are read."""

import glob
import os
import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import ReadError
from analysis.reading.english import words
from analysis.reading.formats import REFUSED, SUFFIXES

TABLES = (".csv", ".tsv", ".xlsx")  # tables of texts: corpus_from_table


class Found(NamedTuple):
    """The files, the folders that are read as a whole, and what lies in these unread."""

    files: list[Path]
    folders: list[Path]
    left_out: tuple[str, ...]


def find_files(source) -> Found:
    """The files that `read_corpus` reads; each once, and no two of one name."""
    files: dict[str, Path] = {}  # by where they are, so that a folder and a glob may overlap
    folders, alone = [], []
    for given in _as_paths(source):
        if os.path.isdir(given):
            folders.append(given)
            found = _files_in(given)
        elif not os.path.exists(given) and glob.has_magic(str(given)):
            found = _matching(str(given))
        else:
            _check_file(given)
            if os.path.abspath(given) in alone:
                raise ReadError(f"{given.name} is given twice; name it once.")
            alone.append(os.path.abspath(given))
            found = [given]
        files |= {os.path.abspath(path): path for path in found}
    if not files:
        told = str(source) if isinstance(source, str | PathLike) else ", ".join(map(str, source))
        raise ReadError(f"There is nothing to read in {told!r:.80}; put files ending in {', '.join(SUFFIXES)} there.")
    _check_names(files.values())
    return Found(list(files.values()), folders, tuple(name for folder in folders for name in _left_out(folder)))


def _as_paths(source) -> list[Path]:
    one = str | PathLike | bytes | Mapping | Corpus | pd.DataFrame
    alone = isinstance(source, one) or not isinstance(source, Iterable)
    given = [source] if alone else list(source)
    wrong = [_called(item) for item in given if not isinstance(item, str | PathLike) or not str(item)]
    if wrong or not given:
        came = wrong[0] if wrong else "an empty list"
        advice = "; texts that you hold as strings go to corpus_from_texts" if isinstance(source, Mapping) else ""
        advice = "; a table of texts goes to corpus_from_table" if isinstance(source, pd.DataFrame) else advice
        raise ReadError(f'read_corpus was given {came}; give it a folder or a list of files, such as "seeds"{advice}.')
    return [Path(item) for item in given]


def _called(item: object) -> str:
    plain = item is None or isinstance(item, str | int | float)
    return repr(item) if plain else f"a value of type {type(item).__name__}"


def _check_file(path: Path) -> None:
    suffix = path.suffix.lower()
    if not os.path.exists(path):  # False, not an error, for what cannot be a name
        name = f"{path!s:.60}"
        raise ReadError(f"There is no file or folder {name!r}; check the spelling and the folder you are in.")
    if suffix in REFUSED:
        raise ReadError(f"{path.name} is {REFUSED[suffix]}.")
    if suffix in TABLES:
        raise ReadError(f'{path.name} is a table: read it with corpus_from_table("{path.name}", text=…, document=…).')
    if suffix not in SUFFIXES:
        raise ReadError(f"{path.name} is of a kind that is not read; save it as one of {', '.join(SUFFIXES)}.")


def _check_names(files: Iterable[Path]) -> None:
    by_stem: dict[str, Path] = {}
    for path in files:
        if not path.name.isprintable():
            raise ReadError(f"The name {path.name!r} holds a sign that cannot be shown; rename the file.")
        twin = by_stem.setdefault(path.stem, path)
        if twin is not path:
            one, other = (twin.name, path.name) if twin.name != path.name else (twin, path)
            raise ReadError(f"{one} and {other} would both be the document {path.stem!r}; rename one.")


def _matching(pattern: str) -> list[Path]:
    found = _texts(Path(path) for path in glob.glob(os.path.expanduser(pattern), recursive=True))
    if not found:
        raise ReadError(f"No file that is read matches {pattern!r:.60}; check the spelling and the folder you are in.")
    return found


def _files_in(folder: Path) -> list[Path]:
    return _texts(folder.iterdir())


def _texts(paths: Iterable[Path]) -> list[Path]:
    """The texts among these; hidden files and those that describe a folder are none."""
    texts = (path for path in paths if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in texts if not re.match(r"[.~]|readme\b|license\b", path.name, re.IGNORECASE))


# kinds of file that hold texts and are not read, beside those that are refused with what to do
_UNREAD = {*REFUSED, *words(".azw .djvu .ps .ppt .pptx .odp .fb2 .sxw .rtfd .gdoc .lit .xps")}


def _left_out(folder: Path) -> list[str]:
    """Names of the files in a folder that hold texts and are of no kind that is read."""
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in _UNREAD and path.name[0] not in ".~")
