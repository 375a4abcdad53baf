from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.incidents import link

from .made import article, claim


def _two_reports():
    a = article("An air strike hit the Orlan bakery in Rasta on Tuesday. Seven people died.", publisher="Daily Post")
    b = article(
        "Jets bombed the Orlan bakery in Rasta, killing nine.", publisher="Evening News", published="2016-10-06"
    )
    return [a, b], [claim(a, "air strike", killed=7), claim(b, "bombed", killed=9)]


def test_two_reports_of_one_strike_are_one_incident():
    articles, claims = _two_reports()
    named, incidents = link(claims, articles)
    assert len(incidents) == 1
    assert {c.incident_id for c in named} == {incidents[0].incident_id}
    assert incidents[0].independent_sources == 2


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_input_has_no_effect(random):
    articles, claims = _two_reports()
    before = link(claims, articles)[1]
    random.shuffle(articles)
    random.shuffle(claims)
    assert link(claims, articles)[1] == before
