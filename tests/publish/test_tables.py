"""Exports: exact bytes for known rows, structure kept, blank for unknown, and clear refusals."""

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import make_article, make_claim, make_incident, make_place, make_reject
from dateline.core import Casualty, Claim, Incident, Place, Span, UsageError, from_dict, to_dict, unguarded
from dateline.ingest import IngestOptions, ingest
from dateline.publish import FORMATS, columns_of, flatten, write_rows

GOLDEN = Path(__file__).parent / "golden"
ROWS = {
    "articles": [make_article()],
    "claims": [make_claim(), make_claim(stance="denies")],
    "incidents": [make_incident()],
    "rejects": [make_reject()],
}


def written(kind, format, rows=None):
    out = io.BytesIO()
    write_rows(ROWS[kind] if rows is None else rows, out, kind=kind, format=format)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "format"),
    [(kind, format) for kind in ROWS for format in ("jsonl", "csv")]
    + [("incidents", "geojson"), ("claims", "geojson")],
)
def test_export_equals_the_golden_file(kind, format):
    assert written(kind, format) == (GOLDEN / f"{kind}.{format}").read_bytes()


@pytest.mark.parametrize("kind", ["articles", "claims", "incidents", "rejects"])
def test_jsonl_holds_the_whole_row(kind):
    rows = [json.loads(line) for line in written(kind, "jsonl").splitlines()]
    assert [from_dict(type(ROWS[kind][0]), row) for row in rows] == ROWS[kind]


@pytest.mark.parametrize("kind", ["articles", "claims", "incidents", "rejects"])
@pytest.mark.parametrize("empty", [False, True])
def test_parquet_keeps_structs_even_without_rows(kind, empty, tmp_path):
    (tmp_path / "rows.parquet").write_bytes(written(kind, "parquet", [] if empty else None))
    with duckdb.connect() as connection:
        table = connection.execute(f"SELECT * FROM '{tmp_path}/rows.parquet'")
        names = [column[0] for column in table.description]
        rows = [dict(zip(names, row, strict=True)) for row in table.fetchall()]
    expected = [] if empty else [json.loads(line) for line in written(kind, "jsonl").splitlines()]
    assert names == list(to_dict(ROWS[kind][0]))
    assert rows == expected


def test_parquet_columns_can_be_queried_as_structs(tmp_path):
    (tmp_path / "claims.parquet").write_bytes(written("claims", "parquet"))
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT event.trigger.text, place.lat, casualties[1].low FROM '{tmp_path}/claims.parquet' LIMIT 1"
        ).fetchone()
    assert found == ("Artillery fire", 36.5, 7)


def test_unknown_is_blank_in_csv_and_never_zero():
    bare = make_claim(place=None, time=None, casualties=(), weapons=(), attribution=make_claim().attribution)
    (row,) = csv.DictReader(io.StringIO(written("claims", "csv", [bare]).decode()))
    assert {row["place_lat"], row["time_start"], row["casualties"], row["place_precision"]} == {""}
    (told,) = csv.DictReader(io.StringIO(written("incidents", "csv").decode()))
    assert (told["killed_low"], told["killed_best"], told["killed_high"], told["injured_low"]) == ("7", "", "", "")


def test_a_stated_zero_is_kept():
    claim = make_claim(casualties=(Casualty("killed", None, 0, 0, 0, Span(0, 2, "no")),))
    (row,) = csv.DictReader(io.StringIO(written("claims", "csv", [claim]).decode()))
    assert json.loads(row["casualties"])[0]["low"] == 0


@pytest.mark.parametrize("kind", [Claim, Incident])
def test_columns_are_named_after_the_nesting(kind):
    names = columns_of(kind)
    assert {"time_start", "place_lat", "place_precision", "casualties"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("place", "geometry"),
    [
        (make_place(), {"type": "Point", "coordinates": [69.25, 36.5]}),
        (make_place(precision="unknown"), None),
        (Place("somewhere"), None),
        (None, None),
    ],
)
def test_geojson_gives_a_point_only_with_a_precision(place, geometry):
    found = json.loads(written("incidents", "geojson", [make_incident(place=place)]))
    (feature,) = found["features"]
    assert feature["geometry"] == geometry
    assert feature["properties"].get("place_lat") is None
    assert all(not isinstance(value, (dict, list)) for value in feature["properties"].values())


def test_geojson_of_no_rows_is_valid():
    assert json.loads(written("claims", "geojson", [])) == {"type": "FeatureCollection", "features": []}


@pytest.mark.parametrize("kind", ["articles", "rejects"])
def test_geojson_is_refused_where_nothing_has_a_place(kind):
    with pytest.raises(UsageError, match="geojson fits incidents and claims"):
        written(kind, "geojson")


def test_an_unknown_format_is_refused_with_the_allowed_ones():
    with pytest.raises(UsageError) as caught:
        written("claims", "xlsx")
    assert all(format in str(caught.value) for format in FORMATS)


@given(st.text())
def test_any_text_survives_csv_and_jsonl(text):
    reject = make_reject(reason=text)
    (line,) = written("rejects", "jsonl", [reject]).decode().split("\n")[:-1]
    assert json.loads(line)["reason"] == text
    (row,) = csv.DictReader(io.StringIO(written("rejects", "csv", [reject]).decode(), newline=""))
    assert unguarded(row["reason"]) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://a.example","x")',
        "+1",
        "-2 dead",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\0=1",
        "＝1",
        "'=1",
    ],
)
def test_no_text_runs_as_a_formula_in_a_spreadsheet(text):
    (row,) = csv.DictReader(io.StringIO(written("rejects", "csv", [make_reject(reason=text)]).decode(), newline=""))
    assert row["reason"] == "'" + text


@pytest.mark.parametrize("text", ["Seven dead", "a=b", "'tis said", '"-"', "3 - 5", " =1", ""])
def test_other_text_is_written_as_it_is(text):
    (row,) = csv.DictReader(io.StringIO(written("rejects", "csv", [make_reject(reason=text)]).decode(), newline=""))
    assert row["reason"] == text


def test_a_number_below_zero_stays_a_number():
    incident = make_incident(place=make_place(lat=-3.5, lon=-60.25))
    (row,) = csv.DictReader(io.StringIO(written("incidents", "csv", [incident]).decode()))
    assert (row["place_lat"], row["place_lon"]) == ("-3.5", "-60.25")


@pytest.mark.parametrize("text", ["@agency: two killed in Norvale.", "- Two killed in Norvale.", "'=Two' killed."])
def test_articles_that_were_written_are_read_back_as_they_were(text, tmp_path):
    path = tmp_path / "articles.csv"
    path.write_bytes(written("articles", "csv", [make_article(text)]))
    (article,) = ingest([str(path)], IngestOptions())
    assert article.text == text


def test_flatten_gives_every_column_in_order():
    assert tuple(flatten(make_incident())) == columns_of(Incident)
