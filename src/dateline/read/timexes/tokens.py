"""Text as a row of classified words: one letter a word, so that grammar rules are small regular expressions."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.core import Span
from dateline.read.timexes.lexicon import HOLIDAYS, MONTH_CONTEXT, WORDS

KINDS = [
    "MONTH",
    "WEEKDAY",
    "WEEKDAYS",
    "UNIT",
    "UNITS",
    "NUMBER",
    "ORDINAL",
    "FEW",
    "COUPLE",
    "HALF",
    "PART",
    "NOON",
    "SEASON",
    "AGO",
    "LATER",
    "EARLIER",
    "AFTER",
    "FOLLOWING",
    "BEFORE",
    "LAST",
    "NEXT",
    "THIS",
    "THAT",
    "PREVIOUS",
    "EACH",
    "EDGE",
    "ADVERB",
    "DEICTIC",
    "NOW",
    "ABOUT",
    "MORE",
    "THAN",
    "A",
    "THE",
    "OF",
    "IN",
    "AND",
    "TO",
    "OLD",
    "FISCAL",
    "AMPM",
    "ZONE",
    "BC",
    "ERA",
    "HIJRI",
    "HOLIDAY",
    "LATEST",
    "MATTER",
    "ISO",
    "SLASHED",
    "CLOCK",
    "DECADE",
    "SMALL",
    "DAYNUM",
    "YEAR",
    "COUNT",
    "COMMA",
    "HYPHEN",
    "POSS",
    "DOT",
    "OPEN",
    "STOP",
    "WORD",
]
LETTER = {kind: chr(0x100 + index) for index, kind in enumerate(KINDS)}
_TOKEN = re.compile(
    r"(?P<word>(?![apbAPB]\.\s?[mcMC]\b)[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?"
    r"(?:(?:(?<=\b\w{3})|(?<=\b\w{4})|(?<=\b\w{5}))\.(?=\s*\d))?)"  # the stop of "Nov. 28" belongs to the word
    r"|(?P<iso>\d{4}-\d\d-\d\d(?:[T ]\d\d:?\d\d(?::\d\d)?Z?)?(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
    r"|(?P<clock>\d{1,2}[:.]\d\d(?::\d\d)?(?=\s*(?:(?i:[ap]\.?\s?m\b|hours|gmt|local|utc)))|[0-2]?\d:[0-5]\d(?![\d:]))"
    r"|(?P<decade>(?:\d\d|['’‘])?\d0['’]?[sS]\b)"
    r"|(?P<ordinal>\d{1,2}(?i:st|nd|rd|th|d)\b)"
    r"|(?P<ampm>[apAP]\.\s?[mM]\b\.?|(?<=\d)[apAP][mM]\b)"
    r"|(?P<bc>[bB]\.\s?[cC]\.?(?:\s?[eE]\b\.?)?(?!\w))"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:\s1/2)?)"
    r"|(?P<poss>['’][sS]?(?!\w))"
    r"|(?P<mark>[^\s\w]|_)"
)
_HOLIDAY = re.compile(r"\b(?:" + "|".join(sorted(HOLIDAYS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "—": "HYPHEN", ".": "DOT", "(": "OPEN"}
_SHORT = frozenset(
    [
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
    ]
)


class Token(NamedTuple):
    """A word, number or mark: its kind in the grammar, its value there, and where it stands."""

    kind: str
    word: str
    value: object
    start: int
    end: int


def classify(text: str, sentences: Sequence[Span]) -> list[Token]:
    """Return the tokens of ``text`` in order, with a STOP token between sentences."""
    starts = [span.start for span in sentences[1:]] + [len(text) + 1]
    nexts = iter(starts)
    border = next(nexts)
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        while start >= border:
            found.append(Token("STOP", "", None, border, border))
            border = next(nexts)
        kind, value, word = _kind(match)
        found.append(Token(kind, word, value, start, match.end()))
    for match in _HOLIDAY.finditer(text):
        found = _merged(found, match)
    return [_settled(found, index, text) if token.kind in _DOUBTFUL else token for index, token in enumerate(found)]


def _merged(tokens: list[Token], holiday: "re.Match[str]") -> list[Token]:
    """Return ``tokens`` with those of a holiday's name made one."""
    inside = [i for i, t in enumerate(tokens) if holiday.start() <= t.start and t.end <= holiday.end() and t.word]
    if not inside:
        return tokens
    one = Token("HOLIDAY", holiday.group().lower(), None, holiday.start(), holiday.end())
    return [*tokens[: inside[0]], one, *tokens[inside[-1] + 1 :]]


