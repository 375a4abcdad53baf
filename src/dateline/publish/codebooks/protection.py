"""Do no harm: names of private persons covered, places coarsened, quotes cut, before anything is exported.

Covering keeps lengths, so that offsets still point at the words they stood for:
``text[start:end] == quote`` holds in the protected record as in the original.
Source: Standards for Casualty Recording (Every Casualty, 2016) on confidentiality; ICRC, Professional
Standards for Protection Work.
"""

import dataclasses
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, TypeVar, cast

from dateline.core import Article, Claim, Incident, Place, Span
from dateline.publish.codebooks.cases import country
from dateline.publish.codebooks.record import ExportOptions, ExportRecord

T = TypeVar("T")
Cover = Callable[[str], str]
_Speakers = set[tuple[str | None, str]]

BLOCK = "█"
# Sources of these kinds speak as private persons; officials and organisations speak in public.
_PRIVATE_SOURCES = ("witness", "medic", "activist", "rescue_service", "unknown")
_FINER = {"admin1": ("exact", "near", "admin2"), "country": ("exact", "near", "admin2", "admin1")}
_KEPT = frozenset({"sha256", "url", "article_key", "duplicate_of"})


def protect(record: ExportRecord, options: ExportOptions) -> ExportRecord:
    """Return ``record`` as ``options`` allow it to be shared; inputs always lose the folders they lay in."""
    names, places = _private_words(record, options)
    cover_article = {key: _cover(names.get(key, set()), places.get(key, set())) for key in _article_ids(record)}
    articles = tuple(_article(each, cover_article[each.article_id], options) for each in record.articles)
    texts = {article.article_id: article.text for article in articles}
    return dataclasses.replace(
        record,
        articles=articles,
        claims=tuple(_claim(each, cover_article[each.article_id], texts, options) for each in record.claims),
        incidents=tuple(
            _incident(each, _cover(names.get(each.incident_id, set()), places.get(each.incident_id, set())), options)
            for each in record.incidents
        ),
    )


def is_name(words: str) -> bool:
    """Say whether ``words`` name a person ("Ahmad Khalil") rather than describe one ("a Syrian boy").

    A single capitalised word beside others is a demonym or a title; alone it is a name. Scripts without
    capitals cannot be told apart, so the whole is taken as a name.
    """
    tokens = words.split()
    named = [token for token in tokens if _capital(token)]
    return bool(named) and (len(named) >= 2 or len(tokens) == 1)


def _capital(token: str) -> bool:
    letters = [char for char in token if char.isalpha()]
    caseless = letters and all(char.upper() == char.lower() for char in letters)
    return bool(caseless) or any(char.isupper() for char in letters)


def _private_words(record: ExportRecord, options: ExportOptions) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Names and withheld places by the id of the article and of the incident in which they are covered."""
    names: dict[str, set[str]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    articles_of = {each.incident_id: each.article_ids for each in record.incidents}
    for claim in record.claims:
        own = {claim.article_id, *record.incident_ids_by_claim.get(claim.claim_id, ())}
        _note(own, claim, {(claim.attribution.source, claim.attribution.source_kind)}, names, places, options)
    for incident in record.incidents:
        speakers: _Speakers = {(each.source, each.source_kind) for each in incident.sources}
        _note({incident.incident_id}, incident, speakers, names, places, options)
    for incident_id, article_ids in articles_of.items():
        for article_id in article_ids:
            names[article_id] |= names[incident_id]
            places[article_id] |= places[incident_id]
    return names, places


def _note(
    ids: set[str],
    item: Claim | Incident,
    speakers: _Speakers,
    names: dict[str, set[str]],
    places: dict[str, set[str]],
    options: ExportOptions,
) -> None:
    found = {source for source, kind in speakers if source and kind in _PRIVATE_SOURCES}
    found |= {each.name for each in item.participants if each.kind == "person"}
    found -= {source for source, kind in speakers if source and kind not in _PRIVATE_SOURCES}
    found -= {each.name for each in item.participants if each.entity_id is not None}
    withheld = {each.name for each in item.participants if each.kind in ("object", "place")}
    place = item.place
    if place and place.name and options.coarsen and place.precision in _FINER[options.coarsen]:
        withheld |= {place.name} - {place.admin1}
        withheld |= {place.admin1} if options.coarsen == "country" and place.admin1 else set()
    for key in ids:
        if options.mask_names:
            names[key] |= {name for name in found if is_name(name)}
        if options.coarsen:
            places[key] |= withheld


def _cover(names: set[str], places: set[str]) -> Cover:
    """Return a function that covers the words wherever they stand, keeping the text's length."""
    words: dict[str, str] = {}
    for place in places:
        words[place] = BLOCK * len(place)
    for name in names:
        tokens = name.split()
        words[name] = re.sub(r"\S+", _initial, name)
        if len(tokens) > 1 and len(tokens[-1]) > 2 and _capital(tokens[-1]):
            words[tokens[-1]] = re.sub(r"\S+", _initial, tokens[-1])
    if not words:
        return lambda text: text
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
    return lambda text: pattern.sub(lambda match: words[match.group()], text)


