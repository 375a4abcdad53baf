"""``dateline incidents | claims | articles | rejects``: what is written where, and what is refused."""

import json

import pytest

from dateline.core import to_dict


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("incidents", ["2024-03-05", "Taliqan Bridge, AF", "shelling", "army", "≥ 7 people", "perpetrator"]),
        ("claims", ["provincial health office", "asserts", "denies", "≥ 7 people killed"]),
        ("articles", ["a.txt", "2024-03-06", "Example Post", "Market hit"]),
        ("rejects", ["broken.pdf", "binary", "is a PDF", "give its text"]),
    ],
)
def test_the_table_shows_what_a_reader_looks_for(dateline, record, kind, words):
    result = dateline(kind, "--store", record.path)
    assert result.exit_code == 0
    assert [word for word in words if word not in result.stdout] == []
    assert "\x1b" not in result.stdout


def test_jsonl_goes_to_standard_output_as_in_the_contract(dateline, record):
    result = dateline("incidents", "--store", record.path, "--format", "jsonl")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [to_dict(record.incident)]


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet", "geojson", "table"])
def test_out_writes_a_file_and_nothing_else(dateline, record, tmp_path, format):
    out = tmp_path / f"rows.{format}"
    result = dateline("claims", "--store", record.path, "--format", format, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.stat().st_size > 50
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--since", "2024-03-05", "--until", "2024-03"], 1),
        (["--since", "2025"], 0),
        (["--country", "af", "--country", "SY"], 1),
        (["--type", "protest"], 0),
        (["--text", "MARKET"], 1),
    ],
)
def test_filters_select(dateline, record, filters, found):
    result = dateline("incidents", "--store", record.path, "--format", "jsonl", *filters)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, found)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["incidents", "--format", "xlsx"], "allowed: table, jsonl, csv, parquet, geojson"),
        (["articles", "--format", "geojson"], "geojson fits incidents and claims only"),
        (["claims", "--type", "bombing"], "'bombing' is no event type"),
        (["claims", "--since", "yesterday"], "YYYY-MM-DD"),
        (["claims", "--country", "Syria"], "two letters"),
        (["incidents", "--format", "csv", "--out", "no/such/folder/x.csv"], "does not exist"),
        (["incidents", "--out", "."], "is a folder"),
    ],
)
def test_wrong_usage_has_status_2_and_says_what_is_allowed(dateline, record, arguments, said):
    result = dateline(*arguments, "--store", record.path)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_missing_record_has_status_1_and_says_how_to_make_one(dateline, tmp_path):
    result = dateline("incidents", "--store", tmp_path / "none.duckdb")
    assert result.exit_code == 1
    assert "dateline read" in result.stderr
    assert not (tmp_path / "none.duckdb").exists()


def test_as_of_tells_what_was_known_on_a_day(dateline, record):
    def known(day):
        result = dateline("incidents", "--store", record.path, "--format", "jsonl", "--as-of", day)
        assert result.exit_code == 0
        return result.stdout.splitlines()

    assert known("2024-03-05") == []
    assert len(known("2024-03-06")) == 1


def test_as_of_refuses_what_is_no_date(dateline, record):
    result = dateline("incidents", "--store", record.path, "--as-of", "yesterday")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
