"""What cannot be read is named, with the reason and what to do; the run goes on."""

import gzip
import json
import os
import tracemalloc
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_ingest_formats import FEED, PAGE, PROSE, ROWS, warc, write

from dateline.core import Article, Reject
from dateline.ingest import IngestOptions, ingest


def rejected(path, **options) -> Reject:
    (item,) = ingest([str(path)], IngestOptions(**options))
    assert isinstance(item, Reject), item
    assert item.reason
    assert item.advice
    return item


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"", "empty", "empty"),
        (b" \n\t ", "empty", "white space"),
        (b"%PDF-1.4 ...", "binary", "PDF"),
        (b"\xff\xd8\xff\xe0 jpeg", "binary", "JPEG"),
        (b"PK\x03\x04 .... word/document.xml", "binary", "docx"),
        (b"PK\x03\x04 .... data", "binary", "ZIP"),
        (b"text with \x00 in it", "binary", "NUL"),
        (bytes(range(128, 256)) * 3, "encoding", "encoding"),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no_article", "no article"),
        (b"<html>" + b"<div>" * 100_000 + b"x", "no_article", "no article"),
        (b"PAR1 not really", "unreadable", "Parquet"),
        (b"<?xml version='1.0'?><rss><channel>", "unreadable", "feed"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title></channel></rss>", "empty", "no entries"),
        (b"WARC/1.0\r\n\r\n", "empty", "no responses"),
    ],
)
def test_bad_files(tmp_path, content, kind, said):
    item = rejected(write(tmp_path / "a.bin", content))
    assert item.kind == kind
    assert said in item.reason
    assert item.where == str(tmp_path / "a.bin")


def test_docx_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "docx" in rejected(tmp_path / "a.docx").reason


def test_missing_and_forbidden_and_empty_folder(tmp_path):
    assert rejected(tmp_path / "none.txt").kind == "missing"
    assert rejected(tmp_path / "*.txt").kind == "missing"
    assert rejected(tmp_path).kind == "empty"
    path = tmp_path / "secret.txt"
    write(path, PROSE)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "permission" in rejected(path).reason


def test_permission_denied_is_said(tmp_path, monkeypatch):
    write(tmp_path / "a.txt", PROSE)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("dateline.ingest.sources.open", refuse, raising=False)
    item = rejected(tmp_path / "a.txt")
    assert (item.kind, item.reason) == ("unreadable", "permission denied")


def test_one_bad_line_does_not_stop_the_rest(tmp_path):
    lines = [
        json.dumps(ROWS[0]), "{broken", "[1]", '{"text": ""}', '{"text": 5}', '{"id": "x"}', '{"text": "\\ud800"}',
        '{"text": "a\\u0000b"}', "[" * 5000, json.dumps(ROWS[1]),
    ]  # fmt: skip
    items = list(ingest([write(tmp_path / "a.jsonl", "\n".join(lines))]))
    assert len(items) == len(lines)
    kinds = [getattr(item, "kind", "article") for item in items]
    assert kinds == [
        "article", "malformed", "malformed", "empty", "no_text", "no_text", "encoding", "binary",
        "malformed", "article",
    ]  # fmt: skip
    assert items[1].where.endswith("a.jsonl:2")
    assert len({item.reject_id for item in items if isinstance(item, Reject)}) == 8


def test_a_line_in_a_wrong_encoding(tmp_path):
    content = (
        json.dumps(ROWS[0]).encode() + b'\n{"text": "\x81\x8d\x8f\x90\x9d\xff\xfe"}\n' + json.dumps(ROWS[1]).encode()
    )
    kinds = [type(item) for item in ingest([write(tmp_path / "a.jsonl", content)])]
    assert (kinds[0], kinds[2], len(kinds)) == (Article, Article, 3)


