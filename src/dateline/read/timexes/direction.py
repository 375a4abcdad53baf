"""Whether a sentence speaks of what has been or of what is to come, as seen from one time expression in it."""

from collections.abc import Sequence

from dateline.read.timexes.lexicon import FUTURE_WORDS, PAST_WORDS
from dateline.read.timexes.tokens import Token

_REACH = 30  # words; beyond that a verb belongs to another clause
_AHEAD = {"due", "effective", "deadline", "expire", "expires", "starting"}


def direction(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return -1 for past, 1 for future, 0 where no verb tells, for the expression ``tokens[first:last]``.

    The nearest verb before it in the sentence decides, else the nearest after it: reports put the day
    behind its verb ("will meet on Friday") or at the head of the sentence ("On Friday, the council will").
    """
    lead = [token.word for token in tokens[max(first - 3, 0) : first]]
    if lead in (["as", "soon", "as"], ["as", "early", "as"]) or (lead and lead[-1] in _AHEAD):
        return 1
    return _look(tokens, range(first - 1, max(first - _REACH, -1), -1)) or _look(
        tokens, range(last, min(last + _REACH, len(tokens)))
    )


def _look(tokens: Sequence[Token], places: range) -> int:
    for place in places:
        token = tokens[place]
        if token.kind == "STOP":
            return 0
        word = token.word
        if word in FUTURE_WORDS:
            return 1
        if (word in PAST_WORDS or (len(word) > 4 and word.endswith("ed"))) and not _to_be(tokens, place):
            return -1
    return 0


def _to_be(tokens: Sequence[Token], place: int) -> bool:
    """Say whether the participle stands in "to be completed", "will be held"."""
    return place > 0 and tokens[place - 1].word == "be"
