"""Scores of places: laws and a worked example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.bench.place import Named, log_error_auc, resolution_counts
from dateline.core import distance_km

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
    gold = Named(0, 4, 34.7, 36.7)
    placed, whole, near, *_ = resolution_counts([(gold, gold), (gold, Named(0, 4, 0.0, 0.0)), (gold, None)])
    assert (placed, whole, near) == (2, 3, 1)
