"""Reviewers' decisions as constraints on linking and as corrections of settled values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.core import Anchor, Claim, Decision
from dateline.incidents.cluster import Pair, Ties
from dateline.incidents.units import unit_id


@dataclass(frozen=True, slots=True)
class Rulings:
    """Decisions in force, resolved to the units that they are about.

    ``on`` lists, per unit, the confirm, reject and correct decisions on it, oldest first; ``dormant`` are
    decisions none of whose words any present claim stands on: kept, without effect for now.
    """

    ties: Ties = field(default_factory=Ties)
    on: dict[str, list[Decision]] = field(default_factory=dict)
    dormant: tuple[Decision, ...] = ()


def anchors_of(claims: Iterable[Claim]) -> tuple[Anchor, ...]:
    """Return the anchors by which a decision can name the events of ``claims``: one per unit, sorted."""
    first: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.event.trigger, c.claim_id)):
        first.setdefault(unit_id(claim), claim)
    return tuple(sorted(Anchor(c.article_id, c.event.trigger.start, c.event.trigger.end) for c in first.values()))


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that no ``undo`` took back, oldest first; an undo can itself be undone."""
    ordered = sorted(set(decisions), key=lambda d: (d.at, d.decision_id))
    undone: set[str] = set()
    for decision in reversed(ordered):
        if decision.kind == "undo" and decision.decision_id not in undone and decision.undoes:
            undone.add(decision.undoes)
    return [d for d in ordered if d.kind != "undo" and d.decision_id not in undone]


def rulings(decisions: Iterable[Decision], claims: Iterable[Claim]) -> Rulings:
    """Return what ``decisions`` mean for the units of ``claims``; of two on one pair the later wins."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article_id].append(claim)
    verdict: dict[Pair, bool] = {}
    on: dict[str, list[Decision]] = defaultdict(list)
    dormant: list[Decision] = []
    for decision in in_force(decisions):
        left = _resolve(decision.anchors, by_article)
        right = _resolve(decision.others, by_article)
        if not left or (decision.others and not right):
            dormant.append(decision)
        verdict.update(_pairs(decision, left, right))
        if decision.kind in ("confirm", "reject", "correct"):
            for unit in left:
                on[unit].append(decision)
    must = frozenset(pair for pair, together in verdict.items() if together)
    cannot = frozenset(pair for pair, together in verdict.items() if not together)
    return Rulings(Ties(must, cannot), dict(on), tuple(dormant))


def _pairs(decision: Decision, left: Sequence[str], right: Sequence[str]) -> dict[Pair, bool]:
    if decision.kind == "split":
        return {_pair(a, b): False for a in left for b in right if a != b}
    if decision.kind in ("join", "confirm"):
        together = sorted({*left, *right})
        return {(a, b): True for i, a in enumerate(together) for b in together[i + 1 :]}
    return {}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _resolve(anchors: Iterable[Anchor], by_article: dict[str, list[Claim]]) -> list[str]:
    found = {_unit_at(anchor, by_article.get(anchor.article_id, ())) for anchor in anchors}
    return sorted(unit for unit in found if unit)


def _unit_at(anchor: Anchor, claims: Sequence[Claim]) -> str | None:
    """Return the unit whose trigger, else whose evidence, stands on the anchor's words; the nearest trigger first."""

    def overlaps(start: int, end: int) -> bool:
        return start < anchor.end and anchor.start < end

    ranked = []
    for claim in claims:
        trigger = claim.event.trigger
        if overlaps(trigger.start, trigger.end) or any(overlaps(s.start, s.end) for s in claim.evidence):
            ranked.append((abs(trigger.start - anchor.start), unit_id(claim)))
    return min(ranked)[1] if ranked else None
