"""Other people's coded events, read from ACLED or UCDP GED columns as a second source of incidents.

The rows stay the coder's: they become incidents without claims, under the policy "coded by NAME", so that
they can be set beside Dateline's own and are never mistaken for them.
"""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from dateline.core import Count, Incident, IncidentParticipant, InputError, Place, SourceStance, Time, Toll, content_id
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import day

Row = dict[str, str]
# ACLED's "Other" and "Change to group/activity" have no counterpart among our event types.
OTHER = "other"
# Columns without which a row says neither what, when nor where.
_NEEDED = {
    "acled": ("event_id_cnty", "event_date", "event_type", "sub_event_type", "country", "location"),
    "ucdp-ged": ("id", "date_start", "date_end", "type_of_violence", "country", "where_prec", "best"),
}
_ACLED_PRECISION = {"1": "exact", "2": "near", "3": "admin1"}
_GED_PRECISION = {"1": "exact", "2": "near", "3": "admin2", "4": "admin1", "6": "country"}
# ACLED's time precision in days on each side of the day given: exact, within the week, within the month.
_ACLED_DAYS = {"1": (0, "day"), "2": (3, "week"), "3": (15, "month")}
_TEXT_ENCODINGS = ("utf-8-sig", "cp1252")


def read_coded(path: Path, *, coder: str | None = None) -> tuple[Incident, ...]:
    """Return the incidents of a CSV or TSV file in ACLED's or UCDP GED's columns, in the file's order.

    Further columns are ignored, missing optional ones are unknown; the word "protestors" is taken for
    "protesters". ``coder`` names the source (the file's name otherwise). Raises InputError when the file
    cannot be read, has the columns of neither codebook, or a row has an illegal date, code or number.
    """
    text = _text(path)
    if not text.strip():
        raise InputError(str(path), "the file is empty", "Give a CSV file in ACLED or UCDP GED columns.")
    header = text.splitlines()[0]
    delimiter = max(",\t;", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    codebook = _codebook(path, reader.fieldnames or ())
    convert: Callable[[Row, str], Incident] = _from_acled if codebook == "acled" else _from_ged
    found = []
    for number, row in enumerate(reader, 1):
        clean = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
        try:
            found.append(convert(clean, coder or path.name))
        except (KeyError, ValueError) as error:
            advice = f"Correct the value; the columns are those of {codebook}."
            raise InputError(f"{path}, row {number}", f"illegal value {error}", advice) from error
    return tuple(found)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "Check the path.") from error
    for encoding in _TEXT_ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(str(path), "is no UTF-8 text", "Save it as CSV in UTF-8.")


def _codebook(path: Path, names: Sequence[str]) -> str:
    missing = {codebook: [name for name in needed if name not in names] for codebook, needed in _NEEDED.items()}
    for codebook, names_missing in missing.items():
        if not names_missing:
            return codebook
    nearest = min(missing, key=lambda codebook: len(missing[codebook]))
    reason = (
        f"has the columns of neither ACLED nor UCDP GED (nearest: {nearest}, lacking {', '.join(missing[nearest])})"
    )
    raise InputError(str(path), reason, "Rename the columns to the codebook's names.")


def _from_acled(row: Row, coder: str) -> Incident:
    sub_event = row["sub_event_type"].replace("protestors", "protesters")
    kind = tables.by_key("acled_sub_events", "sub_event_type").get(sub_event)
    if kind is None:
        raise ValueError(f"sub_event_type {row['sub_event_type']!r}")
    middle = _date(row, "event_date")
    days, precision = _ACLED_DAYS[row.get("time_precision") or "1"]
    around = timedelta(days=days)
    deaths = _number(row, "fatalities")
    return _incident(
        row["event_id_cnty"],
        coder,
        type=kind["imports_as"] or OTHER,
        time=Time((middle - around).isoformat(), (middle + around).isoformat(), precision),
        place=_place(row, row["location"], _ACLED_PRECISION[row.get("geo_precision") or "1"], row.get("admin1")),
        participants=_participants(
            ("perpetrator", row.get("actor1"), _acled_kind(row.get("inter1"))),
            ("target", row.get("actor2"), _acled_kind(row.get("inter2"))),
        ),
        deaths=None if deaths is None else (deaths, deaths, deaths),
        summary=row.get("notes") or f"{sub_event} in {row['location']}",
        source=row.get("source"),
    )


