"""When and where the events of an article took place: their time and place roles, resolved."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.core import EventMention, Place, Span, Time, Timex, Toponym
from dateline.read.places import PlaceContext, resolve_places
from dateline.read.timexes import EventTime, event_interval

_NEAR = 350  # characters between a trigger and the time words that may date it; tuned on the claim gold, dev split
_PAST = frozenset(["happened", "ongoing", "did_not_happen"])
_AHEAD = frozenset(["planned", "threatened"])
_HOLDS = re.compile(
    r"(?:'s|’s)?\s*,?\s*(?:(?:(?:a|the|its)\s+)?(?:\w+\s+){0,2}?(?:in|of|near|outside|inside|within)\s+)?"
    r"(?:(?:the|a)\s+)?(?:\w+(?:ern|held|controlled)\s+)?"
    r"(?:(?:province|district|city|town|countryside|region|governorate)\s+of\s+)?"
)
_LEADING = re.compile(
    r"^(?:(?:near|outside|in|at|close to|inside|around|across|throughout|of|from|into)\s+)?"
    r"(?:(?:the\s+)?(?:town|city|village|neighbou?rhood|district|province|governorate|region)s?\s+of\s+)?",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b[^.;:,]*$", re.IGNORECASE)
_SINCE_REACH = 90  # characters
_TOLD_OF = re.compile(r",?\s+(?:when|with)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|past|previous)\b", re.IGNORECASE)
_SINCE_THEN = re.compile(
    r"(?:^|[.!?;\n]\s*|\b(?:and|but|has|have)\s+)(?P<words>since then)\b[^.;!?\n]*$", re.IGNORECASE
)
_TOLD_ON = re.compile(r"\b(?:said|says|told|spoke|warned|reported|released)(?:\s+\w+)?\s+(?:on\s+)?$", re.IGNORECASE)
_OWNED = re.compile(r"(?:'s|’s|s)(?: (?:war|conflict|crisis|uprising|civil war))?")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)


def resolve_settings(
    events: Sequence[EventMention],
    *,
    text: str,
    published: str | None,
    timexes: Sequence[Timex],
    toponyms: Sequence[Toponym],
    context: PlaceContext,
) -> tuple[EventMention, ...]:
    """Return the mentions with ``times`` and ``places`` filled from their roles, surest first."""
    spans = {r.span: _with_holder(r.span, text, toponyms).text for e in events for r in e.roles if r.role == "place"}
    phrases = sorted(set(spans.values()))
    found = dict(zip(phrases, resolve_places(phrases, around=toponyms, context=context), strict=True))
    out = []
    for event in events:
        roles = sorted(event.roles, key=lambda r: (-r.score, r.span))
        near = [r.span for r in roles if r.role == "time" and abs(r.span.start - event.trigger.start) <= _NEAR]
        times = [_time(span, text, event, published, timexes) for span in near]
        if not any(times) and event.modality in _PAST:
            times = [_since_then(text, event.trigger, published, timexes)]
        places = tuple(_place(_owner(r.span, text, toponyms), found[spans[r.span]]) for r in roles if r.role == "place")
        out.append(replace(event, times=tuple(t for t in times if t is not None), places=places))
    return tuple(out)


def _time(span: Span, text: str, event: EventMention, published: str | None, timexes: Sequence[Timex]) -> Time | None:
    """Return the interval that the time words at ``span`` give the event, None where they give none.

    What has taken place did not take place after the news of it: a weekday read as the next is the last one;
    and one of a plan is the next. "Since" with a clause before its date still runs to the day of the news.
    """
    past, day = event.modality in _PAST, published[:10] if published else ""
    inside = [t for t in timexes if t.span.overlaps(span)]
    for timex in sorted(inside, key=lambda t: t.type == "SET"):
        found = event_interval(timex, text, published=published, timexes=timexes)
        weekday = _WEEKDAY.search(timex.span.text) is not None and not any(c.isdigit() for c in timex.span.text)
        if past and day and found.begin and (found.begin > day or (found.begin == day and not found.end)):
            if not weekday:
                continue
            found = _weeks_on(found, -1)
        elif _lies_ahead(event) and weekday and found.end and found.end < day and not _LAST.search(span.text):
            found = _weeks_on(found, 1)
        elif found.begin and found.begin <= day and timex.type == "DATE":
            since = _since(text, timex, event.trigger)
            if since is not None:
                found = found._replace(
                    end=day if since else timex.end_date, precision="range" if since else found.precision
                )
        if found.begin or found.end:
            return Time(found.begin, found.end, found.precision, span.text, span, found.inferred)
    return None


def _since_then(text: str, trigger: Span, published: str | None, timexes: Sequence[Timex]) -> Time | None:
    """Return the time from the date told last to the day of the news, where "since then" dates the event."""
    then = _SINCE_THEN.search(text, max(0, trigger.start - _NEAR), trigger.start)
    if then is None or not published:
        return None
    day, words = published[:10], Span.of(text, *then.span("words"))
    told = [
        t.begin
        for t in timexes
        if t.type == "DATE" and t.begin and t.begin <= day and t.span.end <= words.start and not _dates_speech(text, t)
    ]
    return Time(told[-1], day, "range", words.text, words, inferred=True) if told else None


def _dates_speech(text: str, timex: Timex) -> bool:
    """Say whether the time is that at which somebody spoke: "the mayor said on Tuesday"."""
    return _TOLD_ON.search(text, max(0, timex.span.start - _SINCE_REACH), timex.span.start) is not None


def _since(text: str, timex: Timex, trigger: Span) -> bool | None:
    """Say whether "since" opens the time of the event (True), closes it (False) or does not stand there (None).

    "Strikes have killed hundreds since the truce collapsed in May" dates the strikes openly, and the collapse, like
    the clause after "since May, when", to May.
    """
    start = max(0, timex.span.start - _SINCE_REACH)
    since = _SINCE.search(text, start, timex.span.start)
    if since is None:
        return None
    inside = since.start() < trigger.start < timex.span.start
    told = trigger.start > timex.span.end and _TOLD_OF.match(text, timex.span.end) is not None
    return not (inside or told)


def _lies_ahead(event: EventMention) -> bool:
    """Say whether the event is still to come; a threat itself was made."""
    return event.modality in _AHEAD and event.type != "threat"


def _weeks_on(found: EventTime, weeks: int) -> EventTime:
    begin, end = (
        (date.fromisoformat(day[:10]) + timedelta(days=7 * weeks)).isoformat() if day else None
        for day in (found.begin, found.end)
    )
    return found._replace(begin=begin, end=end)


def _owner(span: Span, text: str, toponyms: Sequence[Toponym]) -> Span:
    """Return the place without the war that it owns: "Syria" of "Syria's war", the apostrophe lost or not."""
    starts = [t.span for t in toponyms if t.span.start == span.start and t.span.end < span.end]
    return next((s for s in starts if _OWNED.fullmatch(text, s.end, span.end)), span)


def _place(span: Span, found: Toponym) -> Place:
    """Return the place words at ``span`` with the point that was found for them."""
    return Place(
        _LEADING.sub("", span.text) or span.text,
        found.lat,
        found.lon,
        found.geonames_id,
        found.country,
        found.admin1,
        found.precision,
        found.radius_km,
        span,
        resolved_by=found.resolved_by,
    )


def _with_holder(span: Span, text: str, toponyms: Sequence[Toponym]) -> Span:
    """Return the place words with what the text says holds them: "Maysulun" in "Maysulun in Deir el-Zour"."""
    end = span.end
    for toponym in toponyms:
        if toponym.span.start >= end and _HOLDS.fullmatch(text[end : toponym.span.start]):
            end = toponym.span.end
    return Span.of(text, span.start, end)
