"""Reads the data tables that ship with the package, once each."""

import csv
from functools import cache
from importlib.resources import files


@cache
def table(folder: str, name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``data/<folder>/<name>.csv`` in file order, a dict of strings a row."""
    text = files("dateline.data").joinpath(folder, f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def alternation(words: list[str]) -> str:
    """Return a regular expression for any of ``words``, the longest first; blanks match any white space."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(word.split()) for word in ordered)
