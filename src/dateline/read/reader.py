"""From articles to readings: one pass of the encoder, then deterministic resolution."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

import numpy as np
from threadpoolctl import threadpool_limits

from dateline.core import Article, EventMention, Mention, Quotation, Reading, Span
from dateline.read.attribution import read_quotations
from dateline.read.encoding import Encoding, encode, windows
from dateline.read.events import Window, read_events
from dateline.read.gate import conflict_score
from dateline.read.heads import Floats, tag_chances
from dateline.read.network import Network, open_network
from dateline.read.places import PlaceContext, find_toponyms
from dateline.read.sentences import split_sentences
from dateline.read.settings import resolve_settings
from dateline.read.tags import phrases
from dateline.read.timexes import find_timexes

_T = TypeVar("_T")
_R = TypeVar("_R")
_TURN = Lock()


@dataclass(frozen=True)
class ReadOptions:
    """How to read.

    ``threads``: articles that are encoded side by side (0 = as many as cores).
    ``gate``: articles that score below it are not read further.
    """

    threads: int = 0
    gate: float | None = None


class Reader:
    """Reads articles; the network is opened at the first call and shared by all readers of a process."""

    def __init__(self, options: ReadOptions | None = None) -> None:
        self.options = options or ReadOptions()

    def read(self, articles: Iterable[Article]) -> list[Reading]:
        """Return one reading an article, in order; the encoder runs ahead while what it read is worked out.

        Meanwhile numpy's linear algebra keeps to one thread: more would spin between the small sums of the heads. That
        is a setting of the process, so that calls from several threads take turns.
        """
        threads = self.options.threads or os.cpu_count() or 1
        with _TURN, threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(threads) as ahead:
            open_network()  # before the threads could each open it
            return [self._finished(view) for view in _ahead(ahead, threads, self._viewed, articles)]

    def read_one(self, article: Article) -> Reading:
        """Return the reading of one article; an article that the gate turns away has no events."""
        (reading,) = self.read([article])
        return reading

    def _viewed(self, article: Article) -> "_View":
        """Return what the gate and the encoder see of an article."""
        sentences = split_sentences(article.text)
        gate = conflict_score(article.text)
        network = open_network()
        least = network.threshold("gate") if self.options.gate is None else self.options.gate
        if gate < least or not sentences:
            return _View(article, sentences, gate)
        encoding = encode(network.tokenizer, article.text, sentences)
        ranges = windows(encoding)
        hidden = network.encode(encoding, ranges)
        read = [Window(lo, hi, h) for (lo, hi), h in zip(ranges, hidden, strict=True)]
        return _View(article, sentences, gate, encoding, read)

    def _finished(self, view: "_View") -> Reading:
        article, sentences = view.article, view.sentences
        text, encoding = article.text, view.encoding
        network = open_network()
        quotations: tuple[Quotation, ...] = ()
        entities: tuple[Mention, ...] = ()
        events: tuple[EventMention, ...] = ()
        if encoding is not None:
            merged = _merged(view.windows, len(encoding))
            events = read_events(text, sentences, encoding, view.windows, network)
            quotations = read_quotations(text, sentences, encoding, merged, network)
            entities = _entities(text, encoding, merged, network)
        context = PlaceContext(
            publisher=article.publisher,
            dateline_place=article.dateline_place,
            url=article.url,
            language=article.language,
        )
        timexes = find_timexes(text, sentences, article.published)
        named = find_toponyms(text, sentences, context)
        toponyms = tuple(p for p in named if not any(t.span.contains(p.span) for t in timexes))  # "Wed" is a town too
        events = resolve_settings(
            events, text=text, published=article.published, timexes=timexes, toponyms=toponyms, context=context
        )
        return Reading(
            article,
            sentences,
            timexes=timexes,
            toponyms=toponyms,
            entities=entities,
            quotations=quotations,
            events=events,
            gate=view.gate,
        )


@dataclass(frozen=True, slots=True)
class _View:
    """An article as the gate and the encoder see it; one turned away has no ``encoding``."""

    article: Article
    sentences: tuple[Span, ...]
    gate: float
    encoding: Encoding | None = None
    windows: Sequence[Window] = ()


def _ahead(pool: Executor, many: int, work: Callable[[_T], _R], items: Iterable[_T]) -> Iterator[_R]:
    """Give ``work`` of each item in order, the next ``many`` begun before the last is used."""
    waiting: deque[Future[_R]] = deque()
    for item in items:
        waiting.append(pool.submit(work, item))
        if len(waiting) > many:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _merged(read: Sequence[Window], total: int) -> Floats:
    """Return hidden states (pieces, H) of the whole text, each piece from the window that holds it deepest."""
    merged = np.zeros((total, read[0].hidden.shape[1]), dtype=np.float32)
    for k, w in enumerate(read):
        begin = w.lo if k == 0 else (w.lo + read[k - 1].hi) // 2
        merged[begin : w.hi] = w.hidden[begin - w.lo :]
    return merged


def _entities(text: str, encoding: Encoding, merged: Floats, network: Network) -> tuple[Mention, ...]:
    tags = tag_chances(network.heads.token("mentions", merged).T)
    found = [
        Mention(phrase.span, role, phrase.score)
        for k, role in enumerate(network.labels("roles"))
        for phrase in phrases(text, encoding, tags[k], network.threshold("roles"))
    ]
    return tuple(sorted(found, key=lambda m: (m.span, m.kind)))
