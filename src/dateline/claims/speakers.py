"""Who says that an event took place: the sources of a mention, named, classified and resolved."""

import re

from dateline.claims.actors import ActorBook
from dateline.claims.denials import denial_of
from dateline.claims.names import is_pronoun, same_name, words_of
from dateline.claims.sources import classify_source, withholds_name
from dateline.claims.stance import stance_of, takes_denial_back
from dateline.core import Attribution, EventMention, Quotation, Reading, RoleLink, Span

_PUBLISHER = 0.5  # probability from which the publisher itself is heard beside, or instead of, a source
_REACH = 700  # characters back in which a pronoun or short form finds the name that it stands for
_NEAR = 250  # characters after a source in which it may ask not to be named
_SHORT_FORM = re.compile(
    r"(?:the|this|that|both|another) (?:[\w-]+ ){0,2}(?:officials?|spokes(?:man|woman|person)|sources?|ministry|"
    r"minister|monitor|group|army|military|statement|agency|organi[sz]ation|observatory|commander|officer|governor|"
    r"president|police|reports?|network|channel|department|witness|witnesses|residents?|activists?)",
    re.IGNORECASE,
)


def speakers_of(mention: EventMention, reading: Reading, book: ActorBook | None = None) -> list[Attribution]:
    """Return the sources of a mention: the publisher speaks where nobody else does.

    Whoever denies the event in its own sentence is a source, whether or not the reader marked it, and what is told
    there as denied is not the publisher's. A doubtful mention has no sources but those who deny it, and may have none.
    ``book`` defaults to the shipped actors.
    """
    text, links = reading.article.text, [r for r in mention.roles if r.role == "source"]
    sentence = mention.trigger.holder(reading.sentences)
    denial = denial_of(text, sentence, mention.trigger, book)
    if denial is not None:
        links = [r for r in links if not _is_one(r.span, denial.who)]
        links.append(RoleLink("source", denial.who, mention.score, "denies"))
    speakers = [_attribution(link, mention, reading, book) for link in _distinct(links)]
    if mention.doubtful:
        return [s for s in speakers if s.stance == "denies"]
    only_denied = denial is not None and not denial.taken_up
    if not only_denied and (not speakers or mention.publisher >= _PUBLISHER):
        stance = mention.publisher_stance
        speakers.append(Attribution(None, "publisher", False, False, stance, _via(reading)))
    return speakers


def _is_one(a: Span, b: Span) -> bool:
    return a.overlaps(b) or words_of(a.text) == words_of(b.text)


def _distinct(links: list[RoleLink]) -> list[RoleLink]:
    out: list[RoleLink] = []
    for link in sorted(links, key=lambda r: (-len(words_of(r.span.text)), r.span)):
        if not any(same_name(link.span.text, other.span.text) and link.label == other.label for other in out):
            out.append(link)
    return sorted(out, key=lambda r: r.span)


def _attribution(link: RoleLink, mention: EventMention, reading: Reading, book: ActorBook | None) -> Attribution:
    text = reading.article.text
    named = _antecedent(link.span, reading)
    name = (named or link.span).text
    quotation = next((q for q in reading.quotations if q.source is not None and q.source.overlaps(link.span)), None)
    sentence = link.span.holder(reading.sentences)
    read = classify_source(name, text, book=book)
    heard = stance_of(text, sentence, link.span, mention.trigger if sentence.contains(mention.trigger) else None)
    return Attribution(
        source=name,
        source_kind=read.source_kind,
        named=read.named,
        anonymous=read.anonymous or withholds_name(name, text[link.span.end : link.span.end + _NEAR]),
        stance=_stance(link.label or "asserts", heard.stance, taken_back=takes_denial_back(text, sentence, link.span)),
        via=_via(reading, quotation),
        cue=quotation.cue.text if quotation is not None and quotation.cue is not None else None,
        span=link.span,
        inferred=named is not None,
    )


def _stance(read: str, heard: str, *, taken_back: bool) -> str:
    """Return the stance that the model read, unless a rule hears a denial, or hears that there is none."""
    return heard if heard == "denies" or (read == "denies" and taken_back) else read


def _antecedent(span: Span, reading: Reading) -> Span | None:
    """Return the fuller name before ``span`` that a pronoun or a short form stands for, None where it is a name."""
    pronoun, short = is_pronoun(span.text), bool(_SHORT_FORM.fullmatch(span.text))
    if not (pronoun or short):
        return None
    before = [
        s
        for s in (*(q.source for q in reading.quotations), *(e.span for e in reading.entities if e.kind == "source"))
        if s is not None and s.end <= span.start and s.start >= span.start - _REACH
    ]
    own = words_of(span.text)
    for s in sorted(set(before), key=lambda s: -s.start):
        if is_pronoun(s.text) or _SHORT_FORM.fullmatch(s.text):
            continue
        if pronoun or own & {w.rstrip("s") for w in words_of(s.text)} | own & words_of(s.text):
            return s
    return None


def _via(reading: Reading, quotation: Quotation | None = None) -> tuple[str, ...]:
    """Return who passed the words on, from the innermost reporter to the publisher."""
    chain: list[str] = []
    if quotation is not None and quotation.source is not None and quotation.cue is not None:
        at = quotation.source.start
        for outer in reading.quotations:
            inside = any(c.start <= at < c.end for c in outer.content)
            other = outer.source is not None and not same_name(outer.source.text, quotation.source.text)
            if outer.source is not None and other and inside:
                chain.append(outer.source.text)
    for name in (reading.article.agency, reading.article.publisher):
        if name and name not in chain:
            chain.append(name)
    return tuple(chain)