def letters(tokens: Sequence[Token]) -> str:
    """Return one letter a token: the string on which grammar rules run."""
    return "".join([LETTER[token.kind] for token in tokens])


def _kind(match: "re.Match[str]") -> tuple[str, object, str]:
    group, raw = match.lastgroup, match.group()
    if group == "word":
        word = raw.lower()
        kind, value = WORDS.get(word.rstrip("."), _WORD)
        return kind, value, word
    if group == "number":
        return _number(raw)
    if group == "mark":
        return _MARKS.get(raw, "WORD"), None, raw
    if group == "ordinal":
        return "ORDINAL", int(re.sub(r"\D", "", raw)), raw.lower()
    if group == "ampm":
        return "AMPM", 12 if raw[0] in "pP" else 0, raw.lower()
    return str(group).upper(), raw, raw.lower()


_WORD = ("WORD", None)
_DOUBTFUL = frozenset(["MONTH", "WEEKDAY", "SEASON", "HIJRI", "AMPM", "BC", "ERA", "ZONE"])


def _number(raw: str) -> tuple[str, object, str]:
    if "1/2" in raw:
        return "COUNT", float(raw.split()[0].replace(",", "")) + 0.5, raw
    value = float(raw.replace(",", "")) if "." in raw else int(raw.replace(",", ""))
    if not raw.isdigit():
        return "COUNT", value, raw
    if len(raw) == 4 and (1000 <= value <= 2399 or raw[0] == "0"):
        return "YEAR", value, raw
    if len(raw) <= 2 and 1 <= value <= 31:
        return "SMALL" if value <= 12 else "DAYNUM", value, raw
    return "COUNT", value, raw


def _settled(tokens: list[Token], index: int, text: str) -> Token:
    """Return the doubtful token itself where its neighbours bear it out, else the same as a plain word."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.kind == "OF" and index + 2 < len(tokens) and token.kind == "SEASON":
        after = tokens[index + 2]
    if _holds(token, before, after, text[token.start]):
        return token
    return token._replace(kind="WORD")


def _is_day(token: Token | None) -> bool:
    return token is not None and token.kind in ("SMALL", "DAYNUM", "ORDINAL")


def _holds(token: Token, before: Token | None, after: Token | None, first: str) -> bool:
    word = token.word.rstrip(".")
    previous = before.word if before else ""
    dated = _is_day(before) or _is_day(after) or (after is not None and after.kind == "YEAR")
    if token.kind == "MONTH":
        if word in ("may", "march") and first.islower():
            return _is_day(before) or (previous in MONTH_CONTEXT and _is_day(after))
        if word in ("may", "march", "august", "april", "june") and first.isupper():
            return (
                dated
                or previous in MONTH_CONTEXT
                or (before is not None and before.kind == "EDGE")
                or (
                    word in ("august", "april", "june")
                    and not (after and after.kind == "WORD" and after.word[:1].isalpha())
                )
            )
        return word not in _SHORT or token.word.endswith(".") or dated or (word in ("sept", "oct") and first.isupper())
    if token.kind == "WEEKDAY":
        return word not in _SHORT or dated or (token.word.endswith(".") and first.isupper())
    if token.kind == "SEASON":
        return _season_holds(word, before, after)
    if token.kind in ("AMPM", "BC", "ERA", "ZONE"):
        return before is not None and before.kind in (
            "SMALL",
            "DAYNUM",
            "CLOCK",
            "YEAR",
            "COUNT",
            "AMPM",
            "ZONE",
            "NOON",
            "ISO",
        )
    return first.isupper()


def _season_holds(word: str, before: Token | None, after: Token | None) -> bool:
    previous = before.word if before else ""
    if previous in ("arab", "prague") or (before and before.kind == "HYPHEN"):
        return False
    timely = before is not None and (
        before.kind in ("LAST", "NEXT", "THIS", "THAT", "PREVIOUS", "EDGE", "EACH", "YEAR")
    )
    if word not in ("fall", "spring"):
        return True
    return (
        timely
        or previous == "in"
        or (after is not None and (after.kind == "YEAR" or (previous == "the" and after.kind in ("DOT", "COMMA"))))
    )
