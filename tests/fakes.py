"""Stages without a model, importable by worker processes: what they find is written in the text itself."""

import hashlib
import os
from collections import defaultdict
from pathlib import Path

from builders import make_claim, make_incident
from dateline.core import Article, Claim, Reading, Reject, Span, content_id
from dateline.pipeline import Stages


def fake_ingest(inputs, options):
    """One article a file of plain text; the first line "published: DAY" is its header."""
    for name in inputs:
        path = Path(name)
        if not path.exists():
            yield Reject(content_id("reject", name), name, "unreadable", "does not exist", "check the path")
            continue
        text = path.read_text(encoding="utf-8")
        published, source = options.date, "argument"
        if text.startswith("published: "):
            head, text = text.split("\n", 1)
            published, source = published or head[11:], source if published else "header"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield Article(
            content_id("article", text),
            name,
            text,
            sha256,
            published=published,
            published_from=source if published else None,
            publisher=options.publisher,
        )


class FakeReader:
    """Fails on an article that says BROKEN; counts its calls in the file that DATELINE_TEST_CALLS names."""

    def __init__(self, options):
        self.options = options

    def read(self, articles):
        for article in articles:
            if "BROKEN" in article.text:
                raise ValueError("broken article")
            if "KILL" in article.text and os.environ.get("DATELINE_TEST_KILL"):
                os._exit(9)
        if "DATELINE_TEST_CALLS" in os.environ:
            with open(os.environ["DATELINE_TEST_CALLS"], "a", encoding="utf-8") as calls:
                calls.writelines(f"{article.article_key}\n" for article in articles)
        return [Reading(article, (Span.of(article.text, 0, len(article.text)),)) for article in articles]


def fake_claims(reading, options=None):
    if "UNCLAIMABLE" in reading.article.text:
        raise RuntimeError("no claims")
    return (make_claim(reading.article),)


def fake_link(claims, articles, options, decisions=()):
    """One incident a first word of the text."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: claim.claim_id):
        groups[claim.evidence[0].text.split()[0]].append(claim)
    incidents = [make_incident(tuple(group), policy=options.policy) for group in groups.values()]
    home = {claim_id: incident.incident_id for incident in incidents for claim_id in incident.claim_ids}
    from dataclasses import replace

    return [replace(claim, incident_id=home[claim.claim_id]) for claim in claims], incidents


def fake_copies(articles, *, known=()):
    return list(articles)


def fake_model():
    return "fake-model-1"


STAGES = Stages(fake_ingest, fake_copies, FakeReader, fake_claims, fake_link, fake_model)
