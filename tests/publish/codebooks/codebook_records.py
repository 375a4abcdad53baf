"""Random and hand-made records for the tests of the exports; all names and events are invented."""

import dataclasses
from datetime import date, timedelta

from hypothesis import strategies as st

from builders import make_article, make_claim, make_incident, make_place, make_reject, span_of
from dateline.core import (
    Attribution,
    Casualty,
    Count,
    Dispute,
    Event,
    Incident,
    IncidentParticipant,
    Participant,
    Place,
    Position,
    Review,
    SourceStance,
    Time,
    Toll,
    content_id,
)
from dateline.core.vocabulary import (
    EFFECTS,
    EVENT_TYPES,
    MODALITIES,
    PARTICIPANT_KINDS,
    PLACE_PRECISIONS,
    ROLES,
    SOURCE_KINDS,
    STANCES,
    TIME_PRECISIONS,
)
from dateline.publish.codebooks import ExportRecord, RunInfo

_WORDS = st.sampled_from(
    [
        "Green Front",
        'the "Lion" brigade',
        "Olim; Karo",
        "residents",
        "قوات الشمال",
        "a school, two huts",
        "River\nGuard",
    ]
)
_DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)
_DISPUTE = Dispute("figures", (Position("7", ("a",), ()), Position("9", ("b",), ())))


@st.composite
def times(draw: st.DrawFn) -> Time | None:
    if draw(st.booleans()) and draw(st.booleans()):
        return None
    start = draw(st.one_of(st.none(), _DAYS))
    end = draw(st.one_of(st.none(), _DAYS))
    if start and draw(st.booleans()):
        end = (date.fromisoformat(start) + timedelta(days=draw(st.integers(0, 45)))).isoformat()
    return Time(start, end, draw(st.sampled_from(TIME_PRECISIONS)))


@st.composite
def places(draw: st.DrawFn) -> Place | None:
    precision = draw(st.sampled_from((*PLACE_PRECISIONS, "none")))
    if precision == "none":
        return None
    located = draw(st.booleans())
    return Place(
        name=draw(st.one_of(st.none(), _WORDS)),
        lat=draw(st.floats(-90, 90)) if located else None,
        lon=draw(st.floats(-180, 180)) if located else None,
        geonames_id=draw(st.one_of(st.none(), st.integers(1, 10**7))),
        country=draw(st.sampled_from([None, "SY", "NA", "UA", "XK", "SD", "ZZ", "AQ"])),
        admin1=draw(st.one_of(st.none(), st.just("Upper Vale"))),
        precision=precision,
    )


@st.composite
def tolls(draw: st.DrawFn) -> Toll:
    bounds = sorted(draw(st.lists(st.integers(0, 400), min_size=3, max_size=3)))
    low, best, high = (value if draw(st.booleans()) else None for value in bounds)
    who = draw(st.sampled_from([None, "people", "children", "soldiers", "fighters", "civilians", "attackers"]))
    return Toll(draw(st.sampled_from(("killed", "killed", *EFFECTS))), who, low, best, high, ())


@st.composite
def participants(draw: st.DrawFn) -> IncidentParticipant:
    return IncidentParticipant(
        role=draw(st.sampled_from(("perpetrator", "target", *ROLES))),
        name=draw(_WORDS),
        kind=draw(st.sampled_from(PARTICIPANT_KINDS)),
        country=draw(st.sampled_from([None, "SY", "UA", "NA", "PS", "ZZ"])),
        entity_id=draw(st.sampled_from([None, "actor-1"])),
        sources=draw(st.integers(0, 4)),
        claim_ids=(),
    )


@st.composite
def incidents(draw: st.DrawFn) -> tuple[Incident, tuple, object]:
    """An incident with its article and claims."""
    article = make_article(key=f"{draw(st.integers(0, 10**6))}.txt", title=draw(st.one_of(st.none(), _WORDS)))
    article = dataclasses.replace(
        article,
        publisher=draw(st.one_of(st.none(), _WORDS)),
        published=draw(st.one_of(st.none(), _DAYS)),
        article_id=content_id("article", article.article_key),
        read_at=draw(st.sampled_from([None, "2024-03-07T10:00:00+00:00", "2024-03-07"])),
        url=draw(st.sampled_from([None, "https://news.example/a?b=1"])),
    )
    event_type, place, time = draw(st.sampled_from(EVENT_TYPES)), draw(places()), draw(times())
    casualties = tuple({(toll.effect, toll.who): toll for toll in draw(st.lists(tolls(), max_size=4))}.values())
    trigger = span_of(article.text, "Artillery fire")
    rows = tuple(
        Casualty(toll.effect, toll.who, toll.low, toll.best, toll.high, trigger, draw(st.sampled_from([None, None, 0])))
        for toll in casualties
    )
    attribution = Attribution(
        draw(st.one_of(st.none(), _WORDS)),
        draw(st.sampled_from(SOURCE_KINDS)),
        True,
        False,
        draw(st.sampled_from(STANCES)),
    )
    claim = make_claim(
        article,
        claim_id=content_id("claim", article.article_id, event_type),
        event=Event(event_type, trigger, Count(), "e"),
        attribution=attribution,
        casualties=rows,
        place=place,
        time=time,
        participants=(Participant("perpetrator", "army", "state_force", span=span_of(article.text, "army")),),
    )
    incident = make_incident(
        (claim,),
        incident_id=content_id("incident", article.article_key, event_type),
        type=event_type,
        modality=draw(st.sampled_from(("happened", "happened", *MODALITIES))),
        time=time,
        place=place,
        count=draw(st.sampled_from([Count(), Count(40, None), Count(2, 3)])),
        participants=tuple(draw(st.lists(participants(), max_size=4))),
        casualties=casualties,
        sources=(SourceStance(attribution.source or "x", attribution.source_kind, attribution.stance, ()),),
        independent_sources=draw(st.integers(0, 5)),
        disputes=draw(
            st.sampled_from([(), (Dispute("figures", (Position("7", ("a",), ()), Position("9", ("b",), ()))),)])
        ),
        first_reported=draw(st.one_of(st.none(), _DAYS)),
        last_reported=draw(st.one_of(st.none(), _DAYS)),
        reviewed=draw(st.sampled_from([None, Review("A. Reviewer", "2024-03-08T00:00:00")])),
    )
    return incident, (claim,), article


