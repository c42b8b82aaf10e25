"""The commands of `python -m analysis`: each takes the parsed arguments, says what it did, and returns nothing."""

import os
import sys
import warnings
import webbrowser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import AnalysisError
from analysis.parallel import end_with
from analysis.workbook.folders import find_notebooks, find_project, project, write_all

if TYPE_CHECKING:
    from analysis.sharing.page import Excerpts


def draw_figures(
    names: list[str],
    *,
    listing: bool,
    corpus: str | None,
    out: str | None,
    formats: list[str] | None = None,
    width: float | None = None,
) -> None:
    """Draws figures of the project's texts into figures/, or of another folder's into the folder named."""
    from analysis import figures, open_study

    if listing:
        return print(_listing())
    other = f"of {corpus}" if corpus else "in another form" if formats or width else ""
    if other and not out:
        raise AnalysisError(f"Figures {other} would overwrite the project's own; say where they go with --out FOLDER.")
    source = Path(corpus) if corpus else project() / "seeds"
    folder = Path(out) if out else project() / "figures"
    _keep_apart(source, folder)
    kinds = formats or ["png", "svg"]
    study = open_study(source)
    with _two_processes():
        drawn = figures.save_figures(study, names or None, folder=folder, formats=kinds, width=width, progress=True)
    kept = drawn[drawn["left_out"] == ""]
    written = f"{', '.join(kind.upper() for kind in kinds)} and CSV"
    print(f"{len(kept)} figures in {folder}, each as {written}: {', '.join(kept['name'])}")
    for row in drawn[drawn["left_out"] != ""].itertuples():
        print(f"left out: {row.name}: {row.left_out}")


def _two_processes() -> AbstractContextManager:
    """What is done in batches inside this block is done by two processes, where there are two processors."""
    import joblib

    processes = min(2, joblib.cpu_count())
    return joblib.parallel_config("loky", n_jobs=processes, initializer=end_with, initargs=(os.getpid(),))


def _keep_apart(source: Path, folder: Path) -> None:
    root = find_project()
    if root is None:  # installed, and not in its folder: there are no figures to lose
        return
    if folder.resolve() == (root / "figures").resolve() and source.resolve() != (root / "seeds").resolve():
        raise AnalysisError(f"{folder} holds the project's own figures; choose another folder with --out.")


def _listing() -> str:
    from analysis.figures import recipes

    return "\n".join(f"{name:22} {(draw.__doc__ or name).strip().splitlines()[0]}" for name, draw in recipes().items())


def execute_notebooks(names: list[str], *, store: bool) -> dict[str, Any]:
    """Runs notebooks; `store` renews them where they are, else executed copies go to build/notebooks."""
    from tqdm import tqdm

    from analysis.workbook.report import renew_findings
    from analysis.workbook.run import run_notebooks
    from analysis.workbook.shipped import NAMES as SHIPPED_NAMES
    from analysis.workbook.shipped import SHIPPED, shipped_bytes
    from analysis.workbook.stored import notebook_bytes

    root = project()
    paths = find_notebooks(names, root=root)
    with tqdm(total=len(paths), desc="notebooks", unit="notebook", leave=False) as bar:
        ran = run_notebooks(paths, done=lambda name: bar.update())
    folder = root / "notebooks" if store else root / "build" / "notebooks"
    files = {
        folder / f"{name}.ipynb": notebook_bytes(notebook, f"{name}.ipynb", root) for name, notebook in ran.items()
    }
    if store:
        files |= {SHIPPED / f"{name}.ipynb": shipped_bytes(ran[name]) for name in SHIPPED_NAMES if name in ran}
    if store and not names:
        readme = root / "README.md"
        files[readme] = renew_findings(readme.read_text("utf-8"), ran).encode()
    write_all(files)
    print(f"{len(ran)} notebooks run and written to {folder.relative_to(root)}/: {', '.join(ran)}")
    return ran


def write_report(notebooks: dict[str, Any] | None = None, *, excerpts: "Excerpts" = "few") -> None:
    """Writes the report from the notebooks executed in build/notebooks, and the page that answers questions."""
    from analysis import read_corpus
    from analysis.figures.index import read_pictures
    from analysis.sharing.report import share_report
    from analysis.workbook.api import write_api
    from analysis.workbook.report import report_files
    from analysis.workbook.stored import read_notebook

    root = project()
    if notebooks is None:
        executed = sorted((root / "build" / "notebooks").glob("*.ipynb"))
        if not executed:
            raise AnalysisError(
                "There is no executed notebook in build/notebooks; run `python -m analysis notebooks`, or name "
                "texts of your own (--corpus FOLDER)."
            )
        notebooks = {path.stem: read_notebook(path) for path in executed}
    folder = root / "build" / "report"
    drawn = root / "build" / "figures" if (root / "build" / "figures").is_dir() else root / "figures"
    pages = report_files(notebooks, folder)
    files = write_all(
        share_report(pages, read_corpus(root / "seeds"), excerpts=excerpts, pictures=read_pictures(drawn))
    )
    for old in set(folder.glob("*.html")) - set(files):
        old.unlink()
    write_api(folder / "api", back="../index.html")
    print(f"{len(files)} pages in {folder.relative_to(root)}/; open {(folder / 'index.html').relative_to(root)}")


