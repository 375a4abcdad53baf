"""The head of a news text: its date line, the dateline city and the agency credit.

Only header positions count. A date in the prose of the first sentence is the event's, not the article's.
"""

import re
from dataclasses import dataclass

from dateline.ingest.agencies import AGENCY, agency_name, credited_agency
from dateline.ingest.dates import DateText, date_at

# How far a head may reach: a long headline, a byline and the web furniture between them.
_REACH = 500
_LEAD = re.compile(r"[\s\ufeff]*(?:title:\s*|Print(?: this page)?\s+)?")
_LABEL = re.compile(
    r"(?:(?:[Dd]ate(?: of publication)?|DATE|[Pp]ublication date|(?:[Ff]irst |Last )?(?:Published|PUBLISHED|published)"
    r"|Posted|POSTED|Last [Uu]pdated|Updated|UPDATED|Issued)(?: on| at| duration)?)\s*:?\s+"
)
_RUNNING_LABEL = re.compile(
    r"(?<![\w(-])(?:Date of publication|(?:First |Last )?Published|PUBLISHED|Posted|POSTED|Last [Uu]pdated)"
    r"(?: on| at| duration)?\s*:?\s+"
)
# What may follow a bare date that heads a text: a headline, a byline, furniture; never the rest of a sentence.
_AFTER = re.compile(r"\s*$|\s*\n|\.?\s*[(\[|\"“‘'–—:•·]|\.?\s+(?:[A-Z0-9]|by\b|at\b|title:)|Get\b|\)|\s*-\s")
_RUNNING_DATE = re.compile(
    r"(?P<before>[\w.]+|^)[\s,]+"
    r"(?=(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\s+\w|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}\s+[a-z]{3,9}\.?\s+\d{4})",
    re.IGNORECASE,
)
_SIGNED = re.compile(rf"\s+(?:[A-Z][\w-]+\s+){{0,2}}{AGENCY}\b")
_BARE_LINE = re.compile(r"[ \t]*(?:[|•·–—(-].{0,80})?\s*$")

