"""The Frictionless Data Package descriptor and the data dictionary of an export's tables.

Source: Data Package and Table Schema specifications (specs.frictionlessdata.io), version 1.
"""

from typing import Any

from dateline.core.version import __version__
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.files import Cell, Table

_CAST = {"integer": int, "number": float}
# UCDP writes days as "2024-03-05 00:00:00.000".
_FORMATS = {"datetime": "%Y-%m-%d %H:%M:%S.%f"}


def data_package(name: str, title: str, named: list[tuple[str, Table]], *, numeric_inter: bool) -> dict[str, Any]:
    """Return the descriptor of (file name, table) pairs; ``numeric_inter`` widens ACLED's kinds to codes."""
    return {
        "profile": "tabular-data-package",
        "name": f"dateline-{name}",
        "title": title,
        "version": __version__,
        "resources": [_resource(path, table, numeric_inter) for path, table in named],
    }


def _resource(path: str, table: Table, numeric_inter: bool) -> dict[str, Any]:
    dialect: dict[str, Any] = {"delimiter": table.delimiter}
    if table.hxl:
        dialect["commentRows"] = [2]
    return {
        "profile": "tabular-data-resource",
        "name": table.stem.lower().replace("_", "-"),
        "path": path,
        "title": table.title,
        "format": table.suffix.removeprefix("."),
        "mediatype": "text/tab-separated-values" if table.suffix == ".tsv" else "text/csv",
        "encoding": "utf-8",
        "dialect": dialect,
        "schema": {
            "fields": [_field(column, numeric_inter) for column in tables.columns(table.columns)],
            "missingValues": [""],
        },
    }


def _field(column: tables.Column, numeric_inter: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type in _FORMATS:
        field["format"] = _FORMATS[column.type]
    cast = _CAST.get(column.type, str)
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.values:
        constraints["enum"] = [cast(value) for value in legal(column, numeric_inter=numeric_inter)]
    for bound in ("minimum", "maximum"):
        value = getattr(column, bound)
        if value is not None:
            constraints[bound] = cast(value)
    return field | ({"constraints": constraints} if constraints else {})


def legal(column: tables.Column, *, numeric_inter: bool = False) -> tuple[str, ...]:
    """Return the legal values of a column, () for any."""
    if numeric_inter and column.name in ("inter1", "inter2"):
        return tuple(row["code"] for row in tables.rows("acled_inter"))
    if numeric_inter and column.name == "interaction":
        return tuple(tables.interactions().values())
    return column.values


def dictionary(named: list[tuple[str, Table]], *, numeric_inter: bool) -> list[dict[str, Cell]]:
    """Return one row a file and column: what it is called, what may stand in it, what it means."""
    return [
        {
            "file": path,
            "position": position,
            "column": column.name,
            "type": column.type,
            "values": " | ".join(legal(column, numeric_inter=numeric_inter)) or None,
            "required": "yes" if column.required else "no",
            "description": column.description,
        }
        for path, table in named
        for position, column in enumerate(tables.columns(table.columns), 1)
    ]
