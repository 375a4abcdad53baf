"""The record: what was read and what was found, by run, with every earlier state kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import duckdb

from dateline.core import Article, Claim, Decision, Incident, Reject, StoreError, content_id, from_dict
from dateline.store import filters, rows
from dateline.store.database import connect
from dateline.store.filters import Condition, Filter
from dateline.store.history import Change, replace

_EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the reader over some inputs; ``finished_at`` is None when it was interrupted."""

    run_id: int
    version: str
    model: str | None
    options: Mapping[str, Any]
    started_at: str
    finished_at: str | None
    counts: Mapping[str, int] | None


class Store:
    """A record in a DuckDB file, or in memory; one writer at a time, many readers.

    Every method raises StoreError when the database fails. Rows come in a stable order that does not
    depend on the order in which they were written.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: str) -> None:
        self._connection = connection
        self.path = path

    @classmethod
    def open(cls, path: str | Path = ":memory:", *, read_only: bool = False) -> Self:
        """Return the record at ``path``, made when absent (unless ``read_only``) and migrated when old.

        Raises StoreError when the file is missing, locked, corrupt or no record of Dateline's.
        """
        return cls(connect(path, read_only=read_only), str(path))

    def close(self) -> None:
        """Close the database; a second call does nothing."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Runs

    def begin_run(self, *, version: str, model: str | None, options: Mapping[str, Any]) -> int:
        """Record that a run starts, and return its number."""
        with self._transaction():
            run_id = int(self._rows("SELECT coalesce(max(run_id), 0) + 1 FROM runs")[0][0])
            told = json.dumps(dict(options), ensure_ascii=False, sort_keys=True, default=str)
            self._rows("INSERT INTO runs VALUES (?, ?, ?, ?, ?, NULL, NULL)", [run_id, version, model, told, _now()])
        return run_id

    def finish_run(self, run_id: int, counts: Mapping[str, int]) -> None:
        """Record that the run ended well, and what it did."""
        with self._transaction():
            told = json.dumps(dict(counts))
            self._rows("UPDATE runs SET finished_at = ?, counts = ? WHERE run_id = ?", [_now(), told, run_id])

    def runs(self) -> tuple[Run, ...]:
        """Return every run, oldest first."""
        found = self._rows(
            "SELECT run_id, version, model, options, started_at, finished_at, counts FROM runs ORDER BY run_id"
        )
        return tuple(
            Run(run_id, version, model, json.loads(options), begun, ended, json.loads(counts) if counts else None)
            for run_id, version, model, options, begun, ended, counts in found
        )

    # Writing

    def put_articles(self, articles: Sequence[Article], *, run_id: int) -> Change:
        """Store articles, superseding those of equal id; rejects of inputs now readable are superseded too."""
        keys = [article.article_key for article in articles]
        unique = {article.article_id: rows.article_row(article) for article in articles}
        with self._transaction():
            self._rows(
                "UPDATE rejects SET valid_to = ? WHERE valid_to IS NULL AND location IN (SELECT unnest(?::VARCHAR[]))",
                [run_id, keys],
            )
            return replace(self._connection, "articles", list(unique.values()), run_id=run_id)

    def put_rejects(self, rejects: Sequence[Reject], *, run_id: int) -> Change:
        """Store inputs that were set aside."""
        unique = {reject.reject_id: rows.reject_row(reject) for reject in rejects}
        with self._transaction():
            return replace(self._connection, "rejects", list(unique.values()), run_id=run_id)

    def put_reading(self, reading_keys: Mapping[str, str], claims: Sequence[Claim], *, run_id: int) -> Change:
        """Store the claims of the articles named in ``reading_keys``, and that these were read so.

        ``reading_keys`` maps article ids to what they were read with (see ``unread``); claims of these
        articles that are not in ``claims`` are superseded. One transaction: after a crash an article is
        either wholly read or unread.
        """
        ids = list(reading_keys)
        unique = {claim.claim_id: rows.claim_row(claim) for claim in claims}
        with self._transaction():
            change = replace(
                self._connection,
                "claims",
                list(unique.values()),
                run_id=run_id,
                scope=("article_id IN (SELECT unnest(?::VARCHAR[]))", [ids]),
            )
            replace(self._connection, "progress", list(reading_keys.items()), run_id=run_id)
        return change

    def put_incidents(self, claims: Sequence[Claim], incidents: Sequence[Incident], *, key: str, run_id: int) -> Change:
        """Make ``incidents`` the record's incidents and ``claims`` their members; ``key`` says how they were made."""
        members = [(claim.claim_id, claim.incident_id) for claim in claims if claim.incident_id]
        everything: Condition = ("true", [])
        with self._transaction():
            replace(self._connection, "memberships", members, run_id=run_id, scope=everything)
            change = replace(
                self._connection,
                "incidents",
                [rows.incident_row(each) for each in incidents],
                run_id=run_id,
                scope=everything,
            )
            replace(self._connection, "progress", [("incidents", key)], run_id=run_id)
        return change

    def add_decision(self, decision: Decision) -> bool:
        """Append a reviewer's decision and say whether it was new; none is ever changed or deleted."""
        with self._transaction():
            if self._rows("SELECT 1 FROM decisions WHERE id = ?", [decision.decision_id]):
                return False
            self._rows(
                "INSERT INTO decisions VALUES (?, ?, ?)", [decision.decision_id, decision.at, rows.dump(decision)]
            )
        return True

    # Reading

    def articles(self, wanted: Filter = _EVERYTHING) -> tuple[Article, ...]:
        """Return the articles; dates select by publication, types and countries by what is claimed in them."""
        conditions = filters.published_conditions(wanted, "t")
        conditions += filters.text_condition(wanted, "t.data->>'$.title'", "t.data->>'$.text'")
        claimed = filters.event_conditions(Filter(countries=wanted.countries, types=wanted.types), "c")
        if claimed:
            condition, values = filters.where(claimed)
            inner = f"SELECT 1 FROM claims c WHERE c.valid_to IS NULL AND c.article_id = t.id AND {condition}"
            conditions.append((f"EXISTS ({inner})", values))
        found = self._current("articles", conditions, order="t.article_key, t.id")
        return tuple(rows.load_article(data) for (data,) in found)

    def claims(self, wanted: Filter = _EVERYTHING) -> tuple[Claim, ...]:
        """Return the claims, each with the incident that it belongs to."""
        conditions = filters.event_conditions(wanted, "t") + filters.text_condition(wanted, "t.search")
        condition, values = filters.where(conditions)
        found = self._rows(
            "SELECT t.data, m.data FROM claims t LEFT JOIN memberships m ON m.id = t.id AND m.valid_to IS NULL "
            f"WHERE t.valid_to IS NULL AND {condition} ORDER BY t.article_key, t.article_id, t.position, t.id",
            values,
        )
        return tuple(rows.load_claim(data, incident_id) for data, incident_id in found)

    def incidents(self, wanted: Filter = _EVERYTHING) -> tuple[Incident, ...]:
        """Return the incidents, oldest first; ``text`` looks into the words of their claims too."""
        conditions = filters.event_conditions(wanted, "t")
        if wanted.text:
            inner = (
                "SELECT m.data FROM memberships m JOIN claims c ON c.id = m.id "
                "WHERE m.valid_to IS NULL AND c.valid_to IS NULL AND contains(lower(c.search), lower(?))"
            )
            conditions.append((f"contains(lower(t.search), lower(?)) OR t.id IN ({inner})", [wanted.text, wanted.text]))
        found = self._current("incidents", conditions, order="t.time_start NULLS LAST, t.time_end NULLS LAST, t.id")
        return tuple(rows.load_incident(data) for (data,) in found)

    def rejects(self, wanted: Filter = _EVERYTHING) -> tuple[Reject, ...]:
        """Return the inputs that are set aside; only ``text`` selects among them."""
        found = self._current("rejects", filters.text_condition(wanted, "t.search"), order="t.location, t.id")
        return tuple(rows.load_reject(data) for (data,) in found)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every reviewer's decision, oldest first."""
        found = self._rows("SELECT data FROM decisions ORDER BY decided_at, id")
        return tuple(from_dict(Decision, json.loads(data)) for (data,) in found)

    def count(self, table: str) -> int:
        """Return how many current rows a table (articles, claims, incidents or rejects) has."""
        return int(self._rows(f"SELECT count(*) FROM {table} WHERE valid_to IS NULL")[0][0])

    def find(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """Return (table, id) of every current incident, claim and article whose id begins with ``prefix``."""
        parts = " UNION ALL ".join(
            f"SELECT '{table}', id FROM {table} WHERE valid_to IS NULL AND starts_with(id, $prefix)"
            for table in ("incidents", "claims", "articles")
        )
        found = self._rows(f"SELECT * FROM ({parts}) ORDER BY 2", {"prefix": prefix})
        return tuple((table, row_id) for table, row_id in found)

    def history(self, row_id: str) -> tuple[tuple[int, int | None, str], ...]:
        """Return every state of the row with this id: (first run, run that superseded it or None, JSON)."""
        parts = " UNION ALL ".join(
            f"SELECT valid_from, valid_to, data FROM {table} WHERE id = $id"
            for table in ("incidents", "claims", "articles", "rejects")
        )
        found = self._rows(f"SELECT * FROM ({parts}) ORDER BY valid_from", {"id": row_id})
        return tuple((begun, ended, data) for begun, ended, data in found)

    # Progress

    def unread(self, reading_keys: Mapping[str, str]) -> tuple[str, ...]:
        """Return the ids among ``reading_keys`` whose article was not yet read with the key given there."""
        found = self._rows(
            "SELECT p.id, p.data FROM progress p WHERE p.valid_to IS NULL AND p.id IN (SELECT unnest(?::VARCHAR[]))",
            [list(reading_keys)],
        )
        done = dict(found)
        return tuple(article_id for article_id, key in reading_keys.items() if done.get(article_id) != key)

    def linking_key(self, told: str) -> str:
        """Return a key of all that incidents are made from: articles, claims, decisions, and ``told``."""
        digest = self._rows(
            "SELECT md5(string_agg(md5(id || data), '' ORDER BY id)) FROM ("
            "SELECT id, data FROM claims WHERE valid_to IS NULL UNION ALL "
            "SELECT id, data FROM articles WHERE valid_to IS NULL UNION ALL SELECT id, data FROM decisions)"
        )
        return content_id("linking", told, digest[0][0])

    def is_linked(self, key: str) -> bool:
        """Say whether the record's incidents were made with ``key``."""
        return bool(
            self._rows("SELECT 1 FROM progress WHERE id = 'incidents' AND valid_to IS NULL AND data = ?", [key])
        )

    # The database

    def _current(self, table: str, conditions: list[Condition], *, order: str) -> list[Any]:
        condition, values = filters.where(conditions)
        return self._rows(
            f"SELECT t.data FROM {table} t WHERE t.valid_to IS NULL AND {condition} ORDER BY {order}", values
        )

    def _rows(self, query: str, parameters: Any = None) -> list[Any]:
        with self._reported():
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._reported():
            self._connection.begin()
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise StoreError(f"the record {self.path!r} failed: {error}") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
