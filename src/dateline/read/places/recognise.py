"""Which words of an article are place names: gazetteer matches weighed by what stands around them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from dateline.core import Span
from dateline.read.places.gazetteer import Entry, Gazetteer
from dateline.read.places.lexicon import Lexicon, lexicon
from dateline.read.places.names import fold
from dateline.read.places.rows import ADMIN1, ADMIN2, CAPITAL, CONTINENT, COUNTRY, REGION
from dateline.read.places.tokens import Token, is_particle, joined, tokenise

LONGEST_NAME = 6
# What follows a country's short name that stands for itself, and not for the word after it.
_AFTER_A_NOUN = frozenset(
    [
        "and",
        "or",
        "in",
        "to",
        "has",
        "had",
        "have",
        "is",
        "was",
        "were",
        "are",
        "will",
        "would",
        "could",
        "may",
        "said",
        "says",
        "on",
        "for",
        "with",
        "from",
        "that",
        "which",
        "who",
    ]
)
_HOLDERS = frozenset((COUNTRY, ADMIN1, ADMIN2))


class Mention(NamedTuple):
    """A stretch of text that may name a place, what it may name, and how sure that is (log odds)."""

    span: Span
    folded: str
    rows: tuple[int, ...]
    first: int  # index of its first token
    last: int  # index of its last token
    score: float = 0.0
    kind: str = ""  # the generic word beside it: city, province, county ...
    inside: str = ""  # folded name of the place that the text puts it in ("Homs, Syria")
    demonym: str = ""  # ISO code when the word is a demonym
    modifier: bool = False  # a country's name used as an adjective ("US troops")
    near: bool = False
    named_by: str = "gazetteer"


@dataclass(slots=True)
class Page:
    """One article prepared for recognition."""

    text: str
    tokens: list[Token]
    gazetteer: Gazetteer
    words: Lexicon = field(default_factory=lexicon)
    family: frozenset[str] | None = None

    @classmethod
    def of(cls, text: str, sentences: Sequence[Span], gazetteer: Gazetteer, phrase: bool = False) -> "Page":
        """Return the page of ``text``, which is an article or a mere ``phrase``."""
        return cls(text, tokenise(text, sentences, phrase), gazetteer)

    def people(self) -> frozenset[str]:
        """Return the words that stand as family name in a personal name somewhere in the article."""
        if self.family is None:
            found = set()
            for before, (left, right) in enumerate(pairwise(self.tokens)):
                called = left.lower in self.words.cues["title"] or left.lower in self.words.given
                if called and right.capital and left.capital and not right.shouted and self.gap(before) in (" ", ". "):
                    found.add(right.lower)
            self.family = frozenset(found)
        return self.family

    def lower(self, index: int) -> str:
        """Return the lower-case word at ``index``, "" beyond the ends."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def cue(self, kind: str, index: int) -> bool:
        """Say whether the word at ``index`` is in the cue list ``kind``."""
        return self.lower(index) in self.words.cues[kind]

    def gap(self, index: int) -> str:
        """Return what stands between token ``index`` and the next one."""
        if not 0 <= index < len(self.tokens) - 1:
            return "\n"
        return self.text[self.tokens[index].end : self.tokens[index + 1].start]


def matches(page: Page) -> list[Mention]:
    """Return the longest gazetteer names and demonyms in text order, none overlapping another."""
    found, index, tokens = [], 0, page.tokens
    while index < len(tokens):
        mention = _longest(page, index) if _may_begin(page, index) else None
        if mention:
            found.append(mention)
            index = mention.last + 1
        else:
            index += 1
    return found


def _may_begin(page: Page, index: int) -> bool:
    token = page.tokens[index]
    if token.text[0].isdigit():
        return False
    if token.capital:
        return len(token.text) > 1
    return (
        is_particle(token)
        and page.gap(index) == "-"
        and index + 1 < len(page.tokens)
        and page.tokens[index + 1].capital
    )


def _longest(page: Page, first: int) -> Mention | None:
    tokens, ends = page.tokens, [first]
    while (
        len(ends) < LONGEST_NAME
        and ends[-1] + 1 < len(tokens)
        and joined(page.text, tokens[ends[-1]], tokens[ends[-1] + 1])
    ):
        ends.append(ends[-1] + 1)
    for last in reversed(ends):
        if not (tokens[last].capital or tokens[last].text.isdigit()):
            continue
        start, end = tokens[first].start, tokens[last].end
        folded = fold(page.text[start:end])
        if last == first and folded in page.words.demonyms:
            return Mention(
                Span(start, end, page.text[start:end]), folded, (), first, last, demonym=page.words.demonyms[folded]
            )
        rows = page.gazetteer.rows(folded)
        if not rows and (bare := _without_lost_apostrophe(page, folded)):
            folded, rows, end = bare, page.gazetteer.rows(bare), end - 1
        if rows:
            return Mention(Span(start, end, page.text[start:end]), folded, rows, first, last)
    return None


