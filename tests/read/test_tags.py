from math import erf, sqrt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.read.encoding import Encoding, windows
from dateline.read.heads import bucket, gelu, softmax
from dateline.read.tags import decode


def logits(*tags):
    return np.array([[5.0 if t == k else 0.0 for k in range(3)] for t in tags], dtype=np.float32)


def test_decode_reads_spans_and_splits_at_b():
    assert [(a, b) for a, b, _ in decode(softmax(logits(0, 1, 2, 1, 0, 2)).T, 0.5)] == [(1, 3), (3, 4), (5, 6)]


def test_decode_of_nothing():
    assert decode(np.zeros((3, 0), dtype=np.float32), 0.5) == []


@given(st.lists(st.integers(0, 2), max_size=40), st.floats(0.1, 0.9))
def test_decoded_spans_are_ordered_and_apart(tags, threshold):
    spans = decode(softmax(logits(*tags).reshape(-1, 3)).T, threshold)
    assert all(a < b <= len(tags) and 0 < p <= 1 for a, b, p in spans)
    assert all(x[1] <= y[0] for x, y in zip(spans, spans[1:], strict=False))


@given(st.integers(1, 3000), st.integers(5, 90))
def test_windows_cover_every_piece(total, sentence_length):
    zeros = np.zeros(total, dtype=np.int64)
    encoding = Encoding(zeros, zeros, zeros, zeros, np.arange(total) // sentence_length)
    ranges = windows(encoding)
    covered = np.zeros(total, dtype=bool)
    for lo, hi in ranges:
        assert 0 < hi - lo <= 500
        covered[lo:hi] = True
    assert covered.all()
    assert len(ranges) <= max(1, -(-(total - 128) // 372)) + total // 372 // 4  # what a late sentence start may cost
    assert all(a[0] < b[0] and b[0] < a[1] for a, b in zip(ranges, ranges[1:], strict=False))


def test_numeric_functions():
    x = np.linspace(-30, 30, 40_001, dtype=np.float32)
    assert np.abs(gelu(x) - [v * (1 + erf(v / sqrt(2))) / 2 for v in x.tolist()]).max() < 2e-6
    assert np.allclose(softmax(x).sum(), 1, atol=1e-5)
    assert bucket(np.array([0, 3, -3, 500])).tolist() == [0, 19, 3, 31]
