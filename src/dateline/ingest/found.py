"""What the readers of formats hand over: one article's raw parts, or the reason why there is none."""

import hashlib
from dataclasses import dataclass, field

from dateline.core import Reject, content_id


@dataclass(frozen=True, slots=True)
class Found:
    """One article as a format gives it, before dates are settled and heads read.

    ``where`` names the place in the input (``file.jsonl:12``); exactly one of ``text`` and ``html`` is used,
    ``text`` first. ``published`` is what a column or the page's metadata says, ``hint`` a weaker word on the
    date that yields to the head of the text. ``sha256`` is that of the raw bytes where they were one file.
    """

    where: str
    key: str
    text: str | None = None
    html: str | None = None
    title: str | None = None
    published: str | None = None
    hint: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    agency: str | None = None
    sha256: str | None = None
    extra: tuple[tuple[str, str], ...] = field(default=())


def sha256_of(raw: bytes) -> str:
    """Return the SHA-256 of ``raw`` in hex."""
    return hashlib.sha256(raw).hexdigest()


def reject(where: str, kind: str, reason: str, advice: str, *, raw: bytes | None = None) -> Reject:
    """Return the Reject for the input at ``where``; its id comes from place, kind and reason."""
    digest = sha256_of(raw) if raw is not None else None
    return Reject(content_id("r", where, kind, reason), where, kind, reason, advice, digest)


def too_large(where: str, max_bytes: int) -> Reject:
    """Return the Reject of an article above the size limit."""
    return reject(
        where,
        "too_large",
        f"the article is larger than {max_bytes:,} bytes",
        "check that it is one article; if it is, raise the size limit",
    )


def truncated(where: str, reason: str) -> Reject:
    """Return the Reject of a file that ends too early; what came before it was read."""
    return reject(where, "truncated", reason, "fetch the file again: what stands before the break was read")
