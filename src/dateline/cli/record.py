"""``dateline incidents | claims | articles | rejects``: the rows of the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import options
from dateline.core import UsageError

if TYPE_CHECKING:
    from dateline.store import Filter, Store

FormatOption = Annotated[str, typer.Option("--format", help="table, jsonl, csv, parquet or geojson.")]


def register(app: typer.Typer) -> None:
    """Add the four commands to ``app``."""
    for command in (incidents, claims, articles, rejects):
        app.command()(command)


@options.filtered
def incidents(
    store: options.StoreOption = options.DEFAULT_STORE,
    format: FormatOption = "table",
    out: options.OutOption = None,
    *,
    wanted: "Filter",
    as_of: Annotated[str | None, typer.Option("--as-of", help="What was known on this day (YYYY-MM-DD).")] = None,
) -> None:
    """Show the incidents of the record, or write them to a file.

    Example: dateline incidents --since 2024-03 --country SY --format csv --out incidents.csv
    """
    _show("incidents", store, format, out, wanted, as_of=as_of)


@options.filtered
def claims(
    store: options.StoreOption = options.DEFAULT_STORE,
    format: FormatOption = "table",
    out: options.OutOption = None,
    *,
    wanted: "Filter",
) -> None:
    """Show the claims of the record: each source's statement about one event.

    Example: dateline claims --text "field hospital" --format jsonl
    """
    _show("claims", store, format, out, wanted)


@options.filtered
def articles(
    store: options.StoreOption = options.DEFAULT_STORE,
    format: FormatOption = "table",
    out: options.OutOption = None,
    *,
    wanted: "Filter",
) -> None:
    """Show the articles of the record; days select by publication, the rest by what is claimed in them.

    Example: dateline articles --since 2024 --type air_strike
    """
    _show("articles", store, format, out, wanted)


def rejects(
    store: options.StoreOption = options.DEFAULT_STORE,
    format: FormatOption = "table",
    out: options.OutOption = None,
    text: options.TextOption = None,
) -> None:
    """Show the inputs that were set aside, and why.

    Example: dateline rejects --format csv --out set-aside.csv
    """
    _show("rejects", store, format, out, options.selection(text=text))


def _show(kind: str, store: Path, format: str, out: Path | None, wanted: "Filter", *, as_of: str | None = None) -> None:
    from dateline.publish import FORMATS, write_rows
    from dateline.store import Store

    if format not in ("table", *FORMATS):
        raise UsageError(f"--format {format!r} is unknown; allowed: table, {', '.join(FORMATS)}")
    with Store.open(store, read_only=True) as opened:
        rows = _known_by(opened, as_of, wanted) if as_of else getattr(opened, kind)(wanted)
    with options.output(out) as stream:
        if format == "table":
            from dateline.cli.tables import render

            stream.write(render(kind, rows, to_file=out is not None).encode())
        else:
            write_rows(rows, stream, kind=kind, format=format)


def _known_by(store: "Store", day: str, wanted: "Filter") -> Any:
    from dateline.pipeline import known_by  # opens the reading stages, which the other commands do without

    return known_by(store, day, wanted)
