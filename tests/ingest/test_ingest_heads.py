"""Dates, datelines and credits at the head of a text: header positions only."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ingest.dates import date_in_url, parse_date
from dateline.ingest.heads import read_head


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" date 2023-11-09 The US has said", "2023-11-09"),
        ("Wed 05 Apr 2017 Shells fell", "2017-04-05"),
        ("Date of publication 5 October 2016 Shells", "2016-10-05"),
        ("Raid kills ten Monitor AFP Friday 24 Oct 2014 A raid", "2014-10-24"),
        ("15 Aug 2016 A suicide attack", "2016-08-15"),
        ("October 5, 2016 Shells fell", "2016-10-05"),
        ("Last updated at Aug 012016 A helicopter", "2016-08-01"),
        ("18.10.2014Get short URL 0 13 The raids", "2014-10-18"),
        ("Published: 2016-07-19 12:30", "2016-07-19T12:30"),
        ("Published: 19 July 2016 at 1:05 pm", "2016-07-19T13:05"),
        ("A headline of a text\nBy Ann Example\n3 July 2016\n\nShells fell.", "2016-07-03"),
        ("Shells fall Published duration 18 January 2019 image", "2019-01-18"),
        ("Tuesday 07/06/2016 Shells fell", "2016-06-07"),
        ("29-06-2016 Shells fell", "2016-06-29"),
        ("Print this page Tuesday 19 July 2016 16:45 Strikes", "2016-07-19T16:45"),
    ],
)
def test_date_lines(text, date):
    head = read_head(text)
    assert head.dates == (date,)
    assert head.dated_by == "header"


@pytest.mark.parametrize(
    "text",
    [
        "On 5 April 2017 Syrian jets bombed a town.",
        "April 5 2017 was the day on which jets bombed a town.",
        "5 April 2017, a Wednesday, saw jets over the town.",
        "The army said on Tuesday 4 April 2017 Syrian jets bombed a town.",
        "Jets have bombed the town since Tuesday 4 April 2017 The",
        "31 February 2016 Shells fell",
        "Shells fell. " * 60 + "Published 5 October 2016",
        "A shooting. (Published Monday, Sept. 21, 2015) More",
        "",
    ],
)
def test_prose_is_no_date_line(text):
    assert read_head(text).dates == ()


def test_two_readings_stay_two():
    assert read_head("04/05/2017 Shells fell").dates == ("2017-04-05", "2017-05-04")
    assert read_head("05-05-2016 Shells fell").dates == ("2016-05-05",)


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("BEIRUT (Reuters) - Shells fell", "BEIRUT", "Reuters", None),
        ("DAMASCUS, Syria (AP) — Shells fell", "DAMASCUS, Syria", "AP", None),
        ("GAZA, Nov 20 (Reuters) – Shells fell", "GAZA", "Reuters", None),
        ("GAZA, Nov 20, 2014 (Reuters) – Shells fell", "GAZA", "Reuters", "2014-11-20"),
        ("BOGOTA, 3 FEB 89 (RADIO UNO) -- [TEXT] IT", "BOGOTA", "RADIO UNO", "1989-02-03"),
        ("PANAMA CITY (PANAMA), 8 NOV 89 (ACAN - EFE) -- X", "PANAMA CITY, PANAMA", "ACAN-EFE", "1989-11-08"),
        ("WASHINGTON, D.C. (AP) - Shells", "WASHINGTON, D.C.", "AP", None),
        ("ST. GEORGE, Utah — A teenager", "ST. GEORGE, Utah", None, None),
        ("KHARTOUM, June 22 (Xinhua) -- Clashes", "KHARTOUM", "Xinhua", None),
        ("BEIRUT Reuters The army", "BEIRUT", "Reuters", None),
        ("Beirut (AP) — The army", "Beirut", "AP", None),
        ("3 July 2016 BEIRUT A helicopter fell", "BEIRUT", None, "2016-07-03"),
        ("3 July 2016 Shells fall. MOSCOW (Sputnik) Shells", "MOSCOW", "Sputnik", "2016-07-03"),
        ("By Ann Example, AFP\nShells fell", None, "AFP", None),
        ("Shells fell on the town. (AFP)", None, "AFP", None),
        ("Shells fell. Source ExampleWorld and agencies", None, "ExampleWorld and agencies", None),
        ("UPDATE - Shells fell on the town", None, None, None),
        ("ISIL Kills 20 in the town. Shells fell", None, None, None),
        ("The monitor told AFP that shells fell", None, None, None),
    ],
)
def test_datelines_and_credits(text, place, agency, date):
    head = read_head(text)
    assert (head.place, head.agency) == (place, agency)
    assert head.dates == ((date,) if date else ())


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://x.org/2016/07/19/shells", "2016-07-19"),
        ("https://x.org/world/2016/jul/19/shells", "2016-07-19"),
        ("https://x.org/20160719/shells", "2016-07-19"),
        ("https://x.org/news-2016-07-19-a", None),
        ("https://x.org/2016/13/19/shells", None),
        ("https://x.org/?d=/2016/07/19/", None),
        ("", None),
    ],
)
def test_dates_in_urls(url, date):
    assert date_in_url(url) == date


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
@settings(deadline=None)
def test_every_day_is_read_back_from_every_form(day):
    iso = day.isoformat()
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %B %d, %Y", "%d.%m.%Y", "%Y%m%d"):
        assert parse_date(day.strftime(form)).value == iso
    assert iso in parse_date(day.strftime("%d/%m/%Y")).readings


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_has_a_head(text):
    head = read_head(text)
    assert 0 <= head.end <= len(text)
