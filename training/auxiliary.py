"""Windows of the public sets that teach the shared encoder attribution, time, place, events and factuality."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from dateline.core import Span
from dateline.read.encoding import encode, windows
from dateline.read.sentences import split_sentences
from training.vocabulary import ATTRIBUTION, TIMEX, WIKI

IGNORE = -100
WINDOW = 256


@dataclass
class Window:
    """Input and labels of one window; a head that is not in ``labels`` is masked for it."""

    ids: np.ndarray
    shapes: np.ndarray
    labels: dict[str, np.ndarray] = field(default_factory=dict)


def held_out(key: str, share: float = 0.1) -> bool:
    """Say whether a document is in our own dev split (by hash of its id)."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def pieces_of(starts: np.ndarray, ends: np.ndarray, start: int, end: int) -> np.ndarray:
    """Return the indices of the pieces that touch the characters start..end."""
    return np.flatnonzero((starts < end) & (ends > start))


def tag(labels: np.ndarray, pieces: np.ndarray, begin: int, inside: int) -> None:
    """Write a BIO span into ``labels``."""
    if len(pieces):
        labels[pieces[0]] = begin
        labels[pieces[1:]] = inside


def _cut(tokenizer: Tokenizer, text: str, label) -> Iterator[Window]:
    encoding = encode(tokenizer, text, split_sentences(text) or [Span(0, 1, " ")])
    full = label(encoding)
    for lo, hi in windows(encoding, WINDOW, 32):
        yield Window(encoding.ids[lo:hi], encoding.shapes[lo:hi], {k: v[lo:hi] for k, v in full.items()})


def polnear(tokenizer: Tokenizer, data: Path, split: str) -> Iterator[Window]:
    """PolNeAR: source, cue and content, each its own BIO row."""
    for row in _rows(data / f"claims/polnear/{split}.jsonl"):

        def label(e, row=row):
            out = np.zeros((len(e), 3), dtype=np.int64)
            for relation in row["attributions"]:
                for k, role in enumerate(ATTRIBUTION):
                    for start, end in relation[role]:
                        tag(out[:, k], pieces_of(e.starts, e.ends, start, end), 1, 2)
            return {"attribution": out}

        yield from _cut(tokenizer, row["text"], label)


def timexes(tokenizer: Tokenizer, data: Path, dev: bool) -> Iterator[Window]:
    """TimeBank, AQUAINT, WikiWars: BIO over the four TIMEX3 types."""
    for name in ("te3-timebank/train", "te3-aquaint/train", "wikiwars/train"):
        for row in _rows(data / f"time/{name}.jsonl"):
            if held_out(row["id"]) != dev:
                continue

            def label(e, row=row):
                out = np.zeros(len(e), dtype=np.int64)
                for t in row["timexes"]:
                    k = TIMEX.index(t["type"])
                    tag(out, pieces_of(e.starts, e.ends, t["start"], t["end"]), 1 + 2 * k, 2 + 2 * k)
                return {"timex": out}

            yield from _cut(tokenizer, row["text"], label)


def toponyms(tokenizer: Tokenizer, data: Path, dev: bool) -> Iterator[Window]:
    """LGL: place names as BIO (half of it by hash; the other half is kept for measuring)."""
    for row in _rows(data / "place/lgl/all.jsonl"):
        if held_out(row["id"], 0.5) != dev:
            continue

        def label(e, row=row):
            out = np.zeros(len(e), dtype=np.int64)
            for t in row["toponyms"]:
                if t["offset_ok"]:
                    tag(out, pieces_of(e.starts, e.ends, t["start"], t["end"]), 1, 2)
            return {"toponym": out}

        yield from _cut(tokenizer, row["text"], label)


def factuality(tokenizer: Tokenizer, data: Path, split: str) -> Iterator[Window]:
    """UW and UDS-IH2: factuality in -3..3 at each event word (NaN elsewhere); several sentences a window."""
    for name in ("uw_factuality", "uds_ih2"):
        ids, shapes, values = [], [], []
        for row in _rows(data / f"claims/{name}/{split}.jsonl"):
            e = encode(tokenizer, row["text"], [Span(0, 1, " ")])
            value = np.full(len(e), np.nan, dtype=np.float32)
            for event in row["events"]:
                value[pieces_of(e.starts, e.ends, *event["span"])[:1]] = event["factuality"]
            if ids and sum(map(len, ids)) + len(e) > WINDOW:
                yield _joined(ids, shapes, values)
                ids, shapes, values = [], [], []
            ids.append(e.ids[:WINDOW])
            shapes.append(e.shapes[:WINDOW])
            values.append(value[:WINDOW])
        yield _joined(ids, shapes, values)


def _joined(ids, shapes, values) -> Window:
    return Window(np.concatenate(ids), np.concatenate(shapes), {"factuality": np.concatenate(values)})


def wiki_type(name: str) -> int:
    """Return the index in WIKI of a WikiEvents type, cut to what the head tells apart."""
    first, second = name.split(".")[:2]
    full = f"{first}.{second}"
    if full in WIKI:
        return WIKI.index(full)
    if first == "Justice":
        return WIKI.index("Justice.other")
    return WIKI.index(first) if first in WIKI else WIKI.index("other")


def wikievents(tokenizer: Tokenizer, data: Path, split: str) -> Iterator[Window]:
    """WikiEvents: event triggers with type, as BIO."""
    for row in _rows(data / f"events/wikievents/{split}.jsonl"):
        starts, at, text = [], 0, row["text"]
        for token in row["gold"]["tokens"]:
            found = text.find(token, at)
            starts.append((found, found + len(token)) if found >= 0 else (at, at))
            at = starts[-1][1]

        def label(e, row=row, starts=starts):
            out = np.zeros(len(e), dtype=np.int64)
            for event in row["gold"]["event_mentions"]:
                t = event["trigger"]
                a, b = t.get("start_idx", t.get("start")), t.get("end_idx", t.get("end"))
                k = wiki_type(event["event_type"])
                b = max(b, a + 1)
                tag(out, pieces_of(e.starts, e.ends, starts[a][0], starts[b - 1][1]), 1 + 2 * k, 2 + 2 * k)
            return {"wiki": out}

        yield from _cut(tokenizer, text, label)


def gate(tokenizer: Tokenizer, data: Path, split: str) -> Iterator[Window]:
    """Whole documents with and without conflict events (MUC-4, CEHA, India police): first window, one label."""
    documents: list[tuple[str, float]] = []
    for row in _rows(data / f"events/muc4/{split}.jsonl"):
        documents.append((row["text"], float(bool(row["gold"]["templates"]))))
    for row in _rows(data / f"events/ceha/{split}.jsonl"):
        label = str(row["gold"].get("relevant", row["gold"].get("relevance", ""))).lower()
        if label in {"yes", "no", "true", "false", "1", "0"}:
            documents.append((row["text"], float(label in {"yes", "true", "1"})))
    for text, value in documents:
        e = encode(tokenizer, text, [Span(0, 1, " ")])
        yield Window(e.ids[:WINDOW], e.shapes[:WINDOW], {"gate": np.array([value], dtype=np.float32)})
