"""One measured figure with its interval, and the statistics that figures are made of.

Every statistic is a function of counts that add up over documents, so one bootstrap serves all: it draws
documents with replacement and recomputes the statistic from the sums.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]
Statistic = Callable[[Counts], Counts]

DRAWS = 1000
NOT_PUBLISHED = "none verified"


@dataclass(frozen=True, slots=True)
class Marks:
    """What a figure stands beside: the best that was published and where, and a simple baseline and its name."""

    published: str = NOT_PUBLISHED
    baseline: float | None = None
    baseline_name: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """A measure's value ``ours`` over ``n`` documents, with a 95 % bootstrap interval ``low`` to ``high``.

    The interval is over documents and None where a figure has none (speed, memory). ``published`` names the
    best published figure with its source, ``baseline`` is that of a simple rule described by ``baseline_name``.
    """

    suite: str
    measure: str
    ours: float
    n: int
    low: float | None = None
    high: float | None = None
    published: str = NOT_PUBLISHED
    baseline: float | None = None
    baseline_name: str = ""


def estimate(
    measure: str, rows: Sequence[Sequence[float]], statistic: Statistic, *, suite: str, marks: Marks | None = None
) -> Result:
    """Return ``statistic`` of the summed ``rows`` (documents, counts) with its interval.

    ``statistic`` maps counts (..., k) to values (...). Source of the interval: Efron 1979, percentiles of 1000 draws.
    """
    counts = np.asarray(rows, dtype=np.float64)
    beside = marks or Marks()
    told = (beside.published, beside.baseline, beside.baseline_name)
    if not len(counts):
        return Result(suite, measure, float("nan"), 0, None, None, *told)
    n = len(counts)
    drawn = np.random.default_rng(0).multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(np.float64) @ counts
    low, high = np.nanpercentile(statistic(drawn), [2.5, 97.5])
    return Result(suite, measure, value(rows, statistic), n, float(low), float(high), *told)


def value(rows: Sequence[Sequence[float]], statistic: Statistic) -> float:
    """Return ``statistic`` of the summed ``rows`` alone."""
    return float(statistic(np.asarray(rows, dtype=np.float64).sum(0)))


def share(counts: Counts) -> Counts:
    """Return part / whole of counts (part, whole); 0 of nothing."""
    return _over(counts[..., 0], counts[..., 1])


def f1(counts: Counts) -> Counts:
    """Return F1 of counts (right, ours, gold), one to one; 1 where there is nothing to find and nothing found."""
    both = counts[..., 1] + counts[..., 2]
    return np.where(both > 0, _over(2 * counts[..., 0], both), 1.0)


def precision(counts: Counts) -> Counts:
    """Return precision of counts (right, ours, gold)."""
    return _over(counts[..., 0], counts[..., 1])


def recall(counts: Counts) -> Counts:
    """Return recall of counts (right, ours, gold)."""
    return _over(counts[..., 0], counts[..., 2])


def f1_of_both(counts: Counts) -> Counts:
    """Return F1 of counts (ours that are right, ours, gold that is found, gold)."""
    p, r = _over(counts[..., 0], counts[..., 1]), _over(counts[..., 2], counts[..., 3])
    return _over(2 * p * r, p + r)


def columns(statistic: Statistic, start: int, stop: int) -> Statistic:
    """Return ``statistic`` of the columns ``start``..``stop`` of wider counts."""
    return lambda counts: statistic(counts[..., start:stop])


def _over(part: Counts, whole: Counts) -> Counts:
    return np.asarray(np.divide(part, whole, out=np.zeros(np.shape(whole)), where=whole != 0))
