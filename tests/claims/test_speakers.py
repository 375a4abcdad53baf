from dateline.claims.speakers import speakers_of
from dateline.core import Article, EventMention, Quotation, Reading, RoleLink, Span
from dateline.read.sentences import split_sentences

TEXT = (
    "Norland's defence ministry denied the strike. A Norland official, who spoke on condition of anonymity, "
    "said the strike was an error."
)


def span(words, text=TEXT):
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def speaker(source, stance="asserts", quotations=()):
    mention = EventMention(
        span("strike"), "air_strike", "happened", 0.9, roles=(RoleLink("source", span(source), 0.9, stance),)
    )
    reading = Reading(Article("a-1", "k", TEXT, "0"), split_sentences(TEXT), quotations=tuple(quotations))
    (only,) = speakers_of(mention, reading)
    return only


def test_anonymity_belongs_to_the_official_who_asked_for_it():
    assert speaker("Norland's defence ministry").anonymous is False
    assert speaker("A Norland official").anonymous is True


def test_a_rule_that_hears_a_denial_wins_over_a_model_that_does_not():
    assert speaker("Norland's defence ministry", "asserts").stance == "denies"


def test_a_source_does_not_pass_on_its_own_words():
    ministry = span("Norland's defence ministry")
    nested = Quotation(ministry, span("denied"), (Span.of(TEXT, 0, 44),))
    inner = Quotation(ministry, span("denied"), (span("the strike"),))
    assert speaker("Norland's defence ministry", quotations=[inner, nested]).via == ()
