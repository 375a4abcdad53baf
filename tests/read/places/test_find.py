"""Toponyms in running text: what is a place, what it means, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.read.places import PlaceContext, find_toponyms


def names(text: str) -> list[str]:
    return [found.span.text for found in find_toponyms(text)]


def one(text: str, name: str):
    return next(found for found in find_toponyms(text) if found.span.text == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1", "precision"),
    [
        ("Shells hit the market in Khan Sheikhoun in Idlib province.", "Khan Sheikhoun", "SY", "Idlib", "exact"),
        ("Fighters left Idlib province on Monday.", "Idlib", "SY", "Idlib", "admin1"),
        ("Two men were held in Paris, Texas.", "Paris", "US", "Texas", "exact"),
        ("Two men were held in Paris on Monday.", "Paris", "FR", "Ile-de-France", "exact"),
        ("The minister flew to Syria.", "Syria", "SY", None, "country"),
        ("A blast shook Maiduguri in Borno State, Nigeria.", "Maiduguri", "NG", "Borno", "exact"),
        ("The delegation came back to the U.S. on Monday.", "U.S.", "US", None, "country"),
    ],
)
def test_find_toponyms_resolves_by_what_stands_beside(text, name, country, admin1, precision):
    found = one(text, name)
    assert (found.country, found.admin1, found.precision) == (country, admin1, precision)


@pytest.mark.parametrize(
    ("text", "not_a_place"),
    [
        ("Denzel Washington said the film was done.", "Washington"),
        ("Paris Hilton arrived late.", "Paris"),
        ("Michael Jordan retired. Jordan said he was tired.", "Jordan"),
        ("The New York Times reported the deal.", "New York"),
        ("Shares of Bank of America fell.", "America"),
        ("Police said the march was peaceful.", "Police"),
        ("President Lincoln spoke first.", "Lincoln"),
    ],
)
def test_find_toponyms_leaves_persons_and_organisations_alone(text, not_a_place):
    assert not_a_place not in names(text)


def test_demonym_gives_the_country_and_is_marked():
    found = one("The Syrian army shelled Homs.", "Syrian")
    assert (found.country, found.adjectival, found.precision) == ("SY", True, "country")


def test_country_name_before_a_noun_is_marked_as_adjective():
    assert one("A convoy of US troops crossed.", "US").adjectival
    assert not one("The plane landed in the US and left.", "US").adjectival


def test_unknown_name_spoils_no_other():
    text = "Clashes in the village of Qwertozzi near Aleppo, and in Homs, killed two."
    found = {each.span.text: each for each in find_toponyms(text)}
    assert found["Aleppo"].country == found["Homs"].country == "SY"
    assert found["Qwertozzi"].precision == "unknown"
    assert found["Qwertozzi"].lat is None


@pytest.mark.parametrize(
    "text", ["Raids hit Syrias Idlib and Aleppos east.", "Raids hit Syria's Idlib and Aleppo's east."]
)
def test_possessives_are_not_part_of_the_name(text):
    assert names(text) == ["Syria", "Idlib", "Aleppo"]


def test_capitals_throughout():
    found = one("TWO BOMBS EXPLODED IN SAN SALVADOR, EL SALVADOR, THE POLICE SAID IN A REPORT.", "SAN SALVADOR")
    assert (found.country, found.precision) == ("SV", "exact")


def test_transliteration_is_found_inside_the_countries_of_the_text():
    text = "Planes struck Khan Shaikhoun and Saraqib in Syria. The Syrian town of Khan Shaikhoun was hit twice."
    assert one(text, "Khan Shaikhoun").admin1 == "Idlib"


def test_publishers_country_decides_between_equals():
    text = "A man was held in Worcester."
    british = find_toponyms(text, context=PlaceContext(url="https://www.example.co.uk/news/1"))
    assert british[0].country == "GB"


def test_coordinates_never_without_precision():
    text = "Fighting went on in Syria, near Homs, in Europe and in the Sahel."
    for found in find_toponyms(text):
        assert (found.lat is None) == (found.precision == "unknown")
        assert found.lat is None or found.radius_km > 0


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("ABab .,-'’\nÉłع1") | st.characters(codec="utf-8"), max_size=80))
def test_spans_are_the_text(text):
    text = f"{text} In Homs {text}"
    spans = [found.span for found in find_toponyms(text)]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells hit Homs, Hama and Aleppo in Syria. Four people died in Milis, activists in Idlib said.", "Milis"),
        ("Shells hit Homs, Hama and Aleppo in Syria. Four people died in Tarqab el Safi, activists said.", "Safi"),
    ],
)
def test_a_namesake_abroad_that_nothing_speaks_for_is_not_meant(text, name):
    assert all(t.country in ("SY", None) for t in find_toponyms(text) if name in t.span.text)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("BEIRUT (AP) - Air strikes on Khan Sheikhoun killed 12 people.", "Khan Sheikhoun", "SY"),
        ("WASHINGTON - A drone killed three men in Miranshah.", "Miranshah", "PK"),
        ("Shells hit Homs, Hama and Aleppo. Later a bomb killed two in Arsal.", "Arsal", "LB"),
        ("Haifa, Tel Aviv and Ashdod were quiet. Two died in Jenin.", "Jenin", "PS"),
        ("NEW YORK - A bomb killed four at Mogadishu Safari Hotel.", "Mogadishu", "SO"),
    ],
)
def test_a_dateline_or_a_near_border_makes_no_namesake(text, name, country):
    assert [t.country for t in find_toponyms(text) if t.span.text == name] == [country]


def test_the_end_of_a_groups_name_is_no_place():
    text = "Rebels of Ahrar al-Sham hold the town. Fighting goes on in Al-Bab near Aleppo."
    assert [t.span.text for t in find_toponyms(text)] == ["Al-Bab", "Aleppo"]
