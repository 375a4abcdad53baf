"""Dateline: news in; a sourced, dated, located record of conflict events out."""

__version__ = "0.1.0"
