"""Who stands behind an incident: copies, quotations and shared primary sources folded into one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.core import Article, Claim, SourceStance
from dateline.incidents.units import words

SUPPORTING = ("asserts", "suspects", "estimates")
_FILLER = frozenset(("spokesman", "spokesperson", "spokeswoman", "said", "based", "statement", "head", "director"))


def supports(claim: Claim) -> bool:
    """Say whether the claim holds that the event took place (or will); a denial or a demand does not."""
    return claim.attribution.stance in SUPPORTING and claim.modality != "did_not_happen"


def denies(claim: Claim) -> bool:
    """Say whether the claim denies the event or the part in it that it names."""
    return claim.attribution.stance == "denies" or claim.modality == "did_not_happen"


class Sources:
    """The independent sources of one incident's claims.

    A syndicated copy speaks with the voice of its original. A claim by a named source belongs to that
    source, whoever prints it; the publisher's own voice counts only where its article names no primary
    source for the event. Names fold when the words of one are among the other's, or one is the initials of
    the other: two outlets count as two only when nothing says that they are one.
    """

    def __init__(self, claims: Sequence[Claim], articles: Mapping[str, Article]) -> None:
        self._articles = articles
        self._labels: dict[str, str] = {}
        primary: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            name = _primary(claim)
            if name and supports(claim):
                primary[self._root(claim.article_id)].add(name)
        raw = {claim.claim_id: self._voice(claim, primary) for claim in claims}
        self._home = _fold(set(raw.values()), _same_words(claims, raw))
        self._raw = raw

    def of(self, claim: Claim) -> str:
        """Return the independent source to which the claim counts."""
        return self._home[self._raw[claim.claim_id]]

    def count(self, claims: Iterable[Claim]) -> int:
        """Return how many independent sources stand behind ``claims``."""
        return len({self.of(claim) for claim in claims})

    def _root(self, article_id: str) -> str:
        seen = {article_id}
        while (article := self._articles.get(article_id)) and article.duplicate_of:
            if article.duplicate_of in seen:
                return min(seen)
            article_id = article.duplicate_of
            seen.add(article_id)
        return article_id

    def _voice(self, claim: Claim, primary: Mapping[str, set[str]]) -> str:
        name = _primary(claim)
        if name:
            return name
        root = self._root(claim.article_id)
        if primary[root]:
            return min(primary[root])
        article = self._articles.get(root)
        if article is not None:
            return article.agency or article.publisher or root
        return root if root != claim.article_id else claim.publisher or root


def _primary(claim: Claim) -> str | None:
    said = claim.attribution
    if said.source and not said.anonymous and said.source_kind != "publisher":
        return said.source
    return said.via[0] if len(said.via) > 1 and not said.source else None


def _same_words(claims: Sequence[Claim], raw: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the pairs of sources whose words for the event are the same in two articles: an unmarked copy.

    Two sources of one sentence of one article are two.
    """
    by_text: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in claims:
        text = " ".join("".join(c if c.isalnum() else " " for s in claim.evidence for c in s.text.casefold()).split())
        if len(text) > 60:
            first = by_text[text].get(claim.article_id, raw[claim.claim_id])
            by_text[text][claim.article_id] = min(first, raw[claim.claim_id])
    return [(min(group.values()), other) for group in by_text.values() for other in group.values()]


def _fold(names: set[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    home = {name: name for name in sorted(names)}

    def find(name: str) -> str:
        while home[name] != name:
            name = home[name]
        return name

    ordered = sorted(names)
    alike = [(a, b) for i, a in enumerate(ordered) for b in ordered[i + 1 :] if same_source(a, b)]
    for a, b in [*alike, *pairs]:
        left, right = sorted((find(a), find(b)))
        home[right] = left
    return {name: find(name) for name in ordered}


def same_source(a: str, b: str) -> bool:
    """Say whether two source names can be one body's: the same, contained words, or initials."""
    if a == b:
        return True
    x, y = words(a) - _FILLER, words(b) - _FILLER
    if x and y and (x <= y or y <= x):
        return True
    return _initials(a) == b.casefold() or _initials(b) == a.casefold()


def _initials(name: str) -> str:
    parts = [part for part in name.replace("-", " ").split() if words(part)]
    return "".join(part[0] for part in parts).casefold() if len(parts) > 2 else ""


def stances(claims: Sequence[Claim], sources: Sources) -> tuple[SourceStance, ...]:
    """Return who says what of the event, one row a source and stance; ``did_not_happen`` counts as denying."""
    rows: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for claim in claims:
        stance = "denies" if denies(claim) else claim.attribution.stance
        name = claim.attribution.source or claim.publisher or sources.of(claim)
        rows[name, claim.attribution.source_kind, stance].append(claim.claim_id)
    return tuple(SourceStance(*key, tuple(sorted(ids))) for key, ids in sorted(rows.items()))
