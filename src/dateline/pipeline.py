"""The order of the stages: inputs become articles, claims and incidents, and all of it the record."""

import hashlib
import logging
import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dateline.claims import ClaimOptions, load_actors, make_claims
from dateline.core import Article, Claim, Incident, InternalError, Reading, Reject, UsageError, content_id
from dateline.core.version import __version__
from dateline.core.vocabulary import PUBLISHED_FROM
from dateline.incidents import LinkOptions, link
from dateline.ingest import IngestOptions, ingest, mark_copies
from dateline.read import Reader, ReadOptions
from dateline.store import Filter, Store

_log = logging.getLogger("dateline")
_T = TypeVar("_T")

# Articles held in memory at once. Fixed, so that results depend on no option a user may turn for speed.
_CHUNK = 5000


class AnyReader(Protocol):
    """What the pipeline needs of a reader."""

    def read(self, articles: Sequence[Article], /) -> list[Reading]:
        """Return one reading an article, in order."""
        ...


class MakesClaims(Protocol):
    """What the pipeline needs of the claim stage."""

    def __call__(self, reading: Reading, options: ClaimOptions | None = None) -> Sequence[Claim]:
        """Return the claims of a reading."""
        ...


def model_sha256() -> str:
    """Return the SHA-256 over the names and bytes of the shipped model files, which decide what is read."""
    digest = hashlib.sha256()
    for file in sorted((resources.files("dateline.data") / "model").iterdir(), key=lambda file: file.name):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Stages:
    """The doors that a run goes through; all importable by name, so that worker processes find them."""

    ingest: Callable[[Sequence[str], IngestOptions], Iterable[Article | Reject]] = ingest
    mark_copies: Callable[..., Sequence[Article]] = mark_copies
    make_reader: Callable[[ReadOptions], AnyReader] = Reader
    make_claims: MakesClaims = make_claims
    link: Callable[..., tuple[Sequence[Claim], Sequence[Incident]]] = link
    model: Callable[[], str] = model_sha256


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """The options of every stage, and how the work is spread: which changes no result.

    ``workers`` is the number of processes that read (1 = this one), ``batch_size`` the articles read and
    committed at once. ``again`` reads articles anew that were read before in the same way.
    Raises UsageError when ``workers`` or ``batch_size`` is below 1.
    """

    ingest: IngestOptions = field(default_factory=IngestOptions)
    read: ReadOptions = field(default_factory=ReadOptions)
    claims: ClaimOptions = field(default_factory=ClaimOptions)
    link: LinkOptions = field(default_factory=LinkOptions)
    workers: int = 1
    batch_size: int = 32
    again: bool = False

    def __post_init__(self) -> None:
        for name in ("workers", "batch_size"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}; give 1 or more")


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: ``articles`` given, ``read`` now (the others were read before), and what was found.

    ``claims`` and ``incidents`` count the whole record after the run; ``rejects`` are this run's;
    ``words`` are those of the articles read now; ``seconds`` is wall time.
    """

    run_id: int
    articles: int
    read: int
    words: int
    claims: int
    incidents: int
    rejects: tuple[Reject, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Batch:
    """What came of some articles: those ``read``, their claims, and a reject for each of the others."""

    read: tuple[Article, ...]
    claims: tuple[Claim, ...]
    rejects: tuple[Reject, ...]


Progress = Callable[[int, int], None]


def read_into(
    store: Store,
    inputs: Sequence[str],
    options: PipelineOptions | None = None,
    *,
    progress: Progress | None = None,
    stages: Stages | None = None,
) -> RunReport:
    """Read ``inputs`` into ``store`` and return what was done.

    Articles that were read before in the same way are skipped, and every batch is committed, so that a run
    that was interrupted continues where it stopped. An input that cannot be read, or on which a stage
    fails, becomes a Reject. ``progress`` is called with (articles done, articles known so far).
    Raises StoreError when the record cannot be written.
    """
    run = _Run(store, options or PipelineOptions(), stages or Stages(), progress or (lambda done, known: None))
    return run.over(inputs)


class _Run:
    """One run; holds what its stages share."""

    def __init__(self, store: Store, options: PipelineOptions, stages: Stages, progress: Progress) -> None:
        self.store, self.options, self.stages, self.progress = store, options, stages, progress
        self.reader = stages.make_reader(options.read)
        self._make_claims = partial(stages.make_claims, options=options.claims)
        self.model = stages.model()
        self.actors = _actors_sha256(options.claims)
        told = {name: repr(getattr(options, name)) for name in ("ingest", "read", "claims", "link")}
        self.run_id = store.begin_run(version=__version__, model=self.model, options=told)
        self.rejects: list[Reject] = []
        self.articles = self.read = self.words = 0

    def over(self, inputs: Sequence[str]) -> RunReport:
        begun = time.perf_counter()
        try:
            with self._mapper() as mapper:
                for chunk in _chunks(self._foreign(inputs), _CHUNK):
                    self._read(self._take_in(chunk), mapper)
        except BrokenProcessPool as error:
            raise InternalError(
                f"one of {self.options.workers} worker processes died, most often for want of memory; "
                "what was read is kept: run the same command with fewer workers"
            ) from error
        incidents = relink(self.store, self.options.link, run_id=self.run_id, stages=self.stages)
        claims = self.store.count("claims")
        counts = {"articles": self.articles, "read": self.read, "rejects": len(self.rejects)}
        self.store.finish_run(self.run_id, counts | {"claims": claims, "incidents": incidents})
        return RunReport(
            self.run_id,
            articles=self.articles,
            read=self.read,
            words=self.words,
            claims=claims,
            incidents=incidents,
            rejects=tuple(self.rejects),
            seconds=time.perf_counter() - begun,
        )

    def _foreign(self, inputs: Sequence[str]) -> Iterator[Article | Reject]:
        """Give what the inputs hold, without the record itself, which may lie in a folder that is read."""
        own = {Path(self.store.path + suffix).resolve() for suffix in ("", ".wal")}
        for item in self.stages.ingest(inputs, self.options.ingest):
            if not (isinstance(item, Reject) and Path(item.where).resolve() in own):
                yield item

    def _take_in(self, chunk: Sequence[Article | Reject]) -> list[Article]:
        """Store the articles and rejects of a chunk and return its articles as the record now holds them."""
        begun = time.perf_counter()
        rejects = [item for item in chunk if isinstance(item, Reject)]
        given = [item for item in chunk if isinstance(item, Article)]
        stored = {article.article_id: article for article in self.store.articles()}
        settled = _settle(given, stored)
        marked: Sequence[Article] = settled
        if any(article != stored.get(article.article_id) for article in settled):
            marked = self.stages.mark_copies(settled, known=stored.values())
        self.store.put_articles(marked, run_id=self.run_id)
        articles = list(marked[: len(settled)])
        self._set_aside(rejects)
        self.articles += len(articles)
        _log.info("ingest: %d articles, %d set aside, %.1f s", len(articles), len(rejects), _since(begun))
        return articles

    def _read(self, articles: Sequence[Article], mapper: "_Mapper") -> None:
        begun = time.perf_counter()
        keys = {article.article_id: _reading_key(article, self.model, self.actors) for article in articles}
        unread = set(keys if self.options.again else self.store.unread(keys))
        todo = [article for article in articles if article.article_id in unread]
        done = self.articles - len(todo)
        found = 0
        for batch in mapper(list(_chunks(todo, self.options.batch_size))):
            ids = {article.article_id: keys[article.article_id] for article in batch.read}
            self.store.put_reading(ids, batch.claims, run_id=self.run_id)
            self._set_aside(batch.rejects)
            self.read += len(batch.read)
            self.words += sum(len(article.text.split()) for article in batch.read)
            found += len(batch.claims)
            done += len(batch.read) + len(batch.rejects)
            self.progress(done, self.articles)
        _log.info("read: %d of %d articles, %d claims, %.1f s", len(todo), len(articles), found, _since(begun))

    def _set_aside(self, rejects: Sequence[Reject]) -> None:
        self.store.put_rejects(rejects, run_id=self.run_id)
        self.rejects += rejects

    @contextmanager
    def _mapper(self) -> Iterator["_Mapper"]:
        """Give a function that reads batches in order, here or in worker processes."""
        if self.options.workers == 1:
            yield partial(map, partial(_read_batch, self.reader, self._make_claims))
            return
        context = multiprocessing.get_context("spawn")
        cores = max(1, (os.cpu_count() or 1) // self.options.workers)
        options = replace(self.options.read, threads=self.options.read.threads or cores)
        arguments = (self.stages.make_reader, options, self._make_claims)
        with ProcessPoolExecutor(self.options.workers, context, _start_worker, arguments) as pool:
            yield partial(pool.map, _read_in_worker)


_MakeClaims = Callable[[Reading], Sequence[Claim]]
_Mapper = Callable[[Sequence[Sequence[Article]]], Iterable[_Batch]]


def readings(
    inputs: Sequence[str], options: PipelineOptions, *, stages: Stages | None = None
) -> Iterator[Reading | Reject]:
    """Give what is read in each input, in order, before claims are made; the record is not touched."""
    doors = stages or Stages()
    reader = doors.make_reader(options.read)
    for chunk in _chunks(doors.ingest(inputs, options.ingest), options.batch_size):
        articles = [item for item in chunk if isinstance(item, Article)]
        results = iter(_read_each(reader, articles))
        for item in chunk:
            yield item if isinstance(item, Reject) else next(results)


def relink(store: Store, options: LinkOptions, *, run_id: int, stages: Stages | None = None) -> int:
    """Form the record's incidents anew where what they are made from changed; return how many there are."""
    begun = time.perf_counter()
    key = store.linking_key(f"{__version__} {options!r}")
    if store.is_linked(key):
        return store.count("incidents")
    claims, articles = store.claims(), store.articles()
    members, incidents = (stages or Stages()).link(claims, articles, options, store.decisions())
    store.put_incidents(members, incidents, key=key, run_id=run_id)
    _log.info("link: %d claims into %d incidents, %.1f s", len(claims), len(incidents), _since(begun))
    return len(incidents)


