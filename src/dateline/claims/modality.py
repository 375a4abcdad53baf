"""Says by rule whether an event happened, was denied, planned, threatened, goes on or is only supposed.

Source: Dateline annotation guide, rule 11. It answers only where words near the trigger say so; None leaves
the question to the model. A denial of responsibility leaves the event standing.
"""

import re

from dateline.claims.stance import looks_only_like_denial
from dateline.core import Span

_RESPONSIBILITY = (
    r"(?:(?:any|all|its|their|his|her|the|that)\s+)*(?:(?:it|they|he|she|(?:its|their|his|our)\s+\w+|the\s+\w+(?:\s+\w+)?)\s+(?:was|were|had|is|are)\s+"
    r"(?:been\s+)?(?:behind|responsible|involved|to\s+blame)|responsibility|involvement|role|part|complicity|links?|connection|carrying\s+out|being\s+behind|"
    r"being\s+involved|ordering|having\s+\w+|bombing|using|targeting|striking|shelling|attacking|firing|killing|blame|charges?|accusations?|allegations?|"
    r"hand)\b"
)
_DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying)|refut\w+|reject\w*|dismiss\w*)\s+(?!{_RESPONSIBILITY})(?:(?:any|all|the|that|an?|reports?|claims?|of|rumou?rs?)\s+)*",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?:\b(?:did|does|do|had|has|have|was|were|is|are|could|would)\s*(?:not|n['’]t)\s+(?:(?:been|be|yet|\w+ly|in\s+fact|even|any|carr\w+\s+out|launch\w*|conduct\w*|"
    r"commit\w*|us\w+|any|an?|the)\s+)*|\bnever\s+(?:been\s+)?|\bno\s+(?:such\s+|\w+\s+)?|\bno\s+\w+\s+(?:was|were|had\s+been|have\s+been)\s+|\bneither\b[^.;]{5,70}\b(?:any|an?)\s+|\bwithout\s+(?:an?\s+|any\s+)?|\bneither\s+(?:\w+\s+){0,4}nor\s+(?:\w+\s+){0,4}|"
    r"\bnot\s+(?:an?\s+|any\s+|been\s+)?|\bfail\w*\s+to\s+|\bnot\s+a\s+single\s+|\bhad\s+not\s+been\s+(?:an?\s+)?)$",
    re.IGNORECASE,
)
_NOT_REAL = re.compile(
    r"^\W*(?:\w+\s+){0,4}?(?:(?:did\s+not|didn['’]t|never|had\s+not|has\s+not)\s+(?:take\w*\s+place|happen\w*|occur\w*|exist\w*|(?:been\s+)?(?:signed|agreed|reached|carried\s+out|launched)|materiali[sz]e|go\s+off|detonate|explode)|"
    r"never\s+(?:took\s+place|happened|occurred)|(?:was|were|is|are|had\s+been)\s+(?:also\s+)?(?:completely\s+|totally\s+)?(?:fabricated|false|staged|invented|foiled|thwarted|averted|"
    r"prevented|called\s+off|cancelled|canceled|a\s+hoax|made\s+up|untrue|fake))\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:foil\w*|thwart\w*|avert\w*|prevent(?:s|ed)|call\w*\s+off|cancel\w*|abort\w*|falsely\s+reported|fabricat\w+|invent\w+|hoax)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"\b(?:threat(?:s|en\w*)?|vow(?:s|ed|ing)?|swor?e|pledg(?:es?|ed)\s+to\s+(?:avenge|strike|attack|retaliate)|ultimatum|warn(?:s|ed|ing)?\s+(?:that\s+)?(?:it|they|he|she|we)\s+(?:would|will))\b"
    r"[^.;]{0,60}$",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|plot(?:s|ted|ting)?|intend(?:s|ed|ing)?|prepar(?:es?|ed|ing)|schedul(?:es?|ed)|(?:is|are|was|were)\s+(?:about|due|set|expected)\s+to|conspir\w+|"
    r"agree[ds]?\s+to|going\s+to|aim(?:s|ed|ing)?\s+to|ready\s+to|want(?:s|ed)?\s+to|(?:it|they|he|she|we|which|that|who|[A-Z]\w+)\s+(?:will|shall))\b[^.;,]{0,45}$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if(?!\s+you)|unless|were\s+to|in\s+case\s+of|in\s+the\s+event\s+of|call(?:s|ed|ing)?\s+for|urg(?:es?|ed|ing)|propos\w+|demand(?:s|ed|ing)?|appeal\w*\s+for|warn(?:s|ed)\s+against|risk\s+of|"
    r"fears?\s+of|danger\s+of|could\s+(?:lead|trigger|spark|result|usher|cause)|call(?:s|ed)\s+on)\b[^.;,]{0,32}$",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"\b(?:whether|if\s+confirmed|possible|possibly|unconfirmed|unverified|may\s+have\s+been|might\s+have\s+been|could\s+have\s+been|not\s+rul(?:e|ed|ing)\s+out|consistent\s+with|(?:could|can)\s*not\s+(?:\w+\s+)?(?:confirm|verify)|unable\s+to\s+(?:confirm|verify)|"
    r"rumou?rs?\s+(?:of|that)|looking\s+into|investigat\w+\s+(?:reports?|whether))\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_ONGOING_BEFORE = re.compile(
    r"\b(?:ongoing|continu(?:es?|ed|ing)(?:\s+(?:to|its|their|the))?|still|(?:is|are)\s+(?:currently\s+|now\s+|still\s+)?(?:under\s+)?|remains?\s+(?:under\s+)?|has\s+been\s+under|have\s+been\s+under|"
    r"(?:has|have)\s+been)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ONGOING_AFTER = re.compile(
    r"^\W*(?:[\w-]+\s+){0,4}?(?:(?:is|are|was|were)\s+(?:still\s+)?(?:ongoing|continuing|under\s+way|underway|raging)|continu(?:es?|ed)|rag(?:es|ed)\s+on)\b",
    re.IGNORECASE,
)
_AFTER_POSSIBLE = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:could\s+not\s+be\s+(?:independently\s+)?(?:verified|confirmed)|remains?\s+unconfirmed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:claimed\s+responsibility|carried\s+out|took\s+place|occurred)\b", re.IGNORECASE)


