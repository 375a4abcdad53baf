"""What an export takes and gives: the record, the run, the options, and the report of what was lost."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dateline.core import Article, Claim, Incident, Reject, UsageError

COARSENESS: tuple[str, ...] = ("admin1", "country")
INTER_CODES: tuple[str, ...] = ("text", "numeric")


@dataclass(frozen=True)
class RunInfo:
    """How the record was made, for the methodology sheet; None or empty is written as "not recorded".

    ``models`` holds (name, sha256 or None) pairs; ``created`` is an ISO date-time given by the caller, never the
    clock, so that the same record gives the same bytes.
    """

    version: str | None = None
    command: str | None = None
    models: tuple[tuple[str, str | None], ...] = ()
    gazetteer: str | None = None
    created: str | None = None
    known_gaps: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExportRecord:
    """The whole record to be exported: every incident, the claims that carry it and their articles."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    rejects: tuple[Reject, ...] = ()
    run: RunInfo = RunInfo()

    @cached_property
    def article_by_id(self) -> dict[str, Article]:
        """Articles by ``article_id``."""
        return {article.article_id: article for article in self.articles}

    @cached_property
    def claim_by_id(self) -> dict[str, Claim]:
        """Claims by ``claim_id``."""
        return {claim.claim_id: claim for claim in self.claims}

    @cached_property
    def incident_ids_by_claim(self) -> dict[str, tuple[str, ...]]:
        """Ids of the incidents that name each claim."""
        found: dict[str, list[str]] = defaultdict(list)
        for incident in self.incidents:
            for claim_id in incident.claim_ids:
                found[claim_id].append(incident.incident_id)
        return {claim_id: tuple(ids) for claim_id, ids in found.items()}


@dataclass(frozen=True, kw_only=True)
class ExportOptions:
    """The switches of an export; each is written into the methodology sheet.

    ``mask_names`` covers the names of private persons; ``coarsen`` ("admin1" or "country") withholds
    every place finer than that; ``with_text`` adds the articles' text and whole quotes; ``quote_limit``
    is the longest quote otherwise, in code points; ``inter`` gives ACLED's actor kinds as "text" or
    "numeric"; ``max_split_days`` is the longest stretch of days that ACLED rows are split over.
    """

    mask_names: bool = True
    coarsen: str | None = None
    with_text: bool = False
    quote_limit: int = 200
    inter: str = "text"
    max_split_days: int = 31

    def __post_init__(self) -> None:
        if self.coarsen is not None and self.coarsen not in COARSENESS:
            raise UsageError(
                f"coarsen: {self.coarsen!r} is not allowed; use one of {', '.join(COARSENESS)} or leave out"
            )
        if self.inter not in INTER_CODES:
            raise UsageError(f"inter: {self.inter!r} is not allowed; use one of {', '.join(INTER_CODES)}")
        if self.quote_limit < 1 or self.max_split_days < 1:
            raise UsageError("quote_limit and max_split_days must be 1 or more")


@dataclass(frozen=True, order=True)
class Loss:
    """One thing that the export could not carry over, for one incident (or "-" for the whole).

    ``kind`` is out_of_scope (the incident has no row), forced (the codebook asks for a value that the
    record does not hold) or dropped (the codebook has no place for a value that the record holds).
    """

    incident_id: str
    kind: str
    field: str
    value: str
    reason: str


@dataclass(frozen=True)
class LossReport:
    """What an export wrote and what it lost.

    ``incidents`` in the record = ``exported`` (with at least one row) + those that are out of scope.
    """

    format: str
    incidents: int
    exported: int
    rows: int
    losses: tuple[Loss, ...]
    files: tuple[Path, ...] = ()

    @property
    def out_of_scope(self) -> dict[str, str]:
        """Reason by incident id for every incident without a row."""
        return {loss.incident_id: loss.reason for loss in self.losses if loss.kind == "out_of_scope"}

    @property
    def forced(self) -> tuple[Loss, ...]:
        """Values that the codebook asked for and the record does not hold."""
        return tuple(loss for loss in self.losses if loss.kind == "forced")

    @property
    def dropped(self) -> tuple[Loss, ...]:
        """Fields that the codebook cannot hold."""
        return tuple(loss for loss in self.losses if loss.kind == "dropped")


class Losses:
    """Collects the losses while a format's rows are built."""

    def __init__(self) -> None:
        self._found: list[Loss] = []

    def out_of_scope(self, incident_id: str, reason: str, field: str = "", value: str = "") -> None:
        """Note that the incident has no row in this format."""
        self._found.append(Loss(incident_id, "out_of_scope", field, value, reason))

    def forced(self, incident_id: str, field: str, value: object, reason: str) -> None:
        """Note a value that the codebook asks for and the record does not hold."""
        self._found.append(Loss(incident_id, "forced", field, str(value), reason))

    def dropped(self, incident_id: str, field: str, value: object, reason: str) -> None:
        """Note a value that the codebook cannot hold."""
        self._found.append(Loss(incident_id, "dropped", field, str(value), reason))

    def sorted(self) -> tuple[Loss, ...]:
        """Return all losses in a stable order."""
        return tuple(sorted(set(self._found)))
