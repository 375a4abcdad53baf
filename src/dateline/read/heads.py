"""The light heads over the encoder's hidden states, in numpy.

Shapes: ``hidden`` (pieces, H); ``spans`` (n, 2), half-open piece ranges; ``sentence`` (pieces,) counted from 0.
The same sums as the PyTorch module of the training scripts; a test holds the two together.
"""

from collections.abc import Mapping

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


class ClaimHeads:
    """Logits of the claim heads from their weights, named as in the training module."""

    def __init__(self, weights: Mapping[str, npt.NDArray[np.float16]]) -> None:
        self._w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}

    def _linear(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], dtype=np.float32)

    def _two(self, name: str, x: Floats) -> Floats:
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def token(self, name: str, hidden: Floats) -> Floats:
        """Return the logits of a token-wise head (pieces, classes)."""
        return self._linear(name, hidden)

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

    def _joined(self, rows: Floats, node: Floats, near: Ints, apart: Ints) -> Floats:
        add = self._linear("key", rows) + self._linear("query", node)
        add = add + self._w["near.weight"][bucket(near)] + self._w["sentences.weight"][bucket(apart)]
        times = self._linear("query2", node) * self._linear("key2", rows)
        return np.concatenate([gelu(np.asarray(add, dtype=np.float32)), times], -1)

    def roles(self, hidden: Floats, sentence: Ints, span: Ints) -> tuple[Floats, Floats]:
        """Return for one trigger (2,) its role logits (pieces, roles, 3) and evidence logits (sentences,)."""
        node = gelu(self._linear("node.0", self.pooled(hidden, span[None])[0]))
        own = sentence[span[0]]
        at = np.arange(len(hidden))
        role = self._linear("role", self._joined(hidden, node, at - span[0], sentence - own))
        count = int(sentence[-1]) + 1
        first = np.searchsorted(sentence, np.arange(count))
        sizes = np.maximum(np.diff(np.append(first, len(sentence))), 1)
        means = np.add.reduceat(hidden, np.minimum(first, len(hidden) - 1), axis=0) / sizes[:, None]
        joined = self._joined(np.asarray(means, dtype=np.float32), node, first - span[0], np.arange(count) - own)
        return role.reshape(len(hidden), -1, 3), self._linear("evidence_out", joined)[:, 0]

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
