"""``dateline bench``: measure Dateline on gold data."""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.core import UsageError, to_dict

if TYPE_CHECKING:
    from dateline.bench import Result

_FORMATS = ("table", "json")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(bench)


def bench(
    suite: Annotated[
        str,
        typer.Argument(
            metavar="SUITE",
            help="claims, attribution, factuality, events, gate, time, place, incidents, casualties, speed "
            "or neutrality.",
        ),
    ],
    data: Annotated[Path, typer.Option("--data", help="Folder that holds claims/, events/, gold/, place/, time/.")],
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="Documents of each set to measure on, instead of all.")
    ] = None,
    format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
    out: options.OutOption = None,
) -> None:
    """Measure one suite: our figure with its 95% interval, n, the best published figure, and a simple baseline.

    Only development splits are read. docs/benchmarks.md says what each suite measures and how it was used.

    Example: dateline bench time --data data/
    """
    if format not in _FORMATS:
        raise UsageError(f"--format {format!r} is unknown; allowed: {', '.join(_FORMATS)}")
    from dateline.bench import run

    results = run(suite, data, limit)
    text = _json(results) if format == "json" else _table(results, to_file=out is not None)
    with options.output(out) as stream:
        stream.write(text.encode())


def _json(results: Sequence["Result"]) -> str:
    rows = [
        {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in row.items()}
        for row in map(to_dict, results)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _table(results: Sequence["Result"], *, to_file: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from dateline.cli.tables import capture

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("measure", "ours", "95 % interval", "n", "baseline", "published"):
        table.add_column(name, overflow="fold")
    for row in results:
        table.add_row(*cells(row))
    notes = sorted({row.baseline_name for row in results if row.baseline_name})
    told = "baseline: " + "; ".join(notes) if notes else ""
    return capture(lambda console: console.print(table, told), to_file=to_file)


def cells(row: "Result") -> tuple[str, ...]:
    """Return the cells of a figure: measure, ours, interval, n, baseline, published."""
    interval = "" if row.low is None or row.high is None else f"{number(row.low)} to {number(row.high)}"
    return row.measure, number(row.ours), interval, f"{row.n:,}", number(row.baseline), row.published


def number(value: float | None) -> str:
    """Return a figure with three places, one from 10 on, none from 1000 on; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"
