"""Which gazetteer entry each name of an article means: priors, containers and what stands beside it."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.read.places.gazetteer import Entry, Gazetteer
from dateline.read.places.names import fold
from dateline.read.places.recognise import Mention, contains
from dateline.read.places.rows import ADMIN1, ADMIN2, CAPITAL, COARSE, CONTINENT, COUNTRY, PART, REGION, WATER

MOST_CANDIDATES = 36
# A name whose best reading stays below this probability is left unresolved: a wrong point is worse than none.
LEAST_PROBABILITY = 0.12
_ROUNDS = 3
_NEAR_KM = 120.0
# The first votes are cast in doubt, so that small places near each other can outvote a famous namesake.
_FIRST_DOUBT = 0.6


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the evidence for one reading, in log odds. Source: tuned on one half of LGL (see docs)."""

    population: float = 0.75
    primary: float = 0.6
    country: float = 4.5
    capital: float = 2.2
    admin1: float = -0.8
    admin2: float = -0.6
    coarse: float = 1.5
    said_kind: float = 5.0
    wrong_kind: float = 2.5
    container: float = 7.0
    same_country: float = 2.5
    same_admin1: float = 3.0
    nearness: float = 2.5
    home: float = 1.0


@dataclass(slots=True)
class Group:
    """All mentions of one name in one article, and what it may mean."""

    folded: str
    mentions: list[Mention]
    entries: list[Entry]
    prior: np.ndarray = field(default_factory=lambda: np.zeros(0))
    chance: np.ndarray = field(default_factory=lambda: np.zeros(0))

    @property
    def best(self) -> tuple[Entry, float] | None:
        """Return the likeliest entry and its probability."""
        if not self.entries:
            return None
        index = int(self.chance.argmax())
        return self.entries[index], float(self.chance[index])


_CITY_KINDS = frozenset(
    ["city", "town", "village", "hamlet", "settlement", "capital", "neighborhood", "neighbourhood", "suburb"]
)
_ADMIN1_KINDS = frozenset(
    ["province", "governorate", "state", "department", "region", "oblast", "territory", "prefecture", "canton"]
)
_ADMIN2_KINDS = frozenset(["county", "parish", "district", "municipality", "borough", "agency", "township"])


def _kind_fit(entry: Entry, kind: str, weights: Weights) -> float:
    if kind in _ADMIN1_KINDS:
        fits = entry.feature in (ADMIN1, REGION)
    elif kind in _ADMIN2_KINDS:
        fits = entry.feature == ADMIN2
    elif kind in _CITY_KINDS:
        fits = entry.feature not in (ADMIN1, ADMIN2, COUNTRY, REGION, CONTINENT)
    else:
        return 0.0
    return weights.said_kind if fits else -weights.wrong_kind


def prior(entry: Entry, folded: str, weights: Weights) -> float:
    """Return how likely ``entry`` is meant by its name alone (log odds up to a constant)."""
    score = weights.population * math.log10(max(entry.population, 100) / 100)
    score += weights.primary * (fold(entry.name) == folded)
    bonus = {
        COUNTRY: weights.country, CAPITAL: weights.capital, ADMIN1: weights.admin1, ADMIN2: weights.admin2,
        CONTINENT: weights.country + 4, REGION: weights.coarse + 4, WATER: weights.coarse + 4, PART: weights.coarse + 2,
    }  # fmt: skip
    return score + bonus.get(entry.feature, 0.0)


def resolve(
    mentions: Sequence[Mention], gazetteer: Gazetteer, home: str = "", weights: Weights = Weights()
) -> list[Group]:
    """Return the mentions grouped by name, each group with the probabilities of its readings.

    ``home`` is the ISO code of the publisher's country, "" when unknown: a weak prior.
    """
    groups = _groups(mentions, gazetteer, weights, home)
    by_name = defaultdict(list)
    for group in groups:
        by_name[group.folded].append(group)
    for group in groups:
        _hold_inside(group, by_name, weights)
        group.chance = _softmax(_FIRST_DOUBT * group.prior)
    if any(len(group.entries) > 1 for group in groups):
        for _ in range(_ROUNDS):
            _vote(groups, weights)
    return groups


