"""Private persons by their initials: who counts as private, and the texts in which they are masked.

A person is private when the record holds them as a person, or as a named witness, and nothing makes
them public: an entry of the actor list (``entity_id``), an office in front of the name ("President"),
or speaking for an office or a group. Groups and offices keep their names: whom a claim rests on must
stay checkable.
Source: Every Casualty, Standards for Casualty Recording (2016), on the safety of named persons.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from dateline.core import Claim, Incident, IncidentParticipant, Participant

Mask = Callable[[str], str]

# Kinds of source that speak in public for an office or a group, by name.
_PUBLIC_KINDS = frozenset(
    [
        "government",
        "military",
        "health_authority",
        "armed_group",
        "political_group",
        "police",
        "media",
        "ngo",
        "un",
        "court",
        "expert",
    ]
)
_OFFICE = re.compile(
    r"(?:vice[- ])?(?:president|premier|prime minister|(?:foreign |defen[cs]e |interior )?minister|king|queen|prince|"
    r"emir|sheikh|sultan|chancellor|senator|governor|ambassador|secretary[- ]general|general|gen\.|colonel|col\.|"
    r"admiral|judge|pope|bishop|archbishop|patriarch|ayatollah)\s",
    re.IGNORECASE,
)
_NAME_LIKE = re.compile(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*)+")
_WORD = re.compile(r"\w+")


def initials(name: str) -> str:
    """Return the initials of ``name`` with full stops: "A. B." for "Anna Berg"."""
    return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_][\w'’.]*", name))


def masker(claims: Sequence[Claim], incidents: Sequence[Incident]) -> Mask:
    """Return the function that puts initials in place of the private names of these claims.

    The time of a call grows with its text, not with the number of names.
    """
    by_first_word: dict[str, list[str]] = {}
    for name in sorted(_private_names(claims, incidents), key=lambda name: (-len(name), name)):
        by_first_word.setdefault(_WORD.findall(name)[0], []).append(name)

    def mask(text: str) -> str:
        pieces, done = [], 0
        for word in _WORD.finditer(text):
            start = word.start()
            for name in by_first_word.get(word.group(), ()) if start >= done else ():
                end = start + len(name)
                if text.startswith(name, start) and not text[end : end + 1].isalnum():
                    pieces += [text[done:start], initials(name)]
                    done = end
                    break
        return "".join([*pieces, text[done:]])

    return mask


def _private_names(claims: Sequence[Claim], incidents: Sequence[Incident]) -> set[str]:
    public = {claim.attribution.source for claim in claims if claim.attribution.source_kind in _PUBLIC_KINDS}
    people: list[Participant | IncidentParticipant] = [party for claim in claims for party in claim.participants]
    people.extend(party for incident in incidents for party in incident.participants)
    public.update(party.name for party in people if party.entity_id is not None)
    names = {party.name for party in people if party.kind == "person"}
    names.update(_named_witnesses(claims))
    return {name for name in names - public if _is_name(name) and not _OFFICE.match(name)}


def _named_witnesses(claims: Sequence[Claim]) -> Iterable[str]:
    for said in (claim.attribution for claim in claims):
        if said.source and said.source_kind == "witness" and said.named:
            yield said.source


def _is_name(text: str) -> bool:
    """Say whether ``text`` looks like a person's name, not a description ("a man of 40", "residents").

    A script without capitals counts as a name: better one mask too many than a person exposed.
    """
    words = text.split()
    if not words or words[0][:1].islower() or words[-1][:1].islower():
        return False
    return words[0][:1].isalpha() and (len(words) == 1 or _NAME_LIKE.fullmatch(text) is not None)
