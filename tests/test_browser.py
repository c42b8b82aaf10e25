"""The notebooks in a real JupyterLab, as a reader runs them: opened, Run All, no error, the stored outputs again."""

import json
import shutil
import socket
import subprocess
import time
import urllib.request

import nbformat
import pytest

from analysis.workbook.folders import find_notebooks
from analysis.workbook.lab import quiet_lab
from analysis.workbook.stored import normalise, output_texts
from tests.conftest import CHROMIUM, ROOT

PATHS = find_notebooks(root=ROOT)
SECONDS = 120  # most that a notebook may take on a busy machine
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"
NOTEBOOK = "window.jupyterapp.shell.currentWidget.context.model.toJSON()"
CODE = f"""{NOTEBOOK}.cells
    .filter(cell => cell.cell_type === 'code' && cell.source.length)"""
ENDED = """cells.every(cell => cell.execution_count !== null)
    || cells.some(cell => cell.outputs.some(output => output.output_type === 'error'))"""  # after which nothing runs
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="No Chromium is found, so notebooks are not tried in a browser."),
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """Address of a JupyterLab over copies of the notebooks, without outputs, and of the texts they read."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    (root / "notebooks").mkdir()
    for path in PATHS:
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None
        nbformat.write(notebook, root / "notebooks" / path.name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {name: str(root / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with quiet_lab(root) as (command, environment):
        command += ["--no-browser", f"--port={port}", "--IdentityProvider.token=test"]
        server = subprocess.Popen(command, env=environment | own, stderr=subprocess.DEVNULL)
        try:
            yield _wait(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def page(lab, browser):
    """A page of its own, whose kernels end with it."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    yield page
    page.close()
    _stop_kernels(lab)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_runs_in_jupyterlab(path, lab, page):
    """Run from the menu, every cell ends without an error and says what is stored; no window asks for anything."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{lab}/lab/tree/notebooks/{path.name}?token=test&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(f"{KERNEL} === 'idle'", timeout=60_000)
    page.click(".lm-MenuBar-itemLabel:text-is('Run')")
    page.click(".lm-Menu-itemLabel:text-is('Run All Cells')")
    page.wait_for_function(f"{KERNEL} === 'idle' && (cells => {ENDED})({CODE})", timeout=SECONDS * 1000)
    cells = page.evaluate(CODE)
    wrong = [output for cell in cells for output in cell["outputs"] if output["output_type"] == "error"]
    assert not wrong, wrong[0]["evalue"]
    ran = normalise(nbformat.from_dict(page.evaluate(NOTEBOOK)), path.stem)
    stored = nbformat.read(path, as_version=4)
    assert list(output_texts(ran)) == list(output_texts(stored)), "renew it: python -m analysis notebooks --store"
    assert page.locator(".jp-Dialog").count() == 0 and page.locator(".Toastify__toast").count() == 0
    assert not [url for url in asked if not url.startswith((lab, "data:", "blob:"))]


def _wait(address: str, server: subprocess.Popen) -> str:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api?token=test", timeout=5)
            return address
        except OSError:
            assert server.poll() is None, "JupyterLab ended before it began to answer"
            time.sleep(0.2)
    raise AssertionError("JupyterLab did not answer within a minute")


def _stop_kernels(address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/sessions?token=test") as answer:
        sessions = json.load(answer)
    for session in sessions:
        url = f"{address}/api/sessions/{session['id']}?token=test"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"))
