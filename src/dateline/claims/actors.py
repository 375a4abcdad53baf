"""Says what kind of participant a name is, of which country, and which entry of the actor list it means.

The same rules hold for every actor: nothing here knows who is right. Source: ``data/actors`` (its README
names what each table rests on); kinds after the Dateline annotation guide, rule 5.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.claims.heads import Head, head_of
from dateline.claims.tables import table
from dateline.core import UsageError
from dateline.core.vocabulary import PARTICIPANT_KINDS, SOURCE_KINDS

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
_LEAD = re.compile(
    r"^(?:the|a|an|some|several|many|other|another|any|all|both|their|his|her|its|our|my)\s+", re.IGNORECASE
)
_ACTIVE = ("perpetrator", "intervener")
_TITLE_WORDS = """
    mr mrs ms dr gen general col colonel lt lieutenant capt captain maj major sgt sergeant cpl corporal pvt
    president vice prime minister king prince sheikh emir imam bishop archbishop father sister judge justice
    senator mayor governor attorney commander chief detective officer constable agent deputy doctor professor
    comrade
"""
_TITLES = frozenset(_TITLE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the actor list. ``source_kind`` is how it counts when it speaks, or None."""

    actor_id: str
    name: str
    kind: str
    country: str | None
    source_kind: str | None
    aliases: tuple[str, ...] = ()


class ActorReading(NamedTuple):
    """What a participant's name says: its kind, ISO 3166-1 alpha-2 country and entry of the actor list."""

    kind: str
    country: str | None
    entity_id: str | None


