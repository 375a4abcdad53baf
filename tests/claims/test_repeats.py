from dataclasses import replace

import pytest

from dateline.claims import make_claims
from dateline.claims.repeats import earlier_count, with_earlier
from dateline.core import Article, Count, EventMention, Reading, RoleLink, Span
from dateline.read.sentences import split_sentences
from dateline.read.timexes import find_timexes

TEXT = (
    "The army shelled the port. It was the third time in two weeks that the army shelled the town, killing two people."
)


def roles(sentence):
    dead = TEXT.index("two people")
    return RoleLink("evidence", sentence, 0.9), RoleLink("casualty:killed", Span.of(TEXT, dead, dead + 10), 0.9)


def reading(*links):
    sentences = split_sentences(TEXT)
    at = [TEXT.index("shelled"), TEXT.rindex("shelled")]
    events = tuple(
        EventMention(Span.of(TEXT, a, a + 7), "shelling", "happened", 0.9, roles(s), links=p)
        for a, s, p in zip(at, sentences, links, strict=True)
    )
    article = Article("a-1", "k", TEXT, "0" * 64, published="2024-05-15")
    return Reading(article, sentences, timexes=find_timexes(TEXT, sentences, "2024-05-15"), events=events, gate=1.0)


LINKED = reading([(1, 0.9)], [(0, 0.9)])


def test_an_ordinal_implies_earlier_events():
    *_, implied = with_earlier(LINKED.events, LINKED)
    assert (implied.made_by, implied.links) == ("rule", ())
    assert [(t.start, t.end, t.inferred) for t in implied.times] == [("2024-05-01", "2024-05-14", True)]
    assert earlier_count(implied, LINKED) == Count(2, 2)
    assert earlier_count(LINKED.events[1], LINKED) is None
    assert {r.role for r in implied.roles} == {"evidence"}


def test_they_are_an_incident_of_their_own():
    claims = make_claims(LINKED)
    assert len({c.event.event_key for c in claims}) == 2
    assert sorted((c.event.count.low, c.event.count.high, len(c.casualties)) for c in claims) == [(1, 1, 1), (2, 2, 0)]


def test_a_mention_that_stands_alone_is_not_doubled():
    alone = reading([(1, 0.1)], [(0, 0.1)])
    present, earlier = with_earlier(alone.events, alone)
    assert present == alone.events[0]
    assert [(t.start, t.end) for t in earlier.times] == [("2024-05-01", "2024-05-14")]


def test_without_a_day_of_publication_the_time_is_unknown():
    undated = replace(LINKED, article=replace(LINKED.article, published=None))
    assert with_earlier(undated.events, undated)[-1].times == ()


@pytest.mark.parametrize(
    "told",
    [
        "It was the third explosion in the same street, and shells fell on it again: the army shelled the town.",
        "The army shelled the third protest in a week.",
        "It was the third time in 2500 years that the army shelled the town.",
    ],
)
def test_an_ordinal_that_counts_something_else_implies_nothing(told):
    text = "The army shelled the port. " + told
    at = [text.index("shelled"), text.rindex("shelled")]
    sentences = split_sentences(text)
    evidence = [RoleLink("evidence", s, 0.9) for s in sentences]
    events = tuple(
        EventMention(Span.of(text, a, a + 7), "shelling", "happened", 0.9, (evidence[k],), links=((1 - k, 0.9),))
        for k, a in enumerate(at)
    )
    article = Article("a-1", "k", text, "0" * 64, published="2024-05-15")
    found = Reading(article, sentences, timexes=find_timexes(text, sentences, "2024-05-15"), events=events, gate=1.0)
    assert all(not e.times for e in with_earlier(events, found)[2:])
    assert make_claims(found)
