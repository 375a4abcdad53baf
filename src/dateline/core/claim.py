"""A claim: one source's statement about one event, with the words that carry it."""

from dataclasses import dataclass

from dateline.core.span import Span


@dataclass(frozen=True, slots=True)
class Count:
    """How many events a statement speaks of: 1/1 for one, 40/None for "at least 40 attacks"."""

    low: int = 1
    high: int | None = 1


@dataclass(frozen=True, slots=True)
class Event:
    """The event of a claim. ``event_key`` is equal for all claims of one article on one event."""

    type: str
    trigger: Span
    count: Count
    event_key: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody or something with a role in the event, in the article's own words.

    ``inferred`` is True for a name resolved from a pronoun or short form; ``country`` is ISO 3166-1
    alpha-2; ``entity_id`` is an id of the actor list, None where the name is in none.
    """

    role: str
    name: str
    kind: str = "unknown"
    country: str | None = None
    entity_id: str | None = None
    span: Span | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """When the event took place: an interval of ISO dates, both ends inclusive, None = open or unknown."""

    start: str | None
    end: str | None
    precision: str = "unknown"
    text: str | None = None
    span: Span | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the event took place; coordinates (WGS84 degrees) never without a ``precision``."""

    name: str | None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    precision: str = "unknown"
    radius_km: float | None = None
    span: Span | None = None
    inferred: bool = False
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon as the article names it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Casualty:
    """A figure as claimed. ``low <= best <= high`` where they are known; None is not stated, never 0.

    ``part_of`` is the index of the total in the same claim of which this row is a part; ``share`` is the
    fraction of that total where the text gives only a fraction.
    """

    effect: str
    who: str | None
    low: int | None
    best: int | None
    high: int | None
    span: Span
    part_of: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so, and how: ``stance`` is asserts, denies, suspects, estimates or demands.

    ``source`` is None when the publisher speaks (``source_kind`` "publisher"); ``via`` lists names from
    the innermost reporter to the publisher; ``cue`` is the word that carries the saying.
    """

    source: str | None
    source_kind: str
    named: bool
    anonymous: bool
    stance: str
    via: tuple[str, ...] = ()
    cue: str | None = None
    span: Span | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's statement about one event. ``incident_id`` is None until incidents are formed."""

    claim_id: str
    article_id: str
    article_key: str
    event: Event
    modality: str
    attribution: Attribution
    evidence: tuple[Span, ...]
    participants: tuple[Participant, ...] = ()
    time: Time | None = None
    place: Place | None = None
    weapons: tuple[Weapon, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    reason: Span | None = None
    confidence: float = 0.0
    incident_id: str | None = None
    published: str | None = None
    publisher: str | None = None
    made_by: str = "model"
