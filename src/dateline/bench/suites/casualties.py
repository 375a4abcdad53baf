"""Suite ``casualties``: the dead, as figures, on Airwars assessments and on FA-KES articles."""

from collections.abc import Sequence
from pathlib import Path

from dateline.bench.incidents import main_claim
from dateline.bench.result import Marks, Result, columns, estimate, share, value
from dateline.bench.samples import Row, article, reader, rows
from dateline.bench.surface import NUMBERS, TOLL
from dateline.claims import make_claims
from dateline.core import Incident
from dateline.incidents import link

_PUBLISHED = "other sets: exact .44 to .81 (Zhong et al. 2023, victim counts)"
_Range = tuple[int, int]


def run(data: Path, limit: int | None) -> list[Result]:
    """Return exact matches and overlap of ranges (Airwars), and exact totals of the main event (FA-KES)."""
    told = rows(data, "claims/airwars_gaza/incidents.dev.jsonl")
    assessed = [row for row in told if row.get("killed_low") is not None]
    return [*_airwars(assessed[:limit]), *_fakes(rows(data, "events/fakes_syria/dev.jsonl", limit))]


def _airwars(documents: Sequence[Row]) -> list[Result]:
    gold = [(row["killed_low"], row["killed_high"]) for row in documents]
    ours = [_range_counts(g, _killed(row, None)) for g, row in zip(gold, documents, strict=True)]
    plain = [_range_counts(g, (1, 1)) for g in gold]
    names = ("lowest exact", "highest exact", "both exact", "overlap of ranges (IoU)", "any figure given")
    return [
        estimate(
            f"Airwars {name}",
            ours,
            each,
            suite="casualties",
            marks=Marks(_PUBLISHED, value(plain, each), "always one killed (Airwars)"),
        )
        for k, name in enumerate(names)
        for each in [columns(share, 2 * k, 2 * k + 2)]
    ]


def _killed(row: Row, published: str | None) -> _Range | None:
    """Return the killed of the incident that a document is about, as the record settles them."""
    told = article(row, published)
    named, incidents = link(make_claims(reader(0.0).read_one(told)), [told])
    main = main_claim(named)
    return next((killed(i) for i in incidents if main and i.incident_id == main.incident_id), None)


def killed(incident: Incident) -> _Range | None:
    """Return the lowest and highest settled figure of killed, of the class of victims that counts most."""
    figures = [
        (min(known), max(known))
        for toll in incident.casualties
        if toll.effect == "killed" and (known := [n for n in (toll.low, toll.best, toll.high) if n is not None])
    ]
    return max(figures, key=lambda figure: (figure[1], figure[0]), default=None)


def _range_counts(gold: _Range, ours: _Range | None) -> list[float]:
    if ours is None:
        return [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    shared = max(0, min(gold[1], ours[1]) - max(gold[0], ours[0]) + 1)
    union = (gold[1] - gold[0] + 1) + (ours[1] - ours[0] + 1) - shared
    return [gold[0] == ours[0], 1, gold[1] == ours[1], 1, gold == ours, 1, shared / union, 1, 1, 1]


def _fakes(documents: Sequence[Row]) -> list[Result]:
    """Return how often the main event's total is right: civilians and others, women and children in or beside them."""
    ours, plain = [], []
    for row in documents:
        totals = _totals(row)
        told = _killed(row, row.get("date"))
        ours.append([bool(told and set(told) & totals), 1])
        first = TOLL.search(row["text"])
        number = first and (NUMBERS.get(first[1].lower()) or int(first[1]))
        plain.append([number in totals, 1])
    rule = Marks(_PUBLISHED, value(plain, share) if plain else None, "first number before a word of harm (FA-KES)")
    return [estimate("FA-KES main event, total exact", ours, share, suite="casualties", marks=rule)]


def _totals(row: Row) -> set[int]:
    gold = row["gold"]
    dead = gold["nb_civilians"] + gold["nb_noncivilians"]
    return {dead, dead + gold["nb_children"] + gold["nb_women"]} - {0}
