"""Suite ``claims``: whole claims of gold articles, slot by slot, as the coders' agreement was measured."""

import json
import operator
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as with_
from pathlib import Path
from typing import Any

import numpy as np

from dateline.bench.result import Counts, Marks, Result, columns, estimate, f1, share, value
from dateline.bench.samples import Row, matches, rows
from dateline.bench.surface import surface
from dateline.core import Claim
from dateline.pipeline import read_into
from dateline.store import Store

# Agreement of two independent coders on 20 articles of the same kind. Source: README of the gold data.
CODERS = {
    "incidents": 0.942,
    "type": 0.901,
    "participants": 0.812,
    "time": 0.854,
    "place": 0.845,
    "casualties": 0.885,
    "attribution": 0.862,
    "modality": 0.902,
    "mean": 0.875,
}
_EMPTY_WORDS = frozenset(["the", "a", "an", "of", "in", "and", "mr", "mrs", "s"])
_BINS = 10
_Fact = tuple[Any, ...]


@dataclass
class Side:
    """The facts of one incident in one article, gold or ours, each once and in order."""

    characters: set[int] = field(default_factory=set)
    type: dict[_Fact, None] = field(default_factory=dict)
    participants: dict[_Fact, None] = field(default_factory=dict)
    time: dict[_Fact, None] = field(default_factory=dict)
    place: dict[_Fact, None] = field(default_factory=dict)
    casualties: dict[_Fact, None] = field(default_factory=dict)
    attribution: dict[_Fact, None] = field(default_factory=dict)
    modality: dict[_Fact, None] = field(default_factory=dict)
    confidence: float = 1.0


def run(data: Path, limit: int | None) -> list[Result]:
    """Return F1 of every slot over the gold dev articles, their mean, and how far ``confidence`` is off."""
    articles = rows(data, "gold/articles.dev.jsonl", limit)
    gold = {str(row["id"]): row["claims"] for row in rows(data, "gold/annotations.dev.jsonl")}
    sides = _sides(articles, gold, read(articles))
    ours = [_counts(*pair) for pair in sides]
    plain = scored(articles, gold, [_surface(row) for row in articles])
    statistics = {slot: columns(f1, 3 * k, 3 * k + 3) for k, slot in enumerate(SLOTS)} | {"mean": mean_f1}
    results = [
        estimate(f"{slot} F1", ours, each, suite="claims", marks=_marks(slot, value(plain, each)))
        for slot, each in statistics.items()
    ]
    sureness = [_sureness(*pair) for pair in sides]
    always = 1 - value([row[:2] for row in ours], share)
    return [
        *results,
        estimate(
            "confidence, calibration error",
            sureness,
            calibration_error,
            suite="claims",
            marks=Marks(baseline=always, baseline_name="every incident taken for certain"),
        ),
    ]


def _marks(slot: str, plain: float) -> Marks:
    return Marks(
        f"two coders {CODERS[slot]:.3f}", plain, "first word of violence, first date, best-attested town; publisher"
    )


def _surface(row: Row) -> Claim:
    _, claim = surface({"uri": "", **row, "date": row.get("published")})
    return with_(claim, incident_id=claim.event.event_key)


def read(articles: Sequence[Row]) -> list[Claim]:
    """Return the claims of the whole program, linked, on ``articles`` as a JSONL file of them would be read."""
    with tempfile.TemporaryDirectory() as folder, Store.open(":memory:") as store:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")
        read_into(store, [str(path)])
        return list(store.claims())


def scored(articles: Sequence[Row], gold: Mapping[str, Sequence[Row]], claims: Iterable[Claim]) -> list[list[float]]:
    """Return (right, ours, gold) of every slot for each article: rows of 3 x 8 counts."""
    return [_counts(*pair) for pair in _sides(articles, gold, claims)]


def _sides(
    articles: Sequence[Row], gold: Mapping[str, Sequence[Row]], claims: Iterable[Claim]
) -> list[tuple[list[Side], list[Side]]]:
    """Return the incidents of each article, the gold's and ours."""
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article_key].append(claim)
    out = []
    for row in articles:
        key = str(row["id"])
        wanted, found = _grouped(gold[key], lambda c: c["incident"]), _grouped(by_article[key], lambda c: c.incident_id)
        out.append(([_gold_side(group, row["text"]) for group in wanted], [_our_side(group) for group in found]))
    return out


def _sureness(gold: Sequence[Side], ours: Sequence[Side]) -> list[float]:
    """Return (incidents, sum of their confidence, how many the gold holds) of each tenth of confidence."""
    right = {j for _, j in _paired(gold, ours)}
    bins = np.zeros((_BINS, 3))
    for j, side in enumerate(ours):
        bins[min(int(side.confidence * _BINS), _BINS - 1)] += (1, side.confidence, j in right)
    return [float(count) for count in bins.ravel()]


def calibration_error(counts: Counts) -> Counts:
    """Return the expected calibration error of rows of ``_sureness``.

    Source: Naeini et al. 2015, ten bins of equal width.
    """
    bins = counts.reshape(*counts.shape[:-1], _BINS, 3)
    off = np.abs(bins[..., 1] - bins[..., 2]).sum(-1)
    return np.asarray(off / np.maximum(bins[..., 0].sum(-1), 1))


def mean_f1(counts: Counts) -> Counts:
    """Return the mean F1 over the slots."""
    slots = [f1(counts[..., 3 * k : 3 * k + 3]) for k in range(len(SLOTS))]
    return np.asarray(np.mean(slots, axis=0))


