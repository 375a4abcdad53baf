"""Place names in news text, and the gazetteer entries that they mean."""

from dateline.read.places.find import PlaceContext, find_toponyms, resolve_spans
from dateline.read.places.phrase import resolve_places

__all__ = ["PlaceContext", "find_toponyms", "resolve_places", "resolve_spans"]
