"""The public face in Python."""

import subprocess
import sys

import pytest

import dateline
from dateline.core import MissingExtraError, StoreError, UsageError


def test_the_face_is_what_all_says():
    assert sorted(dateline.__all__) == dateline.__all__ == dir(dateline)
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)


def test_an_unknown_name_says_what_there_is():
    with pytest.raises(AttributeError, match="it has DatelineError, Record"):
        dateline.nothing  # noqa: B018


def test_read_stays_the_verb_after_its_room_is_imported():
    from dateline.read import Reader

    assert callable(dateline.read)
    assert Reader.__module__.startswith("dateline.read")


def test_import_loads_nothing_heavy():
    code = "import sys, dateline; print({'duckdb', 'onnxruntime', 'numpy', 'rich', 'typer'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def test_an_opened_record_holds_what_was_stored(record):
    with dateline.open(record.path) as opened:
        assert opened.incidents == (record.incident,)
        assert set(opened.claims) == set(record.claims)
        assert opened.articles == (record.article,)
        assert len(opened.rejects) == 1
        assert "incidents: 1" in repr(opened)
        assert opened.select(type="protest").incidents == ()
        assert opened.select(country="AF", since="2024").incidents == (record.incident,)


def test_data_frames_have_the_columns_of_the_csv(record):
    with dateline.open(record.path) as opened:
        frame = opened.to_pandas()
        claims = opened.to_pandas("claims")
    assert (len(frame), len(claims)) == (1, 2)
    assert frame.loc[0, "killed_low"] == 7
    assert frame["injured_low"].isna().all()


def test_an_unknown_table_is_refused(record):
    with dateline.open(record.path) as opened, pytest.raises(UsageError, match="allowed: articles, claims"):
        opened.to_pandas("events")


def test_without_pandas_the_extra_is_named(record, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with dateline.open(record.path) as opened, pytest.raises(MissingExtraError, match=r"dateline\[pandas\]"):
        opened.to_pandas()


def test_reading_nothing_is_refused():
    with pytest.raises(UsageError, match="no input"):
        dateline.read()


def test_what_cannot_be_read_is_in_the_rejects(tmp_path):
    with dateline.read(tmp_path / "missing.txt") as record:
        assert len(record.rejects) == 1
        assert record.incidents == ()


def test_opening_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(StoreError, match="no record at"):
        dateline.open(tmp_path / "none.duckdb")
