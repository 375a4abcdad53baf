from dateline.claims.coreference import group_mentions
from dateline.core import EventMention, Span, Time


def mention(start, links=(), day=None, kind="attack"):
    times = (Time(day, day, "day"),) if day else ()
    return EventMention(Span(start, start + 6, "attack"), kind, "happened", 0.9, links=tuple(links), times=times)


def test_linked_mentions_are_one_event():
    events = [mention(0, [(1, 0.9), (2, 0.1)]), mention(10, [(0, 0.9), (2, 0.1)]), mention(20, [(0, 0.1), (1, 0.1)])]
    assert group_mentions(events) == [[0, 1], [2]]


def test_average_not_single_link():
    events = [mention(0, [(1, 0.9), (2, 0.0)]), mention(10, [(0, 0.9), (2, 0.6)]), mention(20, [(0, 0.0), (1, 0.6)])]
    assert group_mentions(events) == [[0, 1], [2]]


def test_different_days_keep_events_apart():
    events = [mention(0, [(1, 0.7)], "2020-01-01"), mention(10, [(0, 0.7)], "2020-01-02")]
    assert group_mentions(events) == [[0], [1]]


def test_a_war_toll_is_no_incident():
    events = [mention(0, [(1, 0.6)]), mention(10, [(0, 0.6)], kind="toll")]
    assert group_mentions(events) == [[0], [1]]


def test_nothing_to_group():
    assert group_mentions([]) == []
