"""The public surface: what an editor shows of it is true, typed, and can be scanned."""

import inspect
import re
import subprocess
import sys

import pytest

import analysis
from analysis.figures import recipes
from tests.conftest import ROOT

FUNCTIONS = {name: getattr(analysis, name) for name in analysis.__all__ if inspect.isfunction(getattr(analysis, name))}
SECTION = re.compile(r"(?m)^(Parameters|Returns|Raises|Notes|References|See Also|Examples|Attributes)\n-+$")


def sections(function) -> dict[str, str]:
    """The sections of a numpydoc docstring by their heads; what stands before the first under ""."""
    parts = SECTION.split(inspect.getdoc(function) or "")
    return {"": parts[0]} | dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstrings_can_be_scanned(name):
    """What each parameter is, under the names of the signature, and what comes back, one line a column."""
    found, signature = sections(FUNCTIONS[name]), inspect.signature(FUNCTIONS[name])
    told = re.findall(r"(?m)^(\*{0,2}\w+(?:, \*{0,2}\w+)*) : ", found.get("Parameters", ""))
    told = [one.strip("*") for line in told for one in line.split(", ")]
    assert sorted(told) == sorted(signature.parameters), "Parameters differ from the signature"
    assert "Returns" in found
    columns = re.findall(r"(?m)^    (\w+(?:, \w+)*) : ", found["Returns"])
    assert columns or "DataFrame" not in found["Returns"].splitlines()[1], "columns, one line each"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_signatures_are_typed(name):
    """Every parameter and what comes back has a type."""
    signature = inspect.signature(FUNCTIONS[name])
    bare = [one.name for one in signature.parameters.values() if one.annotation is inspect.Parameter.empty]
    assert bare == [] and signature.return_annotation is not inspect.Signature.empty


def test_types_hold():
    """mypy, with the types of pandas and numpy, finds nothing, and nothing is silenced."""
    ran = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-3000:]
    silenced = [str(path) for path in (ROOT / "analysis").rglob("*.py") if "type: ignore" in path.read_text("utf-8")]
    assert silenced == []


def test_the_stub_of_figures_names_every_recipe():
    """A figure that is drawn is known to editors."""
    import analysis.figures

    assert set(recipes()) <= set(analysis.figures.__all__)
