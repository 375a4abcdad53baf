"""Who stands on which side of an incident, as ACLED, UCDP and PLOVER want it said."""

from dataclasses import dataclass

from dateline.core import IncidentParticipant
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Case, country

# ACLED's codes by name; the labels are in acled_inter.csv.
MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = "3", "5", "6", "7", "8"
# Kinds that say of themselves that they are people without arms; of a thing or a place nobody knows.
_UNARMED = ("civilians", "person", "organisation", "political_group")
_CROWDS = {
    "protest": (PROTESTERS, "Protesters"),
    "protest_intervention": (PROTESTERS, "Protesters"),
    "protest_repressed": (PROTESTERS, "Protesters"),
    "riot": (RIOTERS, "Rioters"),
    "mob_violence": (RIOTERS, "Rioters"),
}


@dataclass(frozen=True)
class AcledSide:
    """One of ACLED's two actors: name, associated actors, inter code; ``forced`` says what was not stated."""

    name: str | None = None
    associates: tuple[str, ...] = ()
    inter: str | None = None
    forced: str | None = None


def acled_sides(case: Case, event_type: str) -> tuple[AcledSide, AcledSide]:
    """Return ACLED's first and second actor.

    Civilians, protesters and rioters get ACLED's general names ("Civilians (Syria)") with the reported
    names as associates; an unnamed attacker is "Unidentified Armed Group". Source: ACLED Codebook, actors.
    """
    crowd = _CROWDS.get(case.incident.type)
    if crowd:
        return _crowd_sides(case, *crowd)
    first = _armed_side(case, case.perpetrators, role="perpetrator")
    second = _armed_side(case, case.targets, role="target")
    if event_type == "Violence against civilians" and second.inter != CIVILIANS:
        forced = None if second.name is None else "this event type takes civilians only as the second actor"
        second = AcledSide(
            _general(case, "Civilians"), _names(case.targets), CIVILIANS, forced or "victims not named: civilians"
        )
    if event_type == "Battles" and second.name is None:
        second = _unidentified(case)
    if first.name is None and event_type != "Strategic developments":
        first = _unidentified(case)
    if first.name is None and second.name is not None:
        first, second = second, first
    return first, second


def _crowd_sides(case: Case, inter: str, name: str) -> tuple[AcledSide, AcledSide]:
    kinds = tables.by_key("actor_kinds", "kind")
    forces = [each for each in case.perpetrators + case.targets if kinds[each.kind]["armed"] == "yes"]
    forces += [each for each in case.incident.participants if each.role == "intervener" and each not in forces]
    repressed = case.incident.type in ("protest_intervention", "protest_repressed")
    people = [each for each in case.perpetrators + case.targets if each not in forces]
    first = AcledSide(_general(case, name), _names(people), inter)
    second = _armed_side(case, tuple(forces), role="perpetrator")
    if second.name is None and repressed:
        return first, _unidentified(case)
    return first, second


def _armed_side(case: Case, participants: tuple[IncidentParticipant, ...], *, role: str) -> AcledSide:
    actors = [(each, *_inter(case, each, role)) for each in participants]
    actors = [each for each in actors if each[1] is not None]
    if not actors:
        return AcledSide()
    leader, code, forced = actors[0]
    names = _names([each for each, _, _ in actors])
    if code == CIVILIANS:
        return AcledSide(_general(case, "Civilians"), names, code, forced)
    return AcledSide(leader.name, tuple(name for name in names if name != leader.name), code, forced)


def _inter(case: Case, participant: IncidentParticipant, role: str) -> tuple[str | None, str | None]:
    """ACLED's code for a participant and why it had to be guessed; no code where it is no actor.

    Things and places are no actors: who was in them is not stated, and must not become civilians.
    """
    if participant.kind in ("state", "state_force") and not case.is_home_state(participant):
        return EXTERNAL, None
    code = tables.by_key("actor_kinds", "kind")[participant.kind]["acled_inter"] or None
    if code == CIVILIANS and role == "perpetrator":
        return MILITIA, f"kind {participant.kind} as perpetrator: coded as an armed group of its own"
    if participant.kind == "armed_group":
        return code, "whether an armed group is a rebel group or a militia is not in the record: coded rebel group"
    if code is None and participant.kind == "unknown" and role == "perpetrator":
        return MILITIA, "the kind of the perpetrator is not in the record: coded as an armed group of its own"
    return code, None


