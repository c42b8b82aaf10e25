"""What a person names (files, folders, globs, lists of these) to the files that are read."""

import glob
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from difflib import get_close_matches
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.corpus import Corpus
from analysis.errors import ReadError
from analysis.files import CONTENTS
from analysis.naming import document_name
from analysis.reading.english import words
from analysis.reading.formats import REFUSED, SUFFIXES

TABLES = (".csv", ".tsv", ".xlsx")  # tables of texts: corpus_from_table

_MOST_FOLDERS = 1_000  # that are looked into
_LONGEST = 80  # letters of a path that a sentence repeats
_TOLD = ("corpus.toml", "codings.csv")  # what lies beside texts and tells of them
# hidden files, those of programs at work, and those that describe a folder
_BESIDE = re.compile(
    r"(?i)\..*|~\$.*|.*~|(?:readme|licen[cs]e)(?:\.\w+)*|(?:copying|makefile)|thumbs\.db|desktop\.ini|__\w+__"
)
# kinds of file that hold no texts, or no text of their own: pictures, sound, tables, settings, programs
_NO_TEXT = {
    *words(".png .jpg .jpeg .gif .svg .webp .tif .tiff .bmp .ico .heic .mp3 .wav .m4a .ogg .flac .mp4 .mov .avi .mkv"),
    *words(".xls .ods .json .jsonl .yaml .yml .toml .ini .cfg .bib .ris .enl .py .ipynb .r .js .css .sh .bat"),
    *TABLES,
}


class Found(NamedTuple):
    """The files, the folders that are read as a whole, and what lies in these unread."""

    files: list[Path]
    folders: list[Path]
    left_out: tuple[str, ...]


def find_files(source) -> Found:
    """The files that `read_corpus` reads; each once, and no two of one name."""
    files: dict[str, Path] = {}  # by where they are, so that a folder and a glob may overlap
    folders, alone, left_out = [], [], list[str]()
    for given in _as_paths(source):
        if os.path.isdir(given):
            folders.append(given)
            found, unread = _read_folder(given)
            left_out += unread
        elif not os.path.exists(given) and glob.has_magic(str(given)):
            found = _matching(str(given))
        else:
            _check_file(given)
            if os.path.abspath(given) in alone:
                raise ReadError(f"{given.name} is given twice; name it once.")
            alone.append(os.path.abspath(given))
            found = [given]
        files |= {os.path.abspath(path): path for path in found}
    for folder in dict.fromkeys([*folders, *(path.parent for path in files.values())]):
        _check_told(folder)
    if not files:
        told = str(source) if isinstance(source, str | PathLike) else ", ".join(map(str, source))
        inner = next((name for name in left_out if name.endswith("/")), "")
        if inner and len(folders) == 1:
            raise ReadError(f"There is nothing to read in {told!r:.80} itself; name its folder {inner} with texts.")
        raise ReadError(f"There is nothing to read in {told!r:.80}; put files ending in {', '.join(SUFFIXES)} there.")
    _check_names(files.values())
    return Found(list(files.values()), folders, tuple(left_out))


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
    return [_at_home(Path(item)) for item in given]


def _at_home(path: Path) -> Path:
    """A path that begins with ~ as a shell reads it, where there is none of that very name."""
    if str(path).startswith("~") and not os.path.exists(path):
        return Path(os.path.expanduser(path))
    return path


def _called(item: object) -> str:
    plain = item is None or isinstance(item, str | int | float)
    return repr(item) if plain else f"a value of type {type(item).__name__}"


def _check_file(path: Path) -> None:
    suffix = path.suffix.lower()
    if not os.path.exists(path):  # False, not an error, for what cannot be a name
        name = str(path) if len(str(path)) <= _LONGEST else f"…{str(path)[-_LONGEST:]}"
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
        twin = by_stem.setdefault(document_name(path), path)
        if twin is not path:
            one, other = (twin.name, path.name) if twin.name != path.name else (twin, path)
            raise ReadError(f"{one} and {other} would both be the document {path.stem!r}; rename one.")


def _matching(pattern: str) -> list[Path]:
    pattern = os.path.expanduser(pattern)
    folder, name = os.path.split(pattern)
    if os.path.isdir(folder):  # whose own name may have brackets
        pattern = os.path.join(glob.escape(folder), name)
    found = _texts(Path(path) for path in glob.glob(pattern, recursive=True))
    if not found:
        raise ReadError(f"No file that is read matches {pattern!r:.60}; check the spelling and the folder you are in.")
    return found


def _read_folder(folder: Path) -> tuple[list[Path], list[str]]:
    """The texts in a folder, and the names of what lies there unread."""
    try:
        listed = list(folder.iterdir())
        return _texts(listed), _left_out(listed)
    except OSError as error:
        raise ReadError(f"The folder {folder} cannot be read ({error.strerror}); see who may open it.") from None


def texts_beside(folder: Path) -> list[str]:
    """Names of the files in a folder that would be read."""
    with suppress(OSError):
        return sorted(name for name in os.listdir(folder) if name.lower().endswith(SUFFIXES) and not is_beside(name))
    return []


def _texts(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.suffix.lower() in SUFFIXES and _may_be_text(path))


def _left_out(listed: Iterable[Path]) -> list[str]:
    """Names of what in a folder may hold texts and is not read; a folder that has some ends in /."""
    known = (*SUFFIXES, *_NO_TEXT)
    found = [path.name for path in listed if path.suffix.lower() not in known and _may_be_text(path)]
    # a link that leads nowhere, a pipe
    found += [path.name for path in listed if path.suffix.lower() in SUFFIXES and not (path.is_file() or path.is_dir())]
    folders = (path for path in listed if path.is_dir() and not is_beside(path.name))
    found += [f"{folder.name}/" for folder in folders if _holds_texts(folder)]
    return sorted(name if name.isprintable() else repr(name) for name in found)


def _may_be_text(path: Path) -> bool:
    return not is_beside(path.name) and path.is_file()


def is_beside(name: str) -> bool:
    """Whether a file of this name is passed over in a folder, as a README is; named by itself it is read."""
    return bool(_BESIDE.fullmatch(name))


def _holds_texts(folder: Path) -> bool:
    for seen, (place, folders, _) in enumerate(os.walk(folder)):
        folders[:] = [name for name in folders if not is_beside(name)]
        if seen > _MOST_FOLDERS or (texts_beside(Path(place)) and not os.path.exists(os.path.join(place, CONTENTS))):
            return True
    return False


def _check_told(folder: Path) -> None:
    """Refuse what was meant to be corpus.toml or codings.csv and is not called so: editors add .txt, some systems
    tell capitals apart."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name in _TOLD and not (folder / name).is_file():
                raise ReadError(f"{name} is no file that can be read: a folder, a pipe, or a link that leads nowhere.")
            meant = name.lower().removesuffix(".txt")
            near = get_close_matches(name.lower(), _TOLD, n=1, cutoff=0.84)
            if name not in _TOLD and near and not (folder / near[0]).exists():
                meant = near[0]
            if name.lower() in ("codings.xlsx", "codings.ods") and not (folder / "codings.csv").exists():
                raise ReadError(f"{name} is not read; save it as codings.csv.")
            if meant in _TOLD and name not in _TOLD and not _same(folder / meant, folder / name):
                raise ReadError(
                    f"{name} is read only if it is called {meant}; rename it, or take it out of the folder."
                )


def _same(one: Path, other: Path) -> bool:
    return one.exists() and one.samefile(other)
