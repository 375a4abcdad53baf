"""An incident: one event in the world, a view over claims under a named policy."""

from dataclasses import dataclass

from dateline.core.claim import Count, Place, Time


@dataclass(frozen=True, slots=True)
class IncidentParticipant:
    """A participant merged over claims; ``sources`` counts the independent sources that name it."""

    role: str
    name: str
    kind: str
    country: str | None
    entity_id: str | None
    sources: int
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One casualty row as one claim gives it; the raw material of a settled toll."""

    source: str
    published: str | None
    low: int | None
    best: int | None
    high: int | None
    claim_id: str
    stance: str


@dataclass(frozen=True, slots=True)
class Toll:
    """The settled figure for one effect and one kind of victim, with the rows that it comes from."""

    effect: str
    who: str | None
    low: int | None
    best: int | None
    high: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SourceStance:
    """A source, how it speaks of the incident, and in which claims."""

    source: str
    source_kind: str
    stance: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a dispute: a value, and who holds it."""

    value: str
    sources: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which sources contradict each other.

    ``field``: figures, perpetrator, place, time, status, or happened (whether it took place at all).
    """

    field: str
    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """That a person confirmed or changed an incident: who and when (ISO date-time)."""

    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Incident:
    """One event in the world, settled under ``policy`` from the claims it names."""

    incident_id: str
    type: str
    modality: str
    time: Time | None
    place: Place | None
    count: Count
    participants: tuple[IncidentParticipant, ...]
    weapons: tuple[str, ...]
    casualties: tuple[Toll, ...]
    claim_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    sources: tuple[SourceStance, ...]
    independent_sources: int
    disputes: tuple[Dispute, ...]
    first_reported: str | None
    last_reported: str | None
    summary: str
    confidence: float
    policy: str
    grading: str | None = None
    reviewed: Review | None = None
