"""Where the workbook's own folders are, how a notebook is found by its name, and files written whole."""

from collections.abc import Iterable
from pathlib import Path

from analysis.errors import AnalysisError, unknown_name
from analysis.files import save_files


def write_all(files: dict[Path, bytes]) -> list[Path]:
    """Writes files that have changed, all of them or none; gives back the paths in order.

    Errors: AnalysisError where a folder cannot be written.
    """
    try:
        save_files([(path, content) for path, content in files.items() if not _holds(path, content)])
    except OSError as error:
        where = error.filename or "A file"
        raise AnalysisError(f"{where} cannot be written: {error.strerror or error}.") from None
    return list(files)


def _holds(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


def project() -> Path:
    """The folder that holds notebooks/ and seeds/: the current one, or the one this package lies in.

    Errors: AnalysisError where neither has notebooks, as when the package was installed without its repository.
    """
    found = find_project()
    if found is None:
        raise AnalysisError(
            f"There are no folders notebooks and seeds in {Path.cwd()}; change to the folder of the workbook, or name "
            "texts of your own (--corpus FOLDER)."
        )
    return found


def find_project() -> Path | None:
    """The same folder; None where there is none."""
    for folder in (Path.cwd(), Path(__file__).resolve().parents[2]):
        if (folder / "notebooks").is_dir() and (folder / "seeds").is_dir():
            return folder
    return None


def find_notebooks(names: Iterable[str] = (), *, root: Path | None = None) -> list[Path]:
    """Paths of the notebooks named (`02_frequencies`, with or without folder and ending), or of all in order.

    Errors: UnknownNameError lists those that exist; AnalysisError where there is none.
    """
    folder = (root or project()) / "notebooks"
    known = {path.stem: path for path in sorted(folder.glob("*.ipynb"))}
    if not known:
        raise AnalysisError(f"There is no notebook in {folder}; put files ending in .ipynb there.")
    chosen = [name.removesuffix(".ipynb").replace("\\", "/").rsplit("/", 1)[-1] for name in names]
    for name in chosen:
        if name not in known:
            raise unknown_name("notebook", name, known)
    return [known[name] for name in dict.fromkeys(chosen)] if chosen else list(known.values())
