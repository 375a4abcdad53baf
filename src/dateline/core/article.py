"""An article as it was read, and an input that could not be."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """One news text, stored whole and never altered; all offsets are code points into ``text``.

    ``article_id`` comes from the text, so the same text read twice is one article. ``article_key`` is
    the input's own name for it (a row's ``id``, else its path or URL). ``published`` is an ISO date or
    date-time, or None; ``published_from`` says where it was found (argument, header, metadata, url,
    dateline). ``duplicate_of`` names the article of which this is a syndicated near-copy. ``extra``
    keeps the columns of a table row that have no field here, as (name, value) pairs.
    """

    article_id: str
    article_key: str
    text: str
    sha256: str
    title: str | None = None
    published: str | None = None
    published_from: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    dateline_place: str | None = None
    agency: str | None = None
    duplicate_of: str | None = None
    read_at: str | None = None
    extra: tuple[tuple[str, str], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Reject:
    """An input that was set aside: where it is, what was wrong, and what the user can do.

    ``kind`` is a short stable word (empty, binary, encoding, truncated, too_large, no_article, no_text,
    unreadable, language); ``sha256`` is that of the raw bytes where they could be read.
    """

    reject_id: str
    where: str
    kind: str
    reason: str
    advice: str
    sha256: str | None = None
