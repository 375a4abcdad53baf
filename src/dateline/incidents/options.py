"""How incidents are to be made: the choices a user has, with their defaults."""

from dataclasses import dataclass

from dateline.core import UsageError

POLICIES: tuple[str, ...] = ("ucdp", "acled", "min-max")


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """Choices for ``link`` and ``settle``.

    ``policy``: ``ucdp`` (best, low, high), ``acled`` (most conservative figure) or ``min-max`` (range with
    a grading). ``threshold``: probability from which two claims are held to be one incident, 0 to 1.
    ``as_of``: ISO date; only articles published on or before it are used, and undated ones are not.

    Raises UsageError for a value outside these.
    """

    policy: str = "ucdp"
    threshold: float = 0.5
    as_of: str | None = None

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise UsageError(f"unknown policy {self.policy!r}; allowed are {', '.join(POLICIES)}: choose one of them")
        if not 0 < self.threshold < 1:
            raise UsageError(f"threshold {self.threshold!r} must lie between 0 and 1, such as 0.5")
