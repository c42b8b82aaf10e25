"""Files to Corpus: each file read by itself, then the tables of all of them put together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

import pandas as pd
from tqdm import tqdm

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import ReadError, unknown_name, warn_user
from analysis.naming import compose, document_name
from analysis.parallel import apply_each
from analysis.reading.corpus_toml import UNTOLD, Told, check_documents, join_toml, read_corpus_toml
from analysis.reading.find_files import find_files, texts_beside
from analysis.reading.metadata_table import Columns, tell_metadata
from analysis.reading.one_text import read_file
from analysis.reading.speakers import People
from analysis.reading.tables import Read, assemble
from analysis.reading.toml_tables import names_table

Reader = Callable[[Told, People], Read]


@checked
def read_corpus(
    source: str | Path | Iterable[str | Path],
    *,
    metadata: pd.DataFrame | str | Path | None = None,
    unreadable: Literal["stop", "leave out"] = "stop",
    progress: bool = False,
) -> Corpus:
    """Read texts into tables: what was seen, what was mended, what corpus.toml tells.

    `corpus["paper"].text` is the mended text; every `start` and `end` in every table points into it, and
    `corpus.edits` says what differs from the file. `corpus.blocks` is the structure, `corpus.quotations` who says
    what, `corpus.notes` the notes and the places that call them. Texts that are no files: `corpus_from_texts`,
    `corpus_from_table`.

    Parameters
    ----------
    source : str, path, or iterable of them
        A folder, a file (txt, md, html, docx, odt, rtf, epub, TEI, pdf), a pattern such as "speeches/*.txt" (`**` for
        folders in folders), or a list of any of these; a document has its file's name. corpus.toml beside them, when
        there is one, gives order, titles, names, themes and episodes.
    metadata : DataFrame or path, optional
        A table (or a CSV, TSV or XLSX file) with a row a document: a column `document` (the name, or the file's), and
        columns that travel: into `corpus.documents`, and from there onto the tables of terms and sentences.
    unreadable : {"stop", "leave out"}
        What becomes of a file that cannot be read: an error, or a warning that says why, and the others are read.
    progress : bool
        Whether to draw a bar on stderr.

    Returns
    -------
    Corpus
        Its tables are described there, column by column.

    Raises
    ------
    ReadError
        In one sentence: nothing to read, a file that is no text, two files of one name, a corpus.toml that tells of
        what is not there, a table that tells nothing of a document, or twice.

    Notes
    -----
    Doubt it where a file's layout is unusual: read `corpus.edits` and compare `corpus.documents` with your own count.
    Thousands of files are read in several processes under joblib: `with joblib.parallel_config(n_jobs=4): …`. The
    workers of a cluster need this package, and the files in the same place as here.
    """
    if unreadable not in ("stop", "leave out"):
        raise unknown_name("way with what is unreadable", unreadable, ["stop", "leave out"])
    plan = plan_files(source, metadata)
    return read_planned(plan, leave_out=unreadable == "leave out", progress=progress)


class Plan(NamedTuple):
    """What is to be read, and all that corpus.toml and a table tell of it."""

    texts: dict[str, Reader]  # by the name of the document, in their order
    toml: dict
    aliases: pd.DataFrame
    left_out: tuple[str, ...] = ()
    paths: Mapping[str, Path] = MappingProxyType({})  # of those that are files

    def part(self, names: Iterable[str]) -> "Plan":
        """The plan of some of its texts, without episodes, which may stand in any."""
        told = {name: self.toml["documents"][name] for name in names if name in self.toml["documents"]}
        toml = self.toml | {"documents": told, "episodes": []}
        texts = {name: self.texts[name] for name in names}
        return Plan(texts, toml, self.aliases, (), {name: self.paths[name] for name in names})


def plan_files(source: str | Path | Iterable[str | Path], metadata: Columns | None) -> Plan:
    """The files of `read_corpus`, in their order."""
    found = find_files(source)
    tomls = {folder: read_corpus_toml(folder) for folder in dict.fromkeys(path.parent for path in found.files)}
    named = {document_name(path): path for path in found.files}
    for folder, told in tomls.items():
        names = {name: None for name, path in named.items() if path.parent == folder}
        if folder not in found.folders:  # its other texts may be told of as well
            names |= dict.fromkeys(map(document_name, texts_beside(folder)))
        check_documents(told, names)
    toml = join_toml(tomls.values())
    order = {name: place for place, name in enumerate(toml["order"])}
    paths = dict(sorted(named.items(), key=lambda one: (order.get(one[0], len(order)), one[0])))
    texts: dict[str, Reader] = {name: partial(_read_unchanged, path, path.absolute()) for name, path in paths.items()}
    toml = tell_metadata(toml, metadata, list(texts), {compose(path.name): name for name, path in paths.items()})
    return Plan(texts, toml, names_table(toml), found.left_out, paths)


def plan_texts(texts: dict[str, Reader], toml: dict, metadata: Columns | None) -> Plan:
    """Texts (name → what reads it) with what a table tells of them."""
    toml = tell_metadata(toml, metadata, list(texts), {})
    return Plan(texts, toml, names_table(toml))


def read_planned(plan: Plan, *, leave_out: bool = False, progress: bool = False) -> Corpus:
    """The corpus of these texts."""
    people = People.from_rows(plan.aliases.itertuples(index=False, name=None))
    reads: list[Read] = []
    lost: list[str] = []
    told = [(read, plan.toml["documents"].get(name, UNTOLD), people) for name, read in plan.texts.items()]
    each = tqdm(
        apply_each(_read, told), desc="reading", total=len(told), unit="text", disable=not progress, leave=False
    )
    for name, found in zip(plan.texts, each, strict=True):
        if not isinstance(found, ReadError):
            reads.append(found)
        elif not leave_out or len(lost) + 1 == len(plan.texts):
            raise found
        else:
            warn_user(f"Left out: {found}")
            lost.append(name)
    return assemble(reads, plan.toml, plan.aliases, (*plan.left_out, *lost))


def _read_unchanged(path: Path, place: Path, told: Told, people: People) -> Read:
    """A file, read; an error where it was written to meanwhile. `place`: whatever folder a process works in."""
    before = _stamp(place)
    read = read_file(place, told, people)
    if _stamp(place) != before:
        raise ReadError(f"{path.name} was changed while it was read; read it again when it is finished.")
    return read._replace(document=replace(read.document, source=path))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        told = path.stat()
    except OSError:  # reading says why
        return None
    return told.st_size, told.st_mtime_ns


def _read(asked: tuple[Reader, Told, People]) -> Read | ReadError:
    read, told, people = asked
    try:
        return read(told, people)
    except ReadError as error:
        return error
