"""The codebooks as data: mapping tables, vocabularies and column lists of ``dateline.data.codebooks``."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.core import InternalError
from dateline.core.vocabulary import EVENT_TYPES, MODALITIES

Row = dict[str, str]


@dataclass(frozen=True)
class Column:
    """One column of an exported table: its Frictionless type, its legal values and what it means."""

    name: str
    type: str
    values: tuple[str, ...]
    required: bool
    minimum: str | None
    maximum: str | None
    description: str


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of the data table ``name`` (a file name without ``.csv``).

    Raises InternalError when a row has more or fewer cells than the header.
    """
    path = resources.files("dateline.data") / "codebooks" / f"{name}.csv"
    found = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for line, row in enumerate(found, 2):
        if None in row or None in row.values():
            raise InternalError(f"codebook table {name}.csv, line {line}: wrong number of cells")
    return tuple(found)


@cache
def by_key(name: str, key: str) -> dict[str, Row]:
    """Return the rows of table ``name`` by the value of their column ``key`` (rows without one left out)."""
    return {row[key]: row for row in rows(name) if row[key]}


@cache
def columns(name: str) -> tuple[Column, ...]:
    """Return the columns of format ``name`` in the codebook's order."""
    return tuple(
        Column(
            name=row["name"],
            type=row["type"],
            values=_values(row["values"]),
            required=row["required"] == "yes",
            minimum=row["minimum"] or None,
            maximum=row["maximum"] or None,
            description=row["description"],
        )
        for row in rows(f"{name}_columns")
    )


def mapped(name: str, event_type: str, conditions: Sequence[str], words: frozenset[str]) -> Row | None:
    """Return the first row of crosswalk ``name`` that fits, or None where the type is out of scope.

    A row's ``when`` is always, never, otherwise, one of ``conditions`` (perpetrator_state,
    target_armed), or ``words:a|b`` which fits when the claims' triggers or weapons hold one of the words.
    Raises InternalError when the table has no row for the type at all.
    """
    for row in _crosswalk(name).get(event_type, ()):
        when = row["when"]
        if when == "never":
            return None
        if when in ("always", "otherwise") or when in conditions:
            return row
        if when.startswith("words:") and words & set(when.removeprefix("words:").split("|")):
            return row
    raise InternalError(f"codebook table {name}.csv has no row for event type {event_type!r}")


def why_not(name: str, event_type: str) -> str:
    """Return the reason why crosswalk ``name`` leaves the event type out."""
    return _crosswalk(name)[event_type][-1]["note"]


@cache
def _crosswalk(name: str) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows(name):
        found.setdefault(row["event_type"], []).append(row)
    return {event_type: tuple(each) for event_type, each in found.items()}


def _values(text: str) -> tuple[str, ...]:
    if not text:
        return ()
    if text == "@event_types":
        return EVENT_TYPES
    if text == "@modalities":
        return MODALITIES
    if text == "@interaction":
        return tuple(interactions())
    if not text.startswith("@"):
        return tuple(text.split("|"))
    table, _, column = text.removeprefix("@").partition(".")
    if table == "plover_values":
        return tuple(row["value"] for row in rows(table) if row["field"] == column)
    cells = [row[column] for row in rows(table)]
    return tuple(dict.fromkeys(value for cell in cells for value in cell.split("|") if value))


@cache
def interactions() -> dict[str, str]:
    """Return ACLED's interaction labels and their numeric codes, the lower code first.

    Source: ACLED Codebook, interaction codes. External forces against civilians (78) is written with the
    external forces first, as the client does; 79 and the like do not exist.
    """
    kinds = rows("acled_inter")
    found = {kind["sole_label"]: f"{kind['code']}0" for kind in kinds}
    for first in kinds:
        for second in kinds:
            code = first["code"] + second["code"]
            if first["code"] <= second["code"]:
                label = f"{first['label']}-{second['label']}"
                found["External/Other forces-Civilians" if code == "78" else label] = code
    return found
