"""The rules of each codebook on single incidents, traps included."""

import csv
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest
from codebook_records import participant, record_of, sample

from dateline.core import Count, Place, SourceStance, Time, Toll, UsageError
from dateline.core.vocabulary import EVENT_TYPES
from dateline.publish.codebooks import EXPORT_FORMATS, ExportOptions, ExportRecord, export, tables
from dateline.publish.codebooks.acled import divided
from dateline.publish.codebooks.ged import date_precision, priogrid, split_deaths


def rows(record: ExportRecord, fmt: str, folder: Path, **options: Any) -> list[dict[str, str]]:
    report = export(record, fmt, folder / "out", ExportOptions(**options))
    data = report.files[0]
    text = data.read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text), delimiter="\t" if data.suffix == ".tsv" else ","))


@pytest.mark.parametrize("name", ["acled_events", "ged_events", "plover_events", "cameo_events", "huridocs_events"])
def test_every_event_type_is_mapped_or_out_of_scope_with_a_reason(name: str) -> None:
    assert {row["event_type"] for row in tables.rows(name)} == set(EVENT_TYPES)
    for event_type in EVENT_TYPES:
        if tables.mapped(name, event_type, (), frozenset()) is None:
            assert tables.why_not(name, event_type)
    assert all(row["source"] for row in tables.rows(name))


def test_crosswalks_hold_only_legal_values() -> None:
    sub_events = tables.by_key("acled_sub_events", "sub_event_type")
    assert len(sub_events) == 25
    assert {row["sub_event_type"] for row in tables.rows("acled_events") if row["when"] != "never"} <= set(sub_events)
    types = tables.by_key("plover_types", "type")
    assert len(types) == 16
    contexts = {row["value"] for row in tables.rows("plover_values") if row["field"] == "context"}
    assert len(contexts) == 37
    sectors = {row["value"] for row in tables.rows("plover_values") if row["field"] == "sector"}
    for row in tables.rows("plover_events"):
        if row["when"] != "never":
            assert row["mode"] in ("", *types[row["type"]]["modes"].split("|"))
            assert {each.strip() for each in row["context"].split(";") if each} <= contexts
    assert {row["plover_sector"] for row in tables.rows("actor_kinds")} <= sectors
    codes = tables.by_key("cameo_codes", "code")
    assert {row["code"] for row in tables.rows("cameo_events") if row["when"] != "never"} == set(codes)


@pytest.mark.parametrize(
    ("name", "number"),
    [("acled", 31), ("ged", 49), ("polecat", 40), ("gdelt", 61), ("gdelt_mentions", 16)],
)
def test_number_of_columns(name: str, number: int) -> None:
    assert len({column.name for column in tables.columns(name)}) == number


@pytest.mark.parametrize(
    ("lat", "lon", "cell"), [(-90, -180, 1), (-89.75, 179.75, 720), (90, 180, 259200), (0.25, 0.25, 180 * 720 + 361)]
)
def test_priogrid_cells(lat: float, lon: float, cell: int) -> None:
    assert priogrid(lat, lon) == cell


@pytest.mark.parametrize(("days", "code"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5)])
def test_date_precision_of_ged(days: int, code: int) -> None:
    assert date_precision(days) == code


def test_divided_gives_the_rest_to_the_first_days() -> None:
    assert divided(10, 3) == [4, 3, 3]
    assert divided(None, 2) == [None, None]
    assert divided(0, 2) == [0, 0]


def test_parts_never_exceed_the_whole() -> None:
    assert split_deaths(5, {"a": 4, "b": 4, "civilians": 4}) == {
        "deaths_a": 0,
        "deaths_b": 1,
        "deaths_civilians": 4,
        "deaths_unknown": 0,
    }


def test_twelve_including_three_children_is_twelve(tmp_path: Path) -> None:
    ged = next(row for row in rows(sample(), "ucdp-ged", tmp_path) if row["relid"].endswith("0001"))
    assert (ged["best"], ged["low"], ged["high"]) == ("12", "12", "12")
    assert (ged["deaths_civilians"], ged["deaths_unknown"]) == ("3", "9")
    assert (ged["type_of_violence"], ged["side_a"], ged["side_b"]) == ("3", "Government of Afghanistan", "Civilians")


def test_a_range_of_days_is_split_and_its_deaths_divided(tmp_path: Path) -> None:
    found = [row for row in rows(sample(), "acled", tmp_path) if row["sub_event_type"] == "Armed clash"]
    assert [row["event_date"] for row in found] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert [row["fatalities"] for row in found] == ["4", "3", "3"]
    assert all(row["time_precision"] == "1" for row in found)
    assert "10 fatalities divided" in found[0]["notes"]
    assert found[0]["interaction"] == "State forces-Rebel group"


