"""Suite ``time``: TIMEX3 expressions on news (TimeBank, AQUAINT), narratives (WikiWars) and Wikinews (MEANTIME)."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.bench.result import NOT_PUBLISHED, Marks, Result, columns, estimate, f1_of_both, value
from dateline.bench.samples import NONE_READ, Row, article, part, reader, rows
from dateline.bench.time import AGREEMENTS, tallies

_FILES = {
    "news": ("time/te3-timebank/train.jsonl", "time/te3-aquaint/train.jsonl"),
    "WikiWars": ("time/wikiwars/train.jsonl",),
    "MEANTIME": ("time/meantime/all.jsonl",),
}
_WHOLE = frozenset(["MEANTIME"])  # no part of it was set aside for writing rules
_PUBLISHED = {
    "news value": "HeidelTime .776 (UzZaman et al. 2013, on TempEval-3 platinum, another set)",
    "news relaxed": "HeidelTime .903 (UzZaman et al. 2013, on TempEval-3 platinum, another set)",
}
_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(rf"\b(?:(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}), )?(?P<year>(?:19|20)\d\d)\b")


def run(data: Path, limit: int | None) -> list[Result]:
    """Return relaxed, strict, value and type F1 of each set."""
    results = []
    for name, files in _FILES.items():
        keep = None if name in _WHOLE else held_out
        documents = [row for file in files for row in rows(data, file, limit, keep=keep)]
        ours = [tallies(row["timexes"], _found(row)) for row in documents]
        plain = [tallies(row["timexes"], _written_out(row["text"])) for row in documents]
        for k, measure in enumerate(AGREEMENTS):
            each = columns(f1_of_both, 4 * k, 4 * k + 4)
            published = _PUBLISHED.get(f"{name} {measure}", NOT_PUBLISHED)
            marks = Marks(published, value(plain, each), "years, and dates written out")
            results.append(estimate(f"{name} {measure} F1", ours, each, suite="time", marks=marks))
    return results


def held_out(key: str) -> bool:
    """Say whether a document is in the fifth that was kept apart when the rules were written."""
    return part(key, 5) == 0


def _found(row: Row) -> list[Mapping[str, Any]]:
    reading = reader(NONE_READ).read_one(article(row, row["dct"]))
    return [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in reading.timexes]


def _written_out(text: str) -> Sequence[Mapping[str, Any]]:
    """Return what the baseline finds: years, and days in the form "January 2, 2016"."""
    found = []
    for match in _DATE.finditer(text):
        day = f"-{_MONTHS.index(match['month']) + 1:02}-{int(match['day']):02}" if match["month"] else ""
        found.append({"start": match.start(), "end": match.end(), "type": "DATE", "value": match["year"] + day})
    return found
