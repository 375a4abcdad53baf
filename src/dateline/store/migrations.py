"""The tables of a record, made by named migrations, each in one transaction with the row that records it."""

import duckdb

from dateline.core import StoreError

# A row of a history table is current while ``valid_to`` is null; a later run that finds something else
# sets it and adds a row, so nothing is ever deleted. ``data`` is the JSON of data-types; the other columns
# repeat what filters and orders need. No primary keys: DuckDB's indexes forbid the update of ``valid_to``
# and the insert of its successor in one transaction, and the one writer of these tables keeps ids unique.
MIGRATIONS: tuple[tuple[str, str], ...] = (
    (
        "0001-record",
        """
        CREATE TABLE runs (
            run_id INTEGER, version VARCHAR, model VARCHAR, options VARCHAR,
            started_at VARCHAR, finished_at VARCHAR, counts VARCHAR
        );
        CREATE TABLE articles (
            id VARCHAR, article_key VARCHAR, published VARCHAR,
            data VARCHAR, valid_from INTEGER, valid_to INTEGER
        );
        CREATE TABLE claims (
            id VARCHAR, article_id VARCHAR, article_key VARCHAR, position INTEGER, type VARCHAR,
            time_start VARCHAR, time_end VARCHAR, country VARCHAR,
            search VARCHAR, data VARCHAR, valid_from INTEGER, valid_to INTEGER
        );
        CREATE TABLE incidents (
            id VARCHAR, type VARCHAR, time_start VARCHAR, time_end VARCHAR, country VARCHAR,
            search VARCHAR, data VARCHAR, valid_from INTEGER, valid_to INTEGER
        );
        CREATE TABLE memberships (id VARCHAR, data VARCHAR, valid_from INTEGER, valid_to INTEGER);
        CREATE TABLE rejects (
            id VARCHAR, location VARCHAR, search VARCHAR, data VARCHAR, valid_from INTEGER, valid_to INTEGER
        );
        CREATE TABLE progress (id VARCHAR, data VARCHAR, valid_from INTEGER, valid_to INTEGER);
        CREATE TABLE decisions (id VARCHAR, decided_at VARCHAR, data VARCHAR);
        """,
    ),
)
LEDGER = "dateline_migrations"


def pending(connection: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """Return the migrations that the database lacks; read-only.

    Raises StoreError when the database holds tables but no ledger of ours, or migrations of a newer
    version.
    """
    tables = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if LEDGER not in tables:
        if tables:
            raise StoreError(
                f"the database holds tables ({', '.join(sorted(tables)[:3])}) but none of Dateline's; "
                "give the path of a record, or of a new file"
            )
        return MIGRATIONS
    applied = {name for (name,) in connection.execute(f"SELECT name FROM {LEDGER}").fetchall()}
    unknown = applied - {name for name, _ in MIGRATIONS}
    if unknown:
        raise StoreError(
            f"the record was made by a newer version (migration {min(unknown)!r} is unknown here); upgrade dateline"
        )
    return tuple(migration for migration in MIGRATIONS if migration[0] not in applied)


def migrate(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Apply what is pending, in order, and return the names applied."""
    todo = pending(connection)
    for name, statements in todo:
        connection.begin()
        try:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {LEDGER} (name VARCHAR, applied_at TIMESTAMP)")
            connection.execute(statements)
            connection.execute(f"INSERT INTO {LEDGER} VALUES (?, now()::TIMESTAMP)", [name])
        except duckdb.Error as error:
            connection.rollback()
            raise StoreError(f"migration {name!r} failed: {error}") from error
        connection.commit()
    return tuple(name for name, _ in todo)
