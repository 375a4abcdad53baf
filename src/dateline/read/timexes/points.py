"""Readers of calendar points: days, months, years, seasons and holidays, with times and parts of the day."""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.read.timexes.calendar_values import bounds, narrowed
from dateline.read.timexes.context import Context, Hit, Sense, fits
from dateline.read.timexes.hijri_months import hijri_span, hijri_year
from dateline.read.timexes.lexicon import HOLIDAYS

_SHIFTS = ("LAST", "NEXT", "THIS", "THAT", "PREVIOUS", "FOLLOWING")
_SIGN = {"LAST": -1, "NEXT": 1, "THIS": 0, "THAT": 0, "PREVIOUS": -1, "FOLLOWING": 1}
_YEAR_BEFORE = (
    r"in|since|of|until|till|by|from|during|between|before|after|through|throughout|year|fiscal|circa|late|early|mid"
    r"|and|to|or|\(|,|-|–|the|summer|winter|spring|autumn|fall|around|for|as|‘|’|'"
)
_COUNTED = r"people|men|women|children|troops|civilians|dead|[a-z]{3,}s"
_COUNTING = (
    r"about|some|nearly|over|than|least|most|approximately|roughly|only|another|\$|£|€|#|no|route|highway|flight"
    r"|boeing|room|page"
)
_NEAR_DAYS = 70
Dated = tuple[str, str]


def point(hit: Hit, context: Context) -> Sense | None:
    """Read a day, month, season or year, with a part of the day or a clock time where one is given."""
    dated = _calendar_value(hit, context)
    if dated is None:
        return None
    value, anchor = dated
    suffix = _time_suffix(hit)
    edge = hit.get("EDGE", "EARLIER", "LATER")
    mod = {"EARLIER": "START", "LATER": "END"}.get(edge.kind, str(edge.value)) if edge else None
    if suffix is None:
        return Sense("DATE", value, anchor, mod)
    return Sense("TIME", value + suffix, anchor, mod)


def _calendar_value(hit: Hit, context: Context) -> Dated | None:
    if hit.get("BC"):
        return _before_christ(hit)
    if iso := hit.get("ISO", "SLASHED"):
        return _written(iso.word, context)
    if hit.get("MONTH"):
        return _month_value(hit, context)
    if hit.get("SEASON"):
        return _season_value(hit, context)
    if hit.get("WEEKDAY"):
        return _weekday_value(hit, context)
    if hit.get("DEICTIC"):
        return _deictic_value(hit, context)
    if hit.get("YEAR"):
        return _year_value(hit)
    return _day_of_time(hit, context)


def _before_christ(hit: Hit) -> Dated:
    year = hit.tokens[-2].value if hit.tokens[-1].kind == "BC" else 0
    value = f"BC{int(str(year)):04}"
    if month := hit.number("MONTH"):
        value += f"-{month:02}"
    if season := hit.word("SEASON"):
        value += f"-{season}"
    return value, "explicit"


def _written(word: str, context: Context) -> Dated | None:
    if match := re.match(r"(\d{4}-\d\d-\d\d)(?:[t ](\d\d:?\d\d))?", word):
        return (match[1], "explicit") if bounds(match[1]) else None
    first, second, year = (int(part) for part in re.split(r"[/.]", word))
    year += 0 if year > 99 else (1900 if year > 50 else 2000)
    orders = {(first, second), (second, first)}  # the reading of an ambiguous order is left open
    days = {f"{year:04}-{month:02}-{day:02}" for day, month in orders if month <= 12 and day >= 1}
    valid = {day for day in days if bounds(day)}
    if len(valid) > 1 and context.published:
        valid = {day for day in valid if abs((date.fromisoformat(day) - context.published).days) < 32} or valid
    return (valid.pop(), "explicit") if len(valid) == 1 else None


def _time_suffix(hit: Hit) -> str | None:
    if clock := hit.get("CLOCK", "AMPM"):
        return _clock_suffix(hit, clock.kind == "CLOCK")
    if noon := hit.word("NOON"):
        return f"T{noon}"
    if part := hit.word("PART"):
        return f"T{part}"
    if fits("tonight|overnight", hit.get("DEICTIC")):
        return "TNI"
    iso = hit.get("ISO")
    match = re.match(r".{10}[t ](\d\d):?(\d\d)", iso.word) if iso else None
    return f"T{match[1]}:{match[2]}" if match else None


