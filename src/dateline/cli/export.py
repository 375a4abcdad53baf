"""``dateline export``: the record in other people's codebooks."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.core import UsageError

if TYPE_CHECKING:
    from dateline.publish.codebooks import ExportRecord, LossReport, RunInfo
    from dateline.store import Filter, Store


_LOCAL = ("--out", "--store")


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(export)


@options.filtered
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="acled, ucdp-ged, plover, ...; list shows all.")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write to, or the first file's name.")] = None,
    store: options.StoreOption = options.DEFAULT_STORE,
    *,
    wanted: "Filter",
    names: Annotated[bool, typer.Option("--full-names", help="Show private persons by name.")] = False,
    coarsen: Annotated[
        str | None, typer.Option("--coarsen", help="Withhold places finer than admin1 or country.")
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="Add article texts and whole quotes.")] = False,
    quote_limit: Annotated[int, typer.Option("--quote-limit", help="Longest quote without --with-text.")] = 200,
    inter: Annotated[str, typer.Option("--inter", help="ACLED's kinds of actor as text or numeric.")] = "text",
    max_split_days: Annotated[int, typer.Option("--max-split-days", help="Longest range that ACLED rows split.")] = 31,
) -> None:
    """Write the record in the columns of a codebook, with a loss report and a methodology sheet.

    Example: dateline export acled --out shared/acled --since 2024 --coarsen admin1
    """
    from dateline.publish.codebooks import EXPORT_FORMATS, ExportOptions
    from dateline.publish.codebooks import export as write_export
    from dateline.store import Store

    if format == "list":
        for name, known in EXPORT_FORMATS.items():
            typer.echo(f"{name:15} {known.title}")
        return
    if out is None:
        raise UsageError("--out is missing; give a folder, or the name of the first file")
    chosen = ExportOptions(
        mask_names=not names,
        coarsen=coarsen,
        with_text=with_text,
        quote_limit=quote_limit,
        inter=inter,
        max_split_days=max_split_days,
    )
    with Store.open(store, read_only=True) as opened:
        record = _record(opened, wanted)
    _tell(write_export(record, format, out, chosen))


def _record(opened: "Store", wanted: "Filter") -> "ExportRecord":
    """Return the whole record, or the incidents that the filter selects with their claims and articles."""
    from dateline.publish.codebooks import ExportRecord
    from dateline.store import Filter

    incidents, claims, articles = opened.incidents(wanted), opened.claims(), opened.articles()
    if wanted != Filter():
        claim_ids = {claim_id for incident in incidents for claim_id in incident.claim_ids}
        article_ids = {article_id for incident in incidents for article_id in incident.article_ids}
        claims = tuple(claim for claim in claims if claim.claim_id in claim_ids)
        articles = tuple(article for article in articles if article.article_id in article_ids)
    return ExportRecord(articles, claims, incidents, opened.rejects(), _run(opened))


def _run(opened: "Store") -> "RunInfo":
    from dateline.publish.codebooks import RunInfo

    readings = [run for run in opened.runs() if run.model]
    last = readings[-1] if readings else None
    return RunInfo(
        version=last.version if last else None,
        command=_command(sys.argv[1:]),
        models=tuple(("reader", model) for model in sorted({run.model for run in readings if run.model})),
        gazetteer=_text(last.options.get("gazetteer")) if last else None,
        created=last.finished_at if last else None,
    )


def _command(words: list[str]) -> str:
    """Return the command without the local paths after --out and --store, for the sheet is shared."""
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if before not in _LOCAL and not word.startswith(tuple(f"{option}=" for option in _LOCAL)) and word not in _LOCAL
    ]
    return " ".join(["dateline", *kept])


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _tell(report: "LossReport") -> None:
    for path in report.files:
        typer.echo(f"wrote {path}")
    typer.echo(
        f"{report.exported} of {report.incidents} incidents in {report.rows} rows; "
        f"{len(report.out_of_scope)} out of scope, {len(report.forced)} values forced, "
        f"{len(report.dropped)} dropped: see the loss report"
    )
