"""RSS and Atom feeds: an article for each entry."""

import io
from collections.abc import Iterator
from time import strftime
from typing import Any
from xml.sax import SAXException

import feedparser

from dateline.core import Reject
from dateline.ingest.found import Found, reject
from dateline.ingest.pages import fragment_text


def read_feed(raw: bytes, name: str) -> Iterator[Found | Reject]:
    """Yield the article of each entry: its full content where the feed carries it, else its summary."""
    feed = feedparser.parse(io.BytesIO(raw), response_headers={"content-type": "application/xml"})
    if not feed.entries:
        fault = feed.get("bozo_exception")
        if fault is not None:
            yield reject(name, "unreadable", f"not a well-formed feed ({fault})", "fetch the feed again", raw=raw)
        else:
            yield reject(name, "empty", "the feed has no entries", "fetch it again later", raw=raw)
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(entry, f"{name}:entry {number}", feed.feed)
    if isinstance(feed.get("bozo_exception"), SAXException):
        reason = f"the feed breaks off or is damaged ({feed.bozo_exception})"
        yield reject(name, "truncated", reason, "fetch the feed again: entries after the damage may be missing")


def _entry(entry: Any, where: str, feed: Any) -> Found | Reject:
    contents = entry.get("content") or [entry.get("summary_detail") or {}]
    content = contents[0]
    value = content.get("value") or ""
    text = value if content.get("type") == "text/plain" else fragment_text(value)
    if not text.strip():
        return reject(where, "no_text", "the entry has neither content nor summary", "read the page that it links to")
    stamp = entry.get("published_parsed") or entry.get("updated_parsed")
    link = entry.get("link") or None
    return Found(
        where=where,
        key=entry.get("id") or link or where,
        text=text,
        title=entry.get("title") or None,
        published=strftime("%Y-%m-%dT%H:%M:%SZ", stamp) if stamp else None,
        publisher=(entry.get("source") or {}).get("title") or feed.get("title") or None,
        url=link,
        language=content.get("language") or feed.get("language") or None,
        extra=(("author", entry.author),) if entry.get("author") else (),
    )