def known_by(store: Store, day: str, wanted: Filter | None = None) -> tuple[Incident, ...]:
    """Return the incidents as they were known on ``day`` (ISO date), under the record's policy.

    Only articles published by then count; the record itself is not changed. Raises UsageError for a bad date.
    """
    try:
        date.fromisoformat(day)
    except ValueError as cause:
        raise UsageError(f"--as-of {day!r} is no date; give one as YYYY-MM-DD") from cause
    policy = next((incident.policy for incident in store.incidents()), LinkOptions().policy)
    articles = store.articles()
    members, incidents = link(store.claims(), articles, LinkOptions(policy=policy, as_of=day), store.decisions())
    with Store.open() as then:
        run_id = then.begin_run(version=__version__, model=None, options={"as_of": day})
        then.put_articles(articles, run_id=run_id)
        then.put_reading({article.article_id: day for article in articles}, members, run_id=run_id)
        then.put_incidents(members, incidents, key=day, run_id=run_id)
        return then.incidents(wanted or Filter())


def _settle(given: Sequence[Article], stored: dict[str, Article]) -> list[Article]:
    """Return one article a text, whichever order the inputs came in.

    The same text under two keys is the one whose date is surest, then earliest, then of the first key. The
    same key read again replaces what it said of itself before; the time of reading and what it is a copy
    of stay, as both are of the text.
    """
    settled: dict[str, Article] = {}
    for article in given:
        known = stored.get(article.article_id)
        if known is not None:
            article = replace(article, read_at=known.read_at, duplicate_of=known.duplicate_of)
        rival = settled.get(article.article_id)
        if rival is None and known is not None and known.article_key != article.article_key:
            rival = known
        settled[article.article_id] = article if rival is None else min(rival, article, key=_preference)
    return list(settled.values())


