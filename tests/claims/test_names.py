import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.claims.names import is_pronoun, same_name


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("the Northern Monitor", "Northern Monitor for Rights", True),
        ("NMR", "the Northern Monitor for Rights", True),
        ("Commander Adan", "Adan", True),
        ("the army", "the police", False),
        ("", "the police", False),
        ("government forces", "rebel forces", True),
        ("US", "Northern Monitor", False),
    ],
)
def test_same_name(one, two, same):
    assert same_name(one, two) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_same_name_is_symmetric(one, two):
    assert same_name(one, two) == same_name(two, one)


def test_pronouns():
    assert [w for w in ("he", "They", "he-man", "the official", "") if is_pronoun(w)] == ["he", "They"]
