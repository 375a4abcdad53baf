"""Stage four: temperatures that make the scores of triggers and links mean what they say (Guo et al. 2017).

Usage: python -m training.calibrate DATA TRAINED.pt ../src/dateline/data/model

Fitted on the dev split of the claim gold by least negative log-likelihood, and written into model.json. Thresholds on
these scores are tuned after it.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training import annotated, gold
from training.auxiliary import IGNORE
from training.heads import ClaimHeads
from training.model import Encoder
from training.pretrain import batch_of, load_tokenizer

GRID = np.geomspace(0.5, 4.0, 43)


@torch.no_grad()
def logits_of(encoder: Encoder, heads: ClaimHeads, windows: list[gold.GoldWindow]) -> dict[str, tuple]:
    """Return (logits, labels) over all windows: of being inside a trigger, and of two triggers being one event."""
    inside, is_inside, link, is_one = [], [], [], []
    for w in windows:
        hidden = encoder(*batch_of([w]))[0, 1 : len(w.ids) + 1]
        out = heads.trigger(hidden)
        label = torch.from_numpy(w.trigger)
        seen = label != IGNORE
        inside.append(out[seen])
        is_inside.append(label[seen])
        if len(w.nodes) > 1:
            upper = torch.triu(torch.ones(len(w.nodes), len(w.nodes), dtype=torch.bool), 1)
            link.append(heads.links(hidden, torch.tensor(w.spans))[upper])
            is_one.append(torch.tensor([[float(a.incident == b.incident) for b in w.nodes] for a in w.nodes])[upper])
    return {"trigger": (torch.cat(inside), torch.cat(is_inside)), "link": (torch.cat(link), torch.cat(is_one))}


def best(name: str, logits: torch.Tensor, labels: torch.Tensor) -> tuple[float, float, float]:
    """Return the temperature of least loss, that loss, and the loss at 1."""

    def loss(t: float) -> float:
        if name == "link":
            return float(F.binary_cross_entropy_with_logits(logits / t, labels))
        return float(F.cross_entropy(logits / t, labels))

    t = min(GRID, key=loss)
    return float(t), loss(t), loss(1.0)


def main() -> None:
    """Fit and write."""
    data, trained, folder = (Path(a) for a in sys.argv[1:4])
    tokenizer = load_tokenizer()
    saved = torch.load(trained)
    encoder, heads = Encoder(), ClaimHeads()
    encoder.load_state_dict(saved["encoder"])
    heads.load_state_dict(saved["claims"])
    encoder.eval()
    heads.eval()
    windows = [w for a in annotated.gold(data, "dev") for w in gold.read_windows(tokenizer, a)]
    file = folder / "model.json"
    meta = json.loads(file.read_text(encoding="utf-8"))
    for name, (logits, labels) in logits_of(encoder, heads, windows).items():
        temperature, least, before = best(name, logits, labels)
        meta["temperatures"][name] = round(temperature, 3)
        print(f"{name}: temperature {temperature:.3f}, loss {before:.4f} -> {least:.4f}, n {len(labels)}")
    file.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
