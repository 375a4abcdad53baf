"""The door's verb: every time expression of a text, resolved in reading order."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from dateline.core import Span, Timex
from dateline.read.timexes import points, stretches
from dateline.read.timexes.calendar_values import bounds, granularity, narrowed
from dateline.read.timexes.context import Context, Hit, Sense
from dateline.read.timexes.grammar import CORE_KINDS, RULES
from dateline.read.timexes.tokens import LETTER, Token, classify, letters

Reader = Callable[[Hit, Context], Sense | None]
_READERS: dict[str, Reader] = {
    reader.__name__: reader
    for reader in (
        points.point,
        points.holiday,
        points.military,
        points.hijri,
        points.listed_day,
        stretches.around,
        stretches.bare,
        stretches.stretch,
        stretches.moved,
        stretches.before_last,
        stretches.ordinal_unit,
        stretches.half,
        stretches.part_of_month,
        stretches.part_of_year,
        stretches.decade,
        stretches.lasting,
        stretches.vague,
        stretches.repeated,
        stretches.weekdays,
        stretches.adverb,
        stretches.reference,
    )
}
_YEARS_OF_HISTORY, _YEARS_A_DEICTIC = 5, 6  # set on the training parts of TimeBank, AQUAINT and WikiWars
_STRETCH = re.compile(f"[^{LETTER['WORD']}{LETTER['STOP']}]+")
_CORE = re.compile("[" + "".join(LETTER[kind] for kind in CORE_KINDS) + "]")
_RULES = tuple((rule.pattern, _READERS[rule.reader]) for rule in RULES)


def find_timexes(text: str, sentences: Sequence[Span], published: str | None) -> tuple[Timex, ...]:
    """Return the time expressions of ``text``, sorted, none overlapping another.

    ``published`` is an ISO date or date-time; without it words such as "yesterday" stay unresolved
    (values of the TIMEX3 kinds XXXX-WXX-3 or PRESENT_REF, ``begin`` and ``end_date`` None).
    Source: TIMEX3 of TimeML 1.2.1; value conventions as in TempEval-3 and WikiWars.
    """
    tokens = classify(text, sentences)
    day = _date_of(published)
    context = Context(day, narrative=_is_narrative(tokens, day))
    found: list[Timex] = []
    place = 0
    for first, last, reader in _candidates(letters(tokens)):
        if first < place:
            continue
        hit = Hit(tokens, first, last)
        sense = _read(reader, hit, context)
        if sense is None:
            continue
        place = last
        found.append(_timex(text, tokens[first].start, tokens[last - 1].end, sense))
        if sense.type in ("DATE", "TIME") and bounds(sense.value):
            context.note(sense.value, hit)
    return tuple(found)


def _read(reader: Reader, hit: Hit, context: Context) -> Sense | None:
    try:
        return reader(hit, context)
    except (ValueError, OverflowError):  # a date beyond the calendar: "10,000 years ago"
        return None


def _candidates(line: str) -> list[tuple[int, int, Reader]]:
    """Return every match of every rule, leftmost first, the longest first where they begin together.

    Rules run only over the stretches that hold a word of time, set side by side: most of an article has none.
    """
    short, places = _dense(line)
    found: dict[tuple[int, int, int], Reader] = {}
    for order, (pattern, reader) in enumerate(_RULES):
        for match in pattern.finditer(short):
            found.setdefault((match.start(), -match.end(), order), reader)
    ordered = sorted(found.items(), key=lambda item: item[0])
    return [(places[start], places[-end - 1] + 1, reader) for (start, end, _), reader in ordered]


def _dense(line: str) -> tuple[str, list[int]]:
    """Return the stretches of ``line`` worth a rule, parted by a plain word, and the place of each letter."""
    parts: list[str] = []
    places: list[int] = []
    for match in _STRETCH.finditer(line):
        if _CORE.search(match.group()):
            parts.append(match.group())
            places.extend(range(match.start(), match.end()))
            places.append(match.end())
    return LETTER["WORD"].join(parts), places


def _date_of(published: str | None) -> date | None:
    match = re.match(r"\d{4}-\d\d-\d\d", published or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def _is_narrative(tokens: Sequence[Token], published: date | None) -> bool:
    """Say whether the text tells a history rather than the news of its day.

    A history names years throughout, and nearly all of them long past; news speaks of weekdays, today
    and yesterday.
    """
    named = (0 if token.kind == "BC" else token.value for token in tokens if token.kind in ("YEAR", "BC"))
    years = [year for year in named if isinstance(year, int)]
    deictic = sum(token.kind in ("WEEKDAY", "DEICTIC", "AGO") for token in tokens)
    if published is None or len(years) < _YEARS_OF_HISTORY:
        return False
    past = sum(year < published.year - 1 for year in years)
    return past > 0.6 * len(years) and len(years) > _YEARS_A_DEICTIC * deictic


def _timex(text: str, start: int, end: int, sense: Sense) -> Timex:
    interval = sense.interval
    if interval is None and sense.type in ("DATE", "TIME") and (whole := bounds(sense.value)):
        interval = narrowed(whole, sense.mod)
    return Timex(
        span=Span.of(text, start, end),
        type=sense.type,
        value=sense.value,
        begin=interval[0].isoformat() if interval else None,
        end_date=interval[1].isoformat() if interval else None,
        granularity="range" if sense.interval else granularity(sense.value),
        anchor=sense.anchor,
    )
