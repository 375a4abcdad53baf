"""A stretch of an article's stored text."""

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.core.errors import InternalError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points, with the words that stand there.

    ``article.text[span.start:span.end] == span.text`` holds for every span of the record.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Return the span of ``text`` from ``start`` up to ``end`` (code points).

        Raises InternalError when the range is empty or lies outside the text.
        """
        if not 0 <= start < end <= len(text):
            raise InternalError(f"span {start}:{end} lies outside a text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two ranges share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def holder(self, spans: Iterable["Span"]) -> "Span":
        """Return the first of ``spans`` that holds this one (the sentence of a word), else this one."""
        return next((span for span in spans if span.contains(self)), self)
