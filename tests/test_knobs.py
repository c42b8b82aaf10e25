"""Knobs that tell the truth: each is turned in each notebook, and everything below it follows or says why not."""

import ast
import os

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis.showing.claims import MODE
from analysis.workbook.folders import find_notebooks
from tests.conftest import ROOT

PATHS = {path.stem: path for path in find_notebooks(root=ROOT)}
# what a knob does not move, by the number in the cell's name: facts about the files, told of every voice, or of both
# sides alike; and whatever the knob has nothing to say on
FIXED = {("02_frequencies", "target"): set()}
TURNS = [
    ("01_reading", "word", "i"),
    ("01_reading", "top", 5),
    *(("02_frequencies", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("02_frequencies", "segment_terms", length) for length in (100, 250)),
    *(("03_sentiment", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("03_sentiment", "lexicon", name) for name in ("afinn", "prose")),
    *(("04_topics", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("04_topics", *turn) for turn in (("n_topics", 3), ("topic_terms", 120))),
    *(("05_comparison", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("05_comparison", "segment_terms", length) for length in (100, 250)),
    ("glossary", "word", "soviet"),
    ("glossary", "segment_terms", 100),
]


def run(name: str, **knobs) -> dict[str, str]:
    """What each code cell of a notebook shows, by the end of its id, run as a person at a notebook would run it."""
    shell, shown = InteractiveShell.instance(), {}
    here = os.getcwd()
    try:
        os.chdir(PATHS[name].parent)
        shell.reset(new_session=True)
        for cell in nbformat.read(PATHS[name], as_version=4)["cells"]:
            if cell["cell_type"] == "code":
                source = turned(cell["source"], knobs) if cell["id"].endswith("-knobs") else cell["source"]
                with capture_output() as captured:
                    ran = shell.run_cell(source)
                assert ran.success, f"{cell['id']}: {ran.error_before_exec or ran.error_in_exec!r}"
                texts = [output.data.get("text/plain", "") for output in captured.outputs]
                shown[cell["id"].rsplit("-", 1)[1]] = "\n".join(map(str, texts))
    finally:
        os.chdir(here)
        InteractiveShell.clear_instance()
    return shown


def turned(source: str, knobs: dict) -> str:
    """The knobs' cell with other values."""
    lines = []
    for line in source.splitlines():
        name = line.split(" = ")[0]
        lines.append(f"{name} = {knobs[name]!r}" if name in knobs else line)
    assert all(f"{name} = {value!r}" in lines for name, value in knobs.items())
    return "\n".join(lines)


@pytest.fixture(scope="session")
def usual():
    """What the notebooks show as they stand, each run once."""
    shown: dict[str, dict[str, str]] = {}
    return lambda name: shown.setdefault(name, run(name))
