"""``dateline import`` and ``dateline compare``: coders' own tables beside the record."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.core import Incident, UsageError, guarded

if TYPE_CHECKING:
    from dateline.publish.codebooks import Comparison

_KINDS = {".csv": "codebook", ".tsv": "codebook", ".txt": "codebook", ".jsonl": "incidents", ".duckdb": "record"}
_HEADER = ("result", "ours", "theirs", "days_apart", "km_apart", "field", "ours_value", "theirs_value")


def register(app: typer.Typer) -> None:
    """Add both commands to ``app``."""
    app.command("import")(import_)
    app.command()(compare)


def import_(
    table: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or TSV in ACLED or UCDP GED columns.")],
    out: options.OutOption = None,
    coder: Annotated[str | None, typer.Option("--coder", help="Name of the source; the file's name otherwise.")] = None,
) -> None:
    """Read a coder's own table and write it as incidents, one JSON object a line.

    The incidents keep the coder's row numbers in their summary and are marked "coded by" in their policy.

    Example: dateline import coded.csv --coder "Team A" --out team-a.jsonl
    """
    from dateline.publish import write_rows
    from dateline.publish.codebooks import read_coded

    incidents = read_coded(table, coder=coder)
    with options.output(out) as stream:
        write_rows(incidents, stream, kind="incidents", format="jsonl")
    typer.echo(f"{len(incidents)} incidents read from {table}", err=True)


def compare(
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="Record (.duckdb), incidents (.jsonl) or coded table.")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The same, of somebody else.")],
    days: Annotated[int, typer.Option("--days", help="Days that two dates may lie apart.")] = 1,
    radius_km: Annotated[float, typer.Option("--radius-km", help="Distance that two points may lie apart.")] = 25.0,
    out: options.OutOption = None,
) -> None:
    """Match two sets of incidents by day and place; report matches, misses and differences.

    It says how far two codings agree, not which is right. With --out, every match, miss and difference
    is a row of a CSV file.

    Example: dateline compare dateline.duckdb coded.csv --out differences.csv
    """
    from dateline.publish.codebooks import CompareOptions
    from dateline.publish.codebooks import compare as match

    found = match(_incidents(ours), _incidents(theirs), CompareOptions(days=days, radius_km=radius_km))
    if out is not None:
        with options.output(out) as stream:
            stream.write(_rows(found).encode())
    if out is None or str(out) != "-":
        typer.echo(_summary(found), nl=False)


def _incidents(path: Path) -> tuple[Incident, ...]:
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"{str(path)!r} is no table that can be compared; allowed endings: {', '.join(_KINDS)}")
    if kind == "codebook":
        from dateline.publish.codebooks import read_coded

        return read_coded(path)
    if kind == "record":
        from dateline.store import Store

        with Store.open(path, read_only=True) as opened:
            return opened.incidents()
    return _from_lines(path)


def _from_lines(path: Path) -> tuple[Incident, ...]:
    from dateline.core import from_dict

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return tuple(from_dict(Incident, json.loads(line)) for line in lines if line.strip())
    except (OSError, UnicodeDecodeError, ValueError, TypeError, AttributeError) as error:
        raise UsageError(f"{str(path)!r} holds no incidents as JSON lines: {error}") from error


def _rows(found: "Comparison") -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_HEADER)
    for match in found.matches:
        pair = (match.ours.incident_id, match.theirs.incident_id, match.days_apart, match.km_apart)
        writer.writerow(("match", *pair, "", "", ""))
        writer.writerows(("difference", *pair, *map(guarded, difference)) for difference in match.differences)
    for incident in found.only_ours:
        writer.writerow(("only ours", incident.incident_id, "", "", "", "", guarded(incident.summary), ""))
    for incident in found.only_theirs:
        writer.writerow(("only theirs", "", incident.incident_id, "", "", "", "", guarded(incident.summary)))
    return out.getvalue()


def _summary(found: "Comparison") -> str:
    lines = [
        f"matched           {len(found.matches):6}",
        f"only ours         {len(found.only_ours):6}",
        f"only theirs       {len(found.only_theirs):6}",
        f"share of ours     {_percent(found.share_of_ours):>6}",
        f"share of theirs   {_percent(found.share_of_theirs):>6}",
        "agreement of the matches, by field:",
    ]
    lines += [f"  {name:16}{_percent(share):>6}" for name, share in found.agreement().items()]
    return "\n".join(lines) + "\n"


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"