def _clock_suffix(hit: Hit, written: bool) -> str:
    half = hit.number("AMPM")
    if written:
        clock = hit.get("CLOCK")
        hour, minute = (int(part) for part in re.split(r"[:.]", clock.word if clock else "0:0")[:2])
    else:
        index = next(i for i, token in enumerate(hit.tokens) if token.kind == "AMPM")
        hour, minute = int(str(hit.tokens[index - 1].value)), 0
    if half is not None:
        hour = hour % 12 + half
    elif fits("afternoon|evening|night", hit.get("PART")) and hour < 12:
        hour += 12
    return f"T{hour:02}:{minute:02}"


def _shift(hit: Hit) -> str | None:
    token = hit.get(*_SHIFTS)
    return token.kind if token else None


def _month_value(hit: Hit, context: Context) -> Dated | None:
    month = hit.number("MONTH")
    day = hit.number("SMALL", "DAYNUM", "ORDINAL") if not hit.get("AMPM") else _day_beside_month(hit)
    if month is None or (day is not None and not 1 <= day <= monthrange(2000, month)[1]):
        return None
    tail = f"{month:02}" if day is None else f"{month:02}-{day:02}"
    year = hit.number("YEAR")
    year = year if year is not None else hit.year_behind()
    if year is not None:
        value = f"{year:04}-{tail}"
        return (value, "explicit") if bounds(value) else None
    anchor, kind = context.anchor_of_year()
    if anchor is None:
        return f"XXXX-{tail}", "none"
    value = f"{_year_of(hit, context, anchor, (month, day)):04}-{tail}"
    return (value, kind) if bounds(value) else None


def _day_beside_month(hit: Hit) -> int | None:
    index = next(i for i, token in enumerate(hit.tokens) if token.kind == "MONTH")
    near = [hit.tokens[i] for i in (index + 1, index - 1) if 0 <= i < len(hit.tokens)]
    return next((token.value for token in near if isinstance(token.value, int) and token.kind != "YEAR"), None)


def _year_of(hit: Hit, context: Context, anchor: date, when: tuple[int, int | None]) -> int:
    """Return the year of a day or month that has none, by its shift word, the tense, or the nearest one."""
    month, day = when
    shift = _shift(hit)
    if hit.get("UNIT") and shift:  # "July last year", "March of that year"
        mentioned = context.mentioned()
        base = mentioned if shift in ("THAT", "PREVIOUS", "FOLLOWING") and mentioned else anchor
        return base.year + _SIGN[shift]
    if context.narrative or context.published is None:
        return anchor.year
    position, here = (month, day or anchor.day), (anchor.month, anchor.day)
    if shift in ("LAST", "PREVIOUS"):
        return anchor.year - (position >= here)
    if shift in ("NEXT", "FOLLOWING"):
        return anchor.year + (position <= here)
    if shift == "THIS":
        return anchor.year
    return _year_by_tense(hit.direction(), anchor, position)


def _year_by_tense(way: int, anchor: date, position: tuple[int, int]) -> int:
    """Return the year that tense and nearness give to a month and day.

    A date within ten weeks of publication is that one, whatever the nearest verb says: "announced a vote
    on 7 December" in November. Further off the tense decides, and without one what lies behind is likelier.
    """
    ahead = (position[0] - anchor.month) * 30 + position[1] - anchor.day
    if abs(ahead) <= _NEAR_DAYS:
        return anchor.year
    if ahead - 360 >= -_NEAR_DAYS:
        return anchor.year - 1
    if ahead + 360 <= _NEAR_DAYS:
        return anchor.year + 1
    if way > 0:
        return anchor.year + (ahead < 0)
    if way < 0:
        return anchor.year - (ahead > 0)
    return anchor.year - (ahead > 120)


def _weekday_value(hit: Hit, context: Context) -> Dated:
    weekday = hit.number("WEEKDAY") or 1
    anchor, kind = context.anchor()
    shift = _shift(hit)
    if shift in ("PREVIOUS", "FOLLOWING"):
        anchor, kind = context.mentioned() or anchor, "previous"
    if anchor is None:
        return f"XXXX-WXX-{weekday}", "none"
    back = (anchor.isoweekday() - weekday) % 7
    if hit.get("UNIT"):  # "Tuesday last week", "Friday this week"
        monday = anchor - timedelta(anchor.isoweekday() - 1) + timedelta(7 * _SIGN[shift or "THIS"])
        return (monday + timedelta(weekday - 1)).isoformat(), kind
    if shift in ("LAST", "PREVIOUS"):
        return (anchor - timedelta(back or 7)).isoformat(), kind
    if shift in ("NEXT", "FOLLOWING"):
        return (anchor + timedelta(7 - back)).isoformat(), kind
    ahead = kind == "previous" or hit.direction() > 0
    return (anchor + timedelta((7 - back) % 7) if ahead else anchor - timedelta(back)).isoformat(), kind


