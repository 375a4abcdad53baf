"""The formats, and the one way in which each is written: protect, build, write, account for."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.core import UsageError
from dateline.publish.codebooks import acled, cameo, evidence, ged, huridocs, plain, plover, prov
from dateline.publish.codebooks.cases import Batch, cases
from dateline.publish.codebooks.descriptor import data_package, dictionary
from dateline.publish.codebooks.files import Cell, Document, Table, json_text, write
from dateline.publish.codebooks.methodology import sheet
from dateline.publish.codebooks.protection import protect
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Loss, Losses, LossReport

Part = Table | Document
_METHODOLOGY, _PACKAGE = "methodology.md", "datapackage.json"


@dataclass(frozen=True)
class Format:
    """An export format: its title and what builds its files."""

    title: str
    build: Callable[[Batch], list[Part]]


FORMATS: dict[str, Format] = {
    "acled": Format("ACLED-shaped events (31 columns), not ACLED data", acled.build),
    "ucdp-ged": Format("UCDP GED-shaped events (49 columns), not UCDP data", ged.build),
    "plover": Format("PLOVER records (JSON lines)", plover.build_plover),
    "polecat": Format("POLECAT-shaped events (40 columns, TSV), not POLECAT data", plover.build_polecat),
    "cameo": Format("CAMEO codes in GDELT's columns (61 and 16 of mentions, TSV), not GDELT data", cameo.build),
    "gdelt": Format("GDELT-shaped events (61 columns and 16 of mentions, TSV), not GDELT data", cameo.build),
    "geojson": Format("Incidents as GeoJSON", plain.build_geojson),
    "csv": Format("Incidents, evidence and articles as CSV", plain.build_csv),
    "hxl": Format("Incidents as CSV with HXL hashtags", plain.build_hxl),
    "parquet": Format("Incidents, claims and articles as Parquet", plain.build_parquet),
    "prov": Format("Provenance as W3C PROV-JSON", prov.build),
    "web-annotation": Format("Evidence as W3C Web Annotations", evidence.build),
    "huridocs": Format("HURIDOCS Events Standard Formats (five tables)", huridocs.build),
}
# Other names for the same: a Data Package comes with every table, and csv is the record's own.
_ALIASES = {"frictionless": "csv", "ged": "ucdp-ged", "evidence": "csv"}
_NO_OPTIONS = ExportOptions()


def export(record: ExportRecord, fmt: str, out: Path, options: ExportOptions = _NO_OPTIONS) -> LossReport:
    """Write ``record`` in format ``fmt`` to ``out`` and return what was written and what was lost.

    ``out`` is a folder, or the name of the first file when it has an ending; further files then take its
    name. Beside the data stand the methodology sheet, the data dictionary, the loss report and, for
    tables, a Data Package descriptor. Equal records and options give equal bytes (Parquet excepted).
    Raises UsageError when the format is unknown or the folder holds an export of another format.
    """
    known = _ALIASES.get(fmt, fmt)
    if known not in FORMATS:
        raise UsageError(f"unknown export format {fmt!r}; allowed: {', '.join((*FORMATS, *_ALIASES))}")
    place = _Place(out, known)
    safe = protect(record, options)
    losses = Losses()
    batch = Batch(cases(safe), safe, options, losses)
    parts = FORMATS[known].build(batch)
    found = losses.sorted()
    files = [write(place.of(part, first=part is parts[0]), _content(part)) for part in parts]
    named = [(place.of(part, first=part is parts[0]).name, part) for part in parts]
    counts = {name: _rows(part) for name, part in named}
    files += _sidecars(known, place, named, found, numeric_inter=options.inter == "numeric")
    text = sheet(known, FORMATS[known].title, safe, options=options, losses=found, counts=counts)
    files.append(write(place.beside(_METHODOLOGY), text))
    outside = sum(loss.kind == "out_of_scope" for loss in found)
    total = len(record.incidents)
    return LossReport(known, total, total - outside, _rows(parts[0]), found, tuple(files))


class _Place:
    """Where the files of one export go: into a folder, or beside a file that the user named."""

    def __init__(self, out: Path, fmt: str) -> None:
        self.file = out if out.suffix and not out.is_dir() else None
        self.folder = out.parent if self.file else out
        package = self.folder / _PACKAGE
        if self.file is None and package.exists() and f'"dateline-{fmt}"' not in package.read_text(encoding="utf-8"):
            raise UsageError(f"{self.folder}: holds an export of another format; give each format a folder of its own")

    def of(self, part: Part, *, first: bool) -> Path:
        """Return the path of a data file; the first takes the name that the user gave."""
        if self.file and first:
            return self.file
        return self.beside(f"{part.stem}{part.suffix}")

    def beside(self, name: str) -> Path:
        """Return the path of a further file."""
        return self.folder / (f"{self.file.stem}.{name}" if self.file else name)


def _sidecars(
    fmt: str, place: _Place, named: list[tuple[str, Part]], losses: tuple[Loss, ...], *, numeric_inter: bool
) -> list[Path]:
    data = [(name, part) for name, part in named if isinstance(part, Table)]
    loss = Table("loss-report", "loss", "Loss report", [_loss_row(each) for each in losses])
    words = Table(
        "data-dictionary",
        "dictionary",
        "Data dictionary",
        dictionary(data or [(place.of(loss, first=False).name, loss)], numeric_inter=numeric_inter),
    )
    sidecars: list[Table] = [loss, words]
    files = [write(place.of(part, first=False), part.text()) for part in sidecars]
    described = data + [(path.name, part) for path, part in zip(files, sidecars, strict=True)]
    package = data_package(fmt, FORMATS[fmt].title, described, numeric_inter=numeric_inter)
    return [*files, write(place.beside(_PACKAGE), json_text(package))]


def _loss_row(loss: Loss) -> dict[str, Cell]:
    return {
        "incident_id": loss.incident_id,
        "kind": loss.kind,
        "field": loss.field or None,
        "value": loss.value or None,
        "reason": loss.reason,
    }


def _content(part: Part) -> str | bytes:
    return part.text() if isinstance(part, Table) else part.content


def _rows(part: Part) -> int:
    return len(part.rows) if isinstance(part, Table) else part.rows
