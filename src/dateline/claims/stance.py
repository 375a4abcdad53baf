"""Says by rule how a source speaks of an event: asserts, denies, suspects, estimates or demands.

Source: Dateline annotation guide, rule 10, and the factuality cues of the FactBank tradition. A denial is
told from its look-alikes ("did not deny", "denied access", "rejected a truce").
"""

import re
from dataclasses import dataclass

from dateline.core import Span

_DENY = re.compile(
    r"\b(?:(?:never|did\s+not|didn['’]t)\s+(?:took\s+place|take\s+place|happen(?:ed)?|occur(?:red)?|exist(?:ed)?)|"
    r"(?:retract\w*|withdr[ae]w\w*|took\s+back|recant\w*|walked\s+back)\s+(?:\w+\s+){0,3}?(?:statement|claims?|testimony|reports?|accusations?|"
    r"allegations?|confession|account)|(?:claim|statement|report)\b[^.;]{0,40}\b(?:had\s+been|was|is)\s+(?:a\s+mistake|wrong|false|mistaken|an\s+error))\b|"
    r"\b(?:den(?:y|ies|ied|ying)|denials?|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted)?|"
    r"disput(?:es?|ed|ing)|contest(?:s|ed)|repudiat\w+|disavow\w*|disown\w*|disclaim\w*|contradict(?:s|ed)|debunk\w*|"
    r"plead(?:ed|s)?\s+not\s+guilty|cast(?:s|ing)?\s+doubt\s+on|"
    r"(?:had|has|have|having)\s+(?:had\s+)?nothing\s+to\s+do\s+with|(?:is|are|was|were|be|been|being)\s+(?:absolutely\s+|in\s+no\s+way\s+)?"
    r"(?:not\s+|in\s+no\s+way\s+)(?:to\s+blame|responsible|behind|involved|guilty|the\s+work\s+of|aware\s+of|true|carried\s+out\s+by)|"
    r"(?:played|had|has|have)\s+no\s+(?:role|part|hand|involvement|connection|responsibility)|no\s+evidence\s+(?:that|of|for)|"
    r"(?:as|is|are|was|were|is\s+also|are\s+also|called\s+\w+(?:\s+\w+)?|completely|totally|entirely|utterly|sheer|these|such)\s+(?:outright\s+|blatant\s+)?"
    r"(?:lies?|fabricat(?:ed|ions?)|baseless|groundless|unfounded|untrue|false|fake|propaganda|nonsense|fictitious|slander)|"
    r"not\s+(?:us|our\s+(?:forces|fighters|men))\b|innocent|no\s+knowledge\s+of|no\s+connection|there\s+(?:was|were|had\s+been|is|has\s+been)\s+no(?!\s+(?:more|longer|efforts?|possibility|immediate|word|comment|reports?|claim|sign|doubt|information|indication|official|independent|casualt\w+|injur\w+|deaths?|victims?|one))|rul(?:es?|ed)\s+out(?=\s+(?:that|the|any)\b)|absurd|lack(?:s|ed|ing)\s+credibility|(?:is|are|was|were)\s+(?:in\s+no\s+way|not)\s+(?:linked|connected|related)\s+to|(?:do|does|did)\s+not\s+(?:possess|own)|f(?:ou)?nd\s+\w+\s+not\s+guilty|acquit(?:s|ted)|exonerat\w+)\b",
    re.IGNORECASE,
)
_DENY_NOT_AN_EVENT = re.compile(
    r"^\s+(?:(?:\w+\s+){0,3}?(?:access|entry|permission|passage|visas?|bail|asylum|aid|medical|food|treatment|entrance|leave|them\s+access"
    r"|the\s+right|rights?)\b|(?:by\s+\w+\s+)?(?:(?:an?|the|any|all|his|her|its|their|such|calls?|that|new|latest|proposed|us|u\.s\.|peace)\s+)*"
    r"(?:offers?|proposals?|ceasefires?|cease-fires?|truces?|deals?|plans?|calls?|appeals?|demands?|requests?|talks|negotiations?|terms|resolution|"
    r"bill|draft|dialogue|petition|motion|christmas|invitations?|compromise|ultimatum|conditions?)\b|from\s+(?:his|her|the|their)\s+(?:post|job|army|"
    r"police|office)|\w+\s+(?:officers?|generals?|ministers?|commanders?)\b)",
    re.IGNORECASE,
)
_DENY_UNDONE = re.compile(
    r"(?:\b(?:not|n['’]t|never|neither\s+\w+(?:\s+\w+){0,3}\s+nor|nor|cannot|hardly|nobody|no\s+one|without)\s+(?:can\s+|could\s+|would\s+)?(?:\w+ly\s+)?(?:be\s+|been\s+|have\s+)?"
    r"|\bconfirm\w*\s+(?:or|nor)\s+|\b(?:retract\w*|withdr[ae]w\w*|revers\w+|took\s+back|went\s+back\s+on|abandon\w+|drop\w+)\s+(?:\w+\s+){0,3}"
    r"|\b(?:stopped\s+short\s+of|refus\w+\s+to|declin\w+\s+to|initially|at\s+first|first|earlier|after\s+(?:initially\s+|first\s+)?)\s*)$",
    re.IGNORECASE,
)
_SAID_NOT = re.compile(
    r"\b(?:said|says|say|told|insist(?:s|ed)|stat(?:es|ed)|claim(?:s|ed)|maintain(?:s|ed)|stress(?:es|ed)|announced|declared|add(?:s|ed|ing)|repeated|indicat(?:es?|ed)|wrote|tweeted|reported|not(?:es|ed)|assert(?:s|ed)|replied|swor?e|"
    r"according\s+to)\b[^.;]{0,90}?\b(?:(?:did|does|do|had|has|have|was|were|is|are|would|could)\s+(?:not|never)|(?:did|had|was|were|does|is|has|have|do)n['’]t|"
    r"never|neither|no\s+(?:\w+\s+){0,2}(?:was|were|had|has|have|took))\b(?P<rest>[^.;]{0,60})",
    re.IGNORECASE,
)
_NOT_DENIAL = re.compile(
    r"^\s*(?:\w+ly\s+)?(?:know|confirm\w*|clear|rule|deny|denied|comment|identif\w+|yet|say|give|elaborate|immediately|been\s+(?:able|confirmed|identified)|"
    r"able|sure|certain|available|released?|specif\w+|provide|disclose|verif\w+|only|stop\w*|end\w*|ceas\w*|let|allow|tolerate|negotiate|surrender|accept|"
    r"enough|want|think|believe|rest|far|over|safe|in\s+(?:life|danger)|survive|expected|authori[sz]ed|permitted|allowed|been\s+claimed|hesitate|respond|injured|hurt|harmed|wounded|isolated|an\s+isolated|alone|surprised|have\s+the\s+(?:capacity|means)|possible|in|at|on|the\s+first)\b",
    re.IGNORECASE,
)
_ACCUSES = re.compile(r"\s+(?:(?:has|have|had|\w+ly)\s+)*(?:accus|blam)(?:e[sd]?|ing)\b", re.IGNORECASE)
_LYING = re.compile(r"[^.;]{0,60}?\bof\s+(?:lying|inventing|fabricating|making|spreading)\b", re.IGNORECASE)
_DOUBTS = re.compile(
    r"\b(?:not|never|no|none|nothing|neither|nor|false\w*|untrue|wrong|mistaken|lie[sd]?|lying|invent\w+|fabricat\w+|baseless|"
    r"groundless|unfounded|nonsense|propaganda|innocent|hoax|fake|staged|rumou?rs?|allegations?|accusations?|claims?|"
    r"doubts?|questioned|mocked|scoffed|brushed|slander|smear|den\w+|reject\w*|dismiss\w*|refut\w*|disput\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_SUSPECT = re.compile(
    r"\b(?:suspected|suspecting|suspicions?|(?:believed|thought|presumed|assumed)\s+to\s+(?:be|have)|(?:they|we|police|investigators|officials|authorities|who|which)\s+(?:\w+\s+)?suspects?|(?:is|are|was|were|been)\s+(?:widely\s+)?(?:believed|thought|presumed|assumed|feared|understood|suspected)\s+(?:to|that)|"
    r"(?:we|he|she|they|i|it|police|investigators?|officials?|authorities|intelligence|analysts|sources)\s+(?:\w+\s+){0,2}?(?:believed?|think|thought)\b|"
    r"believ(?:es?|ed)\s+(?:that\s+|the|a|an|he|she|they|it|police|to)\b|apparent(?:ly)?|seemingly|alleg(?:ed|edly|ations?)|presum(?:ed|ably)|purported(?:ly)?|supposed(?:ly)?|"
    r"(?:may|might|could)\s+(?:\w+ly\s+)?(?:have|be)\s+(?:\w+ly\s+)?(?:been|carried|the|behind|responsible|involved|caused|linked|used|killed|\w+ed)|"
    r"(?:most\s+|very\s+|highly\s+)?likely|probabl[ye]|possibl[ye]|appear(?:s|ed)\s+to|seem(?:s|ed)\s+to|(?:not|n['’]t|cannot)\s+(?:be\s+)?rul(?:e|ed|ing)\s+out|"
    r"investigat(?:e|es|ed|ing)\s+(?:whether|if|the\s+possibility)|(?:strongly\s+)?suggest(?:s|ed|ing)?|point(?:s|ed|ing)?\s+to(?:wards?)?|bears?\s+the\s+hallmarks?|"
    r"fear(?:s|ed)?\s+that|it\s+(?:is|was)\s+possible|consistent\s+with|looks?\s+like|(?:he|she|they|police|who)\s+believes?|believes?\b)\b",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(
    r"\b(?:estimat(?:es?|ed|ing|ions?)|puts?\s+the\s+(?:number|toll|figure|death)|projected|extrapolat\w+|calculat(?:es|ed))\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|call(?:s|ed|ing)?\s+(?:for|on|upon)|urg(?:es?|ed|ing)|appeal(?:s|ed|ing)?\s+(?:for|to)|ask(?:s|ed)\s+(?:for|the|to)|"
    r"plead(?:s|ed)?\s+(?:for|with)|request(?:s|ed)|implor\w+|insist(?:s|ed)\s+on|must\s+(?:stop|end|cease|halt|be\s+(?:investigated|stopped|released)))\b",
    re.IGNORECASE,
)
_SAY = re.compile(
    r"\b(?:said|says|say|told|reported|reports|announced|stated|claimed|claims|accus\w+|blam\w+|confirmed|added|insisted|according\s+to|alleged|"
    r"condemned|acknowledged|admitted|declared|warned|tweeted|wrote)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?:;|,?\s+\b(?:but|while|whereas|although|though|however|despite|contradicting|contrary\s+to)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class StanceReading:
    """A stance and the words that carry it; ``cue`` is None where none do (a plain assertion)."""

    stance: str
    cue: Span | None = None


def stance_of(text: str, sentence: Span, source: Span | None = None, trigger: Span | None = None) -> StanceReading:
    """Return how ``source`` speaks of the event at ``trigger`` in ``sentence`` of ``text``.

    Without ``source`` the publisher speaks: other people's denials and demands in the sentence are not its
    own. Without ``trigger`` the whole clause of the source counts.
    """
    clause = _clause(text, sentence, source, trigger)
    if source is not None:
        denial = _denial(text, clause, source) or _pronoun_denial(text, sentence, clause, source)
        if denial is not None:
            return StanceReading("denies", denial)
        demand = _after_source(_DEMAND, text, clause, source)
        if demand is not None and (trigger is None or demand.start < trigger.start):
            return StanceReading("demands", demand)
    hedge = _near(_SUSPECT, text, clause, trigger)
    if hedge is not None:
        return StanceReading("suspects", hedge)
    estimate = _near(_ESTIMATE, text, clause, trigger)
    return StanceReading("estimates", estimate) if estimate is not None else StanceReading("asserts")


def takes_denial_back(text: str, sentence: Span, source: Span) -> bool:
    """Say whether ``source`` has not denied, or no longer denies.

    "Did not deny"; "had first denied, admitted"; "said it did not know who fired"; "accused the army, which denied
    it"; and a sentence without any word of denial or doubt.
    """
    if not sentence.contains(source):
        return False
    accuses = _ACCUSES.match(text, source.end, sentence.end)
    if accuses is not None:
        return _LYING.match(text, accuses.end(), sentence.end) is None
    denials = list(_DENY.finditer(text, sentence.start, sentence.end))
    if denials:
        return all(_undone(text, sentence, match) for match in denials)
    negated = list(_SAID_NOT.finditer(text, sentence.start, sentence.end))
    if negated:
        return all(_NOT_DENIAL.match(match["rest"]) for match in negated)
    return _DOUBTS.search(text, sentence.start, sentence.end) is None


def _clause(text: str, sentence: Span, source: Span | None, trigger: Span | None) -> Span:
    """Return the part of the sentence between contrasts in which the source stands, else the trigger."""
    anchor = source if source is not None and sentence.contains(source) else trigger
    if anchor is None or not sentence.contains(anchor):
        return sentence
    cuts = [match.start() for match in _CONTRAST.finditer(text, sentence.start, sentence.end)]
    start = max((cut for cut in cuts if cut <= anchor.start), default=sentence.start)
    end = min((cut for cut in cuts if cut >= anchor.end), default=sentence.end)
    return Span.of(text, start, end)


def _denial(text: str, clause: Span, source: Span | None) -> Span | None:
    for match in _DENY.finditer(text, clause.start, clause.end):
        if _undone(text, clause, match) or not _speaks(text, match, source):
            continue
        return Span.of(text, match.start(), match.end())
    for match in _SAID_NOT.finditer(text, clause.start, clause.end):
        if not _NOT_DENIAL.match(match["rest"]) and _speaks(text, match, source):
            return Span.of(text, match.start(), match.start("rest"))
    return None


def _pronoun_denial(text: str, sentence: Span, clause: Span, source: Span) -> Span | None:
    """Return the denial that goes on after the clause: "blamed the army, but it denied the attack"."""
    if not clause.contains(source) or _SAY.search(text, source.end, clause.end) or clause.end >= sentence.end:
        return None
    opened = _PRONOUN_DENIES.match(text, clause.end, sentence.end)
    return _denial(text, Span.of(text, opened.end(), sentence.end), None) if opened else None


_VERBAL = re.compile(r"den|reject|dismiss|refut|disput|contest|rul|did\s+not", re.IGNORECASE)


def _undone(text: str, clause: Span, match: re.Match[str]) -> bool:
    before, after = text[clause.start : match.start()], text[match.end() : clause.end]
    return bool(_VERBAL.match(match[0])) and _looks_only_like_denial(before, after)


def _looks_only_like_denial(before: str, after: str) -> bool:
    """Say whether a verb of denying between ``before`` and ``after`` denies no event.

    It does not in "did not deny", "neither confirmed nor denied", "had first denied", "denied access" and
    "rejected a truce".
    """
    return bool(_DENY_UNDONE.search(before) or _DENY_NOT_AN_EVENT.match(after))


def _speaks(text: str, match: re.Match[str], source: Span | None) -> bool:
    """Say whether it is ``source`` that speaks the words of ``match``."""
    if source is None or not match.pos <= source.start < match.endpos:
        return True  # nobody, or one whom a pronoun stands for
    if source.end <= match.start():
        between = text[source.end : match.start()]
        if _OTHERS.search(between) or (_RELATIVE.search(between) and len(between.split()) > 4):
            return False
        return len(_SAY.findall(between)) <= 1
    if match.start() <= source.start < match.end():
        return True
    between = text[match.end() : source.start]
    if _BY.search(between):
        return True
    if match[0].lower().startswith("denial"):
        return False  # "despite the army's denials, doctors said": the army's, not the doctors'
    return bool(_QUOTE_END.search(between)) or ("," in between and _SAY.match(text[source.end :].lstrip()) is not None)


_BY = re.compile(r"\b(?:by|from|of|according\s+to)\s+(?:the\s+)?(?:[A-Z]\w+\s+){0,3}$")
_QUOTE_END = re.compile(r"['\"”,]\s*(?:said|says|told)?\s*(?:the\s+)?$", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:which|who)\s+(?:ha[sd]\s+|have\s+)?(?:\w+ly\s+)?$", re.IGNORECASE)
_PRONOUN_DENIES = re.compile(
    r"\W*(?:but|though|although|while|however)?\W*(?:it|they|he|she)\s+(?:ha[sd]\s+|have\s+)?(?:\w+ly\s+)?(?=den|reject|dismiss|refut|disput)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:which|that|who|whom|while|but)\s+(?:the\s+)?(?:[\w.'’-]+\s+){1,4}(?:ha[sd]\s+|have\s+)?(?:repeatedly\s+|also\s+)?$|\b(?:by|from)\s+(?:the\s+)?[A-Z]\w+",
)


def _after_source(pattern: re.Pattern[str], text: str, clause: Span, source: Span) -> Span | None:
    for match in pattern.finditer(text, clause.start, clause.end):
        if source.end <= match.start() and len(text[source.end : match.start()].split()) <= 6:
            return Span.of(text, match.start(), match.end())
    return None


_REACH = 70  # code points between a hedge and the event it hedges; tuned on the training articles


def _near(pattern: re.Pattern[str], text: str, clause: Span, trigger: Span | None) -> Span | None:
    for match in pattern.finditer(text, clause.start, clause.end):
        if trigger is None or not clause.contains(trigger):
            return Span.of(text, match.start(), match.end())
        gap = max(trigger.start - match.end(), match.start() - trigger.end)
        if gap <= _REACH:
            return Span.of(text, match.start(), match.end())
    return None
