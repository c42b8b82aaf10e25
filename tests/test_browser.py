"""The notebooks where people run them: in a real JupyterLab, in a real browser."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from analysis.workbook.folders import find_notebooks
from analysis.workbook.lab import quiet_lab
from tests.conftest import ROOT

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NOTEBOOKS = [path.stem for path in find_notebooks(root=ROOT)]
TOKEN = "two-tellings"
RUN_ALL = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
    return panel.content.model.toJSON();
}"""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),  # one JupyterLab for all of them
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium found; install Debian's package chromium, or set CHROMIUM"),
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a JupyterLab, started as `python -m analysis lab` starts it, on copies of notebooks and texts."""
    root = tmp_path_factory.mktemp("lab")
    for folder in ("notebooks", "seeds"):
        shutil.copytree(ROOT / folder, root / folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--LabApp.expose_app_in_browser=True", f"--ServerApp.port={port}"]
    options += [f"--IdentityProvider.token={TOKEN}", "--ServerApp.ip=127.0.0.1", "--ServerApp.log_level=ERROR"]
    with quiet_lab(root) as (command, environment):
        server = subprocess.Popen([*command, *options], env=environment, cwd=root, stderr=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium."""
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """A page of its own, that asks no other host for anything."""
    page = browser.new_page()
    page.elsewhere = []
    page.on("request", lambda request: _note(request.url, page.elsewhere))
    yield page
    page.close()


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_run_all_in_jupyterlab(name, lab, page):
    """Each notebook, opened in JupyterLab and run by Run All, ends without an error, a prompt, or a call elsewhere."""
    page.goto(f"{lab}/lab/workspaces/{name}/tree/notebooks/{name}.ipynb?token={TOKEN}&reset")
    page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.content?.model?.cells?.length > 0")
    notebook = page.evaluate(RUN_ALL)
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    assert [output["evalue"] for output in outputs if output["output_type"] == "error"] == []
    assert all(cell["execution_count"] for cell in code)
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".Toastify__toast").count() == 0
    assert page.elsewhere == []


def _note(url: str, elsewhere: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
        elsewhere.append(url)


def _wait_for(url: str, server: subprocess.Popen, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert server.poll() is None, f"JupyterLab ended with code {server.returncode}"
            time.sleep(0.2)
    raise AssertionError(f"JupyterLab did not answer within {seconds} seconds")
