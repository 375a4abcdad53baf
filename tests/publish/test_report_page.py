"""The page's file: what it holds, what it refuses, and that no text can leave its place."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browser.report_record import Record, hostile, market_blast, synthetic, together
from dateline.core import Claim, InternalError, Participant, Span, UsageError
from dateline.publish import ReportOptions, write_report
from dateline.publish.report.initials import initials, masker
from dateline.publish.report.page import json_block
from dateline.publish.report.payload import independent_sources, payload, safe_url

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)


def written(record: Record, tmp_path: Path, **options: object) -> str:
    out = tmp_path / "deep" / "report.html"
    write_report(*record, out, ReportOptions(**options))  # type: ignore[arg-type]
    return out.read_text(encoding="utf-8")


def data_of(page: str) -> dict[str, object]:
    block = next(match for match in SCRIPT.finditer(page) if 'id="data"' in match["attributes"])
    return dict(json.loads(block["text"]))


def test_page_loads_nothing_and_allows_only_its_own_script_and_style(tmp_path: Path) -> None:
    page = written(market_blast(), tmp_path)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    code = [match["text"] for match in SCRIPT.finditer(page) if not match["attributes"]]
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(code) == 2
    for text in code + style:
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in policy[1]
    assert not re.search(r"<(?:link|img|iframe)\b|\bsrc=|@import|url\(", page.split('id="data"')[0])


def test_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    record = together(market_blast(), synthetic(5, words=10))
    assert written(record, tmp_path / "a") == written(record, tmp_path / "b")


def test_hostile_text_stays_inside_the_data_block(tmp_path: Path) -> None:
    record = hostile()
    page = written(record, tmp_path, title="</title><script>window.pwned = 5</script>")
    assert len(SCRIPT.findall(page)) == 4
    assert "<img" not in page
    assert "window.pwned = 5</script>" not in page
    assert data_of(page)["articles"][0]["text"] == record[0][0].text  # type: ignore[index]


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_json_block_has_no_character_that_can_end_it_and_reads_back_the_same(text: str) -> None:
    block = json_block({"text": text})
    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block) == {"text": text}


def test_half_a_surrogate_pair_is_replaced_one_for_one(tmp_path: Path) -> None:
    articles, claims, incidents = market_blast()
    broken = replace(articles[0], text=articles[0].text + "\ud800.")
    page = written(([broken, articles[1]], claims, incidents), tmp_path)
    assert data_of(page)["articles"][0]["text"] == articles[0].text + "\ufffd."  # type: ignore[index]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://post.example/a?b=1", True),
        (" http://post.example/ ", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//post.example", False),
        ("https://[bad", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert safe_url(url) == (url.strip() if kept and url else None)


def test_private_persons_are_initials_unless_asked_and_articles_stay_whole() -> None:
    record = market_blast()
    masked, whole = payload(*record, ReportOptions()), payload(*record, ReportOptions(full_names=True))
    assert "A. B." in masked["incidents"][0]["summary"]
    assert "Anna Berg" not in json.dumps({"claims": masked["claims"], "incidents": masked["incidents"]})
    assert "Anna Berg" in masked["articles"][0]["text"]
    assert "Anna Berg" in whole["incidents"][0]["summary"]


def test_organisations_and_unnamed_sources_keep_their_names() -> None:
    _, claims, incidents = market_blast()
    mask = masker(claims, incidents)
    for kept in ("residents", "Sarin Relief Committee", "provincial health office", "Northern Front", "Annabel"):
        assert mask(kept) == kept


def _person(name: str, entity_id: str | None = None, kind: str = "witness") -> Claim:
    claim = market_blast()[1][2]
    said = replace(claim.attribution, source=name, source_kind=kind)
    return replace(claim, attribution=said, participants=(Participant("other", name, "person", None, entity_id),))


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        (_person("Anna Berg"), "A. B."),
        (_person("Anna Berg", entity_id="person-1"), "Anna Berg"),
        (_person("Anna Berg", kind="government"), "Anna Berg"),
        (_person("President Anna Berg"), "President Anna Berg"),
        (_person("a man of 40"), "a man of 40"),
    ],
)
def test_only_private_persons_are_masked(claim: Claim, shown: str) -> None:
    assert claim.attribution.source
    assert masker([claim], [])(claim.attribution.source) == shown


@given(st.text(st.sampled_from("Anna Berg,.'xé "), max_size=40))
def test_a_masked_text_holds_the_name_no_more(text: str) -> None:
    masked = masker([_person("Anna Berg")], [])(f"{text} Anna Berg {text}")
    assert not re.search(r"(?<!\w)Anna Berg(?!\w)", masked)


@pytest.mark.parametrize(
    ("name", "short"), [("Anna Berg", "A. B."), ("J.-P. van Dorn", "J. P. V. D."), ("أحمد حسن", "أ. ح.")]
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_syndicated_copies_add_no_source() -> None:
    articles, claims, _ = market_blast()
    by_id = {article.article_id: article for article in articles}
    before = independent_sources(claims, by_id)
    copy = replace(articles[0], article_id="article-copy", publisher="Other Paper", duplicate_of=articles[0].article_id)
    copied = [replace(claim, article_id="article-copy", claim_id=f"{claim.claim_id}-copy") for claim in claims]
    assert independent_sources([*claims, *copied], by_id | {"article-copy": copy}) == before


def test_unknown_values_are_left_out_never_zero() -> None:
    toll = payload(*market_blast(), ReportOptions())["claims"][1]["casualties"][0]
    assert toll == {"effect": "killed", "who": "people", "low": 24, "span": toll["span"]}


def test_articles_without_an_incident_are_counted_but_not_carried() -> None:
    articles, claims, incidents = together(market_blast(), synthetic(3, words=10))
    data = payload(articles, claims, incidents[:1], ReportOptions())
    assert data["counts"]["articles"] == 5
    assert len(data["articles"]) == 2
    assert data["counts"]["unlinked"] == 6


def test_missing_claims_and_articles_are_named(tmp_path: Path) -> None:
    articles, claims, incidents = market_blast()
    with pytest.raises(UsageError, match=f"claim {claims[0].claim_id!r}"):
        written((articles, claims[1:], incidents), tmp_path)
    with pytest.raises(UsageError, match=f"article {articles[1].article_id!r}"):
        written((articles[:1], claims, incidents), tmp_path)


def test_a_span_that_does_not_match_its_text_is_refused(tmp_path: Path) -> None:
    articles, claims, incidents = market_blast()
    wrong = replace(claims[0], evidence=(Span(0, 5, "other"),))
    with pytest.raises(InternalError, match="not 'other'"):
        written((articles, [wrong, *claims[1:]], incidents), tmp_path)


def test_a_path_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose another path"):
        write_report(*market_blast(), tmp_path, ReportOptions())


def test_an_empty_record_makes_a_page(tmp_path: Path) -> None:
    page = written(([], [], []), tmp_path)
    assert data_of(page)["incidents"] == []


def test_sizes_stay_small(tmp_path: Path) -> None:
    assert len(written(market_blast(), tmp_path).encode()) < 1_000_000
    hundred = len(written(synthetic(100, words=700), tmp_path).encode())
    one = len(written(synthetic(1, words=700), tmp_path).encode())
    assert one + (hundred - one) * 10 < 15_000_000


def _luminance(colour: str) -> float:
    full = "".join(digit * 2 for digit in colour) if len(colour) == 3 else colour
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_has_aa_contrast_on_every_ground(tmp_path: Path, theme: int) -> None:
    """Contrast of at least 4.5 to 1. Source: WCAG 2.2, success criterion 1.4.3 (AA)."""
    style = re.findall(r":root \{(.*?)\}", written(([], [], []), tmp_path), re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): #(\w+);", style))
    grounds = ["paper", "ground", "sentence", "land"]
    roles = ["trigger", "actor", "target", "place", "time", "figure", "source", "weapon", "reason"]
    pairs = [(ink, ground) for ink in ("ink", "soft-ink", "link") for ground in grounds]
    pairs += [("ink", role) for role in roles] + [("tag", "tag-ground")]
    for ink, ground in pairs:
        high, low = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)
