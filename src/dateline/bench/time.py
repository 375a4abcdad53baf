"""Accuracy of time expressions against gold: spans, TIMEX3 types and TIMEX3 values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Expression = Mapping[str, Any]
AGREEMENTS: dict[str, Callable[[Expression, Expression], bool]] = {
    "relaxed": lambda gold, ours: True,
    "strict": lambda gold, ours: (gold["start"], gold["end"]) == (ours["start"], ours["end"]),
    "value": lambda gold, ours: _bare(gold.get("value")) == _bare(ours.get("value")),
    "type": lambda gold, ours: gold.get("type") == ours.get("type"),
}


@dataclass(frozen=True, slots=True)
class TimeScore:
    """Precision, recall and F1 (0 to 1) of one measure over a whole set of articles."""

    measure: str
    precision: float
    recall: float
    f1: float


def score_time(gold: Iterable[Mapping[str, Any]], annotated: Iterable[Mapping[str, Any]]) -> tuple[TimeScore, ...]:
    """Return the scores relaxed, strict, value and type, in this order.

    ``gold`` rows hold ``id`` and ``timexes`` (start, end, type, value); ``annotated`` rows, as
    ``dateline annotate`` writes them, hold ``article_key`` and ``timexes``. Two expressions meet where their
    spans overlap; each measure asks for more of a meeting: equal spans, equal value, equal type. Creation
    times and empty expressions of the gold do not count. An article without annotation counts as unread.
    Source: the evaluation of TempEval-3 task A (UzZaman et al. 2013), counted over all articles together.
    """
    read = {str(row["article_key"]): list(row["timexes"] or ()) for row in annotated}
    rows = [tallies(row["timexes"], read.get(str(row["id"]), [])) for row in gold]
    sums = [sum(column) for column in zip(*rows, strict=True)] or [0] * 4 * len(AGREEMENTS)
    return tuple(_score(measure, sums[4 * k : 4 * k + 4]) for k, measure in enumerate(AGREEMENTS))


def tallies(gold: Iterable[Expression], ours: Sequence[Expression]) -> list[int]:
    """Return for one article and each measure: ours that are right, ours, gold that is found, gold."""
    wanted = _in_text(gold)
    out: list[int] = []
    for agree in AGREEMENTS.values():
        right = sum(any(_meet(g, o) and agree(g, o) for g in wanted) for o in ours)
        found = sum(any(_meet(g, o) and agree(g, o) for o in ours) for g in wanted)
        out += [right, len(ours), found, len(wanted)]
    return out


def _score(measure: str, counts: Sequence[int]) -> TimeScore:
    precision, recall = _share(*counts[:2]), _share(*counts[2:])
    return TimeScore(measure, precision, recall, _share(2 * precision * recall, precision + recall))


def _in_text(expressions: Iterable[Expression]) -> list[Expression]:
    return [t for t in expressions if not t.get("empty") and t.get("functionInDocument") != "CREATION_TIME"]


def _meet(one: Expression, other: Expression) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _bare(value: str | None) -> str:
    return (value or "").strip()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
