import doctest
import importlib
import pkgutil

import pytest

import analysis
from analysis.showing.units import number, per_thousand, percent, re_deals, times_as_often

MODULES = [module.name for module in pkgutil.walk_packages(analysis.__path__, "analysis.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_in_docstrings_are_true(name):
    """Every example in a docstring gives what it says it gives."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_times_as_often_reads_the_same_both_ways():
    """A ratio and its inverse are told as n× and a fraction of one."""
    assert [times_as_often(x) for x in (3, -3, 1, -1, 0)] == ["8×", "⅛×", "2×", "½×", "1×"]
    assert times_as_often(10) == "1,024×"


def test_shares_and_chances():
    """Per thousand, percent and re-deals keep the digits that carry meaning."""
    assert (per_thousand(0.0004), percent(0.283), percent(0.0049)) == ("0.4", "28%", "0.5%")
    assert (re_deals(0.003), re_deals(0.0002), re_deals(0)) == ("3 in 1,000", "2 in 10,000", "fewer than 1 in 10,000")


@pytest.mark.parametrize("value", [0, 1, -3.5, 1e-9, 123456.7, 0.05])
def test_a_number_stays_near_itself(value):
    """Rounded for reading, a number moves by less than one in a hundred."""
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.01)
