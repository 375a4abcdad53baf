"""Which pairs of units are worth comparing: relational steps in an in-memory DuckDB."""

import math
from collections.abc import Sequence

import duckdb

from dateline.incidents.units import Unit

CELL_DEG = 0.25  # About 28 km north-south: a town and its surroundings fall into one cell and its neighbours.
FINE_KM = 60  # A place less sure than this has no cell; its name and the rare words still block it.
TOKENS = 12  # Rarest tokens of a unit that serve as keys.
_SCHEMA = """
CREATE TABLE unit (uid INTEGER, family VARCHAR, first_day INTEGER, last_day INTEGER, published INTEGER,
                   cx INTEGER, cy INTEGER);
CREATE TABLE name (uid INTEGER, word VARCHAR);
CREATE TABLE token (uid INTEGER, token VARCHAR);
CREATE TABLE block (uid INTEGER, key UBIGINT);
CREATE TEMP TABLE probe (uid INTEGER, key UBIGINT);
"""
# Weeks that the event touches, three days of grace on each side; an interval over two months is no block.
_WEEKS = """
SELECT uid, family, cx, cy, unnest(range((first_day - 3) // 7, (last_day + 3) // 7 + 1)) AS week
FROM unit WHERE uid >= $since AND first_day IS NOT NULL AND last_day - first_day <= 62
"""
# Own keys of each unit; the neighbours (cell by cell, month by month) are looked up by the probe alone, which
# is symmetric: two cells are neighbours of each other.
_CELLS = """
SELECT uid, hash('cell', family, week, cx + dx, cy + dy) FROM weeks
CROSS JOIN (SELECT unnest(range(-$near, $near + 1)) AS dx) CROSS JOIN (SELECT unnest(range(-$near, $near + 1)) AS dy)
WHERE cx IS NOT NULL
"""
_NAMES = "SELECT uid, hash('name', family, week, word) FROM weeks JOIN name USING (uid) WHERE $near IS NOT NULL"
_TOKENS = """
SELECT uid, hash('token', token, coalesce(published // 30 + dm, -1)) FROM unit JOIN token USING (uid)
CROSS JOIN (SELECT unnest(range(-$near, $near + 1)) AS dm) WHERE uid >= $since
"""
_PAIRS = """
SELECT DISTINCT least(p.uid, b.uid), greatest(p.uid, b.uid) FROM probe p JOIN block b USING (key)
WHERE p.uid <> b.uid
"""


class Blocks:
    """The blocking tables. ``add`` returns the pairs that new units form with all units so far.

    Which pairs come out depends on the units alone, never on the order or the batches of adding.
    """

    def __init__(self) -> None:
        self._db = duckdb.connect(":memory:")
        self._db.execute("SET threads = 2")
        self._db.execute(_SCHEMA)
        self._units: list[str] = []

    def add(self, units: Sequence[Unit]) -> list[tuple[str, str]]:
        """Return the candidate pairs of ``units`` with each other and with all earlier ones."""
        if not units:
            return []
        since = len(self._units)
        self._units.extend(unit.unit_id for unit in units)
        self._insert(units, since)
        for table, near in (("block", 0), ("probe", 1)):
            self._keys(table, since=since, near=near)
        pairs = self._db.execute(_PAIRS).fetchall()
        self._db.execute("DELETE FROM probe")
        return sorted(self._named(a, b) for a, b in pairs)

    def remove(self, unit_ids: Sequence[str]) -> None:
        """Take units out, because their article was read again."""
        gone = set(unit_ids)
        numbers = [number for number, name in enumerate(self._units) if name in gone]
        for table in ("unit", "name", "token", "block"):
            self._db.execute(f"DELETE FROM {table} WHERE uid IN (SELECT unnest($1::INTEGER[]))", [numbers])
        for number in numbers:
            self._units[number] = ""

    def _named(self, a: int, b: int) -> tuple[str, str]:
        left, right = self._units[a], self._units[b]
        return (left, right) if left < right else (right, left)

    def _insert(self, units: Sequence[Unit], since: int) -> None:
        rows = [(since + i, u.family, *_days(u), u.published, *_cell(u)) for i, u in enumerate(units)]
        self._fill("unit", ("INTEGER", "VARCHAR", *["INTEGER"] * 5), rows)
        named = [(since + i, word) for i, u in enumerate(units) if u.spot for word in sorted(u.spot.words)]
        self._fill("name", ("INTEGER", "VARCHAR"), named)
        rare = [(since + i, token) for i, u in enumerate(units) for token, _ in u.rare[:TOKENS]]
        self._fill("token", ("INTEGER", "VARCHAR"), rare)

    def _fill(self, table: str, kinds: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        if rows:
            columns = ", ".join(f"unnest(${n}::{kind}[])" for n, kind in enumerate(kinds, 1))
            values = [list(column) for column in zip(*rows, strict=True)]
            self._db.execute(f"INSERT INTO {table} SELECT {columns}", values)

    def _keys(self, table: str, *, since: int, near: int) -> None:
        for step in (_CELLS, _NAMES):
            sql = f"INSERT INTO {table} WITH weeks AS ({_WEEKS}) {step}"
            self._db.execute(sql, {"since": since, "near": near})
        self._db.execute(f"INSERT INTO {table} {_TOKENS}", {"since": since, "near": near})


def _days(unit: Unit) -> tuple[int | None, int | None]:
    """Return the days to block on: those of the event, else the week before publication."""
    if unit.first_day is not None and unit.last_day is not None:
        return unit.first_day, unit.last_day
    return (unit.published - 7, unit.published) if unit.published is not None else (None, None)


def _cell(unit: Unit) -> tuple[int | None, int | None]:
    spot = unit.spot
    if spot is None or spot.lat is None or spot.lon is None or spot.radius_km > FINE_KM:
        return None, None
    return math.floor(spot.lon / CELL_DEG), math.floor(spot.lat / CELL_DEG)
