"""Where sources contradict each other: every position with who holds it, side by side."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from dateline.core import Claim, Dispute, Participant, Place, Position, distance_km
from dateline.incidents.sources import Sources, denies, same_source, supports
from dateline.incidents.tolls import Entry, current, status_classes, words_of
from dateline.incidents.units import RADIUS_KM

# A place less sure than a district contradicts no other. Source: precision levels of data-types.
T = TypeVar("T")
FINE = ("exact", "near", "admin2")


def disputes(claims: Sequence[Claim], listed: Sequence[Entry], sources: Sources) -> tuple[Dispute, ...]:
    """Return the disputes over figures, perpetrator, place, status, time and whether it happened."""
    held = [claim for claim in claims if supports(claim)]
    against = [claim for claim in claims if denies(claim)]
    found = [
        *_figures(listed, {claim.claim_id: claim for claim in claims}, sources),
        _perpetrator(held, against, sources),
        _contradicting("place", [(c.place, c) for c in held if c.place], _apart, _place_words, sources),
        _status(listed, {claim.claim_id: claim for claim in claims}, sources),
        _contradicting("time", [(days, c) for c in held if (days := _days(c))], _disjoint, _day_words, sources),
        _happened(held, against, sources),
    ]
    return tuple(dispute for dispute in found if dispute)


def _positions(rows: Iterable[tuple[str, Claim]], sources: Sources) -> tuple[Position, ...]:
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for value, claim in rows:
        grouped[value].append(claim)
    return tuple(
        Position(value, tuple(sorted({sources.of(c) for c in held})), tuple(sorted({c.claim_id for c in held})))
        for value, held in sorted(grouped.items())
    )


def _dispute(field: str, rows: Iterable[tuple[str, Claim]], sources: Sources) -> Dispute | None:
    positions = _positions(rows, sources)
    return Dispute(field, positions) if len(positions) > 1 else None


def _contradicting(
    field: str,
    valued: Sequence[tuple[T, Claim]],
    contradict: Callable[[T, T], bool],
    spell: Callable[[T], str],
    sources: Sources,
) -> Dispute | None:
    clash = [(v, c) for v, c in valued if any(contradict(v, other) for other, _ in valued)]
    return _dispute(field, [(spell(v), c) for v, c in clash], sources)


def _figures(listed: Sequence[Entry], claims: dict[str, Claim], sources: Sources) -> list[Dispute | None]:
    grouped: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in current(listed):
        grouped[entry.effect, entry.who or ""].append(entry)
    return [_figure_dispute(key, rows, claims, sources) for key, rows in sorted(grouped.items())]


def _figure_dispute(
    key: tuple[str, str], rows: Sequence[Entry], claims: dict[str, Claim], sources: Sources
) -> Dispute | None:
    spans = [(e.figure.low or 0, e.figure.high if e.figure.high is not None else 10**12) for e in rows]
    clash = any(a[0] > b[1] for a in spans for b in spans)
    label = f"{key[1]} {key[0]}".strip()
    told = [
        (f"{label}: {words_of(e.figure.low, None, e.figure.high)}", claims[e.figure.claim_id])
        for e in rows
        if e.figure.claim_id in claims
    ]
    return _dispute("figures", told, sources) if clash else None


def _perpetrator(held: Sequence[Claim], against: Sequence[Claim], sources: Sources) -> Dispute | None:
    named = [(p, c) for c in held for p in _perpetrators(c)]
    denied = [(p, c) for c in against if c.modality != "did_not_happen" for p in _perpetrators(c)]
    label = _labels([p for p, _ in (*named, *denied)])
    together = {(_party(p), _party(q)) for c in held for p in _perpetrators(c) for q in _perpetrators(c)}
    rivals = [
        (label[p.name], c)
        for p, c in named
        if denied or any(_rival(p, q) and (_party(p), _party(q)) not in together for q, _ in named)
    ]
    rows = rivals + [(f"not {label[p.name]}", c) for p, c in denied]
    positions = _positions(rows, sources)
    return Dispute("perpetrator", positions) if denied or len(positions) > 1 else None


def _labels(parties: Sequence[Participant]) -> dict[str, str]:
    """Return, for every name, the longest name that may be the same party's."""
    ranked = sorted({p.name for p in parties}, key=lambda name: (-len(name), name))
    return {name: next(other for other in ranked if same_source(name, other)) for name in ranked}


def _perpetrators(claim: Claim) -> list[Participant]:
    return [p for p in claim.participants if p.role == "perpetrator"]


def _party(p: Participant) -> str:
    return p.entity_id or p.name.casefold()


def _rival(a: Participant, b: Participant) -> bool:
    if a.entity_id and b.entity_id:
        return a.entity_id != b.entity_id and not (a.country and a.country == b.country and a.kind == b.kind)
    if same_source(a.name, b.name) or "unknown" in (a.kind, b.kind):
        return False
    states = ("state", "state_force")
    if a.kind in states and b.kind in states:
        return bool(a.country and b.country and a.country != b.country)
    return a.kind != b.kind and "person" not in (a.kind, b.kind)


def _apart(a: Place, b: Place) -> bool:
    if a.precision not in FINE or b.precision not in FINE or (a.name or "").casefold() == (b.name or "").casefold():
        return False
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    reach = (a.radius_km or RADIUS_KM[a.precision]) + (b.radius_km or RADIUS_KM[b.precision])
    return distance_km(a.lat, a.lon, b.lat, b.lon) > reach


def _place_words(place: Place) -> str:
    return place.name or f"{place.lat:.3f}, {place.lon:.3f}"


def _days(claim: Claim) -> tuple[str, str] | None:
    time = claim.time
    return (time.start, time.end) if time and time.start and time.end else None


def _disjoint(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _day_words(days: tuple[str, str]) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _status(listed: Sequence[Entry], claims: dict[str, Claim], sources: Sources) -> Dispute | None:
    """Find civilians according to one source, combatants only according to another."""
    combatant, civilian = status_classes()
    classes: dict[str, set[str]] = defaultdict(set)
    for entry in listed:
        if entry.figure.stance != "denies" and entry.effect == "killed" and entry.who and entry.figure.low != 0:
            classes[entry.source].add(entry.who)
    rows = [
        ("combatants" if classes[e.source] <= combatant else "civilians", claims[e.figure.claim_id])
        for e in listed
        if e.figure.claim_id in claims
        and classes.get(e.source)
        and (classes[e.source] <= combatant or classes[e.source] <= civilian)
    ]
    return _dispute("status", rows, sources)


def _happened(held: Sequence[Claim], against: Sequence[Claim], sources: Sources) -> Dispute | None:
    rows = [("happened", c) for c in held if c.modality in ("happened", "ongoing")]
    return _dispute(
        "happened", rows + [("did not happen", c) for c in against if c.modality == "did_not_happen"], sources
    )
