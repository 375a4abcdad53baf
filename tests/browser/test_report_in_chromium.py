"""The page as a reader meets it, in a real browser."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.chromium import chromium, resize, texts
from browser.report_record import Record, hostile, market_blast, synthetic, together
from dateline.publish import ReportOptions, write_report

pytestmark = pytest.mark.browser

Open = Callable[..., None]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def opened(driver: Any, tmp_path: Path) -> Iterator[Open]:
    """Open the page of a record; afterwards the console must be without an error."""

    def opener(record: Record, fragment: str = "") -> None:
        out = tmp_path / "report.html"
        write_report(*record, out, ReportOptions())
        resize(driver, 1300, 900)
        driver.get("about:blank")
        driver.get(f"{out.as_uri()}{fragment}")
        _until(driver, "document.documentElement.dataset.ready === 'yes' && document.querySelector('#land path')")

    driver.get_log("browser")
    yield opener
    assert driver.get_log("browser") == []


def _until(driver: Any, condition: str, seconds: float = 60) -> None:
    """Wait until a JavaScript condition holds."""
    end = time.monotonic() + seconds
    while not driver.execute_script(f"return Boolean({condition})"):
        assert time.monotonic() < end, f"never came true: {condition}"
        time.sleep(0.05)


def _press(driver: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def _click(driver: Any, selector: str, text: str) -> None:
    found = driver.execute_script(
        "const node = [...document.querySelectorAll(arguments[0])].find((n) => n.textContent.includes(arguments[1]));"
        "node?.click(); return Boolean(node)",
        selector,
        text,
    )
    assert found, f"no {selector} with {text!r}"


def _shown(driver: Any) -> str:
    return str(driver.execute_script("return document.querySelector('#count strong').textContent"))


def test_page_shows_header_counts_table_map_and_timeline(driver: Any, opened: Open) -> None:
    opened(together(market_blast(), synthetic(20, words=20)))
    assert texts(driver, ".lead") == ["21 incidents from 22 articles by 27 independent sources."]
    assert "no tool for targeting" in texts(driver, ".purpose")[0]
    assert _shown(driver) == "21 of 21"
    assert len(texts(driver, "#rows tr[data-row]")) == 21
    _until(driver, "document.querySelectorAll('.mark').length > 3")
    assert driver.execute_script("return document.querySelectorAll('#timeline .bar').length") > 3


def test_settled_figures_and_blanks_are_written_as_such(driver: Any, opened: Open) -> None:
    opened(market_blast())
    cells = dict(zip(texts(driver, "#table thead button"), texts(driver, "#rows td"), strict=True))
    assert cells["Killed: low–best–high"] == "24–41–50"
    assert cells["Who → whom"] == "Armed Forces of the Republic or Northern Front → traders"
    _click(driver, "#rows tr", "Sarin Kot")
    _until(driver, "document.querySelector('.says')")
    figures = texts(driver, ".says td[data-label=Figure]")
    assert "killed 24–99 (“dozens of people”)" in figures[0]
    assert "killed ≥ 24" in figures[1]
    assert "killed 3 (children), part of the total" in figures[1]
    assert "not stated" in figures[3]


def test_clicking_a_figure_highlights_exactly_its_words(driver: Any, opened: Open) -> None:
    record = market_blast()
    opened(record, f"#incident={record[2][0].incident_id}")
    for shown, words in (("killed 44–50", "between 44 and 50 dead"), ("killed ≥ 24", "at least 24 people")):
        _click(driver, ".says a", shown)
        _until(driver, f"document.querySelector('#text mark.current')?.textContent === {words!r}")
        assert "".join(texts(driver, "#text mark.current")) == words
        focused = driver.execute_script("return document.activeElement.textContent")
        assert focused == words


def test_offsets_are_code_points_even_beyond_the_basic_plane(driver: Any, opened: Open) -> None:
    record = hostile()
    opened(record, f"#incident={record[2][0].incident_id}")
    _click(driver, ".says a", "killed 5")
    _until(driver, "document.querySelector('#text mark.current')?.textContent === '5 people'")
    assert texts(driver, "#text") == [record[0][0].text]


def test_every_span_of_a_claim_is_marked_with_its_words(driver: Any, opened: Open) -> None:
    record = market_blast()
    claim = record[1][5]
    opened(record, f"#incident={record[2][0].incident_id}&claim={claim.claim_id}")
    assert texts(driver, "#text mark.r-reason") == ["to punish ", " for paying taxes"]
    assert texts(driver, "#text mark.r-target") == ["traders"]
    inner = driver.execute_script("return document.querySelector('#text mark.r-target').title")
    assert inner == "target, stated reason"
    assert "inferred" in texts(driver, ".legend-table")[0]


def test_hostile_article_runs_no_script_and_leaves_no_markup(driver: Any, opened: Open) -> None:
    record = hostile()
    opened(record)
    for fragment in ("", f"#incident={record[2][0].incident_id}"):
        driver.execute_script("location.hash = arguments[0]", fragment)
        time.sleep(0.2)
        assert driver.execute_script("return window.pwned") is None
        assert driver.execute_script("return document.querySelectorAll('img, iframe, object').length") == 0
        links = driver.execute_script("return [...document.querySelectorAll('a')].map((a) => a.protocol)")
        assert set(links) <= {"file:", "http:", "https:"}


def test_policy_refuses_scripts_that_are_not_the_pages_own(driver: Any, opened: Open) -> None:
    opened(market_blast())
    driver.execute_script(
        "const s = document.createElement('div'); document.body.append(s);"
        "try { s.innerHTML = '<b>x</b>'; window.parsed = true; } catch { window.parsed = false; }"
    )
    assert driver.execute_script("return window.parsed") is False
    driver.get_log("browser")


def test_filters_narrow_and_the_fragment_brings_them_back(driver: Any, opened: Open) -> None:
    record = together(market_blast(), synthetic(60, words=10))
    opened(record)
    driver.execute_script(
        "const c = document.getElementById('f-country'); c.value = 'AF'; c.dispatchEvent(new Event('change'));"
        "const q = document.getElementById('f-q'); q.value = 'sarin'; q.dispatchEvent(new Event('input'));"
        "document.getElementById('f-disputed').click()"
    )
    narrowed = _shown(driver)
    fragment = driver.execute_script("return location.hash")
    assert fragment == "#country=AF&disputed=1&q=sarin"
    assert narrowed not in ("61 of 61", "0 of 61")
    opened(record, fragment)
    assert _shown(driver) == narrowed
    assert driver.execute_script("return document.getElementById('f-country').value") == "AF"
    _click(driver, "#clear", "Clear")
    assert _shown(driver) == "61 of 61"


def test_dragging_on_the_timeline_chooses_dates(driver: Any, opened: Open) -> None:
    opened(synthetic(60, words=10))
    from selenium.webdriver.common.action_chains import ActionChains

    chart = driver.find_element("css selector", "#timeline svg")
    ActionChains(driver).move_to_element_with_offset(chart, -200, 0).click_and_hold().move_by_offset(
        300, 0
    ).release().perform()
    view = driver.execute_script("return Object.fromEntries(new URLSearchParams(location.hash.slice(1)))")
    assert view["from"] < view["to"]
    assert _shown(driver) != "60 of 60"


def test_table_works_by_keyboard_and_returns_to_its_row(driver: Any, opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    opened(synthetic(300, words=10))
    driver.execute_script("document.querySelector('#rows [tabindex=\"0\"]').focus()")
    _press(driver, Keys.END)
    assert driver.execute_script("return document.activeElement.dataset.row") == "299"
    _press(driver, Keys.ARROW_UP, Keys.ENTER)
    _until(driver, "!document.getElementById('incident').hidden")
    assert driver.execute_script("return document.activeElement.id") == "incident-title"
    _press(driver, Keys.ESCAPE)
    _until(driver, "document.getElementById('incident').hidden")
    assert driver.execute_script("return document.activeElement.dataset.row") == "298"


def test_columns_sort_and_blanks_come_last(driver: Any, opened: Open) -> None:
    opened(synthetic(12, words=10))
    for _ in range(2):
        _click(driver, "#th-killed button", "Killed")
        cells = texts(driver, "#rows td.c-killed")
        known = [int(text.replace(",", "")) for text in cells if text != "not stated"]
        assert cells[len(known) :] == ["not stated"] * (len(cells) - len(known))
        ways = driver.execute_script("return document.getElementById('th-killed').getAttribute('aria-sort')")
        assert known == sorted(known, reverse=ways == "descending")


def test_country_only_incidents_are_listed_and_never_drawn(driver: Any, opened: Open) -> None:
    articles, claims, incidents = synthetic(60, words=10)
    chosen = [one for one in incidents if one.place and one.place.precision in ("country", "unknown")]
    opened((articles, claims, chosen))
    time.sleep(0.2)
    assert driver.execute_script("return document.querySelectorAll('.mark').length") == 0
    assert len(texts(driver, "#off-map li")) == len(chosen)
    assert f"from {len(chosen)} articles (of 60 read)" in texts(driver, ".lead")[0]


def test_map_moves_by_keyboard(driver: Any, opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

    opened(market_blast())
    driver.execute_script("document.getElementById('map-svg').focus()")
    transform = "return document.getElementById('land').getAttribute('transform')"
    before = driver.execute_script(transform)
    _press(driver, "+", Keys.ARROW_LEFT)
    WebDriverWait(driver, 10).until(lambda page: page.execute_script(transform) != before)


@pytest.mark.parametrize("width", [360, 800, 1300])
def test_nothing_runs_out_of_the_page_at_any_width(driver: Any, opened: Open, width: int) -> None:
    record = together(market_blast(), hostile())
    opened(record)
    for fragment in ("", f"#incident={record[2][0].incident_id}", f"#incident={record[2][1].incident_id}"):
        driver.execute_script("location.hash = arguments[0]", fragment)
        resize(driver, width)
        time.sleep(0.4)
        assert driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_thousands_of_rows_keep_few_nodes(driver: Any, opened: Open) -> None:
    opened(synthetic(2_000, words=2))
    driver.execute_script("document.getElementById('scroll').scrollTop = 54 * 1500")
    _until(driver, "document.querySelector('#rows tr[data-row]').dataset.row > 1400")
    assert len(texts(driver, "#rows tr")) < 80
