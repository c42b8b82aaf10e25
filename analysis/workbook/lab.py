"""JupyterLab on the first notebook, as quiet as a book: no news, no questions about updates."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.workbook.folders import find_notebooks

_NOTICES = "@jupyterlab/apputils-extension:notification"
_END = 10  # seconds for the kernels to end
_QUIET = {_NOTICES: {"fetchNews": "false", "checkForUpdates": False}}


@contextmanager
def quiet_lab(root: Path) -> Iterator[tuple[list[str], dict[str, str]]]:
    """The command and the environment of a JupyterLab without prompts, for as long as the block lasts.

    The settings lie in a folder of their own that is looked into besides the user's, whose files are not touched;
    what the user has chosen goes before. The kernels find this package without its being installed.
    """
    with tempfile.TemporaryDirectory(prefix="lab") as folder:
        overrides = Path(folder) / "labconfig" / "default_setting_overrides.json"
        overrides.parent.mkdir()
        overrides.write_text(json.dumps(_QUIET), "utf-8")
        yield _command(root), _environment(folder)


def _command(root: Path) -> list[str]:
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={root}", "--LabApp.news_url=None"]
    command += ["--expose-app-in-browser"]  # so that the explorer can put its lines into a new cell
    command += ["--LabApp.check_for_updates_class=jupyterlab.handlers.announcements.NeverCheckForUpdate"]
    # in a container everyone is root; the server listens to this machine alone and asks for a token
    return [*command, "--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else command


def _environment(folder: str) -> dict[str, str]:
    ours = {"JUPYTER_CONFIG_PATH": folder, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    return os.environ | {
        name: os.pathsep.join(filter(None, (path, os.environ.get(name)))) for name, path in ours.items()
    }


def open_lab(root: Path) -> int:
    """Opens JupyterLab on the first notebook and waits until it is closed; gives back its exit code.

    Stopped by hand it ends at once, with its kernels, instead of asking whether it should.
    """
    first = find_notebooks(root=root)[0].relative_to(root)
    with quiet_lab(root) as (command, environment):
        server = subprocess.Popen([*command, str(first)], env=environment, cwd=root, start_new_session=True)
        try:
            return server.wait()
        finally:
            server.terminate()
            _wait_for(server)


def _wait_for(server: subprocess.Popen) -> None:
    try:
        server.wait(timeout=_END)
    except subprocess.TimeoutExpired:
        server.kill()
