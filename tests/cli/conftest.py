"""A record with one incident, made by hand, and a way to call the command line on it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from builders import make_article, make_claim, make_incident, make_reject
from dateline.cli.app import build
from dateline.store import Store


@pytest.fixture
def dateline():
    """Call the command line in this process; the result has exit_code, stdout and stderr."""
    app = build()
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """The path of a record that holds one article, two claims, one incident and one reject."""
    path = tmp_path_factory.mktemp("record") / "record.duckdb"
    article = make_article(title="Market hit")
    claims = (make_claim(article), make_claim(article, stance="denies"))
    incident = make_incident(claims)
    members = tuple(replace(claim, incident_id=incident.incident_id) for claim in claims)
    with Store.open(path) as store:
        run_id = store.begin_run(version="1", model="m", options={})
        store.put_articles([article], run_id=run_id)
        store.put_reading({article.article_id: "reader"}, claims, run_id=run_id)
        store.put_incidents(members, [incident], key="key", run_id=run_id)
        store.put_rejects([make_reject()], run_id=run_id)
    return SimpleNamespace(path=path, article=article, claims=members, incident=incident)
