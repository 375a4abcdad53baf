"""From BIO logits to scored spans of pieces, and from pieces to characters."""

import numpy as np

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
    if not on.any():
        return []
    begins = on & (~np.concatenate([[False], on[:-1]]) | (p[:, 1] > p[:, 2]))
    starts = np.flatnonzero(begins)
    stops = np.append(np.flatnonzero(~on | begins), len(on))
    ends = stops[np.searchsorted(stops, starts, side="right")]
    return [(int(a), int(b), float(inside[a:b].max())) for a, b in zip(starts, ends, strict=True)]


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
