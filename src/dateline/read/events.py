"""The events of an article: triggers, what belongs to each, and which speak of one event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.core import EventMention, RoleLink, Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats, Ints, Scene, sigmoid, softmax
from dateline.read.network import Network
from dateline.read.tags import WEAK_IN_NAME, decode, phrases, to_span

# Words without which a sentence denies nothing; whether it does is for the claims to tell.
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|(?:reject|dismiss|refut|rebut|disput|contest|disown|disavow|disclaim|repudiat)\w*|"
    r"not|never|no|nothing|false)\b|n['’]t\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Window:
    """One window: its range of pieces and its hidden states (pieces, H)."""

    lo: int
    hi: int
    hidden: Floats


def read_events(
    text: str, sentences: Sequence[Span], encoding: Encoding, windows: Sequence[Window], network: Network
) -> tuple[EventMention, ...]:
    """Return the event mentions of an article in text order, with roles and links to one another."""
    scenes = {id(w): _scene(encoding, w, network) for w in windows}
    least = network.threshold("trigger")
    found = [
        (lo, hi, score, w) for w in windows for lo, hi, score in _triggers(w, network) if _is_central(lo, w, windows)
    ]
    found.sort(key=lambda row: row[:2])
    found = [row for row in found if row[2] >= least or _may_deny(sentences[encoding.sentence[row[0]]])]
    mentions = [
        _mention(text, sentences, encoding, (w, scenes[id(w)]), (lo, hi, score), network) for lo, hi, score, w in found
    ]
    links = _links(found, network)
    return tuple(replace(mention, links=links.get(i, ())) for i, mention in enumerate(mentions))


def _scene(encoding: Encoding, window: Window, network: Network) -> Scene:
    sentence = encoding.sentence[window.lo : window.hi]
    return network.heads.scene(window.hidden, sentence - sentence[0])


def _triggers(window: Window, network: Network) -> list[tuple[int, int, float]]:
    logits = network.heads.token("trigger", window.hidden) / network.temperature("trigger")
    tags = softmax(np.asarray(logits, dtype=np.float32))
    sure = decode(tags, network.threshold("trigger"))
    doubtful = decode(tags, network.threshold("trigger:doubtful"))
    spans = [*sure, *(d for d in doubtful if not any(a < d[1] and d[0] < b for a, b, _ in sure))]
    return [(window.lo + a, window.lo + b, p) for a, b, p in spans]


def _may_deny(sentence: Span) -> bool:
    return _DENIAL.search(sentence.text) is not None


def _is_central(piece: int, window: Window, windows: Sequence[Window]) -> bool:
    """Say whether no other window holds the piece further from its border."""

    def depth(w: Window) -> int:
        return min(piece - w.lo if w.lo else 10**6, w.hi - 1 - piece if w is not windows[-1] else 10**6)

    return max((w for w in windows if w.lo <= piece < w.hi), key=depth) is window


def _mention(
    text: str,
    sentences: Sequence[Span],
    encoding: Encoding,
    where: tuple[Window, Scene],
    trigger: tuple[int, int, float],
    network: Network,
) -> EventMention:
    lo, hi, score = trigger
    window, scene = where
    span = np.array([lo - window.lo, hi - window.lo], dtype=np.int64)
    heads = network.heads
    node = heads.nodes(window.hidden, span[None])
    role_logits, evidence = heads.roles(scene, span)
    roles: list[RoleLink] = []
    tagged = softmax(role_logits)
    peaks = 1 - tagged[:, :, 0].min(0)
    for k, role in enumerate(network.labels("roles")):
        least = network.threshold(f"roles:{role}")
        if peaks[k] < least:
            continue
        weak = 1.0 if role == "time" else WEAK_IN_NAME
        for phrase in phrases(text, encoding, tagged[:, k], least, window.lo, weak=weak):
            label = _stance(window, span, phrase.pieces, network) if role == "source" else None
            roles.append(RoleLink(role, phrase.span, phrase.score, label))
    own = scene.sentence[span[0]]
    for s, p in zip(scene.sentence[scene.first], sigmoid(evidence), strict=True):
        if p >= network.threshold("evidence") or s == own:
            roles.append(RoleLink("evidence", sentences[encoding.sentence[window.lo] + s], float(p)))
    pick = {name: _best(logits[0], network.labels(name)) for name, logits in node.items() if name != "publisher"}
    return EventMention(
        to_span(text, encoding, lo, hi),
        type=pick["type"],
        modality=pick["modality"],
        score=score,
        roles=tuple(roles),
        publisher=float(sigmoid(node["publisher"])[0, 0]),
        publisher_stance=_stance(window, span, (0, 0), network),
        time_mode=pick["time_mode"],
        doubtful=score < network.threshold("trigger"),
    )


def _stance(window: Window, trigger: Ints, source: tuple[int, int], network: Network) -> str:
    logits = network.heads.stances(window.hidden, trigger[None], np.array([source], dtype=np.int64))
    return _best(logits[0], network.labels("stance"))


def _best(logits: Floats, labels: Sequence[str]) -> str:
    return labels[int(np.argmax(logits))]


def _links(
    found: Sequence[tuple[int, int, float, Window]], network: Network
) -> dict[int, tuple[tuple[int, float], ...]]:
    """Link triggers that one window holds: {index: ((other index, probability), ...)}."""
    out: dict[int, dict[int, float]] = {}
    for window in {id(row[3]): row[3] for row in found}.values():
        inside = [i for i, (lo, hi, _, _) in enumerate(found) if window.lo <= lo and hi <= window.hi]
        if len(inside) < 2:
            continue
        spans = np.array([[found[i][0] - window.lo, found[i][1] - window.lo] for i in inside], dtype=np.int64)
        p = sigmoid(network.heads.links(window.hidden, spans) / np.float32(network.temperature("link")))
        for a, i in enumerate(inside):
            for b, j in enumerate(inside):
                if i != j:
                    out.setdefault(i, {})[j] = max(float(p[a, b]), out.get(i, {}).get(j, 0.0))
    return {i: tuple(sorted(row.items())) for i, row in out.items()}
