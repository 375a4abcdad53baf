"""Fits the weights of incident linking and the background word frequencies that it uses.

Usage: python -m training.fit_linking DATA

DATA is a folder with ``claims/gva_longtail``, ``claims/ecbplus``, ``claims/polnear``, ``claims/fa_kes_syria``
and ``gold``. Pairs come from the first half of the GVA documents (by incident); the second half is for
measuring alone. Weights are the maximum a posteriori of a logistic regression whose Gaussian prior is centred
on PRIOR; those not in FITTED stay where the prior puts them, and the file says so.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from dateline.bench.incidents import gva_rows
from dateline.bench.surface import surface
from dateline.incidents.blocking import Blocks
from dateline.incidents.compare import Evidence, compare
from dateline.incidents.lexicon import tokens
from dateline.incidents.units import Unit, units_of

Array = np.ndarray[Any, Any]
OUT = Path(__file__).parents[1] / "src/dateline/data/linking"
# Stated beliefs in natural log-odds; the spread of the prior is SPREAD.
PRIOR: dict[str, float] = {
    "prior": -5.0,
    "time.same_day": 1.9,
    "time.overlap": 1.8,
    "time.next_day": 0.5,
    "time.apart": -5.0,
    "time.apart_guessed": -2.5,
    "published.apart": -2.0,
    "place.same_name": 1.5,
    "place.within_reach": 1.0,
    "place.same_region": 0.7,
    "place.shared_word": 1.0,
    "place.other_name": -2.0,
    "place.apart": -2.5,
    "place.other_country": -5.0,
    "type.same": 1.0,
    "type.compatible": 0.0,
    "type.different": -1.5,
    "type.other_family": -8.0,
    "count.series_and_one": -2.5,
    "perpetrator.shared": 0.7,
    "perpetrator.other": -1.0,
    "victim.shared": 0.7,
    "victim.other": -0.3,
    "killed.agree": 1.5,
    "killed.differ": -2.0,
    "injured.agree": 1.0,
    "injured.differ": -1.0,
    "words.likeness": 5.0,
    "words.shared": 2.0,
    "words.trigger": 0.5,
}
SPREAD = 2.0
# The rest is held at its stated belief: the surface reader is too noisy there (it takes the first number that
# fits, errs on the town of two articles in five and on the day of three in ten), and a weight fitted on noise
# would make nothing of a strike two provinces or two weeks away.
FITTED = ("prior", "published.apart", "words.likeness", "words.shared", "words.trigger")
MIN_DOCUMENTS = 5  # A token of fewer documents counts as unseen; this keeps names of private persons out.


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSONL file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def background(texts: Iterable[str]) -> dict[str, Any]:
    """Return in how many of ``texts`` each common token occurs, words in any case: "An" opens few articles."""
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        counts.update({*tokens(text), *re.findall(r"\w+", text.casefold())})
    kept = {token: n for token, n in sorted(counts.items()) if n >= MIN_DOCUMENTS}
    return {
        "source": "Document frequencies of words and of pairs of names in the training halves of GVA, ECB+, "
        "PolNeAR, FA-KES and the project's own annotated articles; written by training/fit_linking.py.",
        "documents": total,
        "frequencies": kept,
    }


def pairs(units: list[Unit], label: dict[str, str]) -> tuple[list[Evidence], Array]:
    """Return the evidence of all blocked pairs and whether each is one incident."""
    known = {unit.unit_id: unit for unit in units}
    found = [(a, b) for a, b in Blocks().add(units) if known[a].article_id != known[b].article_id]
    evidence = [compare(known[a], known[b]) for a, b in found]
    same = np.array([label[known[a].article_id] == label[known[b].article_id] for a, b in found], dtype=float)
    return evidence, same


def matrix(evidence: list[Evidence], names: list[str]) -> Array:
    """Return one row a pair, one column a kind of evidence, the first column 1."""
    table = np.zeros((len(evidence), len(names)))
    table[:, 0] = 1
    place = {name: i for i, name in enumerate(names)}
    for row, found in enumerate(evidence):
        for name, value in found.items():
            table[row, place[name]] = value
    return table


def fit(x: Array, y: Array, names: list[str]) -> Array:
    """Return the MAP weights; one whose sign the data turn against its stated belief is held at 0.

    Evidence that speaks for one incident must never count against it in an explanation.
    """
    centre = np.array([PRIOR[name] for name in names])
    free = np.array([name in FITTED for name in names])
    w = centre.copy()
    while True:
        w[free] = newton(x[:, free], y, centre[free], x[:, ~free] @ w[~free])
        turned = free & (w * centre < 0)
        if not turned.any():
            return w
        w[turned], free[turned] = 0.0, False


def newton(x: Array, y: Array, centre: Array, offset: Array) -> Array:
    """Return the weights of lowest loss, halving a step that does not lower it."""
    w = centre.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w + offset, -40, 40)))
        gradient = x.T @ (p - y) + (w - centre) / SPREAD**2
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.eye(len(w)) / SPREAD**2
        step = np.linalg.solve(hessian, gradient)
        now = loss(x, y, w, centre, offset)
        while loss(x, y, w - step, centre, offset) > now and np.abs(step).max() > 1e-9:
            step /= 2
        w = w - step
        if np.abs(step).max() < 1e-8:
            break
    return w


def loss(x: Array, y: Array, w: Array, centre: Array, offset: Array) -> float:
    """Return the negative log posterior of weights ``w``."""
    z = x @ w + offset
    return float(np.sum(np.logaddexp(0, z) - y * z) + np.sum((w - centre) ** 2) / (2 * SPREAD**2))


def calibration(p: Array, y: Array) -> dict[str, Any]:
    """Return log loss, Brier score, expected calibration error and the reliability of ten bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    table = [
        {
            "from": b / 10,
            "pairs": int((bins == b).sum()),
            "said": round(float(p[bins == b].mean()), 3),
            "was": round(float(y[bins == b].mean()), 3),
        }
        for b in range(10)
        if (bins == b).any()
    ]
    ece = sum(row["pairs"] * abs(row["said"] - row["was"]) for row in table) / len(p)
    q = np.clip(p, 1e-9, 1 - 1e-9)
    log_loss = -float(np.mean(y * np.log(q) + (1 - y) * np.log(1 - q)))
    return {
        "pairs": len(p),
        "log_loss": round(log_loss, 4),
        "brier": round(float(np.mean((p - y) ** 2)), 4),
        "ece": round(ece, 4),
        "bins": table,
    }


