"""Calendar dates as news files, columns and addresses write them."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?P<wd>(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b[.,]?\s+)?"
_NTH = r"(?:st|nd|rd|th)?"
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2}\b))?)?"
)
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}(?P<d>\d{{1,2}}){_NTH}(?:\s+|-)(?:of\s+)?(?P<mon>{_MONTH}),?(?:\s+|-)(?P<y>\d{{4}})(?!\d)",
        # "Aug 012016": the comma of "Aug 01, 2016" was lost on the way.
        rf"{_WEEKDAY}(?P<mon>{_MONTH})\s*(?P<d>\d{{1,2}}(?={_NTH}[\s,])|\d\d(?=\d{{4}})){_NTH},?\s*(?P<y>\d{{4}})(?!\d)",
        rf"{_WEEKDAY}(?P<y>\d{{4}})([-/.])(?P<m>\d{{1,2}})\3(?P<d>\d{{1,2}})(?!\d)",
        rf"{_WEEKDAY}(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>\d{{4}})(?!\d)",
    )
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<hour>\d{2})(?P<minute>\d{2})\d{2}(?P<zone>Z)?)?$")
_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d{2})([/-]?)(?P<m>\d{2}|[a-z]{3}|(?<=/)\d)\2(?P<d>\d{2}|(?<=/)\d)(?=[/_.-]|$)")


@dataclass(frozen=True, slots=True)
class DateText:
    """A date in a text: its valid ``readings`` (ISO; two where day and month may be swapped) and its place."""

    readings: tuple[str, ...]
    start: int
    end: int
    weekday: bool
    numeric: bool

    @property
    def value(self) -> str | None:
        """The date where there is exactly one reading of it, else None."""
        return self.readings[0] if len(self.readings) == 1 else None


def date_at(text: str, position: int) -> DateText | None:
    """Return the date that stands at ``position`` of ``text``; None where none does or none is valid."""
    for form in _FORMS:
        if match := form.match(text, position):
            groups = match.groupdict()
            if readings := _readings(groups):
                named = groups.get("mon") is not None
                return DateText(readings, match.start(), match.end(), groups.get("wd") is not None, not named)
    return None


def parse_date(value: str) -> DateText | None:
    """Return the date of a column or a metadata field, which must be all that it holds."""
    value = value.strip()
    if compact := _COMPACT.match(value):
        readings = _readings(compact.groupdict())
        return DateText(readings, 0, len(value), False, True) if readings else None
    found = date_at(value, 0)
    return found if found is not None and not re.search(r"\w", value[found.end :]) else None


def date_in_url(url: str) -> str | None:
    """Return the day that the path of ``url`` names (/2016/07/19/, /2016/jul/19/, /20160719/), or None."""
    match = _IN_URL.search(url.lower().split("?", 1)[0])
    if match is None:
        return None
    month = match["m"]
    number = int(month) if month.isdigit() else _month_number(month)
    return _iso(match["y"], number, match["d"])


def _month_number(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _iso(year: str, month: int, day: str) -> str | None:
    """Return the ISO date where it exists and lies between 1850 and 2100: no newspaper is older, none newer."""
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found.isoformat() if 1850 <= found.year <= 2100 else None


def _readings(groups: dict[str, str | None]) -> tuple[str, ...]:
    day, month, year = groups.get("d"), groups.get("m"), groups["y"] or ""
    if name := groups.get("mon"):
        days = [_iso(year, _month_number(name), day or "")]
    elif month is not None:
        days = [_iso(year, int(month), day or "")]
    else:
        days = _day_and_month(groups["a"] or "", groups["b"] or "", year, dotted=groups["sep"] == ".")
    found = _agreeing(sorted({day for day in days if day}), groups.get("wd"))
    return tuple(day + _clock(groups) for day in found)


def _day_and_month(first: str, second: str, year: str, *, dotted: bool) -> list[str | None]:
    """Return both orders of a numeric date; dots are written day first wherever they are used.

    Source: Unicode CLDR, date formats by locale: no locale writes month.day.year with dots.
    """
    day_first = _iso(year, int(second), first)
    return [day_first] if dotted else [day_first, _iso(year, int(first), second)]


def _agreeing(days: list[str], weekday: str | None) -> list[str]:
    """Let a weekday decide between two readings; a lone reading stands even where its weekday is wrong."""
    if weekday is None or len(days) < 2:
        return days
    number = _WEEKDAYS.index(weekday[:3].lower())
    return [day for day in days if date.fromisoformat(day).weekday() == number] or days


def _clock(groups: dict[str, str | None]) -> str:
    """Return ``THH:MM[:SS][zone]``, or nothing where no valid time of day is given."""
    if groups.get("hour") is None:
        return ""
    hour, minute, second = int(groups["hour"] or 0), int(groups["minute"] or 0), int(groups.get("second") or 0)
    if half := groups.get("half"):
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return ""
    seconds = f":{second:02d}" if groups.get("second") else ""
    return f"T{hour:02d}:{minute:02d}{seconds}{_zone(groups.get('zone'))}"


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
