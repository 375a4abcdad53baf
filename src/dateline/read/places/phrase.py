"""A place phrase of a claim ("a village near Khan Sheikhoun in Idlib province") and where it points."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from dateline.core import Span, Toponym
from dateline.read.places.find import KNOWN_ANYWHERE, PlaceContext, radius_km, toponym
from dateline.read.places.gazetteer import Entry, Gazetteer
from dateline.read.places.home import open_gazetteer
from dateline.read.places.names import fold
from dateline.read.places.recognise import Mention, Page, judge, matches, plain, weight
from dateline.read.places.resolve import LEAST_PROBABILITY, Group, resolve
from dateline.read.places.rows import ADMIN1, ADMIN2, COUNTRY
from dateline.read.places.unknown import is_part, unknown_names, variants

_NO_CONTEXT = PlaceContext()
_RANK = {COUNTRY: 0, ADMIN1: 2, ADMIN2: 3}
_EXACT = 4
# Share of the article's places that must lie in one country (one division) before a name that nothing
# resolves is said to lie there too.
_COUNTRY_SHARE, _ADMIN1_SHARE = 0.6, 0.75
_VARIANT_SHARE = 0.3  # share of a country in which other romanisations are sought
_NEAR_RADIUS_KM = 10.0


def resolve_places(
    names: Sequence[str], *, around: Sequence[Toponym] = (), context: PlaceContext = _NO_CONTEXT
) -> list[Toponym]:
    """Return what each place phrase of an article points at, its span being the whole phrase.

    The most specific part that resolves inside the others gives the point. ``around`` are the toponyms of
    the article, which decide between namesakes. ``precision`` is ``near`` for "near", "outskirts of" and the
    like; a name that nothing knows takes the point, radius and precision of what holds it, and
    ``resolved_by`` names that ("container: Deir ez-Zor"); precision "unknown" has no point.
    """
    gazetteer = open_gazetteer()
    neighbours = _neighbours(gazetteer, around)
    return [_resolved(gazetteer, name, neighbours, around, context) for name in names]


def _resolved(
    gazetteer: Gazetteer,
    name: str,
    neighbours: Sequence[Mention],
    around: Sequence[Toponym],
    context: PlaceContext,
) -> Toponym:
    span = Span(0, len(name), name)
    page = Page.of(name, (), gazetteer, phrase=True)
    judged = judge(page, matches(page))
    mentions = [m for m in judged if _plausible(page, m)]
    groups = resolve([*(m for m in mentions if m.rows), *neighbours], gazetteer, context.home)
    demonyms = [m for m in judged if m.demonym]
    known = {each.country for each in around} | {m.demonym for m in demonyms}
    own = [
        group
        for group in groups
        if any(m in mentions for m in group.mentions)
        and _expected(group, known, all(is_part(page, m, mentions) for m in group.mentions))
    ]
    shares = _shares(around, "country").items()
    named = {entry.country for group in own if (entry := _best(group))}
    countries = named | {code for code, share in shares if share >= _VARIANT_SHARE}
    runs = unknown_names(page, [*mentions, *demonyms])
    unknown = [m for m in runs if not m.span.text.islower() and m.score > -6 and not plain(page, m)]
    found = [(entry, group.mentions[0]) for group in own if (entry := _best(group))]
    for mention in unknown:
        rows = variants(gazetteer, mention.span.text, countries)
        inside = [e for e in map(gazetteer.entry, rows) if _fits(e, found)]
        if inside:
            found.append((inside[0], mention._replace(rows=rows, named_by="variant")))
    return _settled(gazetteer, span, page, found, unknown, around)


def _settled(
    gazetteer: Gazetteer,
    span: Span,
    page: Page,
    found: list[tuple[Entry, Mention]],
    unknown: list[Mention],
    around: Sequence[Toponym],
) -> Toponym:
    if capital := _capital(gazetteer, page, found, around):
        return toponym(gazetteer, span, capital, "capital")
    if not found:
        return _from_article(gazetteer, span, page, around)
    entry, mention = max(found, key=lambda pair: (_RANK.get(pair[0].feature, _EXACT), -pair[1].first))
    result = toponym(gazetteer, span, entry, "variant" if mention.named_by == "variant" else "gazetteer")
    named = [m for m in unknown if m.first < mention.first and not any(m.span == other.span for _, other in found)]
    if named:
        precision = "near" if result.precision == "exact" else result.precision
        return replace(
            result,
            name=span.text,
            geonames_id=None,
            feature=None,
            precision=precision,
            resolved_by=f"container: {entry.name}",
        )
    if mention.near and result.precision in ("exact", "admin2"):
        return replace(result, precision="near", radius_km=max(_NEAR_RADIUS_KM, radius_km(entry)))
    return result


def _plausible(page: Page, mention: Mention) -> bool:
    """Say whether a match inside a place phrase is one of its names and not a word of it."""
    if mention.demonym or plain(page, mention):
        return False
    return mention.score > -2.0 or mention.last - mention.first + 1 == len(page.tokens)


def _expected(group: Group, countries: Collection[str | None], part: bool) -> bool:
    """Say whether a reading is in a country of the article, or too well known to need one.

    A city whose name is one word of a longer one is never well known enough.
    """
    entry = _best(group)
    if entry is None or entry.country in countries or not any(countries):
        return True
    return weight(entry) >= KNOWN_ANYWHERE and (not part or entry.feature == COUNTRY)


def _best(group: Group) -> Entry | None:
    best = group.best
    return best[0] if best and best[1] >= LEAST_PROBABILITY else None


def _fits(entry: Entry, found: Sequence[tuple[Entry, Mention]]) -> bool:
    """Say whether ``entry`` lies in the divisions that the phrase names beside it."""
    return all(
        entry.country == other.country and (not other.admin1 or other.admin1 == entry.admin1) for other, _ in found
    )


def _neighbours(gazetteer: Gazetteer, around: Sequence[Toponym]) -> list[Mention]:
    """Return the article's resolved toponyms as mentions with one reading each."""
    result = []
    for number, each in enumerate(around):
        folded = fold(each.name)
        rows = [r for r in gazetteer.rows(folded) if each.lat is not None and gazetteer.entry(r).lat == each.lat]
        if rows and not each.adjectival:
            result.append(Mention(each.span, f"{folded}\x1f", tuple(rows[:1]), -10 - number, -10 - number))
    return result


