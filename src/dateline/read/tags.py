"""From BIO probabilities to scored spans of pieces, and from pieces to characters."""

import re
from dataclasses import dataclass

import numpy as np

from dateline.core import Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats

WEAK_IN_NAME = 0.25  # for ``weak`` where names are tagged; tuned on the claim gold, dev split
_SURE_BEGIN = 0.5
_HYPHENS = "-‐‑"
_GLUE = frozenset(["", " ", "-", "'", "’", "‐", "‑"])
_WORDS = re.compile(r"[\w'’]+")
_CLOSERS = "%)\"”’' "
_NEVER_LAST = frozenset("and or but the a an of by with from to in at on near who which that as".split())
_NEVER_FIRST = frozenset("and or but by s".split())
_EMPTY = frozenset("the a an of by with from to in at on and or led backed held based".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A tagged span of text, its probability, and the half-open range of the columns that it comes from."""

    span: Span
    score: float
    pieces: tuple[int, int]


def decode(tags: Floats, threshold: float, weak: float = 1.0) -> list[tuple[int, int, float]]:
    """Return (first piece, last piece + 1, probability) of each span in ``tags`` (3, pieces): P of O, B, I.

    A span is a run of pieces that are inside with at least ``weak`` times ``threshold``, one of them with
    ``threshold`` itself (hysteresis: a doubtful "for" does not cut a name in two); a sure B begins a new
    one. Its probability is the highest in it.
    """
    if not tags.size or 1 - tags[0].min() < threshold:
        return []
    inside = 1 - tags[0]
    on = np.flatnonzero(inside >= weak * threshold)
    spans: list[tuple[int, int, float]] = []
    for piece, p, begins in zip(on.tolist(), inside[on].tolist(), (tags[1, on] > _SURE_BEGIN).tolist(), strict=True):
        if spans and spans[-1][1] == piece and not begins:
            spans[-1] = (spans[-1][0], piece + 1, max(spans[-1][2], p))
        else:
            spans.append((piece, piece + 1, p))
    return [span for span in spans if span[2] >= threshold]


def phrases(
    text: str, encoding: Encoding, tags: Floats, threshold: float, first: int = 0, *, weak: float = 1.0
) -> list[Phrase]:
    """Return the spans of ``decode`` as phrases of whole words; ``first`` is the piece of the first column of ``tags``.

    What only a hyphen or a space parts is one phrase; a phrase does not begin or end in a conjunction, and
    one of articles and prepositions alone is none.
    """
    found: list[Phrase] = []
    for a, b, score in decode(tags, threshold, weak):
        span = to_span(text, encoding, first + a, first + b)
        last = found[-1] if found else None
        if last is not None and span.start - last.span.end <= 1 and text[last.span.end : span.start] in _GLUE:
            span = Span.of(text, last.span.start, max(span.end, last.span.end))
            found[-1] = Phrase(span, max(score, last.score), (last.pieces[0], b))
        else:
            found.append(Phrase(span, score, (a, b)))
    return [trimmed for phrase in found if (trimmed := _trimmed(text, phrase)) is not None]


def to_span(text: str, encoding: Encoding, start: int, end: int) -> Span:
    """Return the characters of pieces ``start``..``end``, widened to whole words, hyphenated ones included."""
    begin, stop = int(encoding.starts[start]), int(encoding.ends[end - 1])
    while begin > 0 and _in_word(text, begin - 1, begin):
        begin -= 1
    while stop < len(text) and _in_word(text, stop, stop - 1):
        stop += 1
    return Span.of(text, begin, stop)


def _in_word(text: str, at: int, beside: int) -> bool:
    """Say whether the character at ``at`` belongs to the word of its neighbour ``beside``."""
    if text[at].isalnum():
        return text[beside].isalnum() or text[beside] in _HYPHENS
    beyond = at + (at - beside)
    return text[at] in _HYPHENS and text[beside].isalnum() and 0 <= beyond < len(text) and text[beyond].isalnum()


def _trimmed(text: str, phrase: Phrase) -> Phrase | None:
    start, end = phrase.span.start, phrase.span.end
    words = [(start + m.start(), start + m.end()) for m in _WORDS.finditer(text[start:end])]
    while words and text[slice(*words[-1])].lower() in _NEVER_LAST:
        words.pop()
    while words and text[slice(*words[0])].lower() in _NEVER_FIRST:
        words.pop(0)
    if not words or all(text[a:b].lower() in _EMPTY for a, b in words):
        return None
    start, last = max(start, words[0][0]), words[-1][1]
    tail = text[last:end]
    unopened = tail.count(")") > text[start:last].count("(")
    end = last if tail.strip(_CLOSERS) or unopened else last + len(tail.rstrip())
    return Phrase(Span.of(text, start, end), phrase.score, phrase.pieces)
