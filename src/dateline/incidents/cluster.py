"""Order-independent clustering of one connected component of units."""

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
UNSEEN = -1.0  # Log-odds of a pair that blocking did not propose: some evidence against, not proof.


@dataclass(frozen=True, slots=True)
class Ties:
    """What must and what cannot be one: pairs of unit ids, each pair sorted."""

    must: frozenset[Pair] = field(default=frozenset())
    cannot: frozenset[Pair] = field(default=frozenset())


def cluster(
    units: Collection[str], odds: Mapping[Pair, float], *, ties: Ties, article_of: Mapping[str, str], bar: float
) -> list[tuple[str, ...]]:
    """Return the clusters of ``units`` by average linkage of log-odds, each sorted, in order of their ids.

    Pairs of one article never join unless ``ties.must`` says so. Two clusters join while their mean
    log-odds over all pairs exceeds ``bar``; the highest mean first, ties by id, so that the order of the
    input is without effect.
    """
    work = _Agglomeration(units, odds, ties, article_of)
    work.run(bar)
    return sorted(tuple(sorted(members)) for members in work.members.values())


class _Agglomeration:
    def __init__(
        self, units: Collection[str], odds: Mapping[Pair, float], ties: Ties, article_of: Mapping[str, str]
    ) -> None:
        self.members: dict[str, list[str]] = {unit: [unit] for unit in sorted(units)}
        self.articles: dict[str, set[str]] = {unit: {article_of[unit]} for unit in self.members}
        self.links: dict[str, dict[str, tuple[float, int]]] = {unit: {} for unit in self.members}
        self.apart: dict[str, set[str]] = {unit: set() for unit in self.members}
        for (a, b), value in sorted(odds.items()):
            self.links[a][b] = self.links[b][a] = (value, 1)
        for a, b in sorted(ties.cannot):
            if a in self.members and b in self.members:
                self.apart[a].add(b)
                self.apart[b].add(a)
        self._join_musts(pair for pair in sorted(ties.must) if pair[0] in self.members and pair[1] in self.members)

    def _join_musts(self, pairs: Iterable[Pair]) -> None:
        home = {unit: unit for unit in self.members}
        for a, b in pairs:
            left, right = sorted((home[a], home[b]))
            if left != right and right not in self.apart[left]:
                self.merge(left, right)
                home = {unit: left if at == right else at for unit, at in home.items()}

    def run(self, bar: float) -> None:
        heap = [entry for a in self.members for b in self.links[a] if a < b for entry in self._offer(a, b, bar)]
        heapq.heapify(heap)
        while heap:
            mean, a, b = heapq.heappop(heap)
            if a in self.members and b in self.members and self._offer(a, b, bar) == [(mean, a, b)]:
                self.merge(a, b)
                for c in self.links[a]:
                    for entry in self._offer(min(a, c), max(a, c), bar):
                        heapq.heappush(heap, entry)

    def _offer(self, a: str, b: str, bar: float) -> list[tuple[float, str, str]]:
        if b in self.apart[a] or self.articles[a] & self.articles[b]:
            return []
        total, seen = self.links[a][b]
        size = len(self.members[a]) * len(self.members[b])
        mean = (total + UNSEEN * (size - seen)) / size
        return [(-mean, a, b)] if mean > bar else []

    def merge(self, a: str, b: str) -> None:
        """Put cluster ``b`` into ``a`` (``a`` < ``b``)."""
        self.members[a] += self.members.pop(b)
        self.articles[a] |= self.articles.pop(b)
        for other in self.apart.pop(b):
            self.apart[a].add(other)
            self.apart[other].discard(b)
            self.apart[other].add(a)
        for other, (total, seen) in self.links.pop(b).items():
            del self.links[other][b]
            if other != a:
                before, count = self.links[a].get(other, (0.0, 0))
                self.links[a][other] = self.links[other][a] = (before + total, count + seen)
