"""CSV, TSV and Parquet tables as rows."""

import csv
import io
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from dateline.core import Reject, unguarded
from dateline.ingest.decode import stream_encoding
from dateline.ingest.found import Found, reject
from dateline.ingest.options import IngestOptions
from dateline.ingest.rows import TEXT_COLUMNS, column_names, no_text_column, row_found
from dateline.ingest.sniff import delimiter_of
from dateline.ingest.sources import Opened

_BATCH = 256


def read_csv(opened: Opened, name: str, options: IngestOptions) -> Iterator[Found | Reject]:
    """Yield the article of each row, without the apostrophe that our CSV sets before what looks like a formula.

    A table without a text column is one Reject that lists its columns.
    """
    # A cell may be as long as an article; the limit of the csv module is one for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_bytes))
    encoding = stream_encoding(opened.head)
    # Bytes that do not fit become lone surrogates, by which the row that holds them is known and set aside.
    lines = io.TextIOWrapper(opened.stream, encoding, "surrogateescape", newline="")
    header = opened.head.decode(encoding, "replace").lstrip("\ufeff").split("\n", 1)[0]
    reader = csv.reader(lines, delimiter=delimiter_of(header))
    try:
        names = [cell.strip().lstrip("\ufeff") for cell in next(reader, [])]
        if not set(column_names(names, options).values()) & set(TEXT_COLUMNS):
            yield no_text_column(name, names)
            return
        number = 0
        for number, cells in enumerate((row for row in reader if row), 1):
            yield _csv_row(names, cells, f"{name}:row {number}", options)
        if not number:
            yield reject(name, "empty", "the table has a header and no rows", "check that the table is whole")
    except csv.Error as fault:
        advice = "look for a quotation mark that is not closed; the rows before it were read, those after it not"
        yield reject(f"{name}:line {reader.line_num}", "malformed", f"the table cannot be read on ({fault})", advice)


def _csv_row(names: list[str], cells: list[str], where: str, options: IngestOptions) -> Found | Reject:
    if len(cells) > len(names):
        reason = f"the row has {len(cells)} cells, the header {len(names)}"
        return reject(where, "malformed", reason, "put quotation marks around texts that hold the delimiter")
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        return reject(where, "encoding", "the row holds bytes that are not text", "save the table as UTF-8")
    row = {name: unguarded(cell) for name, cell in zip(names, cells, strict=False) if cell}
    return row_found(row, where, options)


def read_parquet(opened: Opened, name: str, options: IngestOptions) -> Iterator[Found | Reject]:
    """Yield the article of each row, some hundred rows in memory at a time."""
    with _on_disk(opened.stream) as path, duckdb.connect(":memory:", config={"threads": 1}) as connection:
        try:
            cursor = connection.execute("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)", [path])
            names = [column[0] for column in cursor.description or ()]
            if not set(column_names(names, options).values()) & set(TEXT_COLUMNS):
                yield no_text_column(name, names)
                return
            number = 0
            while batch := cursor.fetchmany(_BATCH):
                for cells in batch:
                    number += 1
                    yield row_found(dict(zip(names, cells, strict=True)), f"{name}:row {number}", options)
        except duckdb.Error as fault:
            reason = f"the Parquet file cannot be read ({str(fault).splitlines()[0]})".replace(path, name)
            yield reject(name, "unreadable", reason, "write the file again; what was read before the fault stays")


@contextmanager
def _on_disk(stream: io.BufferedReader) -> Iterator[str]:
    """Copy ``stream`` to a file of its own: Parquet needs to be sought in, and a path may hold glob characters."""
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        path = os.path.join(folder, "table.parquet")
        with open(path, "wb") as target:
            shutil.copyfileobj(stream, target)
        yield path