def test_a_line_of_50_mb_is_passed_over_without_being_held(tmp_path):
    path = tmp_path / "a.jsonl"
    with open(path, "wb") as file:
        file.write(json.dumps(ROWS[0]).encode() + b'\n{"text": "')
        for _ in range(50):
            file.write(b"x" * 1_000_000)
        file.write(b'"}\n' + json.dumps(ROWS[1]).encode())
    tracemalloc.start()
    items = list(ingest([str(path)], IngestOptions(max_bytes=1_000_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [getattr(item, "kind", "article") for item in items] == ["article", "too_large", "article"]
    assert peak < 20_000_000


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.csv", "a.warc"])
def test_an_article_above_the_size_limit(tmp_path, name):
    contents = {
        "a.txt": PROSE * 90, "a.html": PAGE + " " * 20_000, "a.json": json.dumps([{"text": PROSE * 900}], indent=1),
        "a.csv": f"text,id\n{'b' * 11_000},1\n", "a.warc": warc(("https://e.org/", PAGE + " " * 20_000)).decode(),
    }  # fmt: skip
    assert rejected(write(tmp_path / name, contents[name]), max_bytes=10_000).kind == "too_large"


def test_a_truncated_gzip_gives_what_stands_before_the_break(tmp_path):
    rows = "".join(json.dumps({"text": f"{os.urandom(40).hex()} {n}"}) + "\n" for n in range(3000))
    whole = gzip.compress(rows.encode())
    *read, last = ingest([write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2])])
    assert len(read) > 1000
    assert all(isinstance(item, Article) for item in read)
    assert last.kind == "truncated"
    assert rejected(write(tmp_path / "b.txt.gz", gzip.compress(PROSE.encode())[:-12])).kind == "truncated"
    damaged = bytearray(gzip.compress(PROSE.encode()))
    damaged[20:30] = b"\xff" * 10
    assert rejected(write(tmp_path / "c.txt.gz", bytes(damaged))).kind == "truncated"


def test_a_truncated_warc(tmp_path):
    content = warc(("https://e.org/a", PAGE), ("https://e.org/b", PAGE))
    first, second = ingest([write(tmp_path / "a.warc", content[:-300])])
    assert isinstance(first, Article)
    assert second.kind == "truncated"
    *_, last = ingest([write(tmp_path / "a.warc.gz", gzip.compress(content)[:-200])])
    assert last.kind == "truncated"


def test_pages_the_server_refused(tmp_path):
    item = rejected(write(tmp_path / "a.warc", warc(("https://e.org/a", PAGE), status="404 Not Found")))
    assert "404" in item.reason


def test_a_table_without_a_text_column_lists_its_columns(tmp_path):
    item = rejected(write(tmp_path / "a.csv", "id,body\n1,Shells fell\n2,Again\n"))
    assert item.kind == "no_text"
    assert "'id', 'body'" in item.reason
    assert "--map text=body" in item.advice


def test_rows_of_a_table_that_cannot_be_used(tmp_path):
    content = b"id,text\n1,Shells fell.\n2,\n3,one,two,three\n4,caf\xe9\n5,Last.\n"
    content = content.replace(b"Shells fell.", "Shells fell in Bogot\u00e1.".encode() + b" x" * 40_000)
    items = list(ingest([write(tmp_path / "a.csv", content)]))
    assert [getattr(item, "kind", "article") for item in items] == [
        "article", "no_text", "malformed", "encoding", "article",
    ]  # fmt: skip


def test_a_broken_json_array_keeps_what_came_before(tmp_path):
    items = list(ingest([write(tmp_path / "a.json", json.dumps(ROWS)[:-10])]))
    assert [type(item) for item in items] == [Article, Reject]
    assert items[1].kind == "malformed"


def test_a_damaged_feed_says_so(tmp_path):
    items = list(ingest([write(tmp_path / "a.rss", FEED[: FEED.index("<item><title>Two") + 60])]))
    assert isinstance(items[0], Article)
    assert items[-1].kind == "truncated"


def test_hostile_html_is_survived(tmp_path):
    page = PAGE.replace("<article>", "<article>" + "<b><i>" * 500).replace("</article>", "<object data=x></article>")
    (item,) = ingest([write(tmp_path / "a.html", page)])
    assert isinstance(item, Article | Reject)
    assert "alert" not in getattr(item, "text", "")


HEADS = [
    b"{", b"[{", b'{"text": "', b"<html>", b"<rss", b"WARC/1.0\r\n", b"PAR1", b"\x1f\x8b\x08", b"id,text\n",
    b"\xff\xfe", b"PK\x03\x04",
]  # fmt: skip
NAMES = ["a", "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.rss", "a.warc", "a.parquet", "a.gz"]


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.tuples(
            st.sampled_from(
                [
                    b"{",
                    b"[{",
                    b'{"text": "',
                    b"<html>",
                    b"<rss",
                    b"WARC/1.0\r\n",
                    b"PAR1",
                    b"\x1f\x8b\x08",
                    b"id,text\n",
                    b"\xff\xfe",
                    b"PK\x03\x04",
                ]
            ),
            st.binary(max_size=200),
        ).map(b"".join),
    ),
    st.sampled_from(
        ["a", "a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.rss", "a.warc", "a.parquet", "a.gz"]
    ),
)
@example(b'[{"text": "x"}, {"', "a.json")
@example(b"\xff\xfe{", "a.jsonl")
@example(b"\x1f\x8b\x08\x00", "a.gz")
@example(b"id,text", "a")
def test_no_bytes_ever_stop_a_run(tmp_path_factory, content, name):
    path = tmp_path_factory.mktemp("b") / name
    items = list(ingest([write(path, content)]))
    assert all(isinstance(item, Article | Reject) for item in items)
    assert items or name not in ("a", "a.txt")
