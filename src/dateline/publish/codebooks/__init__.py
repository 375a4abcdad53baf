"""The record in other people's codebooks, each with what it lost; and their tables beside the record."""

from dateline.publish.codebooks.coded import read_coded
from dateline.publish.codebooks.comparison import CompareOptions, Comparison, Match, compare
from dateline.publish.codebooks.export import FORMATS as EXPORT_FORMATS
from dateline.publish.codebooks.export import export
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Loss, LossReport, RunInfo

__all__ = [
    "EXPORT_FORMATS",
    "CompareOptions",
    "Comparison",
    "ExportOptions",
    "ExportRecord",
    "Loss",
    "LossReport",
    "Match",
    "RunInfo",
    "compare",
    "export",
    "read_coded",
]
