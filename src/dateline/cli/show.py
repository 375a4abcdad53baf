"""``dateline show``: one incident, claim or article with the words that carry it."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import options
from dateline.core import UsageError

if TYPE_CHECKING:
    from dateline.store import Store


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command()(show)


def show(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Id of an incident, claim or article; its beginning will do.")
    ],
    store: options.StoreOption = options.DEFAULT_STORE,
) -> None:
    """Show an incident with who says what, where sources contradict each other, and the sentences.

    A claim or an article is shown likewise. Words that carry a value are marked.

    Example: dateline show incident-3f2a
    """
    from dateline.cli.pages import article_page, claim_page, incident_page
    from dateline.cli.tables import capture
    from dateline.store import Store

    with Store.open(store, read_only=True) as opened:
        kind, row_id = _find(opened, id)
        articles = {article.article_id: article for article in opened.articles()}
        claims = opened.claims()
        if kind == "incidents":
            incident = next(each for each in opened.incidents() if each.incident_id == row_id)
            page = incident_page(incident, [each for each in claims if each.incident_id == row_id], articles)
        elif kind == "claims":
            page = claim_page(next(each for each in claims if each.claim_id == row_id), articles)
        else:
            page = article_page(articles[row_id], [each for each in claims if each.article_id == row_id])
    sys.stdout.write(capture(lambda console: console.print(page)))


def _find(store: "Store", prefix: str) -> tuple[str, str]:
    found = store.find(prefix)
    exact = [each for each in found if each[1] == prefix]
    if len(found) == 1 or exact:
        return (exact or list(found))[0]
    if not found:
        raise UsageError(f"nothing in {store.path!r} has an id that begins with {prefix!r}; ids: dateline incidents")
    some = ", ".join(row_id for _, row_id in found[:5])
    raise UsageError(
        f"{len(found)} ids begin with {prefix!r} ({some}{' ...' if len(found) > 5 else ''}); give more of it"
    )
