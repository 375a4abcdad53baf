"""Readers of units, durations and repetitions: "last week", "two days later", "three years", "every Friday"."""

import re
from datetime import date, timedelta

from dateline.read.timexes.calendar_values import bounds, duration, granularity, shifted, value_at
from dateline.read.timexes.context import Context, Hit, Sense, fits
from dateline.read.timexes.points import point

_SIGN = {"LAST": -1, "NEXT": 1, "THIS": 0, "THAT": 0, "PREVIOUS": -1, "FOLLOWING": 1}
_LONG = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")
_AGING = (
    r"war|conflict|civil|rebellion|siege|uprising|ceasefire|cease|truce|insurgency|campaign|crisis|battle|offensive"
    r"|blockade|revolt|embargo|occupation|regime|government|mission|operation|fighting"
)
_LENGTH_BEFORE = (
    r"for|in|within|over|after|about|almost|nearly|of|than|least|most|by|only|just|once|took|take|takes|spent|last|lasts|"
    r"lasted|and|or|until|during|under|every|quite|such|be|is|was|not|another|[,(.;:\"“]|approximately|around|roughly"
)
_DEICTIC_SHIFTS = ("LAST", "NEXT", "THIS")


def around(hit: Hit, context: Context) -> Sense | None:
    """Read "last week", "this month", "the following year": a unit counted from its anchor."""
    unit = hit.word("UNIT")
    shift = hit.get(*_SIGN)
    if unit not in _LONG or shift is None:
        return None
    if shift.word == "past" and not hit.get("THIS"):
        return _past_unit(unit, context) or Sense("DURATION", duration("1", unit))
    base, anchor = _base(shift.kind if shift.word != "next" or hit.tokens[0].kind != "THE" else "FOLLOWING", context)
    edge = hit.get("EDGE", "EARLIER", "LATER")
    mod = {"EARLIER": "START", "LATER": "END"}.get(edge.kind, str(edge.value)) if edge else None
    if base is None:
        value = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX")
        return Sense("DATE", value, "none", mod)
    if unit == "day" and shift.kind in ("LAST", "THIS"):
        return None
    count = _SIGN[shift.kind]
    if unit == "weekend":
        over = count == 0 and base.isoweekday() <= 3 and hit.direction() <= 0
        return _weekend(base, -1 if over else count, anchor, mod)
    value = value_at(shifted(base, count, unit), unit)
    here = shift.kind == "THIS" and edge is not None and anchor == "publication"
    return Sense("DATE", value, anchor, mod, _so_far(edge.kind, value, base) if here and edge else None)


def _so_far(edge: str, value: str, today: date) -> tuple[date, date] | None:
    """Return the days of "earlier this week" up to yesterday, of "later this month" from tomorrow on."""
    whole = bounds(value)
    if whole is None or edge == "EDGE":
        return None
    first, last = whole
    day = timedelta(1)
    span = (first, today - day) if edge == "EARLIER" else (today + day, last)
    return span if span[0] <= span[1] else None


def _weekend(base: date, count: int, anchor: str, mod: str | None) -> Sense:
    if count < 0 and base.isoweekday() >= 6:
        base -= timedelta(7)
    moved = base - timedelta(7 if count < 0 and base.isoweekday() < 6 else 0) + timedelta(7 if count > 0 else 0)
    return Sense("DATE", value_at(moved, "weekend"), anchor, mod)


def _past_unit(unit: str, context: Context) -> Sense | None:
    """Read "the past year": by TimeML's custom the calendar year before, as an interval the year up to now."""
    if context.published is None or context.narrative:
        return None
    back = shifted(context.published, -1, unit)
    return Sense("DATE", value_at(back, unit), "publication", None, (back, context.published))


def _base(shift: str, context: Context) -> tuple[date | None, str]:
    """Return the day to count from: publication for "last", the last mention for "previous" and "that"."""
    mentioned = context.mentioned()
    if shift in _DEICTIC_SHIFTS or mentioned is None:
        return context.anchor()
    return mentioned, "previous"


def bare(hit: Hit, context: Context) -> Sense | None:
    """Read "the weekend", "the end of the year", "year-end": the unit that the anchor lies in."""
    unit = hit.word("UNIT")
    edge = hit.get("EDGE", "EARLIER", "LATER")
    base, anchor = context.anchor()
    if unit == "year" and fits("ended|ending", hit.after()):
        return Sense("DURATION", "P1Y")
    if unit == "day" and edge is None and fits("was", hit.before()) and fits("that|this", hit.before(2)):
        day = (context.reference or "").partition("T")[0]  # "That was the day the dam broke": the day told last
        return Sense("DATE", day, "previous") if len(day) == len("2024-05-01") else None
    if base is None or unit not in _LONG:
        return None
    mod = {"EARLIER": "START", "LATER": "END"}.get(edge.kind, str(edge.value)) if edge else None
    if unit == "weekend":
        ahead = hit.direction() > 0 or base.isoweekday() >= 6
        return _weekend(base, 0 if ahead else -1, anchor, mod)
    if edge is None and unit != "quarter":
        return None
    if unit == "quarter" and edge is None and not hit.get("NOW"):
        return _latest_quarter(context, base, anchor) if not hit.get("LATEST") else _quarter_before(base, anchor)
    return Sense("DATE", value_at(base, unit), anchor, mod)


