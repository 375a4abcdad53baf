"""Suite ``incidents``: which reports tell of one incident, on the half of the GVA documents not fitted on."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path

from dateline.bench.incidents import GVA, gva_labels, gva_rows
from dateline.bench.result import Marks, Result, estimate, f1_of_both, value
from dateline.bench.samples import Row, article, reader, rows
from dateline.claims import make_claims
from dateline.core import Article, Claim

_PUBLISHED = "none on this task; SemEval-2018 task 5 document F1 .783/.505/.636 (Liu et al. 2018) counts otherwise"
_BASELINES = ("same day + same place", "TF-IDF, single link")


def run(data: Path, limit: int | None) -> list[Result]:
    """Return B-cubed F1 on claims of the plain surface reader; with a limit, also on claims of the whole program."""
    rows(data, f"{GVA}/documents.dev.jsonl", 1)  # says what is missing
    documents = gva_rows(data)
    results = _scored("surface claims", documents if limit is None else documents[:limit])
    if limit is not None:
        results += _scored("real claims", documents[:limit], [_claims(row) for row in documents[:limit]])
    return results


def _claims(row: Row) -> tuple[Article, Sequence[Claim]]:
    made = article(row, row.get("date"))
    return made, make_claims(reader().read_one(made))


def _scored(
    name: str, documents: Sequence[Row], read: Sequence[tuple[Article, Sequence[Claim]]] | None = None
) -> list[Result]:
    gold, systems = gva_labels(documents, read)
    counts = {system: b_cubed_counts(gold, found) for system, found in systems.items()}
    return [
        estimate(
            f"{name}: B3 F1 beside {baseline}",
            counts["dateline"],
            f1_of_both,
            suite="incidents",
            marks=Marks(_PUBLISHED, value(counts[baseline], f1_of_both), baseline),
        )
        for baseline in _BASELINES
    ]


def b_cubed_counts(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> list[list[float]]:
    """Return for each document its B-cubed precision and recall, each over 1. Source: Bagga and Baldwin 1998."""
    joint = Counter((gold[item], found[item]) for item in gold)
    wanted, ours = Counter(gold.values()), Counter(found[item] for item in gold)
    return [[joint[g, f] / ours[f], 1, joint[g, f] / wanted[g], 1] for g, f in ((gold[i], found[i]) for i in gold)]
