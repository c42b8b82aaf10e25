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
UNTURNED = "health naive proposals proposals-found tensions"  # of how_sure: of the files, and what both tell
FIXED = {
    ("01_reading", "word"): "theses 10 12 20 05 06 08 23",
    ("02_frequencies", "target"): "04 06 capitals 12 17 told leap lama 08 none",
    ("02_frequencies", "voice"): "capitals 17 told leap lama shared 08",
    ("02_frequencies", "segment_terms"): "06 11 capitals 12 17 leap lama shared 08 none",
    ("03_sentiment", "target"): "04 11 15 mao stances pair-khrushchev pair-mao voices",
    ("03_sentiment", "voice"): "11 mao stances pair-khrushchev pair-mao voices",
    ("03_sentiment", "lexicon"): "11 15 mao stances pair-khrushchev pair-mao voices",
    ("04_topics", "target"): "04 06 12 26",
    ("04_topics", "voice"): "04 06 12 26",
    ("04_topics", "n_topics"): "",
    ("04_topics", "topic_terms"): "",
    ("05_episodes", "episode"): (
        "coverage absent timeline dates lengths table secret-pair moscow-pair beijing-pair phrase alone "
        "silences neither"
    ),
    ("05_episodes", "in_full"): (
        "coverage absent timeline dates lengths table secret-pair moscow-pair beijing-pair chosen phrase alone "
        "silences neither"
    ),
    ("06_explanations", "actor"): (
        "map weights pair inside found-table found-claim roles verbs sources note marks chapter-sources"
    ),
    (
        "how_sure",
        "target",
    ): "03 apart-odds 41 22 10 45 19 14 20 31 32 49 36 26 30 24 health naive proposals-found tensions",
    ("how_sure", "voice"): "03 10 14 31 47 49 26 24 " + UNTURNED,
    ("how_sure", "segment_terms"): (
        "03 apart-odds 41 22 10 11 19 39 14 20 31 32 23 47 49 34 35 36 13 21 25 26 28 30 24 " + UNTURNED
    ),
    ("how_sure", "lexicon"): (
        "03 apart-odds 41 42 22 10 11 44 45 51 19 38 39 14 18 20 32 23 47 49 34 35 36 13 21 26 28 17 24 " + UNTURNED
    ),
    ("how_sure", "n_topics"): (
        "03 apart-odds 41 42 11 44 45 51 19 38 39 18 20 31 32 23 47 49 34 35 36 13 25 26 30 " + UNTURNED
    ),
    ("glossary", "word"): "03 09 12",
    ("glossary", "segment_terms"): "09 12",
    ("07_comparison", "voice"): (
        "1-pair 1-claim 2-claim 3-claim 4-pair 5-claim 6-claim 7-claim 8-claim 9-claim 10-claim handout-lines"
    ),
}
TURNS = [
    ("01_reading", "word", "i"),
    *(("02_frequencies", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("02_frequencies", "segment_terms", length) for length in (100, 250)),
    *(("03_sentiment", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("03_sentiment", "lexicon", name) for name in ("afinn", "prose")),
    *(("04_topics", *turn) for turn in (("target", "chapter"), ("voice", None), ("voice", "quoted"))),
    *(("04_topics", *turn) for turn in (("n_topics", 3), ("topic_terms", 120))),
    *(("05_episodes", *turn) for turn in (("episode", "The Secret Speech"), ("in_full", True))),
    ("06_explanations", "actor", "Mao"),
    ("07_comparison", "voice", "quoted"),
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
    shown = run("how_sure", voice="quoted")
    assert "Does not hold with these settings" in shown["41"] or "Does not hold with these settings" in shown["20"]
    assert [cell for cell, text in shown.items() if "Not drawn with these settings" in text]
    assert not [cell for cell, text in usual("how_sure").items() if "with these settings" in text]
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
