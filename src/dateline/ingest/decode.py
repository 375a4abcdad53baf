"""Bytes to text: byte order marks, UTF-8, then legacy encodings by their statistics."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta[^>]{0,200}charset=|\?xml[^>]{0,100}encoding=)["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
# Statistics need no more than this, and their cost grows with the text.
_SAMPLE = 200_000
# Above this share of "mess" a guessed encoding is noise. Source: charset-normalizer's own default threshold.
_MESS = 0.2


def marked_encoding(raw: bytes) -> str | None:
    """Return the encoding that a byte order mark at the head of ``raw`` declares, or None."""
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that the head of an HTML or XML document declares, where Python knows it."""
    match = _DECLARED.search(raw[:4096])
    return _known(match[1].decode("ascii")) if match else None


def decode(raw: bytes, *, declared: str | None = None) -> str | None:
    """Return ``raw`` as text, or None where no encoding fits. Line ends stay as they are.

    In order: byte order mark, UTF-8, the ``declared`` encoding, charset-normalizer on the text. A byte order
    mark is part of the encoding, not of the text, and is left out.
    """
    if marked := marked_encoding(raw):
        return _try(raw, marked)
    text = _try(raw, "utf-8")
    if text is None and declared and (known := _known(declared)):
        text = _try(raw, known)
    return text if text is not None else _guess(raw)


def stream_encoding(head: bytes) -> str:
    """Return the encoding for a stream that begins with ``head``: marked, UTF-8, or guessed from the head."""
    if marked := marked_encoding(head):
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, False)
    except UnicodeDecodeError:
        best = from_bytes(head, threshold=_MESS).best()
        return best.encoding if best is not None else "utf-8"
    return "utf-8"


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _guess(raw: bytes) -> str | None:
    best = from_bytes(raw[:_SAMPLE], threshold=_MESS).best()
    return _try(raw, best.encoding) if best is not None else None
