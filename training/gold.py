"""Annotated articles as training windows: triggers, what belongs to each, and which speak of one incident."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from tokenizers import Tokenizer

from dateline.core import Span
from dateline.read.encoding import Encoding, encode, windows
from dateline.read.sentences import split_sentences
from training.annotated import Annotated
from training.auxiliary import IGNORE, pieces_of, tag
from training.vocabulary import EVENT_TYPES, MODALITIES, PARTICIPANT_KINDS, ROLES, SOURCE_KINDS, STANCES, TIME_MODES


@dataclass
class Node:
    """One annotated trigger: all claims of one incident whose trigger stands at the same words."""

    start: int
    end: int
    incident: str
    type: int
    modality: int
    silver: bool = False
    roles: list[tuple[int, int, int]] = field(default_factory=list)  # role, start, end (characters)
    sources: list[tuple[int, int, int, int, int]] = field(default_factory=list)  # start, end, stance, kind, anonymous
    kinds: list[tuple[int, int, int]] = field(default_factory=list)  # start, end, participant kind
    publisher: bool = False
    publisher_stance: int = IGNORE
    time_mode: int = IGNORE
    evidence: set[int] = field(default_factory=set)


@dataclass
class GoldWindow:
    """One window with its nodes; conditional labels have shape (nodes, pieces, roles)."""

    ids: np.ndarray
    shapes: np.ndarray
    trigger: np.ndarray
    mentions: np.ndarray
    sentence: np.ndarray
    nodes: list[Node]
    spans: list[tuple[int, int]]
    roles: np.ndarray
    evidence: np.ndarray
    sources: list[tuple[int, int, int, int, int, int]]  # node, first piece, last piece + 1, stance, kind, anonymous
    kinds: list[tuple[int, int, int]]
    conflict: float


def _time_mode(time: dict | None, published: str | None) -> int:
    if not time or not (time.get("start") or time.get("end")):
        return TIME_MODES.index("none")
    if time.get("q"):
        return TIME_MODES.index("quoted")
    if not published:
        return IGNORE
    day = date.fromisoformat(published[:10])
    start, end = time.get("start"), time.get("end")
    if start == end == day.isoformat():
        return TIME_MODES.index("published")
    if start == end == (day - timedelta(days=1)).isoformat():
        return TIME_MODES.index("day_before")
    if end == day.isoformat():
        return TIME_MODES.index("until_published")
    return TIME_MODES.index("other")


def _stem(text: str) -> str:
    head = text.lower().split()[-1] if text.split() else ""
    return re.sub(r"(ings?|ed|es|s|e)$", "", head)[:6]


def read_nodes(article: Annotated) -> tuple[tuple[Span, ...], list[Node]]:
    """Return the sentences of an article and its nodes."""
    text = article.text
    sentences = split_sentences(text)
    nodes: dict[tuple[str, int], Node] = {}
    incident_evidence: dict[str, set[int]] = defaultdict(set)
    incident_stems: dict[str, set[str]] = defaultdict(set)
    for claim in article.claims:
        at = claim["trigger"]
        if at is None:
            continue
        evidence = {i for i, s in enumerate(sentences) if any(s.start < b and s.end > a for a, b in claim["evidence"])}
        key = (claim["incident"], at[0])
        node = nodes.get(key)
        if node is None:
            node = nodes[key] = Node(
                *at, claim["incident"], EVENT_TYPES.index(claim["type"]), MODALITIES.index(claim["modality"])
            )
        node.evidence |= evidence
        incident_evidence[claim["incident"]] |= evidence
        incident_stems[claim["incident"]].add(_stem(text[at[0] : at[1]]))
        _add_roles(node, claim)
        mode = _time_mode(claim.get("time"), article.published)
        if node.time_mode in (IGNORE, TIME_MODES.index("none")):
            node.time_mode = mode
        source = claim["source"]
        stance = STANCES.index(source["stance"])
        if where := source.get("q"):
            node.sources.append(
                (*where, stance, SOURCE_KINDS.index(source["kind"]), int(bool(source.get("anonymous"))))
            )
        elif source["kind"] == "publisher":
            node.publisher, node.publisher_stance = True, stance
    out = list(nodes.values())
    out += _silver(sentences, out, incident_evidence, incident_stems)
    return sentences, sorted(out, key=lambda n: (n.start, n.incident))


def _add_roles(node: Node, claim: dict) -> None:
    for role in ("perpetrator", "target", "victim"):
        for party in claim.get(role) or []:
            node.roles.append((ROLES.index(role), *party["q"]))
            node.kinds.append((*party["q"], PARTICIPANT_KINDS.index(party["kind"])))
    quotes = [(role, (claim.get(role) or {}).get("q")) for role in ("time", "place", "source")]
    quotes += [("weapon", quote) for quote in claim.get("weapons") or []]
    quotes += [("reason", claim.get("reason"))]
    quotes += [("casualty:" + row["effect"], row.get("q")) for row in claim.get("casualties") or []]
    node.roles += [(ROLES.index(name), *at) for name, at in quotes if at]


def _silver(sentences, nodes, evidence, stems) -> list[Node]:
    """Unannotated repeats of an incident's trigger word in sentences that speak of that incident alone."""
    taken = [(n.start, n.end) for n in nodes]
    by_incident = {n.incident: n for n in nodes}
    out = []
    for i, sentence in enumerate(sentences):
        of = [k for k, v in evidence.items() if i in v]
        if len(of) != 1:
            continue
        for word in re.finditer(r"[A-Za-z]+", sentence.text):
            start, end = sentence.start + word.start(), sentence.start + word.end()
            if _stem(word.group()) in stems[of[0]] and not any(s < end and start < e for s, e in taken):
                model = by_incident[of[0]]
                out.append(
                    Node(start, end, of[0], model.type, model.modality, silver=True, evidence=set(evidence[of[0]]))
                )
    return out


