"""Laws that every export keeps over any record."""

import csv
import dataclasses
import io
import json
import tempfile
from pathlib import Path

import pytest
from codebook_records import records
from hypothesis import HealthCheck, given, settings

from dateline.publish.codebooks import EXPORT_FORMATS, ExportOptions, ExportRecord, LossReport, export, tables
from dateline.publish.codebooks.descriptor import legal

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# Every format's files are built anew for each example: a handful of examples each is plenty.
HANDFUL = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TABLES = {"acled": ["acled"], "ucdp-ged": ["ged"], "polecat": ["polecat"], "gdelt": ["gdelt", "gdelt_mentions"]}


def exported(record: ExportRecord, fmt: str, **options: object) -> tuple[LossReport, dict[str, str]]:
    """Return the report and the text of each file by name."""
    with tempfile.TemporaryDirectory() as folder:
        report = export(record, fmt, Path(folder, "out"), ExportOptions(**options))
        return report, {path.name: path.read_bytes().decode("utf-8", "replace") for path in report.files}


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def data_files(files: dict[str, str]) -> list[tuple[str, str]]:
    sidecars = ("loss-report.csv", "data-dictionary.csv")
    return [(name, text) for name, text in files.items() if name.endswith((".csv", ".tsv")) and name not in sidecars]


@FEW
@given(record=records())
@pytest.mark.parametrize("fmt", TABLES)
def test_columns_are_in_order_and_values_are_legal(fmt: str, record: ExportRecord) -> None:
    _, files = exported(record, fmt)
    for (name, text), columns in zip(data_files(files), TABLES[fmt], strict=True):
        delimiter = "\t" if name.endswith(".tsv") else ","
        known = tables.columns(columns)
        assert text.split("\n", 1)[0].split(delimiter) == [column.name for column in known]
        for row in rows(text, delimiter):
            for column in known:
                value = row[column.name]
                assert value or not column.required, column.name
                if value and legal(column):
                    assert value in legal(column), column.name


@HANDFUL
@given(record=records())
@pytest.mark.parametrize("fmt", EXPORT_FORMATS)
def test_every_incident_has_rows_or_a_reason(fmt: str, record: ExportRecord) -> None:
    report, _ = exported(record, fmt)
    assert report.incidents == len(record.incidents) == report.exported + len(report.out_of_scope)
    assert all(report.out_of_scope.values())
    assert set(report.out_of_scope) <= {incident.incident_id for incident in record.incidents}


@FEW
@given(record=records())
def test_ged_deaths_add_up_and_are_ordered(record: ExportRecord) -> None:
    _, files = exported(record, "ucdp-ged")
    for row in rows(data_files(files)[0][1]):
        deaths = [int(row[f"deaths_{part}"]) for part in ("a", "b", "civilians", "unknown")]
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        assert min(deaths) >= 0
        assert sum(deaths) == best
        assert low <= best <= high
        assert high >= 1
        assert row["date_start"] <= row["date_end"]


@FEW
@given(record=records())
def test_no_coordinates_without_a_precision_and_none_alone(record: ExportRecord) -> None:
    for fmt, lat, lon, precision in (
        ("acled", "latitude", "longitude", "geo_precision"),
        ("ucdp-ged", "latitude", "longitude", "where_prec"),
        ("csv", "place_lat", "place_lon", "place_precision"),
    ):
        _, files = exported(record, fmt)
        for row in rows(data_files(files)[0][1]):
            assert bool(row[lat]) == bool(row[lon])
            if row[lat]:
                assert row[precision] not in ("", "unknown")


@FEW
@given(record=records())
def test_blank_is_not_zero(record: ExportRecord) -> None:
    """ACLED's fatalities and the CSV's figures are blank exactly where no source speaks of deaths."""
    _, files = exported(record, "csv")
    spoken = {
        incident.incident_id: any(toll.effect == "killed" for toll in incident.casualties)
        for incident in record.incidents
    }
    for row in rows(files["incidents.csv"]):
        if not spoken[row["incident_id"]]:
            assert row["killed_low"] == row["killed_best"] == row["killed_high"] == ""
    silent = tuple(each for each in record.incidents if not spoken[each.incident_id])
    _, files = exported(dataclasses.replace(record, incidents=silent), "acled")
    assert all(row["fatalities"] == "" for row in rows(data_files(files)[0][1]))


@HANDFUL
@given(record=records())
@pytest.mark.parametrize("fmt", [name for name in EXPORT_FORMATS if name != "parquet"])
def test_same_record_in_any_order_gives_the_same_bytes(fmt: str, record: ExportRecord) -> None:
    turned = dataclasses.replace(
        record,
        articles=record.articles[::-1],
        claims=record.claims[::-1],
        incidents=record.incidents[::-1],
    )
    first, second = exported(record, fmt)[1], exported(turned, fmt)[1]
    assert first == second


@FEW
@given(record=records())
def test_ids_are_unique_and_prefixed(record: ExportRecord) -> None:
    _, files = exported(record, "acled")
    ids = [row["event_id_cnty"] for row in rows(data_files(files)[0][1])]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith("DATELINE-") for each in ids)


@FEW
@given(record=records())
def test_acled_split_keeps_the_sum(record: ExportRecord) -> None:
    """Whatever the split, the days' fatalities add up to the incident's number."""
    for incident in record.incidents:
        _, files = exported(dataclasses.replace(record, incidents=(incident,)), "acled")
        found = rows(data_files(files)[0][1])
        stated = [int(row["fatalities"]) for row in found if row["fatalities"]]
        assert len(stated) in (0, len(found))
        assert not stated or max(stated) - min(stated) <= 1
        assert [row["event_date"] for row in found] == sorted({row["event_date"] for row in found})


@FEW
@given(record=records())
def test_quotes_point_at_their_words(record: ExportRecord) -> None:
    """text[start:end] == quote holds for the text as it is exported, at any limit."""
    for options in ({"quote_limit": 5}, {"with_text": True}, {"mask_names": False, "with_text": True}):
        _, files = exported(record, "csv", **options)
        texts = {article.sha256: article.text for article in record.articles}
        for row in rows(files["evidence.csv"]):
            quote = row["quote"]
            assert len(quote) == int(row["end"]) - int(row["start"])
            if "mask_names" in options:
                assert texts[row["article_sha256"]][int(row["start"]) : int(row["end"])] == quote
            if "quote_limit" in options:
                assert len(quote) <= 5


@FEW
@given(record=records())
def test_coarsened_exports_hold_no_finer_place(record: ExportRecord) -> None:
    for level, allowed in (("admin1", {"admin1", "country", "unknown"}), ("country", {"country", "unknown"})):
        _, files = exported(record, "geojson", coarsen=level)
        for feature in json.loads(files["incidents.geojson"])["features"]:
            assert feature["properties"]["place_precision"] in allowed
