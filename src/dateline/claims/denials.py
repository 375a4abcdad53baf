"""Who denies an event in its own sentence, heard by rule: the subject of a verb of denying.

A denial that goes unheard can leave its event asserted by the publisher, which is worse than to miss a claim;
an assertion heard as a denial is no better, so that the event must stand in what is denied.
"""

import re
from typing import NamedTuple

from dateline.claims.actors import ActorBook
from dateline.claims.sources import classify_source
from dateline.claims.stance import stance_of
from dateline.core import Span

_VERB = re.compile(
    r"\b(?:den(?:y|ies|ied)|refut(?:es|ed)|rebut(?:s|ted)|disown(?:s|ed)|disavow(?:s|ed)|disclaim(?:s|ed)|"
    r"repudiate[sd]|pleaded\s+not\s+guilty|"
    # these deny an event only where something told is their object: one may reject a truce and dismiss a general
    r"(?:reject(?:s|ed)|dismiss(?:es|ed)|disputed|contested)(?=\s*(?:[.,;]|$)|\s+(?:it|them|that|as)\b|\s+by\b|\s+(?:\S+\s+){0,3}?"
    r"(?:claim|report|allegation|accusation|charge|finding|account|assertion|suggestion|involvement|responsibility)s?\b))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:\s+(?:has|have|had|long|both|later|also|again|since|always|even|still|then|however|\w+ly))+$", re.IGNORECASE
)
_WORD = r"[^\W\d_][\w’'-]*"
_JOINTS = "and|but|And|But|While|Although|while|though|although|whereas|that|which|as|however"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,3}}(?:\s+(?:of|for|from|in)\s+(?:the\s+)?{_WORD}(?:\s+{_WORD}){{0,3}})?"
# The subject begins its clause; else it is the nearest noun with an article ("In a video the group disclaimed ...").
_SUBJECT = re.compile(
    rf"(?:^|[,;:\"”–—]\s*|\b(?:{_JOINTS})\s+)(?P<who>(?!(?:{_JOINTS})\b){_NAME})(?:,\s[^,;]{{1,80}},)?\s*$"
)
_NEAREST = re.compile(rf"\s(?P<who>(?:the|its|his|her|their)\s+(?:{_WORD}\s+)?{_WORD})\s*$")
_BY = re.compile(r"\b(?:was|were|been|be|is|are)(?:\s+(?:later|also|since|again|\w+ly))*\s*$", re.IGNORECASE)
_AGENT = re.compile(rf"\s+by\s+(?P<who>{_WORD}(?:\s+(?!in\b|on\b|at\b){_WORD}){{0,3}})")
# What is denied has been told before: "... accused the army, which denied it", "a claim that the garrison refuted"
_TAKEN_UP = re.compile(
    r"\s*(?:[.,;]|$|(?:it|that|this|them|any|so)\b|(?:any\s+)?(?:responsibility|involvement|wrongdoing)\b"
    r"|(?:the|these|those|such|all|his|her|its|their)\s+(?:\w+\s+)?(?:charge|claim|accusation|allegation|report|account)s?\b)",
    re.IGNORECASE,
)
# Where what is denied ends: what comes after is said of something else.
_ENDS = re.compile(r"[,;:]|\b(?:but|while|after|before|hours?|when|where|said|saying|and\s+\w+ed)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:(?:it|they|he|she|we|who|which|that|this|these|those|there)$|(?:if|when|unless|did|does|do|no|none|nobody|few|"
    r"neither|nor|hardly)\b)|\b(?:the|an?)$",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\b(?:neither|nobody|no\s+one|none)\b", re.IGNORECASE)


class Denial(NamedTuple):
    """Who denies; ``taken_up`` where somebody else told of the event before, in the same sentence."""

    who: Span
    taken_up: bool


def denial_of(text: str, sentence: Span, trigger: Span, book: ActorBook | None = None) -> Denial | None:
    """Return the denial of the event at ``trigger`` in ``sentence``, None where nobody denies it.

    The event must stand in what the verb denies ("the army denied the strike"), be its passive subject ("the charge
    that guards killed them was rejected by the ministry"), or be taken up by a word for it ("accused of the strike,
    the army denied it"). ``book`` defaults to the shipped actors.
    """
    for verb in _VERB.finditer(text, sentence.start, sentence.end):
        ahead = verb.end() <= trigger.start
        if ahead and _ENDS.search(text, verb.end(), trigger.start):
            continue
        taken_up = not ahead and _TAKEN_UP.match(text, verb.end(), sentence.end) is not None
        passive = _BY.search(text, sentence.start, verb.start()) is not None
        who = (
            _passive(text, sentence, verb) if passive else _active(text, sentence, verb) if ahead or taken_up else None
        )
        if who is None or who.overlaps(trigger) or not _can_speak(who.text, text, book):
            continue
        if stance_of(text, sentence, who, None if taken_up else trigger).stance == "denies":
            return Denial(who, taken_up and not passive)
    return None


def _can_speak(name: str, text: str, book: ActorBook | None) -> bool:
    """Say whether ``name`` is a kind of source that is known, or a proper name."""
    if _NOBODY.search(name):
        return False
    proper = any(word[0].isupper() for word in name.split()[1:])
    return proper or classify_source(name, text, book=book).source_kind != "unknown"


def _active(text: str, sentence: Span, verb: re.Match[str]) -> Span | None:
    before = _BESIDE.sub("", text[sentence.start : verb.start()].rstrip())
    found = _SUBJECT.search(before) or _NEAREST.search(before)
    if found is None or _NEITHER.search(before):
        return None
    return Span.of(text, sentence.start + found.start("who"), sentence.start + found.end("who"))


def _passive(text: str, sentence: Span, verb: re.Match[str]) -> Span | None:
    found = _AGENT.match(text, verb.end(), sentence.end)
    return Span.of(text, *found.span("who")) if found else None
