"""Tables and documents as files: CSV and TSV in R's and pandas' conventions, JSON, JSONL, Parquet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.core import InternalError
from dateline.publish.codebooks import tables

Cell = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """Rows under the columns of a codebook table: ``stem`` names the file, ``columns`` the column list.

    ``exact`` names the columns whose white space is kept as it is (quotes, which must equal the text).
    """

    stem: str
    columns: str
    title: str
    rows: Sequence[dict[str, Cell]]
    suffix: str = ".csv"
    hxl: dict[str, str] = field(default_factory=dict)
    exact: frozenset[str] = frozenset()

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in tables.columns(self.columns)]

    @property
    def delimiter(self) -> str:
        """Tab for .tsv, comma otherwise."""
        return "\t" if self.suffix == ".tsv" else ","

    def text(self) -> str:
        """Return the file's text: a header line, then a line a row; an unknown value is an empty cell.

        With ``hxl`` the tag row stands between. Raises InternalError for a row whose columns are not
        exactly those of the codebook.
        """
        out = io.StringIO()
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator="\n")
        names = self.names
        writer.writerow(names)
        if self.hxl:
            writer.writerow([self.hxl.get(name, "") for name in names])
        for row in self.rows:
            if row.keys() != set(names):
                raise InternalError(
                    f"{self.stem}: row has columns {sorted(row.keys() ^ set(names))} too many or too few"
                )
            writer.writerow([written(row[name], exact=name in self.exact) for name in names])
        return out.getvalue()


@dataclass(frozen=True)
class Document:
    """A file that is no table; ``rows`` is what the loss report counts."""

    stem: str
    suffix: str
    title: str
    content: str | bytes
    rows: int


def written(cell: Cell, *, exact: bool = False) -> str:
    """Return a cell as text: empty for None, ISO for dates, runs of white space as one blank unless ``exact``.

    Line breaks inside cells are legal CSV, but readers of TSV files, R's fread among them, trip over
    them; blanks at the ends would not survive a round trip through R's read_csv.
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return re.sub("\0", "\ufffd", cell) if exact else " ".join(cell.replace("\0", " ").split())
    return str(cell)


def blank(columns: str) -> dict[str, Cell]:
    """Return a row of the table with every cell empty."""
    return dict.fromkeys((column.name for column in tables.columns(columns)), None)


def joined(values: Iterable[str | None], separator: str = "; ") -> str | None:
    """Return the known values joined, each once, None when there are none.

    A separator inside a value becomes a comma, for readers split the cell at it.
    """
    mark = separator.strip()
    kept = dict.fromkeys(" ".join(value.replace(mark, ",").split()) for value in values if value and value.strip())
    return separator.join(kept) or None


def json_text(value: Any) -> str:
    """Return ``value`` as indented UTF-8 JSON with a line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def json_lines(values: Iterable[Any]) -> str:
    """Return one JSON object a line."""
    return "".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)


def write(path: Path, content: str | bytes) -> Path:
    """Write bytes, or text as UTF-8 with plain line feeds, making the folder where needed; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    return path
