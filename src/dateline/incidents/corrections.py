"""What a reviewer corrected: it stands above the claims, and the claims stay visible."""

import dataclasses
import re
from collections.abc import Callable, Sequence

from dateline.core import (
    CORRECTABLE_FIELDS,
    Decision,
    Figure,
    Incident,
    IncidentParticipant,
    Place,
    Review,
    Time,
    Toll,
    UsageError,
)
from dateline.core.vocabulary import EVENT_TYPES
from dateline.incidents.units import ordinal

_FIGURE = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?$")


def corrected(incident: Incident, decisions: Sequence[Decision]) -> Incident:
    """Return ``incident`` with the corrections of ``decisions`` applied in order, and who last reviewed it."""
    for decision in decisions:
        if decision.kind == "correct":
            incident = _apply(incident, decision)
        incident = dataclasses.replace(incident, reviewed=Review(decision.by, decision.at))
    return incident


def check_correction(field: str | None, value: str | None) -> None:
    """Raise UsageError when ``value`` cannot be a value of ``field``."""
    if field not in CORRECTABLE_FIELDS:
        raise UsageError(f"field {field!r} cannot be corrected; allowed are {', '.join(CORRECTABLE_FIELDS)}")
    _READERS[field](value or "")


def _apply(incident: Incident, decision: Decision) -> Incident:
    check_correction(decision.field, decision.value)
    field, value = str(decision.field), str(decision.value)
    read = _READERS[field](value)
    if field in ("killed", "injured"):
        return dataclasses.replace(incident, casualties=_with_toll(incident, field, _read_figure(value), decision))
    if field == "perpetrator":
        others = tuple(p for p in incident.participants if p.role != "perpetrator")
        named = next((p for p in incident.participants if p.role == "perpetrator" and p.name == value), None)
        fresh = named or IncidentParticipant("perpetrator", value, "unknown", None, None, 0, (decision.decision_id,))
        return dataclasses.replace(incident, participants=(*others, fresh))
    return dataclasses.replace(incident, **{field: read})  # type: ignore[arg-type]


def _with_toll(incident: Incident, effect: str, bounds: tuple[int, int], decision: Decision) -> tuple[Toll, ...]:
    low, high = bounds
    best = low if low == high else None
    old = next((t for t in incident.casualties if t.effect == effect and t.who is None), None)
    figure = Figure(f"review: {decision.by}", decision.at, low, best, high, decision.decision_id, "asserts")
    fresh = Toll(effect, None, low, best, high, (*(old.figures if old else ()), figure))
    return tuple(
        sorted((fresh, *(t for t in incident.casualties if t is not old)), key=lambda t: (t.effect, t.who or ""))
    )


def _read_figure(value: str) -> tuple[int, int]:
    match = _FIGURE.match(value.strip())
    if not match or (match[2] and int(match[2]) < int(match[1])):
        raise UsageError(f"{value!r} is no figure; write a number such as 3 or a range such as 3-5")
    return int(match[1]), int(match[2] or match[1])


def _read_time(value: str) -> Time:
    start, _, end = value.partition("/")
    end = end or start
    first, last = ordinal(start), ordinal(end)
    if first is None or last is None or last < first:
        raise UsageError(f"{value!r} is no date; write 2016-10-06 or 2016-10-06/2016-10-08")
    return Time(start, end, "day" if start == end else "range")


def _read_type(value: str) -> str:
    if value not in EVENT_TYPES:
        raise UsageError(f"{value!r} is no event type; allowed are {', '.join(EVENT_TYPES)}")
    return value


def _read_name(value: str) -> str:
    if not value.strip():
        raise UsageError("an empty name corrects nothing; give the name as sources write it")
    return value


def _read_place(value: str) -> Place:
    return Place(_read_name(value), precision="unknown", resolved_by="review")


_READERS: dict[str, Callable[[str], object]] = {
    "type": _read_type,
    "time": _read_time,
    "place": _read_place,
    "perpetrator": _read_name,
    "killed": _read_figure,
    "injured": _read_figure,
}
