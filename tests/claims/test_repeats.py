from dataclasses import replace

from dateline.claims import make_claims
from dateline.claims.repeats import earlier_count, with_earlier
from dateline.core import Article, Count, EventMention, Reading, RoleLink, Span
from dateline.read.sentences import split_sentences
from dateline.read.timexes import find_timexes

TEXT = "The army shelled the port. It was the third time in two weeks that the army shelled the town."


def reading(*links):
    sentences = split_sentences(TEXT)
    at = [TEXT.index("shelled"), TEXT.rindex("shelled")]
    events = tuple(
        EventMention(Span.of(TEXT, a, a + 7), "shelling", "happened", 0.9, (RoleLink("evidence", s, 0.9),), links=p)
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


def test_they_are_an_incident_of_their_own():
    claims = make_claims(LINKED)
    assert len({c.event.event_key for c in claims}) == 2
    assert sorted((c.event.count.low, c.event.count.high) for c in claims) == [(1, 1), (2, 2)]


def test_a_mention_that_stands_alone_is_not_doubled():
    alone = reading([(1, 0.1)], [(0, 0.1)])
    assert with_earlier(alone.events, alone) == alone.events


def test_without_a_day_of_publication_the_time_is_unknown():
    undated = replace(LINKED, article=replace(LINKED.article, published=None))
    assert with_earlier(undated.events, undated)[-1].times == ()
