"""Near-copies: found whatever the order, the head or the batch; distinct reports stay apart."""

import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core import Article, content_id
from dateline.ingest import mark_copies

WORDS = [f"w{number}" for number in range(400)]


def article(text: str, published: str | None = None) -> Article:
    return Article(article_id=content_id("a", text), article_key=text[:9], text=text, sha256="", published=published)


def body(seed: int, size: int = 80) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=size))


def family() -> list[Article]:
    wire = body(1)
    return [
        article(f"BEIRUT, Nov 20 (Reuters) - {wire}", "2014-11-20"),
        article(f"Thursday 20 Nov 2014 {wire} Read also more", "2014-11-21"),
        article(f"DAMASCUS, Syria (AP) — {wire[:-30]}", "2014-11-22"),
        article(body(2), "2014-11-19"),
        article(body(3)),
        article(body(1, 30), "2014-11-19"),
        article("Three people were killed on Sunday, police said."),
        article("Three people were killed on Sunday, police say."),
    ]


def marks(articles) -> dict[str, str | None]:
    return {item.article_id: item.duplicate_of for item in articles}


def test_copies_name_the_earliest():
    original, second, third, *others = mark_copies(family())
    assert original.duplicate_of is None
    assert second.duplicate_of == third.duplicate_of == original.article_id
    assert all(other.duplicate_of is None for other in others)


def test_the_smaller_id_is_the_original_of_undated_copies():
    texts = [article(body(1) + end) for end in (" x", " y")]
    first, second = sorted(mark_copies(texts), key=lambda item: item.article_id)
    assert (first.duplicate_of, second.duplicate_of) == (None, first.article_id)


def test_lost_apostrophes_do_not_hide_a_copy():
    text = " ".join(f"town{n}'s people" for n in range(40))
    kept, lost = mark_copies([article(text, "2014-01-01"), article(text.replace("'", ""), "2014-01-02")])
    assert lost.duplicate_of == kept.article_id


def test_old_marks_are_set_anew_and_nothing_else_changes():
    (alone,) = mark_copies([dataclasses.replace(article(body(1)), duplicate_of="a-gone")])
    assert alone == article(body(1))
    assert mark_copies([]) == []


@settings(deadline=None, max_examples=40)
@given(st.permutations(family()))
def test_order_does_not_matter(articles):
    assert marks(mark_copies(articles)) == marks(mark_copies(family()))
    assert [item.article_id for item in mark_copies(articles)] == [item.article_id for item in articles]


@settings(deadline=None, max_examples=40)
@given(st.permutations(family()), st.integers(0, 8))
def test_batch_after_batch_gives_what_one_call_gives(articles, cut):
    stored = {item.article_id: item for item in mark_copies(articles[:cut])}
    stored |= {item.article_id: item for item in mark_copies(articles[cut:], known=stored.values())}
    assert marks(stored.values()) == marks(mark_copies(family()))
