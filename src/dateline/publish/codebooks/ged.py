"""UCDP GED-shaped rows: one an incident with at least one death, with low, best and high.

Source: UCDP Georeferenced Event Dataset Codebook; PRIO-GRID codebook for the cell number.
"""

import math

from dateline.core import content_id
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Batch, Case, Dates
from dateline.publish.codebooks.deaths import Range, assigned, total
from dateline.publish.codebooks.files import Cell, Document, Table, blank, joined
from dateline.publish.codebooks.record import Losses
from dateline.publish.codebooks.sides import GedSides, ged_sides

MARK = "UCDP GED-shaped, not UCDP data"
_WHERE_PREC = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6}
_YEAR_DAYS = 366
# Longest interval in days for each date_prec.
_DATE_PREC = ((1, 1), (6, 2), (7, 3), (31, 4), (_YEAR_DAYS, 5))
# Real UCDP and GDELT numbers are shorter: ours begin above this and stay exact in a double.
_FIRST_NUMBER, _NUMBERS = 10**12, 8 * 10**15


def build(batch: Batch) -> list[Table | Document]:
    """Return the GED-shaped table ; what does not fit is noted as a loss."""
    rows = [row for case in batch.cases if (row := _row(case, batch.losses))]
    rows.sort(key=lambda row: (str(row["date_start"]), str(row["relid"])))
    return [Table("ucdp-ged-shaped-not-ucdp-data", "ged", MARK, rows)]


def number_id(text_id: str) -> int:
    """Return a stable whole number for an id, above 10^12 and exact in a double (R has no 64-bit integer)."""
    return _FIRST_NUMBER + int(content_id("n", text_id).removeprefix("n-"), 16) % _NUMBERS


