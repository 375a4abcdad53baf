"""Records for the tests of the page: a disputed market blast, a hostile article, and many synthetic ones.

Every place, group and person is invented; coordinates only have to lie somewhere on land.
"""

import random
from typing import Any

from builders import make_article, make_claim, make_incident, make_place, span_of
from dateline.core import (
    Article,
    Attribution,
    Casualty,
    Claim,
    Count,
    Dispute,
    Event,
    Figure,
    Incident,
    IncidentParticipant,
    Participant,
    Place,
    Position,
    Span,
    Time,
    Toll,
    Weapon,
    content_id,
)

Record = tuple[list[Article], list[Claim], list[Incident]]
_NOTHING_TOLD: dict[str, Any] = {"time": None, "place": None, "participants": (), "weapons": (), "casualties": ()}

FIRST = (
    "SARIN KOT (Example Agency) - A bomb tore through the crowded market of Sarin Kot on Tuesday morning, "
    "killing dozens of people, residents said.\n\n"
    "The provincial health office said at least 24 people were killed, among them three children, and 58 were "
    "injured. Anna Berg, a nurse who was selling cloth nearby, said the bomb had been hidden in a cart.\n\n"
    "The Northern Front blamed the army for the blast. The army denied that it had any part in the attack and "
    "said it suspected the Northern Front, which wanted to punish traders for paying taxes.\n"
)
SECOND = (
    "The toll of Tuesday's blast in Sarin Kot rose to 41, the provincial health office said on Thursday. "
    "The Sarin Relief Committee, which has volunteers at the hospital, counted between 44 and 50 dead.\n"
)
HOSTILE = (
    "</script><script>window.pwned = 1</script><img src=x onerror='window.pwned=2'> <!-- <script> ]]> "
    "𝔘nder 😀 fire: \u202eshells\u202c hit قرية النور killing 5 people on 9 March, a witness said.\u2028"
    "{{style}} &lt;b&gt;"
)


def sourced(source: str | None, kind: str, stance: str, span: Span | None = None, **fields: Any) -> Attribution:
    """Return an attribution with the usual rest."""
    return Attribution(source, kind, **{"named": True, "anonymous": False, "stance": stance, "span": span} | fields)


def claimed(article: Article, trigger: str, said: Attribution, evidence: str, **fields: Any) -> Claim:
    """Return a claim of ``article`` whose sentence begins with ``evidence`` and runs to the next full stop."""
    start = article.text.index(evidence)
    stop = article.text.find(".", start)
    sentence = Span.of(article.text, start, len(article.text) if stop < 0 else stop + 1)
    word = span_of(article.text, trigger)
    given: dict[str, Any] = {
        "claim_id": content_id("claim", article.article_id, said.source, said.stance, evidence),
        "event": Event("remote_explosive", word, Count(), content_id("event", article.article_id, word.start)),
        "attribution": said,
        "evidence": (sentence,),
        "confidence": 0.83,
    }
    return make_claim(article, **_NOTHING_TOLD | given | fields)


def sarin_kot(text: str) -> Place:
    """Return the town as it stands in ``text``."""
    given = {"name": "Sarin Kot", "lat": 33.2, "lon": 66.1, "geonames_id": 1234, "admin1": "Uruzgan", "radius_km": 3.0}
    return make_place(span=span_of(text, "Sarin Kot"), **given)


