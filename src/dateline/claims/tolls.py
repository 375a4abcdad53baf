"""A war's or campaign's toll kept apart from the single events that an article tells beside it."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.casualties import read_casualty
from dateline.core import EventMention, RoleLink, Span

FIGURE = "casualty:"
# Deaths in one event of the armed conflicts since 1946 stay below this (the gas attack on Halabja, 1988, about
# 5,000, is the largest single attack in the sources that Dateline is held against); more is a sum over many.
_MOST_IN_ONE_EVENT = 5000


def apart(events: Sequence[EventMention], text: str, sentences: Sequence[Span]) -> tuple[EventMention, ...]:
    """Return the mentions with no event left that claims more deaths than one event has.

    A mention whose own sentence gives such a figure is a ``toll``; a figure from another sentence is dropped,
    as that sentence has a mention of its own where it tells of anything.
    """
    return tuple(_apart(event, text, sentences) for event in events)


def _apart(event: EventMention, text: str, sentences: Sequence[Span]) -> EventMention:
    sums = [r for r in event.roles if r.role == f"{FIGURE}killed" and _is_sum(r, text, sentences)]
    if event.type == "toll" or not sums:
        return event
    own = event.trigger.holder(sentences)
    if any(own.overlaps(r.span) for r in sums):
        return replace(event, type="toll")
    return replace(event, roles=tuple(r for r in event.roles if r not in sums))


def _is_sum(role: RoleLink, text: str, sentences: Sequence[Span]) -> bool:
    sentence = next((s for s in sentences if s.overlaps(role.span)), role.span)
    row = read_casualty(text, role.span, "killed", sentence)
    return row is not None and row.low is not None and row.low > _MOST_IN_ONE_EVENT
