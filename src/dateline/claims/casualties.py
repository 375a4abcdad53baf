"""Turns marked words into casualty rows: who, low, best, high, and which row is a part of which.

Source: Dateline annotation guide rule 9. A row without a number of its own and without a single person is
none: blank is not zero, and "many" has no size.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.claims.casualty_finder import find_casualties, holds
from dateline.claims.heads import head_of
from dateline.claims.nominals import Nominal, nominal_of
from dateline.claims.numbers import find_quantities
from dateline.claims.tables import alternation
from dateline.core import Casualty, Span

__all__ = ["find_casualties", "read_casualties", "read_casualty"]

_FRACTIONS = {"half": 1 / 2, "a third": 1 / 3, "one third": 1 / 3, "one-third": 1 / 3, "two thirds": 2 / 3}
_FRACTIONS |= {
    "two-thirds": 2 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "three quarters": 3 / 4,
    "three-quarters": 3 / 4,
}
_SHARE = re.compile(
    rf"\b(?:(?P<percent>\d{{1,3}}(?:\.\d+)?)\s*(?:%|per\s?cent)|(?P<word>{alternation(list(_FRACTIONS))}))"
    r"(?=\s+(?:of(?!\s+a\s+(?:million|dozen))|were|are|was|is)\b)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\s+(?:of\s+(?:them|whom)\s*)?(?:were|are|was|is|being)?\s*(?P<who>(?!of\b|had\b|have\b|from\b)[\w-]+(?:\s+and\s+[\w-]+)?)?",
    re.IGNORECASE,
)
_SIZELESS = re.compile(
    r"^\W*(?:many|most|mostly|others?|some|all|countless|numerous|large|various|more|they|them|these|those|we|us|the\s+\w+s|the)\W*$",
    re.IGNORECASE,
)
_UNHARMED = re.compile(r"\b(?:not|unhurt|unharmed|uninjured|unscathed|safe|without)\b|\bn['’]t\b", re.IGNORECASE)
_AGED = re.compile(r"^(?:\d{1,3}|[a-z]+)[\s-]+(?:year|month)s?[\s-]+old\s+", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?P<title>.*?[^\W_])\s+(?P<name>(?:[A-Z][\w'’.-]*|al-[A-Z]\w+|bin|al|el|de|von)(?:\s+(?:[A-Z][\w'’.-]*|al-\w+|bin|al|el|de))*)$"
)
_ONE = ("another", "a second", "a third", "the other")
_PRONOUN = re.compile(r"^\W*(?:he|him|she|her|himself|herself|i|me|who)\W*$", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:an?|the|another|his|her|their|its|my|our|this|that|[\w.-]+['’]s|[\w-]+s['’])\s+", re.IGNORECASE
)
_PART_CUE = re.compile(
    r"\b(?:including|include[sd]?|among|amongst|of\s+(?:them|whom|these|those)|mostly|comprising|as\s+follows)\b|\(|:\s*$",
    re.IGNORECASE,
)
_OF_THE_DEAD = re.compile(r"[\w-]+\s+of\s+the\s+(?:dead|killed|victims|wounded|injured)\b", re.IGNORECASE)
_DIED_LATER = re.compile(
    r"[\w-]+\s+(?:\w+\s+)?of\s+(?:the|those|its|their)\s+(?:\w+\s+)?(?:wounded|injured|hurt)"
    r"(?:\s+(?:have|had|has|who|since|also|then|later|\w+ly))*\s+(?:died|succumbed)\b",
    re.IGNORECASE,
)
_LIST_GAP = re.compile(r"[\s,;:()–—-]*(?:and|as\s+well\s+as|plus|or)?[\s,]*(?:the|an?|another)?\s*", re.IGNORECASE)


def read_casualty(text: str, span: Span, effect: str, sentence: Span) -> Casualty | None:
    """Return the row that the words at ``span`` state, or None where they give no figure.

    ``effect`` is one of ``core.vocabulary.EFFECTS``; ``sentence`` bounds where a modifier ("at least") or
    the people counted may stand. One person named or described counts as 1; plural words without a
    number give no row.
    """
    if effect == "injured" and _DIED_LATER.match(text, span.start, sentence.end):
        effect = "killed"
    share = _share(text, span, effect, sentence)
    if share is not None:
        return share
    nominal = _number_at(text, span, sentence)
    if (nominal is None or not nominal.low) and _UNHARMED.search(span.text):
        return Casualty(effect, None, 0, 0, 0, span)
    if nominal is not None:
        marked = _joined(text, span, nominal.span)
        return Casualty(effect, nominal.who, nominal.low, nominal.best, nominal.high, marked)
    count = _persons(span.text)
    if count is None:
        return None
    return Casualty(effect, _who(span.text), count, count, count, span)


def read_casualties(text: str, rows: Sequence[tuple[Span, str]], sentences: Sequence[Span]) -> tuple[Casualty, ...]:
    """Return the casualty rows of one claim, in text order, with ``part_of`` set and nothing counted twice.

    ``rows`` are (marked words, effect); ``sentences`` those of the article. A part never exceeds its
    total; the same figure of the same people said again is one row.
    """
    found: list[Casualty] = []
    for span, effect in sorted(rows, key=lambda row: (row[0].start, row[0].end, row[1])):
        sentence = next((one for one in sentences if one.start <= span.start < one.end), span)
        row = read_casualty(text, span, effect, sentence)
        if row is None or any(_same(row, other) for other in found):
            continue
        found.append(replace(row, part_of=_total_of(text, found, row, sentence)))
    return tuple(found)


def _number_at(text: str, span: Span, sentence: Span) -> Nominal | None:
    """Return the counted phrase whose number lies in ``span``, or directly before it."""
    quantities = find_quantities(sentence.text, sentence.start)
    for quantity in quantities:
        if quantity.amount.overlaps(span):
            return _with_singles(text, span, nominal_of(text, quantity, sentence))
    for quantity in quantities:
        gap = text[quantity.span.end : span.start]
        if quantity.span.end <= span.start and len(gap.split()) <= 2 and not re.search(r"[,.;:]|\band\b|\bof\b", gap):
            nominal = nominal_of(text, quantity, sentence)
            if nominal.human and nominal.span.overlaps(span):
                return nominal
    return None


def _with_singles(text: str, span: Span, nominal: Nominal) -> Nominal:
    """Return ``nominal`` with the single persons named before it in ``span``: "the mayor and six others"."""
    before = re.fullmatch(r"(.{3,})\s+and\s*", text[span.start : nominal.span.start], re.DOTALL)
    count = _persons(before[1]) if before and span.start < nominal.span.start else None
    if not count or nominal.low is None or nominal.best is None:
        return nominal
    return replace(nominal, low=nominal.low + count, best=nominal.best + count, high=nominal.best + count)


def _joined(text: str, marked: Span, counted: Span) -> Span:
    return Span.of(text, min(marked.start, counted.start), max(marked.end, counted.end))


def _persons(words: str) -> int | None:
    """Return how many single persons ``words`` name without a number, None where that is open."""
    if _PRONOUN.match(words):
        return 1
    if _SIZELESS.match(words):
        return None
    if words.lower().strip() in _ONE:
        return 1
    counts = [_person(piece) for piece in _listed(words)]
    if not counts or counts[0] is None:
        return None
    return sum(count for count in counts if count)


def _listed(words: str) -> list[str]:
    """Return the members of a list of persons; what a comma adds to one person is no further member."""
    parts = [part.strip() for part in re.split(r"\band\b|&", words, flags=re.IGNORECASE) if part.strip(" ,")]
    if len(parts) < 2:
        return [part.split(",")[0] for part in parts]
    first = [piece.strip() for piece in parts[0].split(",") if piece.strip()]
    names = [piece for piece in first if piece[0].isupper() and " " in piece and not _LEAD.match(piece)]
    return [*(first if len(names) == len(first) else first[:1]), *(part.split(",")[0] for part in parts[1:])]


def _person(words: str) -> int | None:
    words = _AGED.sub("", words)
    bare = re.split(
        r"\s+(?:of|from|in|at|who|whom|with|was|were|has|had|killed|dead|wounded|injured|died|arrested|for)\b",
        words,
        maxsplit=1,
        flags=re.I,
    )[0]
    head = head_of(bare)
    if head is not None:
        return None if head.plural or not head.human else 1
    lead = _LEAD.match(bare)
    name = bare[lead.end() :] if lead else bare
    if not name or _SIZELESS.match(name):
        return None
    named = _NAMED.match(name)
    title = head_of(named["title"]) if named else None
    if title is not None:
        return None if title.plural or not title.human else 1
    if lead and lead[0].lower().strip() in ("a", "an", "another"):
        return 1
    return 1 if name[0].isupper() and not _plural_name(name) else None


def _plural_name(name: str) -> bool:
    """Say whether a name without a generic noun speaks of many: "Houthis", "Al-Qaeda fighters"."""
    words = name.split()
    return len(words) == 1 and name.lower().endswith(("s", "ese")) and not name.isupper() and len(name) > 6


def _who(words: str) -> str | None:
    bare = _LEAD.sub("", words.strip())
    return bare or None


def _share(text: str, span: Span, effect: str, sentence: Span) -> Casualty | None:
    match = _SHARE.search(text, max(sentence.start, span.start - 12), min(sentence.end, span.end + 8))
    if match is None or not (match.start() < span.end and span.start < match.end() + 1):
        return None
    share = float(match["percent"]) / 100 if match["percent"] else _FRACTIONS[" ".join(match["word"].lower().split())]
    if share > 1:
        return None
    rest = _SHARED.match(text, match.end(), sentence.end)
    who = rest["who"] if rest else None
    marked = _joined(text, span, Span.of(text, match.start(), match.end()))
    return Casualty(effect, who, None, None, None, marked, share=round(share, 3))


def _same(row: Casualty, other: Casualty) -> bool:
    """Say whether two rows state one figure: it must not be counted twice."""
    if row.span.overlaps(other.span) and row.effect == other.effect:
        return True
    if (row.effect, row.low, row.high, row.share) != (other.effect, other.low, other.high, other.share):
        return False
    if row.low == row.high == 1:
        return (row.who or "").lower() == (other.who or "").lower()
    return row.who is None or other.who is None or head_of(row.who) == head_of(other.who)


def _total_of(text: str, found: list[Casualty], row: Casualty, sentence: Span) -> int | None:
    """Return the index of the total that ``row`` is said to be a part of, None where it stands alone."""
    for index in range(len(found) - 1, -1, -1):
        whole = found[index]
        if whole.effect != row.effect or not _can_hold(whole, row):
            continue
        between = text[whole.span.end : row.span.start]
        if whole.part_of is not None:
            if _LIST_GAP.fullmatch(between) and _can_hold(found[whole.part_of], row):
                return whole.part_of
            continue
        if row.share is not None and len(between) < 200:
            return index
        near = len(between) < 160 and "." not in between.rstrip(".")
        tail = text[row.span.start : min(sentence.end, row.span.end + 25)]
        opened = _PART_CUE.search(between) or re.search(r"\bof\s+(?:them|whom)\b", tail, re.IGNORECASE)
        if (opened and near) or _OF_THE_DEAD.match(tail):
            return index
        if re.search(r"\bamong\s+(?:the|those)\b", text[sentence.start : min(sentence.end, row.span.end + 40)], re.I):
            return index
    return None


def _can_hold(whole: Casualty, part: Casualty) -> bool:
    if whole.share is not None:
        return False
    return part.share is not None or holds(whole, part)
