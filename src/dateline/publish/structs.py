"""The dataclasses as DuckDB types, so that Parquet files keep their structure even when a column is empty."""

import dataclasses
import types
import typing
from typing import Any

_SCALARS = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


def struct_of(kind: type) -> str:
    """Return the ``columns`` argument of DuckDB's ``read_json`` for the dataclass ``kind``."""
    hints = typing.get_type_hints(kind)
    columns = ", ".join(f"'{field.name}': '{_type(hints[field.name])}'" for field in dataclasses.fields(kind))
    return f"{{{columns}}}"


def _type(hint: Any) -> str:
    if isinstance(hint, types.UnionType):
        return _type(next(arg for arg in typing.get_args(hint) if arg is not type(None)))
    if typing.get_origin(hint) is tuple:
        return f"{_type(typing.get_args(hint)[0])}[]"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        fields = ", ".join(f'"{field.name}" {_type(hints[field.name])}' for field in dataclasses.fields(hint))
        return f"STRUCT({fields})"
    return _SCALARS[hint]
