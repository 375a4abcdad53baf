"""Text to the encoder's input: word pieces with their offsets, letter-case shapes, and windows.

Training and inference both come through here, so that the model sees the same thing in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from dateline.core import Span

Ints = npt.NDArray[np.int64]

WINDOW = 500  # word pieces a window holds, [CLS] and [SEP] aside; the encoder has 512 positions
OVERLAP = 128  # word pieces that neighbouring windows share
SHAPES = 6  # none, lower, Title, UPPER, digits, other
_CAPITALS_SHARE = 0.6  # above this share of capitals among letters, case says nothing


@dataclass(frozen=True)
class Encoding:
    """Word pieces of one text: ``ids``, ``shapes``, ``starts``, ``ends`` and ``sentence`` all have shape (pieces,)."""

    ids: Ints
    shapes: Ints
    starts: Ints
    ends: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.ids)


def encode(tokenizer: Tokenizer, text: str, sentences: Sequence[Span]) -> Encoding:
    """Return the word pieces of ``text``; offsets are code points into it."""
    output = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(output.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    borders = np.array([sentence.start for sentence in sentences], dtype=np.int64)
    sentence = np.maximum(np.searchsorted(borders, starts, side="right") - 1, 0)
    return Encoding(np.array(output.ids, dtype=np.int64), _shapes(text, starts, ends), starts, ends, sentence)


def _shapes(text: str, starts: Ints, ends: Ints) -> Ints:
    letters = "".join(filter(str.isalpha, text))
    if sum(map(str.isupper, letters)) > _CAPITALS_SHARE * len(letters):
        return np.zeros(len(starts), dtype=np.int64)
    return np.array([_shape(text[s:e], text[s - 1 : s]) for s, e in zip(starts, ends, strict=True)], dtype=np.int64)


def _shape(piece: str, before: str) -> int:
    if piece.isdigit():
        return 4
    if not piece.isalpha():
        return 5
    if piece.islower():
        return 1
    return 3 if piece.isupper() and (len(piece) > 1 or before.isupper()) else 2


def windows(encoding: Encoding, size: int = WINDOW, overlap: int = OVERLAP) -> list[tuple[int, int]]:
    """Return half-open ranges of pieces that cover the text; neighbours share about ``overlap`` pieces.

    No more windows than ``size`` asks for, and those of about one length, since attention costs the square of it.
    A window begins at a sentence where one begins in time; no piece is in none.
    """
    total = len(encoding)
    count = max(1, -(-(total - overlap) // (size - overlap)))
    even = -(-(total + (count - 1) * overlap) // count)
    ranges: list[tuple[int, int]] = []
    start = 0
    while True:
        end = min(start + even, total)
        ranges.append((start, end))
        if end >= total:
            return ranges
        begins = np.flatnonzero(np.diff(encoding.sentence[end - overlap - 1 : end - overlap // 4])) + end - overlap
        start = int(begins[0]) if len(begins) else end - overlap
