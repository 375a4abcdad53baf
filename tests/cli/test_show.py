"""``dateline show``: an incident, claim or article by the beginning of its id."""

import io

import pytest
from rich.console import Console

from builders import make_article, make_claim
from dateline.cli.marks import marked, roles_of
from dateline.cli.pages import article_page


def test_an_incident_shows_who_says_what_and_the_words(dateline, record):
    result = dateline("show", record.incident.incident_id, "--store", record.path)
    assert result.exit_code == 0
    for words in (
        record.incident.summary,
        "≥ 7 people",
        "Sources contradict each other",
        "perpetrator: army (witness) | not army (army)",
        "asserts shelling; 2024-03-05; Taliqan Bridge, AF; ≥ 7 people killed",
        "denies shelling",
        "killing at least seven people",
        "2 independent",
    ):
        assert words in result.stdout, words
    assert result.stdout.index("provincial health office") < result.stdout.index("denies shelling")
    assert "\x1b" not in result.stdout


def test_a_claim_shows_its_speaker_and_article(dateline, record):
    result = dateline("show", record.claims[1].claim_id, "--store", record.path)
    assert "army denies: shelling" in result.stdout
    assert record.article.article_id in result.stdout


def test_an_article_shows_its_text_and_claims(dateline, record):
    result = dateline("show", record.article.article_id[:-4], "--store", record.path)
    assert "Market hit" in result.stdout
    assert "Claims (2)" in result.stdout
    assert "The army denied" in result.stdout


@pytest.mark.parametrize(("prefix", "said"), [("claim-", "2 ids begin with"), ("xyz", "begins with 'xyz'")])
def test_an_id_that_fits_none_or_many_is_refused(dateline, record, prefix, said):
    result = dateline("show", prefix, "--store", record.path)
    assert result.exit_code == 2
    assert said in result.stderr


def test_words_that_carry_a_value_are_marked_where_they_stand():
    article = make_article()
    claim = make_claim(article)
    text = marked(article.text, 0, len(article.text), roles_of(claim))
    assert text.plain == article.text
    shown = {text.plain[span.start : span.end] for span in text.spans}
    assert shown == {"Artillery fire", "Tuesday", "Taliqan Bridge", "provincial health office"}


def test_escape_sequences_of_an_article_do_not_reach_the_terminal():
    article = make_article("Shelling \x1b]0;owned\x07 hit [red]the town[/red] \x9b31m today.")
    out = io.StringIO()
    Console(file=out, markup=False).print(article_page(article, [make_claim(article)]))
    assert "\x1b" not in out.getvalue()
    assert "\x9b" not in out.getvalue()
    assert "[red]" in out.getvalue()
