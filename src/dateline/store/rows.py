"""The nouns as rows of history tables, and back."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dateline.core import Article, Claim, Incident, Place, Reject, Time, from_dict
from dateline.store.history import Row


def dump(value: Any) -> str:
    """Return the JSON text of ``value``; equal values give equal bytes."""
    return _ENCODER.encode(value)


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in type(value).__dataclass_fields__}


# Faster than going through ``to_dict``, for the same bytes: the encoder walks in C.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields)


def article_row(article: Article) -> Row:
    """Return the row of the table ``articles``."""
    return article.article_id, article.article_key, article.published, dump(article)


def claim_row(claim: Claim) -> Row:
    """Return the row of the table ``claims``; the incident is kept apart, as it changes with every linking."""
    words: list[str | None] = [span.text for span in claim.evidence]
    words += [claim.event.trigger.text, claim.attribution.source, claim.place.name if claim.place else None]
    words += [participant.name for participant in claim.participants]
    return (
        claim.claim_id,
        claim.article_id,
        claim.article_key,
        claim.event.trigger.start,
        claim.event.type,
        *_when_and_where(claim.time, claim.place),
        _words(words),
        dump(replace(claim, incident_id=None)),
    )


def incident_row(incident: Incident) -> Row:
    """Return the row of the table ``incidents``."""
    words: list[str | None] = [incident.summary, incident.place.name if incident.place else None]
    words += [participant.name for participant in incident.participants]
    return (
        incident.incident_id,
        incident.type,
        *_when_and_where(incident.time, incident.place),
        _words(words),
        dump(incident),
    )


def reject_row(reject: Reject) -> Row:
    """Return the row of the table ``rejects``."""
    return reject.reject_id, reject.where, _words([reject.where, reject.kind, reject.reason]), dump(reject)


def load_article(data: str) -> Article:
    """Return the article of a row's ``data``."""
    return from_dict(Article, json.loads(data))


def load_claim(data: str, incident_id: str | None) -> Claim:
    """Return the claim of a row's ``data``, as a member of ``incident_id``."""
    return from_dict(Claim, json.loads(data) | {"incident_id": incident_id})


def load_incident(data: str) -> Incident:
    """Return the incident of a row's ``data``."""
    return from_dict(Incident, json.loads(data))


def load_reject(data: str) -> Reject:
    """Return the reject of a row's ``data``."""
    return from_dict(Reject, json.loads(data))


def _when_and_where(time: Time | None, place: Place | None) -> tuple[str | None, str | None, str | None]:
    start = time.start[:10] if time and time.start else None
    end = time.end[:10] if time and time.end else None
    return start, end, place.country if place else None


def _words(words: Iterable[str | None]) -> str:
    return "\n".join(word for word in words if word)
