"""What a recorder expects of linking and settling, case by case."""

import dataclasses

import pytest

from dateline.core import Decision, UsageError
from dateline.incidents import LinkOptions, anchors_of, explain, link
from dateline.incidents.tolls import victim_class

from .made import article, claim


def only(claims, articles, **options):
    incidents = link(claims, articles, LinkOptions(**options))[1]
    assert len(incidents) == 1
    return incidents[0]


def field(incident, name):
    return next((d for d in incident.disputes if d.field == name), None)


def test_two_strikes_in_one_town_on_one_day_stay_two():
    a = article("An air strike hit the Orlan bakery in Rasta, killing 4 bakers.")
    b = article("An air strike on the Mirel bridge at dusk killed 31 pilgrims.", publisher="Evening News")
    assert len(link([claim(a, "air strike", killed=4), claim(b, "air strike", killed=31)], [a, b])[1]) == 2


def test_one_article_telling_two_events_keeps_two():
    a = article("An air strike hit Rasta. A second air strike hit Rasta an hour later.")
    claims = [claim(a, "An air strike"), claim(a, "second air strike", event="e2")]
    assert len(link(claims, [a])[1]) == 2


def test_the_same_strike_told_as_tuesday_and_wednesday_joins_with_a_dispute_on_the_date():
    a = article("An air strike hit the Orlan bakery of Hadi Morun in Rasta on Tuesday.")
    b = article("The Orlan bakery of Hadi Morun was bombed in an air strike on Wednesday.", publisher="Evening News")
    incident = only([claim(a, "air strike"), claim(b, "air strike", day="2016-10-05")], [a, b])
    assert [p.value for p in field(incident, "time").positions] == ["2016-10-04", "2016-10-05"]


def test_a_war_toll_never_joins_a_strike():
    a = article("The air strike hit the Orlan bakery in Rasta. The war has killed 40000.")
    b = article("The war has killed 40000 in Rasta, Orlan bakery owners say.", publisher="Evening News")
    claims = [claim(a, "air strike", killed=4), claim(b, "killed", kind="toll", killed=40000)]
    assert {i.type for i in link(claims, [a, b])[1]} == {"air_strike", "toll"}


def test_policies_settle_the_same_figures_differently():
    texts = ("Jets bombed the Orlan bakery in Rasta, one.", "Jets bombed the Orlan bakery in Rasta, two.")
    a, b = (article(t, publisher=p) for t, p in zip(texts, ("Daily Post", "Evening News"), strict=True))
    c = article("Jets bombed the Orlan bakery in Rasta, three.", publisher="Morning Star")
    claims = [claim(a, "bombed", killed=9), claim(b, "bombed", killed=9), claim(c, "bombed", killed=7)]
    bounds = {p: only(claims, [a, b, c], policy=p).casualties[0] for p in ("ucdp", "acled", "min-max")}
    assert [(t.low, t.best, t.high) for t in bounds.values()] == [(7, 9, 9), (7, 7, 9), (7, None, 9)]
    assert only(claims, [a, b, c], policy="min-max").grading == "fair"
    assert {p.value for p in field(only(claims, [a, b, c]), "figures").positions} == {"killed: 7", "killed: 9"}


def test_a_later_figure_of_one_source_supersedes_and_both_stay_visible():
    a = article("Jets bombed the Orlan bakery in Rasta, said a monitor.", published="2016-10-05")
    b = article("Toll of the bombed Orlan bakery in Rasta rises, said a monitor.", published="2016-10-07")
    claims = [claim(a, "bombed", killed=12, said="Rasta Watch"), claim(b, "bombed", killed=17, said="Rasta Watch")]
    now, then = only(claims, [a, b]).casualties[0], only(claims, [a, b], as_of="2016-10-06").casualties[0]
    assert (now.low, now.best, now.high) == (17, 17, 17)
    assert [f.low for f in now.figures] == [12, 17]
    assert (then.low, then.best, then.high) == (12, 12, 12)


def test_what_was_not_published_by_the_day_has_no_incident():
    a = article("Jets bombed Rasta.", published="2016-10-09")
    b = article("Jets bombed Belmar.", published=None)
    named, incidents = link([claim(a, "bombed"), claim(b, "bombed")], [a, b], LinkOptions(as_of="2016-10-06"))
    assert incidents == ()
    assert [c.incident_id for c in named] == [None, None]


def test_parts_and_totals_are_not_added():
    a = article("Jets bombed the Orlan bakery in Rasta, killing 12, including three children.")
    total, part = claim(a, "bombed", killed=12), claim(a, "bombed", killed=3, who="three children")
    row = dataclasses.replace(part.casualties[0], part_of=0)
    told = dataclasses.replace(total, casualties=(*total.casualties, row))
    assert [(t.who, t.best) for t in only([told], [a]).casualties] == [(None, 12), ("children", 3)]


def test_blank_is_not_zero_and_at_least_has_no_upper_bound():
    a = article("Jets bombed the Orlan bakery in Rasta.")
    assert only([claim(a, "bombed")], [a]).summary.endswith("killed: not stated.")
    at_least = only([claim(a, "bombed", killed=(58, None, None))], [a])
    assert (at_least.casualties[0].low, at_least.casualties[0].high) == (58, None)
    assert "killed: ≥ 58" in at_least.summary


