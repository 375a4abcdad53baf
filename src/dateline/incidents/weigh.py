"""From evidence to a calibrated probability that two units are one event."""

import json
import math
from functools import cache
from importlib import resources

from dateline.incidents.compare import Evidence


@cache
def _weights() -> dict[str, float]:
    text = resources.files("dateline.data").joinpath("linking/weights.json").read_text("utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def contributions(evidence: Evidence) -> dict[str, float]:
    """Return the log-odds (natural) that each piece of evidence adds, the ``prior`` included.

    Source: logistic regression with a Gaussian prior around stated values; ``training/fit_linking.py``
    writes the weights and their calibration.
    """
    weights = _weights()
    return {"prior": weights["prior"], **{name: weights[name] * value for name, value in evidence.items()}}


def log_odds(evidence: Evidence) -> float:
    """Return the summed log-odds of ``evidence``."""
    weights = _weights()
    return weights["prior"] + sum(weights[name] * value for name, value in evidence.items())


def probability(odds: float) -> float:
    """Return the probability of log-odds ``odds``."""
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
