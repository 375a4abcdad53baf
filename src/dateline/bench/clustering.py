"""Scores of a clustering against gold: B-cubed, MUC, CEAF-e, CoNLL and pairwise F1."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Labels = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean; 0 when both parts are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(gold: Labels, found: Labels) -> Score:
    """Return B-cubed over the items of ``gold``. Source: Bagga and Baldwin 1998."""
    joint, left, right = _tables(gold, found)
    n = len(gold) or 1
    precision = sum(c * c / right[f] for (_, f), c in joint.items()) / n
    recall = sum(c * c / left[g] for (g, _), c in joint.items()) / n
    return Score(precision, recall)


def pairwise(gold: Labels, found: Labels) -> Score:
    """Return the score over pairs of items: same cluster or not."""
    joint, left, right = _tables(gold, found)
    both = sum(c * (c - 1) for c in joint.values())
    return Score(both / (_links(right) or 1), both / (_links(left) or 1))


def muc(gold: Labels, found: Labels) -> Score:
    """Return the MUC link score. Source: Vilain et al. 1995."""
    joint, left, right = _tables(gold, found)
    parts_gold, parts_found = Counter(g for g, _ in joint), Counter(f for _, f in joint)
    recall = sum(n - parts_gold[g] for g, n in left.items()) / (sum(n - 1 for n in left.values()) or 1)
    precision = sum(n - parts_found[f] for f, n in right.items()) / (sum(n - 1 for n in right.values()) or 1)
    return Score(precision, recall)


def ceaf_e(gold: Labels, found: Labels) -> Score:
    """Return entity-based CEAF with phi4. Source: Luo 2005. Optimal assignment within each connected block."""
    joint, left, right = _tables(gold, found)
    total = sum(_assigned(block, joint, left, right) for block in _blocks(joint))
    return Score(total / (len(right) or 1), total / (len(left) or 1))


def conll(gold: Labels, found: Labels) -> float:
    """Return the mean of MUC, B-cubed and CEAF-e F1."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3


def _tables(
    gold: Labels, found: Labels
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    joint = Counter((gold[item], found[item]) for item in gold)
    return joint, Counter(gold.values()), Counter(found[item] for item in gold)


def _links(sizes: Counter[Hashable]) -> int:
    return sum(n * (n - 1) for n in sizes.values())


def _blocks(joint: Mapping[tuple[Hashable, Hashable], int]) -> list[list[tuple[Hashable, Hashable]]]:
    home: dict[Hashable, Hashable] = {}

    def find(node: Hashable) -> Hashable:
        while home.setdefault(node, node) != node:
            node = home[node]
        return node

    for g, f in joint:
        home[find(("g", g))] = find(("f", f))
    blocks: dict[Hashable, list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for g, f in joint:
        blocks[find(("g", g))].append((g, f))
    return list(blocks.values())


def _assigned(
    block: Sequence[tuple[Hashable, Hashable]],
    joint: Mapping[tuple[Hashable, Hashable], int],
    left: Mapping[Hashable, int],
    right: Mapping[Hashable, int],
) -> float:
    gs, fs = list(dict.fromkeys(g for g, _ in block)), list(dict.fromkeys(f for _, f in block))
    gain = np.zeros((len(gs), len(fs)))
    for g, f in block:
        gain[gs.index(g), fs.index(f)] = 2 * joint[g, f] / (left[g] + right[f])
    return best_assignment(gain)


def best_assignment(gain: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> float:
    """Return the greatest total of a one-to-one assignment (Kuhn-Munkres by potentials, O(n^2 m))."""
    cost = -(gain if gain.shape[0] <= gain.shape[1] else gain.T)
    n, m = cost.shape
    u, v, match = np.zeros(n + 1), np.zeros(m + 1), np.zeros(m + 1, dtype=int)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, way = np.full(m + 1, np.inf), np.zeros(m + 1, dtype=int)
        used = np.zeros(m + 1, dtype=bool)
        while match[j0]:
            used[j0] = True
            row = match[j0]
            reduced = np.append(np.inf, cost[row - 1] - u[row] - v[1:])
            better = ~used & (reduced < least)
            least[better], way[better] = reduced[better], j0
            j1 = int(np.argmin(np.where(used, np.inf, least)))
            delta = least[j1]
            u[match[used]] += delta
            v[used] -= delta
            least[~used] -= delta
            j0 = j1
        while j0:
            match[j0], j0 = match[way[j0]], way[j0]
    return float(sum(-cost[match[j] - 1, j - 1] for j in range(1, m + 1) if match[j]))
