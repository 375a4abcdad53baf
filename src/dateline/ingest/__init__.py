"""Files, pages, feeds, tables and archives to articles: what comes in, whole, dated, and with its copies known."""

from dateline.ingest.copies import mark_copies
from dateline.ingest.options import IngestOptions
from dateline.ingest.reader import count_inputs, ingest

__all__ = ["IngestOptions", "count_inputs", "ingest", "mark_copies"]
