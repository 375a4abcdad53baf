"""Toponyms of an article: recognised, resolved together, and said how surely."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dateline.core import Span, Toponym, distance_km
from dateline.read.places.gazetteer import Entry, Gazetteer
from dateline.read.places.home import open_gazetteer
from dateline.read.places.names import fold
from dateline.read.places.recognise import Mention, Page, judge, matches, weight
from dateline.read.places.resolve import LEAST_PROBABILITY, Group, resolve
from dateline.read.places.rows import ADMIN1, ADMIN2, COARSE, CONTINENT, COUNTRY, PART, REGION, WATER, short_form
from dateline.read.places.unknown import countries_of, is_part, is_tail, unknown_names, variants, with_variants

LEAST_SCORE = 0.5
# A place of which an article speaks without naming its country (log10 of persons; countries count 7.5).
KNOWN_ANYWHERE = 5.7
_KNOWN_ABROAD = 4.7  # the same where a name is all there is to a mention
_ONE_COUNTRY = 0.6  # share of an article's other places from which it is about one country
_ACROSS_A_BORDER_KM = 200.0
_PRECISION = {
    COUNTRY: "country", CONTINENT: "country", WATER: "country", REGION: "country", ADMIN1: "admin1", ADMIN2: "admin2",
    PART: "near",
}  # fmt: skip
# Radius in km by population when the gazetteer has none. Source: built-up areas of such towns, rounded.
_TOWN_RADIUS_KM = ((5_000_000, 25.0), (1_000_000, 15.0), (200_000, 8.0), (20_000, 4.0), (0, 2.0))


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of an article beside its text; all of it weak evidence for where its places lie."""

    publisher: str | None = None
    dateline_place: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def home(self) -> str:
        """Return the ISO code of the country of the publisher's web address, "" when it does not tell."""
        host = urlsplit(self.url or "").hostname or ""
        tail = host.rpartition(".")[2].upper()
        return {"UK": "GB"}.get(tail, tail) if len(tail) == 2 else ""


_NO_CONTEXT = PlaceContext()


def find_toponyms(
    text: str, sentences: Sequence[Span] = (), context: PlaceContext = _NO_CONTEXT
) -> tuple[Toponym, ...]:
    """Return the place names of ``text`` in order, resolved where the gazetteer and the article allow it.

    A name that nothing resolves is kept with precision "unknown".
    """
    gazetteer = open_gazetteer()
    page = Page.of(text, sentences, gazetteer)
    kept = _accepted(judge(page, matches(page)))
    kept = [m for m in kept if not is_tail(page, m, kept)]
    groups = resolve([m for m in kept if m.rows], gazetteer, context.home)
    if astray := _astray(page, groups, kept, context.home):
        countries = countries_of([group for group in groups if group.folded not in astray])
        kept = [m._replace(rows=variants(gazetteer, m.span.text, countries)) if m.folded in astray else m for m in kept]
        groups = resolve([m for m in kept if m.rows], gazetteer, context.home)
    parts = [m for m in kept if is_part(page, m, kept)]
    runs = unknown_names(page, [m for m in kept if m not in parts])
    more = _accepted(with_variants(page, runs, countries_of(groups)))
    if more := [m for m in more if m.rows or not any(m.span.overlaps(part.span) for part in parts)]:
        kept = [m for m in kept if not any(m.span.overlaps(longer.span) for longer in more)]
        kept = sorted([*kept, *more], key=lambda m: m.span)
        groups = resolve([m for m in kept if m.rows], gazetteer, context.home)
    meaning = {id(mention): group for group in groups for mention in group.mentions}
    return tuple(_toponym(gazetteer, mention, meaning.get(id(mention))) for mention in kept)


def _astray(page: Page, groups: Sequence[Group], mentions: Sequence[Mention], home: str) -> set[str]:
    """Return the names of small places in a country that nothing speaks for in an article about another.

    A village of that name somewhere in the world is no reason to place the news there; nor is a city whose name is
    one word of a longer one. One other place may be a dateline, and across a border lies a neighbour: both say nothing.
    """
    read = [(group, found[0]) for group in groups if (found := group.best)]
    spoken_for = Counter(entry.country for _, entry in read)
    spoken_for.update([home, *(m.demonym for m in mentions if m.demonym)])
    astray = set()
    for group, entry in read:
        if not entry.country or spoken_for[entry.country] > 1 or _known_abroad(page, group, entry, mentions):
            continue
        finer = [(other, e) for other, e in read if other is not group and e.feature not in COARSE]
        shares = countries_of([other for other, _ in finer])
        near = any(distance_km(entry.lat, entry.lon, e.lat, e.lon) < _ACROSS_A_BORDER_KM for _, e in finer)
        if len(finer) > 1 and not near and max(shares.values(), default=0.0) >= _ONE_COUNTRY:
            astray.add(group.folded)
    return astray


