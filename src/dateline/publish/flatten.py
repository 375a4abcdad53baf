"""Nested rows as flat columns: the naming that CSV and GeoJSON share."""

import dataclasses
import json
import types
import typing
from functools import cache
from typing import Any

from dateline.core import to_dict

# Columns that stand beside the lists that they are taken from, as most readers want only these.
_TOLLS = ("killed", "injured")


def flatten(row: Any) -> dict[str, Any]:
    """Return the columns of a row: name to a number, text, truth value or None (unknown).

    A nested object's fields take its name and an underscore (``time_start``, ``place_lat``,
    ``event_trigger_text``); lists of words are joined with "; "; lists of objects are JSON text; incidents
    get ``killed_low`` ... ``injured_high`` beside their list of casualties. Blank is unknown, never 0.
    """
    kind: Any = type(row)
    flat = {name: _cell(_follow(row, path)) for name, path in _leaves(kind)} | _tolls(row)
    return {name: flat.get(name) for name in columns_of(kind)}


@cache
def columns_of(kind: Any) -> tuple[str, ...]:
    """Return the names of the columns of a dataclass ``kind``, in order."""
    names = tuple(name for name, _ in _leaves(kind))
    if "policy" not in names:
        return names
    tolls = tuple(f"{effect}_{bound}" for effect in _TOLLS for bound in ("low", "best", "high"))
    at = names.index("casualties")
    return names[:at] + tolls + names[at:]


@cache
def _leaves(kind: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (column, path of attributes) for every field of ``kind`` that holds no further object."""
    hints = typing.get_type_hints(kind)
    found: list[tuple[str, tuple[str, ...]]] = []
    for field in dataclasses.fields(kind):
        inner = _plain(hints[field.name])
        nested = dataclasses.is_dataclass(inner)
        if nested:
            found += [(f"{field.name}_{name}", (field.name, *path)) for name, path in _leaves(inner)]
        else:
            found.append((field.name, (field.name,)))
    return tuple(found)


def _follow(row: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        row = None if row is None else getattr(row, name)
    return row


def _plain(hint: Any) -> Any:
    """Return a type hint without its "or None"."""
    if isinstance(hint, types.UnionType):
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _cell(item: Any) -> Any:
    if not isinstance(item, tuple):
        return item
    if not item:
        return None
    if all(isinstance(each, str) for each in item):
        return "; ".join(item)
    return json.dumps(to_dict(item), ensure_ascii=False)


def _tolls(row: Any) -> dict[str, int | None]:
    """Return the bounds of an incident's killed and injured where one figure stands for all victims."""
    found: dict[str, int | None] = {}
    if not hasattr(row, "policy"):
        return found
    for effect in _TOLLS:
        tolls = [toll for toll in row.casualties if toll.effect == effect]
        whole = [toll for toll in tolls if toll.who is None] or tolls
        if len(whole) == 1:
            found |= {f"{effect}_{bound}": getattr(whole[0], bound) for bound in ("low", "best", "high")}
    return found
