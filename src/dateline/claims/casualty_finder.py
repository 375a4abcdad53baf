"""Finds casualty figures in a sentence by rule: a counted noun phrase, an effect word, and how they join.

It serves as the fallback of the tagger and as its check; it knows no actors.
"""

import re
from dataclasses import dataclass, replace

from dateline.claims.nominals import Nominal, find_nominals
from dateline.claims.tables import alternation, table
from dateline.core import Casualty, Span

_FORMS = {word: (row["effect"], row["form"]) for row in table("numbers", "effects") for word in row["words"].split("|")}
_CUE = re.compile(rf"(?<![\w-])(?:{alternation(list(_FORMS))})(?![\w-])", re.IGNORECASE)
_AUX = (
    r"(?:was|were|is|are|be|been|being|have|has|had|got|to\s+have|who|that|which|reportedly|confirmed|said|believed|"
    r"feared|presumed|reported|also|later|already|still|then|both|all|seriously|badly|slightly|critically|severely|"
    r"lightly|themselves|himself|herself|among|those|the|immediately|instantly|found|left|lay|lying|to|and\s+(?:was|were|are)|subsequently|recorded|"
    r"allegedly|apparently|known|listed|declared|either|mostly|mainly|brutally|summarily|publicly|forcibly|violently|"
    r"however|therefore|thus|now|currently|initially|officially|temporarily|arbitrarily|just|only|people|went|go|remained|remain)"
)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|has|have|had|got|who|left|found|went|remain\w*)\b", re.IGNORECASE)
_ASIDE = r"(?:\s*,[^,.;]{1,90},|\s*\([^)]{1,90}\)|\s*[-–—][^-–—.;]{1,90}[-–—])"
_PREP = (
    r"(?:\s+(?:from|in|of|at|on|near|inside|aboard|among|with|belonging|including|who|"
    r"working|travelling|traveling|for|affiliated|linked|fighting)\b[^,.;:]{1,80}?)"
)
_AFTER_GAP = re.compile(
    rf"{_ASIDE}?(?:,(?=\s+(?:who|was|were|is|are|have|has|had)\b))?(?:\s+{_AUX})*\s*", re.IGNORECASE
)
_AFTER_FAR = re.compile(rf"(?:{_PREP}|{_ASIDE}){{0,2}}(?:\s+{_AUX})+\s*", re.IGNORECASE)
_BEFORE_GAP = re.compile(
    r"\s*(?:[,:]\s*)?(?:of|to|at|as|the|another|a\s+further|also|up|and\s+\w+ing|or\s+\w+ing|outright|instantly|including|"
    r"the\s+lives\s+of|an\s+additional|his|her|their|its|off|down|about|near|and\s+wound\w+|and\s+injur\w+|reached|the\s+other|in\s+all|by)?\s*",
    re.IGNORECASE,
)
_ALONGSIDE = re.compile(r"\s+(?:alongside|(?:along|together)\s+with)\s+(?:the|his|her|their|its)?\s*", re.IGNORECASE)
_CHAIN = re.compile(
    r"\s*(?:,|;|and|as\s+well\s+as|along\s+with|together\s+with|plus|or|-|–|—|\(|\s)*(?:the|another|his|her|their|its)?\s*",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:\b(?:including|mostly|among\s+them|among\s+whom|amongst\s+them|of\s+whom|of\s+them|comprising|among\s+the\s+(?:dead|victims|wounded|injured|killed)(?:\s+(?:were|are|was|is))?)\W*(?:were|are|was|is)?\s*(?:(?:also|at|least|the|his|her)\s*)*)$",
    re.IGNORECASE,
)
_AMONG = re.compile(r"(?:were|was|are|is)\s+(?:also\s+)?among\s+(?:the|those)\b", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?P<what>death\s+toll|toll|body\s+count|(?:number|total|tally)\s+of\s+(?:those\s+|the\s+|people\s+|civilians?\s+|victims\s+)*(?P<effect>dead|killed|deaths|"
    r"fatalities|wounded|injured|missing|displaced|detained|arrested|kidnapped|abducted|hostages|casualties|injuries|martyrs))\b"
    r"[^.;]{0,120}?\b(?:to|at|of|reached|was|is|were|stands?|stood|by|exceeds?|exceeded|passed|hit|r[oi]sen?|rising|increas\w+|climb\w+|jump\w+)\s+(?:now\s+|at\s+|least\s+|the\s+)*$",
    re.IGNORECASE,
)
_AMONG_DEAD = re.compile(
    r"\b(?:among\s+)?(?:the|those)\s+(?P<effect>dead|killed|victims|wounded|injured|missing|arrested|detained|displaced|abducted|kidnapped)"
    r"\s+(?:were|was|are|is|includ\w+)\s+(?:also\s+|the\s+|at\s+least\s+)*$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"[^.;:]{0,40}\b(?:including|among\s+them|mostly|of\s+them|of\s+whom)\s+(?:at\s+least\s+)?|\s+", re.IGNORECASE
)
_OBJECT = re.compile(r"\s+(?:(?:the|an?|his|her|their|its|some|several|dozens|many|at\s+least|more\s+than)\b|\d)", re.I)
_NONE_OF = re.compile(
    r"\b(?:(?<!were )(?<!was )no(?!\s+(?:more|fewer|less|longer)\b)|"
    r"(?:did\s+not|didn['’]t|without)\s+(?:caus\w+|inflict\w*|result\w*\s+in|leav\w+)?\s*any)"
    r"\s+(?:(?!reports?\b)\w+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    effect: str
    form: str


@dataclass(frozen=True, slots=True)
class _Link:
    effect: str
    end: int
    part: bool = False


def find_casualties(text: str, sentence: Span) -> tuple[Casualty, ...]:
    """Return the casualty rows that ``sentence`` of ``text`` states, totals before their parts.

    Rows of attacks, shells, vehicles and the like are never made; a sentence without a figure gives none.
    """
    nominals = list(find_nominals(text, sentence))
    cues = _cues(text, sentence)
    nominals += _zero_nouns(text, sentence, cues, nominals)
    nominals.sort(key=lambda nominal: nominal.span.start)
    links = _links(text, sentence, nominals, cues)
    return _rows(nominals, links)


def _cues(text: str, sentence: Span) -> list[_Cue]:
    found = []
    for match in _CUE.finditer(text, sentence.start, sentence.end):
        effect, form = _FORMS[" ".join(match[0].lower().split())]
        found.append(_Cue(match.start(), match.end(), effect, form))
    return found


def _zero_nouns(text: str, sentence: Span, cues: list[_Cue], known: list[Nominal]) -> list[Nominal]:
    """Return "no" before "casualties" or "injuries", which counts people though no person is named."""
    found = []
    for cue in cues:
        match = _NONE_OF.search(text[sentence.start : cue.start]) if cue.form == "noun" else None
        if match:
            span = Span.of(text, sentence.start + match.start(), cue.start + len(text[cue.start : cue.end]))
            if not any(span.overlaps(nominal.span) for nominal in known):
                found.append(Nominal(0, 0, 0, None, Span.of(text, span.start, cue.start), True))
    return found


def _links(text: str, sentence: Span, nominals: list[Nominal], cues: list[_Cue]) -> list[_Link | None]:
    links: list[_Link | None] = [None] * len(nominals)
    for index, nominal in enumerate(nominals):
        links[index] = (
            _toll(text, sentence, nominal) or _after(text, nominals, index, cues) or _before(text, nominal, cues)
        )
    _share_forward(text, nominals, links, first=True)
    _share_back(text, nominals, links)
    _share_forward(text, nominals, links)
    return links


def _toll(text: str, sentence: Span, nominal: Nominal) -> _Link | None:
    match = _TOLL.search(text[sentence.start : nominal.span.start])
    if match is not None:
        return _Link(_FORMS[(match["effect"] or "dead").lower()][0], nominal.span.end)
    match = _AMONG_DEAD.search(text[sentence.start : nominal.span.start])
    if match is None:
        return None
    word = match["effect"].lower()
    return _Link("killed" if word == "victims" else _FORMS[word][0], nominal.span.end, part=True)


def _after(text: str, nominals: list[Nominal], index: int, cues: list[_Cue]) -> _Link | None:
    nominal = nominals[index]
    following = nominals[index + 1].span.start if index + 1 < len(nominals) else len(text)
    for cue in cues:
        if cue.start < nominal.span.end or cue.form == "before":
            continue
        if cue.start > following:
            return None
        gap = text[nominal.span.end : cue.start]
        if _AFTER_GAP.fullmatch(gap) or (_AFTER_FAR.fullmatch(gap) and _BE.search(gap)):
            if cue.form == "both" and not _BE.search(gap) and _OBJECT.match(text, cue.end):
                return None
            if cue.form == "noun" and (gap.strip() or re.match(r"\s+toll", text[cue.end :], re.IGNORECASE)):
                return None
            return _Link(cue.effect, cue.end, part=bool(_AMONG.search(gap)))
        return None
    return None


def _before(text: str, nominal: Nominal, cues: list[_Cue]) -> _Link | None:
    left = [cue for cue in cues if cue.end <= nominal.span.start and cue.form in ("before", "both")]
    if not left:
        return None
    cue = left[-1]
    gap = text[cue.end : nominal.span.start]
    if _ALONGSIDE.fullmatch(gap):
        return _Link(cue.effect, nominal.span.end)
    if not _BEFORE_GAP.fullmatch(gap) or re.search(r"\bby\b", gap, re.IGNORECASE):
        return None
    passive = re.search(
        r"\b(?:was|were|been|being|be)\s+(?:\w+ly\s+)?$", text[max(0, cue.start - 20) : cue.start], re.I
    )
    if passive and cue.form == "both":
        return None
    return _Link(cue.effect, nominal.span.end)


def _share_forward(text: str, nominals: list[Nominal], links: list[_Link | None], *, first: bool = False) -> None:
    """Pass an effect on to what is listed after it: "killing 12 men and three women, two of them nurses".

    What is sure goes ``first``, for what follows may have an effect of its own: "12 dead, including two nurses, and
    40 hurt".
    """
    for index in range(1, len(nominals)):
        previous = links[index - 1]
        if previous is None:
            continue
        here, link = nominals[index], links[index]
        gap = text[max(nominals[index - 1].span.end, previous.end) : here.span.start]
        part = here.part or bool(_PART.search(gap) and len(gap) < 90)
        if link is not None:
            links[index] = replace(link, part=link.part or (part and link.effect == previous.effect))
        elif part or (_CHAIN.fullmatch(gap) and (not first or _goes_on(previous, nominals[index - 1], gap))):
            links[index] = _Link(previous.effect, here.span.end, part or previous.part)


def _goes_on(previous: _Link, nominal: Nominal, gap: str) -> bool:
    """Say whether a list surely goes on: its effect stands before it, and a part is not closed by a comma."""
    return previous.end <= nominal.span.end and (not previous.part or gap.strip() in ("and", ","))


def _share_back(text: str, nominals: list[Nominal], links: list[_Link | None]) -> None:
    """Pass an effect back to what is listed before it: "76 children and 41 women were killed"."""
    for index in range(len(nominals) - 2, -1, -1):
        following = links[index + 1]
        if links[index] is not None or following is None or following.end <= nominals[index + 1].span.end:
            continue
        gap = text[nominals[index].span.end : nominals[index + 1].span.start]
        if _CHAIN.fullmatch(gap) and gap.strip():
            links[index] = following
        elif _WITHIN.fullmatch(gap) and nominals[index].human:
            links[index], last = following, following.end
            for later in range(index + 1, len(nominals)):
                inner = links[later]
                if inner is not None and inner.end == last and _fits(nominals[index], nominals[later]):
                    links[later] = replace(inner, part=True)


def _rows(nominals: list[Nominal], links: list[_Link | None]) -> tuple[Casualty, ...]:
    rows: list[Casualty] = []
    for nominal, link in zip(nominals, links, strict=True):
        if link is None or (nominal.low is None and nominal.high is None):
            continue
        row = Casualty(link.effect, nominal.who, nominal.low, nominal.best, nominal.high, nominal.span)
        rows.append(replace(row, part_of=_whole(rows, row) if link.part else None))
    return tuple(rows)


def _whole(rows: list[Casualty], part: Casualty) -> int | None:
    """Return the index of the nearest earlier total that can hold ``part``."""
    for index in range(len(rows) - 1, -1, -1):
        whole = rows[index]
        if whole.effect == part.effect and whole.part_of is None and holds(whole, part):
            return index
    return None


def _fits(whole: Nominal, part: Nominal) -> bool:
    return whole.high is None or (part.high or part.low or 0) <= whole.high


def holds(whole: Casualty, part: Casualty) -> bool:
    """Say whether ``part`` can be a part of ``whole``: it never exceeds it."""
    if whole.high is None:
        return True
    least = part.low or 0
    return least <= whole.high and (part.high is None or part.high <= whole.high)
