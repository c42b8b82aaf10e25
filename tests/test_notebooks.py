"""The stored notebooks are what a fresh run says, in one form, with words for every picture."""

import re

import nbformat
import pytest

from analysis import AnalysisError
from analysis.workbook.folders import find_notebooks
from analysis.workbook.run import run_notebooks
from analysis.workbook.stored import MOST_BYTES, normalise, notebook_bytes, output_texts
from tests.conftest import CHROMIUM, ROOT

PATHS = find_notebooks(root=ROOT)


def toy(folder, *sources):
    """A notebook of code cells in a file of its own."""
    path = folder / "toy.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources]), path)
    return path


def prose(path) -> str:
    """All Markdown of a notebook."""
    cells = nbformat.read(path, as_version=4)["cells"]
    return "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


@pytest.mark.skipif(CHROMIUM is not None, reason="The browser test runs and compares each notebook; once is enough.")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_stored_notebook_says_what_a_fresh_run_says(path):
    """Every text a notebook shows, tables and figure digests included, comes out the same in a fresh kernel."""
    stored = nbformat.read(path, as_version=4)
    ran = run_notebooks([path])[path.stem]
    assert list(output_texts(ran)) == list(output_texts(stored)), "renew it: python -m analysis notebooks --store"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_notebooks_are_stored_in_the_one_form(path):
    """A stored notebook is executed, small, and has nothing of the machine and the day it ran on."""
    stored = nbformat.read(path, as_version=4)
    assert notebook_bytes(normalise(stored, path.stem), path.name, ROOT) == path.read_bytes()
    assert path.stat().st_size <= MOST_BYTES
    code = [cell for cell in stored["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_pictures_have_words(path):
    """Every stored image carries an alternative text, and its name and digest as plain text."""
    outputs = [output for cell in nbformat.read(path, as_version=4)["cells"] for output in cell.get("outputs", ())]
    images = [output for output in outputs if "image/png" in output.get("data", {})]
    assert all(output["metadata"]["image/png"]["alt"] for output in images)
    assert all(output["data"]["text/plain"].startswith("Picture ") for output in images)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_links_lead_somewhere(path):
    """A link to another notebook, or to a heading of one, finds it."""
    for name, anchor in re.findall(r"\]\(([\w-]*)(?:\.ipynb)?(?:#([^)]+))?\)", prose(path)):
        target = path.with_name(f"{name or path.stem}.ipynb")
        assert target.exists(), f"{path.name} leads to {target.name}"
        headings = re.findall(r"(?m)^#+\s+(.+?)\s*$", prose(target))
        assert not anchor or anchor in [heading.replace(" ", "-") for heading in headings], anchor


def test_what_is_kept_of_an_executed_notebook(tmp_path):
    """Output stays in one piece; stderr, progress bars, times and versions go; the source's own marks stay."""
    path = toy(
        tmp_path,
        "import sys\nprint('one', flush=True)\nprint('bar', file=sys.stderr, flush=True)\nprint('two')",
        "from analysis import claim\nclaim('There are {n}.', True, n=3)",
    )
    source = nbformat.read(path, as_version=4)
    source["cells"][1]["metadata"]["jupyter"] = {"source_hidden": True}
    nbformat.write(source, path)
    ran = run_notebooks([path])["toy"]
    assert next(text for _, text in output_texts(ran)) == "one\ntwo\n"
    assert dict(ran["metadata"]["language_info"]) == {"name": "python"}
    assert [dict(cell["metadata"]) for cell in ran["cells"]] == [{}, {"jupyter": {"source_hidden": True}}]
    assert [cell["id"] for cell in ran["cells"]] == [cell["id"] for cell in source["cells"]]
    assert notebook_bytes(ran, "toy", ROOT) == notebook_bytes(normalise(ran, "toy"), "toy", ROOT)


def test_an_error_in_a_cell_is_one_sentence(tmp_path):
    """The sentence names the notebook, the cell and what the error itself says, without a traceback."""
    path = toy(tmp_path, "1", "from analysis import read_corpus", "read_corpus('nowhere')")
    with pytest.raises(AnalysisError) as caught:
        run_notebooks([path])
    said = str(caught.value)
    assert said.startswith("toy.ipynb, cell [3] (“read_corpus('nowhere')”): There is no file or folder 'nowhere'")
    assert "\n" not in said


def test_a_kernel_without_the_package_is_said(tmp_path):
    """A missing package is named, with what to do."""
    with pytest.raises(AnalysisError, match=r"lacks a package.*nowhere_at_all.*make"):
        run_notebooks([toy(tmp_path, "import nowhere_at_all")])


@pytest.mark.parametrize(
    ("source", "said"),
    [("print('/home/someone/texts')", "path of this machine"), ("print('x' * 1_100_000)", r"1\.1 MB")],
)
def test_what_may_not_be_stored(tmp_path, source, said):
    """Paths of the machine and more than a megabyte are refused, with the reason."""
    ran = run_notebooks([toy(tmp_path, source)])["toy"]
    with pytest.raises(AnalysisError, match=said):
        notebook_bytes(ran, "toy.ipynb", ROOT)
