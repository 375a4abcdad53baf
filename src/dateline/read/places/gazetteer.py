"""The embedded gazetteer: sorted arrays on disk, mapped into memory, asked by name."""

import json
import os
import shutil
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from dateline.core import InputError
from dateline.read.places.names import fold, key, skeleton
from dateline.read.places.rows import ADMIN1, CAPITAL, COUNTRY, POPULATED, PlaceRow

FORMAT = 4
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
# Names of three capitals that people do use. Everything else so short is a code.
_SHORT = frozenset(("NYC", "DC"))
_PLACE = np.dtype(
    [
        ("geonames_id", np.int32), ("lat", np.float32), ("lon", np.float32), ("radius_km", np.float32),
        ("population", np.int32), ("country", np.uint16), ("admin1", np.uint16), ("feature", np.uint16),
        ("name", np.uint32), ("length", np.uint16),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer; ``admin1`` is its GeoNames code ("SY.12")."""

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
    words: dict[str, dict[str, int]] = {name: {"": 0} for name in ("country", "admin1", "feature")}
    places: list[tuple[Any, ...]] = []
    names, index = bytearray(), {"key": (array("Q"), array("i")), "bone": (array("Q"), array("i"))}
    named: dict[str, dict[str, int]] = {ADMIN1: {}, COUNTRY: {}, CAPITAL: {}}
    for row, place in enumerate(rows):
        start = len(names)
        names += place.name.encode("utf-8", "surrogatepass")
        codes = [words[name].setdefault(getattr(place, name), len(words[name])) for name in words]
        people = min(place.population, 2**31 - 1)
        places.append(
            (place.geonames_id, place.lat, place.lon, place.radius_km, people, *codes, start, len(names) - start)
        )
        if place.feature in named:
            named[place.feature].setdefault(place.admin1 if place.feature == ADMIN1 else place.country, row)
        for kind, keys in (("key", _name_keys(place)), ("bone", _bone_keys(place))):
            index[kind][0].extend(keys)
            index[kind][1].extend([row] * len(keys))
    if not places:
        raise InputError(source, "it holds no place", "Give a GeoNames dump or a CSV with name, lat, lon, country")
    np.save(folder / "places.npy", np.array(places, dtype=_PLACE))
    np.save(folder / "names.npy", np.frombuffer(bytes(names), dtype=np.uint8))
    for kind, (keys_, rows_) in index.items():
        key_column = np.frombuffer(keys_, np.uint64) if keys_ else np.zeros(0, np.uint64)
        row_column = np.frombuffer(rows_, np.int32) if rows_ else np.zeros(0, np.int32)
        order = np.argsort(key_column, kind="stable")
        np.save(folder / f"{kind}.npy", key_column[order])
        np.save(folder / f"{kind}_row.npy", row_column[order])
    about = {"format": FORMAT, "source": source, "places": len(places), "names": len(index["key"][0]), "named": named}
    lists = {name: list(codes) for name, codes in words.items()}
    (folder / "about.json").write_text(json.dumps(about | lists), encoding="utf-8")


def _spellings(place: PlaceRow) -> list[str]:
    """Return a place's names; three capitals are an airport or a number plate, not what people call a town."""
    if place.feature not in (POPULATED, CAPITAL):
        return [place.name, *place.names]
    kept = [each for each in place.names if len(each) > 3 or not (each.isupper() and each.isascii()) or each in _SHORT]
    return [place.name, *kept]


def _name_keys(place: PlaceRow) -> list[int]:
    return [key(folded) for folded in {fold(each) for each in _spellings(place)} if folded]


def _bone_keys(place: PlaceRow) -> list[int]:
    if place.country not in _TRANSLITERATED or place.feature == COUNTRY:
        return []
    return [key(bone, place.country) for bone in {skeleton(each) for each in _spellings(place)} if bone]


class Gazetteer:
    """An opened index. Reading it is safe from several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self.about: dict[str, Any] = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if self.about.get("format") != FORMAT:
            raise InputError(str(folder), f"index format {self.about.get('format')!r}, need {FORMAT}", "Build it again")
        load = partial(np.load, mmap_mode="r")
        self._places = load(folder / "places.npy")
        self._names = memoryview(load(folder / "names.npy"))
        self._index = {
            kind: (memoryview(load(folder / f"{kind}.npy")), memoryview(load(folder / f"{kind}_row.npy")))
            for kind in ("key", "bone")
        }
        self.rows = lru_cache(maxsize=100_000)(self._rows)
        self.entry = lru_cache(maxsize=100_000)(self._entry)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return every place that bears ``name`` (accents, hyphens, case apart), in row order."""
        return tuple(self.entry(row) for row in self.rows(fold(name)))

    def variants(self, name: str, country: str) -> tuple[Entry, ...]:
        """Return the places of ``country`` (ISO code) of which ``name`` may be another romanisation."""
        bone = skeleton(name)
        if not bone or country not in _TRANSLITERATED:
            return ()
        return tuple(self.entry(row) for row in self._find("bone", key(bone, country)))

    def country(self, code: str) -> Entry | None:
        """Return the country of an ISO 3166-1 alpha-2 code."""
        return self._named(COUNTRY, code)

    def capital(self, code: str) -> Entry | None:
        """Return the capital of a country."""
        return self._named(CAPITAL, code)

    def admin1(self, code: str) -> Entry | None:
        """Return the first-level division of a code such as "SY.12"."""
        return self._named(ADMIN1, code)

    def _named(self, feature: str, code: str) -> Entry | None:
        row = self.about["named"][feature].get(code)
        return None if row is None else self.entry(row)

    def _rows(self, folded: str) -> tuple[int, ...]:
        return self._find("key", key(folded))

    def _find(self, kind: str, wanted: int) -> tuple[int, ...]:
        keys, rows = self._index[kind]
        first = last = bisect_left(keys, wanted)  # a memoryview is a sequence: no array is made for the search
        while last < len(keys) and keys[last] == wanted:
            last += 1
        return tuple(rows[first:last])

    def _entry(self, row: int) -> Entry:
        gid, lat, lon, radius, people, country, admin1, feature, start, length = self._places[row].item()
        name = bytes(self._names[start : start + length]).decode("utf-8", "surrogatepass")
        return Entry(
            row, name, round(lat, 5), round(lon, 5),
            self.about["country"][country], self.about["admin1"][admin1], self.about["feature"][feature],
            gid, people, radius,
        )  # fmt: skip
