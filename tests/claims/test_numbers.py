import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.claims.numbers import find_quantities, word_value

SIZES = [
    ("58 people", 58, 58, 58),
    ("10,000 residents", 10_000, 10_000, 10_000),
    ("1 000 civilians", 1_000, 1_000, 1_000),
    ("470000", 470_000, 470_000, 470_000),
    ("1.5 million people", 1_500_000, 1_500_000, 1_500_000),
    ("twenty-five", 25, 25, 25),
    ("two hundred and six people", 206, 206, 206),
    ("a dozen fighters", 12, 12, 12),
    ("half a million", 500_000, 500_000, 500_000),
    ("more than a quarter of a million people", 250_001, None, None),
    ("dozens", 24, None, 99),
    ("scores of people", 40, None, 99),
    ("hundreds", 200, None, 999),
    ("tens of thousands", 20_000, None, 99_999),
    ("millions", 2_000_000, None, 9_999_999),
    ("several people", 3, None, 9),
    ("a number of people", 3, None, 9),
    ("a couple of men", 2, 2, 2),
    ("at least 58", 58, None, None),
    ("At least fifty-eight", 58, None, None),
    ("more than 58", 59, None, None),
    ("more than 10,000", 10_001, None, None),
    ("over 58", 59, None, None),
    ("12 or more", 12, None, None),
    ("up to 20", 0, None, 20),
    ("as many as 1300", 0, None, 1300),
    ("fewer than 20", 0, None, 19),
    ("no more than 20", 0, None, 20),
    ("some 58", 58, 58, 58),
    ("nearly 60", 60, 60, 60),
    ("20 to 30 people", 20, None, 30),
    ("20-30 people", 20, None, 30),
    ("between 20 and 30", 20, None, 30),
    ("two or three people", 2, None, 3),
    ("no civilians", 0, 0, 0),
    ("No one", 0, 0, 0),
]


@pytest.mark.parametrize(("text", "low", "best", "high"), SIZES)
def test_sizes_follow_the_guide(text, low, best, high):
    (quantity,) = find_quantities(text)
    assert (quantity.low, quantity.best, quantity.high) == (low, best, high)


def test_a_rise_states_the_later_figure():
    (quantity,) = find_quantities("The death toll rose from 12 to 17.")
    assert quantity.best == 17


@pytest.mark.parametrize(
    "text",
    [
        "on 4 April 2017",
        "in 2016,",
        "a 12-year-old boy",
        "aged 41",
        "Ahmad, 54, spoke first",
        "at 6:30 pm",
        "a 120mm mortar",
        "30 km north",
        "within 48 hours",
        "Resolution 2118",
        "AK-47",
        "20 percent",
        "no longer",
        "the 58th brigade",
        "$500",
    ],
)
def test_what_counts_nobody_is_no_quantity(text):
    assert find_quantities(text) == ()


def test_spans_are_exact_and_carry_the_base():
    text = "Ministry: at least 58 dead, dozens hurt — 🙂 and 3,000 homeless"
    found = find_quantities(text, 100)
    assert [quantity.span.text for quantity in found] == ["at least 58", "dozens", "3,000"]
    for quantity in found:
        assert text[quantity.span.start - 100 : quantity.span.end - 100] == quantity.span.text
        assert quantity.span.contains(quantity.amount)


def test_words_that_make_no_number():
    assert word_value("five twenty") is None
    assert word_value("two thousand and fifteen") == 2015


@settings(deadline=None)
@given(st.text(alphabet="0123456789,.- abcdeilmnorstuvw“”\n–é🙂", max_size=80))
def test_any_text_gives_lawful_quantities(text):
    last = 0
    for quantity in find_quantities(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.text
        assert quantity.span.start >= last
        last = quantity.span.end
        known = [value for value in (quantity.low, quantity.best, quantity.high) if value is not None]
        assert known == sorted(known)


@settings(deadline=None)
@given(
    st.integers(min_value=0, max_value=5_000_000), st.sampled_from(["", "at least ", "more than ", "up to ", "some "])
)
def test_every_whole_number_is_read(number, modifier):
    (quantity,) = find_quantities(f"{modifier}{number:,} people")
    assert quantity.amount.text == f"{number:,}"
    if quantity.best is not None:
        assert quantity.low == quantity.best == quantity.high
