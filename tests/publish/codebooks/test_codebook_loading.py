"""Exports load in frictionless, pandas and DuckDB without a warning, and are the bytes they were."""

import json
import os
import warnings
from pathlib import Path

import duckdb
import pytest
from codebook_records import sample

from dateline.publish.codebooks import EXPORT_FORMATS, ExportOptions, ExportRecord, RunInfo, export

pandas = pytest.importorskip("pandas")
frictionless = pytest.importorskip("frictionless")
GOLDEN = Path(__file__).parent / "golden"
EMPTY = ExportRecord((), (), (), (), RunInfo())


@pytest.mark.parametrize("fmt", EXPORT_FORMATS)
@pytest.mark.parametrize("record", [sample(), EMPTY], ids=["sample", "empty"])
def test_packages_are_valid(fmt: str, record: ExportRecord, tmp_path: Path) -> None:
    export(record, fmt, tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # frictionless itself, not the package, warns about its own imports
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])


@pytest.mark.parametrize("fmt", ["acled", "ucdp-ged", "polecat", "gdelt", "csv", "huridocs"])
def test_tables_survive_pandas_and_duckdb(fmt: str, tmp_path: Path) -> None:
    report = export(sample(), fmt, tmp_path)
    for path in (each for each in report.files if each.suffix in (".csv", ".tsv")):
        separator = "\t" if path.suffix == ".tsv" else ","
        frame = pandas.read_csv(path, sep=separator, keep_default_na=False, na_values=[""], dtype=str)
        again = frame.to_csv(index=False, sep=separator)
        assert pandas.read_csv(path, sep=separator, keep_default_na=False, na_values=[""], dtype=str).equals(
            pandas.read_csv(_text(again, tmp_path), sep=separator, keep_default_na=False, na_values=[""], dtype=str)
        )
        found = duckdb.sql(f"SELECT count(*) FROM read_csv('{path}', delim = '{separator}', header = true)").fetchall()
        assert found == [(len(frame),)]


def _text(text: str, folder: Path) -> Path:
    path = folder / "again.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_geojson_and_annotations_and_provenance_are_well_formed(tmp_path: Path) -> None:
    export(sample(), "geojson", tmp_path / "g")
    features = json.loads((tmp_path / "g/incidents.geojson").read_text())["features"]
    assert len(features) == 10
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [69.25, 36.5]}
    export(sample(), "web-annotation", tmp_path / "w")
    page = json.loads((tmp_path / "w/annotations.jsonld").read_text())
    selectors = page["items"][0]["target"]["selector"]
    assert [each["type"] for each in selectors] == ["TextQuoteSelector", "TextPositionSelector"]
    export(sample(), "prov", tmp_path / "p")
    graph = json.loads((tmp_path / "p/provenance.prov.json").read_text())
    names = {name for kind in ("entity", "activity", "agent") for name in graph[kind]}
    for relation, ends in graph.items():
        if relation not in ("prefix", "entity", "activity", "agent"):
            assert all(set(each.values()) <= names for each in ends.values()), relation


def test_provenance_is_read_by_the_prov_package(tmp_path: Path) -> None:
    model = pytest.importorskip("prov.model")
    export(sample(), "prov", tmp_path)
    document = model.ProvDocument.deserialize(str(tmp_path / "provenance.prov.json"))
    assert len(list(document.get_records())) > 10


def test_parquet_keeps_nested_fields_and_leaves_texts_out(tmp_path: Path) -> None:
    export(sample(), "parquet", tmp_path / "a")
    path = tmp_path / "a/incidents.parquet"
    assert duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE place.precision = 'exact'").fetchall() == [(8,)]
    assert duckdb.sql(f"SELECT max(length(text)) FROM '{tmp_path / 'a/articles.parquet'}'").fetchall() == [(0,)]
    export(sample(), "parquet", tmp_path / "b", ExportOptions(with_text=True))
    assert duckdb.sql(f"SELECT min(length(text)) > 50 FROM '{tmp_path / 'b/articles.parquet'}'").fetchall() == [(True,)]


def test_private_names_are_covered_everywhere_and_public_on_request(tmp_path: Path) -> None:
    for fmt in EXPORT_FORMATS:
        for number, options in enumerate((ExportOptions(), ExportOptions(with_text=True))):
            report = export(sample(), fmt, tmp_path / f"{fmt}{number}", options)
            for path in report.files:
                assert b"Olim" not in path.read_bytes(), path
    export(sample(), "csv", tmp_path / "open", ExportOptions(mask_names=False))
    assert "Farid Olim" in (tmp_path / "open/evidence.csv").read_text()


def test_coarsened_exports_do_not_name_the_place(tmp_path: Path) -> None:
    for fmt in EXPORT_FORMATS:
        report = export(sample(), fmt, tmp_path / fmt, ExportOptions(coarsen="admin1", with_text=True))
        for path in report.files:
            content = path.read_bytes()
            assert b"Taliqan" not in content, path
            assert b"69.25" not in content, path
            assert b"news.example" not in content, path


def test_out_may_name_the_first_file(tmp_path: Path) -> None:
    report = export(sample(), "acled", tmp_path / "mine.csv")
    assert sorted(path.name for path in report.files) == [
        "mine.csv",
        "mine.data-dictionary.csv",
        "mine.datapackage.json",
        "mine.loss-report.csv",
        "mine.methodology.md",
    ]


@pytest.mark.parametrize("fmt", [name for name in EXPORT_FORMATS if name not in ("parquet", "cameo")])
def test_golden_files(fmt: str, tmp_path: Path) -> None:
    """The sample's exports, byte for byte; set DATELINE_GOLDEN=write to renew them after a wanted change."""
    target = GOLDEN / fmt if os.environ.get("DATELINE_GOLDEN") == "write" else tmp_path / fmt
    report = export(sample(), fmt, target)
    assert {path.name for path in report.files} == {path.name for path in (GOLDEN / fmt).iterdir()}
    for path in report.files:
        assert path.read_text(encoding="utf-8") == (GOLDEN / fmt / path.name).read_text(encoding="utf-8"), path.name
