"""Months of the Islamic calendar in Gregorian days."""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri


def hijri_span(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and last day of month ``month`` of AH ``year``; None outside AH 1343 to 1500.

    Source: the Umm al-Qura calendar, as the package hijridate tabulates it.
    """
    try:
        first = Hijri(year, month, 1).to_gregorian()
        following = Hijri(year + month // 12, month % 12 + 1, 1).to_gregorian()
    except (ValueError, OverflowError):
        return None
    begin = date(first.year, first.month, first.day)
    return begin, date(following.year, following.month, following.day) - timedelta(1)


def hijri_year(day: date) -> int:
    """Return the Islamic year in which ``day`` lies; 0 where the calendar is not tabulated."""
    try:
        return Gregorian(day.year, day.month, day.day).to_hijri().year
    except (ValueError, OverflowError):
        return 0
