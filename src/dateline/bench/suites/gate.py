"""Suite ``gate``: what the first look at an article keeps and turns away, at the shipped threshold."""

import time
from pathlib import Path

from dateline.bench.result import Marks, Result, estimate, share
from dateline.bench.samples import rows
from dateline.read.gate import conflict_score
from dateline.read.network import open_network


def run(data: Path, limit: int | None) -> list[Result]:
    """Return the share of conflict articles kept, of other articles turned away, and words a second."""
    gold = {str(row["id"]) for row in rows(data, "gold/annotations.dev.jsonl") if row["claims"]}
    muc = [row for row in rows(data, "events/muc4/dev.jsonl") if row["gold"]["templates"]]
    kept = {
        "gold dev kept": rows(data, "gold/articles.dev.jsonl", limit, keep=gold.__contains__),
        "MUC-4 dev kept": muc[:limit],
    }
    turned_away = {
        "PolNeAR dev turned away": rows(data, "claims/polnear/dev.jsonl", limit),
        "LGL turned away": rows(data, "place/lgl/all.jsonl", limit),
    }
    least = open_network().threshold("gate")
    begun = time.process_time()
    scores = {name: [conflict_score(row["text"]) for row in found] for name, found in (kept | turned_away).items()}
    spent = time.process_time() - begun
    words = sum(len(row["text"].split()) for found in (kept | turned_away).values() for row in found)
    results = []
    for name, values in scores.items():
        all_of_it = Marks(baseline=1.0 if name in kept else 0.0, baseline_name="no gate")
        right = [[float((score >= least) == (name in kept)), 1.0] for score in values]
        results.append(estimate(name, right, share, suite="gate", marks=all_of_it))
    return [*results, Result("gate", "words/s, one core", words / spent, sum(map(len, scores.values())))]
