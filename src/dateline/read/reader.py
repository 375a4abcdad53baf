"""From articles to readings: one pass of the encoder, then deterministic resolution."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.core import Article, EventMention, Mention, Quotation, Reading
from dateline.read.attribution import read_quotations
from dateline.read.encoding import Encoding, encode, windows
from dateline.read.events import Window, read_events
from dateline.read.gate import conflict_score
from dateline.read.heads import Floats
from dateline.read.network import Network, open_network
from dateline.read.places import PlaceContext, find_toponyms
from dateline.read.sentences import split_sentences
from dateline.read.settings import resolve_settings
from dateline.read.tags import phrases
from dateline.read.timexes import find_timexes


@dataclass(frozen=True)
class ReadOptions:
    """``threads``: cores for the encoder (0 = all). ``gate``: articles that score below it are not read further."""

    threads: int = 0
    gate: float | None = None


class Reader:
    """Reads articles; the network is opened at the first call and shared by all readers of a process."""

    def __init__(self, options: ReadOptions | None = None) -> None:
        self.options = options or ReadOptions()

    def read(self, articles: Iterable[Article]) -> list[Reading]:
        """Return one reading an article, in order."""
        return [self.read_one(article) for article in articles]

    def read_one(self, article: Article) -> Reading:
        """Return the reading of one article; an article that the gate turns away has no events."""
        text = article.text
        sentences = split_sentences(text)
        gate = conflict_score(text)
        network = open_network(self.options.threads)
        least = network.threshold("gate") if self.options.gate is None else self.options.gate
        quotations: tuple[Quotation, ...] = ()
        entities: tuple[Mention, ...] = ()
        events: tuple[EventMention, ...] = ()
        if gate >= least and sentences:
            encoding = encode(network.tokenizer, text, sentences)
            ranges = windows(encoding)
            hidden = network.encode(encoding, ranges)
            read = [Window(lo, hi, h) for (lo, hi), h in zip(ranges, hidden, strict=True)]
            merged = _merged(read, len(encoding))
            events = read_events(text, sentences, encoding, read, network)
            quotations = read_quotations(text, sentences, encoding, merged, network)
            entities = _entities(text, encoding, merged, network)
        context = PlaceContext(
            publisher=article.publisher,
            dateline_place=article.dateline_place,
            url=article.url,
            language=article.language,
        )
        timexes = find_timexes(text, sentences, article.published)
        toponyms = find_toponyms(text, sentences, context)
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
            gate=gate,
        )


def _merged(read: Sequence[Window], total: int) -> Floats:
    """Return hidden states (pieces, H) of the whole text, each piece from the window that holds it deepest."""
    merged = np.zeros((total, read[0].hidden.shape[1]), dtype=np.float32)
    for k, w in enumerate(read):
        begin = w.lo if k == 0 else (w.lo + read[k - 1].hi) // 2
        merged[begin : w.hi] = w.hidden[begin - w.lo :]
    return merged


def _entities(text: str, encoding: Encoding, merged: Floats, network: Network) -> tuple[Mention, ...]:
    logits = network.heads.token("mentions", merged).reshape(len(merged), -1, 3)
    found = [
        Mention(phrase.span, role, phrase.score)
        for k, role in enumerate(network.labels("roles"))
        for phrase in phrases(text, encoding, logits[:, k], network.threshold("roles"))
    ]
    return tuple(sorted(found, key=lambda m: (m.span, m.kind)))
