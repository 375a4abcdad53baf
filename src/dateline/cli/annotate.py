"""``dateline annotate``: what the reader finds in each article, for other people's scorers."""

import json
from typing import Annotated

import typer

from dateline.cli import options
from dateline.core import Reject, UsageError

INCOMPLETE = 3


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(annotate)


def annotate(
    inputs: options.InputsArgument,
    format: Annotated[str, typer.Option("--format", help="jsonl is the only one.")] = "jsonl",
    out: options.OutOption = None,
    published: Annotated[
        str | None, typer.Option("--published", help="Publication date (ISO) to resolve against.")
    ] = None,
    map: options.MapOption = None,
) -> None:
    """Write what is read before claims are made: sentences, times, places, entities, quotations, events.

    One JSON object a line and article, in the order of the inputs; offsets are code points. The record is
    not touched. Exit status 3 says that some inputs were set aside (named on standard error).

    Example: dateline annotate articles.jsonl --format jsonl --out annotations.jsonl
    """
    from dateline.ingest import IngestOptions
    from dateline.pipeline import PipelineOptions, readings
    from dateline.publish import annotation_of

    if format != "jsonl":
        raise UsageError(f"--format {format!r} is unknown; allowed: jsonl")
    chosen = PipelineOptions(IngestOptions(date=published, columns=dict(options.parse_map(map))))
    set_aside = 0
    with options.output(out) as stream:
        for item in readings(inputs, chosen):
            if isinstance(item, Reject):
                set_aside += 1
                typer.echo(f"set aside {item.where}: {item.reason} ({item.kind}); {item.advice}", err=True)
            else:
                stream.write(json.dumps(annotation_of(item), ensure_ascii=False).encode() + b"\n")
    if set_aside:
        raise typer.Exit(INCOMPLETE)
