import json
import random
import re

from hypothesis import given
from hypothesis import strategies as st
from training.annotated import OWN, Annotated, anchored, edited, rejoined, written
from training.variation import COUNTRIES, GROUPS, filled, renamed, unpunctuated, varied

TEXT = "Syrian jets bombed Aleppo on Tuesday, killing 12 people, Syria's state agency said. Hamas fighters fled Aleppo."


def quote(words, nth=0):
    at = [m.start() for m in re.finditer(re.escape(words), TEXT)][nth]
    return at, at + len(words)


def claim(**parts):
    bare = {"incident": "i1", "type": "air_strike", "modality": "happened", "evidence": [quote(TEXT.split(". ")[0])]}
    return bare | {"trigger": quote("bombed"), "source": {"q": None, "kind": "publisher", "stance": "asserts"}} | parts


ARTICLE = Annotated(
    "a",
    TEXT,
    "2024-05-01",
    [
        claim(
            perpetrator=[{"q": quote("Syrian jets"), "kind": "state_force"}],
            place={"q": quote("Aleppo"), "country": "SY"},
            casualties=[{"effect": "killed", "low": 12, "high": 12, "q": quote("12 people")}],
            source={"q": quote("Syria's state agency"), "kind": "media", "stance": "asserts"},
        )
    ],
)


@given(st.lists(st.tuples(st.integers(0, len(TEXT) // 6 - 1), st.text("xyz ", max_size=9)), unique_by=lambda e: e[0]))
def test_labels_move_with_their_words(edits):
    spans = [(6 * k, 6 * k + 3, new) for k, new in edits]
    moved = edited(ARTICLE, spans)
    before, after = ARTICLE.claims[0]["trigger"], moved.claims[0]["trigger"]
    if not any(a < before[1] and b > before[0] for a, b, _ in spans):
        assert moved.text[slice(*after)] == TEXT[slice(*before)]
    for a, b in moved.claims[0]["evidence"]:
        assert 0 <= a < b <= len(moved.text)


def test_names_change_together_and_everything_else_stays():
    article = renamed(ARTICLE, random.Random(1))
    told = {key: article.text[slice(*article.claims[0][key]["q"])] for key in ("place", "source")}
    assert "Aleppo" not in article.text
    assert article.text.count(told["place"]) == 2
    assert told["source"].endswith("'s state agency")
    assert article.text[slice(*article.claims[0]["trigger"])] == "bombed"
    assert article.text[slice(*article.claims[0]["casualties"][0]["q"])] == "12 people"


SLOTTED = {
    "id": "w",
    "claims": [
        {
            "trigger": "shot",
            "evidence": ["A {C1a} soldier shot two {G1} men in {P1}, {N1} said."],
            "perpetrator": [{"q": "A {C1a} soldier", "kind": "state_force"}],
            "source": {"q": "{N1}", "kind": "unknown"},
        }
    ],
}


@given(st.integers(0, 10**6))
def test_slots_are_filled_and_quotes_follow(seed):
    article = filled(anchored(SLOTTED, SLOTTED["claims"][0]["evidence"][0]), random.Random(seed))
    (claim,) = article.claims
    who = article.text[slice(*claim["perpetrator"][0]["q"])]
    assert who.removeprefix("An " if who[3] in "AEIO" else "A ").removesuffix(" soldier") in dict(COUNTRIES).values()
    assert re.fullmatch(r"An? .+ shot two (.+) men in .+, .+ said\.", article.text)[1] in GROUPS
    assert article.text[slice(*claim["trigger"])] == "shot"
    assert article.text.endswith(f"{article.text[slice(*claim['source']['q'])]} said.")


def test_written_reports_name_nobody_and_are_told_with_all_their_labels():
    names = "|".join(re.escape(name) for name in {*GROUPS, *(n for pair in COUNTRIES for n in pair)})
    reports = written()
    assert len(reports) > 500
    for report in reports:
        assert not re.search(rf"\b(?:{names})\b", report.text), report.id
        told = varied(report, random.Random(1))
        assert "{" not in told.text
        assert all(claim["trigger"] and claim["evidence"] for claim in told.claims), report.id


def test_lost_punctuation():
    article = unpunctuated(ARTICLE)
    assert "," not in article.text
    assert article.text[slice(*article.claims[0]["source"]["q"])] == "Syrias state agency"


def test_a_quote_stands_in_its_evidence_first():
    text = "The raid was long ago. A new raid killed two."
    row = {"id": "a", "claims": [{"trigger": "raid", "evidence": ["A new raid killed two."], "source": {"q": None}}]}
    assert anchored(row, text).claims[0]["trigger"] == (29, 33)
    row["claims"][0]["trigger"] = ["raid", 1]
    assert anchored(row, text).claims[0]["trigger"] == (4, 8)
    row = {"id": "a", "claims": [{"trigger": "he", "evidence": ["The raid, he said."], "source": {"q": None}}]}
    assert anchored(row, "The raid, he said.").claims[0]["trigger"] == (10, 12)


def test_tokens_become_prose():
    assert rejoined("“ It ’ s a no - go , ” he said .") == "“It’s a no-go,” he said."


def test_our_annotations_hold_no_words():
    free = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
    with OWN.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    assert len(rows) > 500
    for row in rows:
        names = [c.get("place", {}).get("admin1", "") or "" for c in row["claims"]]
        bare = json.dumps([{k: v for k, v in c.items() if k != "place"} for c in row["claims"]])
        assert not free.search(bare), row["id"]
        assert all(len(name) < 50 for name in names)
