"""The record as one self-contained HTML page: map, timeline, incidents and their evidence."""

from dateline.publish.report.options import ReportOptions
from dateline.publish.report.page import write_report

__all__ = ["ReportOptions", "write_report"]