def test_what_is_out_of_scope_and_why(tmp_path: Path) -> None:
    reasons = export(sample(), "acled", tmp_path / "acled").out_of_scope
    by_number = {incident_id[-2:]: reason for incident_id, reason in reasons.items()}
    assert set(by_number) == {"03", "04", "05", "06", "07", "10"}
    assert "planned" in by_number["05"]
    assert by_number["06"] == "every source denies it"
    assert "country" in by_number["07"]
    assert "no date" in by_number["10"]
    ged = export(sample(), "ucdp-ged", tmp_path / "ged").out_of_scope
    assert {incident_id[-2:] for incident_id in ged} == {"03", "04", "05", "06", "09", "10"}


def test_deaths_without_a_number(tmp_path: Path) -> None:
    record = record_of(casualties=(Toll("killed", None, None, None, None, ()),), independent_sources=1)
    (acled,) = rows(record, "acled", tmp_path / "a")
    assert acled["fatalities"] == "3"
    (ged,) = rows(record, "ucdp-ged", tmp_path / "g")
    assert (ged["low"], ged["best"], ged["high"]) == ("1", "1", "1")


def test_nobody_killed_is_zero_and_not_stated_is_blank(tmp_path: Path) -> None:
    none_killed = record_of(casualties=(Toll("killed", None, 0, 0, 0, ()),))
    assert rows(none_killed, "acled", tmp_path / "a")[0]["fatalities"] == "0"
    assert rows(none_killed, "ucdp-ged", tmp_path / "b") == []
    not_stated = record_of(casualties=(Toll("injured", None, 4, 4, 4, ()),))
    assert rows(not_stated, "acled", tmp_path / "c")[0]["fatalities"] == ""
    assert rows(not_stated, "ucdp-ged", tmp_path / "d") == []


def test_disputed_figures_take_the_most_conservative_in_acled(tmp_path: Path) -> None:
    record = record_of(casualties=(Toll("killed", "people", 7, 9, 12, ()),))
    assert rows(record, "acled", tmp_path / "a")[0]["fatalities"] == "7"
    (ged,) = rows(record, "ucdp-ged", tmp_path / "g")
    assert (ged["low"], ged["best"], ged["high"]) == ("7", "9", "12")


def test_an_attack_without_an_actor_is_kept(tmp_path: Path) -> None:
    record = record_of(type="explosion", participants=())
    (acled,) = rows(record, "acled", tmp_path / "a")
    assert acled["actor1"] == "Unidentified Armed Group (Afghanistan)"
    assert "means unknown" in acled["tags"]
    (ged,) = rows(record, "ucdp-ged", tmp_path / "g")
    assert (ged["side_a"], ged["code_status"]) == ("Unidentified actor", "Check Dyad")
    (polecat,) = rows(record, "polecat", tmp_path / "p")
    assert polecat["Primary Actor Sector"] == "UNK"


@pytest.mark.parametrize(
    ("kind", "country", "sub_event"),
    [
        ("state_force", "AF", "Government regains territory"),
        ("state_force", "PK", "Non-state actor overtakes territory"),
        ("armed_group", "AF", "Non-state actor overtakes territory"),
    ],
)
def test_territory_by_perpetrator(kind: str, country: str, sub_event: str, tmp_path: Path) -> None:
    record = record_of(type="territory_change", participants=(participant("perpetrator", "force", kind, country),))
    assert rows(record, "acled", tmp_path)[0]["sub_event_type"] == sub_event


def test_attack_on_soldiers_is_a_clash_and_on_villagers_an_attack(tmp_path: Path) -> None:
    by = participant("perpetrator", "Green Front", "armed_group")
    soldiers = record_of(type="attack", participants=(by, participant("target", "patrol", "state_force")))
    villagers = record_of(type="attack", participants=(by, participant("victim", "villagers", "civilians")))
    assert rows(soldiers, "acled", tmp_path / "a")[0]["sub_event_type"] == "Armed clash"
    (row,) = rows(villagers, "acled", tmp_path / "b")
    assert (row["sub_event_type"], row["civilian_targeting"]) == ("Attack", "Civilian targeting")
    assert (row["actor2"], row["assoc_actor_2"]) == ("Civilians (Afghanistan)", "villagers")
    assert rows(soldiers, "ucdp-ged", tmp_path / "c")[0]["type_of_violence"] == "1"


def test_swapped_actors_get_the_same_code(tmp_path: Path) -> None:
    def coded(first: str, second: str, name: str) -> tuple[str, str]:
        record = record_of(
            type="armed_clash",
            participants=(participant("perpetrator", "A", first), participant("target", "B", second)),
        )
        acled = rows(record, "acled", tmp_path / f"{name}a")[0]
        return acled["sub_event_type"], rows(record, "ucdp-ged", tmp_path / f"{name}g")[0]["type_of_violence"]

    assert coded("state_force", "armed_group", "x") == coded("armed_group", "state_force", "y") == ("Armed clash", "1")


def test_interaction_codes(tmp_path: Path) -> None:
    record = record_of(
        participants=(participant("perpetrator", "A", "armed_group"), participant("target", "B", "state_force"))
    )
    (row,) = rows(record, "acled", tmp_path, inter="numeric")
    assert (row["inter1"], row["inter2"], row["interaction"]) == ("2", "1", "12")


