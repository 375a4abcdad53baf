"""Other gazetteers in the same form: GeoNames dumps and users' CSV files, joined to the default one."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from dateline.core import InputError
from dateline.read.places.gazetteer import Gazetteer, build
from dateline.read.places.home import user_index
from dateline.read.places.rows import ADMIN1, ADMIN2, COUNTRY, POPULATED, PlaceRow, shipped_rows, table, town_rows

# Source: GeoNames readme.txt, "The main 'geoname' table"; feature classes kept are those that news names.
_KEPT_CLASSES = frozenset("APLTHS")
_ADVICE = "Give allCountries.zip or XX.zip of GeoNames, or a CSV with the columns name, lat, lon, country"
_ALTERNATE_KINDS = frozenset(("link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "abbr"))


def import_gazetteer(source: Path, alternate_names: Path | None = None, admin1: Path | None = None) -> Gazetteer:
    """Index ``source`` beside the default places, make it the gazetteer in use, and return it.

    ``source`` is a GeoNames dump (zip or its .txt) or a CSV with a header (name, lat, lon, country; optional
    admin1, feature, population, geonames_id, names separated by "|"). A dump replaces the towns of the countries
    that it covers; a CSV only adds. ``alternate_names`` is alternateNamesV2 (zip or .txt), ``admin1``
    admin1CodesASCII.txt. Raises InputError when a file is missing or is none of these.
    """
    for path in filter(None, (source, alternate_names, admin1)):
        if not path.is_file():
            raise InputError(str(path), "there is no such file", _ADVICE)
    if source.suffix.lower() == ".csv":
        rows = chain(shipped_rows(), town_rows(), _csv_rows(source))
    else:
        more = _alternates(alternate_names) if alternate_names else {}
        divisions = dict(_divisions(admin1)) if admin1 else {}
        covered = frozenset(row.country for row in _dump_rows(source, {}))
        rows = chain(_renamed(divisions, covered), town_rows(covered), _dump_rows(source, more))
    build(rows, user_index(), source.name)
    return Gazetteer(user_index())


def _lines(path: Path) -> Iterator[list[str]]:
    """Yield the tab-separated rows of a text file, or of the largest text file in a zip archive."""
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8") as stream:
            yield from (line.rstrip("\n").split("\t") for line in stream)
        return
    with zipfile.ZipFile(path) as archive:
        texts = [
            each for each in archive.infolist() if each.filename.endswith(".txt") and "readme" not in each.filename
        ]
        if not texts:
            raise InputError(str(path), "the archive holds no .txt file", _ADVICE)
        largest = max(texts, key=lambda each: each.file_size)
        with archive.open(largest) as raw:
            for line in io.TextIOWrapper(raw, encoding="utf-8"):
                yield line.rstrip("\n").split("\t")


def _dump_rows(path: Path, alternates: dict[int, list[str]]) -> Iterator[PlaceRow]:
    for number, row in enumerate(_lines(path), 1):
        if len(row) != 19:
            raise InputError(f"{path}:{number}", f"{len(row)} columns where a GeoNames dump has 19", _ADVICE)
        gid, name, ascii_name, spellings, lat, lon, group, feature, country = row[:9]
        if group not in _KEPT_CLASSES or feature in ("PCLI", "PCLIX", "ADM1") or not country:
            continue  # countries and first-level divisions come from the shipped tables, with their radii
        names = [ascii_name, *spellings.split(","), *alternates.get(int(gid), ())]
        kept = ADMIN2 if feature == ADMIN2 else feature if group != "P" or feature == "PPLC" else POPULATED
        yield PlaceRow(
            name, float(lat), float(lon), country, f"{country}.{row[10]}", kept, int(gid), int(row[14] or 0),
            15.0 if feature == ADMIN2 else 0.0, tuple(filter(None, names)),
        )  # fmt: skip


def _alternates(path: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in _lines(path):
        if len(row) < 4:
            raise InputError(str(path), f"{len(row)} columns where alternateNamesV2 has ten", _ADVICE)
        if row[2] not in _ALTERNATE_KINDS:
            found[int(row[1])].append(row[3])
    return found


def _divisions(path: Path) -> Iterator[tuple[str, str]]:
    for row in _lines(path):
        if len(row) != 4:
            raise InputError(str(path), f"{len(row)} columns where admin1CodesASCII.txt has 4", _ADVICE)
        yield row[0], row[1]


def _renamed(divisions: dict[str, str], covered: frozenset[str]) -> Iterator[PlaceRow]:
    """Yield the shipped rows with the names of ``divisions``; covered countries bring their own admin2."""
    preferred = {row[0] for row in table("admin1_aliases.tsv") if row[1]}
    for row in shipped_rows():
        if row.feature == ADMIN2 and row.country in covered:
            continue
        name = divisions.get(row.admin1) if row.feature == ADMIN1 and row.admin1 not in preferred else None
        yield replace(row, name=name, names=(*row.names, row.name)) if name else row


def _csv_rows(path: Path) -> Iterator[PlaceRow]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = {"name", "lat", "lon", "country"} - set(rows.fieldnames or ())
        if missing:
            raise InputError(str(path), f"the header lacks {', '.join(sorted(missing))}", _ADVICE)
        for row in rows:
            try:
                yield _csv_row(row)
            except ValueError as error:
                raise InputError(f"{path}:{rows.line_num}", str(error), "Write degrees as decimal numbers") from error


def _csv_row(row: dict[str, str]) -> PlaceRow:
    lat, lon = float(row["lat"]), float(row["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"{lat}, {lon} is no point on Earth (latitude -90 to 90, longitude -180 to 180)")
    country = row["country"].strip().upper()
    if len(country) != 2 or (row.get("feature") or POPULATED) == COUNTRY:
        raise ValueError(f"country {row['country']!r} is no ISO 3166-1 alpha-2 code of a place inside a country")
    return PlaceRow(
        row["name"], lat, lon, country, row.get("admin1") or "", row.get("feature") or POPULATED,
        int(row.get("geonames_id") or 0), int(row.get("population") or 0), 0.0,
        tuple(filter(None, (row.get("names") or "").split("|"))),
    )  # fmt: skip
