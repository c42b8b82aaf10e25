"""The texts somebody names on the command line: those that can be read are, and what is wrong with the rest is said."""

import glob
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.corpus import Corpus
from analysis.errors import AnalysisError, ReadError
from analysis.naming import document_name
from analysis.reading import read_corpus
from analysis.reading.find_files import find_files, is_beside

_MOST_FAILED = 5  # files of which a sentence tells why they were not read
_LONGEST = 40  # letters of a name in a report; a file's may be longer


@dataclass(frozen=True)
class Gathered:
    """Texts that were read, and what is to be said of those that were not.

    Attributes
    ----------
    corpus : Corpus
        What could be read.
    files : dict of str to Path
        Document → file, in the order in which they were named.
    failed : tuple of (str, str)
        Name of a file that could not be read, and the sentence that says so.
    twice : tuple of str
        A sentence for each file that is another one once more, and for what is passed over.
    folder : Path or None
        Where all files of one folder were named, that folder.
    """

    corpus: Corpus
    files: dict[str, Path]
    failed: tuple[tuple[str, str], ...] = ()
    twice: tuple[str, ...] = ()
    folder: Path | None = None


def gather_texts(named: Iterable[str | Path], *, whole_names: bool = False) -> Gathered:
    """Reads files, folders and patterns; one that cannot be read does not stop the others.

    Names that are longer than a report has room for are shortened, unless `whole_names`.

    Errors: ReadError where fewer than two texts are left, and where two files have one name.
    """
    named = list(named)
    expanded, passed = _expand(named)
    paths, twice = _once(expanded)
    twice = passed + twice
    folder = Path(named[0]) if len(named) == 1 and os.path.isdir(named[0]) and not twice else None
    failed: list[tuple[str, str]] = []
    try:
        corpus = read_corpus(paths if folder is None else folder)
    except Exception as error:  # a broken file may break its format's reader in ways that nobody foresaw
        if str(error).startswith(("corpus.toml", "codings.csv")):
            raise  # which is no text's fault
        paths, failed = _readable(paths)
        if not failed:
            raise
        if len(paths) < 2:
            why = [said.removesuffix(".") for _, said in failed[:_MOST_FAILED]]
            why += [f"{len(failed) - _MOST_FAILED} more are not read either"] if len(failed) > _MOST_FAILED else []
            raise ReadError(f"Fewer than two texts could be read: {'; '.join(why)}.") from None
        corpus, folder = read_corpus(paths), None
    if len(corpus) < 2:
        told = twice[0] if twice else f"There is one text only, {paths[0].name}."
        raise ReadError(f"{told} Name two texts or more to compare.")
    files = {document_name(path): path for path in paths}
    if folder is not None:  # a folder's corpus.toml gives the order
        files = {name: files[name] for name in corpus}
    called = {name: name for name in files} if whole_names else short_names(files)
    files = {called[name]: path for name, path in files.items()}
    return Gathered(_rename(corpus, called), files, tuple(failed), tuple(twice), folder)


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Name → what it is called where there is little room: on axes, in headings, in sentences."""
    called: dict[str, str] = {}
    for name in names:
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        fresh = (short, *(f"{short[: _LONGEST - 5]}… {n}" for n in range(2, 1000)))
        called[name] = next(one for one in fresh if one not in called.values())
    return called


def _rename(corpus: Corpus, called: dict[str, str]) -> Corpus:
    if all(name == short for name, short in called.items()):
        return corpus
    tables = ("documents", "blocks", "quotations", "notes", "edits", "episodes")
    named = {name: getattr(corpus, name) for name in tables}
    named = {name: table.assign(document=table["document"].replace(called)) for name, table in named.items()}
    texts = {called[name]: replace(text, name=called[name]) for name, text in corpus.texts.items()}
    return replace(corpus, texts=texts, **named)


def _expand(named: list[str | Path]) -> tuple[list[Path], list[str]]:
    """The files that names, folders and patterns stand for, and what is said of those that are passed over: among many,
    as a shell's pattern names them, a README and a folder without texts are no texts, as in a folder."""
    found, said = list[Path](), list[str]()
    for name in named:
        path = Path(name)
        many = os.path.isdir(path) or (not os.path.exists(path) and glob.has_magic(str(name)))
        if len(named) > 2 and not many and is_beside(path.name):
            said.append(f"{path.name} is passed over, by its name, as in a folder.")
            continue
        try:
            found += find_files(name).files if many else [path]
        except ReadError as error:
            if len(named) == 1:
                raise
            said.append(str(error))
    return found, said


def _once(paths: list[Path]) -> tuple[list[Path], list[str]]:
    """Each text once, and what is said of those that come again, under their own name or another.

    Of "Copy of essay" and "essay" the second is kept: of it marks and settings speak.
    """
    alike: dict[object, list[Path]] = {}
    for path in paths:
        alike.setdefault(_mark(path), []).append(path)
    kept, told = [], list[str]()
    for first, *others in alike.values():
        best = first
        for other in others:
            best = other if other.stem in best.stem and other.stem != best.stem else best
        kept.append(best)
        for path in (one for one in (first, *others) if one is not best):
            same = best.resolve() == path.resolve()
            told.append(
                f"{path.name} was named twice and is read once."
                if same
                else f"{path.name} and {best.name} are the same file; only {best.name} is read."
            )
    return kept, list(dict.fromkeys(told))


def _mark(path: Path) -> object:
    try:
        return (path.read_bytes() if path.is_file() else b"") or path.resolve()  # a pipe would keep it waiting
    except OSError:
        return path.resolve()


def _readable(paths: list[Path]) -> tuple[list[Path], list[tuple[str, str]]]:
    """The files that can be read by themselves, and (name, what is to be said) of the others."""
    good, failed = [], []
    for path in paths:
        try:
            read_corpus([path])
            good.append(path)
        except AnalysisError as error:
            name, said = path.name if path.name.isprintable() else repr(path.name), str(error)
            failed.append((name, said if path.name in said else f"{name}: {said}"))
        except Exception as error:
            failed.append((path.name, f"{path.name} could not be read ({type(error).__name__}: {error})."))
    return good, failed
