"""The record's rows as JSONL, CSV, Parquet, GeoJSON or a table in the terminal."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from dateline.core import Article, Claim, Incident, Reject, UsageError, guarded, to_dict
from dateline.publish.flatten import columns_of, flatten

Row = Article | Claim | Incident | Reject
KINDS: dict[str, Any] = {"articles": Article, "claims": Claim, "incidents": Incident, "rejects": Reject}
FORMATS: tuple[str, ...] = ("jsonl", "csv", "parquet", "geojson")


def write_rows(rows: Sequence[Row], out: BinaryIO, *, kind: str, format: str) -> None:
    """Write ``rows``, all of one ``kind`` (a key of ``KINDS``), to ``out`` in ``format``.

    jsonl: one object a line, nested, exactly the fields of the dataclass. csv: UTF-8, flattened columns
    (see ``flatten``), blank where nothing is known; text that a spreadsheet would run as a formula stands
    behind an apostrophe (see ``core.cells``), which reading such a file takes off again. parquet: nested
    objects as structs. geojson: one feature a row (incidents and claims only). Equal rows give equal bytes,
    Parquet excepted, whose bytes follow the version of DuckDB.
    Raises UsageError when the format is unknown or does not fit the kind.
    """
    writers: dict[str, Callable[[Sequence[Row], type[Row]], bytes]] = {
        "jsonl": _jsonl,
        "csv": _csv,
        "parquet": _parquet,
        "geojson": _geojson,
    }
    if format not in writers:
        raise UsageError(f"unknown format {format!r}; allowed: {', '.join(FORMATS)}")
    if kind not in KINDS:
        raise UsageError(f"unknown kind of row {kind!r}; allowed: {', '.join(KINDS)}")
    out.write(writers[format](rows, KINDS[kind]))


def _jsonl(rows: Sequence[Row], _: type[Row]) -> bytes:
    return "".join(json.dumps(to_dict(row), ensure_ascii=False) + "\n" for row in rows).encode()


def _csv(rows: Sequence[Row], kind: Any) -> bytes:
    text = io.StringIO()
    # CRLF as RFC 4180 has it; with a bare "\n" Python would leave a "\r" inside a cell unquoted.
    writer = csv.DictWriter(text, columns_of(kind), lineterminator="\r\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(item) for name, item in flatten(row).items()})
    return text.getvalue().encode()


def _cell(item: Any) -> Any:
    """Return what stands in a cell: truth values as in JSON, since "True" is a word of Python's only."""
    if isinstance(item, bool):
        return str(item).lower()
    return guarded(item) if isinstance(item, str) else item


def _parquet(rows: Sequence[Row], kind: type[Row]) -> bytes:
    import duckdb

    from dateline.publish.structs import struct_of

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as connection:
        source, target = Path(folder, "rows.jsonl"), Path(folder, "rows.parquet")
        source.write_bytes(_jsonl(rows, kind))
        connection.execute(
            f"COPY (SELECT * FROM read_json('{source}', format = 'newline_delimited', columns = {struct_of(kind)}, "
            f"maximum_object_size = 268435456)) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
        return target.read_bytes()


def _geojson(rows: Sequence[Row], kind: type[Row]) -> bytes:
    if kind not in (Claim, Incident):
        raise UsageError("geojson fits incidents and claims only, as nothing else has a place; use jsonl or csv")
    features = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in _features(rows))
    return f'{{"type": "FeatureCollection", "features": [\n{features}\n]}}\n'.encode()


def _features(rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Give a feature a row: a point only where the place is known with a precision, else a null geometry.

    Source: RFC 7946 (longitude before latitude, WGS84, section 3.2 on unlocated features).
    """
    for row in rows:
        assert isinstance(row, (Claim, Incident))
        place = row.place
        located = place and place.lat is not None and place.lon is not None and place.precision != "unknown"
        geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None
        properties = {name: value for name, value in flatten(row).items() if name not in ("place_lat", "place_lon")}
        row_id = row.incident_id if isinstance(row, Incident) else row.claim_id
        yield {"type": "Feature", "id": row_id, "geometry": geometry, "properties": properties}
