"""The events of an article: triggers, what belongs to each, and which speak of one event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dateline.core import EventMention, RoleLink, Span
from dateline.read.encoding import Encoding
from dateline.read.heads import Floats, Ints, Scene, sigmoid, tag_chances
from dateline.read.means import unsupported
from dateline.read.network import Network
from dateline.read.tags import WEAK_IN_NAME, Phrase, decode, phrases, to_span

_Trigger = tuple[int, int, float]  # first piece, last + 1, probability

# Words without which a sentence neither denies anything nor counts victims; whether it does is for the claims to tell.
_WORTH_A_DOUBT = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|(?:reject|dismiss|refut|rebut|disput|contest|disown|disavow|disclaim|repudiat)\w*|"
    r"not|never|no|nothing|false)\b|n['’]t\b"
    r"|\b(?:kill|dead\b|death|die[ds]?\b|dying|lives\b|wound|injur|hurt\b|casualt|fatal|missing\b|abduct|kidnap|detain|arrest|"
    r"displac|captur|victim|toll\b|bodies|martyr)\w*",
    re.IGNORECASE,
)

# What is retaliated for, or was set off, took place, however far in the background it is told.
_PRESUPPOSED = re.compile(
    r"\b(?:in\s+(?:retaliation|reprisal|revenge|response|reaction)\s+(?:for|to)|"
    r"(?:triggered|triggering|sparked|sparking|prompted|prompting|provoked|provoking|ignited|igniting|set\s+off))\b"
    r"[^.;,]{0,60}$",
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
    least = network.threshold("trigger")
    found: list[tuple[_Trigger, Window]] = []
    mentions: list[EventMention] = []
    for window in windows:  # in text order, and so are the stretches for which each is the best to ask
        triggers = [
            (lo, hi, score)
            for lo, hi, score in _triggers(window, network)
            if _is_central(lo, window, windows)
            and (
                score >= least
                or _may_matter(sentences[encoding.sentence[lo]])
                or _is_presupposed(text, encoding.starts[lo])
            )
        ]
        if triggers:
            mentions += _mentions(text, sentences, encoding, window, triggers, network)
        found += [(trigger, window) for trigger in triggers]
    links = _links(found, network)
    return tuple(replace(mention, links=links.get(i, ())) for i, mention in enumerate(mentions))


def _triggers(window: Window, network: Network) -> list[_Trigger]:
    logits = network.heads.token("trigger", window.hidden) / np.float32(network.temperature("trigger"))
    tags = tag_chances(logits.T)[0]
    sure = decode(tags, network.threshold("trigger"))
    doubtful = decode(tags, network.threshold("trigger:doubtful"))
    spans = [*sure, *(d for d in doubtful if not any(a < d[1] and d[0] < b for a, b, _ in sure))]
    return sorted((window.lo + a, window.lo + b, p) for a, b, p in spans)


def _may_matter(sentence: Span) -> bool:
    return _WORTH_A_DOUBT.search(sentence.text) is not None


def _is_presupposed(text: str, start: int) -> bool:
    return _PRESUPPOSED.search(text, max(0, start - 100), start) is not None


def _is_central(piece: int, window: Window, windows: Sequence[Window]) -> bool:
    """Say whether no other window holds the piece further from its border."""

    def depth(w: Window) -> int:
        return min(piece - w.lo if w.lo else 10**6, w.hi - 1 - piece if w is not windows[-1] else 10**6)

    return max((w for w in windows if w.lo <= piece < w.hi), key=depth) is window


def _mentions(
    text: str,
    sentences: Sequence[Span],
    encoding: Encoding,
    window: Window,
    triggers: Sequence[_Trigger],
    network: Network,
) -> list[EventMention]:
    """Return the mentions of the triggers that one window holds."""
    spans = np.array([(lo - window.lo, hi - window.lo) for lo, hi, _ in triggers], dtype=np.int64)
    numbers = encoding.sentence[window.lo : window.hi]
    scene = network.heads.scene(window.hidden, numbers - numbers[0])
    nodes = network.heads.nodes(window.hidden, spans)
    barred = unsupported(text)
    nodes["type"][:, [name in barred for name in network.labels("type")]] = -np.inf
    pick = {name: _best(nodes[name], network.labels(name)) for name in ("type", "modality", "time_mode")}
    publisher = sigmoid(nodes["publisher"])[:, 0]
    out = []
    for i, ((lo, hi, score), (tags, evidence)) in enumerate(
        zip(triggers, network.heads.roles(scene, spans), strict=True)
    ):
        found = _found_roles(text, encoding, tags, window.lo, network)
        stance, *stances = _stances(window, spans[i], [p.pieces for role, p in found if role == "source"], network)
        said = iter(stances)
        roles = [RoleLink(role, p.span, p.score, next(said) if role == "source" else None) for role, p in found]
        roles += [
            RoleLink("evidence", sentences[numbers[0] + s], p) for s, p in _seen(scene, spans[i], evidence, network)
        ]
        out.append(
            EventMention(
                to_span(text, encoding, lo, hi),
                type=pick["type"][i],
                modality=pick["modality"][i],
                score=score,
                roles=tuple(roles),
                publisher=float(publisher[i]),
                publisher_stance=stance,
                time_mode=pick["time_mode"][i],
                doubtful=score < network.threshold("trigger") and not _is_presupposed(text, encoding.starts[lo]),
            )
        )
    return out


def _found_roles(text: str, encoding: Encoding, tags: Floats, first: int, network: Network) -> list[tuple[str, Phrase]]:
    """Return the phrases of each role that ``tags`` (roles, 3, pieces) show, which begin at piece ``first``."""
    return [
        (role, phrase)
        for k, role in enumerate(network.labels("roles"))
        for phrase in phrases(
            text,
            encoding,
            tags[k],
            network.threshold(f"roles:{role}"),
            first,
            weak=1.0 if role == "time" else WEAK_IN_NAME,
        )
    ]


def _seen(scene: Scene, trigger: Ints, evidence: Floats, network: Network) -> list[tuple[int, float]]:
    """Return the sentences that bear a trigger out, its own always, with their probabilities."""
    own, least = scene.sentence[trigger[0]], network.threshold("evidence")
    rows = zip(scene.sentence[scene.first].tolist(), sigmoid(evidence).tolist(), strict=True)
    return [(s, p) for s, p in rows if p >= least or s == own]


def _stances(window: Window, trigger: Ints, sources: Sequence[tuple[int, int]], network: Network) -> list[str]:
    """Return the stance of the publisher to what a trigger tells, then that of each source."""
    pairs = np.array([(0, 0), *sources], dtype=np.int64)
    logits = network.heads.stances(window.hidden, np.repeat(trigger[None], len(pairs), axis=0), pairs)
    return _best(logits, network.labels("stance"))


def _best(logits: Floats, labels: Sequence[str]) -> list[str]:
    return [labels[k] for k in logits.argmax(-1)]


def _links(found: Sequence[tuple[_Trigger, Window]], network: Network) -> dict[int, tuple[tuple[int, float], ...]]:
    """Link triggers that one window holds: {index: ((other index, probability), ...)}."""
    out: dict[int, dict[int, float]] = {}
    for window in {id(window): window for _, window in found}.values():
        inside = [i for i, ((lo, hi, _), _) in enumerate(found) if window.lo <= lo and hi <= window.hi]
        if len(inside) < 2:
            continue
        spans = np.array([found[i][0][:2] for i in inside], dtype=np.int64) - window.lo
        p = sigmoid(network.heads.links(window.hidden, spans) / np.float32(network.temperature("link")))
        for a, i in enumerate(inside):
            for b, j in enumerate(inside):
                if i != j:
                    out.setdefault(i, {})[j] = max(float(p[a, b]), out.get(i, {}).get(j, 0.0))
    return {i: tuple(sorted(row.items())) for i, row in out.items()}
