"""Evidence for and against two units being one event, field by field."""

import json
import math
from functools import cache
from importlib import resources

from dateline.core import distance_km
from dateline.incidents.units import Spot, Unit

Evidence = dict[str, float]


def compare(a: Unit, b: Unit) -> Evidence:
    """Return named evidence, most of it 0 to 1; a field that either side leaves unknown gives none.

    Names are ``field.kind``. Symmetric: ``compare(a, b) == compare(b, a)``.
    """
    return {
        **_time(a, b),
        **_published(a, b),
        **_place(a.spot, b.spot),
        **_type(a, b),
        **({"count.series_and_one": 1.0} if a.series != b.series else {}),
        **_overlap("perpetrator", a.perpetrators, b.perpetrators),
        **_overlap("victim", a.victims, b.victims),
        **_figures("killed", a.killed, b.killed),
        **_figures("injured", a.injured, b.injured),
        **_words(a, b),
    }


def _time(a: Unit, b: Unit) -> Evidence:
    if a.first_day is None or b.first_day is None or a.last_day is None or b.last_day is None:
        return {}
    gap = max(a.first_day, b.first_day) - min(a.last_day, b.last_day)
    width = max(a.last_day - a.first_day, b.last_day - b.first_day)
    if gap <= 0:
        return {"time.same_day": 1.0} if width == 0 else {"time.overlap": 1 / (1 + math.log1p(width))}
    if gap == 1:
        return {"time.next_day": 1.0}
    return {"time.apart_guessed" if a.guessed or b.guessed else "time.apart": 1 - 1 / gap}


def _published(a: Unit, b: Unit) -> Evidence:
    if a.published is None or b.published is None:
        return {}
    return {"published.apart": min(1.0, math.log1p(abs(a.published - b.published)) / math.log(60))}


def _place(a: Spot | None, b: Spot | None) -> Evidence:
    if a is None or b is None:
        return {}
    if a.country and b.country and a.country != b.country:
        return {"place.other_country": 1.0}
    fine = max(a.radius_km, b.radius_km) <= 40
    if a.words and a.words == b.words:
        return {"place.same_name" if fine else "place.same_region": 1.0}
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return {"place.shared_word": 1.0} if a.words & b.words else {"place.other_name": 1.0}
    distance = distance_km(a.lat, a.lon, b.lat, b.lon)
    reach = a.radius_km + b.radius_km
    if distance <= reach:
        return {"place.within_reach" if fine else "place.same_region": 1.0}
    return {"place.apart": min(1.0, math.log(distance / reach) / math.log(10))}


@cache
def kinds() -> tuple[frozenset[str], frozenset[frozenset[str]]]:
    """Return the generic event types, and the pairs of types that one event is often given."""
    table = json.loads(resources.files("dateline.data").joinpath("linking/families.json").read_text("utf-8"))
    return frozenset(table["generic"]), frozenset(frozenset(pair) for pair in table["near"])


def _type(a: Unit, b: Unit) -> Evidence:
    generic, near = kinds()
    if a.type == b.type:
        return {"type.same": 1.0}
    if a.family != b.family:
        return {"type.other_family": 1.0}
    if a.type in generic or b.type in generic or frozenset((a.type, b.type)) in near:
        return {"type.compatible": 1.0}
    return {"type.different": 1.0}


def _overlap(field: str, a: frozenset[str], b: frozenset[str]) -> Evidence:
    if not a or not b:
        return {}
    shared = len(a & b) / min(len(a), len(b))
    return {f"{field}.shared": shared} if shared else {f"{field}.other": 1.0}


def _figures(field: str, a: tuple[int, int] | None, b: tuple[int, int] | None) -> Evidence:
    if a is None or b is None:
        return {}
    if a[0] <= b[1] and b[0] <= a[1]:
        return {f"{field}.agree": min(1.0, 0.5 + math.log1p(min(a[0], b[0])) / 6)}
    low, high = sorted(((a[0] + a[1]) / 2, (b[0] + b[1]) / 2))
    return {f"{field}.differ": min(1.0, math.log((high + 1) / (low + 1)))}


def _words(a: Unit, b: Unit) -> Evidence:
    known = (a.spot.words if a.spot else frozenset()) | (b.spot.words if b.spot else frozenset())
    left, right = _informative(a, known), _informative(b, known)
    if not left or not right:
        return {}
    shared = sum(weight * weight for token, weight in left.items() if token in right)
    norm = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    evidence = {"words.likeness": math.sqrt(shared / norm), "words.shared": math.log1p(shared) / 4}
    if a.trigger == b.trigger:
        evidence["words.trigger"] = 1.0
    return evidence


def _informative(unit: Unit, known: frozenset[str]) -> dict[str, float]:
    return {token: weight for token, weight in unit.rare if token not in known}


def shared_words(a: Unit, b: Unit) -> tuple[str, ...]:
    """Return the rare tokens that both units have, rarest first."""
    other = dict(b.rare)
    return tuple(token for token, _ in a.rare if token in other)
