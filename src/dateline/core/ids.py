"""Ids made from content: same content, same id, on every machine and in every order."""

import hashlib


def content_id(prefix: str, *parts: str | int | None) -> str:
    """Return ``prefix-`` and 16 hex digits of the SHA-256 of ``parts``.

    Parts are joined with a separator that no text of ours holds, so ("ab", "c") and ("a", "bc") differ.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
