"""What the reader finds in an article before claims are made of it."""

from dataclasses import dataclass

from dateline.core.article import Article
from dateline.core.claim import Place, Time
from dateline.core.span import Span


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression. ``type`` and ``value`` follow TIMEX3 (TimeML 1.2.1).

    ``begin`` and ``end_date`` are ISO dates, both inclusive; None is an open or unknown end (a duration
    has neither). ``granularity``: time, day, week, month, year, range or unknown. ``anchor`` says what it
    was resolved against: explicit, publication, previous, event or none.
    """

    span: Span
    type: str
    value: str
    begin: str | None
    end_date: str | None
    granularity: str
    anchor: str
    made_by: str = "rule"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name and the gazetteer entry that it was resolved to (None where nothing fits).

    ``lat`` and ``lon`` are WGS84 degrees; ``radius_km`` is the uncertainty that ``precision`` stands for.
    ``adjectival`` marks demonyms ("Syrian"), which give a country and never an event's place.
    ``feature`` is the GeoNames feature code (PPL, ADM1, PCLI ...). ``resolved_by`` says what decided.
    """

    span: Span
    name: str
    lat: float | None
    lon: float | None
    geonames_id: int | None
    country: str | None
    admin1: str | None
    precision: str
    feature: str | None = None
    radius_km: float | None = None
    adjectival: bool = False
    resolved_by: str = "none"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a kind that matters to an event: source, cue, participant, weapon, casualty and so on."""

    span: Span
    kind: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Quotation:
    """An attribution relation in the sense of PolNeAR: who (source) says (cue) what (content)."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    direct: bool = False


@dataclass(frozen=True, slots=True)
class RoleLink:
    """A span that plays a role for one event mention.

    ``role``: perpetrator, target, victim, time, place, weapon, source, reason, evidence, or
    ``casualty:<effect>``. ``label`` carries what the role needs beside the span (a source's stance, say).
    """

    role: str
    span: Span
    score: float
    label: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """An event trigger with its type, modality and roles.

    ``links`` holds (index of another mention of the reading, probability that both are one event).
    ``publisher`` is the probability that the publisher itself says so, ``publisher_stance`` how.
    ``time_mode`` says how the text dates the event: quoted (in a role of this mention), published (the
    day of publication), day_before, until_published, other, or none. ``times`` and ``places`` are the
    roles time and place resolved, surest first. ``made_by`` is "model" or "rule". A ``doubtful`` mention is
    too unsure to tell of an event, and is kept because its sentence may deny one.
    """

    trigger: Span
    type: str
    modality: str
    score: float
    roles: tuple[RoleLink, ...] = ()
    links: tuple[tuple[int, float], ...] = ()
    publisher: float = 0.0
    publisher_stance: str = "asserts"
    time_mode: str = "none"
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    made_by: str = "model"
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one article, in text order; the input of the claim stage."""

    article: Article
    sentences: tuple[Span, ...]
    timexes: tuple[Timex, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    entities: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[EventMention, ...] = ()
    gate: float = 1.0
