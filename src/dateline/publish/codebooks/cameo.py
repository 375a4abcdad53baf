"""CAMEO codes in GDELT 2.0's 61 event columns, with its 16 columns of mentions.

Source: CAMEO 1.1b3; GDELT Event Codebook 2.0 (2015). GDELT's own files have no header line; ours do.
"""

from dateline.core import Claim, IncidentParticipant
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import SUFFERING, Batch, Case, Dates, country, day
from dateline.publish.codebooks.files import Cell, Document, Table, blank
from dateline.publish.codebooks.ged import number_id
from dateline.publish.codebooks.record import Losses

MARK = "GDELT-shaped, not GDELT data"
# GDELT's geo types: 1 country, 4 world city, 5 world state or province.
_GEO_TYPE = {"exact": 4, "near": 4, "admin2": 4, "admin1": 5, "country": 1}


def build(batch: Batch) -> list[Table | Document]:
    """Return the events and the mentions under their CAMEO codes."""
    events, mentions, losses = [], [], batch.losses
    for case in batch.cases:
        mapped = tables.mapped("cameo_events", case.incident.type, case.conditions, case.words)
        reason = tables.why_not("cameo_events", case.incident.type) if mapped is None else case.not_reported_as_fact
        if mapped is None or reason or case.dates is None:
            losses.out_of_scope(case.id, reason or "no date: GDELT requires one")
            continue
        events.append(_event(case, mapped["code"], case.dates))
        mentions += [_mention(case, claim) for claim in case.claims]
        _note_losses(case, case.dates, losses)
    stem = "gdelt-shaped-not-gdelt-data"
    return [
        Table(stem, "gdelt", MARK, events, suffix=".tsv"),
        Table(f"{stem}.mentions", "gdelt_mentions", f"{MARK}: mentions", mentions, suffix=".tsv"),
    ]


def _event(case: Case, code: str, dates: Dates) -> dict[str, Cell]:
    scale = tables.by_key("cameo_codes", "code")[code]
    first, article = dates.first, case.articles[0] if case.articles else None
    return {
        **blank("gdelt"),
        **_actor(1, case.perpetrators),
        **_actor(2, case.targets),
        **_geo(case),
        "GLOBALEVENTID": number_id(case.id),
        "SQLDATE": f"{first:%Y%m%d}".zfill(8),
        "MonthYear": f"{first:%Y%m}".zfill(6),
        "Year": first.year,
        "FractionDate": f"{first.year + (first.month * 30 + first.day) / 365 - 30 / 365:.4f}",
        "IsRootEvent": int(_is_root(case)),
        "EventCode": code,
        "EventBaseCode": code[:3],
        "EventRootCode": code[:2],
        "QuadClass": scale["quad_class"],
        "GoldsteinScale": scale["goldstein"],
        "NumMentions": len(case.claims),
        "NumSources": case.incident.independent_sources,
        "NumArticles": len(case.incident.article_ids),
        "DATEADDED": _stamp(case.incident.first_reported),
        "SOURCEURL": (article.url or article.article_key) if article else "not stated",
    }


def _is_root(case: Case) -> bool:
    """GDELT's root events are told early; here in the first fifth of an article's text."""
    lengths = {article.article_id: len(article.text) for article in case.articles}
    return any(
        claim.article_id in lengths and claim.event.trigger.start <= lengths[claim.article_id] / 5
        for claim in case.claims
    )


def _actor(number: int, participants: tuple[IncidentParticipant, ...]) -> dict[str, Cell]:
    if not participants:
        return {}
    leader = participants[0]
    row = country(leader.country)
    land = row["iso3"] if row else ""
    role = tables.by_key("actor_kinds", "kind")[leader.kind]["cameo_type"]
    return {
        f"Actor{number}Code": land + role or None,
        f"Actor{number}Name": leader.name,
        f"Actor{number}CountryCode": land or None,
        f"Actor{number}Type1Code": role or None,
    }


def _geo(case: Case) -> dict[str, Cell]:
    place = case.incident.place
    if place is None or place.precision not in _GEO_TYPE:
        return {}
    names = (place.name, place.admin1, case.country["name"] if case.country else None)
    return {
        "ActionGeo_Type": _GEO_TYPE[place.precision],
        "ActionGeo_FullName": ", ".join(dict.fromkeys(name for name in names if name)) or None,
        "ActionGeo_CountryCode": case.country["fips"] or None if case.country else None,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.geonames_id,
    }


def _mention(case: Case, claim: Claim) -> dict[str, Cell]:
    article = next((each for each in case.articles if each.article_id == claim.article_id), None)
    url = article.url if article else None
    return {
        **blank("gdelt_mentions"),
        "GlobalEventID": number_id(case.id),
        "EventTimeDate": _stamp(case.incident.first_reported),
        "MentionTimeDate": _stamp(claim.published or (article.published if article else None)),
        "MentionType": 1 if url else 2,
        "MentionSourceName": claim.publisher or (article.publisher if article else None),
        "MentionIdentifier": url or claim.article_key,
        "Actor1CharOffset": _offset(claim, "perpetrator"),
        "Actor2CharOffset": _offset(claim, *SUFFERING),
        "ActionCharOffset": claim.event.trigger.start,
        "InRawText": 1,
        "Confidence": max(0, min(100, round(claim.confidence * 100))),
        "MentionDocLen": len(article.text) if article else None,
    }


def _offset(claim: Claim, *roles: str) -> int:
    return next((each.span.start for each in claim.participants if each.role in roles and each.span), -1)


def _stamp(text: str | None) -> str | None:
    known = day(text)
    return f"{known:%Y%m%d}000000".zfill(14) if known else None


def _note_losses(case: Case, dates: Dates, losses: Losses) -> None:
    incident = case.incident
    if dates.length > 1:
        losses.forced(case.id, "SQLDATE", dates.first, f"GDELT has one day: the first of {dates.first}/{dates.last}")
    if incident.casualties:
        losses.dropped(case.id, "casualties", "all", "GDELT's event table has no casualty columns")
    if incident.disputes:
        fields = ", ".join(sorted({each.field for each in incident.disputes}))
        losses.dropped(case.id, "disputes", fields, "GDELT has no column for contradicting sources")