def _known_abroad(page: Page, group: Group, entry: Entry, mentions: Sequence[Mention]) -> bool:
    """Say whether the place may be meant wherever the article is about."""
    if entry.feature == COUNTRY or any(m.inside for m in group.mentions):
        return True
    part = all(is_part(page, m, mentions) for m in group.mentions)
    return weight(entry) >= (KNOWN_ANYWHERE if part else _KNOWN_ABROAD)


def resolve_spans(
    text: str, spans: Sequence[Span], sentences: Sequence[Span] = (), context: PlaceContext = _NO_CONTEXT
) -> tuple[Toponym, ...]:
    """Return the toponyms of ``spans``, which somebody else marked as place names in ``text``, in their order."""
    gazetteer = open_gazetteer()
    page = Page.of(text, sentences, gazetteer)
    mentions = judge(page, [_marked(page, span) for span in spans])
    groups = resolve([m for m in mentions if m.rows], gazetteer, context.home)
    countries = countries_of(groups)
    if unknown := [m for m in mentions if not m.rows and not m.demonym]:
        known = {m.span: variants(gazetteer, m.span.text, countries) for m in unknown}
        mentions = [m._replace(rows=known.get(m.span) or m.rows) for m in mentions]
        groups = resolve([m for m in mentions if m.rows], gazetteer, context.home)
    meaning = {id(mention): group for group in groups for mention in group.mentions}
    return tuple(_toponym(gazetteer, mention, meaning.get(id(mention))) for mention in mentions)


def _marked(page: Page, span: Span) -> Mention:
    """Return the mention of a span that is known to be a place name."""
    inside = [i for i, token in enumerate(page.tokens) if token.start < span.end and span.start < token.end] or [0]
    folded = fold(span.text)
    demonym = page.words.demonyms.get(folded, "")
    choices = [folded, folded.removesuffix("s"), short_form(span.text)]
    rows = next((found for each in choices if each and (found := page.gazetteer.rows(each))), ())
    return Mention(span, folded, () if demonym else rows, inside[0], inside[-1], demonym=demonym, named_by="given")


def _accepted(mentions: Sequence[Mention]) -> list[Mention]:
    """Keep mentions above the threshold; a name that is surely a place once is likelier one elsewhere."""
    best: dict[str, float] = {}
    for mention in mentions:
        best[mention.folded] = max(best.get(mention.folded, -9.0), mention.score)
    return [m for m in mentions if m.score + (1.5 if best[m.folded] > 2.5 else 0.0) > LEAST_SCORE]


def radius_km(entry: Entry) -> float:
    """Return the uncertainty that an entry's point stands for."""
    return entry.radius_km or next(radius for people, radius in _TOWN_RADIUS_KM if entry.population >= people)


def admin1_name(gazetteer: Gazetteer, entry: Entry) -> str | None:
    """Return the name of the first-level division that ``entry`` is or lies in."""
    division = gazetteer.admin1(entry.admin1)
    if division:
        return division.name
    return entry.admin1 if entry.admin1 and "." not in entry.admin1 else None


def _toponym(gazetteer: Gazetteer, mention: Mention, group: Group | None) -> Toponym:
    if mention.demonym:
        country = gazetteer.country(mention.demonym)
        if country is not None:
            return replace(toponym(gazetteer, mention.span, country, "demonym"), adjectival=True)
    best = group.best if group else None
    if best is None or best[1] < LEAST_PROBABILITY:
        return Toponym(mention.span, mention.span.text, None, None, None, None, None, "unknown")
    by = (
        "variant"
        if mention.named_by == "variant"
        else "container"
        if mention.inside
        else "single"
        if len(mention.rows) == 1
        else "context"
    )
    return replace(toponym(gazetteer, mention.span, best[0], by), adjectival=mention.modifier)


def toponym(gazetteer: Gazetteer, span: Span, entry: Entry, by: str) -> Toponym:
    """Return the toponym for ``span`` resolved to ``entry``."""
    return Toponym(
        span, entry.name, entry.lat, entry.lon, entry.geonames_id or None, entry.country or None,
        admin1_name(gazetteer, entry), _PRECISION.get(entry.feature, "exact"), entry.feature, radius_km(entry),
        resolved_by=by,
    )  # fmt: skip