def _groups(mentions: Sequence[Mention], gazetteer: Gazetteer, weights: Weights, home: str) -> list[Group]:
    """Group by name; mentions in different containers are different places, bare ones go with the first."""
    by_key: dict[tuple[str, str], list[Mention]] = {}
    first: dict[str, str] = {}
    for mention in mentions:
        if mention.inside:
            first.setdefault(mention.folded, mention.inside)
    for mention in mentions:
        inside = mention.inside or first.get(mention.folded, "")
        by_key.setdefault((mention.folded, inside), []).append(mention)
    groups = []
    for (folded, _), same in by_key.items():
        kinds = [mention.kind for mention in same if mention.kind]
        scored = []
        for row in same[0].rows:
            entry = gazetteer.entry(row)
            score = prior(entry, folded, weights) + weights.home * (entry.country == home)
            score += max((_kind_fit(entry, kind, weights) for kind in kinds), default=0.0)
            scored.append((score, entry))
        scored.sort(key=lambda pair: (-pair[0], pair[1].row))
        groups.append(Group(folded, same, [entry for _, entry in scored], np.array([score for score, _ in scored])))
    return groups


def _hold_inside(group: Group, by_name: dict[str, list[Group]], weights: Weights) -> None:
    """Favour readings that lie in the container that the text names, then keep the best candidates."""
    inside = next((mention.inside for mention in group.mentions if mention.inside), "")
    for holder_group in by_name.get(inside, []):
        for index, entry in enumerate(group.entries):
            depth = [i for i, holder in enumerate(holder_group.entries[:12]) if contains(holder, entry)]
            if depth:
                group.prior[index] += weights.container - 0.5 * min(depth)
        break
    if len(group.entries) > MOST_CANDIDATES:
        kept = np.argsort(-group.prior, kind="stable")[:MOST_CANDIDATES]
        group.entries = [group.entries[int(index)] for index in kept]
        group.prior = group.prior[kept]


def _softmax(scores: np.ndarray) -> np.ndarray:
    if len(scores) < 2:
        return np.ones(len(scores))
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def _vote(groups: list[Group], weights: Weights) -> None:
    """Let every group be judged by the others: countries, divisions and neighbours that they speak for."""
    country: dict[str, float] = defaultdict(float)
    admin1: dict[str, float] = defaultdict(float)
    shares = []
    for group in groups:
        own_country: dict[str, float] = defaultdict(float)
        own_admin1: dict[str, float] = defaultdict(float)
        mass = math.sqrt(len(group.mentions))
        for entry, chance in zip(group.entries, group.chance.tolist(), strict=True):
            if chance > 0.02:
                own_country[entry.country] += mass * chance
                if entry.admin1:
                    own_admin1[entry.admin1] += mass * chance
        for code, value in own_country.items():
            country[code] += value
        for code, value in own_admin1.items():
            admin1[code] += value
        shares.append((own_country, own_admin1))
    close = _nearness(groups)
    total = sum(country.values())
    for group, (own_country, own_admin1), near in zip(groups, shares, close, strict=True):
        if len(group.entries) < 2:
            continue
        rest = max(total - sum(own_country.values()), 1.0)
        score = group.prior.copy()
        for index, entry in enumerate(group.entries):
            if entry.country:
                score[index] += weights.same_country * (country[entry.country] - own_country[entry.country]) / rest
            if entry.admin1:
                score[index] += weights.same_admin1 * (admin1[entry.admin1] - own_admin1[entry.admin1]) / rest
        group.chance = _softmax(score + weights.nearness * near)


def _nearness(groups: list[Group]) -> list[np.ndarray]:
    """Return for each candidate how near the others' likely readings are (0 to 1)."""
    sources = [
        (number, entry, chance * math.sqrt(len(group.mentions)))
        for number, group in enumerate(groups)
        for entry, chance in zip(group.entries, group.chance.tolist(), strict=True)
        if chance > 0.04 and entry.feature not in COARSE
    ]
    if not sources:
        return [np.zeros(len(group.entries)) for group in groups]
    owner = np.array([number for number, _, _ in sources])
    lat, lon = (np.radians([getattr(entry, name) for _, entry, _ in sources]) for name in ("lat", "lon"))
    mass = np.array([value for _, _, value in sources])
    result = []
    for number, group in enumerate(groups):
        if len(group.entries) < 2:
            result.append(np.zeros(len(group.entries)))
            continue
        here = np.radians([[entry.lat, entry.lon] for entry in group.entries])
        gap = np.hypot(lat - here[:, :1], (lon - here[:, 1:]) * np.cos(here[:, :1])) * 6371
        pull = np.exp(-gap / _NEAR_KM) * np.where(owner == number, 0.0, mass)
        near = pull.sum(axis=1)
        result.append(near / (near + 1.0))
    return result
