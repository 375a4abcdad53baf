"""Opening the database file, with an error that says what to do when it cannot be."""

from pathlib import Path

import duckdb

from dateline.core import StoreError
from dateline.store.migrations import migrate, pending

MEMORY = ":memory:"


def connect(path: str | Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """Return a connection to the record at ``path`` with every migration applied.

    ``read_only`` lets several processes look at once; the record must exist then.
    Raises StoreError when the file is missing, locked, corrupt or no record of ours.
    """
    if str(path) == MEMORY:
        connection = duckdb.connect(MEMORY)
        migrate(connection)
        return connection
    _check(Path(path), must_exist=read_only)
    connection = _connect(path, read_only)
    try:
        if not pending(connection):
            return connection
        if read_only:
            connection.close()
            connection = _connect(path, read_only=False)
        migrate(connection)
    except (StoreError, duckdb.Error) as error:
        connection.close()
        raise StoreError(f"{path}: {error}") from error
    if not read_only:
        return connection
    connection.close()
    return _connect(path, read_only=True)


def _check(path: Path, *, must_exist: bool) -> None:
    if must_exist and not path.exists():
        raise StoreError(f"no record at {str(path)!r}; make one with: dateline read INPUT... --store {path}")
    if path.is_dir():
        raise StoreError(
            f"{str(path)!r} is a folder; give the path of a record file, such as {path / 'dateline.duckdb'}"
        )
    if not path.parent.is_dir():
        raise StoreError(f"the folder {str(path.parent)!r} does not exist; create it, or give another --store")


def _connect(path: str | Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        message = str(error)
        if "lock" in message.lower():
            told = f"the record {str(path)!r} is in use by another process; wait for it to end, or give another --store"
        elif "not a valid DuckDB" in message:
            told = f"{str(path)!r} is not a Dateline record; give the path of a record, or of a new file"
        else:
            told = f"the record {str(path)!r} cannot be opened ({message.splitlines()[0]}); restore it from a copy"
        raise StoreError(told) from error
