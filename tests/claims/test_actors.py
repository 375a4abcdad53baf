import csv
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.claims.actors import classify_participant, load_actors, setting_of
from dateline.claims.heads import head_of
from dateline.core import UsageError
from dateline.core.vocabulary import PARTICIPANT_KINDS, SOURCE_KINDS

ACTORS = list(csv.DictReader(files("dateline.data").joinpath("actors", "actors.csv").read_text("utf-8").splitlines()))

NAMES = [
    ("Syrian army", "perpetrator", "state_force", "SY"),
    ("Russian warplanes", "perpetrator", "state_force", "RU"),
    ("the Houthis", "perpetrator", "armed_group", "YE"),
    ("Hezbollah fighters", "perpetrator", "armed_group", "LB"),
    ("IS militants", "perpetrator", "armed_group", None),
    ("al-Shabab", "perpetrator", "armed_group", "SO"),
    ("Russia", "perpetrator", "state", "RU"),
    ("rebels", "target", "armed_group", None),
    ("unknown gunmen", "perpetrator", "armed_group", None),
    ("civilians", "victim", "civilians", None),
    ("Syrian civilians", "victim", "civilians", "SY"),
    ("three aid workers", "victim", "civilians", None),
    ("a market", "target", "place", None),
    ("a police station", "target", "place", None),
    ("two buses", "target", "object", None),
    ("Iraqi soldiers", "victim", "state_force", "IQ"),
    ("a Taliban hideout", "target", "place", None),
    ("Senator Amal Idris", "victim", "person", None),
]


@pytest.mark.parametrize(("name", "role", "kind", "country"), NAMES)
def test_kinds_and_countries(name, role, kind, country):
    reading = classify_participant(name, role)
    assert (reading.kind, reading.country) == (kind, country)


def test_is_the_verb_is_no_group():
    assert classify_participant("what is left of the rebels", "victim").entity_id is None


def test_the_setting_serves_only_forces_of_a_nameless_state():
    context = "Peru said the army left Lima. Peruvian courts closed."
    assert setting_of(context) == "PE"
    assert classify_participant("the army", "perpetrator", context).country == "PE"
    assert classify_participant("rebels", "perpetrator", context).country is None
    assert classify_participant("the army", "perpetrator", country_hint="KE").country == "KE"


def test_rows_of_the_list_are_legal_and_unique():
    assert len(ACTORS) >= 400
    assert len({row["id"] for row in ACTORS}) == len(ACTORS)
    for row in ACTORS:
        assert row["kind"] in PARTICIPANT_KINDS
        assert row["source_kind"] == "" or row["source_kind"] in SOURCE_KINDS
        assert row["country"] == "" or re.fullmatch("[A-Z]{2}", row["country"])


def test_a_users_list_wins(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(
        "id,name,aliases,kind,country,source_kind\ndawn,Dawn Brigade,the Dawn|Houthis,armed_group,KE,\n", "utf-8"
    )
    book = load_actors(path)
    assert classify_participant("Dawn Brigade", "perpetrator", book=book).entity_id == "dawn"
    assert classify_participant("the Houthis", "perpetrator", book=book).country == "KE"
    assert classify_participant("the Houthis", "perpetrator").country == "YE"


def test_a_wrong_kind_is_refused_with_what_is_allowed(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("id,name,aliases,kind,country,source_kind\nx,X,,villain,,\n", "utf-8")
    with pytest.raises(UsageError, match=r"villain.*armed_group"):
        load_actors(path)


def test_the_ending_decides_the_noun():
    assert head_of("the police station").kind == "place"
    assert head_of("riot police").kind == "state_force"
    assert head_of("two policemen").plural
    assert head_of("zzz") is None


SWAPS = [json.loads(line) for line in (Path(__file__).parent / "swap_cases.jsonl").read_text("utf-8").splitlines()]
PAIRS = [
    ("the Syrian army", "the Israeli army"),
    ("Russian jets", "US jets"),
    ("Hamas fighters", "Hezbollah fighters"),
    ("Indian soldiers", "Pakistani soldiers"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
@pytest.mark.parametrize("role", ["perpetrator", "target", "victim"])
def test_swapped_actors_get_the_same_kind(first, second, role):
    assert classify_participant(first, role).kind == classify_participant(second, role).kind


@pytest.mark.parametrize(
    "word", ["terrorists", "militants", "rebels", "freedom fighters", "insurgents", "resistance fighters"]
)
def test_loaded_words_do_not_change_the_kind(word):
    assert classify_participant(word, "perpetrator").kind == "armed_group"


def test_swap_templates_hold_both_slots():
    assert len(SWAPS) >= 30
    for case in SWAPS:
        assert "{A}" in case["template"]
        assert set(case["expect"]) >= {"type", "perpetrator"}


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("id,name,kind,colour\na,A,state,red\n", "colour"),
        ("id,name,kind\n", "no actors"),
        ("", "nothing"),
        ("id,name,kind,source_kind\na,A,state,zzz\n", "zzz"),
    ],
)
def test_a_list_of_actors_that_cannot_be_used_says_why(tmp_path, table, told):
    path = tmp_path / "own.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(UsageError, match=told):
        load_actors(path)
