"""From what was read to claims: one source, one event, one stance, with the words that carry it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.claims.actors import ActorBook, classify_participant, load_actors
from dateline.claims.casualties import find_casualties, read_casualties
from dateline.claims.coreference import group_mentions
from dateline.claims.counts import count_of
from dateline.claims.names import is_pronoun, same_name, words_of
from dateline.claims.repeats import earlier_count, with_earlier
from dateline.claims.speakers import speakers_of
from dateline.claims.timing import settled_time
from dateline.claims.tolls import FIGURE, apart
from dateline.core import (
    Attribution,
    Casualty,
    Claim,
    Event,
    EventMention,
    Participant,
    Place,
    Reading,
    RoleLink,
    Span,
    Weapon,
    content_id,
)

# A dateline or a preposition that was taken for a part of a participant's name
_BEFORE_A_NAME = re.compile(
    r"(?:.*\s(?:--|—|–)\s+)?(?:(?:to|of|from|with|against|on|in|at|by)\s+)?", re.IGNORECASE | re.DOTALL
)
_AFTER_A_NAME = re.compile(
    r"(?<=\w)(?:\s+(?:that|which|who|was|were|has|have|had))*"
    r"(?:\s+(?:carried|fired|launched|staged|mounted|attacked|killed|wounded|bombed|struck|shelled|seized|captured))$"
)
# Events that are called by who did them; an arrest or a funeral is called by whom it befell
_ATTACKS = frozenset(
    "attack armed_clash suicide_bombing remote_explosive shooting shelling drone_strike abduction".split()
)
_WHERE = re.compile(r"\s+(?:in|at|near|inside|outside|on|across)\s+(?:the\s+)?", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?P<name>(?:[A-Z][\w-]*[ -])*[A-Z][\w-]+) $")
# A doubtful event word counts where a figure hangs on it that hangs on no other: the dead must not go missing.
_SURE_FIGURE = 0.7
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class ClaimOptions:
    """``actors``: a CSV file of actors put over the shipped list (columns id, name, aliases, kind, country, ...)."""

    actors: Path | None = None


@dataclass
class _Voice:
    """All mentions of one event by one source with one stance."""

    said: Attribution
    mentions: list[EventMention] = field(default_factory=list)


def make_claims(reading: Reading, options: ClaimOptions | None = None) -> tuple[Claim, ...]:
    """Return the claims of an article, in text order; none where nothing was read.

    Claims of one event share ``event.event_key``; each has at least one evidence sentence. Raises UsageError
    where the actors of ``options`` cannot be used.
    """
    claims: list[Claim] = []
    book = load_actors(options.actors if options else None)
    reading = _without_idle_doubts(reading, book)
    events = with_earlier(apart(reading.events, reading.article.text, reading.sentences), reading)
    for group in group_mentions(events):
        claims += _claims_of_event(reading, [events[i] for i in group], book)
    return tuple(sorted(claims, key=lambda c: (c.event.trigger.start, c.evidence[0].start, c.claim_id)))


def _without_idle_doubts(reading: Reading, book: ActorBook) -> Reading:
    """Return the reading without the doubtful mentions that nobody denies and that bring no figure of their own."""
    told = [r.span for e in reading.events if not e.doubtful for r in e.roles if r.role.startswith(FIGURE)]
    kept: dict[int, EventMention] = {}
    for i, event in enumerate(reading.events):
        if event.doubtful and _brings_figure(event, told):
            event = replace(event, doubtful=False)
            told += [r.span for r in event.roles if r.role.startswith(FIGURE)]
        if not event.doubtful or speakers_of(event, reading, book):
            kept[i] = event
    new = {old: place for place, old in enumerate(kept)}
    events = (replace(e, links=tuple((new[j], p) for j, p in e.links if j in new)) for e in kept.values())
    return replace(reading, events=tuple(events))


def _brings_figure(event: EventMention, told: Sequence[Span]) -> bool:
    sure = [r.span for r in event.roles if r.role.startswith(FIGURE) and r.score >= _SURE_FIGURE]
    return event.score >= _LEAST and any(not any(span.overlaps(other) for other in told) for span in sure)


def _claims_of_event(reading: Reading, mentions: Sequence[EventMention], book: ActorBook) -> list[Claim]:
    kind = _vote((m.type, m.score) for m in mentions)
    made_by = "rule" if all(m.made_by == "rule" for m in mentions) else "model"
    key = content_id("e", reading.article.article_id, min(m.trigger for m in mentions).start, kind, made_by)
    voices: list[_Voice] = []
    for mention in mentions:
        for said in speakers_of(mention, reading, book):
            voice = next((v for v in voices if _one_voice(v.said, said)), None)
            if voice is None:
                voices.append(_Voice(said, [mention]))
            else:
                voice.mentions.append(mention)
                voice.said = max(voice.said, said, key=lambda s: not s.inferred)
    return [_claim(reading, voice, mentions, kind, key, book) for voice in voices]


def _one_voice(one: Attribution, two: Attribution) -> bool:
    if one.stance != two.stance or (one.source is None) != (two.source is None):
        return False
    return one.source is None or two.source is None or same_name(one.source, two.source)


def _claim(
    reading: Reading, voice: _Voice, event: Sequence[EventMention], kind: str, key: str, book: ActorBook
) -> Claim:
    article, said = reading.article, voice.said
    own, roles = voice.mentions, [r for m in voice.mentions for r in m.roles]
    trigger = max(own, key=lambda m: (m.score, -m.trigger.start)).trigger
    evidence = tuple(sorted({r.span for r in roles if r.role == "evidence"}))
    implied = next((c for m in own if (c := earlier_count(m, reading))), None)
    count = implied or count_of(article.text, trigger, reading.sentences)
    modality = _vote((m.modality, m.score) for m in own)
    place = _place(event, article.text)
    parts = (article.article_id, key, trigger.start, said.source, said.stance, modality)
    return Claim(
        claim_id=content_id("c", *parts),
        article_id=article.article_id,
        article_key=article.article_key,
        event=Event(kind, trigger, count, key),
        modality=modality,
        attribution=said,
        evidence=evidence,
        participants=_participants([*roles, *_named_before(own, kind, reading, book)], reading, place, book),
        time=settled_time(own, event, reading.events, article.published),
        place=place,
        weapons=tuple(Weapon(s.text, s) for s in _distinct(r.span for r in roles if r.role == "weapon")),
        casualties=_casualties(own, reading),
        reason=next((r.span for r in _surest(roles, "reason")), None),
        confidence=round(max(m.score for m in own), 4),
        published=article.published,
        publisher=article.publisher,
    )


def _vote(votes: Iterable[tuple[str, float]]) -> str:
    total: dict[str, float] = {}
    for value, weight in votes:
        total[value] = total.get(value, 0.0) + weight
    return max(sorted(total), key=lambda value: total[value])


def _surest(roles: Sequence[RoleLink], role: str) -> list[RoleLink]:
    return sorted((r for r in roles if r.role == role), key=lambda r: (-r.score, r.span))


def _distinct(spans: Iterable[Span], same: Callable[[str, str], bool] = same_name) -> list[Span]:
    out: list[Span] = []
    for span in sorted(set(spans)):
        if not any(same(span.text, other.text) for other in out):
            out.append(span)
    return out


def _participants(
    roles: Sequence[RoleLink], reading: Reading, place: Place | None, book: ActorBook
) -> tuple[Participant, ...]:
    """Return the parties of a claim, each in the one role in which it was read most surely."""
    out: list[Participant] = []
    text, country = reading.article.text, place.country if place else None
    links = [(role, link) for role in ("perpetrator", "target", "victim") for link in _surest(roles, role)]
    for role, link in sorted(links, key=lambda pair: -pair[1].score):
        span = _bare(text, link.span)
        if is_pronoun(span.text) or any(_one_party(span.text, role, p) for p in out):
            continue
        read = classify_participant(span.text, role, text, country_hint=country, book=book)
        out.append(Participant(role, span.text, read.kind, read.country, read.entity_id, span))
    return tuple(sorted(out, key=lambda p: ("perpetrator", "target", "victim").index(p.role)))


def _one_party(name: str, role: str, other: Participant) -> bool:
    """Say whether a party is in the claim already; across roles only in the same words: "rebel", "army fighters"."""
    if role == other.role:
        return same_name(name, other.name)
    return words_of(name) == words_of(other.name)


def _named_before(own: Sequence[EventMention], kind: str, reading: Reading, book: ActorBook) -> list[RoleLink]:
    """Return the armed group that names its attack where no perpetrator was read: "the Boko Haram raid"."""
    if kind not in _ATTACKS or any(r.role == "perpetrator" for m in own for r in m.roles):
        return []
    for mention in own:
        before = _NAME_BEFORE.search(reading.article.text, max(0, mention.trigger.start - 40), mention.trigger.start)
        actor = book.find(before["name"]) if before else None
        if before and actor and actor.kind == "armed_group":
            return [RoleLink("perpetrator", Span.of(reading.article.text, *before.span("name")), mention.score)]
    return []


def _bare(text: str, span: Span) -> Span:
    """Return the words of a participant without a dateline or preposition before them, or their verb after them."""
    lead, tail = _BEFORE_A_NAME.match(span.text), _AFTER_A_NAME.search(span.text)
    start, end = lead.end() if lead else 0, tail.start() if tail else len(span.text)
    return Span.of(text, span.start + start, span.start + end) if start < end else span


def _place(event: Sequence[EventMention], text: str) -> Place | None:
    """Return the surest place of an event; one that resolves goes before one that does not.

    A place right after the event word ("the raid in Jos") tells the country: of others the surest there is taken.
    """
    ranked = [
        (place.precision != "unknown", role.score, -role.span.start, place, _said_of(mention.trigger, role.span, text))
        for mention in event
        for role, place in zip(_surest(mention.roles, "place"), mention.places, strict=True)
    ]
    there = {row[3].country for row in ranked if row[4] and row[3].country}
    held = [row for row in ranked if not there or row[3].country in there]
    return max(held, key=lambda row: row[:3])[3] if held else None


def _said_of(trigger: Span, place: Span, text: str) -> bool:
    return trigger.end <= place.start and _WHERE.fullmatch(text, trigger.end, place.start) is not None


def _casualties(own: Sequence[EventMention], reading: Reading) -> tuple[Casualty, ...]:
    """Return the figures of a claim: those that the reader marked, and those that a rule finds beside them.

    The rule reads only sentences that hold a trigger of the claim, so that a figure stays with its event, and
    takes no words that the reader gave to any event.
    """
    if any(m.made_by == "rule" for m in own):
        return ()  # an event that is only implied has no figures told
    text = reading.article.text
    marked = {(r.span, r.role.removeprefix(FIGURE)) for m in own for r in m.roles if r.role.startswith(FIGURE)}
    seen = [r.span for m in reading.events for r in m.roles if r.role.startswith(FIGURE)]
    for sentence in reading.sentences:
        if any(sentence.contains(m.trigger) for m in own):
            found = find_casualties(text, sentence)
            marked |= {(r.span, r.effect) for r in found if not any(r.span.overlaps(span) for span in seen)}
    return read_casualties(text, sorted(marked), reading.sentences)
