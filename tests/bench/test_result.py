"""Intervals and statistics, on counts small enough to work out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.bench.result import columns, estimate, f1, f1_of_both, share, value
from dateline.bench.suites.factuality import pearson

PAIR = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: [min(p), max(p)])


def test_f1_is_of_the_sums():
    assert value([[1, 2, 2], [3, 4, 6]], f1) == pytest.approx(2 * 4 / 14)
    assert value([[0, 0, 0]], f1) == 1.0
    assert value([[1, 2, 1, 4]], f1_of_both) == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    assert value([[9, 1, 2]], columns(share, 1, 3)) == 0.5


@given(st.lists(PAIR, min_size=1, max_size=30))
def test_an_interval_holds_its_figure_between_what_documents_give(rows):
    result = estimate("m", rows, share, suite="s")
    assert result.n == len(rows)
    assert 0 <= result.low <= result.high <= 1
    assert result == estimate("m", rows, share, suite="s")


def test_documents_that_agree_leave_no_doubt():
    result = estimate("m", [[1, 2]] * 9, share, suite="s")
    assert (result.low, result.ours, result.high) == (0.5, 0.5, 0.5)


def test_documents_that_differ_leave_some():
    result = estimate("m", [[0, 1], [1, 1]] * 10, share, suite="s")
    assert result.low < 0.5 < result.high


def test_nothing_measured_is_no_number():
    assert np.isnan(estimate("m", [], share, suite="s").ours)


def test_pearson_is_that_of_numpy():
    x, y = np.array([1.0, 2.0, 4.0, 3.0]), np.array([2.0, 1.0, 5.0, 3.5])
    sums = np.array([0, 4, x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()])
    assert pearson(sums) == pytest.approx(np.corrcoef(x, y)[0, 1])
