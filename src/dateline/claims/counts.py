"""How many events a trigger speaks of: "at least 40 attacks", "air strikes", "a blast"."""

import re
from collections.abc import Sequence

from dateline.claims.numbers import find_quantities
from dateline.core import Count, Span

_SERIES = re.compile(
    r"\b(?:air ?|drone |mortar |missile |rocket |bomb |terror )?(?:attacks|strikes|airstrikes|raids|bombings|"
    r"bombardments|explosions|blasts|killings|kidnappings|abductions|assassinations|executions|shootings|clashes|protests|"
    r"demonstrations|arrests|sorties|ambushes|assaults)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?:\s+(?!(?:and|or|but|in|of|to|by|for|with|was|were|as|after)\b)[a-z]+-?[a-z]*){0,3}\s*")


def count_of(text: str, trigger: Span, sentences: Sequence[Span]) -> Count:
    """Return the number of events: the quantity right before the trigger, 2/None for a bare plural, else 1/1."""
    sentence = next((s for s in sentences if s.start <= trigger.start < s.end), trigger)
    for quantity in reversed(find_quantities(text[sentence.start : trigger.end], sentence.start)):
        gap = text[quantity.span.end : trigger.start] if quantity.span.end <= trigger.start else ""
        if quantity.low is not None and quantity.low > 1 and _BETWEEN.fullmatch(gap) and _SERIES.search(trigger.text):
            return Count(quantity.low, quantity.high)
    return Count(2, None) if _SERIES.search(trigger.text) else Count()
