"""Gold rows as the suites take them: where they lie, which are held out, and articles made of them."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.core import Article, UsageError, content_id
from dateline.read import Reader, ReadOptions

Row = Mapping[str, Any]
ALL_READ = 0.0  # a gate that keeps every article
NONE_READ = 1.1  # a gate that keeps none: only the rules run


def rows(data: Path, name: str, limit: int | None = None, *, keep: Callable[[str], bool] | None = None) -> list[Row]:
    """Return the first ``limit`` rows of the file ``name`` below ``data`` whose id ``keep`` accepts.

    Raises UsageError when there is no such file.
    """
    path = data / name
    if not path.is_file():
        raise UsageError(
            f"--data {str(data)!r} holds no {name!r}; give the folder that holds claims/, events/, gold/, place/, time/"
        )
    with path.open(encoding="utf-8") as lines:
        found = (json.loads(line) for line in lines if line.strip())
        return list(islice((row for row in found if keep is None or keep(str(row["id"]))), limit))


def part(key: str, parts: int) -> int:
    """Return which of ``parts`` an id falls into, by the whole of its SHA-256."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % parts


def unseen_by_place_head(key: str) -> bool:
    """Say whether the training of the place-name head left an LGL row out (its rule, in training/auxiliary.py)."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < 0.5


def article(row: Row, published: str | None = None) -> Article:
    """Return the article of a gold row, its text untouched so that gold offsets hold."""
    text, key = row["text"], str(row["id"])
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        content_id("article", text, key),
        key,
        text,
        sha,
        title=row.get("title") or None,
        published=published,
        publisher=row.get("publisher") or None,
        url=row.get("url") or None,
    )


@cache
def reader(gate: float | None = None) -> Reader:
    """Return the reader of a run with the given gate (None: as shipped)."""
    return Reader(ReadOptions(gate=gate))


def tally(gold: Sequence[Any], ours: Sequence[Any], agree: Callable[[Any, Any], bool]) -> list[int]:
    """Return (right, ours, gold), the agreements one to one."""
    return [matches(gold, ours, agree), len(ours), len(gold)]


def matches(gold: Sequence[Any], ours: Sequence[Any], agree: Callable[[Any, Any], bool]) -> int:
    """Return the number of one-to-one agreements, taken in order."""
    left = list(ours)
    right = 0
    for wanted in gold:
        at = next((k for k, found in enumerate(left) if agree(wanted, found)), None)
        if at is not None:
            right += 1
            del left[at]
    return right
