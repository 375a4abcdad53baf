"""Rows of tables (JSON objects, CSV and Parquet rows) to the parts of articles."""

import json
from collections.abc import Mapping
from typing import Any

from dateline.core import Reject
from dateline.ingest.found import Found, reject
from dateline.ingest.options import COLUMNS, IngestOptions

TEXT_COLUMNS = ("text", "html")


def text_columns(options: IngestOptions) -> frozenset[str]:
    """Return the names that a text column may have in the inputs, lower case."""
    return frozenset(options.columns.get(name, name).lower() for name in TEXT_COLUMNS)


def column_names(names: list[str], options: IngestOptions) -> dict[str, str]:
    """Return the meaning of each column that has one, by the name that it has in the input.

    A name of the mapping must be met exactly; the usual names are met in any case of letters.
    """
    meanings = {source: meaning for meaning, source in options.columns.items() if source in names}
    for name in names:
        meaning = name.strip().lower()
        if meaning in COLUMNS and name not in meanings and meaning not in meanings.values():
            meanings[name] = meaning
    return meanings


def no_text_column(where: str, names: list[str]) -> Reject:
    """Return the Reject of a table in which no column is known to hold the text."""
    seen = ", ".join(repr(name) for name in names[:20]) or "none"
    return reject(
        where,
        "no_text",
        f"no column 'text' or 'html'; the columns seen are {seen}",
        "say which column holds the text, e.g. --map text=body",
    )


def row_found(row: Mapping[str, Any], where: str, options: IngestOptions) -> Found | Reject:
    """Return the article that ``row`` holds. Columns without a meaning, and dates set aside, go to ``extra``."""
    meanings = column_names(list(row), options)
    values = {meaning: row[name] for name, meaning in meanings.items() if row[name] is not None}
    if not values.keys() & set(TEXT_COLUMNS):
        named = [name for name, meaning in meanings.items() if meaning in TEXT_COLUMNS]
        return _no_text(where, named) if named else no_text_column(where, list(row))
    for name in TEXT_COLUMNS:
        if name in values and not isinstance(values[name], str):
            return reject(where, "no_text", f"the {name} is {type(values[name]).__name__}, not a string", _FIX_ROW)
    texts = {meaning: _string(value) for meaning, value in values.items() if meaning not in TEXT_COLUMNS}
    published = [texts[name] for name in ("published", "date") if texts.get(name)]
    return Found(
        where=where,
        key=texts.get("id") or texts.get("url") or where,
        text=values.get("text"),
        html=values.get("html") if not (values.get("text") or "").strip() else None,
        title=texts.get("title") or None,
        published=published[0] if published else None,
        hint=texts.get("date_hint"),
        publisher=texts.get("publisher") or None,
        url=texts.get("url") or None,
        language=texts.get("language") or None,
        extra=_extra(row, meanings, published[1:]),
    )


_FIX_ROW = "give the row a text, or leave it out"


def _no_text(where: str, named: list[str]) -> Reject:
    return reject(where, "no_text", f"the column {named[0]!r} is empty", _FIX_ROW)


def _extra(row: Mapping[str, Any], meanings: Mapping[str, str], unused: list[str]) -> tuple[tuple[str, str], ...]:
    further = [(str(name), _string(value)) for name, value in row.items() if name not in meanings and value is not None]
    return tuple(further + [("date", value) for value in unused])


def _string(value: Any) -> str:
    """Return a cell as text: strings as they are, everything else as JSON writes it."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
