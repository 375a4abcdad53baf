"""Laws of the calendar arithmetic behind TIMEX3 values."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.read.timexes.calendar_values import bounds, narrowed, shifted, value_at

DAYS = st.dates(date(1000, 1, 1), date(2900, 1, 1))
UNITS = st.sampled_from(["day", "week", "month", "quarter", "half", "year", "decade", "century"])


@given(DAYS, UNITS)
def test_a_day_lies_in_the_unit_named_after_it(day, unit):
    first, last = bounds(value_at(day, unit))
    assert first <= day <= last


@given(DAYS, UNITS)
def test_units_follow_without_gap(day, unit):
    last = bounds(value_at(day, unit))[1]
    following = date.fromordinal(last.toordinal() + 1)
    assert bounds(value_at(following, unit))[0] == following


@given(DAYS, st.integers(-50, 50), st.sampled_from(["day", "week"]))
def test_days_and_weeks_move_there_and_back(day, count, unit):
    assert shifted(shifted(day, count, unit), -count, unit) == day


@given(DAYS, UNITS, st.sampled_from(["START", "MID", "END", "APPROX", None]))
def test_a_part_lies_inside_its_whole(day, unit, mod):
    whole = bounds(value_at(day, unit))
    first, last = narrowed(whole, mod)
    assert whole[0] <= first <= last <= whole[1]


def test_what_is_no_interval_has_no_bounds():
    assert bounds("PRESENT_REF") is None
    assert bounds("P3D") is None
    assert bounds("2016-02-30") is None
    assert bounds("XXXX-05") is None
    assert bounds("BC0480") is None
