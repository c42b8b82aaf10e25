"""How an executed notebook is kept: the same bytes at every run, and nothing of the machine that ran it."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.errors import AnalysisError

MOST_BYTES = 1_000_000  # code hosts stop drawing notebooks not far above
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_RUN_ONLY = ("execution", "collapsed", "scrolled", "trusted", "ExecuteTime")  # cell metadata that running leaves behind
_WIDGETS = "application/vnd.jupyter.widget"
_PATHS = re.compile(r"(?:/home/|/Users/|/root/|/tmp/|/var/folders/|[A-Za-z]:\\Users\\)[^\s'\"<>]*")


def read_notebook(path: Path) -> NotebookNode:
    """A notebook from its file. Errors: AnalysisError for a file that is none, or a damaged one."""
    try:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except OSError as error:
        raise AnalysisError(f"{path.name} cannot be read: {error.strerror}.") from None
    except Exception:  # the library tells of damage in many ways
        raise AnalysisError(
            f"{path.name} is not a notebook that can be read; restore it from the repository."
        ) from None
    return notebook


def normalise(notebook: NotebookNode, stem: str) -> NotebookNode:
    """A notebook as it is stored: counted cells, outputs that readers see, and no trace of when or where it ran.

    A new notebook; cells without an id take one from `stem`, the name of its file. Out go stderr, progress bars, widget
    state, times, and the version of Python.
    """
    kept = nbformat.v4.new_notebook(metadata=_METADATA)
    run = 0
    for place, cell in enumerate(notebook["cells"]):
        copy = nbformat.from_dict(dict(cell))
        copy["id"] = cell.get("id") or f"{stem[:40]}-{place:02d}"
        copy["metadata"] = {key: value for key, value in cell["metadata"].items() if key not in _RUN_ONLY}
        if cell["cell_type"] == "code":
            run += 1
            ran = cell.get("execution_count") is not None
            copy["execution_count"] = run if ran else None
            copy["outputs"] = _kept_outputs(cell["outputs"], copy["execution_count"])
        kept["cells"].append(copy)
    return kept


def notebook_bytes(notebook: NotebookNode, name: str, root: Path) -> bytes:
    """The file's bytes, after a look at its size and for paths of this machine.

    Errors: AnalysisError for more than 1 MB, and for an output that shows a path, with its cell.
    """
    for place, text in output_texts(notebook):
        found = str(root) if str(root) in text else next(iter(_PATHS.findall(text)), None)
        if found:
            raise AnalysisError(
                f"{name}, cell [{place}] shows a path of this machine ({found}); show the file's name instead."
            )
    content = (nbformat.writes(notebook) + "\n").encode()
    if len(content) > MOST_BYTES:
        raise AnalysisError(
            f"{name} would take {len(content) / 1e6:.1f} MB and may take {MOST_BYTES / 1e6:.0f}; "
            "show fewer figures or rows in it."
        )
    return content


def _kept_outputs(outputs, count: int | None) -> list:
    kept: list = []
    for output in outputs:
        output = nbformat.from_dict(dict(output))
        if output["output_type"] == "stream":
            if output["name"] == "stderr":
                continue
            if kept and kept[-1]["output_type"] == "stream":  # where a stream is cut is chance
                kept[-1]["text"] += output["text"]
                continue
        if any(kind.startswith(_WIDGETS) for kind in output.get("data", ())):
            continue
        if "execution_count" in output:
            output["execution_count"] = count
        output.pop("transient", None)
        kept.append(output)
    return kept


def output_texts(notebook: NotebookNode) -> Iterator[tuple[int | None, str]]:
    """(number of the run, text) of all that code cells show as text, in order; pictures are bytes and left out."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            texts = [output.get("text", ""), *output.get("traceback", ())]
            texts += [text for kind, text in sorted(output.get("data", {}).items()) if kind.startswith("text/")]
            yield from ((cell.get("execution_count"), text) for text in texts if text)
