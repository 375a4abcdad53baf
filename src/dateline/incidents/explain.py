"""Why two claims are, or are not, one incident: field by field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.core import Article, Claim, UsageError
from dateline.incidents.compare import compare, shared_words
from dateline.incidents.options import LinkOptions
from dateline.incidents.units import Unit, unit_id, units_of
from dateline.incidents.weigh import contributions, probability


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """What one field says: both sides in words, the finding, and the log-odds that it adds (negative: against)."""

    field: str
    left: str
    right: str
    finding: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """The comparison of two events; ``linked`` is what the whole record made of them, other reports included."""

    left: str
    right: str
    probability: float
    threshold: float
    linked: bool
    fields: tuple[FieldEvidence, ...]
    note: str


def explain(
    left: str, right: str, claims: Sequence[Claim], articles: Sequence[Article], options: LinkOptions | None = None
) -> Explanation:
    """Return why ``left`` and ``right`` (claim, article or incident ids, or article keys) are (not) one incident.

    An article or incident stands for that event of it which fits the other side best.
    Raises UsageError when an id is not in the record.
    """
    options = options or LinkOptions()
    one, other = _events(left, claims, articles), _events(right, claims, articles)
    pairs = [(compare(a, b), a, b) for a in one for b in other if a.unit_id != b.unit_id]
    if not pairs:
        raise UsageError(f"{left!r} and {right!r} are claims of one article on one event: nothing to compare")
    evidence, a, b = max(pairs, key=lambda p: (sum(contributions(p[0]).values()), p[1].unit_id, p[2].unit_id))
    weights = contributions(evidence)
    rows = [FieldEvidence("prior", "", "", "any two reports that share a block", weights.pop("prior"))]
    rows += [_row(name, value, a, b) for name, value in weights.items()]
    incident_of = {unit_id(claim): claim.incident_id for claim in claims}
    linked = incident_of[a.unit_id] is not None and incident_of[a.unit_id] == incident_of[b.unit_id]
    odds = sum(row.weight for row in rows)
    return Explanation(
        a.claim_ids[0],
        b.claim_ids[0],
        probability(odds),
        options.threshold,
        linked,
        tuple(rows),
        _note(a, b, linked, odds),
    )


def _note(a: Unit, b: Unit, linked: bool, odds: float) -> str:
    if a.article_id == b.article_id and not linked:
        return "one article tells them as two events, so they stay two unless a reviewer joins them"
    if linked and odds <= 0:
        return "joined through other reports between them, or by a reviewer"
    if not linked and odds > 0:
        return "alike as a pair, kept apart by the other reports of either incident, or by a reviewer"
    return "the pair alone decides"


def _events(name: str, claims: Sequence[Claim], articles: Sequence[Article]) -> list[Unit]:
    chosen = {unit_id(c) for c in claims if name in (c.claim_id, c.article_id, c.article_key, c.incident_id)}
    if not chosen:
        raise UsageError(f"no claim, article or incident {name!r} in the record; `dateline claims` lists the ids")
    return units_of([c for c in claims if unit_id(c) in chosen], articles)


def _row(name: str, weight: float, a: Unit, b: Unit) -> FieldEvidence:
    field, _, finding = name.partition(".")
    if field == "words":
        shared = ", ".join(shared_words(a, b)[:8]) or "none"
        return FieldEvidence(field, shared, shared, finding.replace("_", " "), weight)
    return FieldEvidence(field, _words(field, a), _words(field, b), finding.replace("_", " "), weight)


def _words(field: str, unit: Unit) -> str:
    days = [date.fromordinal(d).isoformat() if d else "?" for d in (unit.first_day, unit.last_day)]
    spoken = {
        "time": days[0] if days[0] == days[1] else "/".join(days),
        "published": date.fromordinal(unit.published).isoformat() if unit.published else "?",
        "place": (unit.spot.name or "?") if unit.spot else "?",
        "type": unit.type,
        "count": "several" if unit.series else "one",
        "perpetrator": " ".join(sorted(unit.perpetrators)),
        "victim": " ".join(sorted(unit.victims)),
        "killed": "–".join(map(str, unit.killed or ("?",))),
        "injured": "–".join(map(str, unit.injured or ("?",))),
    }
    return spoken.get(field, "")
