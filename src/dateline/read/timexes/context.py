"""What a reader of one expression may look at: its words, its surroundings, and the dates known so far."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.read.timexes.calendar_values import bounds
from dateline.read.timexes.direction import direction
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
    previous: str | None = None

    def anchor(self) -> tuple[date | None, str]:
        """Return the day from which "next month" or "May" counts, and what kind of anchor it is."""
        mentioned = self.mentioned()
        if mentioned is not None and (self.narrative or self.published is None):
            return mentioned, "previous"
        if self.published is not None and not self.narrative:
            return self.published, "publication"
        return None, "none"

    def mentioned(self) -> date | None:
        """Return the first day of the last date mentioned."""
        interval = bounds(self.reference) if self.reference else None
        return interval[0] if interval else None


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

    def direction(self) -> int:
        """Return -1 for past, 1 for future, 0 where the sentence does not tell."""
        return direction(self._all, self.first, self.last)

    def amount(self) -> str | None:
        """Return the quantity: "3", "2.5", "X" for "several"; None where there is none."""
        if self.get("FEW"):
            return "X"
        total = 0.0
        seen = False
        for token in self.tokens:
            if token.kind in ("UNIT", "UNITS"):
                break
            if token.kind in ("SMALL", "DAYNUM", "COUNT", "YEAR", "NUMBER", "COUPLE") and isinstance(
                token.value, (int, float)
            ):
                total = (
                    max(total, 1) * token.value
                    if token.value in (100, 1000) and token.kind == "NUMBER"
                    else total + token.value
                )
                seen = True
            elif token.kind == "HALF":
                total, seen = total + 0.5, True
        if seen:
            return f"{total:g}" if total < 1e6 else str(int(total))
        return "1" if self.get("A") else None


def fits(pattern: str, token: Token | None) -> bool:
    """Say whether the token's word is one of ``pattern``'s alternatives."""
    return token is not None and re.fullmatch(pattern, token.word) is not None
