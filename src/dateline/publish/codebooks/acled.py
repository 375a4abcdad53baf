"""ACLED-shaped rows: one a day and place, with ACLED's vocabulary and its rule for fatalities.

Source: ACLED Codebook and the column list of its client since 20 March 2023. The rows are not ACLED
data; file name, tags and ids say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateline.core import content_id
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Batch, Case, Dates
from dateline.publish.codebooks.deaths import acled_fatalities
from dateline.publish.codebooks.files import Cell, Document, Table, blank, joined
from dateline.publish.codebooks.record import ExportOptions, Losses
from dateline.publish.codebooks.sides import AcledSide, acled_sides, interaction

MARK = "ACLED-shaped, not ACLED data"
_GEO_PRECISION = {"exact": 1, "near": 2, "admin2": 2, "admin1": 3}
# A week is known to within 7 days, a month to within 31; ACLED takes nothing vaguer.
_WEEK_DAYS, _MONTH_DAYS = 7, 31


@dataclass(frozen=True)
class _Coded:
    """An incident in ACLED's terms; every row of its days shares these."""

    sub_event: tables.Row
    first: AcledSide
    second: AcledSide
    note: str
    flag: str | None


def build(batch: Batch) -> list[Table | Document]:
    """Return the ACLED-shaped table ; what does not fit is noted as a loss."""
    rows = [row for case in batch.cases for row in _rows(case, batch.options, batch.losses)]
    rows.sort(key=lambda row: (str(row["event_date"]), str(row["event_id_cnty"])))
    return [Table("acled-shaped-not-acled-data", "acled", MARK, rows)]


def _rows(case: Case, options: ExportOptions, losses: Losses) -> Iterator[dict[str, Cell]]:
    reason = _out_of_scope(case, options)
    if reason:
        losses.out_of_scope(case.id, reason)
        return
    coded = _coded(case, losses)
    days, precision, split = _days(case, losses)
    fatalities, rule = acled_fatalities(case)
    if rule:
        losses.forced(case.id, "fatalities", fatalities, rule)
    _drop(case, losses)
    for number, (day, deaths) in enumerate(zip(days, divided(fatalities, len(days)), strict=True)):
        notes = [coded.note, _sentence("Fatalities", rule)]
        if split:
            total = "" if fatalities is None else f"; {fatalities} fatalities divided over the days"
            notes.append(f"Day {number + 1} of {len(days)}: one row a day{total}.")
        yield {
            **blank("acled"),
            **_place(case),
            **_actors(coded, options),
            "event_id_cnty": _row_id(case, day if split else None),
            "event_date": day,
            "year": day.year,
            "time_precision": precision,
            "disorder_type": coded.sub_event["disorder_type"],
            "event_type": coded.sub_event["event_type"],
            "sub_event_type": coded.sub_event["sub_event_type"],
            "civilian_targeting": _civilian_targeting(coded),
            "source": joined(case.publishers) or "publisher not stated",
            "notes": " ".join(note for note in notes if note),
            "fatalities": deaths,
            "tags": joined([MARK, coded.flag, "split over days" if split else None]),
            "timestamp": _timestamp(case),
        }


def divided(total: int | None, parts: int) -> list[int | None]:
    """Return ``total`` in whole shares, the first ones taking the rest (10 over 3 is 4, 3, 3).

    Source: ACLED fatality rules on summary figures: divided over the events, no fractions.
    """
    if total is None:
        return [None] * parts
    share, rest = divmod(total, parts)
    return [share + (number < rest) for number in range(parts)]


def _out_of_scope(case: Case, options: ExportOptions) -> str | None:
    incident = case.incident
    if tables.mapped("acled_events", incident.type, case.conditions, case.words) is None:
        return tables.why_not("acled_events", incident.type)
    if case.not_reported_as_fact:
        return case.not_reported_as_fact
    place = incident.place
    if place is None or place.precision not in _GEO_PRECISION or not (place.name or place.admin1):
        known = place.precision if place else "unknown"
        return f"place precision is {known}: ACLED asks for a town or a region"
    if case.dates is None:
        return "no date: ACLED asks for the month at least"
    if _lasted(case) and case.dates.length > options.max_split_days:
        return f"{case.dates.length} days: more than the {options.max_split_days} over which rows are split"
    if not _lasted(case) and case.dates.length > _MONTH_DAYS:
        return f"known only to within {case.dates.length} days: ACLED asks for the month at least"
    return None


def _days(case: Case, losses: Losses) -> tuple[list[date], int, bool]:
    """Return the days that get a row, the time precision, and whether the incident was split."""
    dates = _dates(case)
    if dates.forced:
        losses.forced(case.id, "event_date", dates.last, dates.forced)
    if dates.length == 1:
        return [dates.first], 1, False
    if _lasted(case):
        losses.forced(case.id, "event_date", f"{dates.first}/{dates.last}", "one row a day: the range was split")
        return list(dates.days()), 1, True
    day = dates.middle
    losses.forced(case.id, "event_date", day, f"the day is not known: middle of {dates.first}/{dates.last}")
    return [day], 2 if dates.length <= _WEEK_DAYS else 3, False


