"""Suite ``factuality``: how certain events are, by the reader's factuality head, on UW and UDS-IH2 dev."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.bench.result import Counts, Marks, Result, Statistic, columns, estimate, f1, share, value
from dateline.bench.samples import Row, rows
from dateline.core import Span
from dateline.read.encoding import encode, windows
from dateline.read.network import Network, open_network

SETS = {"UW": "claims/uw_factuality/dev.jsonl", "UDS-IH2": "claims/uds_ih2/dev.jsonl"}
_CLASSES = ("happened (>= 1)", "between", "did not (<= -1)")
_READ = "figures of Rudinger et al. 2018 and Jiang & de Marneffe 2021 not verified, and on test"


def run(data: Path, limit: int | None) -> list[Result]:
    """Return mean absolute error (on -3..3), Pearson r and F1 of three classes; n counts sentences."""
    results = []
    network = open_network()
    for name, file in SETS.items():
        sentences = rows(data, file, limit)
        gold = [[event["factuality"] for event in row["events"]] for row in sentences]
        ours = _counts(gold, [_predicted(row, network) for row in sentences])
        certain = _counts(gold, [[3.0] * len(events) for events in gold])
        for measure, statistic in _measures().items():
            plain = None if measure == "Pearson r" else value(certain, statistic)
            marks = Marks(_READ, plain, "constant +3")
            results.append(estimate(f"{name} {measure}", ours, statistic, suite="factuality", marks=marks))
    return results


def _measures() -> dict[str, Statistic]:
    classes = {f"F1 {name}": columns(f1, 7 + 3 * k, 10 + 3 * k) for k, name in enumerate(_CLASSES)}
    return {"MAE": columns(share, 0, 2), "Pearson r": pearson, "macro F1": _macro, **classes}


def _predicted(row: Row, network: Network) -> list[float]:
    """Return the factuality of each event of a sentence, read at the first piece of its word."""
    text = row["text"]
    encoding = encode(network.tokenizer, text, [Span.of(text, 0, len(text))])
    ranges = windows(encoding)
    values = np.zeros(len(encoding))
    for (low, high), hidden in zip(ranges, network.encode(encoding, ranges), strict=True):
        values[low:high] = network.heads.token("factuality", hidden)[:, 0]
    pieces = [np.flatnonzero((encoding.starts < e["span"][1]) & (encoding.ends > e["span"][0])) for e in row["events"]]
    return [float(np.clip(values[each[0]], -3, 3)) for each in pieces]


def _counts(gold: Sequence[Sequence[float]], ours: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return for each sentence: error, events, the five sums of Pearson's r, then (right, ours, gold) by class."""
    out = []
    for wanted, found in zip(gold, ours, strict=True):
        y, x = np.asarray(wanted, dtype=float), np.asarray(found, dtype=float)
        sums = [np.abs(x - y).sum(), len(x), x.sum(), y.sum(), (x * x).sum(), (y * y).sum(), (x * y).sum()]
        a, b = (np.where(v >= 1, 0, np.where(v <= -1, 2, 1)) for v in (x, y))
        by_class = [float(n.sum()) for k in range(3) for n in ((a == k) & (b == k), a == k, b == k)]
        out.append([float(each) for each in sums] + by_class)
    return out


def pearson(counts: Counts) -> Counts:
    """Return Pearson's r of counts (-, n, x, y, xx, yy, xy)."""
    n, x, y, xx, yy, xy = (counts[..., k] for k in range(1, 7))
    spread = np.sqrt(np.maximum((n * xx - x * x) * (n * yy - y * y), 1e-12))
    return np.asarray((n * xy - x * y) / spread)


def _macro(counts: Counts) -> Counts:
    return np.asarray(np.mean([f1(counts[..., 7 + 3 * k : 10 + 3 * k]) for k in range(3)], axis=0))
