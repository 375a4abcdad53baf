"""When a claim's event took place: from its own words, else from its event's, else from the news itself."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.core import EventMention, Time


def settled_time(own: Sequence[EventMention], event: Sequence[EventMention], published: str | None) -> Time | None:
    """Return the time of a claim (``own`` mentions) of an event (all its mentions), None where nothing tells.

    The words of the claim go before those of other claims on the event; a day goes before a longer time.
    With no words at all the reader's judgement of how the event is dated is used, and the time is inferred.
    """
    for mentions in (own, event):
        times = [t for m in sorted(mentions, key=lambda m: -m.score) for t in m.times]
        if times:
            return min(times, key=_length)
    return _inferred(event, published)


def _length(time: Time) -> int:
    if not time.start or not time.end:
        return 10**6
    return (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days


def _inferred(event: Sequence[EventMention], published: str | None) -> Time | None:
    if not published:
        return None
    day = date.fromisoformat(published[:10])
    modes: Counter[str] = Counter()
    for mention in event:
        modes[mention.time_mode] += round(mention.score * 1000)
    mode = max(sorted(modes), key=lambda m: modes[m])
    if mode == "published":
        return Time(day.isoformat(), day.isoformat(), "day", inferred=True)
    if mode == "day_before":
        before = (day - timedelta(days=1)).isoformat()
        return Time(before, before, "day", inferred=True)
    if mode == "until_published":
        return Time(None, day.isoformat(), "range", inferred=True)
    return None
