"""Real reports from the data beside the checkout, from file to claims: every span stands where it says."""

import json
from pathlib import Path

import pytest

import dateline
from dateline.core import to_dict

REPORTS = Path(__file__).parents[2] / "shared" / "data" / "claims" / "fa_kes_syria" / "articles.jsonl"


def spans(value):
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and isinstance(value["start"], int):
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


@pytest.mark.shared
def test_every_span_equals_the_text_at_its_offsets(tmp_path):
    if not REPORTS.is_file():
        pytest.skip(f"REAL REPORTS WERE NOT READ: no {REPORTS}")
    rows = REPORTS.read_text(encoding="utf-8").splitlines()[::60]
    given = tmp_path / "reports.jsonl"
    given.write_text("\n".join(rows) + "\n", encoding="utf-8")
    record = dateline.read(given)
    texts = {article.article_id: article.text for article in record.articles}
    assert len(record.articles) + len(record.rejects) == len({json.loads(row)["text"] for row in rows})
    found = [(texts[c.article_id], s) for c in record.claims for s in spans(to_dict(c))]
    assert len(found) > 100
    assert [s for text, s in found if text[s["start"] : s["end"]] != s["text"]] == []
