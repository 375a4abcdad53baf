"""How well and how fast Dateline does on named gold data."""

from dateline.bench.floors import breaches, pinned
from dateline.bench.result import Result
from dateline.bench.suites import SUITES, run

__all__ = ["SUITES", "Result", "breaches", "pinned", "run"]
