"""Finds quantities in English news text and reads them as low, best and high.

Source: Dateline annotation guide rule 9 for modifiers and words of vague size; the tables are in
``data/numbers``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.claims.tables import alternation, table
from dateline.core import Span

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_SMALL += " eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_SMALL.split())}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WORD = alternation([*_VALUES, *_SCALES])
_SCALE = r"(?:hundred|thousand|million|billion|dozen)"
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d{1,3}(?: 000)+|\d+(?:\.\d+)?"
_VAGUE = {row["phrase"]: (int(row["low"]), int(row["high"])) for row in table("numbers", "vague")}
_RELATION = {row["phrase"]: row["relation"] for row in table("numbers", "modifiers")}
_NOT_COUNTED = "|".join(row["noun"] for row in table("numbers", "not_counted"))

_AMOUNT = re.compile(
    rf"(?P<vague>\b(?:{alternation(list(_VAGUE))})\b)"
    rf"|(?P<half>\bhalf[\s-]+(?:a[\s-]+)?(?P<half_of>{_SCALE})\b)"
    rf"|(?<![\w.,/:$€£])(?<!\D-)(?<!^-)(?<!\d{{4}}-)(?P<digits>{_DIGITS})(?:\s+(?P<scale>{_SCALE})\b)?(?P<plus>\+)?"
    r"(?![\d/:]|[.,]\d|-?[^\W\d])"
    rf"|(?P<words>\b(?:an?[\s-]+(?={_SCALE}\b))?(?:{_WORD})\b(?:(?:[\s-]+|[\s-]+and[\s-]+)(?:{_WORD})\b)*)(?!-)"
    r"|(?P<none>\b(?:no[\s-]one|nobody|none|not\s+a\s+single(?:\s+person)?|no(?=\s+(?!longer|more|fewer|less|doubt|"
    r"evidence|way|immediate|comment|reason|claim|sign|indication|information|word|group|plans?)[a-z]))\b)",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    rf"(?<![\w-])({alternation(list(_RELATION))})\s+(?:another\s+|other\s+|some\s+|[\"“‘'])?$", re.IGNORECASE
)
_JOIN = re.compile(r"\s*(?:-|–|—|\s+to\s+|\s+or\s+)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:as\s+many\s+as\s+)?$", re.IGNORECASE)
_UP_TO = re.compile(
    r",?\s+(?:and|or|but|to)\s+(?:(?:possibly\s+)?(?:up\s+to|as\s+many\s+as|at\s+most)|possibly)\s+$", re.IGNORECASE
)
_HARMED = re.compile(r"\b(?:\w{3,}(?:ed|ing)|left)\s+\S+\s+\S+\s+(?:another\s+|other\s+|some\s+)?$", re.IGNORECASE)
_OWN_VERB = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:was|were|is|are|have|had|has|died|wounded|injured|hurt|missing|surrendered)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?P<word>between|from)\s+$", re.IGNORECASE)
_RISE = re.compile(
    r"\b(?:r[io]se[ns]?|rising|climb\w*|increas\w+|rais\w+|jump\w*|revis\w+|went\s+up|up|fell|drop\w*)\b[^.;]{0,40}$",
    re.I,
)
_OR_MORE = re.compile(r"\s+or\s+more\b", re.IGNORECASE)
_AFTER_UNIT = re.compile(rf"(?:-|\s*)(?:{_NOT_COUNTED})(?![\w])", re.IGNORECASE)
_AGE = re.compile(r"(?:-|\s+)(?:years?|months?|weeks?|days?)(?:-|\s+)old\b", re.IGNORECASE)
_BEFORE_LABEL = re.compile(
    r"(?:\b(?:aged?|ages|route|highway|no\.?|number|article|resolution|division|brigade|battalion|unit|chapter|page|flight|"
    r"channel|section|bus|group\s+of|phase|grade|district|zone|sector|block|model|type|version|at|by)\s+|[$€£#]\s*)$",
    re.IGNORECASE,
)
_OLDEST = 110  # years; "Ahmad, 54, was arrested" gives an age
_NAME_BEFORE = re.compile(r"\b[A-Z][\w'’-]+,\s*$")
_AGE_CLOSED = re.compile(r"\s*(?:[,;)]|\.?\s*$)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.?"
_BEFORE_MONTH = re.compile(rf"\b{_MONTH}\s+(?:the\s+)?$", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|until|till|by|from|during|before|after|year|late|early|mid|and|to)[\s-]+$|[,(]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as the text gives it: ``low <= best <= high`` where known, None where open.

    ``kind`` is exact, vague, range, at_least, more_than, up_to, fewer_than, about or none. ``span`` takes
    in the modifier ("at least 58"); ``amount`` is the bare number inside it ("58").
    """

    low: int | None
    best: int | None
    high: int | None
    kind: str
    span: Span
    amount: Span


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    low: int
    high: int
    kind: str


