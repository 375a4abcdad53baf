"""Where everything came from, as W3C PROV-JSON: texts, claims, incidents and this export.

Source: W3C PROV-DM (2013) and the PROV-JSON member submission.
"""

from typing import Any

from dateline.core import content_id
from dateline.core.version import __version__
from dateline.publish.codebooks.cases import Batch, Case
from dateline.publish.codebooks.files import Document, Table, json_text
from dateline.publish.codebooks.record import ExportRecord

_PREFIX = {
    "dateline": "urn:dateline:",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


class _Graph:
    """Collects nodes and relations under their PROV-JSON section."""

    def __init__(self) -> None:
        self.sections: dict[str, dict[str, Any]] = {"prefix": dict(_PREFIX)}

    def node(self, section: str, name: str, **attributes: str | None) -> str:
        """Add a node once and return its name."""
        known: dict[str, Any] = {key.replace("__", ":"): value for key, value in attributes.items() if value}
        if "prov:type" in known:
            known["prov:type"] = {"$": known["prov:type"], "type": "prov:QUALIFIED_NAME"}
        self.sections.setdefault(section, {})[f"dateline:{name}"] = known
        return f"dateline:{name}"

    def relate(self, section: str, **ends: str) -> None:
        """Add a relation under a name that follows from its ends, so that it stands once."""
        key = "_:" + "-".join((section, *ends.values())).replace("dateline:", "")
        self.sections.setdefault(section, {})[key] = {f"prov:{role}": end for role, end in ends.items()}


def build(batch: Batch) -> list[Table | Document]:
    """Return the provenance graph of the record."""
    batch.losses.dropped("-", "field values", "all", "PROV says where a record came from, not what it says")
    record, graph = batch.record, _Graph()
    software = graph.node(
        "agent", "software", prov__type="prov:SoftwareAgent", dateline__version=record.run.version or __version__
    )
    read = graph.node("activity", "read", dateline__command=record.run.command)
    link = graph.node("activity", "link")
    export = graph.node("activity", "export")
    for activity in (read, link, export):
        graph.relate("wasAssociatedWith", activity=activity, agent=software)
    for name, sha256 in record.run.models:
        model = graph.node(
            "entity", content_id("model", name), prov__type="dateline:Model", prov__label=name, dateline__sha256=sha256
        )
        graph.relate("used", activity=read, entity=model)
    _texts(graph, record, read)
    bundle = graph.node("entity", "export-file", prov__type="prov:Collection")
    graph.relate("wasGeneratedBy", entity=bundle, activity=export)
    for case in batch.cases:
        graph.relate("hadMember", collection=bundle, entity=_incident(graph, case, link))
    nodes = sum(len(graph.sections.get(name, ())) for name in ("entity", "activity", "agent"))
    return [Document("provenance", ".prov.json", "Provenance as PROV-JSON", json_text(graph.sections), nodes)]


def _texts(graph: _Graph, record: ExportRecord, read: str) -> None:
    for article in sorted(record.articles, key=lambda each: each.article_id):
        text = graph.node(
            "entity",
            f"text/{article.article_id}",
            prov__type="dateline:Text",
            prov__label=article.title or article.article_key,
            dateline__sha256=article.sha256,
            dateline__published=article.published,
            prov__location=article.url,
        )
        graph.relate("used", activity=read, entity=text)
        if article.publisher:
            name = article.publisher
            publisher = graph.node(
                "agent", content_id("publisher", name), prov__type="prov:Organization", prov__label=name
            )
            graph.relate("wasAttributedTo", entity=text, agent=publisher)
    known = record.article_by_id
    for claim in sorted(record.claims, key=lambda each: each.claim_id):
        node = graph.node(
            "entity",
            f"claim/{claim.claim_id}",
            prov__type="dateline:Claim",
            dateline__stance=claim.attribution.stance,
            dateline__madeBy=claim.made_by,
        )
        graph.relate("wasGeneratedBy", entity=node, activity=read)
        if claim.article_id in known:
            graph.relate("wasDerivedFrom", generatedEntity=node, usedEntity=f"dateline:text/{claim.article_id}")


def _incident(graph: _Graph, case: Case, link: str) -> str:
    node = graph.node(
        "entity",
        f"incident/{case.id}",
        prov__type="dateline:Incident",
        prov__label=case.incident.summary,
        dateline__policy=case.incident.policy,
    )
    graph.relate("wasGeneratedBy", entity=node, activity=link)
    for claim in case.claims:
        graph.relate("wasDerivedFrom", generatedEntity=node, usedEntity=f"dateline:claim/{claim.claim_id}")
    review = case.incident.reviewed
    if review:
        name = content_id("reviewer", review.by)
        person = graph.node("agent", name, prov__type="prov:Person", prov__label=review.by)
        graph.relate("wasAttributedTo", entity=node, agent=person)
    return node