_ELSEWHERE = frozenset(["in", "after", "during", "following", "at", "since"])
_STOPPING = re.compile(
    r"\b(?:end|ends?|ending|stop|halt|cease|lift|inquiry|enquiry|investigation|probe|justice)\b[^.;]*$", re.IGNORECASE
)
_GOES_ON = re.compile(r"^\W*(?:\w+\s+){0,3}?(?:has|have|had)\s+not\s+(?:stopped|ended|ceased)\b", re.IGNORECASE)
_WOULD = re.compile(r"^\W*(?:\w+\s+){0,5}?(?:would|could)\b", re.IGNORECASE)
_LIFTED = re.compile(r"\b(?:lift\w*|broke\w*|ended?|broken|during|formerly|after|before)\b", re.IGNORECASE)


def modality_of(text: str, sentence: Span, trigger: Span) -> str | None:
    """Return the modality that the words around ``trigger`` in ``sentence`` give its event, None without any.

    One of happened (only where "took place" or "carried out" says so), did_not_happen, possible, planned,
    threatened, ongoing, hypothetical.
    """
    before, after = text[sentence.start : trigger.start], text[trigger.end : sentence.end]
    near = re.split(r"[;:]|,\s+(?:but|while|and)\s", before)[-1]
    word = trigger.text.lower()
    if _negated(near, after, word):
        return "did_not_happen"
    if _THREAT.search(near) or re.match(r"threat|warn|vow", word):
        return "threatened"
    if _AFTER_POSSIBLE.search(after):
        return "possible"
    if _GOES_ON.search(after) or (re.search(r"siege|besieg|blockad", word) and not _LIFTED.search(near + after)):
        return "ongoing"
    if _WOULD.search(after) and re.search(r"\b(?:an?|any|another)\s+(?:\w+\s+)?$", near):
        return "hypothetical"
    wished = _SUPPOSED.search(near)
    if wished and _STOPPING.search(wished[0]):
        return "ongoing" if re.search(r"\b(?:end|stop|halt|cease|lift)", wished[0]) else None
    if not _bygone(word, after):
        for modality, pattern in (("hypothetical", _SUPPOSED), ("planned", _PLAN)):
            if pattern.search(near):
                return modality
    if _POSSIBLE.search(near) and not near.lower().endswith((" the ", " the")):
        return "possible" if not _PAST.search(near) else None
    if _ONGOING_AFTER.search(after) or (
        _ONGOING_BEFORE.search(near) and word.endswith(("ing", "siege", "control", "fighting", "clashes"))
    ):
        return "ongoing"
    return None


def _negated(near: str, after: str, word: str) -> bool:
    if _STOPPED.search(near) or _NOT_REAL.search(after):
        return True
    if re.search(
        r"\b(?:no\s+doubt|not\s+only|no\s+longer|no\s+claim|not\s+immediately|no\s+immediate)\s*(?:\w+\s+){0,3}$",
        near,
        re.IGNORECASE,
    ):
        return False
    if _NEGATION.search(near):
        return True
    denied = list(_DENIED.finditer(near))
    if not denied:
        return False
    _, _, rest = near[denied[-1].start() :].partition(" ")
    if looks_only_like_denial(near[: denied[-1].start()], f" {rest}{word}"):
        return False
    between = near[denied[-1].end() :].split()
    blamed = not between and word.split()[0].endswith("ing")  # "denied shelling the town": the shelling stands
    return len(between) <= 8 and not _ELSEWHERE & set(between) and not blamed


def _bygone(word: str, after: str) -> bool:
    """Say whether the trigger is told as past: "killed", "struck"; plans and wishes use the bare verb or a noun."""
    return word.endswith("ed") and not re.match(r"\s+if\b", after)
