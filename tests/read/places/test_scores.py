"""Scores of places: laws and a worked example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.bench.place import FoundPlace, GoldPlace, distance_km, log_error_auc, score_recognition, score_resolution

LAT, LON = st.floats(-90, 90), st.floats(-180, 180)


@given(LAT, LON, LAT, LON)
def test_distance_is_symmetric_and_bounded(a, b, c, d):
    assert distance_km(a, b, c, d) == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= distance_km(a, b, c, d) <= 20_040


def test_distance_of_a_degree_of_latitude():
    assert distance_km(0, 0, 1, 0) == pytest.approx(111.2, abs=0.1)


@given(st.lists(st.floats(0, 20_039), min_size=1))
def test_auc_lies_between_exact_and_antipodal(errors):
    assert 0 <= log_error_auc(errors) <= 1


def test_resolution_counts_unplaced_names_against_recall_only():
    gold = GoldPlace(0, 4, 34.7, 36.7, 11, "SY")
    pairs = [(gold, FoundPlace(0, 4, 34.7, 36.7, 11, "SY")), (gold, FoundPlace(0, 4, 0.0, 0.0, 12, "GA")), (gold, None)]
    score = score_resolution(pairs)
    assert (score.gold, score.near, score.near_of_all) == (3, 0.5, pytest.approx(1 / 3))
    assert (score.country, score.same_id) == (0.5, 0.5)


def test_recognition_ignores_what_touches_only_gold_without_a_point():
    gold = {"a": [GoldPlace(0, 4, 34.7, 36.7), GoldPlace(10, 16)]}
    found = {"a": [FoundPlace(0, 4, 34.8, 36.7), FoundPlace(10, 16, 1.0, 1.0)]}
    score = score_recognition(gold, found)
    assert (score.precision, score.recall, score.near_f1) == (1.0, 1.0, 1.0)
    worse = score_recognition(gold, {"a": [*found["a"], FoundPlace(30, 34, 1.0, 1.0)]})
    assert worse.precision == 0.5
    assert worse.recall == 1.0
