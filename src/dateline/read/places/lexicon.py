"""The shipped word lists that tell place names from other capitalised words."""

from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.read.places.names import fold
from dateline.read.places.rows import table


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in lower case. ``demonyms`` maps a folded demonym to its ISO 3166-1 alpha-2 country."""

    common: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    demonyms: dict[str, str]
    cues: dict[str, frozenset[str]]
    plain: frozenset[str]  # words that a lone capital does not make a name


@cache
def lexicon() -> Lexicon:
    """Return the lists, read once."""
    people: dict[str, set[str]] = {"given": set(), "family": set()}
    for line in _lines("person_names.txt"):
        kind, name = line.split()
        people[kind].add(name)
    demonyms = {}
    for row in table("countries.tsv"):
        for name in (row + [""] * 5)[4].split("|"):
            if name:
                demonyms[fold(name)] = row[0]
    cues = {kind: frozenset(words.split()) for kind, words in table("cues.tsv")}
    common = frozenset(_lines("words.txt"))
    return Lexicon(
        common=common,
        given=frozenset(people["given"]),
        family=frozenset(people["family"]),
        demonyms=demonyms,
        cues=cues,
        plain=common.union(*(cues[kind] for kind in ("generic", "direction", "title", "organisation", "thing"))),
    )


def _lines(name: str) -> list[str]:
    return resources.files("dateline.data").joinpath(f"places/{name}").read_text(encoding="utf-8").split("\n")[:-1]