def test_uncertain_days_get_one_row_in_the_middle(tmp_path: Path) -> None:
    week = record_of(time=Time("2024-03-04", "2024-03-10", "week"))
    month = record_of(time=Time("2024-03-01", "2024-03-31", "month"))
    year = record_of(time=Time("2024-01-01", "2024-12-31", "year"))
    assert [(r["event_date"], r["time_precision"]) for r in rows(week, "acled", tmp_path / "w")] == [
        ("2024-03-07", "2")
    ]
    assert [(r["event_date"], r["time_precision"]) for r in rows(month, "acled", tmp_path / "m")] == [
        ("2024-03-16", "3")
    ]
    assert rows(year, "acled", tmp_path / "y") == []
    assert rows(year, "ucdp-ged", tmp_path / "g")[0]["date_prec"] == "5"


@pytest.mark.parametrize(
    ("event_type", "last", "rows_and_precision"),
    [
        ("air_strike", "2024-03-07", (3, "1")),
        ("air_strike", "2024-03-24", (1, "3")),
        ("armed_clash", "2024-03-24", (20, "1")),
        ("armed_clash", "2024-05-24", (0, None)),
    ],
)
def test_a_range_is_a_duration_only_for_what_lasts(
    event_type: str, last: str, rows_and_precision: tuple[int, str | None], tmp_path: Path
) -> None:
    found = rows(record_of(type=event_type, time=Time("2024-03-05", last, "range")), "acled", tmp_path)
    assert (len(found), found[0]["time_precision"] if found else None) == rows_and_precision


def test_a_thing_is_no_civilian(tmp_path: Path) -> None:
    things = (participant("perpetrator", "army", "state_force"), participant("target", "warehouse", "object"))
    (acled,) = rows(record_of(participants=things), "acled", tmp_path / "a")
    assert (acled["actor2"], acled["inter2"], acled["civilian_targeting"]) == ("", "", "")
    (ged,) = rows(record_of(participants=things), "ucdp-ged", tmp_path / "g")
    assert ged["code_status"] == "Check Type of Violence"


def test_folders_of_this_machine_are_not_shared(tmp_path: Path) -> None:
    record = record_of()
    article = dataclasses.replace(record.articles[0], article_key="/home/somebody/secret/a.txt")
    claims = tuple(dataclasses.replace(claim, article_key=article.article_key) for claim in record.claims)
    record = dataclasses.replace(record, articles=(article,), claims=claims)
    for fmt in EXPORT_FORMATS:
        for path in export(record, fmt, tmp_path / fmt).files:
            assert b"somebody" not in path.read_bytes(), path


def test_country_only_has_no_point_on_the_map(tmp_path: Path) -> None:
    record = record_of(place=Place("Afghanistan", 33.0, 65.0, country="AF", precision="country"))
    export(record, "geojson", tmp_path / "map.geojson")
    (feature,) = json.loads((tmp_path / "map.geojson").read_text())["features"]
    assert feature["geometry"] is None
    assert rows(record, "ucdp-ged", tmp_path)[0]["where_prec"] == "6"


def test_many_attacks_told_at_once_are_marked(tmp_path: Path) -> None:
    (row,) = rows(record_of(count=Count(40, None)), "ucdp-ged", tmp_path)
    assert row["event_clarity"] == "2"


def test_denial_never_becomes_an_event(tmp_path: Path) -> None:
    denied = record_of(sources=(SourceStance("army", "military", "denies", ()),))
    for fmt in ("acled", "ucdp-ged", "plover", "polecat", "gdelt"):
        assert export(denied, fmt, tmp_path / fmt).exported == 0
    assert rows(denied, "csv", tmp_path)[0]["denied_by"] == "army"


def test_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'akled'.*acled"):
        export(sample(), "akled", tmp_path)


def test_a_folder_of_another_format_is_not_overwritten(tmp_path: Path) -> None:
    export(sample(), "acled", tmp_path)
    with pytest.raises(UsageError, match="another format"):
        export(sample(), "gdelt", tmp_path)
    export(sample(), "acled", tmp_path)


@pytest.mark.parametrize("options", [{"coarsen": "village"}, {"inter": "both"}, {"quote_limit": 0}])
def test_illegal_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ExportOptions(**options)


def test_the_sheet_says_what_was_done(tmp_path: Path) -> None:
    for fmt in EXPORT_FORMATS:
        export(sample(), fmt, tmp_path / fmt, ExportOptions(coarsen="admin1"))
        sheet = (tmp_path / fmt / "methodology.md").read_text(encoding="utf-8")
        for words in ("ab" * 32, "0.1.0", "dateline read samples/", "coarsened to admin1", "min-max", "Example Post"):
            assert words in sheet, (fmt, words)
        assert "## Rules of this format\n- **" in sheet
