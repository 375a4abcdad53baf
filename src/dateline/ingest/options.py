"""What a user may say about the inputs that the inputs do not say themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.core import UsageError
from dateline.ingest.dates import parse_date

MEGABYTE = 1_000_000
COLUMNS = ("text", "html", "id", "title", "published", "date", "date_hint", "publisher", "url", "language")
"""The columns of a table that have a meaning; ``published`` is also read from ``date``, then ``date_hint``."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """``date`` and ``publisher`` hold for every article and go before what the input says.

    ``columns`` renames: {"text": "body"} reads the text from the column ``body``. ``max_bytes`` bounds one
    article (20 MB: far above any news text, far below what would fill the memory).

    Raises UsageError for a date that is none or is ambiguous, an unknown column and a size below 1.
    """

    date: str | None = None
    publisher: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 20 * MEGABYTE

    def __post_init__(self) -> None:
        if self.date is not None:
            found = parse_date(self.date)
            if found is None or found.value is None:
                raise UsageError(f"date is {self.date!r}; allowed is one calendar day as YYYY-MM-DD, e.g. 2016-07-19")
            object.__setattr__(self, "date", found.value)
        if unknown := sorted(set(self.columns) - set(COLUMNS)):
            raise UsageError(
                f"cannot map {unknown[0]!r}; allowed are {', '.join(COLUMNS)}: say text=body to read text from body"
            )
        if self.max_bytes < 1:
            raise UsageError(f"max_bytes is {self.max_bytes!r}; allowed is any whole number of bytes from 1")
