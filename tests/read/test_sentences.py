from hypothesis import given
from hypothesis import strategies as st

from dateline.read.sentences import split_sentences


def texts(text):
    return [s.text for s in split_sentences(text)]


def test_plain_prose():
    assert texts("Shells fell at dawn. Nine people died! Who fired?") == [
        "Shells fell at dawn.",
        "Nine people died!",
        "Who fired?",
    ]


def test_abbreviations_and_initials_do_not_end_a_sentence():
    assert texts("Gen. R. Okoro met U.N. envoys on Nov. 3 in St. Mora. They left.") == [
        "Gen. R. Okoro met U.N. envoys on Nov. 3 in St. Mora.",
        "They left.",
    ]


def test_month_may_ends_a_sentence():
    assert texts("The town fell in May. Troops left.") == ["The town fell in May.", "Troops left."]


def test_closing_quote_stays_with_its_sentence():
    assert texts('"We did not fire." The army spoke again.') == ['"We did not fire."', "The army spoke again."]


def test_lower_case_after_a_stop_goes_on():
    assert len(texts("He said 3.5 million fled. and then he left.")) == 1


def test_headline_without_a_stop_is_its_own_sentence():
    assert texts("Blast hits market\n\nA bomb exploded. ") == ["Blast hits market", "A bomb exploded."]


def test_hard_wrapped_lines_are_joined():
    line = "THE ARMY REPORTED THAT SEVERAL PEOPLE WERE TAKEN FROM THE\n"
    assert len(texts(line * 6)) == 1


@given(st.text(max_size=300))
def test_spans_are_exact_ordered_and_lose_nothing(text):
    spans = split_sentences(text)
    assert all(text[s.start : s.end] == s.text and s.text.strip() == s.text for s in spans)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    kept = "".join(s.text for s in spans)
    assert "".join(kept.split()) == "".join(text.split())
