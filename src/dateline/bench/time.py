"""Accuracy of time expressions against gold: spans, TIMEX3 types and TIMEX3 values."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Expression = Mapping[str, Any]
_AGREEMENTS: dict[str, Callable[[Expression, Expression], bool]] = {
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
    pairs = [(_in_text(row["timexes"]), read.get(str(row["id"]), [])) for row in gold]
    return tuple(_score(measure, agree, pairs) for measure, agree in _AGREEMENTS.items())


def _score(
    measure: str,
    agree: Callable[[Expression, Expression], bool],
    pairs: list[tuple[list[Expression], list[Expression]]],
) -> TimeScore:
    right = sum(any(_meet(g, o) and agree(g, o) for g in gold) for gold, ours in pairs for o in ours)
    found = sum(any(_meet(g, o) and agree(g, o) for o in ours) for gold, ours in pairs for g in gold)
    precision = _share(right, sum(len(ours) for _, ours in pairs))
    recall = _share(found, sum(len(gold) for gold, _ in pairs))
    return TimeScore(measure, precision, recall, _share(2 * precision * recall, precision + recall))


def _in_text(expressions: Iterable[Expression]) -> list[Expression]:
    return [t for t in expressions if not t.get("empty") and t.get("functionInDocument") != "CREATION_TIME"]


def _meet(one: Expression, other: Expression) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _bare(value: str | None) -> str:
    return (value or "").strip()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
