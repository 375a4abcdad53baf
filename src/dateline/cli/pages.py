"""An incident, a claim or an article as a page for the terminal."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli import words
from dateline.cli.marks import marked, roles_of
from dateline.core import Article, Claim, Dispute, Incident, Time

_TITLE, _HEAD, _DIM = "bold", "bold", "dim"
Articles = Mapping[str, Article]


def incident_page(incident: Incident, claims: Sequence[Claim], articles: Articles) -> Group:
    """Return the incident: its fields, who says what, the disputes, and the evidence by source."""
    articles_read = words.count(len(incident.article_ids), "article")
    fields = {
        "type": incident.type if incident.modality == "happened" else f"{incident.type} ({incident.modality})",
        "date": words.when(incident.time),
        "place": words.where(incident.place),
        "by whom": words.names(incident.participants, "perpetrator"),
        "against": words.names(incident.participants, "target", "victim"),
        "weapons": ", ".join(incident.weapons),
        **{toll.effect: words.toll(incident, toll.effect) for toll in incident.casualties},
        "sources": f"{incident.independent_sources} independent, in {articles_read}",
        "reported": words.when(Time(incident.first_reported, incident.last_reported)),
        "settled by": f"{incident.policy}" + (f", grading: {incident.grading}" if incident.grading else ""),
        "reviewed": f"{incident.reviewed.by}, {incident.reviewed.at}" if incident.reviewed else "",
    }
    parts: list[RenderableType] = [Text(incident.summary, style=_TITLE), _dim(incident.incident_id), _fields(fields)]
    if incident.disputes:
        parts += [_heading("Sources contradict each other"), *(_dispute(each) for each in incident.disputes)]
    parts += [_heading("Who says what"), *_by_source(claims, articles)]
    return Group(*parts)


def claim_page(claim: Claim, articles: Articles) -> Group:
    """Return the claim: its fields, and the sentences that carry it."""
    fields = {
        "incident": claim.incident_id or "",
        "article": f"{claim.article_key} ({claim.article_id})",
        "reason": claim.reason.text if claim.reason else "",
        "confidence": f"{claim.confidence:.2f}",
        "made by": claim.made_by,
    }
    title = Text(f"{words.speaker(claim)} {claim.attribution.stance}: {claim.event.type}", style=_TITLE)
    return Group(title, _dim(claim.claim_id), _fields(fields), _claim(claim, articles.get(claim.article_id)))


def article_page(article: Article, claims: Sequence[Claim]) -> Group:
    """Return the article: where it comes from, its text with the words of its claims marked, its claims."""
    fields = {
        "published": " ".join(
            part for part in (article.published, article.published_from and f"(from {article.published_from})") if part
        ),
        "publisher": article.publisher or "",
        "url": article.url or "",
        "dateline": article.dateline_place or "",
        "copy of": article.duplicate_of or "",
        "sha256": article.sha256,
    }
    roles = [role for claim in claims for role in roles_of(claim)]
    title = Text(article.title or article.article_key, style=_TITLE)
    text = marked(article.text, 0, len(article.text), roles)
    said = [_claim(claim, article) for claim in claims]
    head = (title, _dim(article.article_id), _fields(fields))
    return Group(*head, _heading("Text"), text, _heading(f"Claims ({len(claims)})"), *said)


def _by_source(claims: Sequence[Claim], articles: Articles) -> Iterator[RenderableType]:
    speakers = dict.fromkeys((words.speaker(claim), claim.attribution.source_kind) for claim in claims)
    for name, kind in speakers:
        yield Text.assemble(("\n" + name, _HEAD), (f"  {kind}", _DIM))
        for claim in claims:
            if (words.speaker(claim), claim.attribution.source_kind) == (name, kind):
                yield Padding(_claim(claim, articles.get(claim.article_id)), (0, 0, 0, 2))


def _claim(claim: Claim, article: Article | None) -> Group:
    said = [claim.attribution.stance, claim.event.type]
    if claim.modality != "happened":
        said.append(f"({claim.modality})")
    told = (
        words.when(claim.time),
        words.where(claim.place),
        f"by {by}" if (by := words.names(claim.participants, "perpetrator")) else "",
        words.figures(claim),
    )
    line = Text.assemble((" ".join(said), _HEAD), "".join(f"; {part}" for part in told if part))
    via = f", via {' < '.join(claim.attribution.via)}" if claim.attribution.via else ""
    origin = f"{claim.publisher or claim.article_key}, {claim.published or 'no date'}{via}  {claim.claim_id}"
    text, roles = (article.text, roles_of(claim)) if article else ("", [])
    quoted = [marked(text, span.start, span.end, roles) if text else Text(span.text) for span in claim.evidence]
    return Group(line, *(Padding(each, (0, 0, 0, 2)) for each in (*quoted, _dim(origin))))


def _dispute(dispute: Dispute) -> Text:
    text = Text(f"{dispute.field}: ")
    for number, position in enumerate(dispute.positions):
        text.append(" | " if number else "")
        text.append(position.value, style=_HEAD)
        text.append(f" ({', '.join(position.sources)})")
    return text


def _fields(fields: Mapping[str, str]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, value in fields.items():
        if value:
            table.add_row(Text(name, style=_DIM), Text(value))
    return table


def _heading(words_: str) -> Text:
    return Text(f"\n{words_}", style="bold underline")


def _dim(words_: str) -> Text:
    return Text(words_, style=_DIM)
