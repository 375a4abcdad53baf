"""Claims and articles made by hand for the tests of incidents."""

import hashlib
from collections.abc import Sequence

from dateline.core import (
    Article,
    Attribution,
    Casualty,
    Claim,
    Count,
    Event,
    Participant,
    Place,
    Span,
    Time,
    content_id,
)

PLACES = {
    "Rasta": Place("Rasta", 33.50, 36.30, 1, "SY", "Damascus", "exact", 3.0),
    "Belmar": Place("Belmar", 36.20, 37.16, 2, "SY", "Aleppo", "exact", 3.0),
    "Kolno": Place("Kolno", 48.60, 38.00, 3, "UA", "Donetsk", "exact", 3.0),
}


def article(text: str, *, published: str | None = "2016-10-05", publisher: str = "Daily Post", **rest: str) -> Article:
    sha = hashlib.sha256(text.encode()).hexdigest()
    key = rest.pop("key", sha[:8])
    return Article(content_id("article", text, key), key, text, sha, published=published, publisher=publisher, **rest)  # type: ignore[arg-type]


def claim(
    source: Article,
    trigger: str,
    *,
    kind: str = "air_strike",
    day: str | tuple[str, str] | None = "2016-10-04",
    place: str | None = "Rasta",
    killed: int | tuple[int | None, int | None, int | None] | None = None,
    who: str | None = "people",
    by: str | None = None,
    said: str | None = None,
    said_kind: str = "ngo",
    stance: str = "asserts",
    modality: str = "happened",
    event: str = "e1",
    via: Sequence[str] = (),
    confidence: float = 0.8,
) -> Claim:
    at = source.text.index(trigger)
    word = Span.of(source.text, at, at + len(trigger))
    start = source.text.rfind(".", 0, at) + 1
    end = source.text.find(".", at)
    sentence = Span.of(source.text, start, len(source.text) if end < 0 else end + 1)
    rows: tuple[Casualty, ...] = ()
    if killed is not None:
        low, best, high = killed if isinstance(killed, tuple) else (killed, killed, killed)
        rows = (Casualty("killed", who, low, best, high, sentence),)
    days = (day, day) if isinstance(day, str) else day
    return Claim(
        claim_id=content_id("claim", source.article_id, event, said, stance, modality, str(killed), by, str(at)),
        article_id=source.article_id,
        article_key=source.article_key,
        event=Event(kind, word, Count(), content_id("event", source.article_id, event)),
        modality=modality,
        attribution=Attribution(said, said_kind if said else "publisher", bool(said), False, stance, tuple(via)),
        evidence=(sentence,),
        participants=(Participant("perpetrator", by, "state_force", span=sentence),) if by else (),
        time=Time(*days, "day" if days[0] == days[1] else "range") if days else None,
        place=PLACES[place] if place else None,
        casualties=rows,
        confidence=confidence,
        published=source.published,
        publisher=source.publisher,
    )