def _initial(match: re.Match[str]) -> str:
    token = match.group()
    return token[0] + BLOCK * (len(token) - 1) if _capital(token) else token


def _shared_key(key: str) -> str:
    """Return an input's name without the folders of the machine it was read on; other keys as they are."""
    return PurePath(key).name if PurePath(key).is_absolute() else key


def _article(article: Article, cover: Cover, options: ExportOptions) -> Article:
    covered = dataclasses.replace(_mapped(article, cover), article_key=_shared_key(article.article_key))
    if options.coarsen is None:
        return covered
    return dataclasses.replace(covered, url=None, dateline_place=None)


def _claim(claim: Claim, cover: Cover, texts: dict[str, str], options: ExportOptions) -> Claim:
    text = texts.get(claim.article_id)

    def recut(span: Span) -> Span:
        """Take the same words from the covered text, so that both agree, at most as long as allowed."""
        words = text[span.start : span.end] if text is not None else cover(span.text)
        kept = words if options.with_text else words[: options.quote_limit]
        return Span(span.start, span.start + len(kept), kept)

    covered = dataclasses.replace(_mapped(claim, cover, recut), article_key=_shared_key(claim.article_key))
    return dataclasses.replace(covered, place=_place(claim.place, cover, options))


def _incident(incident: Incident, cover: Cover, options: ExportOptions) -> Incident:
    covered = dataclasses.replace(_mapped(incident, cover), place=_place(incident.place, cover, options))
    if options.coarsen is None:
        return covered
    kept = tuple(each for each in covered.disputes if each.field != "place")
    return dataclasses.replace(covered, disputes=kept)


def _place(place: Place | None, cover: Cover, options: ExportOptions) -> Place | None:
    if place is None or options.coarsen is None:
        return _mapped(place, cover)
    if place.precision not in _FINER[options.coarsen]:
        return place if place.precision != "unknown" else Place(None, country=place.country)
    admin1 = place.admin1 if options.coarsen == "admin1" else None
    row = country(place.country)
    name = admin1 or (row["name"] if row else place.country)
    return Place(
        name,
        country=place.country,
        admin1=admin1,
        precision="admin1" if admin1 else "country" if place.country else "unknown",
        inferred=place.inferred,
        resolved_by="coarsened",
    )


def _mapped(value: T, cover: Cover, recut: Callable[[Span], Span] | None = None) -> T:
    """Return ``value`` with every free text covered; spans go through ``recut`` where it is given."""
    result: Any = value  # one function walks every kind of value, which no type can follow
    if isinstance(value, str):
        result = cover(value)
    elif isinstance(value, Span) and recut is not None:
        result = recut(value)
    elif isinstance(value, tuple):
        result = tuple(_mapped(each, cover, recut) for each in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        result = dataclasses.replace(
            value,
            **{
                field.name: _mapped(getattr(value, field.name), cover, recut)
                for field in dataclasses.fields(value)
                if not (field.name in _KEPT or field.name.endswith(("_id", "_ids", "_key")))
            },
        )
    return cast(T, result)


def _article_ids(record: ExportRecord) -> set[str]:
    return {each.article_id for each in record.articles} | {each.article_id for each in record.claims}
