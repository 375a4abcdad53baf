import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claims.casualties import find_casualties, read_casualties, read_casualty
from dateline.core import Span


def whole(text: str) -> Span:
    return Span.of(text, 0, len(text))


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def found(text: str):
    return {(row.effect, row.low, row.high) for row in find_casualties(text, whole(text))}


FOUND = [
    ("12 people were killed and 30 injured in the raid.", {("killed", 12, 12), ("injured", 30, 30)}),
    (
        "The blast hit a bus, killing at least 15 people and injuring 25 others.",
        {("killed", 15, None), ("injured", 25, 25)},
    ),
    ("The fire left 26 dead.", {("killed", 26, 26)}),
    ("The death toll rose to 17 on Monday.", {("killed", 17, 17)}),
    ("The death toll rose from 12 to 17.", {("killed", 17, 17)}),
    (
        "There are 58 dead, including 11 children, and dozens more wounded.",
        {("killed", 58, 58), ("killed", 11, 11), ("injured", 24, 99)},
    ),
    ("Gunmen kidnapped 20 girls from the school.", {("abducted", 20, 20)}),
    ("76 children and 41 women were among those killed.", {("killed", 76, 76), ("killed", 41, 41)}),
    ("A policeman was shot dead at the gate.", {("killed", 1, 1)}),
    ("Scores of people died in the camp.", {("killed", 40, 99)}),
    ("The shelling wounded a woman and two men.", {("injured", 1, 1), ("injured", 2, 2)}),
    ("A family of five was killed in its home.", {("killed", 5, 5)}),
    ("The raid killed his two sons.", {("killed", 2, 2)}),
    ("No civilians were killed.", {("killed", 0, 0)}),
    ("The strike did not cause any casualties.", {("killed_or_injured", 0, 0)}),
    (
        "At least 18 civilians including five children were killed on Saturday.",
        {("killed", 18, None), ("killed", 5, 5)},
    ),
    ("The floods of fighting displaced 11 million people.", {("displaced", 11_000_000, 11_000_000)}),
    ("Police arrested 14 protesters near the square.", {("detained", 14, 14)}),
    ("Three soldiers are missing.", {("missing", 3, 3)}),
]


@pytest.mark.parametrize(("text", "rows"), FOUND)
def test_finder_reads_the_figures_of_a_sentence(text, rows):
    assert found(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "Three shells hit the market on Monday.",
        "The coalition carried out 31 air strikes near 12 villages.",
        "Two helicopters were seen over the town.",
        "Ten days later the army withdrew.",
        "Gunmen in two cars fled the scene.",
        "Many were killed.",
        "The rebels killed an unknown number of soldiers.",
    ],
)
def test_what_is_no_person_makes_no_row(text):
    assert found(text) == set()


def test_people_said_to_be_unhurt_are_not_counted_as_hurt():
    assert ("injured", 12, 12) not in found("The 12 passengers were not injured.")


def test_a_part_points_to_its_total_and_is_not_added():
    text = "The ministry said 12 people were killed, including three children and two nurses, and 40 were wounded."
    rows = find_casualties(text, whole(text))
    total = next(index for index, row in enumerate(rows) if row.low == 12)
    parts = {row.who: row.part_of for row in rows if row.part_of is not None}
    assert parts == {"children": total, "nurses": total}
    assert [row.part_of for row in rows if row.effect == "injured"] == [None]


def test_marked_words_become_a_row():
    text = "At least 112 people were killed near the river."
    row = read_casualty(text, at(text, "112 people"), "killed", whole(text))
    assert row is not None
    assert (row.low, row.best, row.high, row.who) == (112, None, None, "people")
    assert text[row.span.start : row.span.end] == row.span.text == "At least 112 people"


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [
        ("Gunmen shot dead Senator Amal Idris on Monday.", "Senator Amal Idris", 1),
        ("His brother, Karim, was arrested.", "His brother, Karim", 1),
        ("The blast killed the mayor and six others.", "the mayor and six others", 7),
        ("The troops arrested him.", "him", 1),
        ("The blast killed one man and injured another.", "another", 1),
        ("Karim, 26, was killed.", "Karim, 26", 1),
        ("A civil defence member was wounded.", "A civil defence member", 1),
        ("The governor was not injured.", "not injured", 0),
    ],
)
def test_persons_without_a_number(text, words, count):
    row = read_casualty(text, at(text, words), "killed", whole(text))
    assert row is not None
    assert (row.low, row.best, row.high) == (count, count, count)


@pytest.mark.parametrize("words", ["Many civilians", "civilians", "others", "the villagers"])
def test_blank_is_not_zero(words):
    text = f"They said {words} were killed there."
    assert read_casualty(text, at(text, words), "killed", whole(text)) is None


