"""Knobs that tell the truth: each is turned in each notebook, and everything below it follows or says why not."""

import os
import re

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis import AnalysisError, claim, open_study
from analysis.workbook.folders import find_notebooks
from tests.conftest import ROOT

PATHS = {path.stem: path for path in find_notebooks(root=ROOT)}
# What a knob does not move, by the end of the cell's name: facts about the files, told of every voice or of each text
# by itself; sentences that are the same whichever side one looks from; legends.
FIXED = {
    ("01_reading", "word"): "health 02 03 05 06 08 10 12 14 16 18 20 23",
    ("01_reading", "top"): "health 02 03 05 06 08 10 12 14 16 20 21 23",
    ("02_frequencies", "target"): "04 06 08 12 16 20 24 28 29 31 32",
    ("02_frequencies", "voice"): "08 28 29",
    ("02_frequencies", "segment_terms"): "06 08 11 12 16 23 24 26 28 29 32",
    ("03_sentiment", "target"): "04 06 11 15 19 20 21 23 26 28 30 31",
    ("03_sentiment", "voice"): "11 23 26 31",
    ("03_sentiment", "lexicon"): "06 11 13 15 19 20 21 26",  # the lists side by side are always there
    ("04_topics", "target"): "04 06 08 10 12 14 22 24 26",
    ("04_topics", "voice"): "04 06 08 10 12 14 24 26",  # topics are those of all voices
    ("04_topics", "n_topics"): "",
    ("04_topics", "topic_terms"): "22",
    ("05_comparison", "target"): "03 05 07 08 17 20 24 25 27 29 31 36 41 odds 45 49",
    ("05_comparison", "voice"): "03 05 07 08 17 24 25 27 29 31 47 49",
    ("05_comparison", "segment_terms"): "03 07 08 11 17 19 20 24 25 27 29 31 34 35 36 39 41 odds 47 49",
    ("glossary", "word"): "03 09 12",
    ("glossary", "segment_terms"): "09 12",
}
TURNS = [
    ("01_reading", "word", "i"),
    *(("02_frequencies", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("02_frequencies", "segment_terms", length) for length in (100, 250)),
    *(("03_sentiment", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("03_sentiment", "lexicon", name) for name in ("afinn", "prose")),
    *(("04_topics", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("04_topics", *turn) for turn in (("n_topics", 3), ("topic_terms", 120))),
    *(("05_episodes", *turn) for turn in (("target", "chapter"), ("episode", "The Secret Speech"))),
    *(("06_explanations", *turn) for turn in (("target", "chapter"), ("actor", "Mao"))),
    ("07_comparison", "target", "chapter"),
    *(("how_sure", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("how_sure", *turn) for turn in (("segment_terms", 100), ("lexicon", "afinn"), ("n_topics", 3))),
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
                texts += [] if ran.result is None else [repr(ran.result)]
                shown[cell["id"].split("-", 1)[1]] = "\n".join(map(str, texts))
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


@pytest.mark.parametrize(("name", "knob", "value"), TURNS, ids=lambda part: str(part))
def test_every_table_and_picture_follows_a_knob(name, knob, value, usual):
    """With a knob turned the notebook runs to its end, and all that it shows changes, but for what is named above."""
    shown, before = run(name, **{knob: value}), usual(name)
    same = [cell for cell in shown if shown[cell] and shown[cell] == before[cell]]
    assert [cell for cell in same if cell not in FIXED[name, knob].split()] == []


def test_a_claim_that_fails_by_a_knob_is_told(usual):
    """It stops the run where a command runs it, and is shown as not holding for a person, who reads on."""
    shown = run("02_frequencies", voice="quoted")
    assert "Does not hold with these settings" in shown["11"] and "Not drawn with these settings" in shown["18"]
    assert not [cell for cell, text in usual("02_frequencies").items() if "with these settings" in text]
    with pytest.raises(AnalysisError, match="does not hold"):
        claim("It stands {n} times.", False, n=1)


def test_knobs_stand_first():
    """The first code cell of every notebook holds plain assignments, each explained in a comment, and is not folded."""
    for path in PATHS.values():
        cells = [cell for cell in nbformat.read(path, as_version=4)["cells"] if cell["cell_type"] == "code"]
        lines = [line for line in cells[0]["source"].splitlines() if line]
        assert lines and all(re.match(r"\w+ = .+", line) for line in lines), path.name
        assert sum("  # " in line for line in lines) >= len(lines) - 1 and not cells[0]["metadata"]


def test_the_target_swapped(seeds):
    """Seen from the other side every ratio turns round, counts change places, and the verdicts stay."""
    paper, chapter = (open_study(seeds, target=name).contrast for name in ("paper", "chapter"))
    one, other = (contrast.table.set_index("term").sort_index() for contrast in (paper, chapter))
    assert (one["n_target"] == other["n_reference"]).all() and (
        one["log_ratio"] + other["log_ratio"]
    ).abs().max() < 1e-9
    assert (one["verdict"] == other["verdict"]).mean() > 0.99
    assert (paper.target, paper.reference) == (chapter.reference, chapter.target) == ("paper", "chapter")
