"""Time expressions of conflict news: each sentence of the table with its date, value and interval."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core import Span, Timex
from dateline.read.sentences import split_sentences
from dateline.read.timexes import event_interval, find_timexes

with (Path(__file__).parent / "conflict_sentences.tsv").open(encoding="utf-8") as table:
    CASES = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def found(text: str, published: str | None) -> tuple[Timex, ...]:
    return find_timexes(text, split_sentences(text), published)


def known(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize("case", CASES, ids=[f"{row['published']} {row['sentence']}" for row in CASES])
def test_sentence_of_conflict_news(case):
    mark = re.search(r"\[(.+?)\]", case["sentence"])
    text = case["sentence"].replace("[", "").replace("]", "")
    start, end = mark.start(), mark.end() - 2
    published = known(case["published"])
    timexes = found(text, published)
    here = [timex for timex in timexes if timex.span.start < end and start < timex.span.end]
    assert len(here) == 1, timexes
    when = event_interval(here[0], text, published=published, timexes=timexes)
    assert (here[0].value, when.begin, when.end) == (case["value"], known(case["begin"]), known(case["end"]))


@pytest.mark.parametrize(
    "text",
    [
        "The army may attack the town.",
        "Protesters march through the old city.",
        "Thousands joined the march on the ministry.",
        "A second convoy was hit by the third brigade.",
        "The fall of the city shocked the region.",
        "The sun rose and the guard sat down.",
        "The strike killed 1,984 people and wounded 2016 civilians.",
        "The 25-year-old driver was shot.",
        "Call 0171 496 0123 or write to room 2014.",
        "They lost 3-2 and then 10-9.",
        "THE SOLDIERS MAY MARCH TO THE BORDER.",
        "At least 31 shells and 12 rockets fell.",
        "The Arab Spring brought hope.",
        "He will return as soon as possible.",
    ],
)
def test_no_time_where_none_is_told(text):
    assert found(text, "2016-08-17") == ()


def test_history_counts_from_the_last_date_told():
    text = (
        "In 1914 war broke out. In 1915 the front froze. In 1916 the great battles came. On 1 July 1916 the attack "
        "began. On 14 July cavalry rode out. In 1917 came mutiny, and in 1918 the end. By 1919 peace was made, and in "
        "1920 the league met. In 1921, 1922, 1923, 1924, 1925 and 1926 the borders were drawn."
    )
    assert "1916-07-14" in [timex.value for timex in found(text, "2009-12-19")]


def test_unknown_day_of_publication_is_never_guessed():
    timexes = found("The town was hit on Monday, a week after last month's raid in May.", None)
    assert [(timex.begin, timex.end_date) for timex in timexes] == [(None, None)] * len(timexes)
    assert len(timexes) >= 3


def test_a_day_of_no_month_is_no_date():
    assert found("It happened on 45/13/2016.", "2016-08-17") == ()


WORDS = st.sampled_from(
    "on last next the two 3 31 1999 2016 May March Monday week weeks ago later earlier since until between and to "
    "of early late mid - , . ' 10:30 p.m. BC ramadan spring first quarter noon Tuesday night '90s 1/2 every few a "
    "couple hundred 16 2016-02-30 29 February Easter 9999 0215 today killed will".split()
)


@given(st.lists(WORDS, max_size=25), st.sampled_from([None, "2016-02-29", "0001-01-01", "9999-12-31", "junk"]))
@settings(max_examples=150, deadline=None)
def test_spans_stand_in_the_text_in_order_and_apart(words, published):
    text = " ".join(words)
    timexes = find_timexes(text, (Span.of(text, 0, len(text)),) if text else (), published)
    end = 0
    for timex in timexes:
        assert timex.span.start >= end
        assert text[timex.span.start : timex.span.end] == timex.span.text
        assert timex.type in ("DATE", "TIME", "DURATION", "SET")
        assert timex.begin is None or timex.end_date is None or timex.begin <= timex.end_date
        end = timex.span.end
    assert find_timexes(text, split_sentences(text), published) is not None


@pytest.mark.parametrize("published", ["2016-08-17", "2016-08-17T23:50:00+02:00"])
def test_a_date_time_of_publication_counts_as_its_day(published):
    assert found("It was hit yesterday.", published)[0].value == "2016-08-16"
