"""Finds the noun phrases of a sentence that count people: "at least 12 civilians", "a policeman", "no one"."""

import re
from dataclasses import dataclass

from dateline.claims.heads import Head, head_of
from dateline.claims.numbers import Quantity, find_quantities
from dateline.claims.tables import table
from dateline.core import Span

CUE_WORDS = frozenset(
    word
    for row in table("numbers", "effects")
    for words in row["words"].split("|")
    for word in words.split()[:1]
    if word
    not in (
        "victims",
        "hostages",
        "bodies",
        "corpses",
        "martyrs",
        "forced",
        "held",
        "seized",
        "being",
        "was",
        "left",
        "have",
        "had",
    )
)
_ADJECTIVE_WORDS = "dead wounded injured captured detained missing displaced abducted arrested executed"
_ADJECTIVES = frozenset(_ADJECTIVE_WORDS.split())
_STOP_WORDS = """
    were was are is be been being have has had having who whom that which what in on at by from during after
    before when while as and or but including among amongst with without said say says told reported reportedly
    would could may might will should can since near inside outside around for to into if because so then
    between against under over through across along aboard it they he she we i there also both only later dead
    died this these those also not one two three four five six seven eight nine ten eleven twelve several dozens
    scores half twenty thirty forty fifty do does did got get remain remained remains survived survive feared
    believed presumed confirmed allegedly suffered sustained worth per than whose where yesterday today monday
    tuesday wednesday thursday friday saturday sunday
"""
_STOPS = frozenset(_STOP_WORDS.split())
_SOLE = re.compile(
    r"\banother(?=\s*(?:[.,;]|$|\s(?:was|were|is|wounded|injured|killed|dead|died|in|on|at|during|near)\b))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+|-\s[^\W\d_]+)*|[^\w\s]")
_PARTITIVE = re.compile(
    r"\s+(?:of|among|from\s+among)\s+(?:the(?:m|se|ir|m)?|whom|those|which|his|her|its|our|my)\b", re.IGNORECASE
)
_UNIT_OF = re.compile(r"\s+of(?=\s)", re.IGNORECASE)  # "scores of people", "a number of men"
_SINGLE = re.compile(
    r"\b(?P<lead>an?|another|the|his|her|their|its|my|our|[^\W\d_]+(?:['’]s|s['’]))\s+(?P<rest>(?:[^\W_][\w'’.-]*\s+){0,5}?[^\W_][\w'’-]*)(?=\W|$)",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"\b(?:an?|the|one)\s+(?:\w+\s+)?(?:family|group|crew|team|party|convoy)\s+of\s+$", re.IGNORECASE)
_FILLERS = frozenset(["other", "others", "more", "additional", "further", "people"])


@dataclass(frozen=True, slots=True)
class Nominal:
    """A counted noun phrase; ``who`` is None where only a number stands, ``human`` None where unclear.

    ``part`` says that the phrase itself names a part of a total ("three of them").
    """

    low: int | None
    best: int | None
    high: int | None
    who: str | None
    span: Span
    human: bool | None
    part: bool = False
    plain: bool = False


def find_nominals(text: str, sentence: Span) -> tuple[Nominal, ...]:
    """Return the counted noun phrases of ``sentence`` in text order; offsets are into ``text``."""
    counted = [_counted(text, quantity, sentence) for quantity in find_quantities(sentence.text, sentence.start)]
    kept = [nominal for nominal in counted if nominal.human is not False]
    singles = [one for one in _singles(text, sentence) if not any(one.span.overlaps(other.span) for other in counted)]
    return tuple(sorted([*kept, *singles], key=lambda nominal: nominal.span.start))


def nominal_of(text: str, quantity: Quantity, sentence: Span) -> Nominal:
    """Return the noun phrase that ``quantity`` opens inside ``sentence``."""
    return _counted(text, quantity, sentence)


def _counted(text: str, quantity: Quantity, sentence: Span) -> Nominal:
    start, end = quantity.span.start, quantity.span.end
    family = _FAMILY.search(text[sentence.start : start])
    part = _PARTITIVE.match(text, end)
    after = part.end() if part else end
    unit = None if part else _UNIT_OF.match(text, end)
    after = unit.end() if unit else after
    words, stop = _phrase(text, after, sentence.end)
    head = _head(words)
    human = _human(words, head, bool(part), quantity)
    if words and (human or part):
        end = stop
    elif part:
        end = after
    if family:
        start, human = sentence.start + family.start(), True
    who = _who(words, head, bool(part))
    span = Span.of(text, start, end)
    return Nominal(quantity.low, quantity.best, quantity.high, who, span, human, bool(part), plain=not words)


def _phrase(text: str, start: int, limit: int) -> tuple[list[str], int]:
    """Return the words of the noun phrase that goes on at ``start``, and where it ends."""
    words: list[str] = []
    end = start
    for match in _TOKEN.finditer(text, start, limit):
        gap = text[end : match.start()]
        word = match[0].lower()
        if len(words) >= 7 or not match[0][0].isalnum() or gap.strip(" \"“”'‘’") or "\n\n" in gap:
            break
        if word == "of" and words and head_of(words[-1]):
            break
        closes = word == "of" or word in _STOPS or word in CUE_WORDS
        if closes and not _adjective(text, match.end(), limit, word):
            break
        if word[0].isdigit() and words:
            break
        words.append(match[0])
        end = match.end()
    return words, end


def _adjective(text: str, start: int, limit: int, word: str) -> bool:
    following = _TOKEN.match(text, min(limit, start + 1))
    head = head_of(following[0]) if following else None
    return word in _ADJECTIVES and head is not None and head.human


def _head(words: list[str]) -> Head | None:
    while words:
        head = head_of(" ".join(words))
        if head is not None:
            return head
        if not words[-1].lower().endswith("ly"):
            return None
        words = words[:-1]
    return None


def _human(words: list[str], head: Head | None, part: bool, quantity: Quantity) -> bool | None:
    if head is not None:
        return head.human or (head.kind in ("armed_group", "state_force") and head.plural)
    if not words:
        return None if quantity.kind != "none" or len(quantity.span.text) < 3 else True
    if part:
        return None
    if all(word.lower() in _FILLERS for word in words):
        return True
    if all(word[0].isupper() for word in words[-1:]) and quantity.kind != "none":
        return None
    return False


def _who(words: list[str], head: Head | None, part: bool) -> str | None:
    kept = list(words)
    while kept and kept[0].lower() in ("other", "others", "more", "further", "additional", "the", "a", "an", "of"):
        kept = kept[1:]
    if not kept or (head is None and not kept[0][0].isupper() and not part):
        return None
    return " ".join(kept)


def _singles(text: str, sentence: Span) -> list[Nominal]:
    """Return the phrases that name one person: "a policeman", "his wife"."""
    found: list[Nominal] = []
    at = sentence.start
    while match := _SINGLE.search(text, at, sentence.end):
        at = match.end("lead")
        words, end = _phrase(text, match.start("rest"), sentence.end)
        head = _head(words)
        if head is None or not head.human or head.plural:
            continue
        definite = match["lead"].lower() == "the"
        if definite:
            continue
        found.append(Nominal(1, 1, 1, " ".join(words), Span.of(text, match.start("lead"), end), True))
        at = end
    for match in _SOLE.finditer(text, sentence.start, sentence.end):
        found.append(Nominal(1, 1, 1, None, Span.of(text, match.start(), match.end()), True))
    return found
