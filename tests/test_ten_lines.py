"""A question of one's own in ten lines of code, as README tells it: it runs as it stands."""

import re

from analysis import compare_terms
from tests.conftest import ROOT

CODE = (ROOT / "tests" / "ten_lines.py").read_text("utf-8")


def test_a_question_takes_ten_lines(monkeypatch):
    """At most ten lines, run from the folder of the project: one row for the question, its lines, and a picture."""
    assert len([line for line in CODE.splitlines() if line.strip()]) <= 10
    monkeypatch.chdir(ROOT)
    made: dict = {}
    exec(CODE, made)
    table = compare_terms(made["fear"], **made["study"].question)
    lines = made["study"].lines(made["words"])
    assert table["term"].tolist() == ["fear"]
    assert table[["n_target", "n_reference"]].to_numpy().sum() == len(lines) > 0


def test_readme_tells_the_same_ten_lines():
    """Where README has the section, its code is this code."""
    readme = (ROOT / "README.md").read_text("utf-8")
    told = re.search(r"(?s)## Your own question in ten lines\n.*?```python\n(.*?)```", readme)
    assert told is None or [line for line in told[1].splitlines() if line.strip()] == [
        line for line in CODE.splitlines() if line.strip()
    ]
