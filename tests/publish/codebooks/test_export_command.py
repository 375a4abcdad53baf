"""``dateline export``, ``import`` and ``compare`` at the command line."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import make_article, make_claim, make_incident, make_reject
from dateline.cli.app import build
from dateline.core import Time, to_dict
from dateline.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "dateline.duckdb"
    article = make_article()
    claims = (make_claim(article), make_claim(article, stance="denies"))
    with Store.open(path) as opened:
        run_id = opened.begin_run(version="0.1.0", model="ab" * 32, options={})
        opened.put_articles([article], run_id=run_id)
        opened.put_rejects([make_reject()], run_id=run_id)
        opened.put_reading({article.article_id: "key"}, claims, run_id=run_id)
        incident = make_incident(claims)
        held = [type(claim)(**{**_fields(claim), "incident_id": incident.incident_id}) for claim in claims]
        opened.put_incidents(held, [incident], key="key", run_id=run_id)
        opened.finish_run(run_id, {})
    return path


def _fields(claim: object) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__slots__}


def run(*words: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(build(), [str(word) for word in words])
    return result.exit_code, result.output


def test_export_tells_what_it_wrote_and_lost(store: Path, tmp_path: Path) -> None:
    code, output = run("export", "acled", "--out", tmp_path / "shared", "--store", store)
    assert code == 0
    assert "1 of 1 incidents in 1 rows" in output
    sheet = (tmp_path / "shared/methodology.md").read_text(encoding="utf-8")
    assert "sha256 " + "ab" * 32 in sheet
    assert str(tmp_path) not in sheet


def test_filters_reach_the_export(store: Path, tmp_path: Path) -> None:
    code, output = run("export", "csv", "--out", tmp_path / "none", "--store", store, "--country", "SY")
    assert code == 0
    assert "0 of 0 incidents" in output
    assert (tmp_path / "none/evidence.csv").read_text().count("\n") == 1


def test_list_and_wrong_use(store: Path, tmp_path: Path) -> None:
    assert "ucdp-ged" in run("export", "list")[1]
    code, output = run("export", "acled", "--store", store)
    assert (code, "--out is missing" in output) == (2, True)
    code, output = run("export", "akled", "--out", tmp_path / "x", "--store", store)
    assert (code, "allowed: acled" in output) == (2, True)


def test_import_and_compare(store: Path, tmp_path: Path) -> None:
    coded = tmp_path / "coded.csv"
    run("export", "acled", "--out", coded, "--store", store)
    code, _ = run("import", coded, "--coder", "Team A", "--out", tmp_path / "team.jsonl")
    assert code == 0
    assert '"policy": "coded by Team A"' in (tmp_path / "team.jsonl").read_text(encoding="utf-8")
    for theirs in (coded, tmp_path / "team.jsonl"):
        code, output = run("compare", store, theirs, "--out", tmp_path / "differences.csv")
        assert code == 0
        assert output.splitlines()[0].split() == ["matched", "1"]
        assert (tmp_path / "differences.csv").read_text().splitlines()[1].startswith("match,")
    code, output = run("compare", store, tmp_path / "nothing.xlsx")
    assert (code, "allowed endings" in output) == (2, True)


def test_a_summary_of_theirs_does_not_run_in_a_spreadsheet(store: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.jsonl"
    incident = make_incident(time=Time("1999-01-01", "1999-01-01", "day"), summary='=HYPERLINK("http://a.example")')
    theirs.write_text(json.dumps(to_dict(incident)), encoding="utf-8")
    run("compare", store, theirs, "--out", tmp_path / "differences.csv")
    rows = list(csv.reader((tmp_path / "differences.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[-1][-1] == '\'=HYPERLINK("http://a.example")'