def _deictic_value(hit: Hit, context: Context) -> Dated | None:
    token = hit.get("DEICTIC")
    if context.published is None or context.narrative:
        return ("PRESENT_REF" if fits("today", token) else "XXXX-XX-XX"), "none"
    days = token.value if token is not None and isinstance(token.value, int) else 0
    return (context.published + timedelta(days)).isoformat(), "publication"


def _season_value(hit: Hit, context: Context) -> Dated | None:
    season = hit.word("SEASON") or ""
    year = hit.number("YEAR")
    if year is not None:
        return f"{year:04}-{season}", "explicit"
    anchor, kind = context.anchor()
    if anchor is None:
        return f"XXXX-{season}", "none"
    shift = _shift(hit)
    if hit.get("UNIT"):
        return f"{anchor.year + _SIGN[shift or 'THIS']:04}-{season}", kind
    order = ("SP", "SU", "FA", "WI")
    now, year = (anchor.month - 3) % 12 // 3, anchor.year - (anchor.month < 3)
    if shift == "LAST" and not hit.get("THIS"):
        return f"{year - (order.index(season) >= now):04}-{season}", kind
    if shift == "NEXT":
        return f"{year + (order.index(season) <= now):04}-{season}", kind
    return f"{anchor.year if season != 'WI' else year:04}-{season}", kind


def _year_value(hit: Hit) -> Dated | None:
    year = hit.number("YEAR")
    if year is None or not 1000 <= year <= 2100 or hit.tokens[-1].word[0] == "0":
        return None
    before, after = hit.before(), hit.after()
    if hit.tokens[0].kind in ("YEAR",) and len(hit.tokens) == 1:
        if fits(_COUNTING, before) or (before is not None and before.kind in ("MORE", "THAN", "HYPHEN_")):
            return None
        clock = hit.before(2)
        if year < 1500 and clock is not None and clock.kind == "YEAR" and clock.word[0] in "01":
            return None  # "between 0600 and 1400"
        led = before is None or fits(_YEAR_BEFORE, before) or (fits("-|–", after) and year < 2050)
        if not led and (fits(_COUNTED, after) or not 1900 <= year <= 2050):
            return None
        if led and fits(
            r"people|men|women|civilians|troops|soldiers|dead|killed|wounded|meters|metres|miles|feet|pounds|dollars|kilometers",
            after,
        ):
            return None
        if fits("to|and|-", before) and not _year_near(hit):
            return None
    return f"{year:04}", "explicit"


def _year_near(hit: Hit) -> bool:
    further = hit.before(2)
    return further is None or further.kind in ("YEAR", "MONTH") or not isinstance(further.value, (int, float))


def _day_of_time(hit: Hit, context: Context) -> Dated | None:
    """Return the day of a clock time or part of the day that has none of its own."""
    shift = _shift(hit)
    mentioned = bounds(context.reference) if context.reference else None
    told = mentioned[0] if mentioned and mentioned[0] == mentioned[1] else None
    published = None if context.narrative else context.published
    base = (told or published) if shift in (None, "THAT", "PREVIOUS", "FOLLOWING") else published
    if fits("next", hit.get("NEXT")):
        base = told or published
    if shift is None and hit.get("PART") and not hit.get("CLOCK", "AMPM", "NOON"):
        return None
    if base is None:
        return ("XXXX-XX-XX", "none")
    kind = "previous" if base is told else "publication"
    days = _SIGN[shift] if shift else 0
    if shift == "LAST" and not fits("night|evening|.*noon|morning", hit.get("PART")):
        return None
    return (base + timedelta(days)).isoformat(), kind


def listed_day(hit: Hit, context: Context) -> Sense | None:
    """Read the bare day of a list or range: "3" in "between 3 and 5 May", "5" in "May 4 and 5"."""
    day = hit.number("SMALL", "DAYNUM", "ORDINAL")
    month = hit.month_near()
    if day is None or month is None or _counts_something(hit):
        return None
    tail = f"{month:02}-{day:02}"
    year = hit.year_behind(8)
    anchor, kind = context.anchor_of_year()
    if year is None and anchor is None:
        return Sense("DATE", f"XXXX-{tail}")
    if year is None and anchor is not None:
        year = (
            anchor.year
            if context.narrative or kind == "previous"
            else _year_by_tense(hit.direction(), anchor, (month, day))
        )
    value = f"{year:04}-{tail}"
    return Sense("DATE", value, kind) if bounds(value) else None


def _counts_something(hit: Hit) -> bool:
    after = hit.after()
    counted = after is not None and after.kind in ("UNIT", "UNITS", "WORD", "CLOCK", "AMPM")
    return counted and not fits("were|was|when|[^a-z]", after)


