"""Says what kind of participant a generic noun names: soldiers, gunmen, villagers, a market, a bus.

Source: ``data/actors/heads.csv``, written for this project.
"""

from dataclasses import dataclass
from functools import cache

from dateline.claims.tables import table

_IRREGULAR = {"men": "man", "women": "woman", "wives": "wife", "thieves": "thief", "selves": "self", "lives": "life"}


@dataclass(frozen=True, slots=True)
class Head:
    """A generic noun: its participant kind, whether it names human beings, and whether it is plural."""

    noun: str
    kind: str
    human: bool
    plural: bool


@cache
def _heads() -> dict[str, tuple[str, bool]]:
    return {row["head"]: (row["kind"], row["human"] == "1") for row in table("actors", "heads")}


@cache
def head_of(phrase: str) -> Head | None:
    """Return the generic noun that ends ``phrase`` (any case), or None where its last words name none.

    The longest ending is taken: "police station" is a place, "police" a force.
    """
    words = phrase.lower().replace("’", "'").strip(" .,;:\"'()[]").split()
    for size in (4, 3, 2, 1):
        if len(words) < size:
            continue
        found = _known(" ".join(words[-size:]))
        if found is not None:
            return found
    return None


def _known(words: str) -> Head | None:
    heads = _heads()
    if words in heads:
        kind, human = heads[words]
        singular_too = _singular(words) in heads and _singular(words) != words
        return Head(words, kind, human, plural=singular_too or words in _COLLECTIVE)
    single = _singular(words)
    if single in heads and single != words:
        kind, human = heads[single]
        return Head(single, kind, human, plural=True)
    return None


_COLLECTIVE_WORDS = """
    people police children personnel staff families others dead wounded injured public crew population relatives
    bodies communities troops crowd crowds elderly displaced schoolchildren grandchildren passersby hundreds
    thousands dozens millions indigenous religious family mujahideen mujahedin townspeople households
"""
_COLLECTIVE = frozenset(
    [
        *_COLLECTIVE_WORDS.split(),
        *("dead bodies", "displaced people", "medical staff", "security personnel", "medical personnel"),
        *("military personnel", "riot police", "armed forces", "security forces"),
    ]
)


def _singular(words: str) -> str:
    last = words.split(" ")[-1]
    stem = words[: len(words) - len(last)]
    if last in _IRREGULAR:
        return stem + _IRREGULAR[last]
    if last.endswith("men"):
        return stem + last[:-3] + "man"
    if last.endswith("women"):
        return stem + last[:-5] + "woman"
    if last.endswith("ies") and len(last) > 4:
        return stem + last[:-3] + "y"
    if last.endswith(("sses", "shes", "ches", "xes")):
        return stem + last[:-2]
    if last.endswith("s") and not last.endswith("ss"):
        return stem + last[:-1]
    return words
