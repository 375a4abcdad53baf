"""Names that no gazetteer entry bears: romanisations of known places, and places kept by name only."""

from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher

from dateline.core import Span
from dateline.read.places.gazetteer import Gazetteer
from dateline.read.places.names import fold
from dateline.read.places.recognise import LONGEST_NAME, Mention, Page, judge
from dateline.read.places.resolve import Group
from dateline.read.places.tokens import is_particle, joined

# Least likeness of folded spellings whose consonants agree. Source: Syrian spellings of FA-KES, all above it.
_LEAST_LIKENESS = 0.55
# Least share of the article's places that a country must have before names are sought in it.
_LEAST_SHARE = 0.2


def unknown_names(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the runs of capitalised words that touch no mention, judged like mentions, with no rows."""
    taken = {index for mention in mentions for index in range(mention.first, mention.last + 1)}
    found, index = [], 0
    while index < len(page.tokens):
        last = _run(page, index, taken)
        if last is None:
            index += 1
            continue
        found.append(_mention(page, index, last))
        index = last + 1
    return judge(page, found)


def is_part(page: Page, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Say whether a match may be one word of a longer name that no entry bears ("Khan Shaikhoun", "Umm el Safi")."""
    if mention.first != mention.last or mention.inside:
        return False
    after, before = mention.last + 1, mention.first - 1
    joins = before >= 0 and is_particle(page.tokens[before])
    ends = joins and _free_name(page, before - 1, mentions) and page.gap(before - 1) in (" ", "-")
    if after < len(page.tokens) and page.gap(mention.last) in (" ", "-") and is_particle(page.tokens[after]):
        after += 1
    begins = page.gap(after - 1) in (" ", "-") and _free_name(page, after, mentions)
    return begins or ends


def is_tail(page: Page, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Say whether a match with its article ends another name: "al-Sham" in "Ahrar al-Sham"."""
    before = mention.first - 1
    joined_on = (
        is_particle(page.tokens[mention.first]) and mention.first < mention.last and page.gap(before) in (" ", "-")
    )
    return joined_on and _free_name(page, before, mentions) and not page.tokens[before].opens


def _free_name(page: Page, index: int, mentions: Sequence[Mention]) -> bool:
    """Say whether a token may be a word of a name and belongs to no match."""
    if not 0 <= index < len(page.tokens) or any(other.first <= index <= other.last for other in mentions):
        return False
    return page.tokens[index].capital and page.tokens[index].lower not in page.words.plain


def _run(page: Page, first: int, taken: Collection[int]) -> int | None:
    """Return the last token of the run of name words that begins at ``first``, None where none does."""
    tokens = page.tokens
    if not _name_word(page, first, taken) or (page.cue("generic", first) and page.lower(first + 1) in ("of", "")):
        return None
    last = first
    for index in range(first + 1, min(first + LONGEST_NAME, len(tokens))):
        if index in taken or not joined(page.text, tokens[index - 1], tokens[index]):
            break
        if page.cue("generic", index):
            break
        if _name_word(page, index, taken):
            last = index
        elif not is_particle(tokens[index]):
            break
    return None if page.cue("generic", first) and last == first else last


def _name_word(page: Page, index: int, taken: Collection[int]) -> bool:
    token = page.tokens[index]
    if index in taken or token.text.isdigit() or len(token.text) < 2:
        return False
    if token.shouted and (
        token.lower in page.words.common or any(token.lower in cue for cue in page.words.cues.values())
    ):
        return False
    article = is_particle(token) and page.gap(index) == "-" and index + 1 < len(page.tokens)
    return token.capital or (article and page.tokens[index + 1].capital)


def _mention(page: Page, first: int, last: int) -> Mention:
    start, end = page.tokens[first].start, page.tokens[last].end
    span = Span(start, end, page.text[start:end])
    return Mention(span, fold(span.text), (), first, last, named_by="name")


def variants(gazetteer: Gazetteer, name: str, countries: Collection[str]) -> tuple[int, ...]:
    """Return rows of places in ``countries`` of which ``name`` is another romanisation, best first."""
    folded, scored = fold(name), []
    for country in countries:
        for entry in gazetteer.variants(name, country):
            likeness = SequenceMatcher(None, folded, fold(entry.name), autojunk=False).ratio()
            if likeness >= _LEAST_LIKENESS:
                scored.append((-likeness, entry.row))
    return tuple(row for _, row in sorted(scored))


def countries_of(groups: Sequence[Group]) -> dict[str, float]:
    """Return each country's share of the article's resolved places, for those with a fair share."""
    mass: Counter[str] = Counter()
    for group in groups:
        if (best := group.best) and best[0].country:
            mass[best[0].country] += len(group.mentions)
    total = sum(mass.values())
    return {code: count / total for code, count in mass.most_common(4) if count / total >= _LEAST_SHARE}


def with_variants(page: Page, unknown: Sequence[Mention], countries: Collection[str]) -> list[Mention]:
    """Return the unknown names that a romanisation explains, with its rows, and those that cues call places."""
    kept = []
    for mention in unknown:
        if mention.score < -1.0:
            continue
        rows = variants(page.gazetteer, mention.span.text, countries)
        if rows:
            kept.append(mention._replace(rows=rows, score=mention.score + 2.5, named_by="variant"))
        elif mention.kind and mention.score > 0:
            kept.append(mention)
    return kept
