"""Casualty figures: a time series by source, settled under a named policy."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.core import Casualty, Claim, Figure, Toll
from dateline.incidents.sources import Sources, supports

Bounds = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure with the independent source that it counts to."""

    figure: Figure
    source: str
    effect: str
    who: str | None


@cache
def _classes() -> dict[str, str]:
    table = json.loads(resources.files("dateline.data").joinpath("linking/victims.json").read_text("utf-8"))
    return {noun: name for name, nouns in table["classes"].items() for noun in nouns}


@cache
def status_classes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the victim classes that are combatants, and those that are civilians."""
    table = json.loads(resources.files("dateline.data").joinpath("linking/victims.json").read_text("utf-8"))
    return frozenset(table["combatant"]), frozenset(table["civilian"])


def victim_class(who: str | None) -> str | None:
    """Return the class of a victim group by its head noun; None is "people": a total of no class.

    A name in the singular is no group: a comma was lost, and the figure is everybody's ("70 Staffan de Mistura said").
    """
    words = [word.strip(".,") for word in re.split(" of | from | in ", who or "")[0].split()]
    known = [_classes()[word.casefold()] for word in words if word.casefold() in _classes()]
    named = [name for name in known if name != "total"]
    if named:
        return named[-1]
    if known or not words or (words[-1][:1].isupper() and not words[-1].endswith("s")):
        return None
    return words[-1].casefold()


def entries(claims: Iterable[Claim], sources: Sources) -> list[Entry]:
    """Return every figure of ``claims``, oldest publication first.

    A part of a total counts for its own class of victims; one of no class ("three of the dead") for none. Of several
    figures of one effect and class in one claim the largest is its total: a source does not contradict itself in a
    breath.
    """
    found = [
        Entry(
            Figure(
                source=claim.attribution.source or claim.publisher or sources.of(claim),
                published=claim.published,
                low=row.low,
                best=row.best,
                high=row.high,
                claim_id=claim.claim_id,
                stance=claim.attribution.stance if supports(claim) else "denies",
            ),
            sources.of(claim),
            effect,
            who,
        )
        for claim in claims
        for (effect, who), row in _totals(claim).items()
    ]
    return sorted(found, key=lambda e: (e.figure.published or "", e.figure.claim_id, e.figure.low or 0))


def _totals(claim: Claim) -> dict[tuple[str, str | None], Casualty]:
    """Return the figure of ``claim`` for each effect and class of victims that it counts."""
    largest: dict[tuple[str, str | None], Casualty] = {}
    for row in claim.casualties:
        key = row.effect, victim_class(row.who)
        if row.part_of is not None and key[1] is None:
            continue
        if key not in largest or _size(row) > _size(largest[key]):
            largest[key] = row
    return largest


def _size(row: Casualty) -> int:
    return max((value for value in (row.low, row.best, row.high) if value is not None), default=-1)


def current(listed: Sequence[Entry]) -> list[Entry]:
    """Return the figures that stand: per source those of its latest day; a denial's never.

    Source: a later figure of one source supersedes its earlier one (casualty recording practice: records
    are live); the earlier stays in the series.
    """
    standing = [
        e for e in listed if e.figure.stance != "denies" and (e.figure.low, e.figure.best, e.figure.high) != (None,) * 3
    ]
    latest: dict[str, str] = {}
    for entry in standing:
        latest[entry.source] = max(latest.get(entry.source, ""), (entry.figure.published or "")[:10])
    return [e for e in standing if (e.figure.published or "")[:10] == latest[e.source]]


def tolls(listed: Sequence[Entry], policy: str) -> tuple[Toll, ...]:
    """Return one settled toll per effect and victim class, totals first."""
    grouped: dict[tuple[str, str | None], list[Entry]] = defaultdict(list)
    for entry in listed:
        grouped[entry.effect, entry.who].append(entry)
    return tuple(
        Toll(effect, who, *settle_figures(current(rows), policy), tuple(e.figure for e in rows))
        for (effect, who), rows in sorted(grouped.items(), key=lambda item: (item[0][0], item[0][1] or ""))
    )


def settle_figures(standing: Sequence[Entry], policy: str) -> Bounds:
    """Return (low, best, high) under ``policy``; None where no source gives what it would need.

    Source: ``ucdp``: best is what most independent sources give, the latest of equals; low and high span
    the reports. ``acled``: the most conservative figure is both low and best. ``min-max``: the span alone.
    """
    lows = [e.figure.low if e.figure.low is not None else e.figure.best for e in standing]
    known = [low for low in lows if low is not None]
    highs = [e.figure.high if e.figure.high is not None else e.figure.best for e in standing]
    low = min(known, default=None)
    high = max((h for h in highs if h is not None), default=None)
    if high is not None and any(value > high for value in known):
        high = None  # "at least 20" beside "12": nobody bounds it from above.
    if policy == "min-max":
        return low, None, high
    if policy == "acled":
        return low, low, high
    return low, _best(standing), high


def _best(standing: Sequence[Entry]) -> int | None:
    votes: dict[int, set[str]] = defaultdict(set)
    for entry in standing:
        value = _point(entry.figure)
        if value is not None:
            votes[value].add(entry.source)
    days = {v: max((e.figure.published or "")[:10] for e in standing if _point(e.figure) == v) for v in votes}
    return max(votes, key=lambda v: (len(votes[v]), days[v], -v), default=None)


def _point(figure: Figure) -> int | None:
    """Return the number that a recorder enters: that stated, or of "at least N" N itself.

    Source: our reading of how UCDP GED is coded: an open minimum stands as best until a source says more.
    """
    if figure.best is not None:
        return figure.best
    return figure.low if figure.high in (None, figure.low) else None


def words_of(low: int | None, best: int | None, high: int | None) -> str:
    """Return a figure in words: ``not stated``, ``12``, ``≥ 58``, ``24–99``."""
    if low is None and best is None and high is None:
        return "not stated"
    if low is not None and low == high:
        return str(low)
    if high is None:
        return str(best) if low is None else f"≥ {low}" + ("" if best in (None, low) else f" (best {best})")
    span = f"≤ {high}" if not low else f"{low}–{high}"
    return span if best is None else f"{span} (best {best})"
