"""Who says what: source, cue and content spans of the attribution head, linked to one another."""

from collections.abc import Sequence

import numpy as np

from dateline.core import Quotation, Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats, Ints, tag_chances
from dateline.read.network import Network
from dateline.read.tags import WEAK_IN_NAME, decode, to_span

_QUOTES = '"“”«»'
_FAR = 400  # characters; a different sentence adds half of it


def read_quotations(
    text: str, sentences: Sequence[Span], encoding: Encoding, hidden: Floats, network: Network
) -> tuple[Quotation, ...]:
    """Return attribution relations in text order.

    Each cue takes the nearest source of its sentence and the contents that touch its sentence or follow on
    from it; a content without a cue stands with its nearest source alone (PolNeAR, Newell et al. 2018).
    """
    tags = tag_chances(network.heads.token("attribution", hidden).T)
    spans = {
        name: [
            to_span(text, encoding, a, b) for a, b, _ in decode(tags[k], network.threshold("attribution"), WEAK_IN_NAME)
        ]
        for k, name in enumerate(network.labels("attribution"))
    }
    taken: dict[Span, list[Span]] = {}
    for content, cue in zip(spans["content"], _nearest(spans["content"], spans["cue"], sentences), strict=True):
        if cue is not None:
            taken.setdefault(cue, []).append(content)
    out = []
    for cue, source in zip(spans["cue"], _nearest(spans["cue"], spans["source"], sentences), strict=True):
        contents = tuple(sorted(taken.get(cue, ())))
        direct = any(c.text[:1] in _QUOTES for c in contents)
        out.append(Quotation(source, cue, contents, direct))
    return tuple(out)


def _nearest(spans: Sequence[Span], others: Sequence[Span], sentences: Sequence[Span]) -> list[Span | None]:
    """Return for each of ``spans`` the nearest of ``others``, the first of equals; None where none is in reach."""
    if not spans or not others:
        return [None] * len(spans)
    start, end = _bounds(spans)
    begin, stop = (bound[:, None] for bound in _bounds(others))
    first, last = _bounds(sentences)
    home = np.searchsorted(first, begin, side="right") - 1
    one = (home >= 0) & (begin < last[home]) & (first[home] < end) & (start < last[home])
    apart = np.maximum(np.maximum(begin - end, start - stop), 0) + np.where(one, 0, _FAR // 2)
    best = apart.argmin(0)
    return [others[i] if apart[i, k] < _FAR else None for k, i in enumerate(best)]


def _bounds(spans: Sequence[Span]) -> tuple[Ints, Ints]:
    """Return the first characters of ``spans`` and those behind their last, both (n,)."""
    bounds = np.array([(span.start, span.end) for span in spans], dtype=np.int64)
    return bounds[:, 0], bounds[:, 1]
