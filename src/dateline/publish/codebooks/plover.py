"""PLOVER records as JSON lines, and the same incidents as POLECAT's 40 columns.

Source: PLOVER manual (openeventdata/PLOVER, 2024), its 16 types, modes, contexts, sectors and JSON
fields; POLECAT column list. PLOVER drops events without an actor; here the actor is coded UNK instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.core import IncidentParticipant
from dateline.core.version import __version__
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Batch, Case, Dates, country
from dateline.publish.codebooks.deaths import total
from dateline.publish.codebooks.files import Cell, Document, Table, blank, joined, json_lines
from dateline.publish.codebooks.record import ExportOptions

MARK_PLOVER = "PLOVER-shaped records made by Dateline"
MARK_POLECAT = "POLECAT-shaped, not POLECAT data"
# PLOVER's resolution codes of a place: 5 sub-city ... 1 country.
_RESOLUTION = {"exact": 4, "near": 4, "admin2": 3, "admin1": 2, "country": 1}


@dataclass(frozen=True)
class Coded:
    """An incident in PLOVER's terms."""

    case: Case
    dates: Dates
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad_code: int
    scale: float


def build_plover(batch: Batch) -> list[Table | Document]:
    """Return the PLOVER records, one JSON object a line."""
    records = [_record(coded, batch.options) for coded in _coded(batch)]
    return [Document("plover", ".jsonl", MARK_PLOVER, json_lines(records), len(records))]


def build_polecat(batch: Batch) -> list[Table | Document]:
    """Return the POLECAT-shaped table."""
    rows = [_row(coded) for coded in _coded(batch)]
    return [Table("polecat-shaped-not-polecat-data", "polecat", MARK_POLECAT, rows, suffix=".tsv")]


def _coded(batch: Batch) -> Iterator[Coded]:
    losses = batch.losses
    for case in batch.cases:
        mapped = tables.mapped("plover_events", case.incident.type, case.conditions, case.words)
        reason = tables.why_not("plover_events", case.incident.type) if mapped is None else case.not_reported_as_fact
        if mapped is None or reason or case.dates is None:
            losses.out_of_scope(case.id, reason or "no date: PLOVER requires one")
            continue
        kind = tables.by_key("plover_types", "type")[mapped["type"]]
        if not case.perpetrators:
            losses.forced(case.id, "actor", "UNK", "PLOVER drops events without an actor: coded with sector UNK")
        if case.dates.forced:
            losses.forced(case.id, "enddate", case.dates.last, case.dates.forced)
        if case.incident.disputes:
            fields = ", ".join(sorted({each.field for each in case.incident.disputes}))
            losses.dropped(case.id, "disputes", fields, "PLOVER has no field for contradicting sources")
        yield Coded(
            case,
            case.dates,
            mapped["type"],
            mapped["mode"] or None,
            tuple(each.strip() for each in mapped["context"].split(";") if each.strip()),
            int(kind["quad_code"]),
            float(kind["event_scale"]),
        )


def _record(coded: Coded, options: ExportOptions) -> dict[str, Any]:
    case = coded.case
    evidence = [span.text for claim in case.claims for span in claim.evidence[:1]]
    sentence = evidence[0] if evidence else case.incident.summary
    size = {name: _size(case, effect) for name, effect in _SIZES.items()}
    return {
        "id": f"DATELINE-{case.id}",
        "has_event": True,
        "date": coded.dates.first.isoformat(),
        "time": None,
        "enddate": coded.dates.last.isoformat(),
        "endtime": None,
        "actor": [_actor(each) for each in case.perpetrators] or [_UNKNOWN],
        "recipient": [_actor(each) for each in case.targets],
        "event": coded.type,
        "event_loc": _location(case),
        "event_text": sentence,
        "quad_code": coded.quad_code,
        "event_scale": coded.scale,
        "mode": coded.mode,
        "context": list(coded.contexts),
        "size": {name: number for name, number in size.items() if number is not None},
        "link": case.id,
        "text": case.articles[0].text if options.with_text and case.articles else None,
        "text_info": _text_info(case),
        "cite_info": [_citation(case, number) for number in range(len(case.articles))],
        "coder": "Dateline",
        "coded_date": case.incident.last_reported,
        "coded_time": None,
        "comment": case.incident.summary,
    }


_SIZES = {"dead": "killed", "injured": "injured", "arrested": "detained"}


