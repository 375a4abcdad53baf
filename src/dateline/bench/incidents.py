"""How well and how fast claims become incidents: GVA documents, two baselines, and the cost of growth."""

import hashlib
import json
import math
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dateline.bench.clustering import Score, b_cubed, conll, pairwise
from dateline.bench.surface import surface
from dateline.core import (
    Article,
    Attribution,
    Casualty,
    Claim,
    Count,
    Event,
    Incident,
    Place,
    Span,
    Time,
    content_id,
)
from dateline.incidents import Linker, LinkOptions, link

GVA = "claims/gva_longtail"
# Cosine from which the TF-IDF baseline joins: the best of 0.1, 0.15, ... 0.6 on the fitting half of GVA.
COSINE = 0.3
VIOLENCE = frozenset(
    ("shooting", "killing", "attack", "armed_clash", "mob_violence", "abduction", "property_destruction", "explosion")
)


@dataclass(frozen=True, slots=True)
class Clustering:
    """Scores of one way to cluster documents by incident."""

    system: str
    documents: int
    b_cubed: Score
    pairwise: Score
    conll: float


def gva_rows(data: Path, *, half: str = "held-out") -> list[dict[str, Any]]:
    """Return the GVA documents of one half by incident: ``fitting``, ``held-out`` or ``all``.

    The halves are those of training/fit_linking.py. Raises FileNotFoundError when the data is not there.
    """
    lines = (data / GVA / "documents.dev.jsonl").read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return [row for row in found if half == "all" or first_half(row["incident_id"]) == (half == "fitting")]


def first_half(incident_id: str) -> bool:
    """Say whether an incident belongs to the half on which weights are fitted."""
    return hashlib.sha256(incident_id.encode()).digest()[0] < 128


def gva(
    rows: Sequence[Mapping[str, Any]], read: Sequence[tuple[Article, Sequence[Claim]]] | None = None
) -> list[Clustering]:
    """Return the scores of Dateline and of two baselines on ``rows``.

    ``read`` holds, row by row, the article and the claims that a reader made of it; without it the surface
    reader stands in. A document counts to the incident of its main event; one without claims stands alone.
    """
    gold, systems = gva_labels(rows, read)
    return [
        Clustering(name, len(gold), b_cubed(gold, found), pairwise(gold, found), conll(gold, found))
        for name, found in systems.items()
    ]


def gva_labels(
    rows: Sequence[Mapping[str, Any]], read: Sequence[tuple[Article, Sequence[Claim]]] | None = None
) -> tuple[dict[str, Hashable], dict[str, dict[str, Hashable]]]:
    """Return the incident of each document by id: the gold's, and each system's by its name."""
    pairs = list(read) if read is not None else [(a, [c]) for a, c in map(surface, rows)]
    articles = [article for article, _ in pairs]
    claims = [claim for _, made in pairs for claim in made]
    gold: dict[str, Hashable] = {a.article_id: row["incident_id"] for a, row in zip(articles, rows, strict=True)}
    main = {article.article_id: main_claim(made) for article, made in pairs}
    named, _ = link(claims, articles)
    home = {claim.claim_id: claim.incident_id for claim in named}
    return gold, {
        "dateline": {a: home[claim.claim_id] if claim else a for a, claim in main.items()},
        "same day + same place": same_day_and_place(main),
        "TF-IDF, single link": dict(tfidf_clusters({a.article_id: a.text for a in articles}, COSINE)),
    }


@dataclass(frozen=True, slots=True)
class FigureScore:
    """How often the settled figure equals the final one, over incidents whose final figure is above 0.

    ``stated`` is the share for which any figure was settled; ``exact`` counts the others as wrong.
    """

    effect: str
    incidents: int
    stated: float
    exact: float
    mean_error: float


def gva_figures(
    rows: Sequence[Mapping[str, Any]], read: Sequence[tuple[Article, Sequence[Claim]]], data: Path
) -> list[FigureScore]:
    """Return how well the tolls of the main incidents meet the final GVA figures (killed, injured)."""
    lines = (data / GVA / "incidents.dev.jsonl").read_text("utf-8").splitlines()
    final = {row["id"]: row for row in map(json.loads, lines)}
    named, incidents = link([c for _, made in read for c in made], [article for article, _ in read])
    by_id = {incident.incident_id: incident for incident in incidents}
    home = {claim.claim_id: claim.incident_id for claim in named}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for row, (_, made) in zip(rows, read, strict=True):
        claim = main_claim(made)
        incident_id = home[claim.claim_id] if claim else None
        if incident_id:
            votes[row["incident_id"]][incident_id] += 1
    chosen = {gold: by_id[max(sorted(found), key=found.__getitem__)] for gold, found in votes.items() if gold in final}
    return [
        _figure_score(effect, [(final[gold][f"num_{effect}"], _figure(made, effect)) for gold, made in chosen.items()])
        for effect in ("killed", "injured")
    ]


def _figure(incident: Incident, effect: str) -> int | None:
    """Return the total, else the greatest class: classes may overlap, so they are never added."""
    rows = [toll for toll in incident.casualties if toll.effect == effect]
    values = {toll.who: toll.best if toll.best is not None else toll.low for toll in rows}
    known = [value for value in values.values() if value is not None]
    return values[None] if values.get(None) is not None else max(known, default=None)


