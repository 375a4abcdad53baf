"""The sample reports go through the whole program, as ``make demo`` runs it."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "dateline" / "data" / "model" / "encoder.onnx"
RUN = "from dateline.cli import main; main()"


def _dateline(*arguments, cwd):
    command = [sys.executable, "-c", RUN, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=True).stdout


def _recipe():
    """The arguments of each ``dateline`` command of the Makefile's demo."""
    lines = re.findall(r"^\t\$\(BIN\)/dateline (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    if not MODEL.exists():
        pytest.skip("the demo needs the model, and src/dateline/data/model/encoder.onnx is not there")
    folder = tmp_path_factory.mktemp("demo")
    (folder / "build" / "demo").mkdir(parents=True)
    os.symlink(ROOT / "samples", folder / "samples")
    table = [_dateline(*arguments, cwd=folder) for arguments in _recipe()]
    return folder / "build" / "demo", "\n".join(table)


def _rows(store, kind):
    out = _dateline(kind, "--store", store, "--format", "jsonl", cwd=store.parent)
    return [json.loads(line) for line in out.splitlines()]


def test_every_sample_is_an_article_and_none_is_set_aside(demo):
    folder, _ = demo
    articles = _rows(folder / "demo.duckdb", "articles")
    assert len(articles) == 8
    assert all(article["published"] for article in articles)
    assert _rows(folder / "demo.duckdb", "rejects") == []


def test_the_reprint_is_a_copy_of_the_agency_text(demo):
    articles = {article["article_key"]: article for article in _rows(demo[0] / "demo.duckdb", "articles")}
    copies = {key: each["duplicate_of"] for key, each in articles.items() if each["duplicate_of"]}
    assert copies == {"vg-2024-04-17-el-fasher": articles["samples/northline/convoy.txt"]["article_id"]}


def test_a_bridge_is_no_conflict(demo):
    assert "vg-2024-04-18-bridge" not in {claim["article_key"] for claim in _rows(demo[0] / "demo.duckdb", "claims")}


def test_the_accused_army_denies(demo):
    claims = _rows(demo[0] / "demo.duckdb", "claims")
    denials = {claim["article_key"] for claim in claims if claim["attribution"]["stance"] == "denies"}
    assert "samples/harbour-courier/2024-03-12-market.txt" in denials


def test_the_words_of_a_claim_stand_where_it_says(demo):
    texts = {article["article_id"]: article["text"] for article in _rows(demo[0] / "demo.duckdb", "articles")}
    claims = _rows(demo[0] / "demo.duckdb", "claims")
    assert claims
    for claim in claims:
        for span in (claim["event"]["trigger"], *claim["evidence"]):
            assert texts[claim["article_id"]][span["start"] : span["end"]] == span["text"]


def test_the_market_and_the_convoy_are_in_the_table_and_on_the_page(demo):
    folder, table = demo
    assert "Kupiansk" in table
    assert "Fasher" in table
    assert "Kupiansk" in (folder / "report.html").read_text(encoding="utf-8")
    assert (folder / "report.html").stat().st_size < 1_000_000
