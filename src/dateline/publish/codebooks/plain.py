"""The record's incidents as flat rows: CSV with evidence, HXL, GeoJSON and Parquet.

Source: RFC 7946 (longitude first, null geometry where nothing is located); HXL 1.1 hashtags as HDX
uses them for incident data.
"""

import dataclasses
import io
import json
from collections.abc import Sequence
from typing import Any

from dateline.core import Toll
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Batch, Case
from dateline.publish.codebooks.deaths import Range, total
from dateline.publish.codebooks.evidence import evidence_rows
from dateline.publish.codebooks.files import Cell, Document, Table, joined
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Losses
from dateline.publish.tables import Row, write_rows

# Precisions that a point on a map can stand for; a country has no middle that means anything.
MAPPED = ("exact", "near", "admin2", "admin1")


def build_csv(batch: Batch) -> list[Table | Document]:
    """Return incidents, their evidence and the articles as three tables."""
    batch.losses.dropped("-", "claims", "structure", "claims are evidence rows here; Parquet holds them whole")
    evidence = Table(
        "evidence",
        "evidence",
        "Evidence: the words behind each value",
        evidence_rows(batch),
        exact=frozenset({"quote"}),
    )
    return [_incidents(batch.cases), evidence, _articles(batch.record, batch.options)]


def build_hxl(batch: Batch) -> list[Table | Document]:
    """Return the incidents with a row of HXL hashtags under the header."""
    batch.losses.dropped("-", "evidence", "all", "the HXL table has no evidence; export csv beside it")
    tags = {row["name"]: row["hxl"] for row in tables.rows("incidents_columns")}
    return [dataclasses.replace(_incidents(batch.cases), stem="incidents.hxl", hxl=tags)]


def build_geojson(batch: Batch) -> list[Table | Document]:
    """Return one feature an incident; a place known only to the country, or not at all, has no geometry."""
    features = [_feature(case, batch.losses) for case in batch.cases]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, default=str) for feature in features)
    text = f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'
    return [Document("incidents", ".geojson", "Incidents as GeoJSON", text, len(features))]


def _feature(case: Case, losses: Losses) -> dict[str, Any]:
    row = _incident_row(case)
    lat, lon = row.pop("place_lat"), row.pop("place_lon")
    located = lat is not None and lon is not None and row["place_precision"] in MAPPED
    if lat is not None and not located:
        losses.dropped(case.id, "geometry", f"{lat}, {lon}", "a country's middle point is no place of an event")
    geometry = {"type": "Point", "coordinates": [lon, lat]} if located else None
    return {"type": "Feature", "id": case.id, "geometry": geometry, "properties": row}


def _incidents(cases: list[Case]) -> Table:
    return Table("incidents", "incidents", "Incidents", [_incident_row(case) for case in cases])


def _articles(record: ExportRecord, options: ExportOptions) -> Table:
    names = [column.name for column in tables.columns("articles")]
    rows: list[dict[str, Cell]] = []
    for article in sorted(record.articles, key=lambda each: each.article_id):
        row: dict[str, Cell] = {name: getattr(article, name) for name in names}
        rows.append(row if options.with_text else row | {"text": None})
    return Table("articles", "articles", "Articles read", rows, exact=frozenset({"text"}))


def _incident_row(case: Case) -> dict[str, Cell]:
    incident = case.incident
    return {
        **_when(case),
        **_where(case),
        **_figures("killed", total(case)),
        **_figures("injured", _whole([toll for toll in incident.casualties if toll.effect == "injured"])),
        "incident_id": case.id,
        "type": incident.type,
        "modality": incident.modality,
        "perpetrators": joined(each.name for each in case.perpetrators),
        "targets": joined(each.name for each in case.targets),
        "weapons": joined(incident.weapons),
        "count_low": incident.count.low,
        "count_high": incident.count.high,
        "asserted_by": joined(case.speakers("asserts")),
        "denied_by": joined(case.speakers("denies")),
        "suspected_by": joined(case.speakers("suspects", "estimates")),
        "independent_sources": incident.independent_sources,
        "disputed": joined(each.field for each in incident.disputes),
        "first_reported": incident.first_reported,
        "last_reported": incident.last_reported,
        "summary": incident.summary or incident.type,
        "grading": incident.grading,
        "confidence": incident.confidence,
        "policy": incident.policy,
        "reviewed_by": incident.reviewed.by if incident.reviewed else None,
    }


def _when(case: Case) -> dict[str, Cell]:
    time = case.incident.time
    return {
        "time_start": (time.start or "")[:10] or None if time else None,
        "time_end": (time.end or "")[:10] or None if time else None,
        "time_precision": time.precision if time else "unknown",
    }


def _where(case: Case) -> dict[str, Cell]:
    place = case.incident.place
    known = place is not None and place.precision != "unknown"
    return {
        "place_name": place.name if place else None,
        "place_admin1": place.admin1 if place else None,
        "place_country": place.country if place else None,
        "country_name": case.country["name"] if case.country else None,
        "place_lat": place.lat if place and known and place.lon is not None else None,
        "place_lon": place.lon if place and known and place.lat is not None else None,
        "place_precision": place.precision if place else "unknown",
        "place_radius_km": place.radius_km if place else None,
    }


def _figures(effect: str, figures: Range | None) -> dict[str, Cell]:
    bounds = figures or Range(None, None, None)
    return {f"{effect}_low": bounds.low, f"{effect}_best": bounds.best, f"{effect}_high": bounds.high}


def _whole(tolls: list[Toll]) -> Range | None:
    """Return the figure for all victims: the row on nobody in particular, else the largest."""
    general = [toll for toll in tolls if toll.who is None] or tolls
    if not general:
        return None
    toll = max(general, key=lambda each: (each.best or each.low or 0, each.who or ""))
    return Range(toll.low, toll.best, toll.high)


def build_parquet(batch: Batch) -> list[Table | Document]:
    """Return the nested record as Parquet, one file a kind; article texts only where they are allowed."""
    articles = batch.record.articles
    if not batch.options.with_text:
        articles = tuple(dataclasses.replace(article, text="") for article in articles)
        batch.losses.dropped("-", "articles.text", "all", "left out unless --with-text is given")
    kinds: dict[str, Sequence[Row]] = {
        "incidents": batch.record.incidents,
        "claims": batch.record.claims,
        "articles": articles,
    }
    return [_parquet(kind, rows) for kind, rows in kinds.items()]


def _parquet(kind: str, rows: Sequence[Row]) -> Document:
    out = io.BytesIO()
    write_rows(rows, out, kind=kind, format="parquet")
    return Document(kind, ".parquet", f"{kind.capitalize()} as Parquet", out.getvalue(), len(rows))
