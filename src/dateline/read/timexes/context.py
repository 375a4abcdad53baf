"""What a reader of one expression may look at: its words, its surroundings, and the dates known so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.read.timexes.calendar_values import bounds
from dateline.read.timexes.direction import direction
from dateline.read.timexes.lexicon import EVENT_STEMS, STEM_LETTERS
from dateline.read.timexes.tokens import Token


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means: TIMEX3 type, value and modifier, and what it was resolved against."""

    type: str
    value: str
    anchor: str = "none"
    mod: str | None = None
    interval: tuple[date, date] | None = None


@dataclass(slots=True)
class Context:
    """The dates an article offers as anchors: that of publication, and the last one mentioned.

    ``narrative`` says that the text tells a history: then undated words follow the last mention.
    """

    published: date | None
    narrative: bool
    reference: str | None = None
    mentions: list[tuple[date, "Hit"]] = field(default_factory=list)

    def anchor(self) -> tuple[date | None, str]:
        """Return the day from which "next month" or "May" counts, and what kind of anchor it is."""
        if self.narrative:
            mentioned = self.mentioned()
            return mentioned, "previous" if mentioned else "none"
        return self.published, "publication" if self.published else "none"

    def anchor_of_year(self) -> tuple[date | None, str]:
        """Return the day that gives a bare day or month its year: the last mention where no other is known."""
        anchor, kind = self.anchor()
        if anchor is not None or self.published is not None:
            return anchor, kind
        mentioned = self.mentioned()
        return mentioned, "previous" if mentioned else "none"

    def note(self, value: str, hit: "Hit") -> None:
        """Keep a resolved date as the last one mentioned, with the words that its sentence dates by it."""
        if not self._looks_aside(value, hit):
            self.reference = value
        interval = bounds(value)
        if interval and interval[0] == interval[1]:
            self.mentions.append((interval[0], hit))

    def _looks_aside(self, value: str, hit: "Hit") -> bool:
        """Say whether a date is a glance away from what the text tells of, and so no anchor for what follows.

        In a history that is a bare year inside a sentence that tells of days or months ("who had fled in 1940"),
        in news a comparison ("a year earlier").
        """
        if self.narrative:
            return bool(self.reference) and len(value) == 4 < len(str(self.reference)) and hit.is_aside()
        return hit.word("UNIT", "UNITS") == "year" and hit.get("AGO", "EARLIER") is not None

    def event_day(self, hit: "Hit") -> date | None:
        """Return the day of the latest dated sentence that speaks of the event named behind ``hit``."""
        named = hit.words_behind()
        return next((day for day, there in reversed(self.mentions) if named & there.sentence_words()), None)

    def mentioned(self) -> date | None:
        """Return the first day of the last date mentioned."""
        interval = bounds(self.reference) if self.reference else None
        return interval[0] if interval else None


_LIST = frozenset(["AND", "TO", "HYPHEN", "COMMA", "MONTH", "SMALL", "DAYNUM", "ORDINAL", "YEAR", "THE", "OF"])


