"""Rows as a table for the terminal: the columns that a reader looks at first."""

import io
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli import words
from dateline.core import Article, Claim, Incident, Reject

_Column = tuple[str, Callable[[Any], str]]
# Wide enough for every column where nobody's window sets a limit (a file, a pipe).
_UNBOUNDED = 200

_INCIDENTS: tuple[_Column, ...] = (
    ("id", lambda row: row.incident_id),
    ("date", lambda row: words.when(row.time)),
    ("place", lambda row: words.where(row.place)),
    ("type", lambda row: row.type),
    ("by whom", lambda row: words.names(row.participants, "perpetrator")),
    ("against", lambda row: words.names(row.participants, "target", "victim")),
    ("killed", lambda row: words.toll(row, "killed")),
    ("injured", lambda row: words.toll(row, "injured")),
    ("sources", lambda row: str(row.independent_sources)),
    ("disputed", lambda row: ", ".join(dispute.field for dispute in row.disputes)),
)
_CLAIMS: tuple[_Column, ...] = (
    ("id", lambda row: row.claim_id),
    ("article", lambda row: row.article_key),
    ("source", lambda row: words.speaker(row)),
    ("stance", lambda row: row.attribution.stance),
    ("type", lambda row: row.event.type),
    ("date", lambda row: words.when(row.time)),
    ("place", lambda row: words.where(row.place)),
    ("figures", lambda row: words.figures(row)),
    ("modality", lambda row: row.modality),
)
_ARTICLES: tuple[_Column, ...] = (
    ("id", lambda row: row.article_id),
    ("key", lambda row: row.article_key),
    ("published", lambda row: row.published or ""),
    ("publisher", lambda row: row.publisher or ""),
    ("title", lambda row: row.title or ""),
    ("copy of", lambda row: row.duplicate_of or ""),
)
_REJECTS: tuple[_Column, ...] = (
    ("where", lambda row: row.where),
    ("kind", lambda row: row.kind),
    ("why", lambda row: row.reason),
    ("what to do", lambda row: row.advice),
)
_COLUMNS = {"incidents": _INCIDENTS, "claims": _CLAIMS, "articles": _ARTICLES, "rejects": _REJECTS}


def render(kind: str, rows: Sequence[Article | Claim | Incident | Reject], *, to_file: bool) -> str:
    """Return the rows as a table: coloured and as wide as the window on a terminal, plain and wide elsewhere."""
    columns = _COLUMNS[kind]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, _ in columns:
        table.add_column(name, overflow="fold", no_wrap=name == "id")
    for row in rows:
        table.add_row(*(Text(cell(row)) for _, cell in columns))
    total = Text(words.count(len(rows), kind.removesuffix("s")))
    return capture(lambda console: console.print(table, total), to_file=to_file)


def capture(draw: Callable[[Console], None], *, to_file: bool = False) -> str:
    """Return what ``draw`` prints, with colours only for a terminal (and never under NO_COLOR)."""
    plain = to_file or not sys.stdout.isatty()
    width = _UNBOUNDED if plain else shutil.get_terminal_size().columns
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        force_terminal=not plain,
        no_color=plain or "NO_COLOR" in os.environ,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    draw(console)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"
