"""The nouns that every room shares. Imports nothing else of ours."""

from dateline.core.article import Article, Reject
from dateline.core.cells import guarded, unguarded
from dateline.core.claim import (
    Attribution,
    Casualty,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    Time,
    Weapon,
)
from dateline.core.decision import CORRECTABLE_FIELDS, DECISION_KINDS, Anchor, Decision
from dateline.core.distance import distance_km
from dateline.core.errors import (
    DatelineError,
    InputError,
    InternalError,
    MissingExtraError,
    StoreError,
    UsageError,
)
from dateline.core.ids import content_id
from dateline.core.incident import (
    Dispute,
    Figure,
    Incident,
    IncidentParticipant,
    Position,
    Review,
    SourceStance,
    Toll,
)
from dateline.core.reading import (
    EventMention,
    Mention,
    Quotation,
    Reading,
    RoleLink,
    Timex,
    Toponym,
)
from dateline.core.records import from_dict, to_dict
from dateline.core.span import Span

__all__ = [
    "CORRECTABLE_FIELDS",
    "DECISION_KINDS",
    "Anchor",
    "Article",
    "Attribution",
    "Casualty",
    "Claim",
    "Count",
    "DatelineError",
    "Decision",
    "Dispute",
    "Event",
    "EventMention",
    "Figure",
    "Incident",
    "IncidentParticipant",
    "InputError",
    "InternalError",
    "Mention",
    "MissingExtraError",
    "Participant",
    "Place",
    "Position",
    "Quotation",
    "Reading",
    "Reject",
    "Review",
    "RoleLink",
    "SourceStance",
    "Span",
    "StoreError",
    "Time",
    "Timex",
    "Toll",
    "Toponym",
    "UsageError",
    "Weapon",
    "content_id",
    "distance_km",
    "from_dict",
    "guarded",
    "to_dict",
    "unguarded",
]