def market_blast() -> Record:
    """Return the disputed blast: four sources, figures that rise, a denial, a suspicion, a named witness."""
    first = make_article(
        FIRST,
        "first.html",
        title="Dozens dead in Sarin Kot market",
        url="https://post.example/sarin",
        agency="Example Agency",
    )
    second = make_article(
        SECOND, "second.html", published="2024-03-07", publisher="Daily Example", url="javascript:alert(1)"
    )
    at = sarin_kot(FIRST)
    when = Time("2024-03-05", "2024-03-05", "day", "Tuesday morning", span_of(FIRST, "Tuesday morning"))
    bomb = (Weapon("bomb", span_of(FIRST, "bomb")),)
    traders = Participant("target", "traders", "civilians", span=span_of(FIRST, "traders"))

    def killed(
        text: str, words: str, low: int | None, best: int | None, high: int | None, who: str = "people", **rest: Any
    ) -> Casualty:
        return Casualty(rest.pop("effect", "killed"), who, low, best, high, span_of(text, words), **rest)

    claims = [
        claimed(
            first,
            "tore through",
            sourced("residents", "witness", "asserts", span_of(FIRST, "residents"), named=False, cue="said"),
            "A bomb tore",
            time=when,
            place=at,
            weapons=bomb,
            casualties=(killed(FIRST, "dozens of people", 24, None, 99),),
        ),
        claimed(
            first,
            "killed",
            sourced(
                "provincial health office",
                "health_authority",
                "asserts",
                span_of(FIRST, "provincial health office"),
                cue="said",
            ),
            "The provincial health office",
            time=when,
            place=at,
            casualties=(
                killed(FIRST, "at least 24 people", 24, None, None),
                killed(FIRST, "three children", 3, 3, 3, "children", part_of=0),
                killed(FIRST, "58", 58, 58, 58, effect="injured"),
            ),
        ),
        claimed(
            first,
            "bomb",
            sourced("Anna Berg", "witness", "asserts", span_of(FIRST, "Anna Berg"), cue="said"),
            "Anna Berg",
            time=when,
            place=at,
            weapons=bomb,
            participants=(Participant("other", "Anna Berg", "person", span=span_of(FIRST, "Anna Berg")),),
        ),
        claimed(
            first,
            "blast",
            sourced("Northern Front", "armed_group", "asserts", span_of(FIRST, "Northern Front"), cue="blamed"),
            "The Northern Front blamed",
            time=when,
            place=at,
            participants=(
                Participant(
                    "perpetrator",
                    "Armed Forces of the Republic",
                    "state_force",
                    "AF",
                    "army-af",
                    span_of(FIRST, "army"),
                ),
                traders,
            ),
        ),
        claimed(
            first,
            "attack",
            sourced(
                "army",
                "military",
                "denies",
                Span.of(FIRST, FIRST.index("army denied"), FIRST.index("army denied") + 4),
                cue="denied",
            ),
            "The army denied",
            time=when,
            place=at,
            participants=(Participant("perpetrator", "army", "state_force", "AF", "army-af", None, inferred=True),),
        ),
        claimed(
            first,
            "attack",
            sourced("army", "military", "suspects", None, cue="suspected", inferred=True),
            "The army denied",
            time=when,
            place=at,
            participants=(
                Participant(
                    "perpetrator", "Northern Front", "armed_group", "AF", span=span_of(FIRST, "Northern Front")
                ),
                traders,
            ),
            reason=span_of(FIRST, "to punish traders for paying taxes"),
        ),
        claimed(
            second,
            "blast",
            sourced(
                "provincial health office",
                "health_authority",
                "asserts",
                span_of(SECOND, "provincial health office"),
                cue="said",
            ),
            "The toll",
            casualties=(killed(SECOND, "41", 41, 41, 41),),
            time=Time("2024-03-05", "2024-03-05", "day", "Tuesday's", span_of(SECOND, "Tuesday's")),
            place=sarin_kot(SECOND),
        ),
        claimed(
            second,
            "blast",
            sourced(
                "Sarin Relief Committee", "ngo", "asserts", span_of(SECOND, "Sarin Relief Committee"), cue="counted"
            ),
            "The Sarin Relief",
            casualties=(killed(SECOND, "between 44 and 50 dead", 44, None, 50),),
            time=Time("2024-03-05", "2024-03-05", "day", inferred=True),
        ),
    ]
    ids = [claim.claim_id for claim in claims]
    rows = [(0, "asserts"), (1, "asserts"), (6, "asserts"), (7, "asserts")]
    figures = tuple(
        Figure(claims[n].attribution.source or "", claims[n].published, c.low, c.best, c.high, ids[n], stance)
        for n, stance in rows
        for c in claims[n].casualties[:1]
    )
    incident = make_incident(
        tuple(claims),
        participants=(
            IncidentParticipant(
                "perpetrator", "Armed Forces of the Republic", "state_force", "AF", "army-af", 1, (ids[3],)
            ),
            IncidentParticipant("perpetrator", "Northern Front", "armed_group", "AF", None, 1, (ids[5],)),
            IncidentParticipant("target", "traders", "civilians", None, None, 2, (ids[3], ids[5])),
            IncidentParticipant("other", "Anna Berg", "person", None, None, 1, (ids[2],)),
        ),
        weapons=("bomb",),
        casualties=(
            Toll("killed", "people", 24, 41, 50, figures),
            Toll("killed", "children", 3, 3, 3, ()),
            Toll("injured", "people", 58, 58, 58, ()),
        ),
        independent_sources=5,
        disputes=(
            Dispute(
                "perpetrator",
                (
                    Position("Armed Forces of the Republic", ("Northern Front",), (ids[3],)),
                    Position("Northern Front", ("army",), (ids[5],)),
                    Position("not the army", ("army",), (ids[4],)),
                ),
            ),
            Dispute(
                "figures",
                (
                    Position("41 killed", ("provincial health office",), (ids[6],)),
                    Position("44–50 killed", ("Sarin Relief Committee",), (ids[7],)),
                ),
            ),
        ),
        last_reported="2024-03-07",
        summary="A bomb in the market of Sarin Kot on 5 March 2024 killed 41 people (24 to 50) by four accounts, "
        "one of them that of Anna Berg; "
        "the Northern Front blames the army, which denies it and suspects the Northern Front.",
        grading="contested",
    )
    return [first, second], claims, [incident]


