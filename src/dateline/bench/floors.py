"""The quality gate: no pinned figure may fall below its floor.

``floors.json`` holds for each suite the number of documents and the least value of each measure; the values
lie a margin below what the shipped model measured, as the file says.
"""

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from dateline.bench.result import Result


def pinned() -> dict[str, Any]:
    """Return the floors: ``{suite: {"limit": documents, "floors": {measure: least value}}}``."""
    return dict(json.loads((resources.files("dateline.bench") / "floors.json").read_text("utf-8"))["suites"])


def breaches(results: Iterable[Result], floors: Mapping[str, float]) -> list[str]:
    """Return a sentence for every floor that ``results`` miss; a measure that was not measured misses its floor."""
    measured = {result.measure: result.ours for result in results}
    out = []
    for measure, least in floors.items():
        value = measured.get(measure)
        if value is None:
            out.append(f"{measure}: not measured, the floor is {least}")
        elif not value >= least:
            out.append(f"{measure}: {value:.3f} is below the floor {least}")
    return out
