"""The words behind each value of a claim, as evidence rows and as W3C Web Annotations.

Source: W3C Web Annotation Data Model (2017), TextQuoteSelector and TextPositionSelector.
"""

from collections.abc import Iterator
from typing import Any

from dateline.core import Casualty, Claim, Span
from dateline.publish.codebooks.cases import Batch
from dateline.publish.codebooks.deaths import Range, written
from dateline.publish.codebooks.files import Cell, Document, Table, json_text
from dateline.publish.codebooks.record import ExportRecord

# Code points of context on each side of a quote; enough to find it again in an edited page.
_CONTEXT = 32


def evidence_rows(batch: Batch) -> list[dict[str, Cell]]:
    """Return one row a claim, field and span, for claims in incidents and for those in none."""
    record = batch.record
    named = [(case.id, claim) for case in batch.cases for claim in case.claims]
    held = {claim.claim_id for _, claim in named}
    loose = sorted((claim for claim in record.claims if claim.claim_id not in held), key=lambda each: each.claim_id)
    rows: list[dict[str, Cell]] = []
    for owner, claim in named + [(claim.claim_id, claim) for claim in loose]:
        article = record.article_by_id.get(claim.article_id)
        for name, value, span in spans(claim):
            rows.append(
                {
                    "record": owner,
                    "field": name,
                    "value": value,
                    "article_sha256": article.sha256 if article else claim.article_id,
                    "start": span.start,
                    "end": span.end,
                    "quote": span.text,
                    "speaker": claim.attribution.source,
                    "stance": claim.attribution.stance,
                    "made_by": claim.made_by,
                    "claim": claim.claim_id,
                    "article": claim.article_key,
                    "publisher": claim.publisher or (article.publisher if article else None),
                    "published": claim.published or (article.published if article else None),
                }
            )
    return rows


def spans(claim: Claim) -> Iterator[tuple[str, str | None, Span]]:
    """Yield (field, value, span) for every value of the claim that has words behind it."""
    yield "event.type", claim.event.type, claim.event.trigger
    if claim.time and claim.time.span:
        yield "time", f"{claim.time.start or '..'}/{claim.time.end or '..'}", claim.time.span
    if claim.place and claim.place.span:
        yield "place", claim.place.name, claim.place.span
    for each in claim.participants:
        if each.span:
            yield f"participants.{each.role}", each.name, each.span
    for weapon in claim.weapons:
        yield "weapons", weapon.name, weapon.span
    for casualty in claim.casualties:
        yield f"casualties.{casualty.effect}", _figure(casualty), casualty.span
    if claim.reason:
        yield "reason", claim.reason.text, claim.reason
    if claim.attribution.span:
        yield "attribution", claim.attribution.source, claim.attribution.span
    for span in claim.evidence:
        yield "evidence", None, span


def _figure(casualty: Casualty) -> str:
    figure = written(Range(casualty.low, casualty.best, casualty.high))
    if casualty.share is not None:
        figure = f"{casualty.share:.1%} of the total"
    return " ".join(part for part in (figure, casualty.who) if part)


def build(batch: Batch) -> list[Table | Document]:
    """Return an annotation page whose annotations each tie one value to its words."""
    batch.losses.dropped("-", "incident fields", "all", "annotations hold what has words behind it, not settled values")
    items = [
        _annotation(f"{case.id}/{claim.claim_id}/{number}", case.id, claim, part, batch.record)
        for case in batch.cases
        for claim in case.claims
        for number, part in enumerate(spans(claim))
    ]
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:dateline:annotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return [Document("annotations", ".jsonld", "Evidence as W3C Web Annotations", json_text(page), len(items))]


def _annotation(
    name: str, owner: str, claim: Claim, part: tuple[str, str | None, Span], record: ExportRecord
) -> dict[str, Any]:
    field, value, span = part
    article = record.article_by_id.get(claim.article_id)
    exact: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.text}
    if article:
        exact["prefix"] = article.text[max(0, span.start - _CONTEXT) : span.start]
        exact["suffix"] = article.text[span.end : span.end + _CONTEXT]
    said = f"{claim.attribution.source or claim.publisher or 'the publisher'} {claim.attribution.stance}"
    return {
        "id": f"urn:dateline:annotation:{name}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": field},
            {"type": "TextualBody", "purpose": "describing", "value": f"{value or field} ({said})"},
            {"id": f"urn:dateline:incident:{owner}", "purpose": "linking"},
        ],
        "target": {
            "source": (article.url if article else None) or f"urn:dateline:article:{claim.article_id}",
            "selector": [exact, {"type": "TextPositionSelector", "start": span.start, "end": span.end}],
        },
    }