def read_windows(tokenizer: Tokenizer, article: Annotated) -> Iterator[GoldWindow]:
    """Return the training windows of one annotated article."""
    text = article.text
    sentences, nodes = read_nodes(article)
    if not sentences:
        return
    e = encode(tokenizer, text, sentences)
    trigger = np.zeros(len(e), dtype=np.int64)
    stems = {_stem(text[n.start : n.end]) for n in nodes if not n.silver}
    for word in re.finditer(r"[A-Za-z]+", text):
        if _stem(word.group()) in stems:
            trigger[pieces_of(e.starts, e.ends, *word.span())] = IGNORE
    mentions = np.zeros((len(e), len(ROLES)), dtype=np.int64)
    for node in nodes:
        if not node.silver:
            tag(trigger, pieces_of(e.starts, e.ends, node.start, node.end), 1, 2)
        for role, start, end in node.roles:
            tag(mentions[:, role], pieces_of(e.starts, e.ends, start, end), 1, 2)
    for lo, hi in windows(e):
        yield _window(text, sentences, e, nodes, (trigger, mentions), (lo, hi))


def _window(text, sentences, e: Encoding, nodes, token_labels, bounds) -> GoldWindow:
    lo, hi = bounds
    trigger, mentions = token_labels
    starts, ends = e.starts[lo:hi], e.ends[lo:hi]
    sentence = e.sentence[lo:hi]
    chosen, spans = [], []
    for node in nodes:
        pieces = pieces_of(starts, ends, node.start, node.end)
        if len(pieces):
            chosen.append(node)
            spans.append((int(pieces[0]), int(pieces[-1]) + 1))
    roles = np.zeros((len(chosen), hi - lo, len(ROLES)), dtype=np.int64)
    local = sentence - (sentence[0] if len(sentence) else 0)
    evidence = np.zeros((len(chosen), int(local.max()) + 1 if len(local) else 0), dtype=np.float32)
    sources, kinds = [], []
    for n, node in enumerate(chosen):
        for s in node.evidence:
            if 0 <= s - sentence[0] < evidence.shape[1]:
                evidence[n, s - sentence[0]] = 1
        if node.silver:
            roles[n] = IGNORE
            continue
        _fill_roles(roles[n], text, node, starts, ends)
        for start, end, stance, kind, anonymous in node.sources:
            p = pieces_of(starts, ends, start, end)
            if len(p):
                sources.append((n, int(p[0]), int(p[-1]) + 1, stance, kind, anonymous))
        for start, end, kind in node.kinds:
            p = pieces_of(starts, ends, start, end)
            if len(p):
                kinds.append((int(p[0]), int(p[-1]) + 1, kind))
    return GoldWindow(
        e.ids[lo:hi], e.shapes[lo:hi], trigger[lo:hi], mentions[lo:hi], local, chosen, spans, roles, evidence,
        sources, kinds, float(any(not n.silver for n in chosen)),
    )  # fmt: skip


def _fill_roles(out: np.ndarray, text: str, node: Node, starts, ends) -> None:
    for role, start, end in node.roles:
        words = text[start:end]
        for other in re.finditer(re.escape(words), text):  # other mentions of the words are neither right nor wrong
            if other.start() != start:
                p = pieces_of(starts, ends, *other.span())
                out[p[out[p, role] == 0], role] = IGNORE
    for role, start, end in node.roles:
        tag(out[:, role], pieces_of(starts, ends, start, end), 1, 2)
