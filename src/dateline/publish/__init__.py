"""The record as files that other people's tools open: tables, codebooks and the page."""

from dateline.publish.annotations import annotation_of
from dateline.publish.codebooks import (
    EXPORT_FORMATS,
    ExportOptions,
    ExportRecord,
    Loss,
    LossReport,
    RunInfo,
    export,
)
from dateline.publish.flatten import columns_of, flatten
from dateline.publish.report import ReportOptions, write_report
from dateline.publish.tables import FORMATS, write_rows

__all__ = [
    "EXPORT_FORMATS",
    "FORMATS",
    "ExportOptions",
    "ExportRecord",
    "Loss",
    "LossReport",
    "ReportOptions",
    "RunInfo",
    "annotation_of",
    "columns_of",
    "export",
    "flatten",
    "write_report",
    "write_rows",
]
