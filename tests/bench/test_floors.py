"""The quality gate: on a small fixed subset of each gold set no figure may fall below its floor."""

from pathlib import Path

import pytest

from dateline.bench import SUITES, Result, breaches, pinned, run

DATA = Path(__file__).parents[2] / ".." / "shared" / "data"
FLOORS = pinned()


@pytest.mark.shared
@pytest.mark.parametrize("suite", sorted(FLOORS))
def test_no_figure_fell_below_its_floor(suite):
    if not DATA.is_dir():
        pytest.skip(f"THE QUALITY GATE DID NOT RUN: no gold data in {DATA}")
    floor = FLOORS[suite]
    assert breaches(run(suite, DATA, floor["limit"]), floor["floors"]) == []


def test_every_suite_has_a_floor_but_speed_which_depends_on_the_machine():
    assert set(FLOORS) == set(SUITES) - {"speed"}
    assert all(floor["floors"] and floor["limit"] > 0 for floor in FLOORS.values())


def test_the_gate_lets_a_good_figure_through():
    assert breaches([Result("s", "a", 0.5, 9)], {"a": 0.5}) == []


@pytest.mark.parametrize("ours", [0.49, float("nan"), -1.0])
def test_the_gate_stops_a_bad_figure(ours):
    assert len(breaches([Result("s", "a", ours, 9), Result("s", "b", 0.9, 9)], {"a": 0.5, "b": 0.5})) == 1


def test_the_gate_stops_a_figure_that_was_not_measured():
    assert breaches([], {"a": 0.5}) == ["a: not measured, the floor is 0.5"]
