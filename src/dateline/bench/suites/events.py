"""Suite ``events``: triggers and coarse classes on WikiEvents dev; triggers, types and roles on the gold dev."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.bench.result import Marks, Result, columns, estimate, f1, precision, recall, value
from dateline.bench.samples import ALL_READ, Row, article, reader, rows, tally
from dateline.bench.suites.claims import located
from dateline.bench.surface import TRIGGER
from dateline.core import EventMention

# WikiEvents (KAIROS) types by prefix, and ours: three classes that both sets draw in the same place. Whether a
# word is the attack or the death is not one of them: our guide types "killed" by the attack that it tells of.
WIKI_CLASSES = {
    "Conflict.Attack": "violence",
    "Life.Die": "violence",
    "Life.Injure": "violence",
    "Conflict.Demonstrate": "protest",
    "Justice.ArrestJailDetain": "arrest",
}
OUR_CLASSES = {
    **dict.fromkeys(
        "air_strike drone_strike shelling armed_clash suicide_bombing remote_explosive grenade chemical_attack "
        "explosion shooting killing attack torture_or_beating mob_violence toll".split(),
        "violence",
    ),
    **dict.fromkeys("protest protest_intervention protest_repressed riot".split(), "protest"),
    "arrest": "arrest",
}
ROLES = ("perpetrator", "target", "victim", "time", "place", "weapon", "source", "casualty")
_CLASSES = ("violence", "protest", "arrest")
# (start, end, type or class)
_Found = tuple[int, int, str]


def run(data: Path, limit: int | None) -> list[Result]:
    """Return P, R, F1 of triggers, F1 of classes, types and roles."""
    return [*_wiki(rows(data, "events/wikievents/dev.jsonl", limit)), *_gold(data, limit)]


def _wiki(documents: Sequence[Row]) -> list[Result]:
    gold = [list(wiki_triggers(row)) for row in documents]
    ours = [
        [found for event in _events(row) if (found := _placed(event, OUR_CLASSES.get(event.type)))] for row in documents
    ]
    plain = [[(*m.span(), "violence") for m in TRIGGER.finditer(row["text"])] for row in documents]
    counts, simple = ([_wiki_counts(g, o) for g, o in zip(gold, side, strict=True)] for side in (ours, plain))
    names = ("trigger exact", "trigger overlap", "class", *_CLASSES)
    results = []
    for k, name in enumerate(names):
        for label, statistic in (("P", precision), ("R", recall), ("F1", f1)):
            if label != "F1" and name != "trigger overlap":
                continue
            each = columns(statistic, 3 * k, 3 * k + 3)
            marks = Marks(baseline=value(simple, each), baseline_name="a list of 15 words of shooting and killing")
            results.append(estimate(f"WikiEvents {name} {label}", counts, each, suite="events", marks=marks))
    return results


def wiki_triggers(row: Row) -> Iterable[_Found]:
    """Give the triggers of the classes above; their tokens are looked up in the text one after another."""
    at, offsets = 0, []
    for token in row["gold"]["tokens"]:
        found = row["text"].find(token, at)
        start = found if found >= 0 else at
        at = start + len(token) if found >= 0 else at
        offsets.append((start, at))
    for event in row["gold"]["event_mentions"]:
        kind = next((c for prefix, c in WIKI_CLASSES.items() if event["event_type"].startswith(prefix)), None)
        if kind:
            yield offsets[event["trigger"]["start"]][0], offsets[event["trigger"]["end"] - 1][1], kind


def _events(row: Row) -> Sequence[EventMention]:
    return reader(ALL_READ).read_one(article(row, row.get("published") or row.get("date"))).events


def _placed(event: EventMention, kind: str | None) -> _Found | None:
    return (event.trigger.start, event.trigger.end, kind) if kind else None


def _wiki_counts(gold: Sequence[_Found], ours: Sequence[_Found]) -> list[int]:
    def same(g: _Found, o: _Found) -> bool:
        return g[:2] == o[:2]

    counts: list[int] = []
    for agree in (same, _touch, _touch_alike):
        counts += tally(gold, ours, agree)
    for kind in _CLASSES:
        wanted, found = ([each for each in side if each[2] == kind] for side in (gold, ours))
        counts += tally(wanted, found, _touch)
    return counts


def _touch(gold: _Found, ours: _Found) -> bool:
    return gold[0] < ours[1] and ours[0] < gold[1]


def _touch_alike(gold: _Found, ours: _Found) -> bool:
    return _touch(gold, ours) and gold[2] == ours[2]


def _gold(data: Path, limit: int | None) -> list[Result]:
    """Return overlap F1 of what the reader marks in the gold dev articles, each stretch once an article."""
    documents = rows(data, "gold/articles.dev.jsonl", limit)
    claims = {str(row["id"]): row["claims"] for row in rows(data, "gold/annotations.dev.jsonl")}
    counts = []
    for row in documents:
        events, told = _events(row), claims[str(row["id"])]
        ours = sorted({(e.trigger.start, e.trigger.end, e.type) for e in events})
        gold = sorted({each for c in told for each in _stretches(row["text"], [c["trigger"]], c["type"])})
        counts.append(tally(gold, ours, _touch) + tally(gold, ours, _touch_alike) + _role_counts(row, told, events))
    names = ("trigger overlap", "trigger overlap and type", *(f"{role} overlap" for role in ROLES))
    return [
        estimate(f"gold dev {name} F1", counts, columns(f1, 3 * k, 3 * k + 3), suite="events")
        for k, name in enumerate(names)
    ]


def _role_counts(row: Row, claims: Sequence[Row], events: Sequence[EventMention]) -> list[int]:
    counts: list[int] = []
    for role in ROLES:
        found = {
            (link.span.start, link.span.end, role)
            for event in events
            for link in event.roles
            if link.role.partition(":")[0] == role
        }
        wanted = {each for claim in claims for each in _stretches(row["text"], _quotes(claim, role), role)}
        counts += tally(sorted(wanted), sorted(found), _touch)
    return counts


def _quotes(claim: Row, role: str) -> list[Any]:
    """Return the quotes of a role in a gold claim."""
    held = claim.get({"weapon": "weapons", "casualty": "casualties"}.get(role, role)) or []
    several = held if isinstance(held, list) else [held]
    quotes = several if role == "weapon" else [each.get("q") for each in several]
    return [quote for quote in quotes if quote]


def _stretches(text: str, quotes: Iterable[Any], label: str) -> Iterable[_Found]:
    for quote in quotes:
        characters = located(quote, text)
        if characters:
            yield min(characters), max(characters) + 1, label
