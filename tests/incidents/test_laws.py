"""Laws that hold for any claims: order, copies, denials, naming, growth, review."""

import dataclasses

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.core import Decision, content_id
from dateline.incidents import POLICIES, Linker, LinkOptions, anchors_of, incidents_of, link

from .made import article, claim

SETTINGS = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = ("Orlan bakery", "Mirel bridge", "Tasko clinic")
PUBLISHERS = ("Daily Post", "Evening News", "Morning Star")
SOURCES = (None, "Rasta Watch", "the Health Ministry")


@st.composite
def reports(draw, most=6):
    """Articles with one or two claims each, over few days, places and names, so that some are one event."""
    articles, claims = [], []
    for number in range(draw(st.integers(1, most))):
        name = draw(st.sampled_from(NAMES))
        day = draw(st.integers(1, 4))
        told = article(
            f"An air strike hit the {name} on day {day}. Report {number} says more were hurt there.",
            published=f"2016-10-0{day + 1}",
            publisher=draw(st.sampled_from(PUBLISHERS)),
        )
        articles.append(told)
        for part in range(draw(st.integers(1, 2))):
            claims.append(
                claim(
                    told,
                    "air strike",
                    day=f"2016-10-0{day}",
                    place=draw(st.sampled_from(("Rasta", "Belmar", None))),
                    killed=draw(st.one_of(st.none(), st.integers(1, 40))),
                    said=draw(st.sampled_from(SOURCES)),
                    by=draw(st.sampled_from((None, "the Syrian army", "Russian jets"))),
                    stance=draw(st.sampled_from(("asserts", "asserts", "denies", "suspects"))),
                    modality=draw(st.sampled_from(("happened", "happened", "did_not_happen"))),
                    event=f"e{part}",
                )
            )
    return articles, list({each.claim_id: each for each in claims}.values())


@SETTINGS
@given(reports(), st.randoms(use_true_random=False))
def test_order_is_without_effect(made, random):
    articles, claims = made
    named, incidents = link(claims, articles)
    shuffled = random.sample(claims, len(claims))
    again, same = link(shuffled, random.sample(articles, len(articles)))
    assert same == incidents
    assert {c.claim_id: c.incident_id for c in again} == {c.claim_id: c.incident_id for c in named}


@SETTINGS
@given(reports())
def test_linking_what_is_linked_changes_nothing(made):
    articles, claims = made
    named, incidents = link(claims, articles)
    assert link(named, articles) == (named, incidents)


@SETTINGS
@given(reports(), st.data())
def test_adding_article_by_article_equals_linking_from_scratch(made, data):
    articles, claims = made
    linker = Linker()
    for each in data.draw(st.permutations(articles)):
        linker.add([c for c in claims if c.article_id == each.article_id], articles)
    assert incidents_of(linker, claims, articles) == link(claims, articles)


@SETTINGS
@given(reports())
def test_reading_an_article_again_replaces_its_claims(made):
    articles, claims = made
    linker = Linker()
    linker.add([dataclasses.replace(c, time=None, place=None) for c in claims], articles)
    first = articles[0].article_id
    linker.add([c for c in claims if c.article_id != first], articles)
    linker.add([c for c in claims if c.article_id == first], articles)
    assert incidents_of(linker, claims, articles) == link(claims, articles)


@SETTINGS
@given(reports(), st.data())
def test_a_copy_never_raises_the_number_of_sources(made, data):
    articles, claims = made
    before = link(claims, articles)[1]
    origin = data.draw(st.sampled_from(articles))
    copy = article(origin.text, key="copy", publisher="Copy Times", published="2016-10-07")
    copy = dataclasses.replace(copy, duplicate_of=origin.article_id)
    copied = [
        dataclasses.replace(
            c,
            claim_id=content_id("claim", c.claim_id, "copy"),
            article_id=copy.article_id,
            article_key=copy.article_key,
            event=dataclasses.replace(c.event, event_key=content_id("event", c.event.event_key, "copy")),
            publisher=copy.publisher,
            published=copy.published,
        )
        for c in claims
        if c.article_id == origin.article_id
    ]
    after = link([*claims, *copied], [*articles, copy])[1]
    for incident in after:
        kept = [c for c in claims if c.claim_id in incident.claim_ids]
        if kept:
            alone = [i for i in before if set(i.claim_ids) == {c.claim_id for c in kept}]
            assert all(incident.independent_sources <= i.independent_sources for i in alone)


@SETTINGS
@given(reports(), st.sampled_from(POLICIES))
def test_a_denial_never_becomes_an_assertion(made, policy):
    articles, claims = made
    _, incidents = link(claims, articles, LinkOptions(policy=policy))
    kind = {c.claim_id: c for c in claims}
    for incident in incidents:
        held = [c for c in (kind[i] for i in incident.claim_ids) if c.attribution.stance != "denies"]
        held = [c for c in held if c.modality != "did_not_happen"]
        for row in incident.sources:
            if row.stance != "denies":
                assert set(row.claim_ids) <= {c.claim_id for c in held}
        for who in incident.participants:
            assert set(who.claim_ids) <= {c.claim_id for c in held}
        if not held:
            assert incident.independent_sources == 0
            assert incident.modality != "happened"
            assert all((t.low, t.best, t.high) == (None, None, None) for t in incident.casualties)


@SETTINGS
@given(reports(), st.sampled_from(POLICIES))
def test_every_settled_value_names_its_claims(made, policy):
    articles, claims = made
    for incident in link(claims, articles, LinkOptions(policy=policy))[1]:
        members = set(incident.claim_ids)
        for toll in incident.casualties:
            assert toll.figures
            assert {f.claim_id for f in toll.figures} <= members
            bounds = [v for v in (toll.low, toll.best, toll.high) if v is not None]
            assert bounds == sorted(bounds)
            told = {v for f in toll.figures for v in (f.low, f.best, f.high)}
            assert set(bounds) <= told
        for who in incident.participants:
            assert who.claim_ids
            assert set(who.claim_ids) <= members
        for dispute in incident.disputes:
            assert len(dispute.positions) > 1 or dispute.field == "perpetrator"
            assert all(p.claim_ids and set(p.claim_ids) <= members for p in dispute.positions)


@SETTINGS
@given(reports(most=4), st.data())
def test_a_decision_survives_re_reading(made, data):
    articles, claims = made
    named, incidents = link(claims, articles)
    incident = data.draw(st.sampled_from(incidents))
    members = [c for c in named if c.incident_id == incident.incident_id]
    decision = Decision.make(
        "correct", anchors_of(members), by="T", at="2024-01-01T00:00:00", why="w", field="killed", value="77"
    )
    # Another model: new claim ids, new event keys, other confidence; the words are where they were.
    reread = [
        dataclasses.replace(
            c,
            claim_id=content_id("claim", "new", c.claim_id),
            confidence=0.3,
            event=dataclasses.replace(c.event, event_key=content_id("event", "new", c.event.event_key)),
        )
        for c in claims
    ]
    after = link(reread, articles, LinkOptions(), (decision,))[1]
    corrected = [i for i in after if i.reviewed]
    assert corrected
    assert all(
        (t.low, t.high) == (77, 77) for i in corrected for t in i.casualties if t.effect == "killed" and not t.who
    )
