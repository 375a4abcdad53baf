"""The record as the compact JSON value that the page is computed from: data once, no markup."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from dateline.core import Article, Claim, Incident, InternalError, Span, UsageError
from dateline.publish.report.initials import Mask, masker
from dateline.publish.report.options import ReportOptions

Json = dict[str, Any]


def payload(
    articles: Sequence[Article], claims: Sequence[Claim], incidents: Sequence[Incident], options: ReportOptions
) -> Json:
    """Return the page's data: header, footer, and the articles and claims that incidents rest on.

    Spans become ``[start, end]`` pairs of code points into the article's text; unknown values are left
    out. Articles without an incident are counted, not carried.
    Raises UsageError when an incident names a claim, or a claim an article, that was not given, and
    InternalError when a span's words are not those of the text.
    """
    by_id = {claim.claim_id: claim for claim in claims}
    used = {claim_id: _given(by_id, claim_id, "claim") for incident in incidents for claim_id in incident.claim_ids}
    sources = {article.article_id: article for article in articles}
    shown = {claim.article_id: _given(sources, claim.article_id, "article") for claim in used.values()}
    for claim in used.values():
        _check_spans(claim, shown[claim.article_id].text)
    mask: Mask = str if options.full_names else masker(claims, incidents)
    claim_no = {claim_id: number for number, claim_id in enumerate(used)}
    article_no = {article_id: number for number, article_id in enumerate(shown)}
    return {
        "title": options.title,
        "counts": {
            "articles": len(articles),
            "sources": independent_sources(list(used.values()), shown),
            "unlinked": len(claims) - len(used),
        },
        "policies": [options.policy] if options.policy else sorted({incident.policy for incident in incidents}),
        "masked": not options.full_names,
        "footer": _footer(options),
        "articles": [_article(article) for article in shown.values()],
        "claims": [_claim(claim, article_no[claim.article_id], mask) for claim in used.values()],
        "incidents": [_incident(incident, claim_no, mask) for incident in incidents],
    }


def independent_sources(claims: Sequence[Claim], articles: Mapping[str, Article]) -> int:
    """Count the distinct speakers of ``claims``: named sources and publishers, syndicated copies folded.

    An unnamed source ("witnesses") counts once a publisher, since two papers may mean different people.
    """
    return len(
        {
            said.source.casefold()
            if (said := claim.attribution).source and said.named
            else (articles[claim.article_id].publisher or claim.article_id, said.source)
            for claim in claims
            if articles[claim.article_id].duplicate_of is None
        }
    )


def safe_url(url: str | None) -> str | None:
    """Return ``url`` when it is an absolute http or https address, else None."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _given(rows: Mapping[str, Any], key: str, kind: str) -> Any:
    if key not in rows:
        raise UsageError(f"the report names {kind} {key!r}, which was not given; pass every {kind} of its incidents")
    return rows[key]


def _check_spans(claim: Claim, text: str) -> None:
    for span in _spans(claim):
        if text[span.start : span.end] != span.text:
            raise InternalError(
                f"claim {claim.claim_id}: span {span.start}:{span.end} is {text[span.start : span.end]!r} "
                f"in the article, not {span.text!r}"
            )


def _spans(claim: Claim) -> list[Span]:
    maybe = [
        claim.event.trigger,
        claim.attribution.span,
        claim.reason,
        claim.time.span if claim.time else None,
        claim.place.span if claim.place else None,
        *claim.evidence,
        *(party.span for party in claim.participants),
        *(weapon.span for weapon in claim.weapons),
        *(figure.span for figure in claim.casualties),
    ]
    return [span for span in maybe if span is not None]


def _footer(options: ReportOptions) -> Json:
    return _known(
        made_with=[list(pair) for pair in options.made_with],
        command=options.command,
        limits=list(options.limits),
        accuracy_url=safe_url(options.accuracy_url),
        corrections=options.corrections,
    )


def _article(article: Article) -> Json:
    return _known(
        key=article.article_key,
        text=article.text,
        title=article.title,
        published=article.published,
        published_from=article.published_from,
        publisher=article.publisher,
        url=safe_url(article.url),
        sha256=article.sha256,
        agency=article.agency,
        language=article.language,
        copy=article.duplicate_of is not None or None,
    )


