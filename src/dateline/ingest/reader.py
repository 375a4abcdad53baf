"""The way from the names of inputs to articles and rejects."""

import io
from collections.abc import Callable, Iterator, Sequence

from dateline.core import Article, Reject
from dateline.ingest.archives import read_warc
from dateline.ingest.compose import compose
from dateline.ingest.decode import declared_encoding, decode
from dateline.ingest.feeds import read_feed
from dateline.ingest.found import Found, reject, sha256_of, too_large, truncated
from dateline.ingest.json_rows import read_json_items, read_json_lines
from dateline.ingest.options import IngestOptions
from dateline.ingest.rows import text_columns
from dateline.ingest.sniff import Format, binary_kind, sniff
from dateline.ingest.sources import BROKEN_GZIP, Opened, Source, find_sources, opened, unreadable
from dateline.ingest.tables import read_csv, read_parquet

_ROWS: dict[Format, Callable[[Opened, str, IngestOptions], Iterator[Found | Reject]]] = {
    Format.JSONL: read_json_lines,
    Format.JSON: read_json_items,
    Format.CSV: read_csv,
    Format.PARQUET: read_parquet,
    Format.WARC: read_warc,
}


def ingest(inputs: Sequence[str], options: IngestOptions = IngestOptions()) -> Iterator[Article | Reject]:  # noqa: B008
    """Yield an Article or a Reject for every article of ``inputs``, lazily and in a fixed order.

    An input is a file, a folder (read with all below it), a glob, or ``-`` for standard input. Formats are
    told by content: plain text, HTML, JSONL, JSON, CSV, TSV, Parquet, RSS, Atom, WARC, and gzip of any.
    What cannot be read is a Reject and never ends the run: rows in = articles + rejects. Tables and
    archives are read row by row; ids and bytes depend on nothing but the content.
    """
    for source in find_sources(inputs):
        if isinstance(source, Reject):
            yield source
        else:
            for found in _read(source, options):
                yield found if isinstance(found, Reject) else compose(found, options)


def _read(source: Source, options: IngestOptions) -> Iterator[Found | Reject]:
    name = source.name
    try:
        with opened(source) as content:
            yield from _read_opened(content, source, options)
    except BROKEN_GZIP as fault:
        yield truncated(name, f"the gzip data is cut short or damaged ({fault})")
    except OSError as fault:
        yield unreadable(name, fault)
    except UnicodeError as fault:
        advice = "save the file as UTF-8; what stands before was read"
        yield reject(name, "encoding", f"the file is not in one encoding ({fault})", advice)


def _read_opened(content: Opened, source: Source, options: IngestOptions) -> Iterator[Found | Reject]:
    if binary := binary_kind(content.head):
        what, advice = binary
        yield reject(source.name, "binary", f"this is {what}", advice, raw=content.head)
        return
    form = sniff(content.head, source.suffixes, text_columns=text_columns(options))
    if form in _ROWS:
        yield from _ROWS[form](content, source.name, options)
    else:
        yield from _read_document(content.stream, source.name, form, options)


def _read_document(
    stream: io.BufferedReader, name: str, form: Format, options: IngestOptions
) -> Iterator[Found | Reject]:
    raw = stream.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes:
        yield too_large(name, options.max_bytes)
    elif not raw.strip():
        advice = "look whether the file was written to the end"
        yield reject(
            name, "empty", "the file is empty" if not raw else "the file holds only white space", advice, raw=raw
        )
    elif form is Format.FEED:
        yield from read_feed(raw, name)
    else:
        yield _document(raw, name, form)


def _document(raw: bytes, name: str, form: Format) -> Found | Reject:
    html = form is Format.HTML
    text = decode(raw, declared=declared_encoding(raw) if html else None)
    if text is None:
        advice = "save the file as UTF-8"
        return reject(name, "encoding", "the bytes fit no known encoding", advice, raw=raw)
    if html:
        return Found(where=name, key=name, html=text, sha256=sha256_of(raw))
    return Found(where=name, key=name, text=text, sha256=sha256_of(raw))
