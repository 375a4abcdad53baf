"""The claim heads: triggers, and what belongs to each of them."""

import torch
import torch.nn.functional as F
from torch import nn

from training.model import HIDDEN
from training.vocabulary import (
    EVENT_TYPES,
    MODALITIES,
    PARTICIPANT_KINDS,
    ROLES,
    SOURCE_KINDS,
    STANCES,
    TIME_MODES,
)

JOIN = 256  # width in which a trigger and a piece meet
DISTANCES = 32
LINK = 128


def bucket(distance: torch.Tensor) -> torch.Tensor:
    """Return the bucket 0..31 of a signed distance: exact near 0, logarithmic beyond (T5, Raffel et al. 2020)."""
    size = distance.abs()
    far = 8 + (torch.log(size.clamp(min=1).float() / 8) / torch.log(torch.tensor(16.0)) * 7.99).long()
    return torch.where(size < 8, size, far.clamp(max=15)) + 16 * (distance > 0).long()


class ClaimHeads(nn.Module):
    """Heads over hidden states of one window; the methods say their shapes."""

    def __init__(self) -> None:
        super().__init__()
        self.trigger = nn.Linear(HIDDEN, 3)
        self.mentions = nn.Linear(HIDDEN, 3 * len(ROLES))
        self.event_type = nn.Sequential(
            nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1), nn.Linear(HIDDEN, len(EVENT_TYPES))
        )
        self.node = nn.Sequential(nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Dropout(0.1))
        self.modality = nn.Linear(HIDDEN, len(MODALITIES))
        self.time_mode = nn.Linear(HIDDEN, len(TIME_MODES))
        self.publisher = nn.Linear(HIDDEN, 1)
        self.query = nn.Linear(HIDDEN, JOIN)
        self.key = nn.Linear(HIDDEN, JOIN)
        self.query2 = nn.Linear(HIDDEN, JOIN)
        self.key2 = nn.Linear(HIDDEN, JOIN)
        self.near = nn.Embedding(DISTANCES, JOIN)
        self.sentences = nn.Embedding(DISTANCES, JOIN)
        self.role = nn.Linear(2 * JOIN, 3 * len(ROLES))
        self.evidence_out = nn.Linear(2 * JOIN, 1)
        self.link_in = nn.Linear(HIDDEN, LINK)
        self.link_near = nn.Embedding(DISTANCES, 2 * LINK)
        self.link_out = nn.Sequential(nn.Linear(2 * LINK, LINK), nn.GELU(), nn.Dropout(0.1), nn.Linear(LINK, 1))
        self.stance = nn.Sequential(
            nn.Linear(2 * HIDDEN, LINK), nn.GELU(), nn.Dropout(0.1), nn.Linear(LINK, len(STANCES))
        )
        self.source_kind = nn.Linear(HIDDEN, len(SOURCE_KINDS) + 1)  # the last is "anonymous"
        self.kind = nn.Linear(HIDDEN, len(PARTICIPANT_KINDS))

    def pooled(self, hidden: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
        """Mean of ``hidden`` (pieces, H) over each half-open span (n, 2): (n, H)."""
        at = torch.arange(hidden.shape[0])[None, :]
        inside = ((at >= spans[:, :1]) & (at < spans[:, 1:])).to(hidden.dtype)
        return inside @ hidden / inside.sum(1, keepdim=True).clamp(min=1)

    def joined(
        self, hidden: torch.Tensor, nodes: torch.Tensor, near: torch.Tensor, apart: torch.Tensor
    ) -> torch.Tensor:
        """Meet of nodes (n, H) and rows (m, H) at piece and sentence distances (n, m): (n, m, 2 * JOIN)."""
        add = (
            self.query(nodes)[:, None]
            + self.key(hidden)[None]
            + self.near(bucket(near))
            + self.sentences(bucket(apart))
        )
        times = self.query2(nodes)[:, None] * self.key2(hidden)[None]
        return torch.cat([F.gelu(add), times], -1)

    def roles(self, hidden, sentence, spans) -> tuple[torch.Tensor, ...]:
        """Return logits of each trigger: type, modality, time mode, publisher, roles and evidence.

        Shapes: four times (n, classes), role (n, pieces, roles, 3) and evidence (n, sentences).

        ``hidden`` (pieces, H) without [CLS] and [SEP]; ``sentence`` (pieces,) from 0; ``spans`` (n, 2) the triggers.
        """
        base = self.pooled(hidden, spans)
        nodes = self.node(base)
        at = torch.arange(hidden.shape[0])
        own = sentence[spans[:, 0]]
        joined = self.joined(hidden, nodes, at[None] - spans[:, :1], sentence[None] - own[:, None])
        role = self.role(joined).view(len(spans), hidden.shape[0], -1, 3)
        count = int(sentence.max()) + 1
        member = F.one_hot(sentence, count).to(hidden.dtype).T
        means = member @ hidden / member.sum(1, keepdim=True).clamp(min=1)
        first = torch.stack([torch.argmax((sentence == s).int()) for s in range(count)])
        near = first[None] - spans[:, :1]
        apart = torch.arange(count)[None] - own[:, None]
        evidence = self.evidence_out(self.joined(means, nodes, near, apart)).squeeze(-1)
        return self.event_type(base), self.modality(nodes), self.time_mode(nodes), self.publisher(nodes), role, evidence

    def links(self, hidden, spans) -> torch.Tensor:
        """Return logits (n, n), symmetric: that two triggers speak of one incident."""
        u = self.link_in(self.pooled(hidden, spans))
        both = torch.cat([u[:, None] * u[None], (u[:, None] - u[None]).abs()], -1)
        far = (spans[:, 0][:, None] - spans[:, 0][None]).abs()
        return self.link_out(both + self.link_near(bucket(far))).squeeze(-1)

    def stances(self, hidden, triggers, sources) -> torch.Tensor:
        """Return stance logits (n, 5) of trigger and source spans (n, 2); an empty source span is the publisher."""
        return self.stance(torch.cat([self.pooled(hidden, triggers), self.pooled(hidden, sources)], -1))
