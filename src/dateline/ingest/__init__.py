"""Files, pages, feeds, tables and archives to articles: what comes in, whole, dated, and with its copies known."""

from dateline.ingest.copies import mark_copies
from dateline.ingest.options import IngestOptions
from dateline.ingest.reader import ingest

__all__ = ["IngestOptions", "ingest", "mark_copies"]