def _lasted(case: Case) -> bool:
    """Say whether the interval is how long the incident lasted rather than how little is known of its day.

    A range of up to a week is taken as told; a longer one only for what lasts (fighting, sieges,
    protests, several events at once), for one strike "since October" has one day that is not known.
    """
    incident, dates = case.incident, case.dates
    if incident.time is None or incident.time.precision != "range" or dates is None:
        return False
    several = (incident.count.low, incident.count.high) != (1, 1)
    mapped = tables.mapped("acled_events", incident.type, case.conditions, case.words) or {}
    lasting = mapped.get("lasts") == "yes" or incident.modality == "ongoing"
    return dates.length <= _WEEK_DAYS or several or lasting


def _dates(case: Case) -> Dates:
    assert case.dates is not None  # _out_of_scope has looked
    return case.dates


def _coded(case: Case, losses: Losses) -> _Coded:
    mapped = tables.mapped("acled_events", case.incident.type, case.conditions, case.words) or {}
    sub_event = tables.by_key("acled_sub_events", "sub_event_type")[mapped["sub_event_type"]]
    first, second = acled_sides(case, sub_event["event_type"])
    for number, side in ((1, first), (2, second)):
        if side.forced:
            losses.forced(case.id, f"actor{number}", side.name, side.forced)
    flag = "means unknown" if case.incident.type == "explosion" else None
    if mapped["note"]:
        losses.forced(case.id, "sub_event_type", mapped["sub_event_type"], mapped["note"])
    count = case.incident.count
    if (count.low, count.high) != (1, 1):
        several = f"the row stands for {count.low} to {count.high or 'unknown'} events"
        losses.forced(case.id, "event_id_cnty", count.low, several)
    disputes = [
        f"Disputed {each.field}: " + " / ".join(f"{one.value} ({', '.join(one.sources)})" for one in each.positions)
        for each in case.incident.disputes
    ]
    note = " ".join([case.incident.summary or case.incident.type, *(f"{dispute}." for dispute in disputes)])
    return _Coded(sub_event, first, second, note, flag)


def _actors(coded: _Coded, options: ExportOptions) -> dict[str, Cell]:
    numeric = options.inter == "numeric"
    labels = tables.by_key("acled_inter", "code")

    def kind(side: AcledSide) -> str | None:
        return side.inter if numeric or side.inter is None else labels[side.inter]["label"]

    return {
        "actor1": coded.first.name,
        "assoc_actor_1": joined(coded.first.associates),
        "inter1": kind(coded.first),
        "actor2": coded.second.name,
        "assoc_actor_2": joined(coded.second.associates),
        "inter2": kind(coded.second),
        "interaction": interaction(coded.first, coded.second, numeric=numeric),
    }


def _civilian_targeting(coded: _Coded) -> str | None:
    rule = coded.sub_event["civilian_targeting"]
    if rule == "always" or (rule == "by_target" and coded.second.inter == "7"):
        return "Civilian targeting"
    return None


def _place(case: Case) -> dict[str, Cell]:
    place, row = case.incident.place, case.country
    assert place is not None  # _out_of_scope has looked
    located = place.lat is not None and place.lon is not None
    return {
        "iso": row["iso_numeric"] or None if row else None,
        "region": row["acled_region"] or None if row else None,
        "country": row["name"] if row else None,
        "admin1": place.admin1,
        "location": place.name or place.admin1,
        "latitude": place.lat if located else None,
        "longitude": place.lon if located else None,
        "geo_precision": _GEO_PRECISION[place.precision],
    }


def _row_id(case: Case, day: date | None) -> str:
    land = case.country["iso3"] if case.country else "XXX"
    return f"DATELINE-{land}-{content_id('r', case.id, day.isoformat() if day else None).removeprefix('r-')}"


def _timestamp(case: Case) -> int | None:
    times = []
    for article in case.articles:
        try:
            read = datetime.fromisoformat(article.read_at or "")
        except ValueError:
            continue
        read = read if read.tzinfo else read.replace(tzinfo=UTC)
        times.append((read - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1))
    return max(0, *times) if times else None


def _drop(case: Case, losses: Losses) -> None:
    incident = case.incident
    other = sorted({toll.effect for toll in incident.casualties if toll.effect != "killed"})
    if other:
        losses.dropped(case.id, "casualties", ", ".join(other), "ACLED counts fatalities only")
    if incident.weapons:
        losses.dropped(case.id, "weapons", ", ".join(incident.weapons), "ACLED has no column for weapons")


def _sentence(what: str, rule: str | None) -> str:
    return f"{what}: {rule}." if rule else ""
