"""``dateline report``: the record as one self-contained page."""

import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline import __version__
from dateline.cli import options

if TYPE_CHECKING:
    from dateline.store import Filter


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(report)


@options.filtered
def report(
    out: Annotated[Path, typer.Option("--out", help="The HTML file to write.")],
    store: options.StoreOption = options.DEFAULT_STORE,
    *,
    wanted: "Filter",
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Reported conflict events",
    full_names: Annotated[bool, typer.Option("--full-names", help="Show private persons by name.")] = False,
) -> None:
    """Write one self-contained HTML page: map, timeline, incidents and their evidence.

    Example: dateline report --out report.html --since 2024
    """
    from dateline.publish.report import ReportOptions, write_report
    from dateline.store import Store

    with Store.open(store, read_only=True) as opened:
        runs = opened.runs()
        made_with = [("dateline", __version__), ("python", platform.python_version())]
        made_with += [("reader", runs[-1].model)] if runs and runs[-1].model else []
        chosen = ReportOptions(
            title=title,
            full_names=full_names,
            made_with=tuple(made_with),
            command=" ".join(["dateline", *sys.argv[1:]]),
        )
        with options.output_path(out) as path:
            write_report(opened.articles(), opened.claims(), opened.incidents(wanted), path, chosen)
    typer.echo(f"wrote {out}")
