"""Accuracy of time expressions against gold: spans, TIMEX3 types and TIMEX3 values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

Expression = Mapping[str, Any]
AGREEMENTS: dict[str, Callable[[Expression, Expression], bool]] = {
    "relaxed": lambda gold, ours: True,
    "strict": lambda gold, ours: (gold["start"], gold["end"]) == (ours["start"], ours["end"]),
    "value": lambda gold, ours: _bare(gold.get("value")) == _bare(ours.get("value")),
    "type": lambda gold, ours: gold.get("type") == ours.get("type"),
}


def tallies(gold: Iterable[Expression], ours: Sequence[Expression]) -> list[int]:
    """Return for one article and each measure: ours that are right, ours, gold that is found, gold.

    Expressions hold start, end, type and value. Two meet where their spans overlap; each measure asks for
    more of a meeting: equal spans, equal value, equal type. Creation times and empty expressions of the gold
    do not count. Source: the evaluation of TempEval-3 task A (UzZaman et al. 2013).
    """
    wanted = _in_text(gold)
    out: list[int] = []
    for agree in AGREEMENTS.values():
        right = sum(any(_meet(g, o) and agree(g, o) for g in wanted) for o in ours)
        found = sum(any(_meet(g, o) and agree(g, o) for o in ours) for g in wanted)
        out += [right, len(ours), found, len(wanted)]
    return out


def _in_text(expressions: Iterable[Expression]) -> list[Expression]:
    return [t for t in expressions if not t.get("empty") and t.get("functionInDocument") != "CREATION_TIME"]


def _meet(one: Expression, other: Expression) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _bare(value: str | None) -> str:
    return (value or "").strip()
