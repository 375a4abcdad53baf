"""Fit the document gate: logistic regression over words, positives and negatives from the training splits.

Usage: python -m training.fit_gate DATA OUT.json   (needs scikit-learn)
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

WORD = re.compile(r"[a-z]{3,}")
KEEP = 5000


def rows(path: Path):
    """Yield the rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def documents(data: Path) -> list[tuple[str, int, str]]:
    """Return (text, has conflict events, set)."""
    out: list[tuple[str, int, str]] = []
    for row in rows(data / "gold/articles.train.jsonl"):
        out.append((row["text"], 1, "gold"))
    for row in rows(data / "events/muc4/train.jsonl"):
        if row["gold"]["templates"]:
            out.append((row["text"], 1, "muc4"))
    for row in rows(data / "events/wikievents/train.jsonl"):
        out.append((row["text"], 1, "wikievents"))
    for row in rows(data / "claims/polnear/train.jsonl"):
        out.append((row["text"], 0, "polnear"))
    for row in rows(data / "place/lgl/all.jsonl"):
        out.append((row["text"], 0, "lgl"))
    for row in rows(data / "time/te3-timebank/train.jsonl"):
        out.append((row["text"], 0, "timebank"))
    for row in rows(data / "claims/meantime_factuality/english.train.jsonl"):
        out.append((row["text"], 0, "meantime"))
    for row in rows(data / "events/insightcrime/train.jsonl"):
        out.append((row["text"], 1, "insightcrime"))
    for k, row in enumerate(rows(data / "claims/gva_longtail/documents.dev.jsonl")):
        if k % 8 == 0:
            out.append((row["text"], 1, "gva"))
    return out


def features(text: str) -> dict[str, float]:
    """Return log counts of the words."""
    return {w: 1 + np.log(c) for w, c in Counter(WORD.findall(text.lower())).items()}


def main() -> None:
    """Fit, print how each set scores, and save."""
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    docs = documents(data)
    frequency = Counter(w for text, _, _ in docs for w in set(WORD.findall(text.lower())))
    vocabulary = {w for w, c in frequency.most_common(12000) if c >= 8}
    vector = DictVectorizer()
    x = vector.fit_transform([{w: v for w, v in features(t).items() if w in vocabulary} for t, _, _ in docs])
    x = x.multiply(1 / np.sqrt(x.multiply(x).sum(1) + 1e-9)).tocsr()
    y = np.array([label for _, label, _ in docs])
    weight = np.where(y == 1, 3.0, 1.0)  # a lost report costs more than a read one
    model = LogisticRegression(C=10, max_iter=300).fit(x, y, sample_weight=weight)
    order = np.argsort(-np.abs(model.coef_[0]))[:KEEP]
    names = vector.get_feature_names_out()
    weights = {str(names[i]): round(float(model.coef_[0][i]), 3) for i in sorted(order, key=lambda i: names[i])}
    out.write_text(
        json.dumps({"bias": round(float(model.intercept_[0]), 3), "weights": weights}) + "\n", encoding="utf-8"
    )
    p = model.predict_proba(x)[:, 1]
    for name in sorted({s for _, _, s in docs}):
        here = np.array([s == name for _, _, s in docs])
        print(
            name,
            here.sum(),
            "median",
            round(float(np.median(p[here])), 3),
            "1%",
            round(float(np.quantile(p[here], 0.01)), 3),
            "share > .2",
            round(float((p[here] > 0.2).mean()), 3),
        )


if __name__ == "__main__":
    main()
