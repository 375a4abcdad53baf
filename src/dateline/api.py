"""The public face in Python: read inputs, open a record, look at what it holds."""

from collections.abc import Mapping
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Self

from dateline.core import Article, Claim, Incident, MissingExtraError, Reject, UsageError
from dateline.store import Filter, Store

if TYPE_CHECKING:
    import pandas

_KINDS: dict[str, type] = {"articles": Article, "claims": Claim, "incidents": Incident, "rejects": Reject}
_EVERYTHING = Filter()


class Record:
    """A view of a record, or of the part that ``wanted`` selects; each table is loaded at its first use.

    Use it in a ``with`` statement, or call ``close``, to release the file.
    """

    def __init__(self, store: Store, wanted: Filter = _EVERYTHING) -> None:
        self._store = store
        self._wanted = wanted

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by key."""
        return self._store.articles(self._wanted)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, by article and position in its text."""
        return self._store.claims(self._wanted)

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, oldest first."""
        return self._store.incidents(self._wanted)

    @cached_property
    def rejects(self) -> tuple[Reject, ...]:
        """The inputs that were set aside."""
        return self._store.rejects(Filter(text=self._wanted.text))

    def select(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        country: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> "Record":
        """Return the part of the whole record that the command line's filters of these names select.

        Raises UsageError for a value that is not allowed.
        """
        wanted = Filter(since, until, (country,) if country else (), (type,) if type else (), text)
        return Record(self._store, wanted)

    def to_pandas(self, kind: str = "incidents") -> "pandas.DataFrame":
        """Return a table of the record as a data frame with the flat columns of the CSV export.

        Raises MissingExtraError without pandas, UsageError when ``kind`` is no table of the record.
        """
        if kind not in _KINDS:
            raise UsageError(f"unknown table {kind!r}; allowed: {', '.join(_KINDS)}")
        try:
            import pandas
        except ImportError as error:
            raise MissingExtraError(
                "to_pandas needs pandas, which is not installed; install it with: pip install 'dateline[pandas]'"
            ) from error
        from dateline.publish import columns_of, flatten

        rows = [flatten(row) for row in getattr(self, kind)]
        return pandas.DataFrame(rows, columns=list(columns_of(_KINDS[kind])))

    def close(self) -> None:
        """Close the record's file; what was loaded stays."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = ", ".join(f"{kind}: {self._store.count(kind)}" for kind in _KINDS)
        return f"<Record {self._store.path!r}, {counts}>"


def read(
    *inputs: str | PathLike[str],
    store: str | Path = ":memory:",
    date: str | None = None,
    publisher: str | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int = 1,
) -> Record:
    """Read files, folders or globs and return the record of what they report.

    ``store`` keeps it in a file, to which later reads add; ``date`` (ISO) and ``publisher`` hold for every
    input; ``columns`` renames the columns of tables ({"text": "body"}). An input that cannot be read is in
    ``record.rejects``; none stops the others.
    Raises UsageError for an argument that is not allowed, StoreError when the record cannot be written.
    """
    from dateline.ingest import IngestOptions
    from dateline.pipeline import PipelineOptions, read_into

    if not inputs:
        raise UsageError("read() was given no input; give files, folders or globs")
    options = PipelineOptions(
        IngestOptions(date=date, publisher=publisher, columns=dict(columns or {})), workers=workers
    )
    opened = Store.open(store)
    try:
        read_into(opened, [str(each) for each in inputs], options)
    except BaseException:
        opened.close()
        raise
    return Record(opened)


def open(path: str | Path) -> Record:
    """Return the record in the file ``path``, to look at.

    Raises StoreError when there is none, or it is in use by a run.
    """
    return Record(Store.open(path, read_only=True))
