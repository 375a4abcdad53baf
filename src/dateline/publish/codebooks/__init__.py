"""The record in other people's codebooks: ACLED, UCDP GED, PLOVER, CAMEO and more, each with what it lost."""

from dateline.publish.codebooks.export import FORMATS as EXPORT_FORMATS
from dateline.publish.codebooks.export import export
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Loss, LossReport, RunInfo

__all__ = ["EXPORT_FORMATS", "ExportOptions", "ExportRecord", "Loss", "LossReport", "RunInfo", "export"]
