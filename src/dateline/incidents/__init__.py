"""Claims into incidents: which are one event, what is settled, what is disputed."""

from dateline.incidents.corrections import check_correction
from dateline.incidents.decisions import anchors_of, in_force
from dateline.incidents.explain import Explanation, FieldEvidence, explain
from dateline.incidents.link import incidents_of, link
from dateline.incidents.linker import Linker
from dateline.incidents.options import POLICIES, LinkOptions
from dateline.incidents.settle import settle

__all__ = [
    "POLICIES",
    "Explanation",
    "FieldEvidence",
    "LinkOptions",
    "Linker",
    "anchors_of",
    "check_correction",
    "explain",
    "in_force",
    "incidents_of",
    "link",
    "settle",
]
