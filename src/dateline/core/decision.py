"""A reviewer's decision: an input to the making of incidents, kept for ever and never edited."""

from dataclasses import dataclass

from dateline.core.ids import content_id

DECISION_KINDS: tuple[str, ...] = ("confirm", "reject", "join", "split", "correct", "undo")
CORRECTABLE_FIELDS: tuple[str, ...] = ("type", "time", "place", "perpetrator", "killed", "injured")


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """The words of an article that a decision is about: an event's trigger, by article and offsets.

    Offsets are code points into the stored text, which never changes, so a decision still finds its
    event when the article is read again by another model and every claim id is new.
    """

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an incident: which events, what, who, when and why.

    ``anchors`` are the events of the incident as it stood; ``others`` is the other side of a ``join`` or
    ``split``. ``correct`` sets ``field`` to ``value`` (type: an event type; time: ISO date or
    ``start/end``; place: a name; perpetrator: a name; killed, injured: ``3`` or ``3-5``). ``undo``
    takes back the decision whose id is ``undoes``. ``at`` is an ISO date-time.
    """

    decision_id: str
    kind: str
    anchors: tuple[Anchor, ...]
    by: str
    at: str
    why: str
    others: tuple[Anchor, ...] = ()
    field: str | None = None
    value: str | None = None
    undoes: str | None = None

    @classmethod
    def make(cls, kind: str, anchors: tuple[Anchor, ...], *, by: str, at: str, why: str, **rest: object) -> "Decision":
        """Return a decision whose id comes from its content; ``rest`` are the optional fields."""
        draft = cls("", kind, tuple(sorted(anchors)), by, at, why, **rest)  # type: ignore[arg-type]
        told = [f"{a.article_id}:{a.start}:{a.end}" for a in (*draft.anchors, *draft.others)]
        extra = (draft.field, draft.value, draft.undoes)
        return cls(content_id("decision", kind, by, at, why, *told, *extra), kind, draft.anchors, by, at, why, **rest)  # type: ignore[arg-type]