def _shares(around: Sequence[Toponym], name: str) -> dict[str, float]:
    """Return the share of the article's toponyms of each country (each division)."""
    counts = Counter(getattr(each, name) for each in around if getattr(each, name))
    total = sum(counts.values())
    return {value: count / total for value, count in counts.items() if count / total >= 0.15}


def _capital(
    gazetteer: Gazetteer, page: Page, found: list[tuple[Entry, Mention]], around: Sequence[Toponym]
) -> Entry | None:
    """Return the city meant by "the capital" or "the Mexican capital"."""
    if page.lower(len(page.tokens) - 1) != "capital" or any(e.feature != COUNTRY for e, _ in found):
        return None
    named = [m.demonym for m in matches(page) if m.demonym] + [entry.country for entry, _ in found]
    shares = _shares(around, "country")
    country = named[0] if named else max(shares, key=lambda code: shares[code], default="")
    return gazetteer.capital(country)


def _from_article(gazetteer: Gazetteer, span: Span, page: Page, around: Sequence[Toponym]) -> Toponym:
    """Return the country (and division) that the phrase's demonym or the rest of the article speak for."""
    nothing = Toponym(span, span.text, None, None, None, None, None, "unknown")
    real = [each for each in around if not each.adjectival]
    shares = _shares([each for each in real if each.precision != "country"] or real, "country")
    country = next((m.demonym for m in matches(page) if m.demonym), "") or next(
        (code for code, share in shares.items() if share >= _COUNTRY_SHARE), ""
    )
    entry = gazetteer.country(country)
    if entry is None:
        return nothing
    inside = _shares([each for each in around if each.country == country and each.precision != "country"], "admin1")
    division = next((name for name, share in inside.items() if share >= _ADMIN1_SHARE), None)
    holder = next((e for e in gazetteer.lookup(division or "") if e.feature == ADMIN1 and e.country == country), None)
    result = toponym(gazetteer, span, holder or entry, f"article: {(holder or entry).name}")
    return replace(result, name=span.text, geonames_id=None, feature=None)
