"""Suite ``attribution``: who says what on PolNeAR dev, span by span and as whole relations."""

import operator
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.bench.result import Marks, Result, Statistic, columns, estimate, f1, precision, recall, value
from dateline.bench.samples import ALL_READ, Row, article, reader, rows, tally
from dateline.core import Quotation, Span

ROLES = ("source", "cue", "content")
# (source, cue, content), each a set of half-open ranges
Relation = tuple[frozenset[tuple[int, int]], ...]
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_NAME = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*)*"
_SAID = re.compile(rf"(?P<source>{_NAME})\s(?P<cue>said|says|told|added|wrote|tweeted)\b")
_ACCORDING = re.compile(rf"\b(?P<cue>[Aa]ccording to)\s(?P<source>(?:the |a |an )?{_NAME})")


def run(data: Path, limit: int | None) -> list[Result]:
    """Return P, R and F1 of sources, cues and contents, exact and by tokens, and F1 of whole relations."""
    documents = rows(data, "claims/polnear/dev.jsonl", limit)
    gold = [[_relation(each) for each in row["attributions"]] for row in documents]
    readings = [reader(ALL_READ).read_one(article(row, row.get("date"))) for row in documents]
    ours = [[_of(quotation) for quotation in reading.quotations] for reading in readings]
    plain = [list(_said(row["text"])) for row in documents]
    counts, simple = (_scored(documents, gold, found) for found in (ours, plain))
    results = []
    for name, at in _MEASURES.items():
        for label, statistic in _statistics(name):
            each = columns(statistic, at, at + 3)
            marks = Marks(baseline=value(simple, each), baseline_name='"said" and "according to" with the name beside')
            results.append(estimate(f"{name} {label}", counts, each, suite="attribution", marks=marks))
    return results


_MEASURES = {
    name: 3 * k
    for k, name in enumerate(
        [f"{role} {kind}" for role in ROLES for kind in ("exact", "token")] + ["relation exact", "relation overlap"]
    )
}


def _statistics(name: str) -> list[tuple[str, Statistic]]:
    whole = name.startswith("relation")
    return [("F1", f1)] if whole else [("P", precision), ("R", recall), ("F1", f1)]


def _relation(gold: Row) -> Relation:
    return tuple(frozenset((start, end) for start, end in gold[role]) for role in ROLES)


def _of(quotation: Quotation) -> Relation:
    return _ranges(quotation.source), _ranges(quotation.cue), _ranges(*quotation.content)


def _ranges(*spans: Span | None) -> frozenset[tuple[int, int]]:
    return frozenset((span.start, span.end) for span in spans if span is not None)


def _said(text: str) -> Iterable[Relation]:
    """Give the relations of the baseline: a name beside a cue word says the rest of the sentence."""
    for sentence in _SENTENCE.finditer(text):
        for pattern in (_SAID, _ACCORDING):
            match = pattern.search(text, *sentence.span())
            if match:
                begin, end = match.span()
                rest = (end, sentence.end()) if sentence.end() - end > begin - sentence.start() else None
                yield (
                    frozenset([match.span("source")]),
                    frozenset([match.span("cue")]),
                    frozenset([rest or (sentence.start(), begin)]),
                )
                break


def _scored(
    documents: Sequence[Row], gold: Sequence[Sequence[Relation]], ours: Sequence[Sequence[Relation]]
) -> list[list[int]]:
    """Return counts (right, ours, gold) of every measure for each document."""
    return [_counts(row["text"], g, o) for row, g, o in zip(documents, gold, ours, strict=True)]


def _counts(text: str, gold: Sequence[Relation], ours: Sequence[Relation]) -> list[int]:
    starts = [match.start() for match in _TOKEN.finditer(text)]
    counts: list[int] = []
    for k in range(len(ROLES)):
        wanted, found = ({r for relation in side for r in relation[k]} for side in (gold, ours))
        counts += [len(wanted & found), len(found), len(wanted)]
        a, b = (_covered(starts, each) for each in (found, wanted))
        counts += [len(a & b), len(a), len(b)]
    whole = [relation for relation in gold if any(relation)]
    for agree in (operator.eq, _overlap):
        counts += tally(whole, ours, agree)
    return counts


def _covered(starts: Sequence[int], ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in ranges for at in starts if start <= at < end}


def _overlap(gold: Relation, ours: Relation) -> bool:
    """Say whether each part of the relation touches its part in the other, or both have none."""
    return all(
        (not g and not o) or any(a < d and c < b for a, b in g for c, d in o) for g, o in zip(gold, ours, strict=True)
    )
