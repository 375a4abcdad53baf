"""The light heads over the encoder's hidden states, in numpy.

Shapes: ``hidden`` (pieces, H); ``spans`` (n, 2), half-open piece ranges; ``sentence`` (pieces,) counted from 0.
The same sums as the PyTorch module of the training scripts; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEAR = 8  # distances below this have a bucket each, the rest are logarithmic


def gelu(x: Floats) -> Floats:
    """Return the exact Gaussian error linear unit, by the Abramowitz and Stegun 7.1.26 form of erf (error < 2e-7)."""
    z = np.abs(x) * np.float32(0.70710678)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), dtype=np.float32)


def softmax(logits: Floats) -> Floats:
    """Return probabilities along the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Return the logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), dtype=np.float32)


def bucket(distance: Ints) -> Ints:
    """Return the bucket 0..31 of a signed distance in pieces or sentences (Raffel et al. 2020)."""
    size = np.abs(distance)
    far = _NEAR + (np.log(np.maximum(size, 1) / _NEAR) / np.log(16.0) * 7.99).astype(np.int64)
    near = np.where(size < _NEAR, size, np.minimum(far, 15))
    return np.asarray(near + 16 * (distance > 0), dtype=np.int64)


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
                out[i] = hidden[start:end].mean(0)
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

    def roles(self, scene: "Scene", span: Ints) -> tuple[Floats, Floats]:
        """Return for one trigger (2,) its role logits (pieces, roles, 3) and evidence logits (sentences seen,)."""
        node = gelu(self._linear("node.0", self.pooled(scene.hidden, span[None])[0]))
        queries = self._linear("query", node), self._linear("query2", node)
        own = scene.sentence[span[0]]
        at = np.arange(len(scene.hidden))
        role = self._linear("role", self._joined(queries, scene.pieces, at - span[0], scene.sentence - own))
        joined = self._joined(queries, scene.sentences, scene.first - span[0], scene.sentence[scene.first] - own)
        return role.reshape(len(at), -1, 3), self._linear("evidence_out", joined)[:, 0]

    def _joined(self, queries: tuple[Floats, Floats], keys: tuple[Floats, Floats], near: Ints, apart: Ints) -> Floats:
        add = keys[0] + queries[0] + self._w["near.weight"][bucket(near)] + self._w["sentences.weight"][bucket(apart)]
        return np.concatenate([gelu(np.asarray(add, dtype=np.float32)), queries[1] * keys[1]], -1)

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
