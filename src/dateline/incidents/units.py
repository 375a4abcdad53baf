"""The unit of linking: all that one article claims about one event, made comparable."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from dateline.core import Article, Claim, Count, Participant, content_id
from dateline.incidents.lexicon import rare_tokens

# Radius in km for a place whose resolver gave none. Source: the precision levels of data-types (a town, its
# surroundings, a district, a province, a country).
RADIUS_KM = {"exact": 5.0, "near": 15.0, "admin2": 40.0, "admin1": 120.0, "country": 600.0}
WINDOW = 400  # Code points of context on each side of the evidence that count as the event's own words.
STOP = frozenset(("a", "an", "and", "at", "by", "city", "for", "from", "in", "near", "of", "on", "the", "to", "town"))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a unit places its event; ``words`` are those of the name, ``radius_km`` its uncertainty."""

    name: str | None
    words: frozenset[str]
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One event as one article tells it.

    Days are proleptic ordinals, both ends inclusive; ``guessed`` says that they were taken from context and
    not from the article's words. ``series`` is a statement on more than one event ("40 attacks").
    ``killed`` and ``injured`` are (low, high) or None where nothing is stated. ``rare`` maps name-like
    tokens around the evidence to their rarity.
    """

    unit_id: str
    article_id: str
    type: str
    family: str
    series: bool
    first_day: int | None
    last_day: int | None
    guessed: bool
    published: int | None
    spot: Spot | None
    perpetrators: frozenset[str]
    victims: frozenset[str]
    killed: tuple[int, int] | None
    injured: tuple[int, int] | None
    trigger: str
    rare: tuple[tuple[str, float], ...]
    claim_ids: tuple[str, ...]


@cache
def families() -> dict[str, str]:
    """Return the family of every event type."""
    table = json.loads(resources.files("dateline.data").joinpath("linking/families.json").read_text("utf-8"))
    return {kind: family for family, kinds in table["families"].items() for kind in kinds}


def unit_id(claim: Claim) -> str:
    """Return the id of the unit to which ``claim`` belongs."""
    return content_id("unit", claim.article_id, claim.event.event_key)


def units_of(claims: Iterable[Claim], articles: Sequence[Article]) -> list[Unit]:
    """Return the units of ``claims`` in the order of their ids; an unknown article leaves only its claims."""
    known = {article.article_id: article for article in articles}
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[unit_id(claim)].append(claim)
    return [
        _unit(key, sorted(group, key=_weight_order), known.get(group[0].article_id))
        for key, group in sorted(grouped.items())
    ]


def _weight_order(claim: Claim) -> tuple[bool, float, str]:
    denies = claim.attribution.stance == "denies" or claim.modality == "did_not_happen"
    return denies, -claim.confidence, claim.claim_id


def _unit(key: str, claims: list[Claim], article: Article | None) -> Unit:
    first = claims[0]
    days = _days(claims)
    published = next((c.published for c in claims if c.published), article.published if article else None)
    participants = [p for claim in claims for p in claim.participants]
    return Unit(
        unit_id=key,
        article_id=first.article_id,
        type=first.event.type,
        family=families().get(first.event.type, first.event.type),
        series=first.event.count != Count(),
        first_day=days[0],
        last_day=days[1],
        guessed=all(c.time.inferred for c in claims if c.time),
        published=ordinal(published),
        spot=_spot(claims),
        perpetrators=_names(participants, ("perpetrator",)),
        victims=_names(participants, ("victim", "target")),
        killed=_figure(claims, "killed"),
        injured=_figure(claims, "injured"),
        trigger=first.event.trigger.text.casefold()[:5],
        rare=rare_tokens(_context(claims, article)),
        claim_ids=tuple(sorted(c.claim_id for c in claims)),
    )


def ordinal(day: str | None) -> int | None:
    """Return the ordinal of the date part of an ISO date or date-time, None where it is none."""
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _days(claims: list[Claim]) -> tuple[int | None, int | None]:
    known = [(ordinal(c.time.start), ordinal(c.time.end)) for c in claims if c.time]
    closed = [(a, b) for a, b in known if a is not None and b is not None]
    if closed:
        return min(closed, key=lambda pair: pair[1] - pair[0])
    return known[0] if known else (None, None)


def _spot(claims: list[Claim]) -> Spot | None:
    places = [c.place for c in claims if c.place and (c.place.name or c.place.lat is not None)]
    if not places:
        return None
    place = min(places, key=lambda p: RADIUS_KM.get(p.precision, 1e4))
    radius = place.radius_km or RADIUS_KM.get(place.precision, 600.0)
    return Spot(place.name, words(place.name), place.country, place.admin1, place.lat, place.lon, radius)


def words(name: str | None) -> frozenset[str]:
    """Return the words of a name that tell it from others, lower case."""
    parts = (name or "").casefold().replace("-", " ").replace("’", "'").split()
    return frozenset(w.strip(".,;:'\"()") for w in parts) - STOP - {""}


def _names(participants: list[Participant], roles: tuple[str, ...]) -> frozenset[str]:
    found = [p for p in participants if p.role in roles and p.kind not in ("object", "place")]
    return frozenset(word for p in found for word in words(p.name))


def _figure(claims: list[Claim], effect: str) -> tuple[int, int] | None:
    for claim in claims:
        for row in claim.casualties:
            if row.effect == effect and row.part_of is None and row.share is None and row.low is not None:
                return row.low, row.high if row.high is not None else max(row.low, row.best or 0)
    return None


def _context(claims: list[Claim], article: Article | None) -> str:
    spans = sorted({span for claim in claims for span in claim.evidence})
    if article is None:
        return "\n".join(span.text for span in spans)
    pieces: list[list[int]] = []
    for span in spans:
        start, end = max(0, span.start - WINDOW), min(len(article.text), span.end + WINDOW)
        if pieces and start <= pieces[-1][1]:
            pieces[-1][1] = max(pieces[-1][1], end)
        else:
            pieces.append([start, end])
    return "\n".join([article.title or "", *(article.text[start:end] for start, end in pieces)])
