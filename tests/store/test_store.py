"""What the record keeps, how it selects, and that nothing is lost or doubled."""

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import make_article, make_claim, make_incident, make_place, make_reject
from dateline.core import Decision, StoreError, Time, UsageError
from dateline.store import Filter, Store
from dateline.store.migrations import LEDGER, MIGRATIONS, migrate, pending


@pytest.fixture
def store():
    with Store.open() as opened:
        opened.begin_run(version="1", model=None, options={})
        yield opened


def fill(store, run_id=1):
    article = make_article()
    claims = (make_claim(article), make_claim(article, stance="denies"))
    incident = make_incident(claims)
    members = tuple(replace(claim, incident_id=incident.incident_id) for claim in claims)
    store.put_articles([article], run_id=run_id)
    store.put_reading({article.article_id: "reader"}, claims, run_id=run_id)
    store.put_incidents(members, [incident], key="key", run_id=run_id)
    store.put_rejects([make_reject()], run_id=run_id)
    return article, members, incident


def test_what_goes_in_comes_out_equal(store):
    article, claims, incident = fill(store)
    assert store.articles() == (article,)
    assert set(store.claims()) == set(claims)
    assert store.incidents() == (incident,)
    assert store.rejects() == (make_reject(),)


def test_writing_the_same_again_changes_nothing(store):
    article, claims, _ = fill(store)
    store.begin_run(version="1", model=None, options={})
    fill(store, run_id=2)
    assert not store.put_articles([article], run_id=2)
    assert not store.put_reading({article.article_id: "reader"}, claims, run_id=2)
    assert [ended for _, ended, _ in store.history(claims[0].claim_id)] == [None]


def test_a_superseded_row_stays_in_the_history(store):
    article, (claim, *_), _ = fill(store)
    changed = replace(claim, confidence=0.1, incident_id=None)
    store.put_reading({article.article_id: "newer reader"}, [changed], run_id=2)
    assert [c.confidence for c in store.claims()] == [0.1]
    assert [(begun, ended) for begun, ended, _ in store.history(claim.claim_id)] == [(1, 2), (2, None)]


def test_an_incident_that_is_no_longer_formed_is_superseded(store):
    _, claims, incident = fill(store)
    store.put_incidents([replace(c, incident_id=None) for c in claims], [], key="other", run_id=2)
    assert store.incidents() == ()
    assert {claim.incident_id for claim in store.claims()} == {None}
    assert [(begun, ended) for begun, ended, _ in store.history(incident.incident_id)] == [(1, 2)]


def test_a_reject_goes_when_its_input_is_read_after_all(store):
    store.put_rejects([make_reject("a.txt"), make_reject("b.txt")], run_id=1)
    store.put_articles([make_article(key="a.txt")], run_id=2)
    assert [reject.where for reject in store.rejects()] == ["b.txt"]


def test_decisions_are_appended_once_and_kept(store):
    decision = Decision.make("confirm", (), by="Reviewer A", at="2024-04-01T10:00:00", why="seen")
    later = Decision.make("undo", (), by="Reviewer A", at="2024-04-02T10:00:00", why="error", undoes="x")
    assert store.add_decision(later)
    assert store.add_decision(decision)
    assert not store.add_decision(decision)
    assert store.decisions() == (decision, later)


def test_unread_tells_what_was_not_read_in_this_way(store):
    article, _, _ = fill(store)
    assert store.unread({article.article_id: "reader"}) == ()
    assert store.unread({article.article_id: "other", "article-x": "reader"}) == (article.article_id, "article-x")


def test_linking_key_follows_the_content_and_not_its_order():
    keys = set()
    articles = [make_article(f"Shelling hit village {n}.", key=f"{n}.txt") for n in range(6)]
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        with Store.open() as store:
            for article in articles:
                store.put_articles([article], run_id=1)
                store.put_reading({article.article_id: "r"}, [make_claim(article)], run_id=1)
            keys.add(store.linking_key("options"))
            assert store.linking_key("other options") not in keys
            assert [a.article_key for a in store.articles()] == [f"{n}.txt" for n in range(6)]
    assert len(keys) == 1


