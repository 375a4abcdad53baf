"""Which rows of the record are wanted, checked once and turned into SQL conditions."""

import calendar
import re
from dataclasses import dataclass

from dateline.core import UsageError
from dateline.core.vocabulary import EVENT_TYPES


@dataclass(frozen=True, slots=True)
class Filter:
    """A selection; an empty one selects everything.

    ``since`` and ``until`` are ISO dates, both inclusive; a year or a month stands for all its days. An
    interval of time is selected when it overlaps; one that is wholly unknown is not. ``countries`` are
    ISO 3166-1 alpha-2, ``types`` event types, ``text`` a part of the words, in any case.
    Raises UsageError when a value is not allowed.
    """

    since: str | None = None
    until: str | None = None
    countries: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    text: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "since", _day(self.since, "since", last=False))
        object.__setattr__(self, "until", _day(self.until, "until", last=True))
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"--since {self.since} is later than --until {self.until}; swap them")
        for country in self.countries:
            if not re.fullmatch("[A-Za-z]{2}", country):
                raise UsageError(f"--country {country!r} is no country code; give two letters (ISO 3166-1), such as SY")
        for kind in self.types:
            if kind not in EVENT_TYPES:
                raise UsageError(f"--type {kind!r} is no event type; allowed: {', '.join(EVENT_TYPES)}")


def _day(value: str | None, option: str, *, last: bool) -> str | None:
    if value is None:
        return None
    told = f"--{option} {value!r} is no date; give YYYY-MM-DD, YYYY-MM or YYYY"
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value)
    if not match:
        raise UsageError(told)
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    if not (year >= 1 and 1 <= month <= 12):
        raise UsageError(told)
    days = calendar.monthrange(year, month)[1]
    day = int(match[3] or (days if last else 1))
    if not 1 <= day <= days:
        raise UsageError(told)
    return f"{year:04d}-{month:02d}-{day:02d}"


Condition = tuple[str, list[object]]


def event_conditions(wanted: Filter, alias: str) -> list[Condition]:
    """Return conditions on a table of claims or incidents, called ``alias`` in the query."""
    found = list(_interval(wanted, f"{alias}.time_start", f"{alias}.time_end"))
    if wanted.countries:
        found.append(
            (f"{alias}.country IN (SELECT unnest(?::VARCHAR[]))", [[country.upper() for country in wanted.countries]])
        )
    if wanted.types:
        found.append((f"{alias}.type IN (SELECT unnest(?::VARCHAR[]))", [list(wanted.types)]))
    return found


def published_conditions(wanted: Filter, alias: str) -> list[Condition]:
    """Return the conditions on the publication day of an article."""
    day = f"substr({alias}.published, 1, 10)"
    return list(_interval(wanted, day, day))


def text_condition(wanted: Filter, *columns: str) -> list[Condition]:
    """Return the condition that one of ``columns`` holds the text, in any case."""
    if not wanted.text:
        return []
    return [(" OR ".join(f"contains(lower({column}), lower(?))" for column in columns), [wanted.text for _ in columns])]


def _interval(wanted: Filter, start: str, end: str) -> list[Condition]:
    # An open end reaches for ever; an interval without any end is unknown, and its row does not match.
    found: list[Condition] = []
    if wanted.since:
        found.append((f"coalesce({end}, CASE WHEN {start} IS NOT NULL THEN '9999' END) >= ?", [wanted.since]))
    if wanted.until:
        found.append((f"coalesce({start}, CASE WHEN {end} IS NOT NULL THEN '0000' END) <= ?", [wanted.until]))
    return found


def where(conditions: list[Condition]) -> Condition:
    """Return the conditions joined by AND, with their parameters in order."""
    text = " AND ".join(f"({sql})" for sql, _ in conditions) or "true"
    return text, [value for _, values in conditions for value in values]
