"""TIMEX3 values as calendar arithmetic: what interval a value covers, and how values are made and moved."""

import re
from calendar import monthrange
from datetime import date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|W(?P<week>\d\d)(?P<weekend>-WE)?"
    r"|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?(?P<time>T.*)?$"
)
Interval = tuple[date, date]


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return ``day`` moved by ``months``, held at the month's end where the day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bounds(value: str) -> Interval | None:
    """Return the first and last day that a TIMEX3 date value covers; None where it names no interval."""
    try:
        return _bounds(value)
    except (ValueError, OverflowError):
        return None


def _bounds(value: str) -> Interval | None:
    if re.fullmatch(r"\d{2,3}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return date(max(first, 1), 1, 1), date(first + width - 1, 12, 31)
    match = _VALUE.match(value)
    if match is None:
        return None
    year = int(match["year"])
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    if match["month"]:
        return _months(year, int(match["month"]), 1)
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return monday + timedelta(5 if match["weekend"] else 0), monday + timedelta(6)
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3)
    if match["half"]:
        return _months(year, int(match["half"]) * 6 - 5, 6)
    if match["season"]:
        return _months(year, SEASON_MONTHS[match["season"]], 3)
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, month: int, count: int) -> Interval:
    last = add_months(date(year, month, 1), count - 1)
    return date(year, month, 1), month_end(last.year, last.month)


def granularity(value: str) -> str:
    """Return the granularity of a value in the words of ``Timex.granularity``."""
    if re.fullmatch(r"\d{2,3}", value):
        return "range"
    match = _VALUE.match(value)
    if match is None:
        return "unknown"
    if match["time"]:
        return "time"
    if match["day"]:
        return "day"
    if match["week"]:
        return "week"
    if match["month"]:
        return "month"
    return "range" if match["quarter"] or match["half"] or match["season"] else "year"


def narrowed(interval: Interval, mod: str | None) -> Interval:
    """Return the part of a month, year or longer interval that START, MID or END stands for (its thirds).

    Source: the claim annotations read "late June" as 21 to 30 June, "late 2014" as October to December.
    """
    first, last = interval
    days = (last - first).days + 1
    if mod not in ("START", "MID", "END") or days < 7:
        return interval
    if days in range(28, 32):
        cut = {"START": (1, 10), "MID": (11, 20), "END": (21, days)}[mod]
        return first + timedelta(cut[0] - 1), first + timedelta(cut[1] - 1)
    if days in (365, 366):
        cut = {"START": (1, 3), "MID": (5, 8), "END": (10, 12)}[mod]
        return date(first.year, cut[0], 1), month_end(first.year, cut[1])
    if days == 7:
        cut = {"START": (0, 2), "MID": (2, 4), "END": (3, 6)}[mod]
        return first + timedelta(cut[0]), first + timedelta(cut[1])
    third = days // 3
    begin = {"START": first, "MID": first + timedelta(third), "END": last - timedelta(third)}[mod]
    return begin, last if mod == "END" else begin + timedelta(third)


def value_at(day: date, unit: str) -> str:
    """Return the TIMEX3 value of the ``unit`` (day, week, month, ...) in which ``day`` lies."""
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "weekend":
        return value_at(day, "week") + "-WE"
    return {
        "day": day.isoformat(),
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }[unit]


def shifted(day: date, count: int, unit: str) -> date:
    """Return ``day`` moved by ``count`` units; hours and shorter stay on the day.

    Raises ValueError or OverflowError beyond the years 1 to 9999.
    """
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return add_months(day, count * months[unit])
    return day + timedelta(count * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit, 0))


def duration(amount: str, unit: str) -> str:
    """Return the TIMEX3 duration of ``amount`` ("3", "2.5" or "X") units."""
    codes = {"second": "PT{}S", "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}D", "week": "P{}W"}
    codes |= {"weekend": "P{}WE", "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y"}
    many = {"decade": ("year", 10), "century": ("year", 100), "fortnight": ("week", 2)}
    if unit in many:
        unit, factor = many[unit]
        amount = amount if amount == "X" else f"{float(amount) * factor:g}"
    whole, _, part = amount.partition(".")
    smaller = {"hour": "PT{}H30M", "minute": "PT{}M30S", "year": "P{}Y6M"}
    if part == "5" and unit in smaller and whole != "0":
        return smaller[unit].format(whole)
    return codes[unit].format(amount)