def _size(case: Case, effect: str) -> int | None:
    if effect == "killed":
        figures = total(case)
        return figures.closed[1] if figures else None
    numbers = [
        toll.best if toll.best is not None else toll.low for toll in case.incident.casualties if toll.effect == effect
    ]
    return max((number for number in numbers if number is not None), default=None)


def _sector(participant: IncidentParticipant) -> str:
    return tables.by_key("actor_kinds", "kind")[participant.kind]["plover_sector"]


def _iso3(code: str | None) -> str | None:
    row = country(code)
    return row["iso3"] if row else None


_ACTOR_FIELDS = (
    "code",
    "sector",
    "entity_text",
    "identifier_id",
    "identifier_text",
    "religion",
    "ethnicity",
    "office",
    "gender",
    "age",
)
_UNKNOWN: dict[str, Any] = dict.fromkeys(_ACTOR_FIELDS) | {"sector": "UNK"}


def _actor(participant: IncidentParticipant) -> dict[str, Any]:
    return dict.fromkeys(_ACTOR_FIELDS) | {
        "code": _iso3(participant.country),
        "sector": _sector(participant),
        "entity_text": participant.name,
        "identifier_id": participant.entity_id,
    }


def _location(case: Case) -> dict[str, Any] | None:
    place = case.incident.place
    if place is None or place.precision not in _RESOLUTION:
        return None
    return {
        "extracted_place": place.span.text if place.span else place.name,
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if _RESOLUTION[place.precision] == 4 else None,
        "district": None,
        "province": place.admin1,
        "country": case.country["name"] if case.country else None,
        "country_code": _iso3(place.country),
        "feature_class": None,
        "feature_code": None,
        "resolution": _RESOLUTION[place.precision],
    }


def _text_info(case: Case) -> dict[str, Any] | None:
    spans = [span for claim in case.claims for span in claim.evidence[:1]]
    return {"sequence": 1, "start": spans[0].start, "end": spans[0].end, "text_story": None} if spans else None


def _citation(case: Case, number: int) -> dict[str, Any]:
    article = case.articles[number]
    return {
        "corpus": None,
        "citation": article.article_key,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "publication": article.publisher,
        "license": None,
        "copyright": None,
        "coder": "Dateline",
        "codebook": "PLOVER",
        "version": __version__,
    }


def _row(coded: Coded) -> dict[str, Cell]:
    case, place = coded.case, coded.case.incident.place
    city = place is not None and _RESOLUTION.get(place.precision) == 4
    located = place is not None and place.precision in _RESOLUTION
    return {
        **blank("polecat"),
        **_side("Actor", case.perpetrators or ()),
        **_side("Recipient", case.targets),
        "Primary Actor Sector": _sector(case.perpetrators[0]) if case.perpetrators else "UNK",
        "Event ID": f"DATELINE-{case.id}",
        "Event Date": coded.dates.first,
        "Event Type": coded.type,
        "Event Mode": coded.mode,
        "Intensity": coded.scale,
        "Quad Code": coded.quad_code,
        "Contexts": joined(coded.contexts, ";"),
        "Placename": place.name if place and located else None,
        "City": place.name if place and city else None,
        "Province": place.admin1 if place else None,
        "Country": _iso3(place.country) if place else None,
        "Latitude": place.lat if place and located else None,
        "Longitude": place.lon if place and located else None,
        "GeoNames ID": place.geonames_id if place and located else None,
        "Raw Placename": place.span.text if place and place.span else None,
        "Source": joined(case.publishers, ";"),
        "Publication Date": (case.incident.first_reported or "")[:10] or None,
        "Language": joined((article.language for article in case.articles), ";"),
        "Version": f"Dateline {__version__}",
    }


def _side(name: str, participants: tuple[IncidentParticipant, ...]) -> dict[str, Cell]:
    rows = [country(each.country) for each in participants]
    return {
        f"{name} Name": joined((each.name for each in participants), ";"),
        f"{name} Country": joined((row["iso3"] for row in rows if row), ";"),
        f"{name} COW": joined((row["gw_number"] for row in rows if row), ";"),
        f"Primary {name} Sector": _sector(participants[0]) if participants else None,
        f"{name} Sectors": joined((_sector(each) for each in participants), ";"),
        f"{name} Name Raw": joined((each.name for each in participants), ";"),
    }
