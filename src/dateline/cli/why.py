"""``dateline why``: why two reports are, or are not, one incident."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.incidents import Explanation


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(why)


def why(
    a: Annotated[str, typer.Argument(metavar="A", help="Id of a claim, article or incident, or an article's key.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other one.")],
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Say why two claims, articles or incidents are (not) one incident, field by field.

    Weights are log-odds: above 0 speaks for one incident, below 0 against.

    Example: dateline why report-1.txt report-2.txt
    """
    from dateline.cli.tables import capture
    from dateline.incidents import explain
    from dateline.store import Store

    with Store.open(store, read_only=True) as opened:
        explanation = explain(a, b, opened.claims(), opened.articles())
    sys.stdout.write(capture(lambda console: console.print(_page(explanation))))


def _page(told: "Explanation") -> "RenderableType":
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("field", "left", "right", "finding"):
        table.add_column(heading, overflow="fold")
    table.add_column("weight", justify="right")
    for row in told.fields:
        cells = (row.field, row.left, row.right, row.finding)
        table.add_row(*(Text(cell) for cell in cells), f"{row.weight:+.2f}")
    verdict = "one incident" if told.linked else "two incidents"
    alone = f"probability of the pair alone {told.probability:.2f}, threshold {told.threshold:.2f}"
    return Group(Text(f"{told.left}  {told.right}"), table, Text(f"{verdict}: {told.note} ({alone})"))