def hostile() -> Record:
    """Return one incident whose every string tries to break out of the page."""
    evil = "<img src=x onerror=window.pwned=3></script>"
    article = make_article(
        HOSTILE,
        evil,
        published="2024-03-10",
        title=evil,
        publisher=f"Evil {evil}",
        url="javascript:window.pwned=4",
        agency=evil,
    )
    place = Place(f"قرية {evil}", 33.9, 67.2, None, "AF", evil, "near", 20.0, span_of(HOSTILE, "قرية النور"))
    when = Time("2024-03-09", "2024-03-09", "day", "9 March", span_of(HOSTILE, "9 March"))
    claim = claimed(
        article,
        "hit",
        sourced(evil, "witness", "asserts", span_of(HOSTILE, "a witness"), cue=evil, via=(evil,)),
        "𝔘nder",
        time=when,
        place=place,
        participants=(Participant("perpetrator", evil, span=span_of(HOSTILE, "shells")),),
        casualties=(Casualty("killed", evil, 5, 5, 5, span_of(HOSTILE, "5 people")),),
        weapons=(Weapon(evil, span_of(HOSTILE, "\u202eshells\u202c")),),
    )
    ids = (claim.claim_id,)
    incident = make_incident(
        (claim,),
        type="shelling",
        participants=(IncidentParticipant("perpetrator", evil, "unknown", None, None, 1, ids),),
        weapons=(evil,),
        casualties=(Toll("killed", evil, 5, 5, 5, (Figure(evil, "2024-03-10", 5, 5, 5, ids[0], "asserts"),)),),
        independent_sources=1,
        disputes=(Dispute(evil, (Position(evil, (evil,), ids),)),),
        first_reported="2024-03-10",
        last_reported="2024-03-10",
        summary=f"Summary {evil}",
        policy=evil,
    )
    return [article], [claim], [incident]


TYPES = ("air_strike", "shelling", "armed_clash", "abduction", "protest", "shooting", "drone_strike", "arrest")
GROUPS = ("Northern Front", "army", "river militia", "unknown gunmen", "police", "Valley Council")
PRECISIONS = ("exact", "exact", "exact", "near", "admin2", "admin1", "country", "unknown")


def synthetic(count: int, words: int = 600, seed: int = 7) -> Record:
    """Return a record of ``count`` articles of about ``words`` words, one incident and two claims each."""
    draw = random.Random(seed)
    articles, claims, incidents = [], [], []
    for number in range(count):
        article, pair, incident = _synthetic_one(draw, number, words)
        articles.append(article)
        claims.extend(pair)
        incidents.append(incident)
    return articles, claims, incidents


