"""When a claim's event took place: from its own words, else from its event's, else from the news itself."""

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.core import EventMention, Time

_REACH = 450  # characters back in which a day told of another event still holds for this one


def settled_time(
    own: Sequence[EventMention], event: Sequence[EventMention], article: Sequence[EventMention], published: str | None
) -> Time | None:
    """Return the time of a claim (``own`` mentions) of an event (its mentions), None where nothing tells.

    The words of the claim go before those of other claims on the event, those of the surest mention first.
    With no words at all the time is inferred: from the day told just before (``article`` holds all mentions),
    or from the day of publication, as the reader judges that the event is dated.
    """
    for mentions in (own, event):
        times = [m.times[0] for m in sorted(mentions, key=lambda m: -m.score) if m.times]
        if times:
            return times[0]
    return _inferred(event, article, published)


def _inferred(event: Sequence[EventMention], article: Sequence[EventMention], published: str | None) -> Time | None:
    modes: dict[str, float] = {}
    for mention in event:
        modes[mention.time_mode] = modes.get(mention.time_mode, 0.0) + mention.score
    mode = max(sorted(modes), key=lambda m: modes[m])
    if mode == "quoted" and (told := _told_before(event, article)) is not None:
        return Time(told.start, told.end, told.precision, inferred=True)
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    if mode in ("published", "quoted"):
        return Time(day.isoformat(), day.isoformat(), "day", inferred=True)
    if mode == "day_before":
        before = (day - timedelta(days=1)).isoformat()
        return Time(before, before, "day", inferred=True)
    return None  # "some time until now" says no more than that it is news


def _told_before(event: Sequence[EventMention], article: Sequence[EventMention]) -> Time | None:
    """Return the day of the nearest mention before the event whose words give one."""
    start = min(m.trigger.start for m in event)
    for mention in sorted(article, key=lambda m: -m.trigger.start):
        days = [t for t in mention.times if t.start and t.start == t.end]
        if start - _REACH <= mention.trigger.start < start and days:
            return days[0]
    return None
