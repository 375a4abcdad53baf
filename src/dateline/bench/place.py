"""Scores of toponym recognition and resolution against gold points.

Measures: accuracy within 161 km and mean error (Leetaru 2012; Gritta et al. 2018), area under the curve of
the logarithm of the error (Jurgens et al. 2015: 0 best, 1 worst), and the same end to end.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.core import distance_km

NEAR_KM = 161.0  # 100 miles. Source: Leetaru 2012
FARTHEST_KM = 20_039.0  # half the Earth's circumference


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in a text, gold or ours; ``lat`` and ``lon`` are None where nobody gave a point."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None


def log_error_auc(errors_km: Sequence[float]) -> float:
    """Return the mean of the logarithm of the errors on a scale from 0 (all exact) to 1 (all antipodal)."""
    if not errors_km:
        return 0.0
    return sum(math.log(1 + km) / math.log(1 + FARTHEST_KM) for km in errors_km) / len(errors_km)


def resolution_counts(pairs: Sequence[tuple[Named, Named | None]]) -> list[float]:
    """Return for one article: placed, gold, within 161 km, sum of errors in km, sum of their logarithms (0 to 1)."""
    gold = [(place, found) for place, found in pairs if place.lat is not None]
    errors = [_error_km(place, found) for place, found in gold if found and found.lat is not None]
    logs = log_error_auc(errors) * len(errors)
    return [len(errors), len(gold), sum(km <= NEAR_KM for km in errors), sum(errors), logs]


def spans_counts(places: Sequence[Named], found: Sequence[Named]) -> list[int]:
    """Return for one article (right, ours, right, gold) twice: of equal spans, and of names within 161 km.

    Gold names without a point are neither right nor wrong: what of ours touches only those is left out.
    """
    wanted = [place for place in places if place.lat is not None]
    ours = [o for o in found if any(_meet(o, p) for p in wanted) or not any(_meet(o, p) for p in places)]
    equal = near = 0
    for place in wanted:
        touching = [o for o in ours if _meet(o, place)]
        equal += any((o.start, o.end) == (place.start, place.end) for o in touching)
        near += any(o.lat is not None and _error_km(place, o) <= NEAR_KM for o in touching)
    return [equal, len(ours), equal, len(wanted), near, len(ours), near, len(wanted)]


def _error_km(place: Named, found: Named) -> float:
    if place.lat is None or place.lon is None or found.lat is None or found.lon is None:
        return FARTHEST_KM
    return distance_km(place.lat, place.lon, found.lat, found.lon)


def _meet(a: Named, b: Named) -> bool:
    return a.start < b.end and b.start < a.end