def _from_ged(row: Row, coder: str) -> Incident:
    first, last = _date(row, "date_start"), _date(row, "date_end")
    low, best, high = (_number(row, name) for name in ("low", "best", "high"))
    kind_a = "state_force" if row.get("gwnoa") else "armed_group"
    kind_b = {"1": "armed_group", "2": "armed_group", "3": "civilians"}[row["type_of_violence"]]
    name = row.get("where_coordinates") or row.get("where_description") or row["country"]
    return _incident(
        row["id"],
        coder,
        type="attack" if row["type_of_violence"] == "3" else "armed_clash",
        time=Time(first.isoformat(), last.isoformat(), "day" if first == last else "range"),
        place=_place(row, name, _GED_PRECISION.get(row["where_prec"], "unknown"), row.get("adm_1")),
        participants=_participants(("perpetrator", row.get("side_a"), kind_a), ("target", row.get("side_b"), kind_b)),
        deaths=(low, best, high),
        summary=row.get("source_headline") or f"{row.get('dyad_name') or 'Event'} in {name}",
        source=row.get("source_office"),
    )


def _incident(
    row_id: str,
    coder: str,
    *,
    type: str,
    time: Time,
    place: Place,
    participants: tuple[IncidentParticipant, ...],
    deaths: tuple[int | None, int | None, int | None] | None,
    summary: str,
    source: str | None,
) -> Incident:
    names = [name.strip() for name in (source or coder).split(";") if name.strip()]
    return Incident(
        incident_id=content_id("coded", coder, row_id),
        type=type,
        modality="happened",
        time=time,
        place=place,
        count=Count(),
        participants=participants,
        weapons=(),
        casualties=(Toll("killed", None, *deaths, ()),) if deaths else (),
        claim_ids=(),
        article_ids=(),
        sources=tuple(SourceStance(name, "unknown", "asserts", ()) for name in names),
        independent_sources=len(names),
        disputes=(),
        first_reported=None,
        last_reported=None,
        summary=f"[{row_id}] {summary}",
        confidence=1.0,
        policy=f"coded by {coder}",
    )


def _place(row: Row, name: str, precision: str, admin1: str | None) -> Place:
    lat, lon = _degrees(row, "latitude", 90), _degrees(row, "longitude", 180)
    located = lat is not None and lon is not None and precision != "unknown"
    return Place(
        name or None,
        lat=lat if located else None,
        lon=lon if located else None,
        country=_country(row),
        admin1=admin1 or None,
        precision=precision,
        resolved_by="coded",
    )


def _country(row: Row) -> str | None:
    """ISO code of the row's country, by its number where there is one, else by its name in either codebook."""
    known = tables.rows("countries")
    number = (row.get("iso") or "").lstrip("0")
    for country in known:
        if number and number == country["iso_numeric"]:
            return country["iso2"]
    name = row["country"].casefold()
    names = {each[key].casefold(): each["iso2"] for each in known for key in ("name", "ucdp_name")}
    return names.get(name)


def _participants(*sides: tuple[str, str | None, str]) -> tuple[IncidentParticipant, ...]:
    return tuple(IncidentParticipant(role, name, kind, None, None, 1, ()) for role, name, kind in sides if name)


def _acled_kind(inter: str | None) -> str:
    """Kind of participant for an inter code or its label, singular or plural."""
    labels = {row["label"].casefold(): row["code"] for row in tables.rows("acled_inter")}
    text = (inter or "").casefold()
    code = text if text.isdigit() else labels.get(text) or labels.get(text.removesuffix("s")) or ""
    return {"1": "state_force", "2": "armed_group", "3": "armed_group", "4": "armed_group", "8": "state_force"}.get(
        code, "civilians" if code in ("5", "6", "7") else "unknown"
    )


def _date(row: Row, name: str) -> date:
    found = day(row[name])
    if found is None:
        raise ValueError(f"{name} {row[name]!r} (write YYYY-MM-DD)")
    return found


def _number(row: Row, name: str) -> int | None:
    text = row.get(name) or ""
    if not text or text.upper() == "NA":
        return None
    number = int(float(text))
    if number < 0:
        raise ValueError(f"{name} {text!r} (below zero)")
    return number


def _degrees(row: Row, name: str, limit: int) -> float | None:
    text = row.get(name) or ""
    if not text or text.upper() == "NA":
        return None
    degrees = float(text)
    if not -limit <= degrees <= limit:
        raise ValueError(f"{name} {text!r} (beyond {limit} degrees)")
    return degrees
