"""When two names in an article mean the same: shared words, short forms and initials."""

import re

_EMPTY = frozenset(
    "the a an of in and for to at on by from with his her its their this that these those mr mrs ms dr s".split()
)
_PRONOUNS = frozenset(
    "he she it they we i who him her them his its their one some many others another both this that "
    "these those himself herself itself themselves which whom whose you us".split()
)


def words_of(name: str) -> frozenset[str]:
    """Return the telling words of a name, in lower case."""
    return frozenset(w for w in re.findall(r"\w+", name.lower()) if w not in _EMPTY)


def same_name(one: str, two: str) -> bool:
    """Say whether two names mean the same: one's words lie in the other's, half are shared, or initials fit."""
    a, b = words_of(one), words_of(two)
    if not a or not b:
        return False
    return a <= b or b <= a or 2 * len(a & b) >= max(len(a), len(b)) or _initials(one, two) or _initials(two, one)


def is_pronoun(name: str) -> bool:
    """Say whether the words stand for somebody named elsewhere ("he", "they", "who")."""
    words = re.findall(r"\w+", name.lower())
    return bool(words) and all(w in _PRONOUNS for w in words)


def _initials(short: str, long: str) -> bool:
    letters = "".join(c for c in short if c.isalpha())
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", long) if w.lower() not in _EMPTY).upper()
    return len(initials) >= 2 and (initials.endswith(letters) or initials.startswith(letters))
