"""From claims to incidents: link, then settle each cluster."""

import dataclasses
from collections import defaultdict
from collections.abc import Sequence

from dateline.core import Article, Claim, Decision, Incident, content_id
from dateline.incidents.linker import Linker
from dateline.incidents.options import LinkOptions
from dateline.incidents.settle import settle
from dateline.incidents.units import unit_id

DEFAULTS = LinkOptions()


def link(
    claims: Sequence[Claim],
    articles: Sequence[Article],
    options: LinkOptions = DEFAULTS,
    decisions: Sequence[Decision] = (),
) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    """Return the claims with their ``incident_id``, in the order given, and the incidents by date and id.

    With ``options.as_of`` only claims of articles published by that day count; the others come back with
    no incident, and corrections decided later are left out (joins, splits and rejections hold: they say
    which reports belong together, not what became known). A rejected incident is left out with its claims.
    The result does not depend on the order of the input.
    """
    linker = Linker(options, decisions)
    linker.add(known(claims, articles, options), articles)
    return incidents_of(linker, claims, articles)


def known(claims: Sequence[Claim], articles: Sequence[Article], options: LinkOptions) -> list[Claim]:
    """Return the claims that were public on ``options.as_of``: all when there is no such day."""
    if options.as_of is None:
        return list(claims)
    published = {article.article_id: article.published for article in articles}
    days = [(claim.published or published.get(claim.article_id) or "9999")[:10] for claim in claims]
    return [claim for claim, day in zip(claims, days, strict=True) if day <= options.as_of]


def incidents_of(
    linker: Linker, claims: Sequence[Claim], articles: Sequence[Article]
) -> tuple[tuple[Claim, ...], tuple[Incident, ...]]:
    """Return ``claims`` and the incidents as ``linker`` now has them; see ``link``."""
    by_article = {article.article_id: article for article in articles}
    held: dict[str, list[Claim]] = defaultdict(list)
    for claim in linker.claims.values():
        held[unit_id(claim)].append(claim)
    home: dict[str, str] = {}
    incidents: list[Incident] = []
    for cluster in linker.clusters:
        decisions = _on(cluster, linker)
        if _rejected(cluster, decisions, linker):
            continue
        name = incident_id(cluster, linker)
        home.update(dict.fromkeys(cluster, name))
        members = [dataclasses.replace(c, incident_id=name) for unit in cluster for c in held[unit]]
        told = _with_originals({c.article_id for c in members}, by_article)
        incidents.append(settle(members, told, incident_id=name, options=linker.options, decisions=decisions))
    named = tuple(
        dataclasses.replace(c, incident_id=home.get(unit_id(c)) if c.claim_id in linker.claims else None)
        for c in claims
    )
    return named, tuple(sorted(incidents, key=lambda i: (_first_day(i), i.incident_id)))


def incident_id(cluster: Sequence[str], linker: Linker) -> str:
    """Return the id of the incident: that of its earliest report, so that later ones do not change it."""
    first = min(cluster, key=lambda unit: (linker.unit(unit).published or 10**7, unit))
    return content_id("incident", first)


def _with_originals(article_ids: set[str], by_article: dict[str, Article]) -> list[Article]:
    """Return the articles named, and those of which they are copies."""
    found: dict[str, Article] = {}
    queue = sorted(article_ids)
    while queue:
        article = by_article.get(queue.pop())
        if article is not None and article.article_id not in found:
            found[article.article_id] = article
            queue += [article.duplicate_of] if article.duplicate_of else []
    return list(found.values())


def _on(cluster: Sequence[str], linker: Linker) -> list[Decision]:
    as_of = linker.options.as_of
    found = {d for unit in cluster for d in linker.rulings.on.get(unit, ())}
    kept = [d for d in found if as_of is None or d.kind != "correct" or d.at[:10] <= as_of]
    return sorted(kept, key=lambda d: (d.at, d.decision_id))


def _rejected(cluster: Sequence[str], decisions: Sequence[Decision], linker: Linker) -> bool:
    """Say whether a rejection, not followed by a confirmation, speaks of at least half of the reports."""
    last = [d for d in decisions if d.kind in ("reject", "confirm")][-1:]
    if not last or last[0].kind != "reject":
        return False
    spoken = sum(last[0] in linker.rulings.on.get(unit, ()) for unit in cluster)
    return 2 * spoken >= len(cluster)


def _first_day(incident: Incident) -> str:
    return (incident.time and (incident.time.start or incident.time.end)) or "9999"
