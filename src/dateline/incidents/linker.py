"""Linking as articles come in: only what a new article touches is compared and clustered again."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dateline.core import Article, Claim, Decision
from dateline.incidents.blocking import Blocks
from dateline.incidents.cluster import Pair, cluster
from dateline.incidents.compare import compare
from dateline.incidents.decisions import Rulings, rulings
from dateline.incidents.options import LinkOptions
from dateline.incidents.units import Unit, units_of
from dateline.incidents.weigh import log_odds


class Linker:
    """The state of linking. After any sequence of ``add`` the clusters equal those of adding all at once.

    A pair's evidence depends on the two units alone, and a cluster on its connected component alone; so
    re-clustering the components that new units touch is exact.
    """

    def __init__(self, options: LinkOptions | None = None, decisions: Sequence[Decision] = ()) -> None:
        self.options = options or LinkOptions()
        self.claims: dict[str, Claim] = {}
        self.rulings = Rulings()
        self._decisions = tuple(decisions)
        self._bar = math.log(self.options.threshold / (1 - self.options.threshold))
        self._blocks = Blocks()
        self._units: dict[str, Unit] = {}
        self._by_article: dict[str, set[str]] = defaultdict(set)
        self._odds: dict[str, dict[str, float]] = defaultdict(dict)
        self._cluster_of: dict[str, tuple[str, ...]] = {}

    @property
    def clusters(self) -> list[tuple[str, ...]]:
        """The clusters of unit ids, each sorted, in order."""
        return sorted(set(self._cluster_of.values()))

    def unit(self, unit_id: str) -> Unit:
        """Return the unit of that id; raises KeyError when there is none."""
        return self._units[unit_id]

    def add(self, claims: Iterable[Claim], articles: Sequence[Article]) -> set[tuple[str, ...]]:
        """Add all claims of some articles and return the clusters that came out new or changed.

        An article that is already there is replaced by its new reading.
        """
        fresh = list(claims)
        dirty = self._forget({claim.article_id for claim in fresh} & self._by_article.keys())
        units = units_of(fresh, articles)
        self.claims.update((claim.claim_id, claim) for claim in fresh)
        for unit in units:
            self._units[unit.unit_id] = unit
            self._by_article[unit.article_id].add(unit.unit_id)
        for a, b in self._blocks.add(units):
            left, right = self._units[a], self._units[b]
            if left.article_id != right.article_id:
                self._odds[a][b] = self._odds[b][a] = log_odds(compare(left, right))
        dirty |= {unit.unit_id for unit in units} | self._rule(fresh)
        return self._recluster(dirty)

    def _forget(self, article_ids: set[str]) -> set[str]:
        gone = {unit for article in article_ids for unit in self._by_article.pop(article)}
        touched = {member for unit in gone for member in self._cluster_of.pop(unit)}
        self._blocks.remove(sorted(gone))
        for unit in gone:
            touched |= self._odds[unit].keys()
            for other in self._odds.pop(unit):
                self._odds[other].pop(unit, None)
            for claim_id in self._units.pop(unit).claim_ids:
                self.claims.pop(claim_id, None)
        return touched - gone

    def _rule(self, fresh: Sequence[Claim]) -> set[str]:
        """Resolve decisions again where the new claims can matter to them; return the units they tie."""
        if not self._decisions:
            return set()
        named = {a.article_id for d in self._decisions for a in (*d.anchors, *d.others)}
        if named.isdisjoint(claim.article_id for claim in fresh):
            return set()
        held = [self.claims[c] for a in named for u in self._by_article.get(a, ()) for c in self._units[u].claim_ids]
        before, self.rulings = self.rulings.ties, rulings(self._decisions, held)
        after = self.rulings.ties
        return {unit for pair in before.must | before.cannot | after.must | after.cannot for unit in pair}

    def _recluster(self, dirty: set[str]) -> set[tuple[str, ...]]:
        changed: set[tuple[str, ...]] = set()
        seen: set[str] = set()
        tied: dict[str, set[str]] = defaultdict(set)
        for a, b in self.rulings.ties.must:
            tied[a].add(b)
            tied[b].add(a)
        for start in sorted(dirty | {m for unit in dirty for m in self._cluster_of.get(unit, ())}):
            if start in self._units and start not in seen:
                component = self._component(start, tied)
                seen |= component
                changed |= self._assign(component)
        return changed

    def _component(self, start: str, tied: dict[str, set[str]]) -> set[str]:
        found, queue = {start}, [start]
        while queue:
            unit = queue.pop()
            near = {other for other, odds in self._odds[unit].items() if odds > self._bar} | tied[unit]
            queue.extend(near - found)
            found |= near
        return found

    def _assign(self, component: set[str]) -> set[tuple[str, ...]]:
        odds: dict[Pair, float] = {
            (a, b): value for a in component for b, value in self._odds[a].items() if a < b and b in component
        }
        article_of = {unit: self._units[unit].article_id for unit in component}
        made = cluster(component, odds, ties=self.rulings.ties, article_of=article_of, bar=self._bar)
        changed = {members for members in made if any(self._cluster_of.get(u) != members for u in members)}
        for members in made:
            self._cluster_of.update(dict.fromkeys(members, members))
        return changed