def holiday(hit: Hit, context: Context) -> Sense | None:
    """Read a feast: Christmas, Easter, Thanksgiving and the like."""
    token = hit.get("HOLIDAY")
    name = HOLIDAYS.get(re.sub(r"’", "'", token.word)) if token else None
    if name is None:
        return None
    anchor, kind = context.anchor()
    year = hit.number("YEAR")
    if year is not None:
        day = _feast(name, year)
        return Sense("DATE", day.isoformat(), "explicit") if day else None
    if hit.get("PART"):
        return None
    if anchor is None:
        return Sense("DATE", f"XXXX-{name}" if name[0].isdigit() else "XXXX-XX-XX")
    days = [day for day in (_feast(name, anchor.year + offset) for offset in (-1, 0, 1)) if day]
    if not days:
        return None
    shift = _shift(hit)
    way = -1 if shift == "LAST" else 1 if shift == "NEXT" else hit.direction()
    past = [day for day in days if day <= anchor]
    ahead = [day for day in days if day >= anchor]
    if way < 0 and past:
        chosen = past[-1]
    elif way > 0 and ahead:
        chosen = ahead[0]
    else:
        chosen = min(days, key=lambda day: abs((day - anchor).days))
    return Sense("DATE", chosen.isoformat(), kind)


def _feast(name: str, year: int) -> date | None:
    if name[0].isdigit():
        return date.fromisoformat(f"{year:04}-{name}")
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta((3 - first.weekday()) % 7 + 21)
    if name in ("easter", "good friday"):
        return _easter(year) - timedelta(2 if name == "good friday" else 0)
    return None


def _easter(year: int) -> date:
    """Return Easter Sunday. Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def military(hit: Hit, context: Context) -> Sense | None:
    """Read "at 0900", "0215 today", "1600 hours": the clock of military and agency texts."""
    token = hit.get("YEAR")
    if token is None or not re.fullmatch(r"(?:[01]\d|2[0-3])[0-5]\d", token.word):
        return None
    led = fits("in|during", hit.before()) or fits("in|during|on", hit.tokens[0])
    if led or (
        token.word[0] != "0"
        and not hit.get("UNITS", "ZONE", "WEEKDAY", "MONTH", "DEICTIC")
        and not fits("at", hit.tokens[0])
    ):
        return None
    day = hit.starting_at("WEEKDAY", "DEICTIC", "MONTH", "SMALL", "DAYNUM", "ORDINAL", "ISO")
    dated = _calendar_value(day, context) if day.first > hit.first else _day_of_time(hit, context)
    return Sense("TIME", f"{dated[0]}T{token.word[:2]}:{token.word[2:]}", dated[1]) if dated else None


def hijri(hit: Hit, context: Context) -> Sense | None:
    """Read a month or day of the Islamic calendar: "Ramadan", "15 Muharram 1437".

    TIMEX3 has no value for such a month, so the value is the ISO 8601 interval of its days.
    Source: the Umm al-Qura calendar (AH 1343 to 1500); local sightings may differ by a day.
    """
    month, day = (
        hit.number("HIJRI"),
        hit.number("SMALL", "DAYNUM", "ORDINAL") if hit.tokens[0].kind != "HIJRI" else None,
    )
    year = next((t.value for t in hit.tokens if t.kind in ("COUNT", "YEAR") and isinstance(t.value, int)), None)
    anchor, kind = context.anchor()
    if month is None or (year is None and anchor is None):
        return None
    if year is not None and year > 1800:  # "Ramadan 2016"
        anchor, kind, year = date(year, 7, 1), "explicit", None
    span = hijri_span(year, month) if year is not None else _nearest_hijri(anchor, month, hit.direction())
    if span is None:
        return None
    if day is not None:
        span = (span[0] + timedelta(day - 1),) * 2
    value = span[0].isoformat() if day is not None else f"{span[0].isoformat()}/{span[1].isoformat()}"
    edge = hit.get("EDGE")
    mod = str(edge.value) if edge else None
    return Sense("DATE", value, kind if year is None else "explicit", mod, narrowed(span, mod))


def _nearest_hijri(anchor: date | None, month: int, way: int) -> tuple[date, date] | None:
    """Return the month that runs at ``anchor``, else the last one begun, or with future tense the next one."""
    if anchor is None:
        return None
    year = hijri_year(anchor)
    spans = [span for span in (hijri_span(year + offset, month) for offset in (-1, 0, 1)) if span]
    begun = [span for span in spans if span[0] <= anchor]
    if begun and (way <= 0 or begun[-1][1] >= anchor):
        return begun[-1]
    return next((span for span in spans if span[0] > anchor), None)