def _unidentified(case: Case) -> AcledSide:
    name = _general(case, "Unidentified Armed Group")
    return AcledSide(name, (), MILITIA, "no actor is named on this side: ACLED's unidentified armed group")


def _general(case: Case, name: str) -> str:
    return f"{name} ({case.country['name']})" if case.country else name


def _names(participants: tuple[IncidentParticipant, ...] | list[IncidentParticipant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in participants))


def interaction(first: AcledSide, second: AcledSide, *, numeric: bool) -> str | None:
    """Return ACLED's interaction of two actors, the lower code first, None without a first actor."""
    if first.inter is None:
        return None
    codes = first.inter + "0" if second.inter is None else "".join(sorted((first.inter, second.inter)))
    if numeric:
        return codes
    return next(label for label, code in tables.interactions().items() if code == codes)


@dataclass(frozen=True)
class GedSides:
    """UCDP's reading of an incident: type of violence, both sides, their GW numbers, what to check."""

    type_of_violence: int
    side_a: str
    side_b: str
    gwnoa: str | None
    gwnob: str | None
    code_status: str
    forced: str | None = None
    attacker_is_b: bool = False


def ged_sides(case: Case) -> GedSides | str:
    """Return the two sides as UCDP defines them, or the reason why there are none.

    State against group or state is type 1, group against group 2, an organised actor against civilians
    3. An unnamed attacker of civilians is kept as "Unidentified actor" and marked to be checked.
    Source: UCDP GED Codebook, types of violence.
    """
    kinds = tables.by_key("actor_kinds", "kind")
    attackers = [each for each in case.perpetrators if kinds[each.kind]["ged_side"] in ("state", "group")]
    defenders = [each for each in case.targets if kinds[each.kind]["ged_side"] in ("state", "group")]
    if case.perpetrators and not attackers and all(each.kind != "unknown" for each in case.perpetrators):
        return "no organised armed actor is reported as perpetrator"
    if defenders and case.incident.type != "protest_repressed":
        return _battle(attackers, defenders, len(case.perpetrators) > 0)
    forced = None
    if not attackers:
        forced = "no perpetrator is named: kept as one-sided violence by an unidentified actor"
    victims = [each for each in case.targets if each.kind in _UNARMED]
    if attackers and not victims:
        forced = "no victim's status is named: kept as violence against civilians"
    status = "Check Dyad" if not attackers else "Clear" if victims else "Check Type of Violence"
    side_a = _side_name(attackers) or _unnamed(case)
    return GedSides(3, side_a, "Civilians", _gw(attackers), None, status, forced)


def _battle(attackers: list[IncidentParticipant], defenders: list[IncidentParticipant], named: bool) -> GedSides:
    if not attackers:
        name = "Unidentified actor"
        reason = "the attacker's kind is not in the record" if named else "no attacker is named"
        state = _is_state(defenders)
        sides = (_side_name(defenders), name) if state else (name, _side_name(defenders))
        gw = (_gw(defenders), None) if state else (None, _gw(defenders))
        return GedSides(
            1 if state else 2, sides[0] or name, sides[1] or name, gw[0], gw[1], "Check Dyad", reason, state
        )
    swapped = _is_state(defenders) and not _is_state(attackers)
    first, second = (defenders, attackers) if swapped else (attackers, defenders)
    violence = 1 if _is_state(first) else 2
    names = _side_name(first) or "", _side_name(second) or ""
    status = "Clear" if names[0] != names[1] else "Check Dyad"
    return GedSides(violence, *names, _gw(first), _gw(second), code_status=status, attacker_is_b=swapped)


def _is_state(side: list[IncidentParticipant]) -> bool:
    return bool(side) and side[0].kind in ("state", "state_force")


def _unnamed(case: Case) -> str:
    return case.perpetrators[0].name if case.perpetrators else "Unidentified actor"


def _side_name(side: list[IncidentParticipant]) -> str | None:
    """UCDP calls a state "Government of X"; groups keep their name; several are joined with a comma."""
    names = []
    for each in side:
        row = country(each.country) if each.kind in ("state", "state_force") else None
        names.append(f"Government of {row['ucdp_name']}" if row else each.name)
    return ", ".join(dict.fromkeys(names)) or None


def _gw(side: list[IncidentParticipant]) -> str | None:
    row = country(side[0].country) if _is_state(side) else None
    return (row["gw_number"] or None) if row else None
