"""Coders' tables come in, and two codings are matched by day and place."""

import dataclasses
from pathlib import Path

import pytest
from codebook_records import records, sample
from hypothesis import HealthCheck, given, settings

from dateline.core import InputError, Place, Time, Toll, UsageError, distance_km
from dateline.publish.codebooks import CompareOptions, ExportRecord, compare, export, read_coded


def test_our_own_acled_export_comes_back_and_matches(tmp_path: Path) -> None:
    report = export(sample(), "acled", tmp_path / "ours.csv")
    theirs = read_coded(tmp_path / "ours.csv")
    assert len(theirs) == report.rows
    found = compare(sample().incidents, theirs)
    assert {match.ours.incident_id[-2:] for match in found.matches} == {"01", "02", "08", "09"}
    market = next(match for match in found.matches if match.ours.incident_id.endswith("01"))
    assert market.km_apart == 0
    assert {name for name, _, _ in market.differences} <= {"perpetrator", "target"}


def test_our_own_ged_export_comes_back_and_matches(tmp_path: Path) -> None:
    export(sample(), "ucdp-ged", tmp_path / "ours.csv")
    theirs = read_coded(tmp_path / "ours.csv", coder="Team A")
    assert theirs[0].policy == "coded by Team A"
    found = compare(sample().incidents, theirs)
    assert {match.ours.incident_id[-2:] for match in found.matches} == {"01", "02", "07", "08"}
    assert all(
        name != "killed"
        for match in found.matches
        for name, _, _ in match.differences
        if match.ours.type != "explosion"
    )


def test_days_and_kilometres_decide() -> None:
    ours = sample().incidents[0]
    near = dataclasses.replace(ours, incident_id="b", place=dataclasses.replace(ours.place, lat=36.6))
    far = dataclasses.replace(ours, incident_id="b", place=dataclasses.replace(ours.place, lat=37.5))
    late = dataclasses.replace(ours, incident_id="b", time=Time("2024-03-07", "2024-03-07", "day"))
    assert len(compare([ours], [near]).matches) == 1
    assert compare([ours], [far]).only_theirs == (far,)
    assert compare([ours], [late]).only_ours == (ours,)
    assert len(compare([ours], [late], CompareOptions(days=2)).matches) == 1


def test_differences_are_named_with_both_values() -> None:
    ours = sample().incidents[0]
    theirs = dataclasses.replace(ours, incident_id="b", type="protest", casualties=(Toll("killed", None, 9, 9, 9, ()),))
    (match,) = compare([ours], [theirs]).matches
    assert match.differences == (("type", "shelling", "protest"), ("killed", "12", "9"))
    assert compare([ours], [theirs]).agreement()["killed"] == 0


def test_names_decide_where_there_are_no_points() -> None:
    ours = dataclasses.replace(sample().incidents[0], place=Place("Upper Vale", country="AF", precision="admin1"))
    theirs = dataclasses.replace(ours, incident_id="b", place=Place("upper vale", country="AF", precision="admin1"))
    assert len(compare([ours], [theirs]).matches) == 1
    elsewhere = dataclasses.replace(theirs, place=dataclasses.replace(theirs.place, country="SY"))
    assert compare([ours], [elsewhere]).matches == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(record=records())
def test_matching_is_one_to_one_and_order_free(record: ExportRecord) -> None:
    found = compare(record.incidents, record.incidents)
    for part in ("ours", "theirs"):
        ids = [getattr(match, part).incident_id for match in found.matches]
        ids += [each.incident_id for each in getattr(found, f"only_{part}")]
        assert len(ids) == len(set(ids))
        assert set(ids) <= {each.incident_id for each in record.incidents}
    assert found == compare(record.incidents[::-1], record.incidents)


def test_distance() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10007.5, abs=1)
    assert distance_km(50, 10, 50, 10) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("date,place\n2024-01-01,X\n", "neither ACLED nor UCDP GED"),
        (
            "event_id_cnty,event_date,event_type,sub_event_type,country,location\nA,5 March,Battles,Armed clash,SY,X\n",
            "row 1.*event_date '5 March'",
        ),
        (
            "event_id_cnty,event_date,event_type,sub_event_type,country,location\nA1,2024-03-05,Battles,Duel,Syria,X\n",
            "sub_event_type 'Duel'",
        ),
    ],
)
def test_faults_of_a_coded_table_are_named(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "coded.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        read_coded(path)


def test_a_coders_loose_table_is_read(tmp_path: Path) -> None:
    """Semicolons, a byte order mark, the old spelling, missing optional columns and NA are all common."""
    path = tmp_path / "coded.csv"
    path.write_text(
        "event_id_cnty;event_date;event_type;sub_event_type;country;location;fatalities;inter1;actor1\n"
        "A1;2024-03-05;Protests;Excessive force against protestors;Syria;Homs;NA;Protesters;Protesters (Syria)\n",
        encoding="utf-8-sig",
    )
    (incident,) = read_coded(path)
    assert incident.type == "protest_repressed"
    assert incident.casualties == ()
    assert incident.place == Place("Homs", country="SY", precision="exact", resolved_by="coded")
    assert incident.participants[0].kind == "civilians"


def test_limits_must_not_be_negative() -> None:
    with pytest.raises(UsageError):
        CompareOptions(days=-1)
