"""A run over inputs: nothing lost or doubled, in any order, with any number of workers, after any interruption."""

import logging
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.core import UsageError
from dateline.ingest import IngestOptions
from dateline.pipeline import PipelineOptions, read_into, readings
from dateline.store import Store
from fakes import STAGES

TESTS = Path(__file__).parents[1]


@pytest.fixture
def store():
    with Store.open() as opened:
        yield opened


@pytest.fixture
def inputs(tmp_path):
    def write(*texts):
        paths = [tmp_path / f"{number:02}.txt" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, encoding="utf-8")
        return [str(path) for path in paths]

    return write


def run(store, names, **options):
    return read_into(store, names, PipelineOptions(**options), stages=STAGES)


def contents(store):
    return (
        [replace(article, read_at=None) for article in store.articles()],
        store.claims(),
        store.incidents(),
        store.rejects(),
    )


def calls_of(monkeypatch, tmp_path):
    log = tmp_path / "calls.log"
    monkeypatch.setenv("DATELINE_TEST_CALLS", str(log))
    return lambda: [Path(line).name for line in log.read_text().splitlines()] if log.exists() else []


def test_rows_in_are_rows_out_and_rejects(store, inputs):
    names = [*inputs("Fire in one", "Fire in two", "Raid in three", "BROKEN four", "UNCLAIMABLE five"), "missing.txt"]
    report = run(store, names)
    assert (report.articles, report.read, report.claims, report.incidents) == (5, 3, 3, 2)
    assert [(Path(reject.where).name, reject.kind) for reject in report.rejects] == [
        ("missing.txt", "unreadable"),
        ("03.txt", "internal"),
        ("04.txt", "internal"),
    ]
    assert "ValueError: broken article" in report.rejects[1].reason
    assert {claim.incident_id for claim in store.claims()} == {each.incident_id for each in store.incidents()}


def test_reading_twice_changes_nothing_and_reads_nothing(store, inputs, tmp_path, monkeypatch):
    calls = calls_of(monkeypatch, tmp_path)
    names = inputs("Fire in one", "Raid in two")
    first = run(store, names)
    before, read = contents(store), calls()
    second = run(store, names)
    assert contents(store) == before
    assert calls() == read
    assert (first.read, second.read, second.articles, second.incidents) == (2, 0, 2, 2)
    assert all(len(store.history(claim.claim_id)) == 1 for claim in store.claims())


def test_again_reads_anew_with_the_same_result(store, inputs, tmp_path, monkeypatch):
    calls = calls_of(monkeypatch, tmp_path)
    names = inputs("Fire in one")
    run(store, names)
    before = contents(store)
    assert run(store, names, again=True).read == 1
    assert calls() == ["00.txt", "00.txt"]
    assert contents(store) == before


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_inputs_and_the_batches_do_not_matter(inputs, seed):
    names = inputs(
        "published: 2024-03-02\nFire in one",
        "published: 2024-03-01\nFire in one",
        "Fire in one",
        "Raid in two",
        "Fire in three",
    )
    shuffled = random.Random(seed).sample(names, len(names))
    with Store.open() as one, Store.open() as other:
        run(one, names)
        for part in (shuffled[:2], shuffled[2:]):
            run(other, part, batch_size=1 + seed)
        assert contents(one) == contents(other)
        assert [article.published for article in one.articles()] == ["2024-03-01", None, None]


def test_a_corrected_date_of_the_same_input_supersedes(store, inputs):
    names = inputs("Fire in one")
    run(store, names, ingest=IngestOptions(date="2024-03-01"))
    run(store, names, ingest=IngestOptions(date="2024-03-09"))
    assert [article.published for article in store.articles()] == ["2024-03-09"]
    assert [claim.published for claim in store.claims()] == ["2024-03-09"]
    assert len(store.history(store.articles()[0].article_id)) == 2


def test_another_model_reads_again(store, inputs):
    names = inputs("Fire in one")
    run(store, names)
    newer = replace(STAGES, model=lambda: "fake-model-2")
    assert read_into(store, names, stages=newer).read == 1
    assert store.runs()[-1].model == "fake-model-2"


def test_another_policy_forms_incidents_anew(store, inputs):
    from dateline.incidents import LinkOptions

    names = inputs("Fire in one")
    run(store, names)
    run(store, names, link=LinkOptions(policy="min-max"))
    assert [incident.policy for incident in store.incidents()] == ["min-max"]


def test_workers_change_nothing(inputs, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(TESTS))
    names = inputs(*(f"{'Fire' if n % 2 else 'Raid'} in village {n}" for n in range(6)), "BROKEN")
    with Store.open() as one, Store.open() as two:
        alone = run(one, names)
        together = run(two, names, workers=2, batch_size=2)
        assert contents(one) == contents(two)
        assert alone.rejects == together.rejects


def test_a_killed_run_continues_where_it_stopped(inputs, tmp_path, monkeypatch):
    names = inputs("Fire in one", "Raid in two", "KILL three", "Fire in four")
    path = tmp_path / "record.duckdb"
    script = (
        "import sys; from fakes import STAGES; from dateline.store import Store\n"
        "from dateline.pipeline import PipelineOptions, read_into\n"
        "read_into(Store.open(sys.argv[1]), sys.argv[2:], PipelineOptions(batch_size=1), stages=STAGES)\n"
    )
    environment = os.environ | {"DATELINE_TEST_KILL": "1", "PYTHONPATH": str(TESTS)}
    killed = subprocess.run([sys.executable, "-c", script, str(path), *names], env=environment, check=False)
    assert killed.returncode == 9
    calls = calls_of(monkeypatch, tmp_path)
    with Store.open(path) as store, Store.open() as whole:
        assert len(store.claims()) == 2
        assert store.runs()[0].finished_at is None
        assert run(store, names).read == 2
        assert calls() == ["02.txt", "03.txt"]
        run(whole, names)
        assert contents(store) == contents(whole)


def test_progress_counts_up_to_the_articles_known(store, inputs):
    seen = []
    names = inputs("Fire in one", "Raid in two", "Fire in three")
    options = PipelineOptions(batch_size=2)
    read_into(store, names, options, progress=lambda done, known: seen.append((done, known)), stages=STAGES)
    assert seen == [(2, 3), (3, 3)]


def test_every_stage_tells_the_log_once(store, inputs, caplog):
    with caplog.at_level(logging.INFO, logger="dateline"):
        run(store, inputs("Fire in one"))
    assert [message.split(":")[0] for message in caplog.messages] == ["ingest", "read", "link"]


def test_readings_come_in_order_without_touching_a_record(inputs):
    names = inputs("Fire in one", "BROKEN two", "Raid in three")
    found = list(readings([*names, "missing.txt"], PipelineOptions(batch_size=2), stages=STAGES))
    assert [type(item).__name__ for item in found] == ["Reading", "Reject", "Reading", "Reject"]


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"batch_size": 0}])
def test_options_below_one_are_refused(wrong):
    with pytest.raises(UsageError, match="give 1 or more"):
        PipelineOptions(**wrong)