def _latest_quarter(context: Context, base: date, anchor: str) -> Sense:
    if context.reference and "-Q" in context.reference:
        return Sense("DATE", context.reference, "previous")
    return _quarter_before(base, anchor)


def _quarter_before(base: date, anchor: str) -> Sense:
    return Sense("DATE", value_at(shifted(base, -1, "quarter"), "quarter"), anchor)


def stretch(hit: Hit, context: Context) -> Sense | None:
    """Read "the past three weeks", "the next few days": a duration that ends or begins at the anchor."""
    unit, amount = hit.word("UNIT", "UNITS"), hit.amount()
    if unit is None or amount is None:
        return None
    shift = hit.get("LAST", "PREVIOUS", "NEXT", "FOLLOWING")
    back = shift is not None and shift.kind in ("LAST", "PREVIOUS")
    base, anchor = _base(shift.kind if shift else "LAST", context)
    interval = _run(base, -1 if back else 1, amount, unit) if base else None
    return Sense("DURATION", duration(amount, unit), anchor if interval else "none", None, interval)


def _run(base: date, way: int, amount: str, unit: str) -> tuple[date, date] | None:
    if not amount.isdigit():
        return None
    count = int(amount)
    if unit == "hour":
        count, unit = max(1, round(count / 24)), "day"
    other = shifted(base, way * count, unit)
    return (other, base) if way < 0 else (base, other)


def moved(hit: Hit, context: Context) -> Sense | None:
    """Read "two weeks ago", "a day earlier", "three months later", "two days after the attack"."""
    unit, amount = hit.word("UNIT", "UNITS"), hit.amount() or ("1" if hit.get("UNIT") else "X")
    move = hit.get("AGO", "EARLIER", "LATER", "BEFORE", "AFTER", "FOLLOWING")
    if unit is None or move is None:
        return None
    way = -1 if move.kind in ("AGO", "EARLIER", "BEFORE") else 1
    if amount == "X" and unit in _LONG:
        return Sense("DATE", "PAST_REF" if way < 0 else "FUTURE_REF", "none")
    if move.kind in ("BEFORE", "AFTER", "FOLLOWING") and _names_event(hit):
        return _from_event(hit, context, way, (amount, unit))
    if unit not in _LONG and unit != "fortnight":
        return _within_day(move.kind, (amount, unit), context)
    compared = unit == "year" and "-Q" in (context.reference or "")  # business news: the same quarter then
    if move.kind == "AGO" and not compared:
        base, anchor = context.anchor()
        scale = "day"
    else:
        base, anchor = (context.mentioned(), "previous") if context.mentioned() else context.anchor()
        scale = granularity(context.reference or "") if anchor == "previous" else "day"
    return _moved_value(base, anchor, way, (amount, unit), scale)


def _within_day(move: str, length: tuple[str, str], context: Context) -> Sense:
    """Read "five hours later", "minutes ago": a duration whose day is that of the mention it counts from."""
    mentioned = bounds(context.reference) if context.reference and move != "AGO" else None
    day = mentioned[0] if mentioned and mentioned[0] == mentioned[1] else context.anchor()[0]
    short = length[0] == "X" or float(length[0]) < 12
    interval = (day, day) if day and short and (mentioned or move == "AGO") else None
    return Sense("DURATION", duration(*length), "previous" if mentioned else "publication", None, interval)


def _moved_value(base: date | None, anchor: str, way: int, length: tuple[str, str], scale: str) -> Sense | None:
    amount, unit = length
    unit = "week" if unit == "fortnight" else unit
    if base is None or not amount.isdigit():
        return Sense("DATE", {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}.get(unit, "XXXX"))
    there = shifted(base, way * int(amount), unit)
    if unit == "year" and scale == "range":  # "the third quarter ... a year earlier" is a quarter
        unit = "quarter"
    elif unit in ("day", "week") and scale in ("month", "year", "range"):
        return Sense("DATE", "XXXX-XX-XX" if unit == "day" else "XXXX-WXX")
    return Sense("DATE", value_at(there, unit), anchor)