def _claim(claim: Claim, article: int, mask: Mask) -> Json:
    said = claim.attribution
    return _known(
        id=claim.claim_id,
        article=article,
        type=claim.event.type,
        trigger=_pair(claim.event.trigger),
        modality=claim.modality,
        source=mask(said.source) if said.source else None,
        source_kind=said.source_kind,
        stance=said.stance,
        via=[mask(name) for name in said.via],
        cue=said.cue,
        source_span=_pair(said.span),
        anonymous=said.anonymous or None,
        source_inferred=said.inferred or None,
        evidence=[_pair(span) for span in claim.evidence],
        participants=[
            _known(role=p.role, name=mask(p.name), kind=p.kind, span=_pair(p.span), inferred=p.inferred or None)
            for p in claim.participants
        ],
        time=_fields(claim.time, ("start", "end", "precision", "text", "inferred"), mask),
        place=_fields(claim.place, ("name", "country", "admin1", "precision", "inferred"), mask),
        weapons=[_known(name=weapon.name, span=_pair(weapon.span)) for weapon in claim.weapons],
        casualties=[
            _known(
                effect=c.effect,
                who=mask(c.who) if c.who else None,
                low=c.low,
                best=c.best,
                high=c.high,
                part_of=c.part_of,
                share=c.share,
                span=_pair(c.span),
            )
            for c in claim.casualties
        ],
        reason=_pair(claim.reason),
        confidence=round(claim.confidence, 3),
        published=claim.published,
        publisher=claim.publisher,
        made_by=claim.made_by,
    )


def _incident(incident: Incident, claim_no: Mapping[str, int], mask: Mask) -> Json:
    where = ("name", "lat", "lon", "country", "admin1", "precision", "radius_km", "inferred")
    return _known(
        id=incident.incident_id,
        type=incident.type,
        modality=incident.modality,
        time=_fields(incident.time, ("start", "end", "precision", "inferred"), mask),
        place=_fields(incident.place, where, mask),
        count=[incident.count.low, incident.count.high],
        participants=[
            _known(role=p.role, name=mask(p.name), kind=p.kind, sources=p.sources) for p in incident.participants
        ],
        weapons=list(incident.weapons),
        casualties=[
            _known(
                effect=toll.effect,
                who=mask(toll.who) if toll.who else None,
                low=toll.low,
                best=toll.best,
                high=toll.high,
                figures=[
                    _known(
                        source=mask(f.source),
                        published=f.published,
                        low=f.low,
                        best=f.best,
                        high=f.high,
                        claim=claim_no.get(f.claim_id),
                        stance=f.stance,
                    )
                    for f in toll.figures
                ],
            )
            for toll in incident.casualties
        ],
        claims=[claim_no[claim_id] for claim_id in incident.claim_ids],
        sources=[_known(source=mask(s.source), kind=s.source_kind, stance=s.stance) for s in incident.sources],
        independent_sources=incident.independent_sources,
        disputes=[
            {
                "field": dispute.field,
                "positions": [
                    {
                        "value": mask(position.value),
                        "sources": [mask(source) for source in position.sources],
                        "claims": [claim_no[each] for each in position.claim_ids if each in claim_no],
                    }
                    for position in dispute.positions
                ],
            }
            for dispute in incident.disputes
        ],
        first_reported=incident.first_reported,
        last_reported=incident.last_reported,
        summary=mask(incident.summary),
        confidence=round(incident.confidence, 3),
        policy=incident.policy,
        grading=incident.grading,
        reviewed=_fields(incident.reviewed, ("by", "at"), str),
    )


def _fields(value: object, names: Sequence[str], mask: Mask) -> Json | None:
    """Return the named fields of a dataclass that are known, and its span as a pair if it has one."""
    if value is None:
        return None
    fields = {name: getattr(value, name) for name in names if getattr(value, name) is not False}
    if fields.get("name"):
        fields["name"] = mask(fields["name"])
    return _known(**fields, span=_pair(getattr(value, "span", None)))


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _known(**fields: Any) -> Json:
    return {name: value for name, value in fields.items() if value is not None}
