"""``dateline read``: inputs into the record, and a summary of what became of each."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options, words

if TYPE_CHECKING:
    from dateline.pipeline import RunReport

INCOMPLETE = 3


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(read)


def read(
    inputs: options.InputsArgument,
    store: options.StoreOption = options.DEFAULT_STORE,
    date: options.DateOption = None,
    publisher: options.PublisherOption = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read at the same time.")] = 1,
    map: options.MapOption = None,
    actors: Annotated[
        Path | None,
        typer.Option("--actors", help="CSV of actors put over the shipped list: id, name, aliases, kind, country."),
    ] = None,
    policy: options.PolicyOption = "ucdp",
    again: Annotated[bool, typer.Option("--again", help="Read anew what was read before.")] = False,
) -> None:
    """Read news articles into the record: text, HTML, JSONL, CSV, Parquet, WARC, RSS; gzip of any.

    What was read before is skipped, so an interrupted run continues when it is started again. Exit status 3
    says that some inputs were set aside; they are listed, and kept in the record (dateline rejects).

    Example: dateline read articles/ wire.jsonl --publisher "Example Post" --map text=body
    """
    from dateline.claims import ClaimOptions
    from dateline.cli.progress import reading_progress
    from dateline.incidents import LinkOptions
    from dateline.ingest import IngestOptions
    from dateline.pipeline import PipelineOptions, read_into
    from dateline.store import Store

    chosen = PipelineOptions(
        IngestOptions(date=date, publisher=publisher, columns=dict(options.parse_map(map))),
        claims=ClaimOptions(actors),
        link=LinkOptions(policy=policy),
        workers=workers,
        again=again,
    )
    with Store.open(store) as opened, reading_progress() as progress:
        try:
            report = read_into(opened, inputs, chosen, progress=progress)
        except KeyboardInterrupt:
            typer.echo("\ninterrupted; what was read is kept, the same command continues from here", err=True)
            raise
    _summarise(report, str(store))
    if report.rejects:
        raise typer.Exit(INCOMPLETE)


def _summarise(report: "RunReport", store: str) -> None:
    skipped = report.articles - report.read - sum(reject.kind == "internal" for reject in report.rejects)
    before = f" ({skipped} read before)" if skipped else ""
    articles = words.count(report.articles, "article")
    speed = f", {report.words / report.seconds:,.0f} words/s" if report.words else ""
    typer.echo(f"read       {articles}{before}, {report.words:,} words, {report.seconds:.1f} s{speed}")
    typer.echo(f"set aside  {len(report.rejects)}")
    for reject in report.rejects:
        typer.echo(f"  {reject.where}: {reject.reason} ({reject.kind}); {reject.advice}")
    found = f"{words.count(report.claims, 'claim')}, {words.count(report.incidents, 'incident')}"
    typer.echo(f"record     {found} in {store}")
    typer.echo(f"next       dateline incidents --store {shlex.quote(store)}")
