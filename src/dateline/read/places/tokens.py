"""An article cut into the tokens that place names are made of."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.core import Span
from dateline.read.places.names import ARTICLES

# "U.S." and "D.C." keep their dots; an apostrophe joins ("Ma'arrat") unless it begins a possessive.
_TOKEN = re.compile(r"W\. ?Va\.|(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’‘ʿʾ`](?!s\b|S\b)[^\W\d_]+)*|\d+[^\W\d_]*")
_JOIN = re.compile(r"[ \t\u00a0]?[-‐–'’‘ʿ`]?[ \t\u00a0]?\n?|\.\s?")
_PARTICLES = ARTICLES | frozenset("de del la las los di da du le les".split())


class Token(NamedTuple):
    """A word or number of the text. ``capital`` says that its letters set it apart as a name."""

    start: int
    end: int
    text: str
    lower: str
    capital: bool
    opens: bool  # first word of its sentence
    shouted: bool  # stands in a text all in capitals, so that capitals say nothing


def tokenise(text: str, sentences: Sequence[Span], phrase: bool = False) -> list[Token]:
    """Return the tokens of ``text``; where there are no sentences, line starts and full stops open one.

    A ``phrase`` in small letters is no text without capitals: its words are just no names.
    """
    found = list(_TOKEN.finditer(text))
    starts = _first_tokens(text, found, sentences)
    loud, quiet = _case(text)
    tokens = []
    for index, match in enumerate(found):
        word = match.group()
        shouted = loud or (quiet and not phrase and word.islower())
        capital = shouted or word[0].isupper()
        tokens.append(Token(match.start(), match.end(), word, word.lower(), capital, index in starts, shouted))
    return tokens


def _case(text: str) -> tuple[bool, bool]:
    """Say whether a text is all in capitals, and whether it is all in small letters."""
    letters, upper = sum(map(str.isalpha, text)), sum(map(str.isupper, text))
    return upper > 0.7 * letters, upper < 0.004 * letters


def _first_tokens(text: str, found: list[re.Match[str]], sentences: Sequence[Span]) -> set[int]:
    starts = {0}
    if sentences:
        bounds = sorted(sentence.start for sentence in sentences)
        at = 0
        for bound in bounds:
            while at < len(found) and found[at].start() < bound:
                at += 1
            starts.add(at)
        return starts
    for index in range(1, len(found)):
        gap = text[found[index - 1].end() : found[index].start()]
        if gap != " " and any(stop in gap for stop in ".!?\n"):
            starts.add(index)
    return starts


def joined(text: str, left: Token, right: Token) -> bool:
    """Say whether two neighbouring tokens may be parts of one name ("Deir el-Zour", "St. Louis")."""
    gap = text[left.end : right.start]
    if gap in (" ", "-"):
        return True
    if "." in gap:
        return len(left.text) <= 5 and not left.opens and gap in (". ", ".") and right.capital
    return bool(_JOIN.fullmatch(gap))


def is_particle(token: Token) -> bool:
    """Say whether the token is an article or preposition inside names ("al", "ez", "de", "la")."""
    return token.lower in _PARTICLES
