"""Writing to history tables: what is new is added, what changed is superseded, nothing is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """How many rows a write added and how many it superseded."""

    added: int
    superseded: int

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.added or self.superseded)


def replace(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    rows: Sequence[Row],
    *,
    run_id: int,
    scope: tuple[str, list[object]] | None = None,
) -> Change:
    """Make ``rows`` (in the order of the table's columns, ``valid_*`` left out) the current ones.

    A current row goes when it lies in ``scope`` (a condition on the table; by default: has an id of
    ``rows``) and ``rows`` do not hold it with equal ``data``. Equal rows are left as they are, so writing
    the same rows again changes nothing.
    """
    _stage(connection, table, rows)
    condition, values = scope or ("id IN (SELECT id FROM staged)", [])
    superseded = connection.execute(
        f"UPDATE {table} SET valid_to = ? WHERE valid_to IS NULL AND ({condition}) "
        f"AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.id = {table}.id AND staged.data = {table}.data)",
        [run_id, *values],
    ).fetchone()
    added = connection.execute(
        f"INSERT INTO {table} SELECT staged.*, ?, NULL FROM staged "
        f"WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = staged.id AND {table}.valid_to IS NULL)",
        [run_id],
    ).fetchone()
    return Change(added[0] if added else 0, superseded[0] if superseded else 0)


def _stage(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Fill the temporary table ``staged``: one list parameter a column, far faster than a statement a row."""
    described = connection.execute(_COLUMNS, [table])
    columns = [(name, kind) for name, kind in described.fetchall() if not name.startswith("valid_")]
    chosen = ", ".join(f"unnest(?::{kind}[]) AS {name}" for name, kind in columns)
    lists = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in columns]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE staged AS SELECT {chosen}", lists)


_COLUMNS = "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index"
