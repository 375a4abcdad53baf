"""Read an article: sentences, times, places, quotations and events, each with its words."""

from dateline.read.reader import Reader, ReadOptions

__all__ = ["ReadOptions", "Reader"]
