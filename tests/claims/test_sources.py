"""Sources and stances by rule; the suite of sentences is of our own making."""

import json
from pathlib import Path

import pytest

from dateline.claims.sources import classify_source
from dateline.claims.stance import stance_of
from dateline.core import Span

CASES = [json.loads(line) for line in (Path(__file__).parent / "stance_cases.jsonl").read_text("utf-8").splitlines()]


def sentence_of(text: str) -> Span:
    return Span.of(text, 0, len(text))


def words_in(text: str, words: str, *, last: bool = False) -> Span:
    start = text.lower().rindex(words.lower()) if last else text.lower().index(words.lower())
    return Span.of(text, start, start + len(words))


def stances():
    for case in CASES:
        for index, claim in enumerate(case["claims"]):
            yield pytest.param(case, claim, index > 0, id=f"{case['id']}-{index}")


@pytest.mark.parametrize(("case", "claim", "later"), list(stances()))
def test_stance_of_every_sentence_of_the_suite(case, claim, later):
    text = case["text"]
    source = words_in(text, claim["source"], last=later) if claim["source"] else None
    assert stance_of(text, sentence_of(text), source, words_in(text, case["trigger"])).stance == claim["stance"]


def test_no_assertion_is_made_of_a_denial():
    missed = []
    for case in CASES:
        for index, claim in enumerate(case["claims"]):
            if claim["stance"] != "denies":
                continue
            source = words_in(case["text"], claim["source"], last=index > 0)
            if stance_of(case["text"], sentence_of(case["text"]), source).stance != "denies":
                missed.append(case["id"])
    assert missed == []


def test_the_suite_is_broad():
    stances_seen = {claim["stance"] for case in CASES for claim in case["claims"]}
    assert stances_seen == {"asserts", "denies", "suspects", "estimates", "demands"}
    assert sum(claim["stance"] == "denies" for case in CASES for claim in case["claims"]) >= 40


@pytest.mark.parametrize(
    ("source", "rest"),
    [
        ("The army", "did not deny the raid."),
        ("Guards", "denied the families access to the site."),
        ("The ministry", "neither confirmed nor denied the strike."),
        ("The rebels", "rejected the ceasefire."),
    ],
)
def test_what_only_looks_like_a_denial(source, rest):
    text = f"{source} {rest}"
    assert stance_of(text, sentence_of(text), words_in(text, source)).stance == "asserts"


def test_a_denial_belongs_to_the_one_who_denies():
    text = "The rebels accused the army of the raid, but the army denied it."
    accuser, accused = words_in(text, "The rebels"), words_in(text, "the army", last=True)
    assert stance_of(text, sentence_of(text), accuser).stance == "asserts"
    assert stance_of(text, sentence_of(text), accused).stance == "denies"


def test_the_cue_is_words_of_the_text():
    text = "Officials 🙂 denied shelling the town."
    cue = stance_of(text, sentence_of(text), words_in(text, "Officials")).cue
    assert cue is not None
    assert text[cue.start : cue.end] == cue.text == "denied"


SOURCES = [
    ("the defence ministry", "military", False),
    ("the health ministry", "health_authority", False),
    ("a spokesman for the foreign ministry", "government", False),
    ("a police spokesman", "police", False),
    ("a military source", "military", True),
    ("officials", "government", True),
    ("witnesses", "witness", True),
    ("two local residents", "witness", True),
    ("the Syrian Observatory for Human Rights", "ngo", False),
    ("Reuters", "media", False),
    ("the United Nations", "un", False),
    ("investigators", "police", True),
    ("firefighters", "rescue_service", True),
    ("prosecutors", "court", False),
    ("a surgeon at the town's hospital", "medic", True),
    ("activists", "activist", True),
    ("the Houthis", "armed_group", False),
    ("Colonel Petra Lund", "military", False),
    ("an analyst", "expert", True),
    ("Russia", "government", False),
]


@pytest.mark.parametrize(("name", "kind", "anonymous"), SOURCES)
def test_kinds_of_sources(name, kind, anonymous):
    reading = classify_source(name)
    assert (reading.source_kind, reading.anonymous) == (kind, anonymous)


def test_the_publisher_speaks_where_no_source_is_named():
    reading = classify_source(None)
    assert (reading.source_kind, reading.named, reading.anonymous) == ("publisher", False, False)


def test_the_office_beside_a_name_tells_its_kind():
    text = "Mara Okello, director of the town's hospital, counted nine bodies."
    assert classify_source("Mara Okello", text).source_kind == "medic"
    assert classify_source("Mara Okello").source_kind == "unknown"