def _from_event(hit: Hit, context: Context, way: int, length: tuple[str, str]) -> Sense | None:
    """Read "two days after the attack": from the day on which the article puts that attack, if it does."""
    amount, unit = length
    day = context.event_day(hit)
    if day is not None and amount.isdigit() and unit in _LONG:
        return Sense("DATE", value_at(shifted(day, way * int(amount), unit), unit), "event")
    if hit.get("THE") and unit == "day":
        return Sense("DATE", "XXXX-XX-XX")
    return Sense("DURATION", duration(amount, unit))


def _names_event(hit: Hit) -> bool:
    after = hit.after()
    return (after is not None and after.kind == "WORD" and after.word[0].isalpha()) or fits("the|an|a|this|that", after)


def before_last(hit: Hit, context: Context) -> Sense | None:
    """Read "the week before last", "the night before last", "the day before yesterday"."""
    if context.published is None or context.narrative:
        return None
    if hit.get("PART"):
        night = context.published - timedelta(2)
        return Sense("TIME", f"{night.isoformat()}T{hit.word('PART')}", "publication")
    unit = hit.word("UNIT") or "day"
    way = 1 if hit.get("AFTER") else -1
    if hit.get("LAST"):
        return Sense("DATE", value_at(shifted(context.published, -2, unit), unit), "publication")
    deictic = hit.get("DEICTIC")
    days = deictic.value if deictic is not None and isinstance(deictic.value, int) else 0
    return Sense("DATE", value_at(context.published + timedelta(days + way), "day"), "publication")


def ordinal_unit(hit: Hit, context: Context) -> Sense | None:
    """Read "the third quarter of 1984", "fourth-quarter", "the 19th century"."""
    unit, ordinal = hit.tokens[-1].value, hit.number("ORDINAL")
    units = [token.value for token in hit.tokens if token.kind == "UNIT"]
    if ordinal is None:
        return None
    if unit == "century" or "century" in units:
        value = f"{ordinal - 1:02}"
        return Sense("DATE", f"BC{value}" if hit.get("BC") else value, "explicit")
    if "quarter" not in units or ordinal > 4:
        return None
    year = hit.number("YEAR")
    if year is not None:
        return Sense("DATE", f"{year:04}-Q{ordinal}", "explicit")
    base, anchor = context.anchor()
    if base is None:
        return Sense("DATE", f"XXXX-Q{ordinal}")
    shift = hit.get("LAST", "NEXT", "THIS")
    if hit.get("AGO", "EARLIER"):
        return Sense("DATE", f"{base.year - 1 - (ordinal > (base.month + 2) // 3):04}-Q{ordinal}", anchor)
    if shift is not None:
        return Sense("DATE", f"{base.year + _SIGN[shift.kind]:04}-Q{ordinal}", anchor)
    ahead = ordinal > (base.month + 2) // 3 and hit.direction() <= 0
    return Sense("DATE", f"{base.year - ahead:04}-Q{ordinal}", anchor)


def part_of_month(hit: Hit, context: Context) -> Sense | None:
    """Read "the last week of August", "the first two weeks of December 1971"."""
    unit, place = hit.word("UNIT", "UNITS"), hit.number("ORDINAL")
    dated = point(hit.starting_at("MONTH"), context)
    interval = bounds(dated.value) if dated else None
    if dated is None or interval is None or unit not in ("week", "day"):
        return dated and Sense("DATE", dated.value, dated.anchor)
    amount = hit.amount() or "1"
    days = (7 if unit == "week" else 1) * (int(amount) if amount.isdigit() else 2)
    first, last = interval
    begin = last - timedelta(days - 1) if place is None else first + timedelta((place - 1) * days)
    return Sense("DATE", dated.value, dated.anchor, None, (begin, min(begin + timedelta(days - 1), last)))


def part_of_year(hit: Hit, context: Context) -> Sense | None:
    """Read "the first six months of 2016": a duration that begins or ends with the year."""
    unit, amount, place = hit.word("UNITS"), hit.amount(), hit.number("ORDINAL")
    year = hit.tokens[-1].value
    whole = bounds(f"{year:04}") if hit.tokens[-1].kind == "YEAR" and isinstance(year, int) else None
    if unit is None or amount is None or not amount.isdigit() or whole is None or place not in (None, 1):
        return None
    first, last = whole
    count = int(amount)
    span = (first, shifted(first, count, unit) - timedelta(1)) if place else (shifted(last, -count, unit), last)
    return Sense("DURATION", duration(amount, unit), "explicit", None, span)


