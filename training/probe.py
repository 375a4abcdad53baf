"""Stage three: two-layer heads for attribution and factuality on the finished, frozen encoder.

Usage: python -m training.probe DATA TRAINED.pt OUT.pt [SECONDS]

The linear heads of stage one lag behind an encoder that went on learning; these are fitted to what it became.
"""

import random
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from training import auxiliary as aux
from training.model import HIDDEN, Encoder
from training.pretrain import batch_of, load_tokenizer

WIDTH = 256
SIZES = {"attribution": 9, "factuality": 1}
MOST_STEPS = {"attribution": 100_000, "factuality": 3000}  # the few sentences of factuality are soon known by heart


def head(size: int) -> nn.Sequential:
    """Return a head as the package's numpy code computes it: linear, GELU, (dropout,) linear."""
    return nn.Sequential(nn.Linear(HIDDEN, WIDTH), nn.GELU(), nn.Dropout(0.3), nn.Linear(WIDTH, size))


@torch.no_grad()
def states(encoder: Encoder, windows: list[aux.Window], seconds: float) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Return (hidden, labels) of as many windows as the time allows."""
    start, out = time.time(), []
    windows = sorted(windows, key=lambda w: len(w.ids)) if len(windows) < 50 else windows
    for i in range(0, len(windows), 8):
        if time.time() - start > seconds:
            break
        group = windows[i : i + 8]
        hidden = encoder(*batch_of(group))
        for k, w in enumerate(group):
            label = torch.from_numpy(next(iter(w.labels.values())))
            out.append((hidden[k, 1 : len(w.ids) + 1].half(), label))
    return out


def fit(name: str, pairs: list[tuple[torch.Tensor, torch.Tensor]], seconds: float) -> nn.Sequential:
    """Fit one head on cached states."""
    hidden = torch.cat([h for h, _ in pairs])
    label = torch.cat([x for _, x in pairs])
    if name == "factuality":
        seen = ~torch.isnan(label)
        hidden, label = hidden[seen], label[seen]
    model = head(SIZES[name])
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.05)
    start, step, total = time.time(), 0, 0.0
    while (done := max((time.time() - start) / seconds, step / MOST_STEPS[name])) < 1:
        for g in optimizer.param_groups:
            g["lr"] = 1e-3 * max(0.02, 1 - done)
        at = torch.randint(0, len(hidden), (4096 if name == "attribution" else 512,))
        logits = model(hidden[at].float())
        if name == "factuality":
            loss = F.l1_loss(logits[:, 0], label[at])
        else:
            loss = F.cross_entropy(logits.reshape(-1, 3), label[at].reshape(-1))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        step += 1
        total = 0.99 * total + 0.01 * float(loss.detach())
        if step % 500 == 0:
            print(name, step, round(total, 4), flush=True)
    return model.eval()


def main() -> None:
    """Fit both heads and add them to the checkpoint."""
    data, trained, out = (Path(a) for a in sys.argv[1:4])
    seconds = float(sys.argv[4]) if len(sys.argv) > 4 else 600
    random.seed(0)
    torch.manual_seed(0)
    tokenizer = load_tokenizer()
    saved = torch.load(trained)
    encoder = Encoder()
    encoder.load_state_dict(saved["encoder"])
    encoder.eval()
    sets = {
        "factuality": list(aux.factuality(tokenizer, data, "train")),
        "attribution": list(aux.polnear(tokenizer, data, "train")),
    }
    saved["probes"] = {}
    for name, share in (("factuality", 0.2), ("attribution", 0.5)):
        random.shuffle(sets[name])
        pairs = states(encoder, sets[name], share * seconds)
        print(name, len(pairs), "of", len(sets[name]), "windows", flush=True)
        saved["probes"][name] = fit(name, pairs, 0.15 * seconds).state_dict()
    torch.save(saved, out)


if __name__ == "__main__":
    main()
