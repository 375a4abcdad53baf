"""The methodology sheet of an export: what was read, what was done to it, and what is missing.

Source: Standards for Casualty Recording (Every Casualty, 2016): sources, collection, evaluation,
definitions, inclusion and exclusion are to be public.
"""

from collections import Counter
from collections.abc import Iterator

from dateline.core.version import __version__
from dateline.publish.codebooks import tables
from dateline.publish.codebooks.cases import day
from dateline.publish.codebooks.record import ExportOptions, ExportRecord, Loss

_NOT_RECORDED = "not recorded"
# Reasons and publishers listed before the rest is only counted.
_LISTED = 30


def sheet(
    format: str,
    title: str,
    record: ExportRecord,
    *,
    options: ExportOptions,
    losses: tuple[Loss, ...],
    counts: dict[str, int],
) -> str:
    """Return the sheet as Markdown; ``counts`` holds rows by file name.

    ``record`` is the record as it was exported, names already covered.
    """
    lines = [
        f"# {title}",
        "",
        "Made by Dateline from public news reports. It records what was claimed, by whom; it verifies nothing.",
        "It is meant for documenting past events and is no tool for targeting.",
        *_section("Files", (f"`{name}`: {rows} rows" for name, rows in counts.items())),
        *_section("What was read", _read(record)),
        *_section("Publishers", _publishers(record)),
        *_section("How it was made", _made(record)),
        *_section("Rules of this format", _rules(format)),
        *_section("Switches in force", _switches(options)),
        *_section("What was left out, forced or dropped", _losses(losses, record)),
        *_section("Known gaps", _gaps(record)),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, items: Iterator[str]) -> Iterator[str]:
    yield from ("", f"## {title}")
    yield from (f"- {item}" for item in items)


def _read(record: ExportRecord) -> Iterator[str]:
    copies = sum(article.duplicate_of is not None for article in record.articles)
    published = sorted(known for article in record.articles if (known := day(article.published)))
    dates = [
        when for each in record.incidents if each.time for when in (day(each.time.start), day(each.time.end)) if when
    ]
    languages = Counter(article.language or "unknown" for article in record.articles)
    yield f"{len(record.articles)} articles, of which {copies} are syndicated copies"
    yield f"{len(record.rejects)} inputs set aside"
    yield f"{len(record.claims)} claims, {len(record.incidents)} incidents"
    yield f"published {published[0]} to {published[-1]}" if published else "dates of publication not recorded"
    yield f"dates of events {min(dates)} to {max(dates)}" if dates else "dates of events not recorded"
    yield "languages: " + ", ".join(f"{name} {number}" for name, number in sorted(languages.items()))
    for kind, number in sorted(Counter(reject.kind for reject in record.rejects).items()):
        yield f"set aside ({kind}): {number}"


def _publishers(record: ExportRecord) -> Iterator[str]:
    found = Counter(article.publisher or "not stated" for article in record.articles)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    for name, number in ranked[:_LISTED]:
        yield f"{name}: {number} articles"
    if len(ranked) > _LISTED:
        yield f"{len(ranked) - _LISTED} more publishers: see the table of articles"


def _made(record: ExportRecord) -> Iterator[str]:
    run = record.run
    yield f"Dateline {run.version or __version__}"
    yield f"command: {run.command or _NOT_RECORDED}"
    yield f"record made: {run.created or _NOT_RECORDED}"
    if not run.models:
        yield f"model: {_NOT_RECORDED}"
    for name, sha256 in run.models:
        yield f"model {name}: sha256 {sha256 or _NOT_RECORDED}"
    yield f"gazetteer: {run.gazetteer or _NOT_RECORDED}"
    made_by = Counter(claim.made_by for claim in record.claims)
    yield "claims made by: " + (", ".join(f"{who} {number}" for who, number in sorted(made_by.items())) or "none")
    policies = Counter(incident.policy for incident in record.incidents)
    yield "policy for figures: " + (
        ", ".join(f"{name} ({number})" for name, number in sorted(policies.items())) or "none"
    )
    reviewed = sum(incident.reviewed is not None for incident in record.incidents)
    yield f"{reviewed} of {len(record.incidents)} incidents were reviewed by a person"


def _rules(format: str) -> Iterator[str]:
    for row in tables.rows("rules"):
        if row["format"] == format:
            yield f"**{row['topic']}**: {row['rule']} (Source: {row['source']}.)"


def _switches(options: ExportOptions) -> Iterator[str]:
    masked = "covered: initials, then blocks of the same length" if options.mask_names else "SHOWN"
    yield f"names of private persons: {masked} (persons without an id of the actor list; witnesses, medics, activists)"
    yield "names of inputs: without the folders of the machine that they were read on"
    yield (
        f"places: coarsened to {options.coarsen}; addresses withheld"
        if options.coarsen
        else "places: as precise as the record"
    )
    cut = "shown whole" if options.with_text else f"left out; quotes cut at {options.quote_limit} characters"
    yield f"texts of articles: {cut}"
    yield f"ACLED actor kinds: {options.inter}; ranges split over at most {options.max_split_days} days"


def _losses(losses: tuple[Loss, ...], record: ExportRecord) -> Iterator[str]:
    out = sum(loss.kind == "out_of_scope" for loss in losses)
    yield f"{out} of {len(record.incidents)} incidents are out of this format's scope; each is in the loss report"
    reasons = Counter((loss.kind, loss.field, loss.reason) for loss in losses)
    ranked = sorted(reasons.items(), key=lambda item: (item[0][0] != "out_of_scope", -item[1], item[0]))
    for (kind, field, reason), number in ranked[:_LISTED]:
        yield f"{kind.replace('_', ' ')}{f', {field}' if field else ''}: {reason} ({number})"
    if len(ranked) > _LISTED:
        yield f"{len(ranked) - _LISTED} more kinds of loss: see the loss report"


def _gaps(record: ExportRecord) -> Iterator[str]:
    yield "what no article reported is not here; an empty cell is not stated, never 0"
    yield "names in quotes that the record does not hold as persons are not covered"
    no_place = sum(each.place is None or each.place.precision == "unknown" for each in record.incidents)
    no_date = sum(each.time is None or each.time.precision == "unknown" for each in record.incidents)
    yield f"{no_place} incidents without a known place, {no_date} without a known date"
    yield from record.run.known_gaps
