"""Inputs as a user names them (files, folders, globs, ``-``), opened as streams with gzip taken off."""

import glob
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dateline.core import Reject
from dateline.ingest.found import reject

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"
_HEAD = 65_536
# A gzip in a gzip happens by mistake; more layers are an attack.
_LAYERS = 3
BROKEN_GZIP = (EOFError, zlib.error, gzip.BadGzipFile)
"""What a truncated or damaged gzip raises while it is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file or standard input, by the name that articles and rejects carry."""

    name: str

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the endings of the name, lower case, without those of compression."""
        return tuple(
            s for s in (suffix.lower() for suffix in Path(self.name).suffixes[-3:]) if s not in (".gz", ".gzip")
        )


def find_sources(inputs: Sequence[str]) -> Iterator[Source | Reject]:
    """Yield the files that ``inputs`` name, in the order given, sorted inside folders and globs.

    Hidden files and folders are passed over inside a folder; an input that names nothing is a Reject.
    """
    for name in inputs:
        if name == STDIN or (os.path.exists(name) and not os.path.isdir(name)):
            yield Source(name)
        elif os.path.isdir(name):
            yield from _folder(name)
        elif glob.has_magic(name) and (matches := sorted(glob.glob(name, recursive=True))):
            for match in matches:
                yield from (_folder(match) if os.path.isdir(match) and "**" not in name else _file(match))
        else:
            yield reject(name, "missing", "there is no such file or folder", "check the spelling and the folder")


def _file(path: str) -> Iterator[Source]:
    if not os.path.isdir(path):
        yield Source(path)


def _folder(path: str) -> Iterator[Source | Reject]:
    failures: list[OSError] = []
    seen = False
    for folder, folders, files in os.walk(path, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                seen = True
                yield Source(os.path.join(folder, name))
    for failure in failures:
        yield unreadable(str(failure.filename), failure)
    if not seen and not failures:
        yield reject(path, "empty", "the folder holds no files", "name a folder with articles in it")


def unreadable(where: str, failure: OSError) -> Reject:
    """Return the Reject for a file that the system will not open or read."""
    if isinstance(failure, PermissionError):
        return reject(where, "unreadable", "permission denied", "give yourself the right to read it, or copy it")
    return reject(where, "unreadable", failure.strerror or str(failure), "check the file and the disk it is on")


@dataclass(frozen=True, slots=True)
class Opened:
    """An open source: the first 64 KB of its content, for sniffing, and the stream of all of it."""

    head: bytes
    stream: io.BufferedReader


class _Rewound(io.RawIOBase):
    """A stream from which ``head`` was already read; reads it again and goes on. Does not own the stream."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        super().__init__()
        self._head, self._rest, self._offset = head, rest, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:  # the WARC reader asks for it
        return self._offset

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read1(len(view))
        self._head = self._head[len(data) :]
        self._offset += len(data)
        view[: len(data)] = data
        return len(data)


@contextmanager
def opened(source: Source) -> Iterator[Opened]:
    """Open ``source`` with every layer of gzip taken off.

    Raises OSError where the system refuses. A gzip that breaks raises EOFError, zlib.error or BadGzipFile
    only when the break is reached, so that what stands before it can be read.
    """
    with ExitStack() as stack:
        raw = sys.stdin.buffer if source.name == STDIN else stack.enter_context(open(source.name, "rb"))
        stream = cast("io.BufferedIOBase", raw)
        head = _read_head(stream)
        for _ in range(_LAYERS):
            if not head.startswith(b"\x1f\x8b"):
                break
            stream = gzip.GzipFile(fileobj=io.BufferedReader(_Rewound(head, stream), _HEAD))
            head = _read_head(stream)
        yield Opened(head, io.BufferedReader(_Rewound(head, stream), _HEAD))


def _read_head(stream: io.BufferedIOBase) -> bytes:
    head = b""
    with suppress(*BROKEN_GZIP):
        while len(head) < _HEAD and (data := stream.read1(_HEAD - len(head))):
            head += data
    return head
