"""The notebooks that travel with the package, and how one is bound to somebody's texts.

`notebooks/` is where they are written; `python -m analysis notebooks --store` renews the copies here, without outputs.
"""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from analysis.showing.fields import escape_markdown

SHIPPED = Path(__file__).parents[1] / "data" / "notebooks"
NAMES = ("template",)
_LINK = re.compile(r"\[([^\]]*)\]\([\w-]+\.ipynb[^)]*\)")


def shipped_notebook(name: str) -> NotebookNode:
    """One of the notebooks that travel with the package, not executed."""
    return nbformat.read(SHIPPED / f"{name}.ipynb", as_version=4)


def shipped_bytes(notebook: NotebookNode) -> bytes:
    """A notebook as it travels: its cells without outputs and counts."""
    bare = nbformat.from_dict(dict(notebook))
    for cell in bare["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return (nbformat.writes(bare) + "\n").encode()


def bind_notebook(
    notebook: NotebookNode,
    *,
    texts: str | Sequence[str],
    target: str,
    heading: str,
    beginning: str,
    without: Collection[str] = (),
) -> NotebookNode:
    """The template as a study of its own: `texts` (a folder or files, from where the notebook lies) and `target` set.

    `heading` and `beginning` take the place of the first cell; links to notebooks that do not come along are words, and
    cells that draw a figure of `without` are left out.
    """
    bound = nbformat.from_dict(dict(notebook))
    lone = {f"figures.{name}(study)" for name in without}
    bound["cells"] = [cell for cell in bound["cells"] if cell["source"].strip() not in lone]
    bound["cells"][0]["source"] = f"# {escape_markdown(heading)}\n\n{beginning}"
    for cell in bound["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = _LINK.sub(r"\1", cell["source"])
    knobs = next(cell for cell in bound["cells"] if cell["cell_type"] == "code")
    for name, value in (("folder", texts), ("target", target)):
        line = f"{name} = {_written(value)}".replace("\\", r"\\")  # as a replacement is written
        knobs["source"] = re.sub(rf"(?m)^{name} = .*?(?=  #|$)", line, knobs["source"])
    return bound


def _written(value: str | Sequence[str]) -> str:
    """A text or a list of texts as a person would write it in Python."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return "[" + ", ".join(map(_written, value)) + "]"
