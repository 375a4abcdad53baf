"""Text with the words that carry a claim's values in the colour of their role."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from dateline.core import Claim, Span

_STYLES = {
    "event": "bold red",
    "source": "magenta",
    "who": "yellow",
    "when": "cyan",
    "where": "green",
    "figure": "bold blue",
    "weapon": "red",
    "reason": "italic",
}
Role = tuple[str, Span]


def roles_of(claim: Claim) -> list[Role]:
    """Return the spans of a claim that carry a value, each with the name of its role."""
    return [(role, span) for role, span in _roles(claim) if span is not None]


def _roles(claim: Claim) -> Iterator[tuple[str, Span | None]]:
    yield "event", claim.event.trigger
    yield "source", claim.attribution.span
    yield "when", claim.time.span if claim.time else None
    yield "where", claim.place.span if claim.place else None
    yield "reason", claim.reason
    for participant in claim.participants:
        yield "who", participant.span
    for weapon in claim.weapons:
        yield "weapon", weapon.span
    for casualty in claim.casualties:
        yield "figure", casualty.span


def marked(text: str, start: int, end: int, roles: Sequence[Role]) -> Text:
    """Return ``text[start:end]`` with the spans of ``roles`` in the colour of their role; control codes go."""
    shown = Text(text[start:end].translate(_CONTROLS))
    for role, span in roles:
        if span.start < end and start < span.end:
            shown.stylize(_STYLES[role], max(span.start, start) - start, min(span.end, end) - start)
    return shown


# An article may hold escape sequences that would steer the reader's terminal; each becomes a visible sign.
_CONTROLS = {code: "\ufffd" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