def test_outlets_that_quote_one_primary_source_count_once():
    a = article("Jets bombed the Orlan bakery in Rasta, the Syrian Rasta Watch said.")
    b = article("The bombed Orlan bakery in Rasta: a report citing a monitor.", publisher="Evening News")
    claims = [claim(a, "bombed", said="Syrian Rasta Watch"), claim(b, "bombed", said="the Rasta Watch")]
    assert only(claims, [a, b]).independent_sources == 1
    assert only([claims[0], claim(b, "bombed", via=("Rasta Watch", "Evening News"))], [a, b]).independent_sources == 1


def test_a_denial_of_responsibility_disputes_the_perpetrator_alone():
    a = article("Syrian jets bombed the Orlan bakery in Rasta. The army denied that it bombed the bakery.")
    claims = [
        claim(a, "bombed", by="Syrian army", killed=5),
        claim(a, "denied", said="the army", said_kind="military", stance="denies", by="Syrian army", killed=0),
    ]
    incident = only(claims, [a])
    assert field(incident, "happened") is None
    assert {p.value for p in field(incident, "perpetrator").positions} == {"Syrian army", "not Syrian army"}
    assert incident.casualties[0].low == 5
    assert [(s.source, s.stance) for s in incident.sources] == [("Daily Post", "asserts"), ("the army", "denies")]


def test_a_denial_that_it_took_place_disputes_that_it_happened():
    a = article("Jets bombed the Orlan bakery in Rasta. The army denied it.")
    claims = [
        claim(a, "bombed"),
        claim(a, "denied", said="the army", said_kind="military", stance="denies", modality="did_not_happen"),
    ]
    incident = only(claims, [a])
    assert incident.modality == "happened"
    assert {p.value for p in field(incident, "happened").positions} == {"happened", "did not happen"}


def test_suspected_stays_suspected():
    a = article("Syrian jets are suspected to have bombed the Orlan bakery in Rasta.")
    incident = only([claim(a, "bombed", by="Syrian jets", stance="suspects", said="analysts")], [a])
    assert "suspected to be by Syrian jets" in incident.summary


def test_a_belligerent_that_accepts_confirms_and_rivals_contest():
    a = article("Jets bombed the Orlan bakery in Rasta, the Syrian army said it did.")
    said = claim(a, "bombed", by="Syrian army", said="the Syrian army", said_kind="military")
    assert only([said], [a], policy="min-max").grading == "confirmed"
    rebel = claim(a, "Jets", by="Northern Front", said="Rasta Watch")
    rebel = dataclasses.replace(rebel, participants=(dataclasses.replace(rebel.participants[0], kind="armed_group"),))
    assert only([claim(a, "bombed", by="Syrian army"), rebel], [a], policy="min-max").grading == "contested"


def test_a_join_holds_against_the_comparison_and_a_later_split_against_the_join():
    a, b = article("Jets bombed Rasta."), article("Rockets fell on Belmar.", publisher="Evening News")
    claims = [claim(a, "bombed"), claim(b, "Rockets", kind="shelling", place="Belmar")]
    one, other = anchors_of(claims[:1]), anchors_of(claims[1:])
    join = Decision.make("join", one, by="T", at="2024-01-01", why="w", others=other)
    split = Decision.make("split", one, by="T", at="2024-01-02", why="w", others=other)
    undo = Decision.make("undo", one, by="T", at="2024-01-03", why="w", undoes=split.decision_id)
    sizes = [len(link(claims, [a, b], LinkOptions(), d)[1]) for d in ((), (join,), (join, split), (join, split, undo))]
    assert sizes == [2, 1, 2, 1]


def test_a_decision_on_words_that_no_claim_stands_on_is_kept_without_effect():
    a = article("Jets bombed Rasta.")
    claims = [claim(a, "bombed")]
    gone = [dataclasses.replace(x, article_id="article-gone") for x in anchors_of(claims)]
    reject = Decision.make("reject", tuple(gone), by="T", at="2024-01-01", why="w")
    assert len(link(claims, [a], LinkOptions(), (reject,))[1]) == 1


def test_explain_agrees_with_link():
    a = article("An air strike hit the Orlan bakery in Rasta.")
    b = article("An air strike hit the Orlan bakery.", publisher="Evening News")
    named, _ = link([claim(a, "air strike", killed=4), claim(b, "air strike", killed=4)], [a, b])
    told = explain(a.article_key, b.article_key, named, [a, b])
    assert told.linked
    assert told.probability > told.threshold
    assert {"time", "place", "type", "killed", "words"} <= {row.field for row in told.fields}
    with pytest.raises(UsageError, match="no claim"):
        explain("nothing", b.article_key, named, [a, b])


@pytest.mark.parametrize("wrong", [{"policy": "mean"}, {"threshold": 1.0}])
def test_wrong_options_are_refused(wrong):
    with pytest.raises(UsageError):
        LinkOptions(**wrong)


def test_of_the_figures_in_one_claim_the_largest_is_its_total():
    a = article("The toll of the air strike in Rasta rose to 11 after 4 of the wounded died.")
    told = claim(a, "air strike", killed=11)
    (row,) = told.casualties
    smaller = dataclasses.replace(row, low=4, best=4, high=4)
    both = dataclasses.replace(told, casualties=(smaller, row))
    (toll,) = only([both], [a]).casualties
    assert (toll.low, toll.best, toll.high) == (11, 11, 11)


@pytest.mark.parametrize(
    ("who", "expected"),
    [("two civilians", "civilians"), ("Alawites from the villages", "alawites"), ("Staffan", None), ("people", None)],
)
def test_the_class_of_a_victim_group(who, expected):
    assert victim_class(who) == expected
