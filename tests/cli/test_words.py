"""Values in a reader's words: blank is blank, a bound is a bound."""

import pytest

from dateline.cli import words
from dateline.core import Casualty, Place, Span, Time

SPAN = Span(0, 1, "x")


@pytest.mark.parametrize(
    ("low", "best", "high", "told"),
    [
        (7, None, None, "≥ 7"),
        (7, 7, 7, "7"),
        (None, None, 9, "≤ 9"),
        (24, None, 99, "24–99"),
        (24, 30, 99, "24–99 (best 30)"),
        (None, 5, None, "5"),
        (0, 0, 0, "0"),
        (None, None, None, ""),
    ],
)
def test_number(low, best, high, told):
    assert words.number(Casualty("killed", None, low, best, high, SPAN)) == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 claims"), (1, "1 claim"), (1200, "1,200 claims")])
def test_count(number, told):
    assert words.count(number, "claim") == told


@pytest.mark.parametrize(
    ("time", "told"),
    [
        (None, ""),
        (Time(None, None), ""),
        (Time("2024-03-05", "2024-03-05", "day"), "2024-03-05"),
        (Time("2024-03-01", "2024-03-31", "month"), "2024-03-01 to 2024-03-31"),
        (Time("2024-03-01", None, "range"), "from 2024-03-01"),
        (Time(None, "2024-03-01", "range"), "until 2024-03-01"),
    ],
)
def test_when(time, told):
    assert words.when(time) == told


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (None, ""),
        (Place(None), ""),
        (Place("the bridge"), "the bridge"),
        (Place("Xtown", country="XX", precision="exact"), "Xtown, XX"),
        (Place("Xtown", country="XX", precision="near"), "Xtown, XX (near)"),
        (Place("Xland", country="XX", precision="country"), "Xland (country)"),
    ],
)
def test_where(place, told):
    assert words.where(place) == told
