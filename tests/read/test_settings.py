import pytest

from dateline.core import EventMention, RoleLink, Span
from dateline.read.places import PlaceContext, find_toponyms
from dateline.read.sentences import split_sentences
from dateline.read.settings import resolve_settings
from dateline.read.timexes import find_timexes


def test_a_place_is_called_by_its_name():
    text = "Shells fell across the town of Khan Sheikhoun in Idlib on Monday."
    words = "across the town of Khan Sheikhoun in Idlib"
    span = span_of(text, words)
    event = EventMention(Span.of(text, 0, 6), "shelling", "happened", 0.9, (RoleLink("place", span, 0.9),))
    (found,) = resolve_settings([event], text=text, published=None, timexes=(), toponyms=(), context=PlaceContext())
    (place,) = found.places
    assert (place.name, place.span, place.country) == ("Khan Sheikhoun in Idlib", span, "SY")


def span_of(text, words):
    return Span.of(text, text.index(words), text.index(words) + len(words))


def time_of(text, trigger, words, *, published, modality="happened"):
    at = text.index(trigger)
    span = span_of(text, words)
    event = EventMention(
        Span.of(text, at, at + len(trigger)), "air_strike", modality, 0.9, (RoleLink("time", span, 0.9),)
    )
    timexes = find_timexes(text, split_sentences(text), published)
    (found,) = resolve_settings(
        [event], text=text, published=published, timexes=timexes, toponyms=(), context=PlaceContext()
    )
    return [(t.start, t.end) for t in found.times]


@pytest.mark.parametrize(
    ("text", "trigger", "words", "expected"),
    [
        (
            "Strikes have killed hundreds since the truce collapsed in September.",
            "Strikes",
            "since the truce collapsed in September",
            ("2019-09-01", "2019-11-20"),
        ),
        (
            "Strikes resumed since the convoy was hit on 5 November.",
            "Strikes",
            "since the convoy was hit on 5 November",
            ("2019-11-05", "2019-11-20"),
        ),
        (
            "Aid has been barred since July when troops seized the road.",
            "seized",
            "July",
            ("2019-07-01", "2019-07-31"),
        ),
        ("Aid has been barred since July.", "barred", "July", ("2019-07-01", "2019-11-20")),
        ("Since July troops have seized two towns.", "seized", "Since July", ("2019-07-01", "2019-11-20")),
        (
            "Strikes have killed hundreds since the truce collapsed in September.",
            "collapsed",
            "in September",
            ("2019-09-01", "2019-09-30"),
        ),
        (
            "Hundreds have died since the war began in 2011 with the repression of protests.",
            "repression",
            "in 2011",
            ("2011-01-01", "2011-12-31"),
        ),
    ],
)
def test_since_opens_the_interval_of_what_it_dates(text, trigger, words, expected):
    assert time_of(text, trigger, words, published="2019-11-20") == [expected]


def test_days_later_in_a_tale_of_the_past_is_no_day_after_the_news():
    text = "The bomb killed three. Days later, the suspect was shot in a gun battle."
    assert time_of(text, "gun battle", "Days later", published="2019-11-20") == []


def test_a_weekday_of_a_plan_is_the_next_and_one_of_an_event_the_last():
    text = "The army will halt its strikes on Thursday."  # 20 November 2019 is a Wednesday
    assert time_of(text, "strikes", "Thursday", published="2019-11-20", modality="planned") == [
        ("2019-11-21", "2019-11-21")
    ]
    text = "They had announced an eight-hour truce on Thursday."
    assert time_of(text, "truce", "Thursday", published="2019-11-20", modality="planned") == [
        ("2019-11-21", "2019-11-21")
    ]
    assert time_of(text, "truce", "Thursday", published="2019-11-20") == [("2019-11-14", "2019-11-14")]


@pytest.mark.parametrize(("modality", "day"), [("planned", "15 November"), ("happened", "22 November")])
def test_a_weekday_with_its_date_stays_there(modality, day):
    text = f"The truce is of Friday, {day} 2019."
    assert time_of(text, "truce", f"Friday, {day} 2019", published="2019-11-20", modality=modality) in (
        [("2019-11-15", "2019-11-15")],
        [],
    )


def test_since_then_runs_from_the_day_told_last():
    text = "The truce collapsed in September 2019. Since then strikes have killed hundreds."
    assert time_of(text, "strikes", "hundreds", published="2019-11-20") == [("2019-09-01", "2019-11-20")]
    text = "The truce collapsed in March, the mayor said on Tuesday. Since then strikes have killed hundreds."
    assert time_of(text, "strikes", "hundreds", published="2019-11-20") == [("2019-03-01", "2019-11-20")]
    text = "It fell in 2014. Since then the army has threatened to bomb it."
    assert time_of(text, "bomb", "it", published="2019-11-20", modality="threatened") == []
    text = "It was seized in 2014. The hospital, closed since then, was hit by a bomb."
    assert time_of(text, "bomb", "hit", published="2019-11-20") == []
    text = "Since then strikes have killed hundreds."
    assert time_of(text, "strikes", "hundreds", published="2019-11-20") == []


@pytest.mark.parametrize("words", ["Syria's war", "Syrias war", "Syrias", "Syria"])
def test_a_place_is_called_without_what_it_owns(words):
    text = f"Hundreds were killed in {words}."
    event = EventMention(
        Span.of(text, 14, 20), "toll", "happened", 0.9, (RoleLink("place", span_of(text, words), 0.9),)
    )
    (found,) = resolve_settings(
        [event],
        text=text,
        published=None,
        timexes=(),
        toponyms=find_toponyms(text, split_sentences(text)),
        context=PlaceContext(),
    )
    (place,) = found.places
    assert (place.name, text[place.span.start : place.span.end], place.country) == ("Syria", "Syria", "SY")


def test_a_threat_was_made_on_the_weekday_before_the_news():
    text = "The president threatened an assault on Thursday."
    span = span_of(text, "Thursday")
    event = EventMention(span_of(text, "threatened"), "threat", "threatened", 0.9, (RoleLink("time", span, 0.9),))
    timexes = find_timexes(text, split_sentences(text), "2019-11-20")
    (found,) = resolve_settings(
        [event], text=text, published="2019-11-20", timexes=timexes, toponyms=(), context=PlaceContext()
    )
    assert [t.start for t in found.times] == ["2019-11-14"]
