"""Syndicated near-copies: which articles are one text printed by several outlets."""

import dataclasses
import re
import zlib
from collections.abc import Iterable, Iterator

import numpy as np
from datasketch import MinHash, MinHashLSH

from dateline.core import Article
from dateline.ingest.heads import read_head

# Source: shingles of five words and MinHash after Broder (1997), "On the resemblance and containment of documents".
_WORDS_A_SHINGLE = 5
# 64 bands of 2 rows: a pair at the threshold (resemblance 0.25) is compared with probability 0.98, and every
# pair that is compared is then measured exactly.
_BANDS, _ROWS = 64, 2
# A text below half the length of another is an excerpt or a brief, not a copy.
_LENGTHS = 0.5
# Shorter texts are alike by chance: "Three people were killed in an attack in X on Sunday, police said."
_LEAST_SHINGLES = 12


def mark_copies(articles: Iterable[Article], *, known: Iterable[Article] = (), threshold: float = 0.6) -> list[Article]:
    """Return ``articles`` with ``duplicate_of`` naming the original of each near-copy, None on the others.

    A copy shares at least ``threshold`` (0 to 1) of the shorter text's five-word shingles with its original;
    date line, dateline and agency credit at the head do not count. The original is the earliest published,
    then the one with the smallest id; it is never itself a copy, so chains do not drift.

    ``known`` are articles from before, marked or not. They are compared too, and those whose mark changes
    (an earlier original has come in) follow after ``articles``: batch after batch gives what one call over
    everything gives, in any order.
    """
    new = list(articles)
    before = {article.article_id: article for article in known}
    ids = {article.article_id for article in new}
    everything = {**before, **{article.article_id: article for article in new}}
    originals = _originals(everything.values(), threshold)
    changed = [
        article
        for article in before.values()
        if article.article_id not in ids and article.duplicate_of != originals.get(article.article_id)
    ]
    return [dataclasses.replace(a, duplicate_of=originals.get(a.article_id)) for a in (*new, *changed)]


def _originals(articles: Iterable[Article], threshold: float) -> dict[str, str]:
    """Return the original's id by the copy's id. In order of publication each article joins the first that fits."""
    order = sorted(articles, key=lambda article: (article.published or "9999", article.article_id))
    index = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    originals: list[np.ndarray] = []
    ids: list[str] = []
    found: dict[str, str] = {}
    for article in order:
        shingles = _shingles(article)
        if len(shingles) < _LEAST_SHINGLES:
            continue
        signature = _signature(shingles)
        fits = (
            number for number in sorted(index.query(signature)) if _shared(shingles, originals[number]) >= threshold
        )
        if (original := next(fits, None)) is not None:
            found[article.article_id] = ids[original]
            continue
        index.insert(len(ids), signature)
        ids.append(article.article_id)
        originals.append(shingles)
    return found


def _shingles(article: Article) -> np.ndarray:
    """Return the sorted 32-bit hashes of the word shingles below the head; apostrophes are often lost in copying."""
    body = re.sub(r"['’]", "", article.text[read_head(article.text).end :].casefold())
    return np.unique(np.fromiter(_hashes(re.findall(r"[^\W_]+", body)), dtype=np.uint32))


def _hashes(words: list[str]) -> Iterator[int]:
    for start in range(len(words) - _WORDS_A_SHINGLE + 1):
        yield zlib.crc32(" ".join(words[start : start + _WORDS_A_SHINGLE]).encode("utf-8", "surrogatepass"))


def _signature(shingles: np.ndarray) -> MinHash:
    signature = MinHash(num_perm=_BANDS * _ROWS, hashfunc=int)
    signature.update_batch(shingles.tolist())
    return signature


def _shared(left: np.ndarray, right: np.ndarray) -> float:
    """Return the share of the shorter text's shingles that the longer one has; 0 for texts of unlike length."""
    shorter, longer = sorted((len(left), len(right)))
    if shorter < _LENGTHS * longer:
        return 0.0
    return float(len(np.intersect1d(left, right, assume_unique=True)) / shorter)
