"""Options that several commands share, and where their output goes."""

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from dateline.core import UsageError

if TYPE_CHECKING:
    from dateline.store import Filter

StoreOption = Annotated[Path, typer.Option("--store", help="The record file.", show_default=True)]
OutOption = Annotated[Path | None, typer.Option("--out", help="Write to this file instead of standard output.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="From this day on (YYYY-MM-DD, YYYY-MM or YYYY).")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Up to this day, included.")]
CountryOption = Annotated[list[str] | None, typer.Option("--country", help="ISO 3166-1 alpha-2 code; may be repeated.")]
TypeOption = Annotated[list[str] | None, typer.Option("--type", help="Event type; may be repeated.")]
TextOption = Annotated[str | None, typer.Option("--text", help="Words that must occur, in any case.")]
InputsArgument = Annotated[
    list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for standard input.")
]
DateOption = Annotated[
    str | None, typer.Option("--date", help="Publication date (ISO) of every input, before what it says itself.")
]
PublisherOption = Annotated[
    str | None, typer.Option("--publisher", help="Publisher of every input, before what it says itself.")
]
PolicyOption = Annotated[
    str, typer.Option("--policy", help="How figures of many sources are settled: ucdp, acled or min-max.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Read FIELD from this column; may be repeated."),
]
DEFAULT_STORE = Path("dateline.duckdb")


def selection(
    since: SinceOption = None,
    until: UntilOption = None,
    country: CountryOption = None,
    type: TypeOption = None,
    text: TextOption = None,
) -> "Filter":
    """Return the selection that the filter options make."""
    from dateline.store import Filter

    return Filter(since, until, tuple(country or ()), tuple(type or ()), text)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Return ``command`` with the options of ``selection`` in place of its parameter ``wanted``, the Filter."""
    own, filters = (inspect.signature(each).parameters for each in (command, selection))

    @functools.wraps(command)
    def run(**given: Any) -> None:
        command(wanted=selection(**{name: given.pop(name) for name in filters}), **given)

    shown = [part for each in own.values() for part in (filters.values() if each.name == "wanted" else [each])]
    parameters = [part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in shown]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {part.name: part.annotation for part in parameters}
    return run


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Give the binary stream to write to; a file appears whole or not at all.

    Raises UsageError as ``output_path`` does.
    """
    if path is None or str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with output_path(path) as partial, partial.open("wb") as stream:
        yield stream


@contextmanager
def output_path(path: Path) -> Iterator[Path]:
    """Give a path beside ``path`` to write to, moved to it when all went well.

    Raises UsageError when ``path`` is a folder or its own folder does not exist.
    """
    if path.is_dir() or not path.parent.is_dir():
        wrong = "is a folder" if path.is_dir() else f"lies in {str(path.parent)!r}, which does not exist"
        raise UsageError(f"--out {str(path)!r} {wrong}; give the path of a file in an existing folder")
    partial = path.with_name(path.name + ".part")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def parse_map(pairs: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Return ``FIELD=COLUMN`` arguments as pairs. Raises UsageError for one without both sides."""
    split = tuple(tuple(pair.split("=", 1)) for pair in pairs or ())
    for pair in split:
        if len(pair) != 2 or not all(pair):
            raise UsageError(f"--map {'='.join(pair)!r} has no two sides; write FIELD=COLUMN, such as text=body")
    return tuple((field, column) for field, column in split)