_CAPS_WORD = r"(?:(?:ST|STE|MT|FT)\.|[A-ZÀ-Þ][A-ZÀ-Þ'’-]+)"
_CAPS = rf"{_CAPS_WORD}(?: {_CAPS_WORD}){{0,3}}"
_ABBREVIATED = r"(?:[A-Z]\.){2,3}"
_WORD = r"[A-ZÀ-Þ][\w'’.-]*[a-zß-ÿ][\w'’.-]*"
_NAME = rf"{_WORD}(?: {_WORD}){{0,2}}"
_REGION = (
    rf"(?:,\s*(?P<region>(?!{AGENCY}\b)(?!\w{{3,9}}\.? \d)(?:{_NAME}|{_ABBREVIATED}|{_CAPS}))"
    rf"|\s*\((?P<bracket>(?!{AGENCY}\b)(?:{_NAME}|{_CAPS}))\)(?=,|\s*\())?"
)
_DAY = r"(?:,?\s+(?P<day>[A-Z][A-Za-z]{2,8}\.? \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][A-Za-z]{2,8}\.?(?: \d{4}| \d{2})?))?"
_KNOWN = rf"\s*,?\s*\((?P<credit>{AGENCY})\)"
_CREDIT = r"\s*,?\s*\((?P<credit>[^()\n]{2,60})\)"
_DASH = r"\s*(?:--|[—–_]|-(?=\s))"
_LINE = r"(?:(?<=^)|(?<=\n))"
_FRESH = r"(?:(?<=^)|(?<=\n)|(?<=[a-z\d)\]]\.\s))"
_SENTENCE = r"(?:(?<=^)|(?<=\n)|(?<=[a-z\d)\]]\s)|(?<=[a-z\d)\]]\.\s))"
_DATELINES = tuple(
    re.compile(form)
    for form in (
        rf"{_LINE}(?P<place>{_CAPS}){_REGION}{_DAY}(?:{_CREDIT})?{_DASH}",
        rf"{_SENTENCE}(?P<place>{_CAPS}){_REGION}{_DAY}{_KNOWN}",
        rf"{_SENTENCE}(?P<place>{_CAPS}),\s*(?P<region>{_NAME})\s*(?:--|—)",
        rf"{_FRESH}(?P<place>{_NAME}){_REGION}{_DAY}{_KNOWN}",
        rf"{_SENTENCE}(?=[A-Z]{{4}})(?P<place>{_CAPS}){_REGION}{_DAY}[\s,]+(?P<credit>{AGENCY})\b\s*(?:--|[-–—:]|(?=[A-Z\d\"“]))",
        rf"{_SENTENCE}(?P<place>[A-Z][\w'’-]*[a-z]),?\s+(?P<credit>{AGENCY})\s*[-–—]",
    )
)
# After a date line some outlets print the city in capitals and nothing more: "BEIRUT A Russian helicopter ...".
_BARE_CITY = re.compile(
    rf"\A(?P<place>(?!{AGENCY}\b)[A-Z]{{4,}}(?: [A-Z]{{3,}})?)"
    r" (?:(?=(?:An?|The|At least|More than|Around|About|Nearly|Some|Over) )"
    r"|(?P<region>[A-Z][a-z]{3,}) (?=(?:An?|The|At least) ))"
)
_NOT_PLACES = frozenset(
    """
    ANALYSIS ARTICLE BREAKING CLANDESTINE CORRECTION EDITORIAL EXCLUSIVE EXPLAINER FACTBOX INTERVIEW LIVE NEWS
    OPINION PHOTO PHOTOS REPORT TEXT TIMELINE UPDATE UPDATED URGENT VIDEO WATCH WRAPUP REGIONAL LOCAL WORLD
    """.split()
)
_LONE_AGENCY = re.compile(rf"(?:^|(?P<before>\S+)\s+)(?P<agency>{AGENCY})\b(?=\s+(?:[A-Z]\w*|\d)|\s*-\s*[A-Z])")
_PREPOSITIONS = frozenset(
    """
    on of since until till by from before after to and between than through the in dated
    """.split()
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a text says; ``dates`` holds two readings where day and month may be swapped."""

    dates: tuple[str, ...] = ()
    dated_by: str | None = None
    place: str | None = None
    agency: str | None = None
    end: int = 0


def read_head(text: str) -> Head:
    """Return publication date, dateline city and agency as the head of ``text`` gives them.

    ``end`` is the offset at which the date line and the dateline are over (0 where there is neither).
    """
    region = text[:_REACH]
    header = _header_date(region)
    start = header.end if header else 0
    place, agency, dateline_date, end = _dateline(region, start)
    agency = agency or _lone_agency(region, header) or credited_agency(text)
    if header:
        return Head(header.readings, "header", place, agency, max(start, end))
    if dateline_date:
        return Head(dateline_date.readings, "dateline", place, agency, end)
    return Head((), None, place, agency, end)


def _header_date(region: str) -> DateText | None:
    lead = _LEAD.match(region)
    position = lead.end() if lead else 0
    return (
        _leading_date(region, position) or _date_on_own_line(region) or _labelled_date(region) or _running_date(region)
    )


def _leading_date(region: str, position: int) -> DateText | None:
    label = _LABEL.match(region, position)
    found = date_at(region, label.end() if label else position)
    if found and (label or _AFTER.match(region, found.end)):
        return found
    return None


def _date_on_own_line(region: str) -> DateText | None:
    offset = 0
    for line in region.splitlines(keepends=True)[:8]:
        position = offset + len(line) - len(line.lstrip())
        label = _LABEL.match(region, position)
        found = date_at(region, label.end() if label else position)
        if found and _BARE_LINE.match(region[found.end : offset + len(line)]):
            return found
        offset += len(line)
    return None


def _labelled_date(region: str) -> DateText | None:
    dates = (date_at(region, label.end()) for label in _RUNNING_LABEL.finditer(region))
    return next((found for found in dates if found), None)


def _running_date(region: str) -> DateText | None:
    """Return the date line of a text whose line ends were lost: it stands between a headline and a sentence."""
    for match in _RUNNING_DATE.finditer(region):
        found = date_at(region, match.end())
        before = match["before"]
        bracketed = region[: match.start()].endswith("(")  # a caption's or a video's own date
        if found is None or bracketed or before.lower() in _PREPOSITIONS:
            continue
        signed = agency_name(before) is not None or _SIGNED.match(region, found.end) is not None
        headline = (before[:1].isupper() or before[:1].isdigit()) and (found.weekday or found.numeric)
        if signed or (headline and _AFTER.match(region, found.end)):
            return found
    return None


def _dateline(region: str, start: int) -> tuple[str | None, str | None, DateText | None, int]:
    """Return the city, the agency, the date and the end of the dateline, which begins at or after ``start``."""
    start += len(region[start:]) - len(region[start:].lstrip())
    for match in _dateline_matches(region[start:], dated=start > 0):
        groups = match.groupdict()
        end = start + match.end()
        stated = _dateline_date(groups.get("day"))
        if agency := agency_name(groups["place"]):
            return None, agency, None, end
        agency = _credit_name(groups.get("credit"))
        if groups["place"].split()[0].strip("-:").upper() not in _NOT_PLACES:
            return _place_name(groups), agency, stated, end
        if agency or stated:
            return None, agency, stated, end
    return None, None, None, 0


def _dateline_matches(body: str, *, dated: bool) -> list[re.Match[str]]:
    forms = (*_DATELINES, _BARE_CITY) if dated else _DATELINES
    found = [match for form in forms if (match := form.search(body))]
    return sorted(found, key=lambda match: match.start())


def _place_name(groups: dict[str, str | None]) -> str | None:
    region = groups.get("region") or groups.get("bracket")
    place = groups["place"] or ""
    return f"{place}, {region}" if region else place


def _credit_name(credit: str | None) -> str | None:
    """Return who signs: an agency by its kept name, another outlet as written; a date in brackets signs nothing."""
    if credit is None or date_at(credit.strip(), 0):
        return None
    return agency_name(credit) or credit.strip()


def _dateline_date(day: str | None) -> DateText | None:
    """Return a dateline's day where it gives the year; two digits are 1970 to 2069.

    Source: POSIX strptime %y, with the turn at 70: wire services in digital form begin after 1969.
    """
    if day is None:
        return None
    if short := re.fullmatch(r"(\d{1,2} [A-Za-z]+\.?) (\d{2})", day):
        year = int(short[2])
        day = f"{short[1]} {year + (1900 if year >= 70 else 2000)}"
    return date_at(day, 0)


def _lone_agency(region: str, header: DateText | None) -> str | None:
    """Return an agency that signs between headline and text without brackets; only beside a date line."""
    if header is None:
        return None
    for match in _LONE_AGENCY.finditer(region[:300]):
        before = match["before"]
        if before is None or before[:1].isupper() or before[:1].isdigit() or match.end() <= header.start + 1:
            return agency_name(match["agency"])
    return None
