"""Values of the record in the words of a reader: blank is blank, "at least" is "≥", never an invented 0."""

from collections.abc import Iterable

from dateline.core import Casualty, Claim, Incident, Place, Time, Toll


def count(number: int, noun: str) -> str:
    """Return "1 incident", "2 incidents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def when(time: Time | None) -> str:
    """Return the day or the interval, "" when nothing is known."""
    if time is None or not (time.start or time.end):
        return ""
    if time.start == time.end:
        return time.start or ""
    if time.start is None:
        return f"until {time.end}"
    return f"{time.start} to {time.end}" if time.end else f"from {time.start}"


def where(place: Place | None) -> str:
    """Return the place's name, country and, when it is not exact, its precision."""
    if place is None:
        return ""
    parts = [part for part in (place.name, place.country if place.precision != "country" else None) if part]
    vague = f" ({place.precision})" if place.precision not in ("exact", "unknown") else ""
    return ", ".join(parts) + vague


def number(figure: Casualty | Toll) -> str:
    """Return the figure: "7", "≥ 7", "≤ 9", "24–99", with a differing best as "24–99 (best 30)"."""
    low, best, high = figure.low, figure.best, figure.high
    if low is None and high is None:
        return "" if best is None else str(best)
    if high is None:
        bounds = f"≥ {low}"
    elif low is None:
        bounds = f"≤ {high}"
    else:
        bounds = str(low) if low == high else f"{low}–{high}"
    return bounds if best is None or bounds == str(best) else f"{bounds} (best {best})"


def toll(incident: Incident, effect: str) -> str:
    """Return the settled figures of an incident for one effect, "" when nobody counted."""
    return "; ".join(_counted(number(row), row.who) for row in incident.casualties if row.effect == effect)


def figures(claim: Claim) -> str:
    """Return the claim's casualty figures with their effect, in one line."""
    return "; ".join(f"{_figure(row)} {row.effect}" for row in claim.casualties)


def _figure(row: Casualty) -> str:
    if row.share is not None and row.low is None and row.best is None and row.high is None:
        return _counted(f"{row.share:.0%}", row.who)
    return _counted(number(row) or "number not stated:", row.who)


def _counted(count: str, who: str | None) -> str:
    return " ".join(part for part in (count, who) if part)


def speaker(claim: Claim) -> str:
    """Return who says so: the named source, else the publisher, else the kind of source."""
    spoken = claim.attribution
    if spoken.source:
        return spoken.source
    if spoken.source_kind == "publisher":
        return f"{claim.publisher or 'the publisher'} (own voice)"
    return f"unnamed ({spoken.source_kind})"


def names(participants: Iterable[object], *roles: str) -> str:
    """Return the names of the participants with one of ``roles``."""
    found = [getattr(each, "name", "") for each in participants if getattr(each, "role", "") in roles]
    return ", ".join(dict.fromkeys(found))
