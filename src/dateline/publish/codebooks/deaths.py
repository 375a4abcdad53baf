"""Deaths of an incident as ranges: the total, whom the parts are assigned to, and ACLED's single number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.core import Casualty, Claim, Toll
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Case

# "People" and the like name no part of the dead: such a row is the total.
_EVERYBODY = frozenset(
    {
        "",
        "all",
        "bodies",
        "casualties",
        "dead",
        "deaths",
        "individuals",
        "lives",
        "others",
        "people",
        "person",
        "persons",
    }
    | {"total", "victim", "victims"}
)
# Stances under which a figure is somebody's statement that it is so.
_COUNTING = ("asserts", "estimates", "suspects")
GROUPS = ("a", "b", "civilians", "unknown")


@dataclass(frozen=True)
class Range:
    """Low, best and high as stated; None is not stated, never 0."""

    low: int | None
    best: int | None
    high: int | None

    @property
    def stated(self) -> bool:
        """Say whether any number was stated."""
        return (self.low, self.best, self.high) != (None, None, None)

    @property
    def closed(self) -> tuple[int, int, int]:
        """Return (low, best, high) as UCDP needs them: whole numbers with low <= best <= high.

        A bound that nobody stated is taken from the nearest one that somebody did; where only an upper
        bound or no number at all is stated the low is 1, for deaths were reported.
        """
        low = next((value for value in (self.low, self.best) if value is not None), min(1, self.high or 1))
        if self.high == 0:
            low = 0
        best = max(low, self.best if self.best is not None else low)
        return low, best, max(best, self.high if self.high is not None else best)


def killed(case: Case) -> tuple[Toll, ...]:
    """Return the incident's rows on deaths that are no part of another row, in a stable order."""
    rows = [toll for toll in case.incident.casualties if toll.effect == "killed"]
    whole = [toll for toll in rows if not _is_part(case, toll)]
    return tuple(sorted(whole or rows, key=lambda toll: toll.who or ""))


def total(case: Case) -> Range | None:
    """Return the deaths of the incident as stated, None when no source speaks of deaths.

    A row on "people" is the total, and others are its parts; without one, rows that one claim gives side
    by side are added up, and rows of different claims on different groups are not (they may be the same
    dead): the largest stands.
    """
    rows = killed(case)
    if not rows:
        return None
    general = [toll for toll in rows if _is_everybody(toll.who)]
    if general:
        return _widest(_range(toll) for toll in general)
    together = _stated_together(case, rows)
    return _largest([_add(_range(toll) for toll in group) for group in together])


def assigned(case: Case) -> dict[str, int]:
    """Return the deaths that sources assign to side a, side b and civilians, by those names.

    Only rows that name a group count. Numbers that one claim gives side by side are added up, wholes with
    wholes and parts ("including three children") with parts; between claims the larger stands. Words for
    forces of a state or a group go to the side of that kind; side a is the perpetrators'.
    """
    found = dict.fromkeys(GROUPS, 0)
    whole = tuple(toll for toll in killed(case) if not _is_everybody(toll.who))
    stated: list[list[tuple[str | None, int | None]]] = [
        [(toll.who, toll.best if toll.best is not None else toll.low) for toll in group]
        for group in _stated_together(case, whole)
    ]
    stated += [
        [(each.who, each.best if each.best is not None else each.low) for each in claim.casualties if _names_part(each)]
        for claim in case.claims
    ]
    for side_by_side in stated:
        sums = dict.fromkeys(GROUPS, 0)
        for who, number in side_by_side:
            sums[_group(case, who or "") or "unknown"] += number or 0
        found = {group: max(found[group], sums[group]) for group in GROUPS}
    return found | {"unknown": 0}


def acled_fatalities(case: Case) -> tuple[int | None, str | None]:
    """Return ACLED's number of fatalities and a note on the rule applied (None where none was needed).

    The most conservative figure stands; "dozens" and the like count by ACLED's table; deaths without
    any number count 3 where one source reports them and 10 otherwise; None when no source speaks of
    deaths. Source: ACLED fatality rules (the small number is from memory of the public document).
    """
    figures = total(case)
    if figures is None:
        return None, None
    if not figures.stated:
        number = 10 if case.incident.independent_sources > 1 else 3
        return number, f"deaths reported without a number: coded {number} by ACLED's rule"
    vague = _vague(case, figures)
    if vague is not None:
        return vague, f"vague count: coded {vague} by ACLED's rule"
    number = next(value for value in (figures.low, figures.best, figures.high) if value is not None)
    if figures.high != number or figures.best not in (None, number):
        return number, f"figures differ or are open ({written(figures)}): the most conservative is coded"
    return number, None


