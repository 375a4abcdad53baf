"""The embedded gazetteer: sorted arrays on disk, mapped into memory, asked by name."""

import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from dateline.core import InputError
from dateline.read.places.names import fold, key, skeleton
from dateline.read.places.rows import ADMIN1, CAPITAL, COUNTRY, POPULATED, PlaceRow

FORMAT = 1
# Countries whose names reach English through transliteration, so that spellings multiply.
# Source: official languages not written in Latin letters (ISO 639 / CLDR), plus Kurdish and Berber areas.
_TRANSLITERATED = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "LY",
        "TN",
        "DZ",
        "MA",
        "SD",
        "SS",
        "YE",
        "SA",
        "AE",
        "OM",
        "QA",
        "KW",
        "BH",
        "IR",
        "AF",
        "PK",
        "IN",
        "BD",
        "NP",
        "LK",
        "MM",
        "TH",
        "KH",
        "LA",
        "MN",
        "KZ",
        "KG",
        "TJ",
        "TM",
        "UZ",
        "RU",
        "UA",
        "BY",
        "GE",
        "AM",
        "AZ",
        "RS",
        "MK",
        "BG",
        "GR",
        "CY",
        "ET",
        "ER",
        "DJ",
        "SO",
        "MR",
        "TR",
        "EH",
        "TD",
        "CN",
        "KR",
        "KP",
        "JP",
        "MV",
        "BT",
    ]
)
_COLUMNS = {
    "gid": np.int32, "lat": np.float32, "lon": np.float32, "radius": np.float32, "population": np.uint32,
    "country": np.uint16, "admin1": np.uint16, "feature": np.uint8,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; ``admin1`` is its GeoNames code ("SY.12"), ``alias`` if found by another name."""

    row: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    feature: str
    geonames_id: int
    population: int
    radius_km: float


def build(rows: Iterable[PlaceRow], folder: Path, source: str) -> None:
    """Write an index of ``rows`` to ``folder``, whole or not at all; several processes may do so at once.

    Raises InputError when there is no row.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        _write(rows, draft, source)
        old = draft.with_name(draft.name + "-old")
        if folder.exists():
            os.replace(folder, old)
        try:
            os.replace(draft, folder)
        except OSError:
            if not folder.exists():  # another process put its own there first: theirs is as good
                raise
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _write(rows: Iterable[PlaceRow], folder: Path, source: str) -> None:
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    words: dict[str, dict[str, int]] = {name: {"": 0} for name in ("country", "admin1", "feature")}
    names, ends = bytearray(), [0]
    keys: dict[int, set[int]] = defaultdict(set)
    bones: dict[int, set[int]] = defaultdict(set)
    for row, place in enumerate(rows):
        values = (place.geonames_id, place.lat, place.lon, place.radius_km, min(place.population, 2**32 - 1))
        for name, value in zip(_COLUMNS, values, strict=False):
            columns[name].append(value)
        for name in words:
            columns[name].append(words[name].setdefault(getattr(place, name), len(words[name])))
        names += place.name.encode("utf-8", "surrogatepass")
        ends.append(len(names))
        _index(place, row, keys, bones)
    if len(ends) == 1:
        raise InputError(source, "it holds no place", "Give a GeoNames dump or a CSV with name, lat, lon, country")
    for name, kind in _COLUMNS.items():
        np.save(folder / f"{name}.npy", np.array(columns[name], dtype=kind))
    np.save(folder / "names.npy", np.frombuffer(bytes(names), dtype=np.uint8))
    np.save(folder / "ends.npy", np.array(ends, dtype=np.uint32))
    for name, index in (("key", keys), ("bone", bones)):
        order = np.array([(each, row) for each, found in index.items() for row in found] or [(0, 0)], dtype=np.uint64)
        order = order[np.argsort(order[:, 0], kind="stable")]
        np.save(folder / f"{name}.npy", order[:, 0].copy())
        np.save(folder / f"{name}_row.npy", order[:, 1].astype(np.int32))
    about = {"format": FORMAT, "source": source, "places": len(ends) - 1, "names": len(keys)}
    lists = {name: list(index) for name, index in words.items()}
    (folder / "about.json").write_text(json.dumps(about | lists), encoding="utf-8")


def _index(place: PlaceRow, row: int, keys: dict[int, set[int]], bones: dict[int, set[int]]) -> None:
    town = place.feature in (POPULATED, CAPITAL)
    spellings = [place.name]
    # Three capitals are an airport or a vehicle plate, not what people call the town.
    spellings += [each for each in place.names if not (town and len(each) <= 3 and each.isupper() and each.isascii())]
    if place.geonames_id and town:
        spellings += [each for each in place.names if each in ("NYC", "DC")]
    for folded in {fold(each) for each in spellings}:
        keys[key(folded)].add(row)
    if place.country in _TRANSLITERATED and place.feature not in (COUNTRY,):
        for bone in {skeleton(each) for each in spellings if each.isascii() or not each.isalpha()} - {""}:
            bones[key(bone, place.country)].add(row)


class Gazetteer:
    """An opened index. Reading it is safe from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if self.about.get("format") != FORMAT:
            raise InputError(str(folder), f"index format {self.about.get('format')!r}, need {FORMAT}", "Build it again")
        load = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _COLUMNS}
        self._columns: dict[str, Any] = load
        self._names = np.load(folder / "names.npy", mmap_mode="r")
        self._ends = np.load(folder / "ends.npy", mmap_mode="r")
        self._keys = {
            name: (np.load(folder / f"{name}.npy", mmap_mode="r"), np.load(folder / f"{name}_row.npy", mmap_mode="r"))
            for name in ("key", "bone")
        }
        self.rows = lru_cache(maxsize=100_000)(self._rows)
        self.entry = lru_cache(maxsize=100_000)(self._entry)
        self._admin1 = {entry.admin1: entry for entry in reversed(self._of_feature(ADMIN1))}
        self._capitals = tuple(sorted(self._of_feature(CAPITAL), key=lambda entry: -entry.population))
        self._countries = tuple(self._of_feature(COUNTRY))

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return every place that bears ``name`` (accents, hyphens, case apart), in row order."""
        return tuple(self.entry(row) for row in self.rows(fold(name)))

    def variants(self, name: str, country: str) -> tuple[Entry, ...]:
        """Return the places of ``country`` (ISO code) of which ``name`` may be another romanisation."""
        bone = skeleton(name)
        if not bone or country not in _TRANSLITERATED:
            return ()
        return tuple(self.entry(int(row)) for row in self._find("bone", np.array([key(bone, country)], np.uint64))[0])

    def warm(self, folded: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the rows of many folded names at once."""
        return [self.rows(each) for each in folded]

    def country_entries(self) -> tuple[Entry, ...]:
        """Return the countries, in row order."""
        return self._countries

    def capital_entries(self) -> tuple[Entry, ...]:
        """Return the capitals of countries, the most populous first."""
        return self._capitals

    def admin1(self, code: str) -> Entry | None:
        """Return the first-level division of a code such as "SY.12"."""
        return self._admin1.get(code)

    def _of_feature(self, feature: str) -> list[Entry]:
        if feature not in self.about["feature"]:
            return []
        wanted = self.about["feature"].index(feature)
        return [self._entry(int(row)) for row in np.flatnonzero(self._columns["feature"] == wanted)]

    def _rows(self, folded: str) -> tuple[int, ...]:
        return self._find("key", np.array([key(folded)], np.uint64))[0]

    def _find(self, index: str, wanted: Any) -> list[tuple[int, ...]]:
        keys, rows = self._keys[index]
        first, last = np.searchsorted(keys, wanted, "left"), np.searchsorted(keys, wanted, "right")
        return [tuple(rows[a:b].tolist()) for a, b in zip(first.tolist(), last.tolist(), strict=True)]

    def _entry(self, row: int) -> Entry:
        at = {name: column[row] for name, column in self._columns.items()}
        name = bytes(self._names[self._ends[row] : self._ends[row + 1]]).decode("utf-8", "surrogatepass")
        return Entry(
            row, name, round(float(at["lat"]), 5), round(float(at["lon"]), 5),
            self.about["country"][at["country"]], self.about["admin1"][at["admin1"]],
            self.about["feature"][at["feature"]], int(at["gid"]), int(at["population"]), float(at["radius"]),
        )  # fmt: skip