def build(*, excerpts: "Excerpts" = "few") -> None:
    """Runs the notebooks, draws the figures and builds the report into build/, and prints what was found."""
    from analysis import figures, open_study
    from analysis.figures.index import find_damage, read_index
    from analysis.workbook.report import compare_indexes, compare_notebooks, tell_findings

    root = project()
    notebooks = execute_notebooks([], store=False)
    study = open_study(root / "seeds")
    with _two_processes():
        drawn = figures.save_figures(study, folder=root / "build" / "figures", progress=True)
    print(f"{(drawn['left_out'] == '').sum()} figures in build/figures/, each as PNG, SVG and CSV")
    write_report(notebooks, excerpts=excerpts)
    differences = find_damage(root / "figures")
    if not differences:
        differences = compare_indexes(read_index(root / "figures"), read_index(root / "build" / "figures"))
    stale = compare_notebooks(root / "notebooks", notebooks)
    print("\nWhat the two texts show:\n\n" + tell_findings(notebooks))
    for difference in differences:
        print(f"\nNote: {difference}. Renew them with `python -m analysis figures`.")
    if stale:
        names = ", ".join(stale)
        print(f"\nNote: other outputs than stored in {names}. Renew with `python -m analysis notebooks --store`.")


def open_lab() -> None:
    """Opens JupyterLab on the first notebook: of the current folder, where it is a study with notebooks, or ours."""
    from analysis.workbook import lab

    here = Path.cwd()
    code = lab.open_lab(here if list((here / "notebooks").glob("*.ipynb")) else project())
    if code:
        raise AnalysisError(f"JupyterLab ended with code {code}; what it said above tells why.")


def print_reading(files: list[str]) -> None:
    """Prints what was read in files."""
    from analysis.reading import show_reading

    print(show_reading(files))


def compare_files(
    files: list[str],
    *,
    out: str | None,
    target: str | None,
    browse: bool,
    excerpts: "Excerpts" = "all",
    usual: str | None = None,
) -> int:
    """Compares texts into a folder and prints what holds; gives back 1 where a file could not be read, else 0."""
    from analysis.workbook.comparing import compare_texts
    from analysis.workbook.front import summary_text

    with warnings.catch_warnings():
        _say_plainly()
        folder, found = compare_texts(files, out=out, usual=usual, target=target, excerpts=excerpts)
    print(summary_text(found))
    print(f"Open {folder / 'index.html'}")
    for said in [*found.gathered.twice, *(f"Not read: {said}" for _, said in found.gathered.failed)]:
        print(said, file=sys.stderr)
    if browse:
        webbrowser.open((folder / "index.html").resolve().as_uri())
    return 1 if found.gathered.failed else 0


def report_on(corpus: str, *, out: str | None, excerpts: "Excerpts") -> int:
    """The report, tables and figures of other texts than the project's, into build/ if no other place is named."""
    usual = str(Path("build") / Path(corpus).resolve().name)
    return compare_files([corpus], out=out, usual=usual, target=None, browse=False, excerpts=excerpts)


def _say_plainly() -> None:
    """Warnings are sentences for the person at the terminal, each once, without the line of code they come from."""
    said: set[str] = set()

    def say(message: Warning | str, *rest: object, **options: object) -> None:
        if str(message) not in said:
            said.add(str(message))
            print(message, file=sys.stderr)

    warnings.showwarning = say


def lay_out(folder: str, files: list[str]) -> int:
    """Lays out a study of somebody's texts; gives back 1 where a file could not be read, else 0."""
    from analysis.workbook.laying import lay_out_study

    with warnings.catch_warnings():
        _say_plainly()
        gathered = lay_out_study(folder, files)
    print(f"{folder} holds a study of {', '.join(gathered.files)}. Read {Path(folder) / 'README.md'} first.")
    print(f"To open it: cd {folder}, then python -m analysis lab")
    for said in [*gathered.twice, *(f"Not read: {said}" for _, said in gathered.failed)]:
        print(said, file=sys.stderr)
    return 1 if gathered.failed else 0
