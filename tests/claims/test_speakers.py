import pytest

from dateline.claims.denials import denial_of
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
    return next(s for s in speakers_of(mention, reading) if s.source == source)


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


@pytest.mark.parametrize(
    ("text", "trigger", "who"),
    [
        ("The army denied shelling the market.", "shelling", "The army"),
        (
            "The charge that guards killed the boy was rejected by the interior ministry.",
            "killed",
            "the interior ministry",
        ),
        ("Residents blamed the army for the blast, while the army denied it.", "blast", "the army"),
        ("The union said soldiers shot two men, but police dismissed the claim.", "shot", "police"),
        ("The army did not deny shelling the market.", "shelling", None),
        ("The rebels rejected a truce after the shelling.", "shelling", None),
        ("The agency was denied access to the camp after the shelling.", "shelling", None),
        ("In a video the army disowned the raid.", "raid", "the army"),
        ("The Red Kite Front has repeatedly denied the raid.", "raid", "The Red Kite Front"),
        ("The charge that guards killed him was later rejected by the police.", "killed", "the police"),
        ("The army denied the strike, hours after a bomb killed ten people.", "bomb", None),
        ("The ministry denied the first attack and said rebels killed 20 soldiers.", "killed", None),
        ("The army denied shelling the port but said it had killed two men at sea.", "killed", None),
        ("The mayor was later dismissed over the killing of two protesters.", "killing", None),
        ("Rebels seized the disputed region after clashes killed nine soldiers.", "clashes", None),
        ("The president dismissed the police chief after the shooting.", "shooting", None),
        ("No one in the army denied the killing.", "killing", None),
        ("Neither the army nor the police denied the killing.", "killing", None),
        ("If the army denied the killing, nobody heard it.", "killing", None),
    ],
)
def test_who_denies_an_event(text, trigger, who):
    (sentence,) = split_sentences(text)
    found = denial_of(text, sentence, span(trigger, text))
    assert (found.who.text if found else None) == who


def test_a_doubtful_mention_speaks_only_through_who_denies_it():
    text = "The army denied shelling the market. Shells fell on the market."
    reading = Reading(Article("a-1", "k", text, "0"), split_sentences(text))
    denied = EventMention(span("shelling", text), "shelling", "happened", 0.3, doubtful=True)
    told = EventMention(span("fell", text), "shelling", "happened", 0.3, doubtful=True)
    assert [(s.source, s.stance) for s in speakers_of(denied, reading)] == [("The army", "denies")]
    assert speakers_of(told, reading) == []


def test_who_told_of_an_event_is_heard_beside_who_denies_it():
    text = "The defence ministry said gunmen killed two men, but the interior ministry denied it."
    told = EventMention(
        span("killed", text),
        "killing",
        "happened",
        0.9,
        roles=(RoleLink("source", span("The defence ministry", text), 0.9, "asserts"),),
    )
    reading = Reading(Article("a-1", "k", text, "0"), split_sentences(text))
    assert {(s.source, s.stance) for s in speakers_of(told, reading)} == {
        ("The defence ministry", "asserts"),
        ("the interior ministry", "denies"),
    }


@pytest.mark.parametrize(
    ("text", "source", "stance"),
    [
        ("The rebels accused the army of bombing the school, but the army denied it.", "The rebels", "asserts"),
        ("The harm done by the strike is plain, the bishop said.", "the bishop", "asserts"),
        ("The strike was an invention, the bishop said.", "the bishop", "denies"),
        ("The ministry accused the rebels of lying about the strike.", "The ministry", "denies"),
    ],
)
def test_a_denial_needs_words_of_denial(text, source, stance):
    trigger = span("strike" if "strike" in text else "bombing", text)
    link = RoleLink("source", span(source, text), 0.9, "denies")
    mention = EventMention(trigger, "air_strike", "happened", 0.9, roles=(link,))
    said = speakers_of(mention, Reading(Article("a-1", "k", text, "0"), split_sentences(text)))
    assert next(s for s in said if s.source == source).stance == stance
