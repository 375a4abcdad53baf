"""Frozen dataclasses to plain JSON values and back."""

import dataclasses
import types
import typing
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_dict(value: Any) -> Any:
    """Return ``value`` with dataclasses as dicts and tuples as lists, ready for ``json.dumps``."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_dict(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_dict(item) for item in value]
    return value


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def from_dict(kind: type[T], data: dict[str, Any]) -> T:
    """Return the dataclass ``kind`` made of ``data``; names that it does not have are ignored.

    Raises TypeError when a required field is missing.
    """
    hints = _hints(typing.cast(Hashable, kind))
    return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})


def _value(hint: Any, item: Any) -> Any:
    if item is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _value(next(arg for arg in typing.get_args(hint) if arg is not type(None)), item)
    if origin is tuple:
        args = typing.get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_value(args[0], each) for each in item)
        return tuple(_value(arg, each) for arg, each in zip(args, item, strict=True))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_dict(hint, item)
    return item