def find_quantities(text: str, base_offset: int = 0) -> tuple[Quantity, ...]:
    """Return the quantities of ``text`` in text order; spans start at ``base_offset`` for its first letter.

    Dates, times of day, ages, measures, money, shares, ordinals and labels ("Resolution 2118") are no
    quantities.
    """
    amounts = [amount for amount in _amounts(text) if not _is_label(text, amount)]
    found: list[Quantity] = []
    index = 0
    while index < len(amounts):
        taken = _range_at(text, amounts, index)
        quantity = _quantity(text, amounts[index : index + taken], base_offset)
        found.append(quantity)
        index += taken
    return tuple(found)


def word_value(words: str) -> int | None:
    """Return the value of a number in words ("two hundred and six"), or None where they make no number."""
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in ("and", "a", "an", ""):
            continue
        value = _SCALES.get(word, 0)
        if value >= 1_000:
            total, current = total + max(1, current) * value, 0
        elif value:
            current = max(1, current) * value
        elif not _follows(current, _VALUES[word]):
            return None
        else:
            current += _VALUES[word]
    return total + current


def _follows(current: int, value: int) -> bool:
    """Say whether ``value`` may follow ``current`` inside one number: 20 and 5 may, 5 and 20 may not."""
    if current % 100 == 0:
        return True
    return current % 100 >= 20 and current % 10 == 0 and 0 < value < 10


def _amounts(text: str) -> Iterator[_Amount]:
    for match in _AMOUNT.finditer(text):
        kind, value = _value(match)
        if value is None:
            continue
        yield _Amount(match.start(), match.end(), value[0], value[1], kind)


def _value(match: re.Match[str]) -> tuple[str, tuple[int, int] | None]:
    if match["vague"]:
        return "vague", _VAGUE[" ".join(match["vague"].lower().split())]
    if match["none"]:
        return "none", (0, 0)
    if match["half"]:
        half = _SCALES[match["half_of"].lower()] // 2
        return "exact", (half, half)
    if match["words"]:
        value = word_value(match["words"])
        return "exact", None if value is None else (value, value)
    number = float(re.sub(r"[,\u00a0\u202f ]", "", match["digits"]))
    number *= _SCALES[match["scale"].lower()] if match["scale"] else 1
    if number != int(number):
        return "exact", None
    return ("plus" if match["plus"] else "exact"), (int(number), int(number))


def _is_label(text: str, amount: _Amount) -> bool:
    """Say whether the number measures, dates or labels something, and so counts nobody."""
    before, after = text[: amount.start], text[amount.end :]
    if amount.kind in ("vague", "none"):
        return bool(_AFTER_UNIT.match(after))
    if _AFTER_UNIT.match(after) or _AGE.match(after) or _BEFORE_MONTH.search(before):
        return True
    word = text[amount.start : amount.end]
    if word.isdigit() and amount.low <= _OLDEST and _NAME_BEFORE.search(before) and _AGE_CLOSED.match(after):
        return True
    if word.isdigit() and _BEFORE_LABEL.search(before) and not re.search(r"\bby\s+$", before):
        return True
    is_year = word.isdigit() and len(word) == 4 and 1900 <= amount.low <= 2099
    return is_year and (bool(_YEAR_BEFORE.search(before)) or not re.match(r"\s+[a-z]{3,}", after))


