import pytest

from dateline.claims import make_claims
from dateline.claims.counts import count_of
from dateline.core import Article, Count, EventMention, Place, Reading, RoleLink, Span
from dateline.read.sentences import split_sentences


def span(words, text):
    at = text.index(words)
    return Span.of(text, at, at + len(words))


def claim(text, trigger, kind="attack", roles=(), places=()):
    told = [*roles, ("evidence", text, 0.9)]
    links = tuple(RoleLink(role, span(words, text), score) for role, words, score in told)
    where = tuple(Place(name=w, country=c, precision="exact", span=span(w, text)) for w, c in places)
    mention = EventMention(span(trigger, text), kind, "happened", 0.9, links, publisher=1.0, places=where)
    (made,) = make_claims(Reading(Article("a-1", "k", text, "0"), split_sentences(text), events=(mention,)))
    return made


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "names"),
    [
        ("The town fled the devastating Boko Haram rampage.", "rampage", "attack", ["Boko Haram"]),
        ("The town recalled the Boko Haram arrests.", "arrests", "arrest", []),
        ("The town fled the Norland rampage.", "rampage", "attack", []),
        ("The town fled the market rampage.", "rampage", "attack", []),
    ],
)
def test_an_attack_is_called_by_the_armed_group_before_it(text, trigger, kind, names):
    assert [p.name for p in claim(text, trigger, kind).participants if p.role == "perpetrator"] == names


def test_what_was_read_goes_before_a_name_beside_the_event_word():
    text = "Police blame the militia for the Boko Haram rampage."
    made = claim(text, "rampage", roles=[("perpetrator", "the militia", 0.9)])
    assert [p.name for p in made.participants] == ["the militia"]


@pytest.mark.parametrize("there", ["NG", "TD"])
def test_a_place_right_after_the_event_word_tells_the_country(there):
    text = "Bombs fell on Diffa in answer to the raid in Bosso near Maiduguri."
    places = [("Diffa", "NE"), ("Maiduguri", there), ("Bosso", there)]
    roles = [("place", "Diffa", 0.9), ("place", "Maiduguri", 0.7), ("place", "Bosso", 0.6)]
    assert claim(text, "raid", roles=roles, places=places).place.name == "Maiduguri"


@pytest.mark.parametrize(
    ("text", "trigger", "count"),
    [
        ("It set off 40 such attacks.", "attacks", Count(40, 40)),
        ("The blast killed hundreds and set off protests.", "protests", Count(2, None)),
        ("Two separate car bomb attacks hit the town.", "attacks", Count(2, 2)),
    ],
)
def test_a_number_counts_events_only_where_it_stands_before_their_word(text, trigger, count):
    assert count_of(text, span(trigger, text), split_sentences(text)) == count


def test_a_party_has_one_role():
    text = "Rebel fighters attacked army fighters near the town."
    roles = [("perpetrator", "Rebel fighters", 0.9), ("target", "army fighters", 0.8), ("victim", "army fighters", 0.7)]
    named = {(p.role, p.name) for p in claim(text, "attacked", roles=roles).participants}
    assert named == {("perpetrator", "Rebel fighters"), ("target", "army fighters")}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The militia carried", "The militia"),
        ("to a convoy of lorries that carried", "a convoy of lorries"),
        ("fighters seized", "fighters"),
        ("the seized village", "the seized village"),
    ],
)
def test_a_party_is_named_without_the_verb_after_it(words, name):
    text = f"Reports say an attack was made {words} on Monday."
    assert [p.name for p in claim(text, "attack", roles=[("target", words, 0.9)]).participants] == [name]
