"""Two sets of incidents side by side: which match by day and place, which are missing, what differs.

It says how far two codings agree, not which is right. Matching is one to one and does not look at
figures or actors, so that differences in these can be counted.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.core import Incident, UsageError, distance_km
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Case
from dateline.publish.codebooks.coded import OTHER
from dateline.publish.codebooks.deaths import Range, total, written

FIELDS: tuple[str, ...] = ("type", "date", "place", "killed", "perpetrator", "target")


@dataclass(frozen=True, kw_only=True)
class CompareOptions:
    """How near two incidents must be to be taken for the same: days between intervals, km between points.

    Points further apart never match, even with the same place name; without points the names decide.
    """

    days: int = 1
    radius_km: float = 25.0

    def __post_init__(self) -> None:
        if self.days < 0 or self.radius_km < 0:
            raise UsageError("days and radius_km must be 0 or more")


@dataclass(frozen=True)
class Match:
    """Two incidents taken for the same; ``differences`` holds (field, ours, theirs) where they disagree."""

    ours: Incident
    theirs: Incident
    days_apart: int
    km_apart: float | None
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Comparison:
    """Every comparable incident of both sets: matched, only in ours, or only in theirs."""

    matches: tuple[Match, ...]
    only_ours: tuple[Incident, ...]
    only_theirs: tuple[Incident, ...]

    @property
    def share_of_ours(self) -> float | None:
        """Matched share of our incidents, None when there are none."""
        whole = len(self.matches) + len(self.only_ours)
        return len(self.matches) / whole if whole else None

    @property
    def share_of_theirs(self) -> float | None:
        """Matched share of their incidents, None when there are none."""
        whole = len(self.matches) + len(self.only_theirs)
        return len(self.matches) / whole if whole else None

    def agreement(self) -> dict[str, float | None]:
        """Return the share of matches that agree, by field; None without matches."""
        if not self.matches:
            return dict.fromkeys(FIELDS)
        wrong = [name for match in self.matches for name, _, _ in match.differences]
        return {name: 1 - wrong.count(name) / len(self.matches) for name in FIELDS}


@dataclass(frozen=True)
class _Placed:
    """An incident with its interval of days."""

    case: Case
    first: date
    last: date


def compare(ours: Iterable[Incident], theirs: Iterable[Incident], options: CompareOptions | None = None) -> Comparison:
    """Return the best one-to-one matching of two sets of incidents by day and place.

    Nearest pairs are matched first: same type, then days apart, then likeness of the intervals, then km.
    Tolls, and incidents that no source reports to have taken place, are left out of both sets, for no
    coder has rows for them.
    Incidents without a date or a place match nothing. An event of several days matches one row of a
    coder who splits it by day; the other rows stand alone. The order of either set does not matter.
    """
    limits = options or CompareOptions()
    mine, other = _comparable(ours), _comparable(theirs)
    pairs = sorted(_candidates(mine, other, limits), key=lambda pair: pair[0])
    taken_mine: set[str] = set()
    taken_other: set[str] = set()
    matches = []
    for _, match in pairs:
        if match.ours.incident_id in taken_mine or match.theirs.incident_id in taken_other:
            continue
        taken_mine.add(match.ours.incident_id)
        taken_other.add(match.theirs.incident_id)
        matches.append(match)
    return Comparison(
        tuple(sorted(matches, key=lambda match: match.ours.incident_id)),
        tuple(each for each in mine if each.incident_id not in taken_mine),
        tuple(each for each in other if each.incident_id not in taken_other),
    )


def _comparable(incidents: Iterable[Incident]) -> list[Incident]:
    kept = [each for each in incidents if each.type != "toll" and not Case(each, (), ()).not_reported_as_fact]
    return sorted(kept, key=lambda each: each.incident_id)


_Rank = tuple[bool, int, int, float, str, str]


def _candidates(ours: list[Incident], theirs: list[Incident], limits: CompareOptions) -> list[tuple[_Rank, Match]]:
    """Pairs near enough, with their rank; pairs are looked for only among incidents of nearby days."""
    by_day: dict[date, list[_Placed]] = defaultdict(list)
    for placed in _placed(theirs):
        for number in range(-limits.days, (placed.last - placed.first).days + limits.days + 1):
            by_day[placed.first + timedelta(days=number)].append(placed)
    found = {}
    for placed in _placed(ours):
        for number in range((placed.last - placed.first).days + 1):
            for other in by_day.get(placed.first + timedelta(days=number), ()):
                key = placed.case.id, other.case.id
                if key not in found:
                    found[key] = _match(placed, other, limits)
    return [pair for pair in found.values() if pair]


def _placed(incidents: list[Incident]) -> Iterable[_Placed]:
    for incident in incidents:
        case = Case(incident, (), ())
        # An interval longer than a year says nothing about the day.
        if case.dates and case.dates.length <= 366:
            yield _Placed(case, case.dates.first, case.dates.last)


def _match(ours: _Placed, theirs: _Placed, limits: CompareOptions) -> tuple[_Rank, Match] | None:
    near, km = _near(ours.case, theirs.case, limits)
    if not near:
        return None
    days = max(0, (ours.first - theirs.last).days, (theirs.first - ours.last).days)
    mine, other = ours.case.incident, theirs.case.incident
    farness = km if km is not None else limits.radius_km
    unlike = abs((ours.first - theirs.first).days) + abs((ours.last - theirs.last).days)
    rank = (family(mine) != family(other), days, unlike, farness, ours.case.id, theirs.case.id)
    return rank, Match(mine, other, days, km, _differences(ours, theirs, km))


def family(incident: Incident) -> str:
    """Return the ACLED event type of an incident, or its own type where ACLED has none."""
    if incident.type == OTHER:
        return "Strategic developments"
    mapped = tables.mapped("acled_events", incident.type, (), frozenset())
    if mapped is None:
        return incident.type
    return tables.by_key("acled_sub_events", "sub_event_type")[mapped["sub_event_type"]]["event_type"]


def _near(ours: Case, theirs: Case, limits: CompareOptions) -> tuple[bool, float | None]:
    """Whether two places may be the same, and the distance where both have a point that means one."""
    one, other = ours.incident.place, theirs.incident.place
    if one is None or other is None or (one.country and other.country and one.country != other.country):
        return False, None
    pointed = all(each.lat is not None and each.precision in ("exact", "near", "admin2") for each in (one, other))
    if pointed:
        km = distance_km(one.lat or 0.0, one.lon or 0.0, other.lat or 0.0, other.lon or 0.0)
        return km <= limits.radius_km, round(km, 1)
    names = {each.casefold() for each in (one.name, one.admin1) if each}
    return bool(names & {each.casefold() for each in (other.name, other.admin1) if each}), None


def _differences(ours: _Placed, theirs: _Placed, km: float | None) -> tuple[tuple[str, str, str], ...]:
    mine, other = ours.case.incident, theirs.case.incident
    found = []
    if family(mine) != family(other):
        found.append(("type", mine.type, other.type))
    if (ours.first, ours.last) != (theirs.first, theirs.last):
        found.append(("date", f"{ours.first}/{ours.last}", f"{theirs.first}/{theirs.last}"))
    names = [(each.place.name or "not stated") if each.place else "not stated" for each in (mine, other)]
    if names[0].casefold() != names[1].casefold():
        found.append(("place", names[0], names[1] + (f" ({km} km away)" if km is not None else "")))
    figures = total(ours.case), total(theirs.case)
    if _settled(figures[0]) != _settled(figures[1]):
        found.append(("killed", written(figures[0]), written(figures[1])))
    for field, side in (("perpetrator", "perpetrators"), ("target", "targets")):
        sides = [sorted({each.name for each in getattr(case, side)}) for case in (ours.case, theirs.case)]
        if {name.casefold() for name in sides[0]} != {name.casefold() for name in sides[1]}:
            found.append((field, "; ".join(sides[0]) or "not stated", "; ".join(sides[1]) or "not stated"))
    return tuple(found)


def _settled(figures: Range | None) -> int | None:
    return figures.closed[1] if figures and figures.stated else None
