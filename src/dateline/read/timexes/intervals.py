"""When an event took place, given the time expression that dates it and the words around that."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from dateline.core import Timex
from dateline.read.timexes.calendar_values import shifted

_OPEN_START = re.compile(
    r"\bsince(?: the)?(?: (?:early|mid|late)[ -]?(?:in )?)? $"
    r"|\bsince\b[^.;:,]{0,80}\b(?:began|begun|broke out|erupted|started|launched|start|beginning|onset|outbreak)\b"
    r"[^.;:,]{0,50}$",
    re.I,
)
_OPEN_END = re.compile(r"\b(?:until|till|up to|before)(?: the)? $", re.I)
_PAIR_OPENS = re.compile(r"\b(?:between|from)(?: the)?(?: (?:evening|morning|night) of)? $", re.I)
_PAIR_JOINS = re.compile(r"\s*(?:and|to|until|till|through|-|–)(?: the)?(?: (?:on|in|end of))?\s*", re.I)
_LISTED = re.compile(r"\s*(?:and|to|,|-|–)\s*(?:on\s)?", re.I)
_WITHIN = re.compile(r"\b(?:in|within)(?: (?:less|fewer|under|just|only|about|barely)(?: than)?)? $", re.I)
_BESIDE_EVENT = re.compile(r"\b(?:before|after|following)$", re.I)
_LESS = re.compile(r"(?:(?:less|fewer|under|just|only|about|around) (?:than )?)?", re.I)
_MORE = re.compile(r"more than|over ", re.I)
_DURATION = re.compile(r"P(T?)(\d+)([SMHDWQY])$")
_UNITS = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}


class EventTime(NamedTuple):
    """Inclusive ISO dates (None = open or unknown), precision, and whether more than the words was used."""

    begin: str | None
    end: str | None
    precision: str
    inferred: bool


def event_interval(
    timex: Timex, text: str, *, published: str | None = None, timexes: Sequence[Timex] = ()
) -> EventTime:
    """Return the interval in which the event dated by ``timex`` lies, read with the words around it.

    "since 2011" runs to the day of publication, "for more than a year" ends there with an unknown start,
    "between 3 and 5 May" spans both expressions where ``timexes`` (those of the article) holds the other.
    ``published`` is an ISO date or date-time (ValueError else). Source: rule 7 of the annotation guide for claims.
    """
    day = date.fromisoformat(published[:10]) if published else None
    before = " ".join(text[max(0, timex.span.start - 100) : timex.span.start].split()) + " "
    if pair := _pair(timex, text, timexes):
        return pair
    if timex.type == "DURATION" or timex.value.endswith("_REF"):
        return _lasting(timex, before, day)
    if timex.type == "SET" or timex.begin is None or timex.end_date is None:
        return EventTime(None, None, "unknown", False)
    return _placed(timex, before, day)


def _pair(timex: Timex, text: str, timexes: Sequence[Timex]) -> EventTime | None:
    for first, second in pairwise(timexes):
        if timex in (first, second) and first.begin and second.end_date and first.begin <= second.end_date:
            opened = _PAIR_OPENS.search(text[max(0, first.span.start - 40) : first.span.start])
            joined = text[first.span.end : second.span.start]
            if (opened and _PAIR_JOINS.fullmatch(joined)) or (_LISTED.fullmatch(joined) and _adjoin(first, second)):
                return EventTime(first.begin, second.end_date, "range", False)
    return None


def _adjoin(first: Timex, second: Timex) -> bool:
    """Say whether the second begins within a day of the first's end: "Friday and Saturday"."""
    if first.end_date is None or second.begin is None:
        return False
    return 0 < (date.fromisoformat(second.begin) - date.fromisoformat(first.end_date)).days <= 2


def _placed(timex: Timex, before: str, published: date | None) -> EventTime:
    begin, end = date.fromisoformat(str(timex.begin)), date.fromisoformat(str(timex.end_date))
    told = timex.span.text.lower()
    if _OPEN_START.search(before) and (published is None or begin <= published):
        return EventTime(timex.begin, published.isoformat() if published else None, "range", False)
    if _OPEN_END.search(before) and timex.type == "DATE":
        last = begin - timedelta(1) if "before" in before[-12:].lower() else end
        return EventTime(None, last.isoformat(), "range", False)
    if told.endswith("ago"):
        return _ago(timex, (begin, end), published)
    if told == "overnight" and published and begin == published - timedelta(1):
        return EventTime(timex.begin, published.isoformat(), "range", True)
    if published and begin <= published < end:
        return _exact(begin, published, "range")
    return _exact(begin, end, timex.granularity)


def _ago(timex: Timex, interval: tuple[date, date], published: date | None) -> EventTime:
    begin, end = interval
    if timex.granularity == "week" and published:
        begin = end = begin + timedelta(published.isoweekday() - 1)
    if _MORE.search(timex.span.text):
        return EventTime(None, end.isoformat(), "range", False)
    return _exact(begin, end, timex.granularity)


def _lasting(timex: Timex, before: str, published: date | None) -> EventTime:
    if published is None:
        return EventTime(None, None, "unknown", False)
    today = published.isoformat()
    if timex.begin and timex.end_date:
        return EventTime(timex.begin, timex.end_date, "range", False)
    if _BESIDE_EVENT.search(timex.span.text):
        return EventTime(None, None, "unknown", False)
    if timex.value == "FUTURE_REF":
        return EventTime(today, None, "range", True)
    back = _counted_back(timex, before, published)
    if back is not None:
        return EventTime(back.isoformat(), today, "range" if back != published else "day", True)
    return EventTime(None, today, "range", True)


def _hedge(timex: Timex) -> str:
    match = _LESS.match(timex.span.text)
    return match.group() if match else ""


def _counted_back(timex: Timex, before: str, published: date) -> date | None:
    """Return the day that "in less than two weeks" or "within 24 hours" reaches back to."""
    match = _DURATION.match(timex.value)
    if match is None or not _WITHIN.search(before + _hedge(timex)):
        return None
    count = int(match[2])
    if match[1]:
        return published - timedelta(max(1, count // 24) if match[3] == "H" and count > 12 else 0)
    return None if match[3] == "Y" else shifted(published, -count, _UNITS[match[3]])


def _exact(begin: date, end: date, grain: str) -> EventTime:
    precision = grain if grain == "time" or begin != end else "day"
    return EventTime(begin.isoformat(), end.isoformat(), precision, False)