def test_a_failed_write_leaves_no_trace(store):
    article, _, _ = fill(store)
    with pytest.raises(AttributeError):
        store.put_reading({article.article_id: "newer"}, [make_claim(article), "no claim"], run_id=2)
    assert len(store.claims()) == 2
    assert store.unread({article.article_id: "reader"}) == ()


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), 1),
        (Filter(since="2024-03-05", until="2024-03-05"), 1),
        (Filter(since="2024-03-06"), 0),
        (Filter(until="2024-03"), 1),
        (Filter(until="2023"), 0),
        (Filter(countries=("af",)), 1),
        (Filter(countries=("SY", "AF")), 1),
        (Filter(countries=("SY",)), 0),
        (Filter(types=("shelling",)), 1),
        (Filter(types=("air_strike",)), 0),
        (Filter(text="TALIQAN"), 1),
        (Filter(text="health office said"), 1),
        (Filter(text="elsewhere"), 0),
        (Filter(text="100%"), 0),
    ],
)
def test_filters_select_incidents_claims_and_articles(store, wanted, found):
    fill(store)
    assert len(store.incidents(wanted)) == found
    assert len(store.claims(wanted)) == 2 * found


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(since="2024-03-06"), 1),
        (Filter(until="2024-03-05"), 0),
        (Filter(types=("shelling",), countries=("AF",)), 1),
        (Filter(types=("protest",)), 0),
        (Filter(text="MARKET of"), 1),
    ],
)
def test_articles_are_selected_by_publication_and_by_what_they_claim(store, wanted, found):
    fill(store)
    assert len(store.articles(wanted)) == found


@pytest.mark.parametrize(
    ("start", "end", "since", "until", "found"),
    [
        ("2024-01-01", None, "2030", None, True),
        (None, "2024-01-01", None, "2000", True),
        (None, "2024-01-01", "2024-02", None, False),
        ("2024-01-01", "2024-01-31", "2024-01-15", "2024-01-20", True),
        (None, None, "2000", None, False),
        (None, None, None, None, True),
        ("2024-03-05T10:00", "2024-03-05T11:00", "2024-03-05", "2024-03-05", True),
    ],
)
def test_an_interval_is_selected_when_it_overlaps(store, start, end, since, until, found):
    claim = make_claim(time=Time(start, end, "range"), place=make_place(country=None))
    store.put_reading({claim.article_id: "r"}, [claim], run_id=1)
    assert len(store.claims(Filter(since=since, until=until))) == found


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_can_be_searched_for(store, text):
    fill(store)
    assert len(store.articles(Filter(text=text))) in (0, 1)


@pytest.mark.parametrize(
    "bad",
    [
        {"since": "yesterday"},
        {"until": "2024-13"},
        {"since": "2023-02-29"},
        {"since": "2024", "until": "2023"},
        {"countries": ("Syria",)},
        {"types": ("bombing",)},
    ],
)
def test_a_filter_refuses_values_that_are_not_allowed(bad):
    with pytest.raises(UsageError) as caught:
        Filter(**bad)
    assert str(next(iter(bad.values()))).strip("(),'")[:4] in str(caught.value)


def test_find_gives_ids_by_their_beginning(store):
    article, _, incident = fill(store)
    assert store.find(incident.incident_id[:-3]) == (("incidents", incident.incident_id),)
    assert ("articles", article.article_id) in store.find("article-")
    assert store.find("nothing") == ()


def test_runs_are_recorded_with_what_they_did(tmp_path):
    with Store.open(tmp_path / "r.duckdb") as store:
        run_id = store.begin_run(version="1.2", model="abc", options={"workers": 2})
        assert store.runs()[0].finished_at is None
        store.finish_run(run_id, {"articles": 3})
    with Store.open(tmp_path / "r.duckdb", read_only=True) as store:
        (run,) = store.runs()
        assert (run.version, run.model, run.options, run.counts) == ("1.2", "abc", {"workers": 2}, {"articles": 3})
        assert run.finished_at


def test_migrations_are_recorded_and_applied_once(tmp_path):
    connection = duckdb.connect(str(tmp_path / "r.duckdb"))
    assert pending(connection) == MIGRATIONS
    assert migrate(connection) == tuple(name for name, _ in MIGRATIONS)
    assert migrate(connection) == ()
    assert connection.execute(f"SELECT count(*) FROM {LEDGER}").fetchone() == (len(MIGRATIONS),)


def test_a_record_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "r.duckdb"
    Store.open(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"INSERT INTO {LEDGER} VALUES ('9999-later', now()::TIMESTAMP)")
    with pytest.raises(StoreError, match=r"newer version.*9999-later"):
        Store.open(path)


def test_another_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE ledger (x INTEGER)")
    with pytest.raises(StoreError, match="none of Dateline's"):
        Store.open(path)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("ledger",)]


def write_garbage(path: Path) -> Path:
    path.write_text("not a database at all " * 300)
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (write_garbage, "not a Dateline record"),
        (lambda path: path, "no record at"),
        (lambda path: path.parent, "is a folder"),
    ],
)
def test_what_is_no_record_is_named(tmp_path, make, said):
    with pytest.raises(StoreError, match=said):
        Store.open(make(tmp_path / "r.duckdb"), read_only=True)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        Store.open(tmp_path / "nowhere" / "r.duckdb")
