"""What an input is, by its content; its name decides only where the content leaves it open."""

import csv
import json
import re
from enum import Enum

from dateline.ingest.decode import marked_encoding, stream_encoding


class Format(Enum):
    """The formats that can be read."""

    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    FEED = "feed"
    WARC = "warc"


# Source: the signatures of Gary Kessler's file signature table and of freedesktop.org's shared-mime-info.
_BINARIES = (
    (b"%PDF-", "a PDF", "extract its text first, with pdftotext for instance"),
    (b"\xff\xd8\xff", "a JPEG picture", "text in pictures is not read"),
    (b"\x89PNG\r\n", "a PNG picture", "text in pictures is not read"),
    (b"GIF8", "a GIF picture", "text in pictures is not read"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (doc, xls, ppt)", "save it as text, HTML or CSV"),
    (b"BZh", "a bzip2 archive", "unpack it first; only gzip is taken off"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first; only gzip is taken off"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first; only gzip is taken off"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3\x00", "an SQLite database", "export the table as CSV or JSONL"),
    (b"\x7fELF", "a program", "name text, HTML, JSONL, CSV, Parquet, WARC or RSS"),
    (b"{\\rtf", "an RTF document", "save it as plain text or HTML"),
)
_ZIPS = (
    (b"word/", "a Word document (docx)", "save it as plain text or HTML"),
    (b"xl/", "an Excel workbook (xlsx)", "save the sheet as CSV"),
    (b"ppt/", "a PowerPoint file (pptx)", "save it as plain text"),
    (b"application/epub", "an EPUB book", "save its chapters as HTML"),
    (b"opendocument", "an OpenDocument file", "save it as plain text or HTML"),
)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<head|<body|<article|<div|<p[ >])", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(r"<(?:html|head|body|article|div|p|h1|section|main)\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|rdf:RDF|(?:\w+:)?feed)\b")
_BY_NAME = {
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".rss": Format.FEED,
    ".atom": Format.FEED,
    ".warc": Format.WARC,
}
_MARKUP_NAMES = (".html", ".htm", ".xhtml", ".xml", ".rss", ".atom")


def binary_kind(head: bytes) -> tuple[str, str] | None:
    """Return what binary thing ``head`` begins and what to do about it, or None for text and formats we read."""
    if head.startswith((b"PAR1", b"WARC/")):
        return None
    if head.startswith(b"PK\x03\x04"):
        return next(
            ((what, advice) for mark, what, advice in _ZIPS if mark in head), ("a ZIP archive", "unpack it first")
        )
    for magic, what, advice in _BINARIES:
        if head.startswith(magic):
            return what, advice
    if b"\x00" in head and marked_encoding(head) is None:
        return "binary data (it holds NUL bytes)", "name text, HTML, JSONL, CSV, Parquet, WARC or RSS"
    return None


def sniff(head: bytes, suffixes: tuple[str, ...], *, text_columns: frozenset[str]) -> Format:
    """Return the format of an input that begins with ``head``; ``text_columns`` are the names of a text column."""
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith(b"WARC/"):
        return Format.WARC
    text = head.decode(stream_encoding(head), "replace").lstrip("\ufeff")
    named = _BY_NAME.get(suffixes[-1]) if suffixes else None
    return _markup(text, suffixes) or _json(text, named) or _table(text, named, text_columns) or Format.TEXT


def delimiter_of(line: str) -> str:
    """Return the delimiter of a table by its header line: tab, semicolon or comma, whichever cuts it most."""
    return max(",\t;|", key=line.count)


def _markup(text: str, suffixes: tuple[str, ...]) -> Format | None:
    start = text.lstrip()[:4096]
    if start.startswith("<") and _FEED.search(start) and not re.match(r"<!doctype html|<html", start, re.IGNORECASE):
        return Format.FEED
    if _HTML.match(start) or (start.startswith("<?xml") and _MARKUP.search(text)):
        return Format.HTML
    if any(suffix in _MARKUP_NAMES for suffix in suffixes[-1:]) and _MARKUP.search(text):
        return Format.HTML
    return None


def _json(text: str, named: Format | None) -> Format | None:
    start = text.lstrip()
    if re.match(r'\[\s*[{"\]]', start):
        return Format.JSON if named is not None or re.match(r"\[\s*(?:\{|\]\s*$)", start) else None
    if not re.match(r'\{\s*["}]', start):
        lines_of_json = named in (Format.JSONL, Format.JSON) and re.search(r'^\s*\{\s*"', start, re.MULTILINE)
        return Format.JSONL if lines_of_json else None
    lines = start.split("\n", 2)
    if named is Format.JSONL or _is_json(lines[0]) or (len(lines) > 1 and lines[1].lstrip().startswith("{")):
        return Format.JSONL
    return Format.JSON


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _table(text: str, named: Format | None, text_columns: frozenset[str]) -> Format | None:
    if named is Format.CSV:
        return Format.CSV
    first = text.split("\n", 1)[0].strip()
    if named is not None or not first or len(first) > 4096:
        return None
    try:
        cells = next(csv.reader([first], delimiter=delimiter_of(first)), [])
    except csv.Error:
        return None
    names = {cell.strip().lower() for cell in cells}
    known = names & (text_columns | {"id", "title", "published", "date", "publisher", "url", "language"})
    return Format.CSV if len(cells) > 1 and len(known) > 1 and names & text_columns else None
