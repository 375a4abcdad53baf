"""JSON lines, and JSON arrays read item by item, as rows."""

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any

from dateline.core import Reject
from dateline.ingest.decode import decode, stream_encoding
from dateline.ingest.found import Found, reject, too_large
from dateline.ingest.options import IngestOptions
from dateline.ingest.rows import row_found
from dateline.ingest.sources import Opened

_CHUNK = 65_536
_FIX_LINE = "repair this line; the others were read"


def read_json_lines(opened: Opened, name: str, options: IngestOptions) -> Iterator[Found | Reject]:
    """Yield the article of each line; a line that cannot be read is a Reject and the rest goes on."""
    if stream_encoding(opened.head).startswith("utf-16") or stream_encoding(opened.head).startswith("utf-32"):
        yield from read_json_items(opened, name, options)
        return
    for number, line in enumerate(_lines(opened.stream, options.max_bytes), 1):
        where = f"{name}:{number}"
        if line is None:
            yield too_large(where, options.max_bytes)
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield _row_of_line(line, where, options)


def _lines(stream: io.BufferedReader, limit: int) -> Iterator[bytes | None]:
    """Yield each line, or None for one above ``limit`` bytes, of which never more than that is held."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None


def _row_of_line(line: bytes, where: str, options: IngestOptions) -> Found | Reject:
    text = decode(line)
    if text is None:
        return reject(where, "encoding", "the line is not UTF-8 and fits no other encoding", _FIX_LINE, raw=line)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as fault:
        return reject(where, "malformed", f"the line is not JSON ({_say(fault)})", _FIX_LINE, raw=line)
    return _row(value, where, options)


def _row(value: Any, where: str, options: IngestOptions) -> Found | Reject:
    if not isinstance(value, dict):
        advice = 'give one object for each article, e.g. {"id": "a1", "text": "..."}'
        return reject(where, "malformed", f"the JSON value is {type(value).__name__}, not an object", advice)
    return row_found(value, where, options)


def _say(fault: Exception) -> str:
    return "nested too deeply" if isinstance(fault, RecursionError) else str(fault)


def read_json_items(opened: Opened, name: str, options: IngestOptions) -> Iterator[Found | Reject]:
    """Yield the articles of a JSON array, of one object or of objects in a row, holding one item at a time."""
    reader = _ItemReader(opened, options.max_bytes)
    number = 0
    while reader.advance():
        number += 1
        where = f"{name}:item {number}"
        try:
            value = reader.take()
        except _TooLarge:
            yield too_large(where, options.max_bytes)
            return
        except (ValueError, RecursionError) as fault:
            advice = "repair the file: what stands before this item was read, what stands after it was not"
            yield reject(where, "malformed", f"the item is not JSON ({_say(fault)})", advice)
            return
        yield _row(value, where, options)


class _TooLarge(Exception):
    """An item is longer than the limit."""


class _ItemReader:
    """Reads JSON values one after another, past the brackets and commas of an array."""

    def __init__(self, opened: Opened, limit: int) -> None:
        self._stream, self._limit = opened.stream, limit
        self._decoder = codecs.getincrementaldecoder(stream_encoding(opened.head))("strict")
        self._json = json.JSONDecoder()
        self._text, self._position, self._ended = "", 0, False

    def advance(self) -> bool:
        """Go to the next value; False at the end of the input. Raises UnicodeDecodeError."""
        while True:
            while self._position < len(self._text) and self._text[self._position] in " \t\r\n\ufeff,[]":
                self._position += 1
            if self._position < len(self._text):
                return True
            if self._ended:
                return False
            self._more(_CHUNK)

    def take(self) -> Any:
        """Return the value that begins here; reads on, twice as much each time, until it is whole."""
        size = _CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._position)
            except ValueError:
                if self._ended:
                    raise
                if len(self._text) - self._position > self._limit:
                    raise _TooLarge from None
                self._more(size)
                size *= 2
                continue
            self._position = end
            return value

    def _more(self, size: int) -> None:
        data = self._stream.read(size)
        self._ended = len(data) < size
        self._text = self._text[self._position :] + self._decoder.decode(data, self._ended)
        self._position = 0
