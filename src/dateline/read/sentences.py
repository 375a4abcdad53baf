"""Where sentences begin and end, as spans of the stored text.

Own rules rather than a library: the maintained splitters normalise the text or lose offsets, and news
files bring lost punctuation, capitals throughout, hard line breaks and headlines without a full stop.
"""

import re

from dateline.core import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt maj capt sgt cpl brig adm cmdr rep sen gov pres hon rev fr st jr "
    "sr inc ltd co corp vs etc no nos vol fig dept univ approx est jan feb mar apr jun jul aug sept "
    "sep oct nov dec mon tue tues wed thu thurs fri sat sun ave blvd rd mt ft messrs insp supt det "
    "spc pfc ret al ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss "
    "mo mont neb nev okla ore pa tenn tex va vt wash wis wyo".split()
)
_BOUNDARY = re.compile(
    r"""(?P<stop>[.!?…]+)(?P<close>["'”’)\]]*|\s["'](?=\s[A-Z]))(?=\s)"""  # a stop, what closes, white space
    r"""|(?P<glued>(?<=[a-z0-9)][.!?])(?=["“]?[A-Z][a-z]))"""  # "…killed.The army": a lost space
    r"""|(?P<line>\n)"""
)
_WRAP_MIN, _WRAP_MAX = 50, 100  # a file whose full lines all have such lengths is hard-wrapped


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order, without surrounding white space; none is empty.

    Together they hold every non-space character of the text.
    """
    wrapped = _is_hard_wrapped(text)
    cuts = [0]
    for match in _BOUNDARY.finditer(text):
        if _is_cut(text, match, wrapped):
            cuts.append(match.end())
    cuts.append(len(text))
    spans = (_trimmed(text, start, end) for start, end in zip(cuts, cuts[1:], strict=False))
    return tuple(span for span in spans if span is not None)


def _is_cut(text: str, match: re.Match[str], wrapped: bool) -> bool:
    if match["line"]:
        return not wrapped or text[match.end() :].lstrip(" \t").startswith("\n") or _blank_before(text, match.start())
    if match["stop"] is None:
        return True
    following = text[match.end() : match.end() + 60].lstrip()
    if not following or following[0].islower() or following[0] in ",;:)":
        return False
    if match["stop"] == "." and not match["close"]:
        return not _ends_in_abbreviation(text, match.start(), following)
    return True


def _blank_before(text: str, at: int) -> bool:
    return text[:at].rstrip(" \t").endswith("\n")


def _ends_in_abbreviation(text: str, stop: int, following: str) -> bool:
    word = re.search(r"[\w.]*$", text[max(0, stop - 20) : stop])
    token = word.group().lower() if word else ""
    if token in {"no", "co", "sat", "sun", "mar", "al", "ill", "miss", "ore", "mass", "del", "la", "fr"}:
        return following[0].isdigit() if token in {"no", "mar", "sat", "sun"} else text[stop - len(token)].isupper()
    if token in _ABBREVIATIONS:
        return True
    if re.fullmatch(r"[a-z]", token):  # an initial: "J. Smith"
        return text[stop - 1].isupper()
    return bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", token)) and not re.match(
        r"(?:The|A|An|In|On|At|He|She|It|They|But|And|This|That|There|We)\b", following
    )


def _is_hard_wrapped(text: str) -> bool:
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    full = sorted(lines)[len(lines) // 2 :]
    return full[0] >= _WRAP_MIN and full[-1] <= _WRAP_MAX


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span.of(text, start, end) if start < end else None
