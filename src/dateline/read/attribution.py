"""Who says what: source, cue and content spans of the attribution head, linked to one another."""

from collections.abc import Sequence

from dateline.core import Quotation, Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats, softmax
from dateline.read.network import Network
from dateline.read.tags import WEAK_IN_NAME, decode, to_span

_QUOTES = '"“”«»'


def read_quotations(
    text: str, sentences: Sequence[Span], encoding: Encoding, hidden: Floats, network: Network
) -> tuple[Quotation, ...]:
    """Return attribution relations in text order.

    Each cue takes the nearest source of its sentence and the contents that touch its sentence or follow on
    from it; a content without a cue stands with its nearest source alone (PolNeAR, Newell et al. 2018).
    """
    tags = softmax(network.heads.token("attribution", hidden).reshape(len(hidden), 3, 3))
    spans = {
        name: [
            to_span(text, encoding, a, b)
            for a, b, _ in decode(tags[:, k], network.threshold("attribution"), WEAK_IN_NAME)
        ]
        for k, name in enumerate(network.labels("attribution"))
    }
    taken: dict[Span, list[Span]] = {}
    for content in spans["content"]:
        cue = min(spans["cue"], key=lambda c: _apart(c, content, sentences), default=None)
        if cue is not None and _apart(cue, content, sentences) < _FAR:
            taken.setdefault(cue, []).append(content)
    out = []
    for cue in spans["cue"]:
        source = min(spans["source"], key=lambda s: _apart(s, cue, sentences), default=None)
        if source is not None and _apart(source, cue, sentences) >= _FAR:
            source = None
        contents = tuple(sorted(taken.get(cue, ())))
        direct = any(c.text[:1] in _QUOTES for c in contents)
        out.append(Quotation(source, cue, contents, direct))
    return tuple(out)


_FAR = 400  # characters; a different sentence adds half of it


def _apart(a: Span, b: Span, sentences: Sequence[Span]) -> int:
    gap = max(a.start - b.end, b.start - a.end, 0)
    one = any(s.start <= a.start < s.end and s.start < b.end and b.start < s.end for s in sentences)
    return gap if one else gap + _FAR // 2
