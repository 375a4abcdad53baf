"""The shared encoder and its heads (PyTorch; training only)."""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from dateline.read.encoding import SHAPES

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)

    def forward(self, x: torch.Tensor, bias: torch.Tensor | None) -> torch.Tensor:
        b, n, _ = x.shape
        q, k, v = (t.view(b, n, HEADS, HIDDEN // HEADS).transpose(1, 2) for t in self.qkv(x).split(HIDDEN, dim=-1))
        # no dropout on the attention weights: on a CPU it makes this call fourteen times slower
        att = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        att = self.out(att.transpose(1, 2).reshape(b, n, HIDDEN))
        x = self.norm1(x + F.dropout(att, 0.1, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x), approximate="tanh")), 0.1, self.training))


class Encoder(nn.Module):
    """Word pieces and their shapes to hidden states (batch, pieces, HIDDEN)."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, HIDDEN)
        self.position = nn.Embedding(512, HIDDEN)
        self.shape = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.word(ids) + self.position(positions) + self.shape(shapes))
        x = F.dropout(x, 0.1, self.training)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_bert(self, path: str) -> None:
        """Load a BERT-shaped safetensors file; the type embedding is folded into the positions."""
        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        self.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        self.position.weight.data.copy_(
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        self.norm.load_state_dict({p: w[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")})
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for p in ("weight", "bias"):
                parts = [w[f"{at}attention.self.{n}.{p}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, p).data.copy_(torch.cat(parts))
                for ours, theirs in (
                    (layer.out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    getattr(ours, p).data.copy_(w[f"{at}{theirs}.{p}"])
