"""Annotated articles with every quote anchored: the claim gold, and the annotations that lie in ``training/data``.

Usage: python -m training.annotated DATA ANNOTATIONS.jsonl ... ; writes training/data/annotations.jsonl from
annotations in the format of the gold (quotes). The written rows hold ids, offsets and labels, and no text.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.core import Span
from dateline.read.sentences import split_sentences

OWN = Path(__file__).parent / "data" / "annotations.jsonl"
WRITTEN = Path(__file__).parent / "data" / "reports.jsonl"
SETS = (
    "claims/fa_kes_syria/articles", "events/wikievents/train", "claims/polnear/train", "events/ceha/train",
    "time/te3-timebank/train", "time/te3-aquaint/train", "events/insightcrime/train", "events/muc4/train",
    "events/satp_relevant/train", "events/india_police_events/train", "events/rams/dev", "claims/ecbplus/train",
    "events/plover_gsr/dev",
)  # fmt: skip
TOKENISED = ("events/wikievents/train", "events/rams/dev", "claims/ecbplus/train")


@dataclass(frozen=True)
class Annotated:
    """An article and its claims in the gold's format, except that each quote is a pair of offsets (start, end)."""

    id: str
    text: str
    published: str | None
    claims: list[dict[str, Any]]


def mapped(claim: dict[str, Any], at: Callable[[Any], Any]) -> dict[str, Any]:
    """Return a claim with ``at`` applied to each of its quotes; what maps to None is left out."""
    out = dict(claim)
    for role in ("perpetrator", "target", "victim"):
        parties = [{**p, "q": at(p["q"])} for p in claim.get(role) or [] if p.get("q")]
        out[role] = [p for p in parties if p["q"]]
    for role in ("time", "place", "source"):
        part = claim.get(role)
        out[role] = {**part, "q": at(part["q"]) if part.get("q") else None} if part else part
    out["weapons"] = [q for q in map(at, claim.get("weapons") or []) if q]
    rows = [{**r, "q": at(r["q"]) if r.get("q") else None} for r in claim.get("casualties") or []]
    out["casualties"] = rows
    for name in ("trigger", "reason"):
        out[name] = at(claim[name]) if claim.get(name) else None
    out["evidence"] = [q for q in map(at, claim["evidence"]) if q]
    return out


def anchored(row: dict[str, Any], text: str) -> Annotated:
    """Return a row of the gold with its quotes as offsets into ``text``.

    A quote stands at its n-th occurrence if it says so, else at its first in the claim's evidence, else its first.
    """
    sentences = split_sentences(text)
    claims = []
    for claim in row["claims"]:
        found = [at for quote in claim["evidence"] if (at := _place(quote, text, []))]
        within = [s for s in sentences if any(s.start < b and s.end > a for a, b in found)]
        claims.append(mapped(claim, lambda quote, within=within: _place(quote, text, within)))
    return Annotated(row["id"], text, row.get("published"), claims)


def _place(quote: Any, text: str, within: list[Span]) -> tuple[int, int] | None:
    words, n = (quote, 0) if isinstance(quote, str) else quote
    if not words:
        return None
    found = [m.start() for m in re.finditer(re.escape(words), text)]
    if not n:  # "he" is no part of "the", where it stands alone elsewhere
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] or found
    if not found:
        return None
    inside = [f for f in found if any(s.start <= f < s.end for s in within)]
    at = found[min(n, len(found)) - 1] if n else (inside or found)[0]
    return at, at + len(words)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def gold(data: Path, split: str) -> list[Annotated]:
    """Return the claim gold of a split."""
    texts = {a["id"]: a["text"] for a in _rows(data / f"gold/articles.{split}.jsonl")}
    return [anchored(row, texts[row["id"]]) for row in _rows(data / f"gold/annotations.{split}.jsonl")]


def own(data: Path) -> list[Annotated]:
    """Return our own annotations, laid over the texts that they were made on; a changed text is left out."""
    texts = _texts(data)
    out = []
    for row in _rows(OWN):
        text = texts.get(row["id"], "")
        if _digest(text) == row["text_sha256"]:
            out.append(Annotated(row["id"], text, row["published"], row["claims"]))
    return out


def written() -> list[Annotated]:
    """Return the reports that were invented for training, in the format of the gold, with slots for all names."""
    return [anchored(row, row["text"]) for row in _rows(WRITTEN)]


def _texts(data: Path) -> dict[str, str]:
    out = {}
    for name in SETS:
        for row in _rows(data / f"{name}.jsonl"):
            out[row["id"]] = rejoined(row["text"]) if name in TOKENISED else row["text"]
    return out


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def rejoined(text: str) -> str:
    """Return tokens parted by spaces as prose."""
    text = re.sub(r" ([’']) ?(s|t|re|ve|ll|d|m)\b", r"\1\2", text)
    text = re.sub(r" ([.,;:!?%)\]}”])", r"\1", text)
    text = re.sub(r" ’(?= )", "’", text)
    text = re.sub(r"([(\[{“$‘#]) ", r"\1", text)
    text = re.sub(r"(?<=\w) - (?=\w)", "-", text)
    text = re.sub(r"(?<=\w) / (?=\w)", "/", text)
    text = re.sub(r"\b([A-Z])\. (?=[A-Z]\.)", r"\1.", text)
    return re.sub(r'" ([^"]*) "', r'"\1"', text)


def edited(article: Annotated, edits: Iterable[tuple[int, int, str]]) -> Annotated:
    """Return the article with each of ``edits`` (start, end, new words; apart from one another) made in its text."""
    pieces, made, at, shift = [], [], 0, 0
    for start, end, new in sorted(edits):
        pieces += [article.text[at:start], new]
        made.append((start, end, start + shift, start + shift + len(new)))
        shift += len(new) - (end - start)
        at = end
    text = "".join([*pieces, article.text[at:]])

    def moved(position: int, is_end: bool) -> int:
        by = 0
        for start, end, new_start, new_end in made:
            if position <= start:
                break
            if position < end:
                return new_end if is_end else new_start
            by = new_end - end
        return position + by

    def at_new(quote: tuple[int, int]) -> tuple[int, int] | None:
        a, b = moved(quote[0], False), moved(quote[1], True)
        return (a, b) if b > a else None

    return replace(article, text=text, claims=[mapped(claim, at_new) for claim in article.claims])


def main() -> None:
    """Write the annotations given as offsets; a claim whose trigger cannot be found is left out and counted."""
    texts = _texts(Path(sys.argv[1]))
    rows = {row["id"]: row for path in sys.argv[2:] for row in _rows(Path(path))}
    count = lost = 0
    OWN.parent.mkdir(exist_ok=True)
    with OWN.open("w", encoding="utf-8") as file:
        for row in rows.values():
            made = anchored(row, texts[row["id"]])
            kept = [c for c in made.claims if c["trigger"] and c["evidence"]]
            lost += len(made.claims) - len(kept)
            out = {
                "id": row["id"],
                "text_sha256": _digest(made.text),
                "published": row.get("published"),
                "annotator": "language model",
                "claims": [_bare(claim) for claim in kept],
            }
            file.write(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += len(kept)
    print(f"{count} claims written, {lost} without a trigger or evidence left out")


_WORDS = ("who", "note")  # free words of the coder, often the article's own


def _bare(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a claim without empty fields and without words."""
    out = {k: v for k, v in claim.items() if v not in (None, [], {}) and k not in _WORDS}
    if "casualties" in out:
        out["casualties"] = [{k: v for k, v in r.items() if k not in _WORDS} for r in out["casualties"]]
    return out


if __name__ == "__main__":
    main()
