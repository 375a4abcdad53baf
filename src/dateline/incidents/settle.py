"""From the claims of one incident to settled values, each with the claims behind it."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from dateline.core import (
    Article,
    Claim,
    Count,
    Decision,
    Incident,
    IncidentParticipant,
    Participant,
    Place,
    Time,
)
from dateline.incidents.compare import kinds
from dateline.incidents.corrections import corrected
from dateline.incidents.disputes import disputes
from dateline.incidents.grading import grade
from dateline.incidents.options import LinkOptions
from dateline.incidents.sources import Sources, same_source, stances, supports
from dateline.incidents.summary import summarise
from dateline.incidents.tolls import entries, tolls
from dateline.incidents.units import ordinal

# From sure to unsure: the incident takes the surest modality that a supporting claim gives it.
MODALITY_ORDER = ("happened", "ongoing", "possible", "planned", "threatened", "hypothetical", "did_not_happen")
PRECISION_ORDER = ("exact", "near", "admin2", "admin1", "country", "unknown")


def settle(
    claims: Sequence[Claim],
    articles: Sequence[Article] = (),
    *,
    incident_id: str,
    options: LinkOptions | None = None,
    decisions: Sequence[Decision] = (),
) -> Incident:
    """Return the incident that ``claims`` make under ``options.policy``.

    Values settle from supporting claims alone; denials are listed, and never lend a figure, a place or a
    perpetrator. ``decisions`` are the confirmations and corrections in force on it, oldest first.
    """
    options = options or LinkOptions()
    ordered = sorted(claims, key=lambda c: c.claim_id)
    sources = Sources(ordered, {article.article_id: article for article in articles})
    held = [claim for claim in ordered if supports(claim)]
    listed = entries(ordered, sources)
    told = disputes(ordered, listed, sources)
    published = sorted(c.published[:10] for c in ordered if c.published)
    draft = Incident(
        incident_id=incident_id,
        type=_type(held or ordered, sources),
        modality=_modality(ordered, held),
        time=_time(held, sources),
        place=_place(held, sources),
        count=_count(held),
        participants=_participants(held, sources),
        weapons=tuple(sorted({w.name for c in held for w in c.weapons})),
        casualties=tolls(listed, options.policy),
        claim_ids=tuple(c.claim_id for c in ordered),
        article_ids=tuple(sorted({c.article_id for c in ordered})),
        sources=stances(ordered, sources),
        independent_sources=sources.count(held),
        disputes=told,
        first_reported=published[0] if published else None,
        last_reported=published[-1] if published else None,
        summary="",
        confidence=max((c.confidence for c in held or ordered), default=0.0),
        policy=options.policy,
        grading=grade(held, sources, told) if options.policy == "min-max" else None,
    )
    final = corrected(draft, decisions)
    return dataclasses.replace(final, summary=_sentence(final, held))


def _sentence(incident: Incident, held: Sequence[Claim]) -> str:
    return summarise(
        incident.type,
        incident.modality,
        where=incident.place,
        when=incident.time,
        participants=incident.participants,
        attribution=_attribution(incident, held),
        casualties=incident.casualties,
    )


def _attribution(incident: Incident, held: Sequence[Claim]) -> str:
    named = [p for p in incident.participants if p.role == "perpetrator"]
    if not named:
        return ""
    top = max(p.sources for p in named)
    names = " and ".join(p.name for p in named if p.sources == top)
    sure = {c.claim_id for c in held if c.attribution.stance != "suspects"}
    suspected = not any(sure & set(p.claim_ids) for p in named if p.sources == top)
    disputed = any(d.field == "perpetrator" for d in incident.disputes)
    return f"{'suspected to be by' if suspected else 'attributed to'} {names}{' (disputed)' if disputed else ''}"


def _type(claims: Sequence[Claim], sources: Sources) -> str:
    """Return the type that most independent sources give; one that leaves the means open only if none names it."""
    generic, _ = kinds()
    votes: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        votes[claim.event.type].append(claim)
    return max(votes, key=lambda t: (t not in generic, sources.count(votes[t]), len(votes[t]), t))


def _modality(claims: Sequence[Claim], held: Sequence[Claim]) -> str:
    """Return the surest modality that a supporting claim gives; without one, ``possible`` at most.

    A denial of responsibility alone presupposes the event, and yet nobody asserts it.
    """
    if held:
        return min((c.modality for c in held), key=MODALITY_ORDER.index)
    return "possible" if any(c.modality != "did_not_happen" for c in claims) else "did_not_happen"


def _time(held: Sequence[Claim], sources: Sources) -> Time | None:
    """Return the narrowest interval; of equals the one that most sources give, then the earliest."""
    groups: dict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in held:
        if claim.time and (claim.time.start or claim.time.end):
            groups[claim.time.start, claim.time.end].append(claim)
    if not groups:
        return None
    best = min(groups, key=lambda days: (_width(days), -sources.count(groups[days]), days[0] or "", days[1] or ""))
    return min(
        (c.time for c in groups[best] if c.time), key=lambda t: (t.inferred, t.precision != "time", t.text or "")
    )


def _width(days: tuple[str | None, str | None]) -> float:
    start, end = ordinal(days[0]), ordinal(days[1])
    return float("inf") if start is None or end is None else end - start


def _place(held: Sequence[Claim], sources: Sources) -> Place | None:
    """Return the most precise place; of equals the one that most sources name, a stated one before an inferred."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    places = [(c.place, c) for c in held if c.place and (c.place.name or c.place.country)]
    for place, claim in places:
        groups[(place.name or "").casefold()].append(claim)

    def rank(place: Place) -> tuple[int, int, bool, bool, str, str]:
        support = sources.count(groups[(place.name or "").casefold()])
        located = place.lat is None
        return PRECISION_ORDER.index(place.precision), -support, place.inferred, located, place.name or "", repr(place)

    return min((place for place, _ in places), key=rank, default=None)


def _count(held: Sequence[Claim]) -> Count:
    if not held:
        return Count()
    low = max(c.event.count.low for c in held)
    highs = [c.event.count.high for c in held]
    known = [high for high in highs if high is not None]
    return Count(low, None if None in highs else max(low, *known))


def _participants(held: Sequence[Claim], sources: Sources) -> tuple[IncidentParticipant, ...]:
    groups: list[tuple[Participant, list[Claim]]] = []
    rows = [(p, c) for c in held for p in c.participants]
    for p, claim in sorted(rows, key=lambda row: (row[0].inferred, -len(row[0].name), row[0].name, row[1].claim_id)):
        home = next((group for group in groups if _same_party(group[0], p)), None)
        if home is None:
            groups.append((p, [claim]))
        else:
            home[1].append(claim)
    merged = [
        IncidentParticipant(
            p.role,
            p.name,
            p.kind,
            p.country,
            p.entity_id,
            sources.count(named),
            tuple(sorted({c.claim_id for c in named})),
        )
        for p, named in groups
    ]
    return tuple(sorted(merged, key=lambda p: (p.role, -p.sources, p.name)))


def _same_party(a: Participant, b: Participant) -> bool:
    if a.role != b.role:
        return False
    if a.entity_id and b.entity_id:
        return a.entity_id == b.entity_id
    if a.country and b.country and a.country != b.country:
        return False
    return same_source(a.name, b.name)
