import json

import nbformat
import numpy as np
import pandas as pd
import pytest

from analysis import AnalysisError, claim
from analysis.showing.claims import CLAIM_MIME, collect_claims


def test_a_claim_tells_its_numbers_in_readers_words():
    """Fields are filled from the numbers given, in times as often, per thousand, percent and re-deals."""
    made = claim(
        "{name}: {ratio:times}, {share:per_thousand}, {part:percent}, {p:re_deals}, {x}, {y:.1f}",
        True,
        name="one",
        ratio=-1,
        share=0.0123,
        part=0.283,
        p=0.003,
        x=12.345,
        y=2,
    )
    assert str(made) == "one: 0.5×, 12.3, 28%, 3 in 1,000, 12.3, 2.0"


def test_a_claim_that_does_not_hold_stops_the_run():
    """False raises, and the error holds the sentence with its numbers."""
    with pytest.raises(AnalysisError, match=r"28 times.*does not hold"):
        claim("It stands {n} times.", np.bool_(False), n=28)


@pytest.mark.parametrize("holds", [1, None, np.array([True, True]), "yes"])
def test_the_condition_is_one_yes_or_no(holds):
    """What merely looks true is refused, because a forgotten `.all()` would pass."""
    with pytest.raises(AnalysisError, match="one yes or no|True or False"):
        claim("It holds.", holds)


def test_typed_numbers_are_refused_and_years_are_names():
    """A digit in the sentence is an error; a year is not."""
    assert str(claim("In 1958 and the 1950s it stood {n} times.", True, n=3)).startswith("In 1958")
    with pytest.raises(AnalysisError, match="28"):
        claim("It stands 28 times.", True)


def test_a_field_without_a_number_and_a_format_without_sense_are_said():
    """Both errors are ours, and name what is missing."""
    with pytest.raises(AnalysisError, match=r"'m'.*given: n"):
        claim("{n} of {m}", True, n=1)
    with pytest.raises(AnalysisError, match="cannot show"):
        claim("{n:.1f}", True, n="many")


def test_a_condition_is_given_the_numbers_that_it_names():
    """A function as condition gets the numbers shown, also those that functions give, and rows by their fields."""
    row = pd.Series({"n": 3, "share": 0.5})
    made = claim("{row.n} of {all}, {row.share:.0%}.", lambda all, row: row.n < all, row=lambda: row, all=6)
    assert str(made) == "3 of 6, 50%." and dict(made.numbers) == {"row.n": 3, "all": 6, "row.share": 0.5}
    with pytest.raises(AnalysisError, match="does not hold"):
        claim("{n} of {all}.", lambda n, all: n > all, n=3, all=6)
    with pytest.raises(KeyError):
        claim("{n}.", True, n=lambda: row["nothing"])


def test_only_facts_stand_without_a_family():
    """A tendency says in which family of how many it was tested; m=1 is a question asked alone."""
    with pytest.raises(AnalysisError, match="family"):
        claim("It is more.", True, kind="tendency")
    with pytest.raises(AnalysisError, match="unknown kind"):
        claim("It is more.", True, kind="feeling")
    assert claim("It is more.", True, kind="tendency", m=1).standing == "tendency; asked alone"
    assert claim("It is more.", True, kind="verdict", family="words", m=52).standing == "verdict; one of 52 words"


def test_claims_are_gathered_from_what_notebooks_show():
    """collect_claims gives back sentence, standing and plain numbers, in reading order, and survives JSON."""
    cells = []
    for n in (np.int64(28), 2):
        data = claim("It stands {n} times.", True, n=n, rest=0.1 + 0.2)._repr_mimebundle_()
        output = nbformat.v4.new_output("execute_result", json.loads(json.dumps(data)), execution_count=1)
        cells += [nbformat.v4.new_markdown_cell("prose"), nbformat.v4.new_code_cell("…", outputs=[output])]
    found = collect_claims(nbformat.v4.new_notebook(cells=cells))
    assert [record["text"] for record in found] == ["It stands 28 times.", "It stands 2 times."]
    assert found[0]["numbers"] == {"n": 28, "rest": 0.3}
    assert (found[0]["kind"], found[0]["m"]) == ("fact", None)


def test_markdown_of_a_claim_escapes_what_texts_bring():
    """Stars and brackets from the texts do not turn into marks."""
    data = claim("The word {word} stands {n} times.", True, word="*a* [b]", n=2)._repr_mimebundle_()
    assert r"\*a\* \[b\]" in data["text/markdown"]
    assert data[CLAIM_MIME]["text"] == "The word *a* [b] stands 2 times."


def test_the_readme_tells_the_findings_of_the_stored_notebooks():
    """The findings in README are those that the stored notebooks show, none more and none less."""
    import nbformat

    from analysis.workbook.folders import find_notebooks, project
    from analysis.workbook.report import renew_findings

    stored = {path.stem: nbformat.read(path, as_version=4) for path in find_notebooks([], root=project())}
    readme = (project() / "README.md").read_text("utf-8")
    assert renew_findings(readme, stored) == readme, "run: python -m analysis notebooks --store"
