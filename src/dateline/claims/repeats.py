"""The earlier events behind "the second time in two weeks": told by the ordinal, and one incident of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.claims.coreference import LINK
from dateline.core import Count, EventMention, Reading, Span, Time, Timex

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_REPEAT = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})\s+(?:such\s+)?(?:(?P<time>time)|(?:(?:air|drone|missile|rocket|suicide|car)[\s-]?)?"
    r"(?:strike|attack|raid|bombing|blast|explosion|shooting|killing|incident|clash|protest|abduction|kidnapping))\b"
    r"\s+(?:in|within|over|during|this)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"P(\d{1,3})([DWMY])|PT(\d{1,3})H")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_GAP = 8  # characters between the ordinal and the stretch of time: "in [less than] two weeks" lies inside the stretch
_INHERITED = frozenset(["perpetrator", "target", "place", "source", "evidence"])


def with_earlier(events: Sequence[EventMention], reading: Reading) -> tuple[EventMention, ...]:
    """Return the mentions, and after them one for the earlier events that a mention of the present one implies.

    Only a mention that is linked to another one is doubled: one that stands alone tells of the earlier event itself,
    and takes its time. The dead, the means and the reason are the present event's and are not passed on.
    Source: annotation guide, rule 2 (background incidents count, under their own key).
    """
    out = list(events)
    implied: dict[Span, EventMention] = {}
    for i, event in enumerate(events):
        found = _ordinal(event, reading)
        if found is None:
            continue
        times = tuple(t for t in [_between(found, reading)] if t is not None)
        if any(p >= LINK for _, p in event.links):
            roles = tuple(r for r in event.roles if r.role in _INHERITED)
            earlier = replace(event, roles=roles, links=(), times=times, time_mode="none", made_by="rule")
            implied.setdefault(found, earlier)
        else:
            out[i] = replace(event, times=times or event.times)
    return (*out, *implied.values())


def earlier_count(event: EventMention, reading: Reading) -> Count | None:
    """Return how many events an implied mention speaks of; None where the reader made it."""
    found = _ordinal(event, reading) if event.made_by == "rule" else None
    if found is None:
        return None
    before = _ORDINALS.index(found.text.split()[0].lower()) + 1
    return Count(before, before)


def _ordinal(event: EventMention, reading: Reading) -> Span | None:
    """Return the ordinal that counts the event among others in a stretch of time, None where none does."""
    text = reading.article.text
    sentence = event.trigger.holder(reading.sentences)
    for match in _REPEAT.finditer(text, sentence.start, sentence.end):
        found = Span.of(text, *match.span())
        if (match["time"] or found.overlaps(event.trigger)) and _stretch(found, reading) is not None:
            return found
    return None


def _stretch(ordinal: Span, reading: Reading) -> Timex | None:
    return next((t for t in reading.timexes if -_GAP <= t.span.start - ordinal.end <= _GAP), None)


def _between(ordinal: Span, reading: Reading) -> Time | None:
    """Return the stretch of time after the ordinal, up to the day before the news."""
    stretch, published = _stretch(ordinal, reading), reading.article.published
    if stretch is None or published is None:
        return None
    news = date.fromisoformat(published[:10])
    begin, last = _begin(stretch, news), (news - timedelta(days=1)).isoformat()
    return Time(begin, last, "range", stretch.span.text, stretch.span, True) if begin and begin <= last else None


def _begin(timex: Timex, news: date) -> str | None:
    length = _DURATION.fullmatch(timex.value)
    if length is None:
        return timex.begin
    days = -(-int(length[3]) // 24) if length[3] else int(length[1]) * _DAYS[length[2]]
    return (news - timedelta(days=days)).isoformat()
