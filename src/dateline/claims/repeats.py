"""The earlier events behind "the second time in two weeks": told by the ordinal, and one incident of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.claims.coreference import LINK
from dateline.core import Count, EventMention, Reading, Span, Time, Timex

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_REPEAT = re.compile(
    rf"\b(?P<nth>{'|'.join(_ORDINALS)})\s+(?:such\s+)?(?:time|(?:(?:air|drone|missile|rocket|suicide|car)[\s-]?)?"
    r"(?:strike|attack|raid|bombing|blast|explosion|shooting|killing|incident|clash|protest|abduction|kidnapping))\b"
    r"\s+(?:in|within|over|during|this)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"P(\d+)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_REACH = 60  # characters after the ordinal in which the stretch of time stands


def with_earlier(events: Sequence[EventMention], reading: Reading) -> tuple[EventMention, ...]:
    """Return the mentions, and after them one for the earlier events that a mention of the present one implies.

    Only a mention that is linked to another one is doubled: one that stands alone tells of the earlier event itself.
    Source: annotation guide, rule 2 (background incidents count, under their own key).
    """
    implied = []
    for event in events:
        found = _ordinal(event, reading)
        if found is not None and any(p >= LINK for _, p in event.links):
            time = _between(found, reading)
            implied.append(replace(event, links=(), times=(time,) if time else (), time_mode="none", made_by="rule"))
    return (*events, *implied)


def earlier_count(event: EventMention, reading: Reading) -> Count | None:
    """Return how many events an implied mention speaks of; None where the reader made it."""
    found = _ordinal(event, reading) if event.made_by == "rule" else None
    if found is None:
        return None
    before = _ORDINALS.index(found.text.split()[0].lower()) + 1
    return Count(before, before)


def _ordinal(event: EventMention, reading: Reading) -> Span | None:
    text = reading.article.text
    sentence = next((s for s in reading.sentences if s.contains(event.trigger)), event.trigger)
    match = _REPEAT.search(text, sentence.start, sentence.end)
    return Span.of(text, *match.span()) if match else None


def _between(ordinal: Span, reading: Reading) -> Time | None:
    """Return the stretch of time after the ordinal, up to the day before the news."""
    near = [t for t in reading.timexes if -8 <= t.span.start - ordinal.end <= _REACH]
    published = reading.article.published
    if not near or published is None:
        return None
    news = date.fromisoformat(published[:10])
    begin = _begin(near[0], news)
    last = (news - timedelta(days=1)).isoformat()
    return Time(begin, last, "range", near[0].span.text, near[0].span, True) if begin and begin <= last else None


def _begin(timex: Timex, news: date) -> str | None:
    if length := _DURATION.fullmatch(timex.value):
        return (news - timedelta(days=int(length[1]) * _DAYS[length[2]])).isoformat()
    return timex.begin
