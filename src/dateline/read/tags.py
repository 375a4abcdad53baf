"""From BIO logits to scored spans of pieces, and from pieces to characters."""

from dateline.core import Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats, softmax

_WORD_JOINERS = "-'’"


def decode(logits: Floats, threshold: float) -> list[tuple[int, int, float]]:
    """Return (first piece, last piece + 1, probability) of each span in logits (pieces, 3) of O, B, I.

    A span begins where B or I outweighs ``threshold`` and runs while I does; its probability is the
    highest in it.
    """
    if not len(logits):
        return []
    p = softmax(logits)
    inside = 1 - p[:, 0]
    on = inside >= threshold
    spans: list[tuple[int, int, float]] = []
    start: int | None = None
    for i in range(len(p) + 1):
        here = i < len(p) and bool(on[i])
        fresh = here and p[i, 1] > p[i, 2]
        if start is not None and (not here or fresh):
            spans.append((start, i, float(inside[start:i].max())))
            start = None
        if here and start is None:
            start = i
    return spans


def to_span(text: str, encoding: Encoding, start: int, end: int) -> Span:
    """Return the characters of pieces ``start``..``end``, widened to whole words."""
    begin, stop = int(encoding.starts[start]), int(encoding.ends[end - 1])
    while begin > 0 and text[begin - 1].isalnum() and text[begin].isalnum():
        begin -= 1
    while stop < len(text) and text[stop].isalnum() and text[stop - 1].isalnum():
        stop += 1
    if text[begin:stop].startswith(tuple(_WORD_JOINERS)) and stop - begin > 1:
        begin += 1
    return Span.of(text, begin, stop)
