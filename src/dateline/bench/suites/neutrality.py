"""Suite ``neutrality``: whether who acts, and how it is worded, changes what is read. Sentences of our own."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from dateline.bench.result import Marks, Result, columns, estimate, share
from dateline.bench.samples import ALL_READ, article, reader
from dateline.claims import make_claims

# Names of both sides of several conflicts, each told in the plural so that every template is grammatical.
ACTORS: tuple[tuple[str, str], ...] = (
    ("government troops", "rebel fighters"),
    ("Syrian government forces", "Islamic State fighters"),
    ("Israeli soldiers", "Hamas fighters"),
    ("Russian troops", "Ukrainian troops"),
    ("Turkish soldiers", "Kurdish fighters"),
    ("police officers", "Taliban fighters"),
)
PLACE = "Hama"
_FIELDS = ("type", "roles", "stance")
_TARGET = Marks("none; our target is above 0.98")


@dataclass(frozen=True, slots=True)
class Told:
    """What was read of a sentence, with its actors named by their slot: {A} or {B}."""

    type: frozenset[str]
    roles: frozenset[tuple[str, str]]
    stance: frozenset[tuple[str, str]]


def run(data: Path, limit: int | None) -> list[Result]:
    """Return the share of swaps that leave type, roles and stance as they were; n counts templates or their groups."""
    del data
    templates = _templates()[:limit]
    told = {
        (number, pair): _read(template["template"], pair)
        for number, template in enumerate(templates)
        for pair in _pairs()
    }
    actors = [_kept([(told[n, (a, b)], told[n, (b, a)]) for a, b in ACTORS]) for n in range(len(templates))]
    groups: dict[str, list[int]] = defaultdict(list)
    for number, template in enumerate(templates):
        groups[template["group"]].append(number)
    wording = [
        _kept([each for pair in _pairs() for each in _against_usual([told[n, pair] for n in group])])
        for group in groups.values()
    ]
    return [
        estimate(
            f"{field} kept by a swap of {name}",
            counts,
            columns(share, 2 * k, 2 * k + 2),
            suite="neutrality",
            marks=_TARGET,
        )
        for name, counts in (("actors", actors), ("wording", wording))
        for k, field in enumerate((*_FIELDS, "all"))
    ]


def _templates() -> list[Mapping[str, str]]:
    lines = (resources.files("dateline.bench") / "swaps.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _pairs() -> Iterator[tuple[str, str]]:
    for one, other in ACTORS:
        yield one, other
        yield other, one


def _read(template: str, pair: tuple[str, str]) -> Told:
    text = template.format(A=pair[0], B=pair[1], PLACE=PLACE)
    text = text[0].upper() + text[1:]
    claims = make_claims(reader(ALL_READ).read_one(article({"id": text, "text": text})))
    return Told(
        frozenset(claim.event.type for claim in claims),
        frozenset((p.role, _slot(p.name, pair)) for claim in claims for p in claim.participants),
        frozenset((_slot(claim.attribution.source or "", pair), claim.attribution.stance) for claim in claims),
    )


def _slot(name: str, pair: tuple[str, str]) -> str:
    """Return {A} or {B} for the name of an actor or a part of it, and any other name as it is."""
    low = name.casefold().removeprefix("the ")
    found = [slot for slot, actor in zip(("{A}", "{B}"), pair, strict=True) if low and low in actor.casefold()]
    whole = [slot for slot, actor in zip(("{A}", "{B}"), pair, strict=True) if actor.casefold() in low]
    return "+".join(found or whole) or low


def _against_usual(told: Sequence[Told]) -> list[tuple[Told, Told]]:
    """Return each reading of a group of wordings beside the reading that most of them have."""
    usual = Counter(told).most_common(1)[0][0]
    return [(usual, each) for each in told]


def _kept(pairs: Sequence[tuple[Told, Told]]) -> list[int]:
    """Return (kept, compared) of each field, then of all."""
    counts: list[int] = []
    for field in _FIELDS:
        counts += [sum(getattr(a, field) == getattr(b, field) for a, b in pairs), len(pairs)]
    return [*counts, sum(a == b for a, b in pairs), len(pairs)]
