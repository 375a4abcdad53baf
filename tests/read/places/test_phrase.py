"""Place phrases of claims."""

import pytest

from dateline.read.places import find_toponyms, resolve_places


@pytest.mark.parametrize(
    ("phrase", "country", "admin1", "precision"),
    [
        ("a village near Khan Sheikhoun in Idlib province", "SY", "Idlib", "near"),
        ("near Maysulun in Deir el-Zour", "SY", "Deir ez-Zor", "admin1"),
        ("the outskirts of Homs", "SY", "Homs", "near"),
        ("Dayr az Zawr", "SY", "Deir ez-Zor", "exact"),
        ("Syria", "SY", None, "country"),
        ("Aleppo province", "SY", "Aleppo", "admin1"),
        ("Eastern Ghouta", "SY", "Rif Dimashq", "admin2"),
        ("the Mexican capital", "MX", "Mexico City", "exact"),
        ("a Syrian air base", "SY", None, "country"),
        ("SAN SALVADOR", "SV", "San Salvador", "exact"),
        ("the city", None, None, "unknown"),
    ],
)
def test_resolve_place(phrase, country, admin1, precision):
    found = resolve_places([phrase])[0]
    assert (found.country, found.admin1, found.precision) == (country, admin1, precision)


def test_unknown_name_keeps_its_words_and_says_what_resolved_it():
    found = resolve_places(["near Maysulun in Deir el-Zour"])[0]
    assert found.name == "near Maysulun in Deir el-Zour"
    assert found.resolved_by == "container: Deir ez-Zor"
    assert found.radius_km > 50


def test_article_decides_between_namesakes():
    around = find_toponyms("The army took Homs, Hama and Idlib in Syria.")
    assert resolve_places(["Tripoli"])[0].country == "LY"
    assert resolve_places(["Bukamal"], around=around)[0].country == "SY"


def test_unknown_name_lies_in_the_country_of_the_article():
    around = find_toponyms("The army took Homs, Hama and Idlib in Syria.")
    found = resolve_places(["Qwertozzi"], around=around)[0]
    assert (found.country, found.precision, found.resolved_by) == ("SY", "country", "article: Syria")


@pytest.mark.parametrize(
    ("phrase", "name", "precision"),
    [("The Syrian city of Aleppo", "Aleppo", "exact"), ("a Syrian village near Homs", "Homs", "near")],
)
def test_a_demonym_is_no_village_of_that_sound(phrase, name, precision):
    around = find_toponyms("Shells hit Aleppo, Homs and Idlib in Syria.")
    (found,) = resolve_places([phrase], around=around)
    assert (found.name, found.precision) == (name, precision)
