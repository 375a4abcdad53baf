"""A cheap look at a whole article, which says whether it may tell of a conflict event at all.

A logistic model over the words of the text, fitted by the training scripts; it runs before the encoder, so it
is set to lose almost nothing rather than to keep little.
"""

import json
import math
import re
from collections import Counter
from functools import cache
from importlib import resources

_WORD = re.compile(r"[a-z]{3,}")


def conflict_score(text: str) -> float:
    """Return the probability (0 to 1) that ``text`` tells of a conflict event; about 0.1 for an empty text."""
    bias, weights = _model()
    counts = Counter(_WORD.findall(text.lower()))
    seen = {word: count for word, count in counts.items() if word in weights}
    norm = math.sqrt(sum((1 + math.log(c)) ** 2 for c in seen.values())) or 1.0
    score = bias + sum(weights[word] * (1 + math.log(count)) / norm for word, count in sorted(seen.items()))
    return 1 / (1 + math.exp(-score))


@cache
def _model() -> tuple[float, dict[str, float]]:
    file = resources.files("dateline.data") / "model" / "gate.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    return float(data["bias"]), {word: float(weight) for word, weight in data["weights"].items()}