def _preference(article: Article) -> tuple[Any, ...]:
    sure = PUBLISHED_FROM.index(article.published_from) if article.published_from in PUBLISHED_FROM else 99
    return article.published is None, sure, article.published or "", article.article_key, repr(article)


def _actors_sha256(options: ClaimOptions) -> str:
    """Return the SHA-256 of the user's list of actors, "" where there is none. Raises UsageError if it is bad."""
    if options.actors is None:
        return ""
    load_actors(options.actors)
    return hashlib.sha256(options.actors.read_bytes()).hexdigest()


def _reading_key(article: Article, model: str, actors: str) -> str:
    """Return what a reading depends on beside the text: the model, the actors, and what the article says of itself."""
    told = (article.article_key, article.title, article.published, article.publisher, article.dateline_place)
    return content_id("reading", __version__, model, actors, *told, article.language, article.agency)


_worker: partial[_Batch] | None = None


def _start_worker(
    make_reader: Callable[[ReadOptions], AnyReader], options: ReadOptions, make_claims: "_MakeClaims"
) -> None:
    global _worker
    _worker = partial(_read_batch, make_reader(options), make_claims)


def _read_in_worker(articles: Sequence[Article]) -> _Batch:
    assert _worker is not None
    return _worker(articles)


def _read_batch(reader: AnyReader, make_claims: "_MakeClaims", articles: Sequence[Article]) -> _Batch:
    """Return the claims of a batch, and a reject for each article on which a stage failed."""
    read: list[Article] = []
    claims: list[Claim] = []
    rejects: list[Reject] = []
    for article, found in zip(articles, _read_each(reader, articles), strict=True):
        if isinstance(found, Reject):
            rejects.append(found)
            continue
        try:
            claims += make_claims(found)
        except Exception as error:  # one article must not stop a run, whatever is wrong with it
            rejects.append(_internal(article, error))
        else:
            read.append(article)
    return _Batch(tuple(read), tuple(claims), tuple(rejects))


def _read_each(reader: AnyReader, articles: Sequence[Article]) -> list[Reading | Reject]:
    """Return a reading an article; when the batch fails, each is tried alone and the culprits set aside."""
    if not articles:
        return []
    try:
        return list(reader.read(articles))
    except Exception as error:  # as above
        if len(articles) == 1:
            return [_internal(articles[0], error)]
    return [result for article in articles for result in _read_each(reader, [article])]


def _internal(article: Article, error: Exception) -> Reject:
    _log.warning("a stage failed on %r", article.article_key, exc_info=error)
    return Reject(
        content_id("reject", "internal", article.article_id),
        article.article_key,
        kind="internal",
        reason=f"a stage failed: {type(error).__name__}: {error}",
        advice="a fault of Dateline's own: please report it with the article",
        sha256=article.sha256,
    )


def _chunks(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


def _since(begun: float) -> float:
    return time.perf_counter() - begun
