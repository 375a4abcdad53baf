"""WARC archives: the HTML pages that they hold."""

from collections.abc import Iterator
from typing import Any

from fastwarc.warc import ArchiveIterator, WarcRecordType

from dateline.core import Reject
from dateline.ingest.decode import declared_encoding, decode
from dateline.ingest.found import Found, reject, sha256_of, too_large, truncated
from dateline.ingest.options import IngestOptions
from dateline.ingest.sources import BROKEN_GZIP, Opened

_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(opened: Opened, name: str, options: IngestOptions) -> Iterator[Found | Reject]:
    """Yield the page of each HTML response. Other records (requests, pictures, metadata) are no inputs."""
    seen = False
    try:
        for record in ArchiveIterator(opened.stream, record_types=WarcRecordType.response, parse_http=True):
            seen = True
            if (record.http_content_type or "").lower().startswith(_HTML_TYPES):
                yield _page(record, name, options)
    except BROKEN_GZIP:
        raise
    except Exception as fault:
        yield _damaged(name, fault)
        return
    except BaseException as fault:
        # A panic of the reader's Rust code is no Exception; it says only that the archive is damaged.
        if type(fault).__name__ != "PanicException":
            raise
        yield _damaged(name, fault)
        return
    if not seen:
        yield reject(name, "empty", "the archive holds no responses", "check that the archive is whole")


def _damaged(name: str, fault: BaseException) -> Reject:
    reason = f"the archive is damaged ({str(fault).splitlines()[0] if str(fault) else type(fault).__name__})"
    return truncated(name, reason)


def _page(record: Any, name: str, options: IngestOptions) -> Found | Reject:
    url = record.headers.get("WARC-Target-URI", "").strip("<>")
    where = f"{name}: {url or record.record_id}"
    status = record.http_headers.status_code
    if status is not None and status >= 300:
        return reject(where, "no_article", f"the server answered {status}", "archive the page again")
    expected = int(record.http_headers.get("Content-Length") or 0)
    raw = record.reader.read(options.max_bytes + 1)
    if len(raw) > options.max_bytes:
        return too_large(where, options.max_bytes)
    if len(raw) < expected and not record.http_headers.get("Content-Encoding"):
        return truncated(where, f"the record ends after {len(raw)} of {expected} bytes")
    html = decode(raw, declared=record.http_charset or declared_encoding(raw))
    if html is None:
        return reject(where, "encoding", "the page fits no known encoding", "archive the page again", raw=raw)
    return Found(where=where, key=url or where, html=html, url=url or None, sha256=sha256_of(raw))
