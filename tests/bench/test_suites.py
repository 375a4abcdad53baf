"""What the suites count, on invented rows; and what the command says."""

import json

import pytest
from typer.testing import CliRunner

from dateline.bench import SUITES, run
from dateline.bench.place import Named, resolution_counts, spans_counts
from dateline.bench.result import f1_of_both, value
from dateline.bench.suites import attribution, casualties, claims, events, incidents, neutrality
from dateline.cli.app import build
from dateline.core import UsageError

TEXT = "Gunmen raided Norvale on Monday. Police said two people died."
GOLD = [
    {
        "incident": "i1",
        "type": "attack",
        "modality": "happened",
        "trigger": "raided",
        "perpetrator": [{"q": "Gunmen"}],
        "time": {"start": "2020-03-02", "end": "2020-03-02"},
        "place": {"q": "Norvale"},
        "casualties": [{"effect": "killed", "low": 2, "high": 2, "q": "two people"}],
        "source": {"q": "Police", "stance": "asserts"},
        "weapons": ["rifles"],
        "evidence": ["Gunmen raided Norvale on Monday."],
    }
]


def test_a_gold_claim_against_itself_is_whole_and_against_nothing_is_missed():
    side = claims._gold_side(GOLD, TEXT)
    assert claims._counts([side], [side]) == [1] * 24
    assert claims._counts([side], []) == [0, 0, 1] * 8
    assert claims._counts([], [side]) == [0, 1, 0] * 8


def test_an_incident_pairs_only_where_evidence_is_shared():
    other = [{**GOLD[0], "evidence": ["Police said two people died."]}]
    counts = claims._counts([claims._gold_side(GOLD, TEXT)], [claims._gold_side(other, TEXT)])
    assert counts == [0, 1, 1] * 8


@pytest.mark.parametrize(
    ("gold", "ours", "same"),
    [
        (("killed", 58, None), ("killed", 59, None), True),
        (("killed", 58, 58), ("killed", 59, 58), False),
        (("killed", 58, None), ("injured", 58, None), False),
        (("killed", None, None), ("killed", 3, None), False),
    ],
)
def test_an_open_floor_may_differ_by_one(gold, ours, same):
    assert claims._same_toll(gold, ours) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("the army", "Army of the North", True), ("rebel fighters", "loyal fighters", True), ("", "", False)],
)
def test_names_agree_by_their_words(one, other, same):
    assert claims.same_name(one, other) is same


def test_the_second_occurrence_of_a_quote_is_found():
    assert min(claims.located(["o", 2], "bob or")) == 4
    assert claims.located("absent", "bob") == set()


def test_relations_count_by_span_token_and_whole():
    text = "Mayor Ilse Holm said the bridge was shut."
    gold = [(frozenset([(0, 15)]), frozenset([(16, 20)]), frozenset([(21, 40)]))]
    assert attribution._counts(text, gold, gold)[:3] == [1, 1, 1]
    [found] = attribution._said(text)
    assert found == (frozenset([(0, 15)]), frozenset([(16, 20)]), frozenset([(20, 41)]))
    counts = attribution._counts(text, gold, [found])
    assert counts[-6:] == [0, 1, 1, 1, 1, 1]  # not exact, but each part overlaps


def test_figures_of_the_dead_as_ranges():
    assert casualties._range_counts((2, 5), (4, 7))[6:8] == [pytest.approx(2 / 6), 1]
    assert casualties._range_counts((3, 3), (3, 3))[::2] == [1, 1, 1, 1, 1]
    assert sum(casualties._range_counts((3, 3), None)[::2]) == 0


def test_counts_of_documents_give_b_cubed():
    counts = incidents.b_cubed_counts({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "y", "c": "y"})
    assert counts == [[1, 1, 0.5, 1], [0.5, 1, 0.5, 1], [0.5, 1, 1, 1]]
    assert value(counts, f1_of_both) == pytest.approx(2 / 3)


def test_triggers_of_wikievents_stand_in_the_text_though_sentences_lost_their_space():
    row = {
        "text": "Bombs fell.Police detained two.",
        "gold": {
            "tokens": ["Bombs", "fell", ".", "Police", "detained", "two", "."],
            "event_mentions": [
                {"event_type": "Justice.ArrestJailDetain.Unspecified", "trigger": {"start": 4, "end": 5}},
                {"event_type": "Contact.Contact.Meet", "trigger": {"start": 0, "end": 1}},
            ],
        },
    }
    [(start, end, kind)] = events.wiki_triggers(row)
    assert (row["text"][start:end], kind) == ("detained", "arrest")


def test_every_class_of_ours_is_a_class_of_the_gold():
    assert set(events.OUR_CLASSES.values()) == set(events.WIKI_CLASSES.values())


def test_names_without_a_point_count_for_nobody():
    gold = [Named(0, 5, 10.0, 10.0), Named(8, 12)]
    found = [Named(0, 5, 10.1, 10.1), Named(8, 12, 1.0, 1.0), Named(20, 22, 1.0, 1.0)]
    assert spans_counts(gold, found) == [1, 2, 1, 1, 1, 2, 1, 1]
    placed, all_gold, near, km, _ = resolution_counts([(gold[0], found[0])])
    assert (placed, all_gold, near) == (1, 1, 1)
    assert 10 < km < 20


def test_an_actor_is_known_by_its_slot():
    pair = ("government troops", "rebel fighters")
    assert [neutrality._slot(name, pair) for name in ("Government troops", "rebels", "fighters", "nurses")] == [
        "{A}",
        "rebels",
        "{B}",
        "nurses",
    ]


def test_a_reading_that_differs_is_not_kept():
    one = neutrality.Told(frozenset(["attack"]), frozenset(), frozenset([("{A}", "asserts")]))
    other = neutrality.Told(frozenset(["attack"]), frozenset([("target", "{B}")]), one.stance)
    assert neutrality._kept([(one, one), (one, other)]) == [2, 2, 1, 2, 2, 2, 1, 2]


def test_a_wrong_suite_or_folder_is_told(tmp_path):
    with pytest.raises(UsageError, match="allowed: claims, attribution"):
        run("clams", tmp_path)
    with pytest.raises(UsageError, match="holds no 'gold/"):
        run("claims", tmp_path)


def test_the_command_writes_json_and_a_table(tmp_path):
    out = tmp_path / "r.json"
    done = CliRunner().invoke(
        build(), ["bench", "neutrality", "--data", str(tmp_path), "--limit", "2", "--format", "json", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    rows = json.loads(out.read_text(encoding="utf-8"))
    assert {row["suite"] for row in rows} == {"neutrality"}
    done = CliRunner().invoke(build(), ["bench", "neutrality", "--data", str(tmp_path), "--limit", "1"])
    assert "roles kept by a swap of actors" in done.output


def test_the_help_names_every_suite():
    text = " ".join(CliRunner().invoke(build(), ["bench", "--help"]).output.split())
    assert [suite for suite in SUITES if suite not in text] == []


def test_an_unknown_format_is_told(tmp_path):
    done = CliRunner().invoke(build(), ["bench", "gate", "--data", str(tmp_path), "--format", "xml"])
    assert done.exit_code == 2
    assert "allowed: table, json" in done.output