@st.composite
def records(draw: st.DrawFn, max_size: int = 5) -> ExportRecord:
    built = draw(st.lists(incidents(), max_size=max_size, unique_by=lambda each: each[0].incident_id))
    articles = {article.article_id: article for _, _, article in built}
    claims = {claim.claim_id: claim for _, found, _ in built for claim in found}
    return ExportRecord(
        tuple(articles.values()), tuple(claims.values()), tuple(incident for incident, _, _ in built), (make_reject(),)
    )


def record_of(**fields: object) -> ExportRecord:
    """Return a record of one article, an assertion and a denial, with the incident's fields replaced."""
    article = make_article()
    claims = (make_claim(article), make_claim(article, stance="denies"))
    return ExportRecord((article,), claims, (make_incident(claims, **fields),))


def participant(role: str, name: str, kind: str, country: str | None = "AF", sources: int = 1) -> IncidentParticipant:
    """Return a participant of an incident."""
    return IncidentParticipant(role, name, kind, country, None, sources, ())


def sample() -> ExportRecord:
    """Return a small record with one incident of each kind that the codebooks treat differently."""
    text = (
        "Shells hit the market of Taliqan Bridge on Tuesday, killing 12 people including three children, "
        "said Farid Olim, a shopkeeper. The army denied it."
    )
    article = make_article(text, key="market.txt", title="Market hit", url="https://news.example/market")
    claim = make_claim(
        article,
        claim_id="claim-market",
        event=Event("shelling", span_of(text, "Shells hit"), Count(), "e1"),
        attribution=Attribution("Farid Olim", "witness", True, False, "asserts", span=span_of(text, "Farid Olim")),
        participants=(Participant("victim", "12 people", "civilians", "AF", span=span_of(text, "12 people")),),
        casualties=(
            Casualty("killed", "people", 12, 12, 12, span_of(text, "12 people")),
            Casualty("killed", "children", 3, 3, 3, span_of(text, "three children"), part_of=0),
        ),
        weapons=(),
        evidence=(span_of(text, text[: text.index(" The army")]),),
        place=make_place(span=span_of(text, "Taliqan Bridge")),
    )
    market = make_incident(
        (claim,),
        incident_id="incident-0000000000000001",
        participants=(
            participant("perpetrator", "army", "state_force"),
            participant("victim", "12 people", "civilians"),
        ),
        casualties=(Toll("killed", "people", 12, 12, 12, ()), Toll("killed", "children", 3, 3, 3, ())),
        sources=(
            SourceStance("Farid Olim", "witness", "asserts", ("claim-market",)),
            SourceStance("army", "military", "denies", ()),
        ),
        weapons=("shells",),
        summary="Shelling in Taliqan Bridge on 5 March 2024; 12 killed.",
    )

    def variant(number: int, **fields: object) -> Incident:
        return dataclasses.replace(market, incident_id=f"incident-{number:016}", disputes=(), **fields)

    def day(text: str) -> Time:
        return Time(text, text, "day")

    others = (
        variant(2, type="armed_clash", time=Time("2024-03-01", "2024-03-03", "range"),
                participants=(participant("perpetrator", "Green Front", "armed_group"),
                              participant("target", "border guard", "state_force")),
                casualties=(Toll("killed", "soldiers", 10, 10, 10, ()),), summary="Clashes; 10 killed."),
        variant(3, type="toll", summary="43,000 killed since October."),
        variant(4, type="talks", casualties=(), summary="Talks in Taliqan Bridge."),
        variant(5, modality="planned", summary="Planned shelling."),
        variant(6, sources=(SourceStance("army", "military", "denies", ()),), summary="Shelling denied by the army."),
        variant(7, place=Place("Afghanistan", 33.0, 65.0, country="AF", precision="country"), summary="Shelling."),
        variant(8, type="explosion", participants=(), casualties=(Toll("killed", None, None, None, None, ()),),
                time=Time("2024-03-04", "2024-03-10", "week"), independent_sources=1, summary="A blast."),
        variant(9, type="protest", casualties=(), participants=(participant("perpetrator", "teachers", "civilians"),),
                place=Place("Upper Vale", 36.0, 69.0, country="AF", admin1="Upper Vale", precision="admin1"),
                time=day("2024-03-08"), summary="A protest in Upper Vale."),
        variant(10, time=None, summary="Shelling on an unknown day."),
    )  # fmt: skip
    run = RunInfo(
        version="0.1.0", command="dateline read samples/", models=(("reader", "ab" * 32),), created="2024-03-09"
    )
    return ExportRecord((article,), (claim,), (market, *others), (make_reject(),), run)