def half(hit: Hit, context: Context) -> Sense | None:
    """Read "the first half of 2016"."""
    ordinal, year = hit.number("ORDINAL"), hit.number("YEAR")
    base, anchor = context.anchor()
    if ordinal not in (1, 2) or (year is None and (not hit.get("UNIT") or base is None)):
        return None
    shift = hit.get(*_SIGN)
    if year is None and base is not None:
        year = base.year + (_SIGN[shift.kind] if shift else 0)
    return Sense("DATE", f"{year:04}-H{ordinal}", anchor if hit.number("YEAR") is None else "explicit")


def decade(hit: Hit, context: Context) -> Sense | None:
    """Read "the 1980s", "the '90s"."""
    token = hit.get("DECADE")
    digits = re.sub(r"\D", "", token.word) if token else ""
    edge = hit.get("EDGE")
    mod = str(edge.value) if edge else None
    if hit.get("BC"):
        return Sense("DATE", f"BC{int(digits) // 10:03}", "explicit", mod)
    if len(digits) == 2:
        return Sense("DATE", f"19{digits[0]}", "explicit", mod) if hit.tokens[0].kind != "DECADE" else None
    return Sense("DATE", digits[:3], "explicit", mod)


def lasting(hit: Hit, context: Context) -> Sense | None:
    """Read "three years", "two-day", "more than a week"."""
    unit, amount = hit.word("UNIT", "UNITS"), hit.amount()
    if unit is None or amount is None:
        return None
    if unit in ("quarter", "night", "weekend", "second") and (amount == "1" or unit == "quarter"):
        return None
    if hit.get("OLD") and not fits(_AGING, hit.after()):
        return None
    if hit.tokens[0].kind == "A" and hit.tokens[-1].kind == "UNIT" and len(hit.tokens) == 2 and _is_rate(hit):
        return None
    about = hit.get("ABOUT", "MORE")
    return Sense("DURATION", duration(amount, unit), "none", str(about.value) if about else None)


def _is_rate(hit: Hit) -> bool:
    """Say whether "a week" stands for "per week": "four flights a week", "$500 million a year"."""
    before = hit.before()
    return before is not None and not fits(_LENGTH_BEFORE, before)


def vague(hit: Hit, context: Context) -> Sense | None:
    """Read "years", "recent weeks", "the coming months"."""
    unit = hit.word("UNITS")
    if unit is None or unit in ("second", "minute", "night", "weekend", "quarter"):
        return None
    counted = hit.before()
    if counted is not None and isinstance(counted.value, (int, float)):
        return None  # "18 years old": a figure that an earlier rule refused
    token = hit.get("LAST", "NEXT", "PREVIOUS", "FOLLOWING", "NOW")
    if token is None and unit in ("hour", "day"):
        return None
    return Sense("DURATION", duration("X", unit), "none")


def repeated(hit: Hit, context: Context) -> Sense | None:
    """Read "every Friday", "each year", "every two weeks"."""
    if unit := hit.word("UNIT", "UNITS"):
        return Sense("SET", duration(hit.amount() or "1", unit))
    if weekday := hit.number("WEEKDAY"):
        return Sense("SET", f"XXXX-WXX-{weekday}")
    if month := hit.number("MONTH"):
        return Sense("SET", f"XXXX-{month:02}")
    if season := hit.word("SEASON"):
        return Sense("SET", f"XXXX-{season}")
    return Sense("SET", f"XXXX-XX-XXT{hit.word('PART')}")


def weekdays(hit: Hit, context: Context) -> Sense | None:
    """Read "on Fridays", and "Fridays strike": the possessive of a text that lost its apostrophes."""
    weekday = hit.number("WEEKDAYS")
    after = hit.after()
    if (
        fits("on", hit.before())
        or hit.get("EACH")
        or after is None
        or after.kind != "WORD"
        or not after.word[0].isalpha()
    ):
        return Sense("SET", f"XXXX-WXX-{weekday}")
    if context.published is None or context.narrative or weekday is None:
        return Sense("DATE", f"XXXX-WXX-{weekday}")
    back = (context.published.isoweekday() - weekday) % 7
    return Sense("DATE", (context.published - timedelta(back)).isoformat(), "publication")


def adverb(hit: Hit, context: Context) -> Sense | None:
    """Read "daily", "annually"."""
    return Sense("SET", hit.word("ADVERB") or "P1D")


def reference(hit: Hit, context: Context) -> Sense | None:
    """Read "now", "recently", "the past", "in the future"."""
    token = hit.get("NOW")
    if token is None:
        return Sense("DATE", "PAST_REF") if hit.tokens[-1].word == "past" and _is_noun(hit) else None
    return Sense("DATE", str(token.value))


def _is_noun(hit: Hit) -> bool:
    after = hit.after()
    return after is None or after.kind in ("DOT", "COMMA", "AND") or fits(r"[;:\"”']|has|have|had|been|by|from", after)
