"""The rules: which rows of words are a time expression, and which reader gives its meaning."""

import re
from typing import NamedTuple

from dateline.read.timexes.tokens import LETTER


class Rule(NamedTuple):
    """A pattern over token kinds and the name of the reader that gives its meaning."""

    pattern: "re.Pattern[str]"
    reader: str


CORE_KINDS = (
    "MONTH WEEKDAY WEEKDAYS UNIT UNITS PART NOON SEASON ADVERB DEICTIC NOW AMPM CLOCK ISO SLASHED DECADE YEAR HIJRI "
    "HOLIDAY BC LAST"
).split()  # every rule asks for at least one of these
_SETS = {
    "DAY": "SMALL DAYNUM ORDINAL",
    "INT": "SMALL DAYNUM COUNT YEAR NUMBER",
    "QUANTITY": "SMALL DAYNUM COUNT NUMBER",
    "ANYUNIT": "UNIT UNITS",
    "HOUR": "SMALL DAYNUM NUMBER",
    "SHIFT": "LAST NEXT THIS THAT PREVIOUS",
    "MOVE": "AGO EARLIER LATER BEFORE AFTER FOLLOWING",
    "ADJ": "MATTER MORE LATER",
    "LINK": "COMMA HYPHEN AND TO",
}
_MACROS = {
    "<amount>": "(?:A? FEW|A? COUPLE OF?|YEAR|QUANTITY (?:(?:HYPHEN|TO|AND)? QUANTITY)* (?:AND A? HALF)?|A)",
    "<about>": "(?:ABOUT|MORE THAN)?",
    "<edge>": "(?:THE? EDGE (?:HYPHEN|(?:OF|IN) THE?)?|(?:EARLIER|LATER) (?:(?:OF|IN) THE?)?)?",
    "<shift>": "(?:THE? SHIFT|THE FOLLOWING|THIS LAST|THAT THAT)",
    "<year>": "(?:COMMA? (?:OF|IN)? YEAR)",
    "<ofyear>": "(?:(?:OF|IN)? <shift> UNIT)",
    "<monthday>": "(?:<shift>? MONTH THE? DAY|THE? DAY OF? MONTH)",
    "<date>": "(?:(?:<shift>? WEEKDAY COMMA? THE?)? <monthday> (?:<year>|<ofyear>)?|ISO|SLASHED)",
    "<weekday>": "(?:<shift>? WEEKDAY (?:SHIFT UNIT)?|DEICTIC)",
    "<clock>": "(?:(?:HOUR AMPM|CLOCK AMPM?|NOON) (?:OPEN? ZONE ZONE?)?)",
    "<part>": "(?:(?:EDGE HYPHEN?)? PART)",
}
_RULES: tuple[tuple[str, str], ...] = (
    # points of the calendar
    ("<edge> <date>", "point"),
    ("<edge> <weekday>", "point"),
    ("<edge> <shift>? MONTH (?:<year>|<ofyear>)?", "point"),
    ("<edge> (?:THE? UNIT)? YEAR (?:BC|ERA)?", "point"),
    ("<edge> (?:MONTH COMMA?|SEASON OF?)? (?:SMALL|DAYNUM|COUNT|YEAR) BC", "point"),
    ("<edge> THE? SEASON (?:OF? YEAR|<ofyear>)", "point"),
    ("<edge> <shift> SEASON", "point"),
    ("<edge> THE SEASON", "point"),
    ("SEASON", "point"),
    ("YEAR SEASON", "point"),
    ("HOLIDAY (?:COMMA? YEAR|<ofyear>)?", "holiday"),
    ("<shift> HOLIDAY", "holiday"),
    ("HOLIDAY <part>", "holiday"),
    ("THE? DAY (?=(?:LINK DAY)* LINK THE? DAY OF? MONTH)", "listed_day"),
    ("(?<=MONTH DAY LINK) DAY", "listed_day"),
    # parts of the day and clock times, with or without a day
    ("<edge> (?:<date>|<weekday>) COMMA? (?:IN THE?)? <part>", "point"),
    ("<edge> THE? <part> (?:OF|IN|COMMA|HYPHEN)? THE? (?:<date>|<weekday>)", "point"),
    ("EDGE UNITS (?:OF THE? <part>)? OF THE? (?:<date>|<weekday>)", "point"),
    ("<edge> <shift> <part>", "point"),
    ("<clock> (?:COMMA|IN|OF|OPEN)? EDGE? (?:<date>|<weekday>)", "point"),
    ("(?:<date>|<weekday>) COMMA? IN? <clock>", "point"),
    ("<clock> (?:IN THE? <part>)?", "point"),
    ("(?:IN ABOUT?)? YEAR (?:UNITS|ZONE) (?:IN|OF)? (?:<date>|<weekday>)?", "military"),
    ("(?:IN ABOUT?)? YEAR IN? (?:<date>|<weekday>)", "military"),
    ("IN ABOUT? YEAR", "military"),
    # stretches of years
    ("<edge> THE? EDGE? DECADE BC?", "decade"),
    ("<edge> THE? ORDINAL HYPHEN? UNIT BC?", "ordinal_unit"),
    # units seen from the anchor
    ("<edge> <shift> UNIT", "around"),
    ("<edge> THE (?:MATTER|NOW)? UNIT", "bare"),
    ("UNIT HYPHEN? EDGE", "bare"),
    ("THE? LATEST UNIT", "bare"),
    ("THE? (?:LAST|ORDINAL) INT UNITS OF YEAR", "part_of_year"),
    ("THE? (?:LAST|ORDINAL) (?:INT|FEW)? ANYUNIT OF? THE? MONTH (?:<year>|<ofyear>)?", "part_of_month"),
    ("(?:EACH OF)? THE? (?:LAST|NEXT|PREVIOUS|FOLLOWING|THIS LAST) <amount> ADJ? ANYUNIT", "stretch"),
    ("<amount> (?:LAST|NEXT|PREVIOUS) ANYUNIT", "stretch"),
    ("<about> <amount> ADJ? ANYUNIT MOVE", "moved"),
    ("(?:FEW|ANYUNIT) MOVE", "moved"),
    ("THE? UNIT MOVE", "moved"),
    ("THE? UNIT HYPHEN (?:AGO|EARLIER)", "moved"),
    ("THE? (?:UNIT|PART) BEFORE (?:LAST|DEICTIC)", "before_last"),
    ("THE? UNIT AFTER DEICTIC", "before_last"),
    # quarters and halves
    (
        "(?:THE|<shift>)? (?:YEAR|UNIT HYPHEN (?:AGO|EARLIER))? ORDINAL HYPHEN? UNIT (?:OF? YEAR|<ofyear>)?",
        "ordinal_unit",
    ),
    ("<shift> UNIT POSS ORDINAL UNIT", "ordinal_unit"),
    ("THE? ORDINAL HALF (?:OF? YEAR|<ofyear>)?", "half"),
    # durations and repetitions
    ("<about> THE? ORDINAL? <amount> HYPHEN? ADJ? ANYUNIT (?:HYPHEN? OLD|AND A? HALF)?", "lasting"),
    ("UNITS", "vague"),
    ("(?:THE? (?:LAST|NEXT|PREVIOUS|FOLLOWING)|NOW) UNITS", "vague"),
    ("EACH ORDINAL? (?:UNIT|WEEKDAY|MONTH|PART|SEASON)", "repeated"),
    ("EACH INT UNITS", "repeated"),
    ("EACH? WEEKDAYS", "weekdays"),
    ("ADVERB", "adverb"),
    # references and other calendars
    ("THE? NOW", "reference"),
    ("THE LAST", "reference"),
    ("(?:DAY OF?)? <edge> (?:THE MATTER? UNIT OF)? HIJRI (?:COMMA? (?:YEAR|COUNT) ERA?)?", "hijri"),
)


def _compiled(pattern: str) -> "re.Pattern[str]":
    while any(macro in pattern for macro in _MACROS):
        for macro, meaning in _MACROS.items():
            pattern = pattern.replace(macro, meaning)

    def letters_of(match: "re.Match[str]") -> str:
        name = match.group()
        if name in _SETS:
            return "[" + "".join(LETTER[kind] for kind in _SETS[name].split()) + "]"
        return LETTER[name]

    return re.compile(re.sub(r"[A-Z]+", letters_of, pattern).replace(" ", ""))


RULES = tuple(Rule(_compiled(pattern), reader) for pattern, reader in _RULES)
