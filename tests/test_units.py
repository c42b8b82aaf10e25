import doctest
import importlib
import pkgutil

import pytest

import analysis
from analysis.showing.units import number, numbers, per_thousand, percent, re_deals, times_as_often

MODULES = [module.name for module in pkgutil.walk_packages(analysis.__path__, "analysis.")]


@pytest.mark.parametrize("name", [name for name in MODULES if not name.endswith("__main__")])
def test_examples_in_docstrings_are_true(name):
    """Every example in a docstring gives what it says it gives."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_times_as_often_reads_the_same_both_ways():
    """A ratio is told as n×, above and below one alike, and never as 1/1×."""
    assert [times_as_often(x) for x in (3, -3, 1, -1, 0, -0.02)] == ["8×", "0.12×", "2×", "0.5×", "1×", "0.99×"]
    assert (times_as_often(10), times_as_often(-10)) == ("1,024×", "below 0.01×")


def test_shares_and_chances():
    """Per thousand, percent and re-deals keep the digits that carry meaning."""
    assert (per_thousand(0.0004), percent(0.283), percent(0.0049)) == ("0.4", "28%", "0.5%")
    assert (re_deals(0.003), re_deals(0.0002), re_deals(0)) == ("3 in 1,000", "2 in 10,000", "fewer than 1 in 10,000")


def test_next_to_nothing_is_told_in_one_digit():
    """Below a thousandth one digit is left; in a column all numbers have the same decimals."""
    assert [number(x) for x in (0.000555, -0.00042, 1e-9)] == ["0.0006", "-0.0004", "0.000000001"]
    assert numbers([0.5, 0.0123, 0.000555, 0.0]) == ["0.500", "0.012", "0.001", "0.000"]
    assert numbers([3.0, None, 1200]) == ["3", "–", "1,200"]


@pytest.mark.parametrize("value", [0, 1, -3.5, 1e-9, 123456.7, 0.05])
def test_a_number_stays_near_itself(value):
    """Rounded for reading, a number moves by less than one in a hundred."""
    assert float(number(value).replace(",", "")) == pytest.approx(value, rel=0.01)