def _synthetic_one(draw: random.Random, number: int, words: int) -> tuple[Article, list[Claim], Incident]:
    group, target, kind = (
        draw.choice(GROUPS),
        draw.choice(("villagers", "traders", "soldiers", "a convoy")),
        draw.choice(TYPES),
    )
    dead = int(draw.paretovariate(0.9)) if draw.random() < 0.6 else None
    day = draw.randint(1, 28)
    month, year = draw.randint(1, 12), draw.choice((2022, 2023, 2023, 2024))
    side, root = (
        draw.choice(("Old", "New", "Upper", "Lower")),
        draw.choice(("Sarin", "Tolan", "Mirab", "Kesh", "Dorun")),
    )
    town = f"{side} {root} {number % 40}"
    toll = "several" if dead is None else dead
    lead = (
        f"The {group} attacked {target} in {town} on {day}/{month}/{year}, killing {toll} people, a spokesman said. "
        "The mayor denied it."
    )
    filler = " ".join(
        draw.choice(("market", "river", "said", "the", "of", "road", "officials", "winter", "bridge", "school"))
        for _ in range(words)
    )
    iso = f"{year}-{month:02}-{day:02}"
    article = make_article(
        f"{lead} {filler} {number}.",
        f"a{number}.txt",
        published=iso,
        publisher=f"Paper {number % 60}",
        title=f"Report {number}",
        url=f"https://paper.example/{number}",
    )
    text = article.text
    precision = draw.choice(PRECISIONS)
    placed = precision not in ("country", "unknown")
    lat, lon, country, admin1 = draw.choice(
        ((33.5, 66, "AF", "Uruzgan"), (14.5, -3.5, "ML", "Mopti"), (35.2, 38.2, "SY", "Raqqa"))
    )
    place = Place(
        town if placed else None,
        lat + draw.gauss(0, 1.2) if placed else None,
        lon + draw.gauss(0, 1.6) if placed else None,
        None,
        None if precision == "unknown" else country,
        admin1 if placed else None,
        precision,
        None,
        span_of(text, town) if placed else None,
    )
    spread = draw.choice(("day",) * 8 + ("month", "unknown"))
    when = {"day": Time(iso, iso, "day"), "month": Time(iso[:7] + "-01", iso[:7] + "-28", "month"), "unknown": None}[
        spread
    ]
    party = Participant("perpetrator", group, "armed_group", span=span_of(text, group))
    deaths = (Casualty("killed", None, dead, dead, dead, span_of(text, f"{dead} people")),) if dead is not None else ()
    speaker = sourced("spokesman", "military", "asserts", span_of(text, "a spokesman"), named=False, cue="said")
    mayor = sourced("mayor", "government", "denies", span_of(text, "mayor"), cue="denied")
    event = Event(kind, span_of(text, "attacked"), Count(), f"event-{number}")
    shared: dict[str, Any] = {"time": when, "place": place, "participants": (party,), "event": event}
    pair = [
        claimed(article, "attacked", speaker, lead[:20], claim_id=f"claim-{number}-a", casualties=deaths, **shared),
        claimed(article, "attacked", mayor, "The mayor", claim_id=f"claim-{number}-b", **shared),
    ]
    ids = tuple(claim.claim_id for claim in pair)
    tolls = tuple(
        Toll("killed", None, dead, dead, dead, (Figure("spokesman", iso, dead, dead, dead, ids[0], "asserts"),))
        for _ in deaths
    )
    disputes = (
        (
            Dispute(
                "happened",
                (Position("happened", ("spokesman",), ids[:1]), Position("did not happen", ("mayor",), ids[1:])),
            ),
        )
        if number % 5 == 0
        else ()
    )
    incident = make_incident(
        tuple(pair),
        incident_id=f"incident-{number:06}",
        participants=(
            IncidentParticipant("perpetrator", group, "armed_group", None, None, 1, ids[:1]),
            IncidentParticipant("target", target, "civilians", None, None, 1, ids[:1]),
        ),
        weapons=(),
        casualties=tolls,
        disputes=disputes,
        first_reported=iso,
        last_reported=iso,
        summary=f"{kind} in {town} on {iso}.",
    )
    return article, pair, incident


def together(*records: Record) -> Record:
    """Return several records as one."""
    return tuple([row for record in records for row in record[part]] for part in range(3))  # type: ignore[return-value]
