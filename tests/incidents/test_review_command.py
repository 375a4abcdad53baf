import pytest
from typer.testing import CliRunner

from dateline.cli.app import build
from dateline.incidents import LinkOptions
from dateline.pipeline import relink
from dateline.store import Store

from .made import article, claim


@pytest.fixture
def record(tmp_path):
    """Return the path of a record of two incidents: a strike told twice, and shelling elsewhere."""
    a = article("An air strike hit the Orlan bakery in Rasta on Tuesday. Seven people died.", key="a.txt")
    b = article("Jets bombed the Orlan bakery in Rasta.", key="b.txt", publisher="Evening News", published="2016-10-06")
    c = article("Rockets fell on Belmar market overnight.", key="c.txt", publisher="Evening News")
    claims = [
        claim(a, "air strike", killed=7),
        claim(b, "bombed", killed=9),
        claim(c, "Rockets", kind="shelling", place="Belmar"),
    ]
    path = tmp_path / "record.duckdb"
    with Store.open(path) as store:
        run = store.begin_run(version="t", model=None, options={})
        store.put_articles([a, b, c], run_id=run)
        store.put_reading({each.article_id: "k" for each in (a, b, c)}, claims, run_id=run)
        relink(store, LinkOptions(), run_id=run)
    return path


def run(record, *arguments):
    result = CliRunner().invoke(build(), [*arguments, "--store", str(record)], catch_exceptions=False)
    return result.exit_code, result.output


def incidents(record):
    with Store.open(record, read_only=True) as store:
        return store.incidents()


def strike(record):
    return next(each for each in incidents(record) if len(each.article_ids) == 2)


def test_why_names_every_field(record):
    code, output = run(record, "why", "a.txt", "b.txt")
    assert code == 0
    for word in ("time", "place", "killed", "words", "orlan", "one incident"):
        assert word in output


def test_a_split_is_undone_by_undo(record):
    code, output = run(
        record, "review", "split", strike(record).incident_id, "b.txt", "--why", "second strike", "--by", "T"
    )
    assert code == 0, output
    assert len(incidents(record)) == 3
    decision = output.split(":")[0]
    code, output = run(record, "review", "undo", decision, "--why", "it was one", "--by", "T")
    assert code == 0, output
    assert len(incidents(record)) == 2
    assert "(undone)" in run(record, "review", "log")[1]


def test_a_corrected_figure_names_its_reviewer(record):
    code, _ = run(record, "review", "correct", strike(record).incident_id, "killed", "8", "--why", "list", "--by", "T")
    assert code == 0
    toll = strike(record).casualties[0]
    assert (toll.low, toll.best, toll.high) == (8, 8, 8)
    assert [figure.source for figure in toll.figures] == ["Daily Post", "Evening News", "review: T"]
    assert strike(record).reviewed.by == "T"


def test_a_wrong_correction_is_refused_with_advice(record):
    code, output = run(record, "review", "correct", strike(record).incident_id, "killed", "many", "--why", "x")
    assert code == 2
    assert "3-5" in output


def test_join_and_reject(record):
    ids = [each.incident_id for each in incidents(record)]
    assert run(record, "review", "join", *ids, "--why", "one", "--by", "T")[0] == 0
    assert len(incidents(record)) == 1
    assert run(record, "review", "reject", incidents(record)[0].incident_id, "--why", "film", "--by", "T")[0] == 0
    assert incidents(record) == ()


def test_going_through_the_queue_asks_for_each(record):
    result = CliRunner().invoke(build(), ["review", "--store", str(record), "--by", "T"], input="c\nchecked\ns\n")
    assert result.exit_code == 0, result.output
    assert sum(each.reviewed is not None for each in incidents(record)) == 1
