"""How well claims become incidents: GVA documents and two baselines."""

import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.bench.surface import surface
from dateline.core import Article, Claim
from dateline.incidents import link

GVA = "claims/gva_longtail"
# Cosine from which the TF-IDF baseline joins: the best of 0.1, 0.15, ... 0.6 on the fitting half of GVA.
COSINE = 0.3
VIOLENCE = frozenset(
    "air_strike drone_strike shelling armed_clash suicide_bombing remote_explosive grenade chemical_attack explosion "
    "shooting killing attack sexual_violence torture_or_beating abduction property_destruction protest_repressed riot "
    "mob_violence".split()
)


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


def gva_labels(
    rows: Sequence[Mapping[str, Any]], read: Sequence[tuple[Article, Sequence[Claim]]] | None = None
) -> tuple[dict[str, Hashable], dict[str, dict[str, Hashable]]]:
    """Return the incident of each document by id: the gold's, and each system's by its name.

    ``read`` holds, row by row, the article and the claims that a reader made of it; without it the surface
    reader stands in. A document counts to the incident of its main event; one without claims stands alone.
    """
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


def main_claim(claims: Sequence[Claim]) -> Claim | None:
    """Return the claim of the event that an article is about: of those that killed (else of violence) the first."""
    violent = [claim for claim in claims if claim.event.type in VIOLENCE]
    deadly = [claim for claim in violent if any(row.effect == "killed" and row.high != 0 for row in claim.casualties)]
    return min(deadly or violent or claims, key=lambda c: (c.event.trigger, c.claim_id), default=None)


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
