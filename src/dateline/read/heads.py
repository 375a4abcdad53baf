"""The light heads over the encoder's hidden states, in numpy.

Shapes: ``hidden`` (pieces, H); ``spans`` (n, 2), half-open piece ranges; ``sentence`` (pieces,) counted from 0.
The same sums as the PyTorch module of the training scripts; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEAR = 8  # distances below this have a bucket each, the rest are logarithmic
_FAR = 128  # distances from here on share the last bucket
# Abramowitz and Stegun 7.1.28: erf(z) = 1 - 1 / (1 + a1 z + ... + a6 z^6)^16, error < 3e-7; here of x = z sqrt 2.
_ERF = [
    np.float32(a * 0.5 ** ((k + 1) / 2))
    for k, a in enumerate((0.0705230784, 0.0422820123, 0.0092705272, 0.0001520143, 0.0002765672, 0.0000430638))
]
_BLOCK = 1 << 14  # numbers worked on at once: what lies between then fits the processor's cache


def gelu(x: Floats) -> Floats:
    """Return the exact Gaussian error linear unit, x (1 + erf(x / sqrt 2)) / 2."""
    flat, out = x.ravel(), np.empty(x.size, dtype=np.float32)
    for at in range(0, x.size, _BLOCK):
        out[at : at + _BLOCK] = _gelu(flat[at : at + _BLOCK])
    return out.reshape(x.shape)


def _gelu(x: Floats) -> Floats:
    size = np.abs(x)
    power = _ERF[-1] * size
    for factor in _ERF[-2::-1]:
        power += factor
        power *= size
    power += np.float32(1)
    with np.errstate(over="ignore"):  # far from 0: one over infinity is the 0 that is meant
        for _ in range(4):
            power *= power
    return np.asarray(np.float32(0.5) * (x + size * (1 - 1 / power)), dtype=np.float32)


def softmax(logits: Floats, axis: int = -1) -> Floats:
    """Return probabilities along an axis."""
    e = np.exp(logits - logits.max(axis, keepdims=True))
    return np.asarray(e / e.sum(axis, keepdims=True), dtype=np.float32)


def tag_chances(logits: Floats) -> Floats:
    """Return the probabilities (labels, 3, pieces) of O, B and I from the logits (labels * 3, pieces) of taggers."""
    return softmax(np.ascontiguousarray(logits).reshape(len(logits) // 3, 3, logits.shape[1]), axis=1)


def sigmoid(logits: Floats) -> Floats:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def bucket(distance: Ints) -> Ints:
    """Return the bucket 0..31 of a signed distance in pieces or sentences (Raffel et al. 2020)."""
    return np.asarray(_BUCKETS.take(distance + _FAR, mode="clip"))


def _buckets(distance: Ints) -> Ints:
    size = np.abs(distance)
    far = _NEAR + (np.log(np.maximum(size, 1) / _NEAR) / np.log(16.0) * 7.99).astype(np.int64)
    near = np.where(size < _NEAR, size, np.minimum(far, 15))
    return np.asarray(near + 16 * (distance > 0), dtype=np.int64)


_BUCKETS = _buckets(np.arange(-_FAR, _FAR + 1))


@dataclass(frozen=True)
class Scene:
    """A window: hidden states, sentence numbers, first piece of each sentence seen, and the keys of both."""

    hidden: Floats
    sentence: Ints
    first: Ints
    pieces: tuple[Floats, Floats]
    sentences: tuple[Floats, Floats]


class ClaimHeads:
    """Logits of the claim heads from their weights, named as in the training module."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.float16]]) -> None:
        self._w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
        both = self._w["near.weight"][:, None] + self._w["sentences.weight"][None]
        self._where = both.reshape(-1, both.shape[-1])  # a row for each bucket in pieces and one in sentences

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], dtype=np.float32)

    def _two(self, name: str, x: Floats) -> Floats:
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def token(self, name: str, hidden: Floats) -> Floats:
        """Return the logits of a token-wise head (pieces, classes), of one layer or of two."""
        return self._linear(name, hidden) if f"{name}.weight" in self._w else self._two(name, hidden)

    def pooled(self, hidden: Floats, spans: Ints) -> Floats:
        """Return the mean hidden state of each span (n, H); that of an empty span is zero."""
        out = np.zeros((len(spans), hidden.shape[1]), dtype=np.float32)
        for i, (start, end) in enumerate(spans):
            if end > start:
                out[i] = hidden[start:end].sum(0) / np.float32(end - start)
        return out

    def nodes(self, hidden: Floats, spans: Ints) -> dict[str, Floats]:
        """Return logits of each trigger (n, classes): type, modality, time_mode, publisher."""
        base = self.pooled(hidden, spans)
        node = gelu(self._linear("node.0", base))
        out = {name: self._linear(name, node) for name in ("modality", "time_mode", "publisher")}
        return {"type": self._two("event_type", base), **out}

    def keys(self, rows: Floats) -> tuple[Floats, Floats]:
        """Return what ``rows`` (m, H) bring to a meeting with a trigger: twice (m, JOIN)."""
        return self._linear("key", rows), self._linear("key2", rows)

    def scene(self, hidden: Floats, sentence: Ints) -> "Scene":
        """Return a window made ready for many triggers."""
        first = np.flatnonzero(np.diff(sentence, prepend=-1))
        sizes = np.diff(np.append(first, len(sentence)))
        means = np.asarray(np.add.reduceat(hidden, first, axis=0) / sizes[:, None], dtype=np.float32)
        return Scene(hidden, sentence, first, self.keys(hidden), self.keys(means))

    def roles(self, scene: "Scene", spans: Ints) -> list[tuple[Floats, Floats]]:
        """Return for each trigger its role chances (roles, 3, pieces) and evidence logits (sentences seen,)."""
        node = gelu(self._linear("node.0", self.pooled(scene.hidden, spans)))
        at = np.arange(len(scene.hidden))
        out = []
        for start, *query in zip(spans[:, 0], self._linear("query", node), self._linear("query2", node), strict=True):
            apart = scene.sentence - scene.sentence[start]
            role = self._met("role", query, scene.pieces, (at - start, apart))
            where = scene.first - start, apart[scene.first]
            out.append((tag_chances(role), self._met("evidence_out", query, scene.sentences, where)[0]))
        return out

    def _met(self, name: str, query: Sequence[Floats], keys: tuple[Floats, Floats], where: tuple[Ints, Ints]) -> Floats:
        """Return the logits (classes, m) of a trigger's meeting with m keys so many pieces and sentences from it."""
        added = self._where.take(bucket(where[0]) * 32 + bucket(where[1]), axis=0)
        added += keys[0]
        added += query[0]
        weight, size = self._w[f"{name}.weight"], added.shape[1]
        logits = weight[:, :size] @ gelu(added).T + (weight[:, size:] * query[1]) @ keys[1].T
        return np.asarray(logits + self._w[f"{name}.bias"][:, None], dtype=np.float32)

    def links(self, hidden: Floats, spans: Ints) -> Floats:
        """Return symmetric logits (n, n) that two triggers speak of one incident."""
        u = self._linear("link_in", self.pooled(hidden, spans))
        both = np.concatenate([u[:, None] * u[None], np.abs(u[:, None] - u[None])], -1)
        far = np.abs(spans[:, 0][:, None] - spans[:, 0][None])
        joined = np.asarray(both + self._w["link_near.weight"][bucket(far)], dtype=np.float32)
        return self._two("link_out", joined)[..., 0]

    def stances(self, hidden: Floats, triggers: Ints, sources: Ints) -> Floats:
        """Return stance logits (n, stances) of trigger and source spans; an empty source is the publisher."""
        pair = np.concatenate([self.pooled(hidden, triggers), self.pooled(hidden, sources)], -1)
        return self._two("stance", pair)

    def span(self, name: str, hidden: Floats, spans: Ints) -> Floats:
        """Return the logits of a span-wise head (n, classes): kind or source_kind."""
        return self._linear(name, self.pooled(hidden, spans))