def written(figures: Range | None) -> str:
    """Return a range in words: "not stated", "12", "≥ 58", "≤ 30" or "24–99"."""
    if figures is None or not figures.stated:
        return "not stated"
    low, high = figures.low, figures.high
    if low is None and high is None:
        return str(figures.best)
    if low is not None and high is None:
        return f"≥ {low}"
    if low is None:
        return f"≤ {high}"
    return str(low) if low == high else f"{low}–{high}"


def _range(toll: Toll) -> Range:
    return Range(toll.low, toll.best, toll.high)


def _is_everybody(who: str | None) -> bool:
    return (who or "").strip().lower() in _EVERYBODY


def _carries(claim: Claim, casualty: Casualty, toll: Toll) -> bool:
    """Say whether the claim's row went into the toll, whose ``who`` may be a class of the row's words."""
    if casualty.effect != toll.effect:
        return False
    bounds = (casualty.low, casualty.best, casualty.high)
    figures = ((each.claim_id, each.low, each.best, each.high) for each in toll.figures)
    return casualty.who == toll.who or (claim.claim_id, *bounds) in figures


def _is_part(case: Case, toll: Toll) -> bool:
    """Say whether every claim that gives the row calls it a part of another."""
    given = [each for claim in case.claims for each in claim.casualties if _carries(claim, each, toll)]
    return bool(given) and all(each.part_of is not None or each.share is not None for each in given)


def _names_part(casualty: Casualty) -> bool:
    return casualty.effect == "killed" and casualty.part_of is not None and not _is_everybody(casualty.who)


def _stated_together(case: Case, rows: tuple[Toll, ...]) -> list[list[Toll]]:
    """Return the rows in the groups that single claims give side by side; a row alone is a group."""
    groups: dict[tuple[int, ...], list[Toll]] = {}
    for claim in case.claims:
        key = tuple(
            number
            for number, toll in enumerate(rows)
            if any(_carries(claim, each, toll) for each in claim.casualties if each.part_of is None)
        )
        if key:
            groups[key] = [rows[number] for number in key]
    covered = {number for key in groups for number in key}
    return list(groups.values()) + [[toll] for number, toll in enumerate(rows) if number not in covered]


def _add(ranges: Iterable[Range]) -> Range:
    """Add side by side; a sum is unknown where a part of it is."""
    each = list(ranges)

    def summed(values: list[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    low = sum(one.low or 0 for one in each) if any(one.low is not None for one in each) else None
    return Range(low, summed([one.best for one in each]), summed([one.high for one in each]))


def _widest(ranges: Iterable[Range]) -> Range:
    each = list(ranges)
    lows = [one.low for one in each if one.low is not None]
    bests = [one.best for one in each if one.best is not None]
    highs = [one.high for one in each]
    return Range(
        min(lows) if lows else None,
        max(bests) if bests else None,
        max((high for high in highs if high is not None), default=None) if None not in highs else None,
    )


def _largest(ranges: list[Range]) -> Range:
    return max(ranges, key=lambda one: (one.best or one.low or 0, one.high or 0, one.low or 0))


def _vague(case: Case, figures: Range) -> int | None:
    """ACLED's number for a vague word, when every claim that carries the low figure uses such a word."""
    numbers = []
    for claim in case.claims:
        if claim.attribution.stance not in _COUNTING:
            continue
        for casualty in claim.casualties:
            if casualty.effect == "killed" and casualty.part_of is None and casualty.low == figures.low:
                numbers.append(_vague_word(casualty.span.text))
    known = [number for number in numbers if number is not None]
    return min(known) if known and len(known) == len(numbers) else None


def _vague_word(text: str) -> int | None:
    if re.search(r"\d", text):
        return None
    table = tables.by_key("acled_vague", "word")
    found = [int(table[word]["fatalities"]) for word in re.findall(r"\w+", text.lower()) if word in table]
    return min(found) if found else None


@cache
def _word_group(who: str) -> str | None:
    table = tables.by_key("victim_words", "word")
    for word in reversed(re.findall(r"\w+", who.lower())):
        row = table.get(word) or table.get(word.removesuffix("s"))
        if row:
            return row["group"]
    return None


def _group(case: Case, who: str) -> str | None:
    """Side ("a", "b") or "civilians" that a victim word stands for in this incident, None when unclear."""
    group = _word_group(who)
    if group in (None, "civilians"):
        return group
    if group == "perpetrator":
        return "a"
    kinds = tables.by_key("actor_kinds", "kind")
    sides = {
        "a": {kinds[each.kind]["ged_side"] for each in case.perpetrators},
        "b": {kinds[each.kind]["ged_side"] for each in case.targets},
    }
    matching = [side for side, found in sides.items() if group in found]
    return matching[0] if len(matching) == 1 else None