def test_a_share_is_a_row_of_its_own():
    text = "The office counted 90 dead, two-thirds of them women and children."
    rows = read_casualties(
        text, [(at(text, "90"), "killed"), (at(text, "two-thirds of them"), "killed")], [whole(text)]
    )
    assert [(row.low, row.share, row.part_of) for row in rows] == [(90, None, None), (None, 0.667, 0)]
    assert rows[1].who == "women and children"


def test_the_same_figure_said_twice_is_one_row():
    text = "It killed 12 people. The 12 people killed were buried on Sunday."
    sentences = [at(text, "It killed 12 people."), at(text, "The 12 people killed were buried on Sunday.")]
    second = Span.of(text, text.rindex("12"), text.rindex("12") + 2)
    assert len(read_casualties(text, [(at(text, "12"), "killed"), (second, "killed")], sentences)) == 1


NUMBERS = st.integers(min_value=1, max_value=5000)


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.sampled_from(["including", "among them"]), st.sampled_from(["", "at least ", "up to "]))
def test_a_part_never_exceeds_its_whole(total, part, cue, modifier):
    text = f"The raid killed {modifier}{total} people, {cue} {part} children."
    rows = find_casualties(text, whole(text))
    for row in rows:
        if row.part_of is not None:
            high = rows[row.part_of].high
            assert high is None or (row.high is not None and row.high <= high)


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["12", "people", "were", "killed", "no", "including", "three", "and", "wounded", "a", "man", ","]
        ),
        max_size=14,
    )
)
def test_any_sentence_gives_lawful_rows(words):
    text = " ".join([*words, "."])
    for row in find_casualties(text, whole(text)):
        assert text[row.span.start : row.span.end] == row.span.text
        known = [value for value in (row.low, row.best, row.high) if value is not None]
        assert known == sorted(known)
        assert row.low is not None or row.high is not None


def test_words_that_name_nobody_give_no_row():
    text = "The dead and , were not counted."
    sentence = Span.of(text, 0, len(text))
    assert read_casualty(text, Span.of(text, 9, 14), "killed", sentence) is None


def test_some_of_the_dead_are_part_of_the_total_told_before():
    text = "Shells killed at least seven people. Three of the dead were women, the office said."
    first, second = Span.of(text, 0, 36), Span.of(text, 37, len(text))
    rows = [(Span.of(text, 14, 35), "killed"), (Span.of(text, 37, 54), "killed")]
    whole, part = read_casualties(text, rows, (first, second))
    assert (whole.low, whole.part_of, part.low, part.part_of) == (7, None, 3, 0)


@pytest.mark.parametrize(
    ("text", "words", "effect"),
    [
        ("The toll rose after four of the wounded died in hospital.", "four of the wounded", "killed"),
        ("Two of the injured have since succumbed to their wounds.", "Two of the injured", "killed"),
        ("Two of the injured are in danger of dying, doctors said.", "Two of the injured", "injured"),
        ("Four of the wounded are children whose mother died.", "Four of the wounded", "injured"),
        ("Two of the wounded have not died.", "Two of the wounded", "injured"),
    ],
)
def test_the_wounded_who_died_are_dead_and_no_others(text, words, effect):
    row = read_casualty(text, at(text, words), "injured", whole(text))
    assert (row.effect, row.low) == (effect, 4 if words.lower().startswith("four") else 2)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("An airstrike killed at least 11 and up to 15 members of a family.", {("killed", 11, 15)}),
        ("A teacher was killed alongside at least 15 to 18 other civilians.", {("killed", 1, 1), ("killed", 15, 18)}),
        (
            "Between 12 and 14 civilians, including at least five women and four children, were killed, and at least "
            "40 civilians, including two nurses, were injured.",
            {("killed", 12, 14), ("killed", 5, None), ("killed", 4, 4), ("injured", 40, None), ("injured", 2, 2)},
        ),
    ],
)
def test_figures_with_both_bounds_and_with_lists_in_between(text, rows):
    assert {(row.effect, row.low, row.high) for row in find_casualties(text, whole(text))} == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("The blast killed at least 15 and up to 20 were hurt.", {("killed", 15, None), ("injured", 0, 20)}),
        (
            "The blast killed three soldiers and two civilians, and 15 others were wounded.",
            {("killed", 3, 3), ("killed", 2, 2), ("injured", 15, 15)},
        ),
        (
            "Gunmen killed ten men, six women and four children and 50 people were injured.",
            {("killed", 10, 10), ("killed", 6, 6), ("killed", 4, 4), ("injured", 50, 50)},
        ),
        ("Police fired on 500 protesters, killed three.", {("killed", 3, 3)}),
        ("Rebels killed nine villagers, abducted four.", {("killed", 9, 9), ("abducted", 4, 4)}),
    ],
)
def test_each_figure_keeps_its_own_effect(text, rows):
    assert {(row.effect, row.low, row.high) for row in find_casualties(text, whole(text))} == rows