@dataclass(frozen=True, slots=True)
class ActorBook:
    """The actor list, indexed by the words of every name; later entries win over earlier ones."""

    by_words: dict[tuple[str, ...], Actor]
    longest: int

    def find(self, name: str) -> Actor | None:
        """Return the actor whose name, the longest first, stands in ``name`` as whole words, else None."""
        return self.locate(name)[0]

    def locate(self, name: str) -> tuple[Actor | None, tuple[int, int]]:
        """Return the actor named in ``name`` and the range of words that name it."""
        words = folded(name)
        for size in range(min(self.longest, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                actor = self.by_words.get(tuple(words[start : start + size]))
                if actor is not None and _speaks_plainly(name, words[start : start + size], actor):
                    return actor, (start, start + size)
        return None, (0, 0)


def load_actors(extra: Path | None = None) -> ActorBook:
    """Return the shipped actor list, with the rows of the CSV file ``extra`` put over it; read again when it changes.

    Columns: id, name, aliases (separated by ``|``), kind, country, source_kind. Raises UsageError when the file
    cannot be read, or a column or a kind is not allowed.
    """
    if extra is None:
        return _shipped()
    try:
        return _with_own(extra, extra.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, csv.Error) as cause:
        raise UsageError(f"the actors in {extra} cannot be read: {cause}; give a CSV file in UTF-8") from cause


_COLUMNS = frozenset(["id", "name", "aliases", "kind", "country", "source_kind"])


@lru_cache(maxsize=4)
def _with_own(extra: Path, _changed: int) -> ActorBook:
    with extra.open(encoding="utf-8-sig", newline="") as lines:
        table_rows = csv.DictReader(lines)
        unknown = set(table_rows.fieldnames or ["nothing"]) - _COLUMNS
        if unknown:
            raise UsageError(
                f"{extra}: its head has {', '.join(sorted(map(str, unknown)))}; allowed: {', '.join(sorted(_COLUMNS))}"
            )
        rows = list(table_rows)
    if not rows:
        raise UsageError(f"{extra} holds no actors; give a row for each, under the head id,name,kind")
    return _book([*_shipped().by_words.values(), *(_actor(row, str(extra)) for row in rows)])


@cache
def _shipped() -> ActorBook:
    return _book(_actor(row, "actors.csv") for row in table("actors", "actors"))


def _actor(row: dict[str, str], where: str) -> Actor:
    missing = [column for column in ("id", "name", "kind") if not row.get(column)]
    if missing:
        raise UsageError(f"{where}: row {row!r} lacks {', '.join(missing)}; a row needs id, name and kind")
    if row["kind"] not in PARTICIPANT_KINDS:
        raise UsageError(
            f"{where}: kind {row['kind']!r} of {row['name']!r} is not one of {', '.join(PARTICIPANT_KINDS)}"
        )
    if row.get("source_kind") and row["source_kind"] not in SOURCE_KINDS:
        raise UsageError(
            f"{where}: source_kind {row['source_kind']!r} of {row['name']!r} is not one of {', '.join(SOURCE_KINDS)}"
        )
    aliases = tuple(alias for alias in (row.get("aliases") or "").split("|") if alias)
    return Actor(
        row["id"], row["name"], row["kind"], row.get("country") or None, row.get("source_kind") or None, aliases
    )


def _book(actors: Iterable[Actor]) -> ActorBook:
    by_words = {tuple(folded(alias)): actor for actor in actors for alias in (actor.name, *actor.aliases)}
    by_words.pop((), None)
    return ActorBook(by_words, max(len(words) for words in by_words))


def folded(name: str) -> list[str]:
    """Return the words of ``name`` for comparison: lower case, no hyphens, apostrophes or possessive s."""
    bare = re.sub(r"['’`´]s\b|['’`´]", "", name.lower())
    return [word.replace(".", "") for word in _WORD.findall(bare)]


def _speaks_plainly(name: str, words: list[str], actor: Actor) -> bool:
    """Say whether a short alias really stands in ``name``: "is" is a verb, "IS" a group."""
    if len(words) > 1 or len(words[0]) > 4:
        return True
    known = (actor.name, *actor.aliases)
    return any(re.search(rf"(?<!\w){re.escape(alias)}(?!\w)", name) for alias in known if len(alias) <= 6)


@cache
def _countries() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return (country, how it is named) by words: name, demonym or seat of government."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for column in ("seats", "demonyms", "names"):
        for row in table("actors", "countries"):
            for name in filter(None, row[column].split("|")):
                found[tuple(folded(name))] = (row["iso"], column)
    return found


def country_in(name: str) -> tuple[str | None, str | None]:
    """Return the country that ``name`` speaks of and how (names, demonyms or seats), or (None, None)."""
    words = folded(name)
    known = _countries()
    for size in (4, 3, 2, 1):
        for start in range(len(words) - size + 1):
            piece = tuple(words[start : start + size])
            hit = known.get(piece) or (known.get((piece[0][:-1],)) if size == 1 and piece[0].endswith("s") else None)
            if hit is not None and _is_country(name, piece, hit):
                return hit
    return None, None


_MOST = 0.6  # share of a text's country words that makes one country its setting; tuned on training articles


@lru_cache(maxsize=64)
def setting_of(text: str) -> str | None:
    """Return the country that most of the country words of ``text`` speak of, None where none stands out."""
    words, known = folded(text), _countries()
    seen: Counter[str] = Counter()
    for index, word in enumerate(words):
        hit = known.get((word, *words[index + 1 : index + 2])) or (known.get((word,)) if word != "us" else None)
        if hit is not None and hit[1] != "seats":
            seen[hit[0]] += 1
    if not seen:
        return None
    country, count = seen.most_common(1)[0]
    return country if count >= _MOST * seen.total() else None


def _is_country(name: str, piece: tuple[str, ...], hit: tuple[str, str]) -> bool:
    if piece == ("us",):
        return bool(re.search(r"\bU\.?S\b", name))
    return hit[1] != "seats" or len(piece) == len(folded(_LEAD.sub("", name)))


def classify_participant(
    name: str, role: str, context: str = "", *, country_hint: str | None = None, book: ActorBook | None = None
) -> ActorReading:
    """Return kind, country and entry of the participant that the article calls ``name``.

    ``role`` is its role in the event. ``country_hint`` is the country of the event's place, ``context`` the
    article's text, which gives that country where it speaks of one above all others: both serve only for
    forces of a state that the name leaves open ("the army"). ``book`` defaults to the shipped list.
    """
    book = book or load_actors()
    bare = _LEAD.sub("", name.strip(" \"'“”‘’.,;"))
    front = _before_of(bare)
    head = _within_group(bare, head_of(front))
    actor, place = book.locate(bare)
    country, manner = country_in(bare)
    if actor is not None:
        return _known(bare, role, actor, head, ends=place[1] == len(folded(bare)))
    if head is not None and not (manner == "demonyms" and role in _ACTIVE and _lone_demonym(front, head)):
        kind = _kind_of_head(front, role, head)
        if country is None and kind in ("state_force", "state") and head.kind == kind:
            country = country_hint or setting_of(context)
        return ActorReading(kind, country, None)
    if country is not None and manner is not None:
        return _national(bare, role, country, manner)
    return ActorReading(_unlisted(bare, role), None, None)


def _lone_demonym(name: str, head: Head) -> bool:
    """Say whether a name is a bare adjective of nation: of one who acts, "Russian" stands for its forces."""
    return folded(name) == [head.noun] and tuple(folded(name)) in _countries()


def _within_group(name: str, head: Head | None) -> Head | None:
    """Return the noun of the body that people belong to: "members of the armed forces" are those forces."""
    if head is None or head.noun not in ("member", "group", "unit", "element", "cadre", "contingent", "patrol"):
        return head
    body = re.search(r"\sof\s+(.+)$", name, re.IGNORECASE)
    inner = head_of(_before_of(body[1])) if body else None
    return inner if inner is not None and inner.kind in ("state_force", "armed_group", "political_group") else head


def _before_of(name: str) -> str:
    """Return what stands before what a name is specified by: "members of the group", "a home in Homs"."""
    return re.split(
        r"\s+(?:of|from|in|at|on|near|who|which|that|with|belonging|linked|loyal|inside|outside|backed|held|run|for|along|working"
        r"|wearing|armed|travelling|traveling|aged|to|by)\b|\s*[,(\[]",
        name,
        maxsplit=1,
        flags=re.IGNORECASE,
    )[0]


def _known(name: str, role: str, actor: Actor, head: Head | None, *, ends: bool) -> ActorReading:
    """Return the reading of a name in which a listed actor stands: "Taliban fighters", "a Taliban hideout"."""
    if ends or head is None or head.kind == actor.kind:
        return ActorReading(actor.kind, actor.country, actor.actor_id)
    if head.kind in ("place", "object"):
        return ActorReading(head.kind, None, None)
    if actor.kind == "state":
        kind = head.kind if head.kind in ("state_force", "armed_group") else _kind_of_head(name, role, head)
        return ActorReading(kind, actor.country, actor.actor_id if head.kind == "state" else None)
    if head.kind == "civilians" and actor.kind in ("political_group", "organisation"):
        return ActorReading(_kind_of_head(name, role, head), actor.country, None)
    return ActorReading(actor.kind, actor.country, actor.actor_id)


def _kind_of_head(name: str, role: str, head: Head) -> str:
    if head.kind == "civilians":
        if _proper(name, head) or (not head.plural and (role in _ACTIVE or head.noun in _ADULT)):
            return "person"
        return "civilians"
    if head.human and _proper(name, head) and not head.plural:
        return "person"
    return head.kind


_ADULT = frozenset(["man", "suspect", "president", "minister", "mayor", "governor", "senator", "candidate", "brother"])


def _proper(name: str, head: Head) -> bool:
    """Say whether the name is a person's own with a noun before it: "Senator Luis Galan"."""
    last = name.split()[-1].lower().strip(".,")
    return not last.startswith(head.noun.split()[-1][:3]) and name.split()[-1][0].isupper()


def _national(name: str, role: str, country: str, manner: str) -> ActorReading:
    words = folded(name)
    if manner in ("names", "seats"):
        return ActorReading("state" if len(words) <= 4 else "unknown", country, f"state-{country.lower()}")
    if len(words) > 1 and role not in _ACTIVE:
        return ActorReading("civilians" if words[-1].endswith("s") else "unknown", country, None)
    if role in _ACTIVE:
        return ActorReading("state_force" if not words[-1].endswith("ns") else "unknown", country, None)
    return ActorReading("civilians", country, None)


def _unlisted(name: str, role: str) -> str:
    """Return the kind of a name that no table holds; a name of capitals in a list of persons is a person."""
    words = name.split()
    if not words:
        return "unknown"
    if words[0].lower().strip(".") in _TITLES:
        return "person"
    if all(word[0].isupper() or word.lower() in ("al", "bin", "de", "el", "von", "la", "ibn", "abu") for word in words):
        return "place" if role == "target" and len(words) == 1 else "person"
    return "unknown"