def _without_lost_apostrophe(page: Page, folded: str) -> str:
    """Return "syria" for "syrias" (a possessive that lost its apostrophe), where that is a well-known place."""
    if len(folded) < 5 or not folded.endswith("s") or folded in page.words.common:
        return ""
    rows = page.gazetteer.rows(folded[:-1])
    return folded[:-1] if any(weight(page.gazetteer.entry(row)) >= 5.0 for row in rows) else ""


def plain(page: Page, mention: Mention) -> bool:
    """Say whether a mention is made of nothing but ordinary words ("the city", "northern")."""
    words = [page.lower(index) for index in range(mention.first, mention.last + 1)]
    return all(word in page.words.plain or word == "the" for word in words)


def weight(entry: Entry) -> float:
    """Return how widely a place is known, as the decimal logarithm of a population."""
    if entry.feature in (COUNTRY, CONTINENT, REGION):
        return 7.5
    return max(math.log10(entry.population + 1), 5.5 if entry.feature in (ADMIN1, CAPITAL) else 0.0)


def fame(gazetteer: Gazetteer, rows: Sequence[int]) -> float:
    """Return the weight of the best known place among ``rows`` (log10 persons)."""
    return max((weight(gazetteer.entry(row)) for row in rows), default=0.0)


def judge(page: Page, found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with score, kind and container filled in."""
    people = page.people()
    starts = {mention.first: mention for mention in found}
    ends = {mention.last: mention for mention in found}
    return [_judged(page, mention, starts, ends, people) for mention in found]


def _judged(
    page: Page, mention: Mention, starts: dict[int, Mention], ends: dict[int, Mention], people: frozenset[str]
) -> Mention:
    kind = _kind(page, mention)
    inside = _container(page, mention, starts)
    holds = _holds(page, mention, ends)
    modifier = _modifier(page, mention)
    if mention.demonym:
        return mention._replace(score=4.0)
    score = _own_score(page, mention) + _context_score(page, mention, people, ends, starts)
    score += 2.0 * bool(kind) + 3.5 * bool(inside) + 1.5 * holds
    near = page.lower(mention.first - 1) in ("near", "outside", "around") or _nearby(page, mention.first)
    return mention._replace(score=score, kind=kind, inside=inside, modifier=modifier, near=near)


def _own_score(page: Page, mention: Mention) -> float:
    """Score what the name is in itself."""
    if mention.folded.replace(" ", "_") in page.words.cues["never"]:
        return -9.0
    score = (fame(page.gazetteer, mention.rows) - 4.0) * 0.8 + 0.8 * (mention.last > mention.first)
    token = page.tokens[mention.first]
    if mention.first == mention.last:
        if token.lower in page.words.plain and token.text not in ("US", "UK"):
            score -= 5.0 if token.opens or token.shouted else 2.5
        if token.lower in page.words.cues["time"] or (
            token.text.isupper() and len(token.text) <= 3 and not token.shouted
        ):
            score -= 6.0 if fame(page.gazetteer, mention.rows) < 7 else 0.0
        if token.lower == "us" and not (
            (token.text in ("US", "U.S.") and not token.shouted) or token.text in ("U.S.", "u.s.")
        ):
            score -= 9.0
        if token.lower in page.words.given:
            score -= 2.0 if fame(page.gazetteer, mention.rows) < 5.5 else 0.5
        elif token.lower in page.words.family:
            score -= 1.0
        if len(token.text) <= 2 and token.text not in ("US", "UK"):
            score -= 6.0
    if token.shouted:
        score -= 1.0
    return score


def _context_score(
    page: Page, mention: Mention, people: frozenset[str], ends: dict[int, Mention], starts: dict[int, Mention]
) -> float:
    before, after, score = mention.first - 1, mention.last + 1, 0.0
    while page.cue("direction", before) or page.lower(before) == "the":
        before -= 1
    if page.gap(before) in (" ", "\n", " the "):
        score += 1.8 * page.cue("strong", before) + 0.8 * page.cue("weak", before)
    if page.lower(before) == "of" and page.cue("of", before - 1):
        score += -2.5 if plain(page, mention) else 2.5
    if page.lower(before) == "of" and page.lower(before - 1) in ("bank", "duke", "earl", "prince", "battle"):
        score -= 6.0
    if page.cue("said", after):
        score -= 1.0
    return score + _name_score(page, mention, people, ends, starts)


def _name_score(
    page: Page, mention: Mention, people: frozenset[str], ends: dict[int, Mention], starts: dict[int, Mention]
) -> float:
    """Score what speaks for a person or an organisation."""
    before, after, score = mention.first - 1, mention.last + 1, 0.0
    one, tokens = mention.first == mention.last, page.tokens
    if before >= 0 and tokens[before].capital and not tokens[before].shouted and page.gap(before) in (" ", ". ", "-"):
        word = tokens[before].lower
        known = before in ends or page.cue("direction", before) or page.cue("generic", before) or tokens[before].opens
        if page.cue("title", before) or word in page.words.given or len(word) == 1:
            score -= 5.0
        elif not known:
            score -= 1.5
    if after < len(tokens) and tokens[after].capital and not tokens[after].shouted and page.gap(mention.last) == " ":
        word = tokens[after].lower
        if (
            page.cue("organisation", after)
            or page.cue("road", after)
            or (
                one
                and tokens[mention.first].lower in page.words.given
                and word not in page.words.plain
                and after not in starts
            )
        ):
            score -= 4.0
        elif word in page.words.family or len(word) == 1:
            score -= 1.5
    if one and tokens[mention.first].lower in people and not tokens[mention.first].shouted:
        score -= 3.0
    return score


def _kind(page: Page, mention: Mention) -> str:
    if page.cue("generic", mention.last + 1) and page.gap(mention.last) in (" ", "'s ", "’s "):
        return page.lower(mention.last + 1)
    if page.lower(mention.first - 1) == "of" and page.cue("generic", mention.first - 2):
        return page.lower(mention.first - 2)
    return ""


def _container(page: Page, mention: Mention, starts: dict[int, Mention]) -> str:
    """Return the folded name of the place that the words after the mention put it in, or ""."""
    after, gap = mention.last + 1, page.gap(mention.last)
    if gap in (", ", " (", ",") and after in starts:
        return _holder(page, mention, starts[after])
    kinds = after
    while page.cue("generic", after) and page.gap(after - 1) in (" ", ", "):
        after += 1
    says_in = page.lower(after) == "in" or (page.lower(after) == "of" and after > kinds)
    if says_in and page.gap(after - 1) in (" ", ", ") and page.gap(after) == " ":
        after += 1
        while (
            page.cue("direction", after)
            or page.cue("generic", after)
            or page.lower(after) in ("the", "of", "s", "rural")
        ):
            after += 1
        if after in starts:
            return _holder(page, mention, starts[after])
        return ""
    return ""


def _holder(page: Page, mention: Mention, other: Mention) -> str:
    """Return ``other``'s name if some place of that name holds some place of ``mention``'s."""
    holders = [page.gazetteer.entry(row) for row in other.rows]
    holders = [holder for holder in holders if holder.feature in _HOLDERS]
    entries = [page.gazetteer.entry(row) for row in mention.rows] if holders else []
    return other.folded if any(contains(holder, entry) for holder in holders for entry in entries) else ""


def contains(holder: Entry, entry: Entry) -> bool:
    """Say whether ``entry`` lies in ``holder``, as far as codes and distances tell."""
    if holder.row == entry.row or holder.country != entry.country or entry.feature == COUNTRY:
        return False
    if holder.feature == COUNTRY:
        return True
    if holder.feature == ADMIN1:
        return holder.admin1 == entry.admin1 and entry.feature != ADMIN1
    if holder.feature == ADMIN2:
        gap = math.hypot(holder.lat - entry.lat, (holder.lon - entry.lon) * math.cos(math.radians(entry.lat))) * 111
        return holder.admin1 == entry.admin1 and gap < 2 * holder.radius_km + 10 and entry.feature != ADMIN2
    return False


def _holds(page: Page, mention: Mention, ends: dict[int, Mention]) -> bool:
    """Say whether the place before the mention lies in it ("Homs, Syria")."""
    other = ends.get(mention.first - 1)
    return bool(
        other and page.gap(mention.first - 1) in (", ", " ") and not other.demonym and _holder(page, other, mention)
    )


def _modifier(page: Page, mention: Mention) -> bool:
    """Say whether a country's name is used as an adjective ("US troops", "Syria-based")."""
    if page.gap(mention.last) == "-":
        return True
    short = page.text[mention.span.start : mention.span.end].replace(".", "") in ("US", "UK", "UAE", "UN")
    after = mention.last + 1
    if not short or page.gap(mention.last) != " " or after >= len(page.tokens):
        return False
    return page.lower(after) not in _AFTER_A_NOUN


def _nearby(page: Page, first: int) -> bool:
    """Say whether the words before a name put the thing beside it ("in the countryside of")."""
    words = " ".join(page.lower(index) for index in range(max(0, first - 4), first))
    return words.endswith((
        "outskirts of", "countryside of", "south of", "north of", "east of", "west of", "close to", "miles from",
        "km from", "kilometers from", "kilometres from", "suburb of", "suburbs of", "next to", "vicinity of",
    ))  # fmt: skip
