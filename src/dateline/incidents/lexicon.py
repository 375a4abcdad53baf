"""Rare shared words: what names two reports have in common that few other reports would."""

import json
import math
import re
from functools import cache
from importlib import resources

# A capitalised word, an age such as "15-year-old", a house number, or (in scripts without case) any word.
TOKEN = re.compile(r"\d+-year-old|\d[\d,.]*\d|\w[\w'’-]*\w")
MAX_TOKENS = 60  # Rarest tokens kept per unit: bounds the cost of a comparison whatever the article's length.


@cache
def _background() -> tuple[int, dict[str, int]]:
    text = resources.files("dateline.data").joinpath("linking/frequencies.json").read_text("utf-8")
    table = json.loads(text)
    return table["documents"], table["frequencies"]


def rarity(token: str) -> float:
    """Return how rare ``token`` is in news, 0 (in every article) to 1 (in none of the background).

    The background is a fixed table and not the record, so that a pair's evidence never changes because
    unrelated articles were added: linking stays incremental and explanations stay true.
    """
    documents, frequencies = _background()
    return math.log((documents + 1) / (frequencies.get(token, 0) + 1)) / math.log(documents + 1)


def tokens(text: str) -> list[str]:
    """Return the name-like tokens of ``text`` and pairs of adjacent names, lower case, in order."""
    found: list[str] = []
    previous: tuple[str, int] | None = None
    for match in TOKEN.finditer(text):
        word = match.group()
        if not _name_like(word):
            continue
        token = word.casefold().removesuffix("'s").removesuffix("’s")
        found.append(token)
        if previous and match.start() - previous[1] == 1 and text[previous[1]] == " ":
            found.append(f"{previous[0]} {token}")
        previous = (token, match.end())
    return found


def _name_like(word: str) -> bool:
    first = word[0]
    if first.isdigit():
        return len(word) >= 3
    return first.isupper() or (first.lower() == first.upper() and len(word) >= 3)


def rare_tokens(text: str) -> tuple[tuple[str, float], ...]:
    """Return the rarest tokens of ``text`` with their rarity, rarest first, pairs of names before single ones."""
    weighed = {token: rarity(token) for token in tokens(text)}
    ranked = sorted(weighed.items(), key=lambda item: (-item[1], " " not in item[0], item[0]))
    return tuple((token, weight) for token, weight in ranked if weight > 0.25)[:MAX_TOKENS]
