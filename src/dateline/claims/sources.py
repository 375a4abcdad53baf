"""Says what kind of source speaks, whether it is named, and whether an unnamed person hides behind it.

Source: Dateline annotation guide, rule 10: a spokesman counts as the body he speaks for; a body ("the
ministry", "police") is not anonymous, an unnamed person ("a military source", "officials") is.
"""

import re
from dataclasses import dataclass
from functools import cache

from dateline.claims.actors import Actor, ActorBook, country_in, folded, load_actors
from dateline.claims.tables import alternation, table

_OWN_KIND = {
    "state": "government",
    "state_force": "military",
    "armed_group": "armed_group",
    "political_group": "political_group",
    "organisation": "ngo",
    "person": "unknown",
}
_SPOKESMAN = re.compile(
    r"\b(?:spokes(?:man|woman|person|men|people)|statement|communiqu[eé]|press\s+release|report|document|figures|statistics|"
    r"official|officials|source|sources|chief|head|director|leader|member|representative|commander|bulletin|text|letter|video)s?\s+"
    r"(?:for|of|from|in|at|within|by|with|inside|close\s+to|near)\s+(?P<body>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_UNNAMED = re.compile(
    r"\b(?:sources?|officials?|witness(?:es)?|eyewitness(?:es)?|residents?|villagers?|locals?|activists?|doctors?|medics?|nurses?|surgeons?|physicians?|paramedics?|"
    r"investigators?|fire(?:man|men|fighters?)|officers?|soldiers?|commanders?|diplomats?|aides?|survivors?|neighbou?rs?|reporters?|correspondents?|"
    r"photographers?|journalists?|analysts?|experts?|relatives?|rescuers?|workers?|sergeants?|detectives?|policem[ae]n|passengers?|"
    r"students?|attendants?|insiders?|lawmakers?|people|person|man|woman|men|women|citizens?|shopkeepers?|employees?|agents?|"
    r"guards?|farmers?|elders?|drivers?|bystanders?|fighters?|prisoners?|hostages?|observers?|dissidents?|refugees?|leaders?|members?)\b",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"\b(?:on\s+(?:the\s+)?condition\s+of\s+anonymity|anonymous(?:ly)?|unnamed|declined?\s+to\s+be\s+(?:named|identified)|not\s+"
    r"(?:authori[sz]ed|to\s+be\s+named)|who\s+asked\s+not\s+to\s+be|requested\s+anonymity|undisclosed|unidentified)\b",
    re.IGNORECASE,
)
# What people say of one who will not be named; "unnamed" and the like may be said of others beside a source.
_WITHHELD = re.compile(
    r"condition\s+of\s+anonymity|declined\s+to\s+be\s+(?:named|identified)|not\s+authori[sz]ed\s+to\s+speak",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?<![\w-])(?:[A-Z][a-z'’]+|[A-Z]\.)(?:[\s-](?:al-|bin\s|el-|de\s|von\s|van\s|abu\s)?[A-Z][\w'’-]+)+"
)
_OFFICES = """
    spokesman spokeswoman spokesperson head chief director minister president commander leader governor mayor general
    colonel officer official activist doctor resident secretary chairman member ambassador prosecutor judge analyst
    expert professor correspondent lawyer founder manager coordinator envoy deputy senator witness survivor surgeon
    nurse sheriff
"""
_OFFICE = alternation(_OFFICES.split())


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What a source's name says."""

    source_kind: str
    named: bool
    anonymous: bool


def classify_source(name: str | None, context: str = "", *, book: ActorBook | None = None) -> SourceReading:
    """Return the kind of the source called ``name``; None is the publisher's own voice.

    ``context`` is the text around it (a sentence or the whole article): the office beside a person's name
    ("Rami, head of the monitoring group") is looked for there. ``book`` defaults to the shipped actors.
    """
    if name is None or not name.strip():
        return SourceReading("publisher", False, False)
    book = book or load_actors()
    body = _body(name)
    actor = book.find(body) or book.find(name)
    kind = _by_words(body, actor) or _by_words(name, actor)
    person = _PERSON.search(name)
    if kind is None and context:
        beside = _beside(name, context)
        kind = _by_words(beside, book.find(beside)) if beside else None
    if kind is None and actor is None and country_in(body)[0]:
        kind = "government"
    hidden = _is_hidden(name, context)
    named = actor is not None or (not hidden and bool(person or re.search(r"(?!^)(?<!^the )\b[A-Z]", name)))
    return SourceReading(kind or "unknown", named, hidden)


def withholds_name(name: str, after: str) -> bool:
    """Say whether a person called ``name`` asks in the words ``after`` it not to be named; a body cannot."""
    return bool(_UNNAMED.search(name) and _WITHHELD.search(after))


def _body(name: str) -> str:
    """Return the body that a spokesman, statement or official speaks for, else the name itself."""
    match = _SPOKESMAN.search(name)
    return match["body"] if match else name


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table("actors", "source_words")
    return tuple(
        (re.compile(rf"(?<![\w-])(?:{alternation(row['words'].split('|'))})(?![\w])", re.I), row["kind"])
        for row in rows
    )


def _by_words(name: str, actor: Actor | None) -> str | None:
    """Return the kind that the words of a name give; a listed body counts as the list says."""
    found = [(match.start(), match.end(), kind) for pattern, kind in _words() for match in pattern.finditer(name)]
    listed = (actor.source_kind or _OWN_KIND.get(actor.kind)) if actor else None
    if listed:
        own = [kind for _, _, kind in found if kind in _INSIDER]
        return own[0] if own and listed in ("government", "military", "political_group", "armed_group") else listed
    return found[0][2] if found else None


_INSIDER = (
    "health_authority",
    "rescue_service",
    "medic",
    "court",
    "police",
    "media",
    "witness",
    "activist",
    "un",
    "military",
)


def _beside(name: str, context: str) -> str:
    """Return the description that stands beside a person's name in ``context``, or ""."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", context):
        after = re.match(
            r"\s*,?\s*((?:an?\s|the\s|who\s|head|director|chief|spokes)[^.;\n]{3,90})", context[match.end() :]
        )
        if after and re.search(rf"\b(?:{_OFFICE})s?\b", after[1].split(",")[0], re.IGNORECASE):
            return after[1].split(",")[0]
        before = re.search(r"([^.;,\n\"“”]{3,70})[\s,]+$", context[: match.start()])
        if before and re.search(rf"\b(?:{_OFFICE})s?\s*$", before[1], re.IGNORECASE):
            return before[1]
    return ""


def _is_hidden(name: str, context: str) -> bool:
    if _HIDDEN.search(name):
        return True
    words = folded(name)
    if not words or _PERSON.search(_bare_titles(name)):
        return False
    head = re.split(
        r"\s+(?:of|for|from|in|at|within|inside|with|close|near|who|which|that|on)\b", name.strip(), maxsplit=1
    )[0]
    if re.search(r"\bspokes\w+\s*$", head, re.IGNORECASE) and not _HIDDEN.search(context[:400]):
        return False
    return bool(re.search(rf"{_UNNAMED.pattern}\s*$", head, re.IGNORECASE))


def _bare_titles(name: str) -> str:
    """Return ``name`` without the names of bodies in it, so that only a person's own name is left."""
    cut = re.split(r"\s+(?:of|for|from|in|at|within|with|to)\s+", name, maxsplit=1)[0]
    words = cut.split()
    generic = _UNNAMED.fullmatch(words[-1]) if words else None
    return "" if generic else cut
