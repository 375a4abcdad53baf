import pytest

from dateline.read.gate import conflict_score


@pytest.mark.parametrize(
    "text",
    [
        "Militants fired mortar shells at the village overnight, killing six civilians, the health ministry said.",
        "A roadside bomb struck an army convoy near the border; two soldiers died and five were wounded.",
    ],
)
def test_reports_of_violence_pass(text):
    assert conflict_score(text) > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "The central bank left interest rates unchanged on Thursday and said growth would slow in the second quarter.",
        "The bakery on the corner won first prize for its sourdough at the county fair, the organisers announced.",
    ],
)
def test_other_news_scores_low(text):
    assert conflict_score(text) < 0.5


def test_empty_text_has_a_score():
    assert 0 < conflict_score("") < 1
