"""Scores of toponym recognition and resolution against gold points.

Measures: accuracy within 161 km and mean error (Leetaru 2012; Gritta et al. 2018), area under the curve of
the logarithm of the error (Jurgens et al. 2015: 0 best, 1 worst), and the same end to end.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NEAR_KM = 161.0  # 100 miles. Source: Leetaru 2012
FARTHEST_KM = 20_039.0  # half the Earth's circumference


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place name in a gold text; ``lat`` and ``lon`` are None where the annotator gave no point."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place name as we found it."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ResolutionScore:
    """Scores over gold mentions that have a point. Shares are of the mentions that we placed; ``placed`` of all."""

    gold: int
    placed: float
    near: float  # accuracy@161 of those placed
    near_of_all: float  # recall: mentions without a point of ours count as wrong
    mean_km: float
    auc: float
    country: float
    same_id: float


@dataclass(frozen=True, slots=True)
class RecognitionScore:
    """Precision, recall and F1 of equal spans, and ``near_f1``: found and within 161 km, end to end."""

    precision: float
    recall: float
    f1: float
    near_f1: float


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance in km of two points in degrees."""
    p, q, half = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1) / 2
    inner = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(half) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(inner)))


def log_error_auc(errors_km: Sequence[float]) -> float:
    """Return the mean of the logarithm of the errors on a scale from 0 (all exact) to 1 (all antipodal)."""
    if not errors_km:
        return 0.0
    return sum(math.log(1 + km) / math.log(1 + FARTHEST_KM) for km in errors_km) / len(errors_km)


def score_resolution(pairs: Sequence[tuple[GoldPlace, FoundPlace | None]]) -> ResolutionScore:
    """Return the scores of gold mentions beside what each was resolved to (None: not at all)."""
    gold = [(place, found) for place, found in pairs if place.lat is not None]
    both = [(place, found, _error_km(place, found)) for place, found in gold if found and found.lat is not None]
    errors = [km for _, _, km in both]
    near = sum(km <= NEAR_KM for km in errors)
    known = [(p, f) for p, f, _ in both if p.country]
    named = [(p, f) for p, f, _ in both if p.geonames_id]
    return ResolutionScore(
        gold=len(gold),
        placed=_share(len(both), len(gold)),
        near=_share(near, len(both)),
        near_of_all=_share(near, len(gold)),
        mean_km=sum(errors) / len(errors) if errors else 0.0,
        auc=log_error_auc(errors),
        country=_share(sum(p.country == f.country for p, f in known), len(known)),
        same_id=_share(sum(p.geonames_id == f.geonames_id for p, f in named), len(named)),
    )


def resolution_counts(pairs: Sequence[tuple[GoldPlace, FoundPlace | None]]) -> list[float]:
    """Return for one article: placed, gold, within 161 km, sum of errors in km, sum of their logarithms (0 to 1)."""
    gold = [(place, found) for place, found in pairs if place.lat is not None]
    errors = [_error_km(place, found) for place, found in gold if found and found.lat is not None]
    logs = log_error_auc(errors) * len(errors)
    return [len(errors), len(gold), sum(km <= NEAR_KM for km in errors), sum(errors), logs]


def score_recognition(
    gold: Mapping[str, Sequence[GoldPlace]], found: Mapping[str, Sequence[FoundPlace]]
) -> RecognitionScore:
    """Return the scores of whole articles by key, counted as ``spans_counts`` says."""
    rows = [spans_counts(places, found.get(key, ())) for key, places in gold.items()]
    equal, n_found, _, n_gold, near, *_ = [sum(column) for column in zip(*rows, strict=True)] or [0] * 8
    precision, recall = _share(equal, n_found), _share(equal, n_gold)
    return RecognitionScore(precision, recall, _f1(precision, recall), _f1(_share(near, n_found), _share(near, n_gold)))


def spans_counts(places: Sequence[GoldPlace], found: Sequence[FoundPlace]) -> list[int]:
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


def _error_km(place: GoldPlace, found: FoundPlace) -> float:
    if place.lat is None or place.lon is None or found.lat is None or found.lon is None:
        return FARTHEST_KM
    return distance_km(place.lat, place.lon, found.lat, found.lon)


def _meet(a: GoldPlace | FoundPlace, b: GoldPlace | FoundPlace) -> bool:
    return a.start < b.end and b.start < a.end


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