def _figure_score(effect: str, pairs: Sequence[tuple[int, int | None]]) -> FigureScore:
    counted = [(gold, found) for gold, found in pairs if gold > 0]
    stated = [(gold, found) for gold, found in counted if found is not None]
    n = len(counted) or 1
    exact = sum(gold == found for gold, found in stated) / n
    error = sum(abs(gold - found) for gold, found in stated) / (len(stated) or 1)
    return FigureScore(effect, len(counted), len(stated) / n, exact, error)


def main_claim(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim of the event that an article is about: violence first, then most claims, then first."""
    support = Counter(claim.event.event_key for claim in claims)
    deadly = [claim for claim in claims if claim.event.type in VIOLENCE] or list(claims)
    return min(deadly, key=lambda c: (-support[c.event.event_key], c.event.trigger, c.claim_id), default=None)


def same_day_and_place(main: Mapping[str, Claim | None]) -> dict[str, Hashable]:
    """Return the baseline that joins documents whose events have the same day and the same place name."""
    found: dict[str, Hashable] = {}
    for article_id, claim in main.items():
        known = claim is not None and claim.time and claim.time.start and claim.place and claim.place.name
        found[article_id] = (claim.time.start, claim.place.name) if known else article_id  # type: ignore[union-attr]
    return found


def tfidf_clusters(texts: Mapping[str, str], cosine: float) -> dict[str, str]:
    """Return the baseline of connected components over TF-IDF cosine above ``cosine``."""
    bags = {name: Counter(re.findall(r"\w{3,}", text.casefold())) for name, text in sorted(texts.items())}
    spread = Counter(word for bag in bags.values() for word in bag)
    postings: dict[str, list[tuple[str, float]]] = defaultdict(list)
    home = {name: name for name in bags}

    def find(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    for name, bag in bags.items():
        # Words of one document join nothing; words of a twentieth of all join everything.
        weights = {
            word: (1 + math.log(n)) * math.log(len(bags) / spread[word])
            for word, n in bag.items()
            if spread[word] <= max(2, len(bags) // 20)
        }
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        likeness: Counter[str] = Counter()
        for word, weight in weights.items():
            for other, theirs in postings[word]:
                likeness[other] += weight / norm * theirs  # type: ignore[assignment]
            postings[word].append((name, weight / norm))
        for other in sorted(other for other, value in likeness.items() if value > cosine):
            home[find(name)] = find(other)
    return {name: find(name) for name in bags}


@dataclass(frozen=True, slots=True)
class Growth:
    """The cost of adding articles to a record of ``articles``: CPU milliseconds an article, pairs an article."""

    articles: int
    ms_per_article: float
    incidents: int


def growth(sizes: Sequence[int], *, step: int = 500) -> Iterator[Growth]:
    """Give the CPU cost of adding ``step`` articles when the record has reached each of ``sizes`` (ascending)."""
    linker = Linker(LinkOptions())
    done = 0
    for size in sizes:
        while done < size - step:
            done += _extend(linker, done, min(2000, size - step - done))
        begun = time.process_time()
        done += _extend(linker, done, step)
        spent = time.process_time() - begun
        yield Growth(done, spent / step * 1000, len(linker.clusters))


def _extend(linker: Linker, since: int, number: int) -> int:
    made = [synthetic(n) for n in range(since, since + number)]
    linker.add([claim for _, claim in made], [article for article, _ in made])
    return number


def synthetic(number: int) -> tuple[Article, Claim]:
    """Return an invented report: every incident is told by three outlets; 20 incidents a day over 400 towns."""
    incident, outlet = divmod(number, 3)
    chance = random.Random(incident)
    town, day = chance.randrange(400), date(2000, 1, 1) + timedelta(incident // 20)
    person = f"{_name(chance)} {_name(chance)}"
    text = f"{outlet} gunmen shot {person} near the {_name(chance)} market in Town{town}."
    sha = hashlib.sha256(text.encode()).hexdigest()
    told = (day + timedelta(outlet)).isoformat()
    article = Article(content_id("article", text), str(number), text, sha, published=told, publisher=f"Outlet {outlet}")
    span, word = Span.of(text, 0, len(text)), Span.of(text, 9, 13)
    return article, Claim(
        claim_id=content_id("claim", article.article_id),
        article_id=article.article_id,
        article_key=article.article_key,
        event=Event("shooting", word, Count(), content_id("event", article.article_id)),
        modality="happened",
        attribution=Attribution(None, "publisher", False, False, "asserts"),
        evidence=(span,),
        time=Time(day.isoformat(), day.isoformat(), "day"),
        place=Place(f"Town{town}", 30 + town % 20, 30 + town // 20, town, "SY", None, "exact", 5.0),
        casualties=(Casualty("killed", "people", 1, 1, 1, span),),
        published=told,
        publisher=article.publisher,
        confidence=0.5,
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(pair) for pair in ("BDFKLMNRSTVZ", "aeiou", "bdfklmnrstvz", "aeiou", "lmnrst"))
