"""HURIDOCS Events Standard Formats: events, acts, involvements, persons and information as five tables.

Source: HURIDOCS Events Standard Formats (Dueck, Guzman and Verstappen, 2001); field numbers stand in the
data dictionary. Types of act and methods of violence are written in words: the microthesauri's codes are
not in this project.
"""

from dateline.core import IncidentParticipant, content_id
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import Batch, Case
from dateline.publish.codebooks.deaths import total, written
from dateline.publish.codebooks.files import Cell, Document, Table, joined

_TITLE = "HURIDOCS ESF"
_PARTS = ("event", "act", "involvement", "person", "information")


def build(batch: Batch) -> list[Table | Document]:
    """Return the five tables; incidents without an act against persons have an event and information only."""
    parts: dict[str, list[dict[str, Cell]]] = {name: [] for name in _PARTS}
    for case in batch.cases:
        parts["event"].append(_event(case))
        parts["information"] += _information(case)
        act = tables.mapped("huridocs_events", case.incident.type, case.conditions, case.words)
        reason = tables.why_not("huridocs_events", case.incident.type) if act is None else case.not_reported_as_fact
        if act is None or reason:
            batch.losses.dropped(case.id, "act", case.incident.type, reason or "no act")
            continue
        _acts(case, act, parts)
    parts["person"] = list({str(row["person_record_number"]): row for row in parts["person"]}.values())
    return [
        Table(f"esf-{name}", f"esf_{name}", f"{_TITLE}: {name}", rows, exact=frozenset({"statement"}))
        for name, rows in parts.items()
    ]


def _event(case: Case) -> dict[str, Cell]:
    incident, place = case.incident, case.incident.place
    return {
        "event_record_number": case.id,
        "event_title": incident.summary or incident.type,
        "geographical_term": case.country["name"] if case.country else None,
        "local_geographical_area": joined((place.name, place.admin1), ", ") if place else None,
        "initial_date": case.dates.first if case.dates else None,
        "final_date": case.dates.last if case.dates else None,
        "event_description": incident.summary or incident.type,
        "remarks": joined(
            f"Disputed {each.field}: " + " / ".join(f"{one.value} ({', '.join(one.sources)})" for one in each.positions)
            for each in incident.disputes
        ),
        "monitoring_status": "reviewed" if incident.reviewed else "not reviewed",
    }


def _acts(case: Case, mapped: tables.Row, parts: dict[str, list[dict[str, Cell]]]) -> None:
    """Add one act for each reported victim (one for unnamed victims) and who is reported to be involved."""
    for victim in case.targets or (None,):
        person = _person(case, victim, "victims not named")
        act_id = content_id("act", case.id, str(person["person_record_number"]))
        parts["person"].append(person)
        parts["act"].append(
            {
                "act_record_number": act_id,
                "victim": person["person_record_number"],
                "event": case.id,
                "type_of_act": mapped["act"],
                "initial_date": case.dates.first if case.dates else None,
                "exact_location": case.incident.place.name if case.incident.place else None,
                "method_of_violence": joined(case.incident.weapons) or mapped["method"],
                "attribution": joined(case.speakers("asserts", "suspects", "estimates")),
                "physical_consequences": f"killed: {written(total(case))}",
            }
        )
        for perpetrator in case.perpetrators:
            doer = _person(case, perpetrator, "")
            parts["person"].append(doer)
            parts["involvement"].append(
                {
                    "involvement_record_number": content_id("involvement", act_id, perpetrator.name),
                    "perpetrator": doer["person_record_number"],
                    "act": act_id,
                    "degree_of_involvement": f"reported perpetrator (independent sources: {perpetrator.sources})",
                    "type_of_perpetrator": perpetrator.kind,
                }
            )


def _person(case: Case, participant: IncidentParticipant | None, unnamed: str) -> dict[str, Cell]:
    name = participant.name if participant else f"{unnamed} ({case.id})"
    individual = participant is not None and participant.kind == "person"
    return {
        "person_record_number": content_id("person", name, participant.kind if participant else None),
        "counting_unit": "individual" if individual else "group",
        "name": name,
    }


def _information(case: Case) -> list[dict[str, Cell]]:
    articles = {article.article_id: article for article in case.articles}
    rows: list[dict[str, Cell]] = []
    for claim in case.claims:
        article = articles.get(claim.article_id)
        words = claim.evidence[0] if claim.evidence else claim.event.trigger
        rows.append(
            {
                "information_record_number": content_id("information", case.id, claim.claim_id),
                "source": claim.attribution.source or claim.publisher or "publisher not stated",
                "event": case.id,
                "source_connection_to_information": f"{claim.attribution.source_kind}, {claim.attribution.stance}",
                "language_of_source_material": article.language if article else None,
                "date_of_source_material": claim.published or (article.published if article else None),
                "type_of_source_material": "news article",
                "reliability_of_information": case.incident.grading or "not graded",
                "statement": words.text,
                "sha256": article.sha256 if article else claim.article_id,
            }
        )
    return rows
