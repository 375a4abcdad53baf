"""Private persons by their initials: who counts as private, and the texts in which they are masked.

A person is private when the record holds them as a person without an entry of the actor list
(``entity_id``), or as a named witness. Officials, groups and public figures of the actor list keep
their names: whom a claim rests on must stay checkable.
Source: Every Casualty, Standards for Casualty Recording (2016), on the safety of named persons.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from dateline.core import Claim, Incident, IncidentParticipant, Participant

Mask = Callable[[str], str]

_NAME_LIKE = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)+")


def initials(name: str) -> str:
    """Return the initials of ``name`` with full stops: "A. B." for "Anna Berg"."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_][\w'’.]*", name))


def masker(claims: Iterable[Claim], incidents: Iterable[Incident]) -> Mask:
    """Return the function that puts initials in place of the private names of these claims."""
    names = sorted(set(_private_names(list(claims), list(incidents))), key=lambda name: (-len(name), name))
    if not names:
        return lambda text: text
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    return lambda text: pattern.sub(lambda match: initials(match.group()), text)


def _private_names(claims: Sequence[Claim], incidents: Sequence[Incident]) -> Iterable[str]:
    parties: list[Participant | IncidentParticipant] = [party for claim in claims for party in claim.participants]
    parties.extend(party for incident in incidents for party in incident.participants)
    for party in parties:
        if party.kind == "person" and party.entity_id is None and _is_name(party.name):
            yield party.name
    for said in (claim.attribution for claim in claims):
        if said.source and said.source_kind == "witness" and said.named and _is_name(said.source):
            yield said.source


def _is_name(text: str) -> bool:
    """Say whether ``text`` looks like a person's name, not a description ("a man of 40").

    Single words are kept out when they are lower case: "residents", "the driver".
    """
    words = text.split()
    if len(words) == 1:
        return text[:1].isupper()
    return bool(_NAME_LIKE.fullmatch(text)) and words[0][:1].isupper() and words[-1][:1].isupper()