def _range_at(text: str, amounts: list[_Amount], index: int) -> int:
    """Return how many amounts from ``index`` form one quantity: 2 for a range, else 1."""
    if index + 1 >= len(amounts) or "vague" in (amounts[index].kind, amounts[index + 1].kind):
        return 1
    first, second = amounts[index], amounts[index + 1]
    gap, before = text[first.end : second.start], text[: first.start]
    opened = _BETWEEN.search(before)
    modifier = _MODIFIER.search(before)
    bounds = modifier and _relation(modifier) == "at_least" and _UP_TO.match(gap)
    if bounds and _HARMED.search(before) and _OWN_VERB.match(text, second.end):
        return 1  # "killed at least 15 and up to 20 were hurt"
    if first.low <= second.low and (_JOIN.match(gap) or bounds):
        return 2
    return 2 if opened and opened["word"].lower() == "between" and _AND.match(gap) and first.low <= second.low else 1


def _quantity(text: str, amounts: list[_Amount], base: int) -> Quantity:
    first, last = amounts[0], amounts[-1]
    start, end = first.start, last.end
    low, high, kind = first.low, last.high, "range" if len(amounts) == 2 else first.kind
    opened = _BETWEEN.search(text[:start])
    if kind == "range" and opened:
        if opened["word"].lower() == "from" and _RISE.search(text[: opened.start()]):
            low, kind = last.low, "exact"  # "rose from 12 to 17" states 17: the later figure supersedes
        start = opened.start()
    low = _scaled(text, first, low, high) if kind == "range" else low
    more = _OR_MORE.match(text, end)
    if more or kind == "plus":
        return _made(text, base, (start, more.end() if more else end), (first.start, last.end), (low, None, "at_least"))
    modifier = _MODIFIER.search(text[:start]) if kind != "none" else None
    if modifier:
        return _made(
            text,
            base,
            (modifier.start(1), end),
            (first.start, last.end),
            _bounded(_relation(modifier), low, high, kind),
        )
    return _made(text, base, (start, end), (first.start, last.end), (low, high, kind))


def _scaled(text: str, first: _Amount, low: int, high: int) -> int:
    """Return the low end of a range with the scale of its high end: "1 to 2 million"."""
    for scale in (1_000_000_000, 1_000_000, 1_000):
        if (
            high % scale == 0
            and high >= scale > low
            and text[first.start : first.end].isdigit()
            and high // scale > low
        ):
            after = text[first.end : first.end + 40].lower()
            if any(word in after for word, size in _SCALES.items() if size == scale):
                return low * scale
    return low


def _relation(modifier: re.Match[str]) -> str:
    return _RELATION[" ".join(modifier[1].lower().split())]


def _bounded(relation: str, low: int, high: int, kind: str) -> tuple[int, int | None, str]:
    if kind == "range" and relation == "at_least":
        return low, high, kind  # "at least 15 to 18" is bounded all the same
    if relation == "at_least":
        return low, None, relation
    if relation == "more_than":
        return low + 1, None, relation
    if relation == "up_to":
        return 0, high, relation
    if relation == "fewer_than":
        return 0, max(0, high - 1), relation
    return low, high, "about" if kind == "exact" and relation == "about" else kind


def _made(
    text: str, base: int, whole: tuple[int, int], bare: tuple[int, int], value: tuple[int, int | None, str]
) -> Quantity:
    low, high, kind = value
    span = Span(base + whole[0], base + whole[1], text[whole[0] : whole[1]])
    amount = Span(base + bare[0], base + bare[1], text[bare[0] : bare[1]])
    return Quantity(low, low if low == high else None, high, kind, span, amount)
