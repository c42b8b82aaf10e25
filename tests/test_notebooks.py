"""Each notebook runs in a fresh kernel and says, word for word, what its stored outputs say."""

import functools
import re

import nbformat
import pytest

from analysis.claims import collect_claims
from analysis.workbook.folders import find_notebooks
from analysis.workbook.run import run_notebooks
from analysis.workbook.stored import MOST_BYTES, normalise, notebook_bytes, output_texts
from tests.conftest import ROOT

NOTEBOOKS = [
    pytest.param(path, id=path.stem, marks=pytest.mark.xdist_group(path.stem)) for path in find_notebooks(root=ROOT)
]


@functools.cache
def run(path):
    """A notebook run once for all tests of this file."""
    return run_notebooks([path])[path.stem]


@functools.cache
def stored(path):
    """A notebook as it is kept in the repository."""
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_stored_outputs_are_what_a_run_gives(path):
    """A fresh run shows the very texts that are stored; a figure's text carries the digest of its table."""
    assert list(output_texts(run(path))) == list(output_texts(stored(path)))


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_every_claim_is_stored(path):
    """The sentences a run claims, with their numbers, are the stored ones."""
    assert collect_claims(run(path)) == collect_claims(stored(path))


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_stored_as_the_command_stores(path):
    """A stored notebook is normal already: no times, no versions, no stderr, cells counted from one, at most 1 MB."""
    notebook = stored(path)
    assert normalise(notebook, path.stem) == notebook
    assert path.read_bytes() == notebook_bytes(notebook, path.name, ROOT)
    assert path.stat().st_size <= MOST_BYTES
    assert all(cell["execution_count"] for cell in notebook["cells"] if cell["cell_type"] == "code")


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_pictures_have_words(path):
    """Every image a notebook stores carries an alternative text, and its name and digest as plain text."""
    outputs = [output for cell in stored(path)["cells"] for output in cell.get("outputs", ())]
    images = [output for output in outputs if "image/png" in output.get("data", {})]
    assert all(output["metadata"]["image/png"]["alt"] for output in images)
    assert all(output["data"]["text/plain"].startswith("Picture ") for output in images)
    assert not [output for output in outputs if output["output_type"] == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS)
def test_links_lead_somewhere(path):
    """A link to another notebook, or to a heading of one, finds it."""
    for name, anchor in re.findall(r"\]\(([\w-]*)(?:\.ipynb)?(?:#([^)]+))?\)", _prose(stored(path))):
        target = path.with_name(f"{name or path.stem}.ipynb")
        assert target.exists(), f"{name}.ipynb"
        headings = re.findall(r"(?m)^#+\s+(.+?)\s*$", _prose(stored(target)))
        assert not anchor or anchor in [heading.replace(" ", "-") for heading in headings], anchor


def _prose(notebook) -> str:
    return "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
