"""Real stages and the shipped model through the command line: spans that fit, ids that do not move."""

import json

import pytest

ARTICLES = {
    "market.txt": (
        "QAMAR, March 6 - Artillery fire hit the central market of Herat on Tuesday, killing at least seven people, "
        "the provincial health office said.\n\nThe army denied shelling the town.\n"
    ),
    "ambush.txt": (
        "Gunmen ambushed an army convoy near Kandahar on Monday and killed four soldiers, police said. "
        "Nobody has claimed responsibility for the attack.\n"
    ),
    "harvest.txt": "Farmers in the valley expect a good harvest of apricots this summer, the growers' union said.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def rows(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def spans_in(value):
    """Give every object that has a start, an end and a text, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)


def test_read_then_look_in_any_order_gives_the_same(dateline, folder, tmp_path):
    names = [folder / name for name in ARTICLES]
    found = []
    for number, order in enumerate((names, names[::-1])):
        store = tmp_path / f"{number}.duckdb"
        result = dateline("read", *order, "--store", store, "--date", "2024-03-06", "--publisher", "Example Post")
        assert result.exit_code == 0, result.stdout
        assert "3 articles" in result.stdout
        found.append([rows(dateline(kind, "--store", store, "--format", "jsonl")) for kind in ("claims", "incidents")])
    assert found[0] == found[1]
    claims, incidents = found[0]
    texts = {str(folder / name): text for name, text in ARTICLES.items()}
    assert {claim["article_key"] for claim in claims} >= {str(folder / "ambush.txt")}
    assert all(texts[c["article_key"]][s["start"] : s["end"]] == s["text"] for c in claims for s in spans_in(c))
    assert incidents
    assert all(claim["incident_id"] in {each["incident_id"] for each in incidents} | {None} for claim in claims)


def test_annotate_writes_the_contract_with_spans_that_fit(dateline, folder):
    lines = rows(dateline("annotate", folder / "market.txt", folder / "ambush.txt", "--published", "2024-03-06"))
    assert [line["article_key"] for line in lines] == [str(folder / "market.txt"), str(folder / "ambush.txt")]
    for line in lines:
        assert {"sentences", "timexes", "toponyms", "entities", "quotations", "events"} <= set(line)
        assert len(line["sentences"]) >= 2
        assert all(line["text"][span["start"] : span["end"]] == span["text"] for span in spans_in(line))
    (tuesday,) = [timex for timex in lines[0]["timexes"] if timex["text"] == "Tuesday"]
    assert (tuesday["type"], tuesday["value"], tuesday["begin"]) == ("DATE", "2024-03-05", "2024-03-05")


def test_annotate_names_what_it_sets_aside(dateline, folder, tmp_path):
    out = tmp_path / "out.jsonl"
    result = dateline("annotate", folder / "market.txt", "missing.txt", "--out", out)
    assert result.exit_code == 3
    assert "missing.txt" in result.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_annotate_knows_one_format(dateline, folder):
    result = dateline("annotate", folder / "market.txt", "--format", "csv")
    assert (result.exit_code, "allowed: jsonl" in result.stderr) == (2, True)


def test_report_is_one_page(dateline, folder, tmp_path):
    store, out = tmp_path / "r.duckdb", tmp_path / "report.html"
    dateline("read", folder, "--store", store, "--date", "2024-03-06")
    result = dateline("report", "--store", store, "--out", out)
    assert result.exit_code == 0, result.stderr
    assert out.read_text(encoding="utf-8").startswith("<!")
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_ones_own_actors_are_known_and_read_anew_when_they_change(dateline, tmp_path):
    news, actors, store = tmp_path / "a.txt", tmp_path / "actors.csv", tmp_path / "a.duckdb"
    news.write_text(
        "Red Kite fighters shelled the market of Herat on Monday and killed two people.\n", encoding="utf-8"
    )
    given = ("read", news, "--store", store, "--date", "2024-03-06")
    assert dateline(*given).exit_code == 0

    def entries():
        claims = rows(dateline("claims", "--store", store, "--format", "jsonl"))
        return {p["entity_id"] for c in claims for p in c["participants"] if "Red Kite" in p["name"]}

    assert entries() == {None}
    actors.write_text("id,name,aliases,kind,country\nred-kite,Red Kite,,armed_group,AF\n", encoding="utf-8")
    assert dateline(*given, "--actors", actors).exit_code == 0
    assert entries() == {"red-kite"}
    actors.write_text("id,name,kind\nred-kite,Red Kite,villain\n", encoding="utf-8")
    result = dateline(*given, "--actors", actors)
    assert result.exit_code != 0
    assert "villain" in result.stderr
    result = dateline(*given, "--actors", tmp_path / "none.csv")
    assert "none.csv" in result.stderr
