"""How well an incident is attested, in the manner of Airwars."""

from collections.abc import Sequence

from dateline.core import Claim, Dispute
from dateline.incidents.sources import Sources, same_source

BELLIGERENT = ("military", "government", "armed_group")


def grade(held: Sequence[Claim], sources: Sources, disputes: Sequence[Dispute]) -> str:
    """Return ``confirmed``, ``fair``, ``weak``, ``contested`` or ``discounted``.

    Source: Airwars methodology: confirmed when a belligerent accepts responsibility; contested when
    attributions compete; fair from two credible sources on, weak with one; discounted when nobody holds
    that it happened.
    """
    if not held:
        return "discounted"
    if any(_accepts(claim) for claim in held):
        return "confirmed"
    if any(d.field == "perpetrator" and _competing(d) for d in disputes):
        return "contested"
    return "fair" if sources.count(held) > 1 else "weak"


def _accepts(claim: Claim) -> bool:
    said = claim.attribution
    if said.source is None or said.source_kind not in BELLIGERENT or said.stance != "asserts":
        return False
    return any(p.role == "perpetrator" and same_source(p.name, said.source) for p in claim.participants)


def _competing(dispute: Dispute) -> bool:
    return sum(not position.value.startswith("not ") for position in dispute.positions) > 1
