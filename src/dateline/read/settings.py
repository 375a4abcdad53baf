"""When and where the events of an article took place: their time and place roles, resolved."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.core import EventMention, Place, Span, Time, Timex, Toponym
from dateline.read.places import PlaceContext, resolve_place
from dateline.read.timexes import event_interval


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
    places: dict[Span, Place] = {}
    out = []
    for event in events:
        roles = sorted(event.roles, key=lambda r: (-r.score, r.span))
        times = [_time(r.span, text, published, timexes) for r in roles if r.role == "time"]
        for role in roles:
            if role.role == "place" and role.span not in places:
                places[role.span] = _place(role.span, toponyms, context)
        where = [places[r.span] for r in roles if r.role == "place"]
        out.append(replace(event, times=tuple(t for t in times if t is not None), places=tuple(where)))
    return tuple(out)


def _time(span: Span, text: str, published: str | None, timexes: Sequence[Timex]) -> Time | None:
    """Return the interval that the time words at ``span`` give the event, None where they give none."""
    inside = [t for t in timexes if t.span.overlaps(span)]
    for timex in sorted(inside, key=lambda t: t.type == "SET"):
        found = event_interval(timex, text, published=published, timexes=timexes)
        if found.begin or found.end:
            return Time(found.begin, found.end, found.precision, span.text, span, found.inferred)
    return None


def _place(span: Span, toponyms: Sequence[Toponym], context: PlaceContext) -> Place:
    """Return where the place words at ``span`` point, in the light of the article's other toponyms."""
    found = resolve_place(span.text, around=toponyms, context=context)
    return Place(
        span.text,
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