def _grouped(items: Iterable[Any], key: Callable[[Any], Any]) -> list[list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def _gold_side(claims: Sequence[Row], text: str) -> Side:
    side = Side()
    for claim in claims:
        for quote in claim.get("evidence") or ():
            side.characters |= located(quote, text)
        side.type[(claim["type"],)] = None
        for role in ("perpetrator", "target", "victim"):
            for party in claim.get(role) or ():
                if party.get("q"):
                    side.participants[_one_target(role), _words(party["q"])] = None
        when, where = claim.get("time") or {}, claim.get("place") or {}
        if when.get("start") or when.get("end"):
            side.time[when.get("start"), when.get("end")] = None
        if where.get("q") or where.get("country"):
            side.place[_words(where.get("q")), where.get("country")] = None
        for toll in claim.get("casualties") or ():
            side.casualties[toll.get("effect"), toll.get("low"), toll.get("high")] = None
        source = claim.get("source") or {}
        side.attribution[_words(source.get("q")) or "publisher", source.get("stance")] = None
        side.modality[(claim.get("modality"),)] = None
    return side


def _our_side(claims: Sequence[Claim]) -> Side:
    side = Side()
    for claim in claims:
        for span in claim.evidence:
            side.characters |= set(range(span.start, span.end))
        side.type[(claim.event.type,)] = None
        for party in claim.participants:
            if party.name and party.role in ("perpetrator", "target", "victim"):
                side.participants[_one_target(party.role), party.name] = None
        if claim.time and (claim.time.start or claim.time.end):
            side.time[claim.time.start, claim.time.end] = None
        if claim.place and (claim.place.name or claim.place.country):
            side.place[claim.place.name, claim.place.country] = None
        for toll in claim.casualties:
            side.casualties[toll.effect, toll.low, toll.high] = None
        said = claim.attribution
        name = "publisher" if said.source_kind == "publisher" or not said.source else said.source
        side.attribution[name, said.stance] = None
        side.modality[(claim.modality,)] = None
    side.confidence = max(claim.confidence for claim in claims)
    return side


def _one_target(role: str) -> str:
    """Return the role with victims counted as targets."""
    return "target" if role == "victim" else role


def _words(quote: Any) -> Any:
    """Return the words of a quote, which are alone or stand with the number of their occurrence."""
    return quote[0] if isinstance(quote, list) else quote


def located(quote: Any, text: str) -> set[int]:
    """Return the characters of a quote in the text; none where it does not stand there."""
    words, occurrence = (quote, 1) if isinstance(quote, str) else quote
    at = -1
    for _ in range(occurrence):
        at = text.find(words, at + 1)
        if at < 0:
            return set()
    return set(range(at, at + len(words)))


def _counts(gold: Sequence[Side], ours: Sequence[Side]) -> list[float]:
    pairs = _paired(gold, ours)
    counts: list[float] = [len(pairs), len(ours), len(gold)]
    for slot, agree in _AGREE.items():
        right = sum(matches(list(getattr(gold[i], slot)), list(getattr(ours[j], slot)), agree) for i, j in pairs)
        counts += [right, sum(len(getattr(s, slot)) for s in ours), sum(len(getattr(g, slot)) for g in gold)]
    return counts


def _paired(gold: Sequence[Side], ours: Sequence[Side]) -> list[tuple[int, int]]:
    """Pair incidents one to one, the likest first: by shared evidence, type and day."""
    alike = [(-_likeness(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(ours)]
    left, right = set(range(len(gold))), set(range(len(ours)))
    pairs = []
    for likeness, i, j in sorted(alike):
        if likeness < 0 and i in left and j in right:
            pairs.append((i, j))
            left.remove(i)
            right.remove(j)
    return pairs


def _likeness(gold: Side, ours: Side) -> float:
    both = len(gold.characters & ours.characters)
    if not both:
        return 0.0
    overlap = 2 * both / (len(gold.characters) + len(ours.characters))
    return overlap + 0.5 * bool(gold.type.keys() & ours.type) + 0.5 * bool(gold.time.keys() & ours.time)


def same_name(one: str | None, other: str | None) -> bool:
    """Say whether the words of one name are contained in the other's, or half of them are shared."""
    a, b = ({w for w in re.findall(r"\w+", (name or "").lower()) if w not in _EMPTY_WORDS} for name in (one, other))
    return bool(a and b) and (a <= b or b <= a or len(a & b) * 2 >= max(len(a), len(b)))


def _same_place(gold: _Fact, ours: _Fact) -> bool:
    if gold[0] and ours[0]:
        return same_name(gold[0], ours[0])
    return bool(not gold[0] and gold[1] and gold[1] == ours[1])


def _same_toll(gold: _Fact, ours: _Fact) -> bool:
    """Say whether effect and range are the same; the floor of an open range ("more than") may differ by one."""
    if gold[0] != ours[0] or gold[2] != ours[2]:
        return False
    return gold[1] == ours[1] or (None not in (gold[1], ours[1]) and gold[2] is None and abs(gold[1] - ours[1]) <= 1)


def _same_source(gold: _Fact, ours: _Fact) -> bool:
    publisher = gold[0] == "publisher"
    return gold[1] == ours[1] and publisher == (ours[0] == "publisher") and (publisher or same_name(gold[0], ours[0]))


_AGREE: dict[str, Callable[[_Fact, _Fact], bool]] = {
    "type": operator.eq,
    "participants": lambda gold, ours: gold[0] == ours[0] and same_name(gold[1], ours[1]),
    "time": operator.eq,
    "place": _same_place,
    "casualties": _same_toll,
    "attribution": _same_source,
    "modality": operator.eq,
}
SLOTS = ("incidents", *_AGREE)
