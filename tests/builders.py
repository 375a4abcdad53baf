"""Small hand-built articles, claims and incidents for tests of every room; all names are invented."""

import hashlib
from typing import Any

from dateline.core import (
    Article,
    Attribution,
    Casualty,
    Claim,
    Count,
    Dispute,
    Event,
    Figure,
    Incident,
    IncidentParticipant,
    Participant,
    Place,
    Position,
    Reject,
    SourceStance,
    Span,
    Time,
    Toll,
    Weapon,
    content_id,
)

TEXT = (
    "Artillery fire hit the market of Taliqan Bridge on Tuesday, killing at least seven people, "
    "the provincial health office said. The army denied shelling the town."
)


def span_of(text: str, words: str) -> Span:
    """Return the span of the first ``words`` in ``text``."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def make_article(text: str = TEXT, key: str = "a.txt", **fields: Any) -> Article:
    """Return an article whose ids follow from its text."""
    given = {"published": "2024-03-06", "published_from": "header", "publisher": "Example Post", "language": "en"}
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Article(content_id("article", text), key, text, sha256, **given | fields)


def make_claim(article: Article | None = None, stance: str = "asserts", **fields: Any) -> Claim:
    """Return a claim on the shelling that ``TEXT`` reports; ``fields`` replace the built ones."""
    article = article or make_article()
    trigger = Span.of(article.text, 0, min(14, len(article.text)))
    source = "provincial health office" if stance == "asserts" else "army"
    given: dict[str, Any] = {
        "claim_id": content_id("claim", article.article_id, source, stance),
        "article_id": article.article_id,
        "article_key": article.article_key,
        "event": Event("shelling", trigger, Count(), content_id("event", article.article_id, trigger.start)),
        "modality": "happened",
        "attribution": Attribution(
            source,
            "health_authority" if stance == "asserts" else "military",
            named=True,
            anonymous=False,
            stance=stance,
            via=("Example Post",),
            cue="said" if stance == "asserts" else "denied",
            span=_span_or_none(article.text, source),
        ),
        "evidence": (Span.of(article.text, 0, len(article.text)),),
        "time": Time("2024-03-05", "2024-03-05", "day", "Tuesday", _span_or_none(article.text, "Tuesday")),
        "place": make_place(span=_span_or_none(article.text, "Taliqan Bridge")),
        "participants": (Participant("perpetrator", "army", "state_force"),) if stance != "asserts" else (),
        "weapons": (Weapon("Artillery", trigger),),
        "casualties": (Casualty("killed", "people", 7, None, None, trigger),) if stance == "asserts" else (),
        "confidence": 0.8,
        "published": article.published,
        "publisher": article.publisher,
    }
    return Claim(**given | fields)


def make_place(**fields: Any) -> Place:
    """Return an invented town at a resolved point."""
    given: dict[str, Any] = {
        "name": "Taliqan Bridge",
        "lat": 36.5,
        "lon": 69.25,
        "country": "AF",
        "admin1": "Takhar",
        "precision": "exact",
        "radius_km": 5.0,
        "resolved_by": "gazetteer",
    }
    return Place(**given | fields)


def make_incident(claims: tuple[Claim, ...] | None = None, **fields: Any) -> Incident:
    """Return the incident of ``claims`` (by default one assertion and one denial)."""
    claims = claims or (make_claim(), make_claim(stance="denies"))
    first = claims[0]
    ids = tuple(claim.claim_id for claim in claims)
    figure = Figure("provincial health office", "2024-03-06", 7, None, None, ids[0], "asserts")
    positions = (Position("army", ("witness",), ids[:1]), Position("not army", ("army",), ids[1:]))
    given: dict[str, Any] = {
        "incident_id": content_id("incident", *sorted(ids)),
        "type": first.event.type,
        "modality": first.modality,
        "time": first.time,
        "place": first.place,
        "count": Count(),
        "participants": (IncidentParticipant("perpetrator", "army", "state_force", None, None, 1, ids[:1]),),
        "weapons": ("Artillery",),
        "casualties": (Toll("killed", "people", 7, None, None, (figure,)),),
        "claim_ids": ids,
        "article_ids": tuple(sorted({claim.article_id for claim in claims})),
        "sources": tuple(
            SourceStance(c.attribution.source or "", c.attribution.source_kind, c.attribution.stance, (c.claim_id,))
            for c in claims
        ),
        "independent_sources": 2,
        "disputes": (Dispute("perpetrator", positions),),
        "first_reported": "2024-03-06",
        "last_reported": "2024-03-06",
        "summary": "Shelling in Taliqan Bridge on 5 March 2024; at least 7 killed.",
        "confidence": 0.7,
        "policy": "min-max",
    }
    return Incident(**given | fields)


def make_reject(where: str = "broken.pdf", **fields: Any) -> Reject:
    """Return an input that was set aside."""
    given = {"kind": "binary", "reason": "is a PDF", "advice": "give its text"}
    return Reject(content_id("reject", where), where, **given | fields)


def _span_or_none(text: str, words: str) -> Span | None:
    return span_of(text, words) if words in text else None
