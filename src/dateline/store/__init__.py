"""The record: articles, claims, incidents and rejects in one DuckDB file, with its whole history."""

from dateline.store.filters import Filter
from dateline.store.record import Run, Store

__all__ = ["Filter", "Run", "Store"]
