"""Writes figures to a folder: PNG, SVG, CSV and an index, each file whole or not at all."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from analysis.corpus import Corpus
from analysis.errors import AnalysisError
from analysis.figures.picture import Picture
from analysis.figures.registry import find_recipe, recipes
from analysis.files import save_file
from analysis.study import Study
from analysis.terms.rule import listed

INDEX = "index.json"
SUFFIXES = (".png", ".svg", ".csv")


def save_figures(
    study: Study | Corpus, names: Iterable[str] | None = None, *, folder: str | Path, progress: bool = False
) -> pd.DataFrame:
    """Draw figures and write each as PNG, SVG and CSV, with captions, alternative texts and digests in index.json.

    All are drawn before any is written.

    Parameters
    ----------
    study : Study or Corpus
        A Corpus is read with the usual knobs.
    names : iterable of str, optional
        Which figures; all if left out. A full run also removes the files of figures that are no longer drawn (only
        those that the old index names).
    folder : str or Path
        Where to write; made when missing.
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
        For a figure that does not exist, before anything is written.
    AnalysisError
        For a figure asked for by name that these texts cannot fill, and for a folder that cannot be written.
    """
    folder = Path(folder)
    study = Study(study) if isinstance(study, Corpus) else study
    chosen = dict(recipes()) if names is None else {name: find_recipe(name) for name in listed(names)}
    drawn, left_out = {}, {}
    for name, draw in tqdm(chosen.items(), desc="figures", unit="figure", disable=not progress, leave=False):
        try:
            drawn[name] = _render(draw(study))
        except AnalysisError as error:
            if names is not None:
                raise
            left_out[name] = str(error)
    _write_all(drawn, folder, full=names is None)
    rows = [{"name": name, **entry, "left_out": ""} for name, (_, entry) in drawn.items()]
    rows += [{"name": name, "caption": "", "alt": "", "digest": "", "left_out": why} for name, why in left_out.items()]
    return pd.DataFrame(rows, columns=["name", "caption", "alt", "digest", "left_out"])


def read_index(folder: str | Path) -> dict[str, dict]:
    """What index.json of a folder says: name → caption, alt, digest; empty when there is none."""
    path = Path(folder) / INDEX
    try:
        return json.loads(path.read_text("utf-8")) if path.exists() else {}
    except ValueError:
        raise AnalysisError(f"{path} is not valid JSON; delete it and draw all figures again.") from None


def _render(picture: Picture) -> tuple[dict[str, bytes], dict[str, str]]:
    files = {".png": picture.png()}
    if picture.figure is not None:
        picture.figure.set_layout_engine("none")  # the SVG takes the places that the PNG found
    files |= {".svg": picture.svg(), ".csv": picture.csv.encode()}
    return files, {"caption": picture.caption, "alt": picture.alt, "digest": picture.digest}


def _write_all(drawn: dict, folder: Path, *, full: bool) -> None:
    before = read_index(folder)
    try:
        for name, (files, _) in drawn.items():
            for suffix, content in files.items():
                save_file(folder / f"{name}{suffix}", content)
        index = {name: entry for name, (_, entry) in drawn.items()}
        index = index if full else before | index
        save_file(
            folder / INDEX, (json.dumps(dict(sorted(index.items())), ensure_ascii=False, indent=1) + "\n").encode()
        )
    except OSError as error:
        raise AnalysisError(
            f"The figures cannot be written to {folder}: {error.strerror or error}; choose another folder with --out."
        ) from None
    for name in set(before) - set(index):
        for suffix in SUFFIXES:
            if name.isidentifier():
                (folder / f"{name}{suffix}").unlink(missing_ok=True)