def priogrid(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point: half-degree cells counted from the south-west corner, row by row.

    Source: Tollefsen, Strand and Buhaug, PRIO-GRID (2012): gid = (row - 1) * 720 + column.
    """
    row = min(360, math.floor((lat + 90) / 0.5) + 1)
    column = min(720, math.floor((lon + 180) / 0.5) + 1)
    return (row - 1) * 720 + column


def date_precision(days: int) -> int:
    """Return UCDP's date_prec for an interval of so many days (at most 366)."""
    return next(precision for longest, precision in _DATE_PREC if days <= longest)


def split_deaths(best: int, given: dict[str, int]) -> dict[str, int]:
    """Return deaths_a, deaths_b, deaths_civilians and deaths_unknown that add up to ``best``.

    Parts that are more than the whole are cut, civilians last, since their share is what users read.
    """
    left, found = best, {}
    for group in ("civilians", "b", "a"):
        found[group] = min(left, given.get(group, 0))
        left -= found[group]
    return {f"deaths_{group}": found.get(group, left) for group in ("a", "b", "civilians", "unknown")}


def _row(case: Case, losses: Losses) -> dict[str, Cell] | None:
    reason = _out_of_scope(case)
    sides = ged_sides(case)
    figures = total(case)
    if reason or isinstance(sides, str) or figures is None or case.dates is None:
        losses.out_of_scope(case.id, reason or (sides if isinstance(sides, str) else "no figure or date"))
        return None
    row: dict[str, Cell] = {
        **blank("ged"),
        **_dates(case, case.dates),
        **_place(case),
        **_sources(case),
        **_deaths(case, figures, sides, losses),
        "id": number_id(case.id),
        "relid": f"DATELINE-{case.country['iso3'] if case.country else 'XXX'}-{case.dates.first.year}-{case.id[-16:]}",
        "code_status": sides.code_status,
        "type_of_violence": sides.type_of_violence,
        "dyad_name": f"{sides.side_a} - {sides.side_b}",
        "side_a": sides.side_a,
        "side_b": sides.side_b,
        "gwnoa": sides.gwnoa,
        "gwnob": sides.gwnob,
    }
    _note_losses(case, sides, losses)
    return row


def _out_of_scope(case: Case) -> str | None:
    incident = case.incident
    if tables.mapped("ged_events", incident.type, case.conditions, case.words) is None:
        return tables.why_not("ged_events", incident.type)
    if case.not_reported_as_fact:
        return case.not_reported_as_fact
    figures = total(case)
    if figures is None:
        return "no source speaks of deaths: GED takes events with at least one"
    if max(figures.closed) < 1:
        return "no death in low, best or high: GED takes events with at least one"
    if case.dates is None:
        return "no date"
    if case.dates.length > _YEAR_DAYS:
        return f"{case.dates.length} days: GED takes events known to within a year"
    place = incident.place
    if place is None or place.precision not in _WHERE_PREC or not (place.name or place.country):
        return "place unknown: GED asks for the country at least"
    return None


def _dates(case: Case, dates: Dates) -> dict[str, Cell]:
    count = case.incident.count
    one = (count.low, count.high) == (1, 1) and (case.incident.time is None or case.incident.time.precision != "range")
    return {
        "year": dates.first.year,
        "event_clarity": 1 if one else 2,
        "date_prec": date_precision(dates.length),
        "date_start": f"{dates.first} 00:00:00.000",
        "date_end": f"{dates.last} 00:00:00.000",
    }


def _place(case: Case) -> dict[str, Cell]:
    place, row = case.incident.place, case.country
    assert place is not None  # _out_of_scope has looked
    found: dict[str, Cell] = {
        "where_prec": _WHERE_PREC[place.precision],
        "where_coordinates": place.name or (row["ucdp_name"] if row else place.country),
        "where_description": place.name,
        "adm_1": place.admin1,
        "country": row["ucdp_name"] if row else None,
        "country_id": row["gw_number"] or None if row else None,
        "region": row["ucdp_region"] or None if row else None,
    }
    if place.lat is not None and place.lon is not None:
        found["latitude"], found["longitude"] = place.lat, place.lon
        found["geom_wkt"] = f"POINT ({place.lon} {place.lat})"
        found["priogrid_gid"] = priogrid(place.lat, place.lon)
    return found


def _sources(case: Case) -> dict[str, Cell]:
    triples = []
    for article in case.articles:
        parts = (article.publisher, (article.published or "")[:10], article.title)
        triples.append(
            '"' + ",".join((part or "not stated").replace('"', "'").replace(";", ",") for part in parts) + '"'
        )
    return {
        "number_of_sources": case.incident.independent_sources,
        "source_article": ";".join(triples) or '"not stated,not stated,not stated"',
        "source_office": joined(case.publishers, ";"),
        "source_date": joined(((article.published or "")[:10] for article in case.articles), ";"),
        "source_headline": joined((article.title for article in case.articles), ";"),
        "source_original": joined(case.speakers("asserts", "estimates", "suspects"), ";"),
    }


def _deaths(case: Case, figures: Range, sides: GedSides, losses: Losses) -> dict[str, Cell]:
    low, best, high = figures.closed
    for name, value, stated in zip(("low", "best", "high"), (low, best, high), _stated(figures), strict=True):
        if stated != value:
            losses.forced(case.id, name, value, f"not stated ({name} is {stated}): taken from the nearest stated bound")
    given = assigned(case)
    if sides.type_of_violence == 3:
        given["b"] = 0  # the second side of one-sided violence is unarmed: its dead are civilians or unknown
    elif sides.attacker_is_b:
        given["a"], given["b"] = given["b"], given["a"]
    return {"low": low, "best": best, "high": high, **split_deaths(best, given)}


def _stated(figures: Range) -> tuple[int | None, int | None, int | None]:
    return figures.low, figures.best, figures.high


def _note_losses(case: Case, sides: GedSides, losses: Losses) -> None:
    incident = case.incident
    if sides.forced:
        losses.forced(case.id, "side_a", sides.side_a, sides.forced)
    if case.dates and case.dates.forced:
        losses.forced(case.id, "date_end", case.dates.last, case.dates.forced)
    other = sorted({toll.effect for toll in incident.casualties if toll.effect != "killed"})
    if other:
        losses.dropped(case.id, "casualties", ", ".join(other), "GED counts deaths only")
    if incident.weapons:
        losses.dropped(case.id, "weapons", ", ".join(incident.weapons), "GED has no column for weapons")
    if incident.disputes:
        fields = ", ".join(sorted({each.field for each in incident.disputes}))
        losses.dropped(case.id, "disputes", fields, "GED keeps disputes only as low and high")
