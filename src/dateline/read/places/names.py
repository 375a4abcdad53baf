"""Place names made comparable: folding for equal spellings, skeletons for transliterations."""

import hashlib
import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose; modifier letters of romanised Arabic are dropped.
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "ə": "e", "Ə": "e",
        "ı": "i", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "’": None, "‘": None, "'": None,
        "`": None, "ʿ": None, "ʾ": None, "ʼ": None, "´": None, ".": None, ",": " ", "-": " ", "‐": " ", "–": " ",
        "/": " ", "_": " ", "(": " ", ")": " ",
    }
)  # fmt: skip
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}
# "the", and the article of romanised Arabic as it stands before each letter.
ARTICLES = frozenset("al el ul as ash esh ad ed ar er an en at et az ez the".split())
# Further romanisations, which inside an English sentence would mostly be other words ("us").
_ARTICLES = ARTICLES | frozenset("il es ath eth uz us ur".split())
# Order matters: digraphs before single letters. Consonants that romanisations of one sound exchange.
_SOUNDS = (
    ("tch", "c"), ("sch", "c"), ("tsch", "c"), ("kh", "x"), ("gh", "g"), ("sh", "c"), ("ch", "c"), ("th", "t"),
    ("dh", "d"), ("zh", "j"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("w", ""), ("y", ""), ("v", "f"),
    ("p", "b"), ("h", ""),
)  # fmt: skip
_VOWELS = str.maketrans("", "", "aeiou ")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return ``name`` in lower case without accents, apostrophes, dots, hyphens or a leading "the"."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = name.translate(_LETTERS).lower().split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if words and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def skeleton(name: str) -> str:
    """Return the consonants by which romanisations of one name agree, or "" for names too short to tell.

    "Deir el-Zour", "Deir Ezzor" and "Dayr az Zawr" all give "drzr". Only for comparison inside one
    country: over the world it would join strangers.
    """
    words = [word for word in fold(name).split() if word not in _ARTICLES]
    if not words or not all(word.isascii() for word in words):
        return ""
    bare = "".join(_bare(word) for word in words)
    return bare if len(bare) >= 3 else ""


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    """Return the consonants of one word, with the glued article and double letters taken off."""
    word = re.sub(r"^(?:al|el)(?=[bcdfghjkmnpqrstvwxz])", "", word) if len(word) > 3 else word
    word = re.sub(r"^(?:e|a)(zz|ss|rr|dd|tt|nn)", r"\1", word)
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return re.sub(r"(.)\1+", r"\1", word.translate(_VOWELS))


def key(folded: str, country: str = "") -> int:
    """Return the 64-bit index key of a folded name (of a skeleton, inside ``country``)."""
    digest = hashlib.blake2b(f"{country}\x1f{folded}".encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "little")
