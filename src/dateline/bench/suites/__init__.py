"""The suites by name; each module has ``run(data, limit)``."""

import importlib
from pathlib import Path

from dateline.bench.result import Result
from dateline.core import UsageError

SUITES: tuple[str, ...] = (
    "claims",
    "attribution",
    "factuality",
    "events",
    "gate",
    "time",
    "place",
    "incidents",
    "casualties",
    "speed",
    "neutrality",
)


def run(suite: str, data: Path, limit: int | None = None) -> list[Result]:
    """Return what ``suite`` measures on the gold below ``data``, on the first ``limit`` documents of each set.

    Raises UsageError for a name that is no suite, or when the gold is not there.
    """
    if suite not in SUITES:
        raise UsageError(f"no suite is named {suite!r}; allowed: {', '.join(SUITES)}")
    results: list[Result] = importlib.import_module(f"dateline.bench.suites.{suite}").run(data, limit)
    return results