def main() -> None:
    """Fit and write ``frequencies.json`` and ``weights.json``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    half = gva_rows(data, half="fitting")
    others = (
        "claims/ecbplus/train.jsonl",
        "claims/polnear/train.jsonl",
        "claims/fa_kes_syria/articles.jsonl",
        "gold/articles.train.jsonl",
    )
    texts = [row["text"] for row in half] + [row["text"] for name in others for row in rows(data / name)]
    write("frequencies.json", background(texts))
    fitted = made(half)
    held_out = made(gva_rows(data))
    names = list(PRIOR)
    w = fit(matrix(fitted[0], names), fitted[1], names)
    seen = Counter(name for found in fitted[0] for name in found if name in FITTED)
    p = 1 / (1 + np.exp(-np.clip(matrix(held_out[0], names) @ w, -40, 40)))
    write(
        "weights.json",
        {
            "source": "training/fit_linking.py on one half of the GVA documents, calibration on the other; "
            "`pairs` says on how many pairs each weight rests (0: a stated belief)",
            "weights": {name: round(float(value), 3) for name, value in zip(names, w, strict=True)},
            "pairs": {name: seen[name] for name in names[1:]},
            "calibration": calibration(p, held_out[1]),
        },
    )


def made(docs: list[dict[str, Any]]) -> tuple[list[Evidence], Array]:
    """Return the pairs of documents read by the surface reader."""
    read = [surface(row) for row in docs]
    label = {article.article_id: row["incident_id"] for (article, _), row in zip(read, docs, strict=True)}
    return pairs(units_of([claim for _, claim in read], [article for article, _ in read]), label)


def write(name: str, value: object) -> None:
    """Write one JSON file of the data room and say so."""
    path = OUT / name
    path.write_text(
        json.dumps(value, ensure_ascii=False, indent=None if name == "frequencies.json" else 1) + "\n", "utf-8"
    )
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
