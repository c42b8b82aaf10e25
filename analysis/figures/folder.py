"""Writes figures to a folder: pictures, tables, an index and a gallery, each file whole or not at all."""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

import pandas as pd

from analysis.corpus import Corpus
from analysis.door import checked
from analysis.errors import AnalysisError, unknown_name
from analysis.figures.drawing import draw_all
from analysis.figures.index import FORMATS, INDEX, check_own, digest_of, index_file, join_entries, own_files, read_index
from analysis.figures.marks import MARKS, marks_file
from analysis.figures.registry import find_recipe, recipes
from analysis.files import alone_in, save_files
from analysis.showing.fields import escape_markdown
from analysis.study import Study
from analysis.terms.rule import listed

GALLERY = "gallery.md"
_WIDEST, _NARROWEST = 100, 6  # centimetres


@checked
def save_figures(
    study: Study | Corpus,
    names: Iterable[str] | None = None,
    *,
    folder: str | Path,
    formats: str | Iterable[str] = ("png", "svg"),
    width: float | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Draw figures and write each as pictures and CSV, with captions, alternative texts and digests in index.json.

    gallery.md shows them all with their captions; marks.json tells where each mark stands and what it leads back to.

    All are drawn before any is written; many in two processes, where joblib is told to use more than one.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    names : iterable of str, optional
        Which figures; all if left out. A full run also removes the files of figures that are no longer drawn (only
        those that the old index names). Where a figure's table has changed, its pictures in other formats go too.
    folder : str or Path
        Where to write; made when missing.
    formats : str or iterable of str
        Of the pictures: "png", "svg", "pdf".
    width : float, optional
        How wide they are when printed, in centimetres (6 to 100); as a page's text, 16.5, if left out.
    progress : bool
        Whether to draw a bar on stderr.

    Returns
    -------
    DataFrame
        One row a figure asked for, those drawn first:
        name : of the figure
        caption, alt, digest : as in its Picture; "" where it was left out
        left_out : why it was left out (no names listed, too little text); "" if it was drawn

    Raises
    ------
    UnknownNameError
        For a figure or a format that does not exist, before anything is written.
    AnalysisError
        For a figure asked for by name that these texts cannot fill, for a width that makes no sense, and for a folder
        that cannot be written, or holds files of these names that were not drawn here or were changed since.
    """
    folder, formats = Path(folder), listed(formats)
    for name in formats:
        if name not in FORMATS:
            raise unknown_name("format of pictures", name, FORMATS)
    if width is not None and not _NARROWEST <= width <= _WIDEST:
        raise AnalysisError(f"A figure cannot be {width:g} cm wide: take {_NARROWEST} to {_WIDEST}.")
    study = Study(study) if isinstance(study, Corpus) else study
    chosen = dict(recipes()) if names is None else {name: find_recipe(name) for name in listed(names)}
    drawn, left_out = {}, {}
    for name, found in draw_all(study, chosen, formats, width, strict=names is not None, progress=progress).items():
        if not isinstance(found, AnalysisError):
            drawn[name] = found
        elif names is not None:
            raise type(found)(f"{name} is not drawn: {found}")
        else:
            left_out[name] = str(found)
    _write_all(drawn, folder, full=names is None)
    rows = [{"name": name, **entry, "left_out": ""} for name, (_, entry, _) in drawn.items()]
    rows += [{"name": name, "caption": "", "alt": "", "digest": "", "left_out": why} for name, why in left_out.items()]
    return pd.DataFrame(rows, columns=["name", "caption", "alt", "digest", "left_out"])


def _gallery(index: dict[str, dict], names: Collection[str]) -> str:
    """All figures with their captions, as Markdown."""
    parts = ["# The figures\n\nEach with its caption; beside each picture lies its table, as CSV.\n"]
    parts[0] += (
        "\n<!-- Written by `python -m analysis figures`, which writes it anew: put words of your own elsewhere. -->\n"
    )
    for name, entry in sorted(index.items()):
        picture = next((f"{name}.{kind}" for kind in FORMATS if f"{name}.{kind}" in names), f"{name}.csv")
        alt, caption = (escape_markdown(entry[part]) for part in ("alt", "caption"))
        parts.append(f"## {name}\n\n![{alt}]({picture})\n\n{caption}\n")
    return "\n".join(parts)


def _write_all(drawn: dict, folder: Path, *, full: bool) -> None:
    """What was drawn, while no other program draws into this folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone_in(folder):
            _write_together(drawn, folder, full=full)
    except OSError as error:
        raise AnalysisError(
            f"The figures cannot be written to {folder}: {error.strerror or error}; choose another folder with --out."
        ) from None


def _write_together(drawn: dict, folder: Path, *, full: bool) -> None:
    """All that was drawn takes its place at once, between an index that knows the old and the new digests and one that
    knows the new: a kill in between is found out by `find_damage`, and the next run still knows its own files."""
    before, lying = read_index(folder), set(os.listdir(folder))
    index = {name: _entry(entry, files, before.get(name, {})) for name, (files, entry, _) in drawn.items()}
    index = index if full else before | index
    pictures = {f"{name}{suffix}": data for name, (files, _, _) in drawn.items() for suffix, data in files.items()}
    changed = {name for name in before if before[name]["digest"] != index.get(name, {}).get("digest")}
    stale = {name for figure in changed for name in own_files(folder, figure, before[figure])} - set(pictures)
    marks = marks_file({name: marks for name, (_, _, marks) in drawn.items()}, folder, index)
    gallery = _gallery(index, {*pictures, *(lying - stale)}).encode()
    files = pictures | {GALLERY: gallery, MARKS: marks}
    ours = {GALLERY, MARKS} if INDEX in lying else set()
    for name in lying & set(files) - ours:
        check_own(folder / name, files[name], before.get(Path(name).stem, {}))
    both = {name: join_entries(before.get(name, {}), index.get(name, {})) for name in before | index}
    written = [(INDEX, index_file(both)), *files.items(), (INDEX, index_file(index))]
    save_files((folder / name, content) for name, content in written)
    for name in stale:
        (folder / name).unlink(missing_ok=True)


def _entry(entry: dict[str, str], files: dict[str, bytes], before: dict[str, str]) -> dict[str, str]:
    """What the index says of a figure, with the digests of its pictures; those that stay from before keep theirs."""
    kept = before if before.get("digest") == entry["digest"] else {}
    pictures = {kind: kept[kind] for kind in FORMATS if kind in kept}
    return entry | pictures | {kind: digest_of(files[f".{kind}"]) for kind in FORMATS if f".{kind}" in files}
