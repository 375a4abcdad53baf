"""The index: spellings, transliterations, atomic building, imports. Small gazetteers of our own."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.core import InputError
from dateline.read.places import importing
from dateline.read.places.gazetteer import Gazetteer, build
from dateline.read.places.names import fold, skeleton
from dateline.read.places.rows import PlaceRow

TOWNS = (
    PlaceRow("Dayr az Zawr", 35.3, 40.1, "SY", "SY.07", geonames_id=1, population=271_800),
    PlaceRow("Al Ḩudaydah", 14.8, 42.9, "YE", "YE.08", geonames_id=2, population=402_000, names=("Hodeidah",)),
    PlaceRow("Derazar", 10.0, 10.0, "NG", "NG.01", geonames_id=3, population=900),
)


@pytest.fixture
def small(tmp_path):
    build(TOWNS, tmp_path / "index", "test")
    return Gazetteer(tmp_path / "index")


@pytest.mark.parametrize("name", ["Dayr az Zawr", "DAYR AZ-ZAWR", "dayr az zawr"])
def test_lookup_ignores_case_accents_and_hyphens(small, name):
    assert [each.geonames_id for each in small.lookup(name)] == [1]


def test_lookup_finds_alternate_names_and_nothing_else(small):
    assert [each.geonames_id for each in small.lookup("Hodeidah")] == [2]
    assert small.lookup("Hodeid") == ()


@pytest.mark.parametrize("name", ["Deir el-Zour", "Deir Ezzor", "Deir ez-Zor", "Deirezzor"])
def test_variants_stay_inside_the_country(small, name):
    assert [each.geonames_id for each in small.variants(name, "SY")] == [1]
    assert small.variants(name, "NG") == small.variants(name, "YE") == ()


@given(st.text(max_size=30))
def test_fold_is_idempotent_where_it_leaves_no_lead_word(name):
    once = fold(name)
    assert once == once.strip()
    assert fold(once.replace("the ", "")) == fold(once.replace("the ", ""))
    assert skeleton(name).isascii()


def test_build_refuses_an_empty_source(tmp_path):
    with pytest.raises(InputError, match="no place"):
        build((), tmp_path / "index", "nothing.csv")
    assert list(tmp_path.iterdir()) == []


def test_build_replaces_whole(tmp_path, small):
    build(TOWNS[:1], tmp_path / "index", "second")
    assert Gazetteer(tmp_path / "index").about["places"] == 1
    assert [each.name for each in tmp_path.iterdir()] == ["index"]
    assert small.lookup("Hodeidah")  # what was open stays readable


def dump_row(gid, name, feature, country="SY", group="P", admin1="07", people=0):
    row = [str(gid), name, name, "Mayslun,Maisaloun", "35.1", "40.2", group, feature, country, "", admin1]
    return "\t".join([*row, "", "", "", str(people), "", "", "Asia/Damascus", "2024-01-01"])


@pytest.fixture
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(
        importing, "town_rows", lambda without=frozenset(): (t for t in TOWNS if t.country not in without)
    )
    return tmp_path


def test_import_of_a_dump_replaces_the_towns_of_its_country(own_cache):
    path = own_cache / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", "\n".join([dump_row(77, "Maysulun", "PPL"), dump_row(78, "Wadi", "WAD", group="T")]))
    names = own_cache / "alternateNamesV2.txt"
    names.write_text("1\t77\ten\tMayselon\t\t\t\t\n2\t77\tlink\thttps://example.org\t\t\t\t\n")
    gazetteer = importing.import_gazetteer(path, alternate_names=names)
    assert 77 in [each.geonames_id for each in gazetteer.lookup("Maisaloun")]
    assert [each.geonames_id for each in gazetteer.lookup("Mayselon")] == [77]
    assert gazetteer.lookup("https://example.org") == ()
    assert [each.geonames_id for each in gazetteer.lookup("Dayr az Zawr") if each.feature == "PPL"] == []
    assert [each.geonames_id for each in gazetteer.lookup("Hodeidah") if each.feature == "PPL"] == [2]
    assert gazetteer.country("SY").name == "Syria"


def test_import_of_a_csv_adds(own_cache):
    path = own_cache / "mine.csv"
    path.write_text("name,lat,lon,country,admin1,names\nMaysulun,35.1,40.2,SY,SY.07,Maisaloun|Mayslun\n")
    gazetteer = importing.import_gazetteer(path)
    assert [each.admin1 for each in gazetteer.lookup("Mayslun")] == ["SY.07"]
    assert 1 in [each.geonames_id for each in gazetteer.lookup("Dayr az Zawr")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "name,lat\nX,1\n", "header lacks country, lon"),
        ("a.csv", "name,lat,lon,country\nX,95,1,SY\n", "no point on Earth"),
        ("a.csv", "name,lat,lon,country\nX,5,1,Syria\n", "'Syria' is no ISO"),
        ("a.txt", "1\tX\n", "2 columns where a GeoNames dump has 19"),
    ],
)
def test_import_says_what_is_wrong(own_cache, name, content, message):
    path = own_cache / name
    path.write_text(content)
    with pytest.raises(InputError, match=message):
        importing.import_gazetteer(path)


def test_import_of_a_missing_file(own_cache):
    with pytest.raises(InputError, match="no such file"):
        importing.import_gazetteer(own_cache / "absent.zip")
