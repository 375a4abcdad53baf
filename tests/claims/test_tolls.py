import pytest

from dateline.claims.tolls import apart
from dateline.core import EventMention, RoleLink, Span
from dateline.read.sentences import split_sentences

TEXT = "Shells hit the town, killing 12 people. The war has killed more than 280,000 people since fighting began."


def span(words):
    at = TEXT.index(words)
    return Span.of(TEXT, at, at + len(words))


def mention(trigger, *figures):
    roles = tuple(RoleLink("casualty:killed", span(f), 0.9) for f in figures)
    return EventMention(span(trigger), "armed_clash", "happened", 0.9, roles=roles)


@pytest.mark.parametrize(
    ("given", "kind", "figures"),
    [
        (mention("Shells", "12 people"), "armed_clash", ["12 people"]),
        (mention("Shells", "12 people", "more than 280,000 people"), "armed_clash", ["12 people"]),
        (mention("fighting", "more than 280,000 people"), "toll", ["more than 280,000 people"]),
    ],
)
def test_the_toll_of_a_war_is_never_that_of_one_event(given, kind, figures):
    (kept,) = apart([given], TEXT, split_sentences(TEXT))
    assert (kept.type, [r.span.text for r in kept.roles]) == (kind, figures)
