"""The shipped network: an int8 ONNX encoder and the weights of its heads, opened once a process."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from dateline.core import InternalError
from dateline.read.encoding import Encoding
from dateline.read.heads import ClaimHeads, Floats

_CLS, _SEP = 101, 102


class Network:
    """Encoder, heads and label lists. A call of the encoder takes one core; calls may run side by side."""

    def __init__(self) -> None:
        folder = resources.files("dateline.data") / "model"
        self.meta: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        self.tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
        weights = (folder / "encoder.onnx").read_bytes()
        self.sha256 = hashlib.sha256(weights).hexdigest()
        if self.sha256 != self.meta["sha256"]:
            raise InternalError(f"encoder.onnx has sha256 {self.sha256}, model.json says {self.meta['sha256']}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # several windows side by side beat several cores on one
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        with resources.as_file(folder / "heads.npz") as path, np.load(path) as arrays:
            self.heads = ClaimHeads({name: arrays[name] for name in arrays.files})

    def labels(self, name: str) -> list[str]:
        """Return the label list of a head, in the order of its logits."""
        return list(self.meta["labels"][name])

    def threshold(self, name: str) -> float:
        """Return a decision threshold tuned on dev; one without its own ("roles:place") has its family's ("roles")."""
        thresholds = self.meta["thresholds"]
        return float(thresholds.get(name, thresholds[name.partition(":")[0]]))

    def temperature(self, name: str) -> float:
        """Return the calibration temperature of a head (Guo et al. 2017), fitted on dev."""
        return float(self.meta["temperatures"].get(name, 1.0))

    def encode(self, encoding: Encoding, ranges: Sequence[tuple[int, int]]) -> list[Floats]:
        """Return the hidden states (pieces, H) of each window, without [CLS] and [SEP].

        Windows run one at a time: a batch would pad, and rounding would then depend on its neighbours.
        """
        return [self._hidden(encoding.ids[lo:hi], encoding.shapes[lo:hi])[1:-1] for lo, hi in ranges]

    def _hidden(self, ids: Any, shapes: Any) -> Floats:
        feed = {
            "ids": np.concatenate([[_CLS], ids, [_SEP]])[None].astype(np.int64),
            "shapes": np.concatenate([[0], shapes, [0]])[None].astype(np.int64),
        }
        hidden: Floats = self._session.run(["hidden"], feed)[0][0]
        return hidden


@cache
def open_network() -> Network:
    """Return the network, loaded at the first call of a process."""
    return Network()