class Hit:
    """A row of tokens that a rule matched, with access to the words around it."""

    __slots__ = ("_all", "first", "last", "tokens")

    def __init__(self, tokens: Sequence[Token], first: int, last: int) -> None:
        self._all, self.first, self.last = tokens, first, last
        self.tokens = tokens[first:last]

    def get(self, *kinds: str) -> Token | None:
        """Return the first token of one of ``kinds``."""
        return next((token for token in self.tokens if token.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        """Return the value of the first token of one of ``kinds`` where it is a whole number."""
        token = self.get(*kinds)
        return token.value if token is not None and isinstance(token.value, int) else None

    def word(self, *kinds: str) -> str | None:
        """Return the value of the first token of one of ``kinds`` where it is text."""
        token = self.get(*kinds)
        return token.value if token is not None and isinstance(token.value, str) else None

    def before(self, count: int = 1) -> Token | None:
        """Return the token ``count`` places before the expression, in the same sentence."""
        return self._near(self.first - count)

    def after(self, count: int = 1) -> Token | None:
        """Return the token ``count`` places after the expression, in the same sentence."""
        return self._near(self.last + count - 1)

    def _near(self, place: int) -> Token | None:
        token = self._all[place] if 0 <= place < len(self._all) else None
        return None if token is None or token.kind == "STOP" else token

    def starting_at(self, *kinds: str) -> "Hit":
        """Return the part of the expression that begins with its first token of one of ``kinds``."""
        ahead = next((i for i, token in enumerate(self.tokens) if token.kind in kinds), 0)
        return Hit(self._all, self.first + ahead, self.last)

    def words_behind(self) -> frozenset[str]:
        """Return the stems of the first nouns behind the expression, up to the clause's end."""
        words: list[str] = []
        for count in range(1, 8):
            token = self.after(count)
            if token is None or token.kind in ("COMMA", "DOT"):
                break
            words.append(token.word)
        return frozenset(word[:STEM_LETTERS] for word in words if word[:STEM_LETTERS] in EVENT_STEMS)

    def sentence_words(self) -> frozenset[str]:
        """Return the stems of the event nouns and verbs in the sentence around the expression."""
        first, last = self.first, self.last
        while first > 0 and self._all[first - 1].kind != "STOP":
            first -= 1
        while last < len(self._all) and self._all[last].kind != "STOP":
            last += 1
        return frozenset(
            token.word[:6] for token in self._all[first:last] if token.kind == "WORD" and len(token.word) > 3
        )

    def is_aside(self) -> bool:
        """Say whether the expression stands inside its sentence, where a bare year looks back or ahead."""
        return self.before() is not None and self.before(2) is not None

    def month_near(self) -> int | None:
        """Return the month named a few words on, or right before: that of a bare day in a list."""
        ahead = [self.after(count) for count in range(1, 9)]
        known = next((token for token in ahead if token is not None and token.kind == "MONTH"), None)
        behind = self.before(3)
        if known is None and behind is not None and behind.kind == "MONTH":
            known = behind
        return known.value if known is not None and isinstance(known.value, int) else None

    def year_behind(self, reach: int = 5) -> int | None:
        """Return the year that a list or range of dates names at its end: "March and April 1918"."""
        for count in range(1, reach + 1):
            token = self.after(count)
            if token is None or token.kind not in _LIST:
                return None
            if token.kind == "YEAR":
                return token.value if count > 1 and isinstance(token.value, int) else None
        return None

    def direction(self) -> int:
        """Return -1 for past, 1 for future, 0 where the sentence does not tell."""
        return direction(self._all, self.first, self.last)

    def amount(self) -> str | None:
        """Return the quantity: "3", "2.5", "X" for "several"; None where there is none.

        Of a range the first figure counts: "two to three weeks" is two.
        """
        if self.get("FEW"):
            return "X"
        total: float | None = None
        ahead = True  # of the unit; figures behind it ("the last week of August 2016") are no quantity
        for token in self.tokens:
            ahead = ahead and token.kind not in ("UNIT", "UNITS")
            if token.kind == "HALF":
                total = (total if total is not None else float(self.tokens[-1] is token)) + 0.5
            elif ahead and token.kind in _QUANTITIES and isinstance(token.value, (int, float)):
                joined = token.value if total is None else _compound(total, token)
                if joined is None:
                    break
                total = joined
        if total is None:
            return "1" if self.get("A") else None
        return f"{total:g}" if total < 1e6 else str(int(total))


_QUANTITIES = frozenset(["SMALL", "DAYNUM", "COUNT", "YEAR", "NUMBER", "COUPLE"])


def _compound(total: float, token: Token) -> float | None:
    """Return the number that "twenty" and "four", or "two" and "hundred", make; None where they make none."""
    value = token.value
    if token.kind != "NUMBER" or not isinstance(value, int):
        return None
    if value in (100, 1000):
        return total * value
    return total + value if total % 100 == 0 or (total % 100 >= 20 and total % 10 == 0 and value < 10) else None


def fits(pattern: str, token: Token | None) -> bool:
    """Say whether the token's word is one of ``pattern``'s alternatives."""
    return token is not None and re.fullmatch(pattern, token.word) is not None
