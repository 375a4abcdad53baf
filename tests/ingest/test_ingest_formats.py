"""Every format to articles: the text whole, the fields where they belong."""

import csv
import gzip
import io
import json
import os
import sys

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.core import Article, Reject, UsageError, content_id
from dateline.ingest import IngestOptions, ingest

PROSE = (
    "Shelling killed four people in the market of Northtown on Tuesday, the local council said. "
    "The council said that the shells were fired from the hills to the east of the town and that they fell at noon. "
    "Two of the dead were traders, and nine people were taken to the hospital with wounds, a doctor said."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Shells hit market</title>
<meta property="og:title" content="Shells hit market"><meta property="og:site_name" content="The Example Post">
<meta property="article:published_time" content="2016-07-19T12:30:00Z"><meta name="author" content="Ann Example">
</head><body><nav><a href="/">Home</a><a href="/world">World</a></nav><article><h1>Shells hit market</h1>
<p>{PROSE}</p><p>{PROSE.replace("four", "at least four")}</p></article><script>alert("x")</script>
<footer>About us</footer></body></html>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><language>en</language>
<item><title>One</title><guid>tag:1</guid><link>https://example.org/1</link>
<pubDate>Tue, 19 Jul 2016 12:30:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{PROSE}</p><p>More is not known.</p>]]></content:encoded></item>
<item><title>Two</title><link>https://example.org/2</link><description>{PROSE}</description></item>
<item><title>Three</title><link>https://example.org/3</link></item></channel></rss>"""
ROWS = [
    {"id": "a1", "text": PROSE, "published": "2016-07-19", "publisher": "Post", "url": "https://x.org/a", "desk": "7"},
    {"id": "a2", "text": "Dateline \u00e9\u4e2d\n\n  kept \t as it is ", "title": "T", "language": "en-GB"},
]


def warc(*pages: tuple[str, str], content_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    parts = []
    for uri, html in pages:
        body = html.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        header = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2016-07-19T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(uri)) % 10**12:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(head) + len(body)}\r\n\r\n"
        ).encode()
        parts.append(header + head + body + b"\r\n\r\n")
    return b"".join(parts)


def write(path, content: bytes | str):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def only(path, **options) -> Article:
    (item,) = ingest([str(path)], IngestOptions(**options))
    assert isinstance(item, Article), item
    return item


def articles(path, **options) -> list[Article]:
    items = list(ingest([str(path)], IngestOptions(**options)))
    assert all(isinstance(item, Article) for item in items), items
    return items


def csv_of(rows, delimiter=","):
    out = io.StringIO()
    writer = csv.DictWriter(
        out, ["id", "text", "published", "publisher", "url", "desk", "title", "language"], delimiter=delimiter
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json", "a.csv.txt"])
def test_plain_text_is_kept_to_the_letter(tmp_path, name):
    text = "\r\nBEIRUT, Nov 20, 2014 (Reuters) - Shells fell.\r\n\r\n  Twice.\n"
    article = only(write(tmp_path / name, text))
    assert article.text == text
    assert article.article_id == content_id("a", text)
    assert (article.published, article.published_from) == ("2014-11-20", "dateline")
    assert (article.dateline_place, article.agency) == ("BEIRUT", "Reuters")
    assert article.article_key == str(tmp_path / name)
    assert article.read_at is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_encodings(tmp_path, encoding):
    assert only(write(tmp_path / "a.txt", (PROSE + " é中").encode(encoding))).text == PROSE + " é中"


def test_legacy_encodings_are_recognised(tmp_path):
    russian = "В результате обстрела рынка погибли четыре человека, сообщил во вторник городской совет. " * 2
    russian += "Он сказал, что это был самый сильный обстрел из тех, что были с начала года."
    article = only(write(tmp_path / "a.txt", russian.encode("cp1251")))
    assert article.text == russian
    assert article.language == "ru"
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("Two of", "Two caf\u00e9 owners of")
    assert "caf\u00e9" in only(write(tmp_path / "a.html", page.encode("cp1252"))).text


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_html_gives_the_main_text_and_its_metadata(tmp_path, name):
    article = only(write(tmp_path / name, PAGE))
    assert PROSE in article.text
    assert "alert" not in article.text
    assert "About us" not in article.text
    assert article.title == "Shells hit market"
    assert article.publisher == "The Example Post"
    assert (article.published, article.published_from) == ("2016-07-19", "metadata")
    assert article.language == "en"
    assert ("author", "Ann Example") in article.extra


def test_json_lines(tmp_path):
    first, second = articles(write(tmp_path / "a.jsonl", "\n\n".join(json.dumps(row) for row in ROWS)))
    assert (first.article_key, first.published, first.published_from) == ("a1", "2016-07-19", "metadata")
    assert (first.publisher, first.url, first.extra) == ("Post", "https://x.org/a", (("desk", "7"),))
    assert second.text == ROWS[1]["text"]
    assert (second.title, second.language) == ("T", "en")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.jsonl"])
def test_json_arrays_and_objects(tmp_path, indent, name):
    from_lines = articles(write(tmp_path / "lines.jsonl", "\n".join(json.dumps(row) for row in ROWS)))
    assert articles(write(tmp_path / name, json.dumps(ROWS, indent=indent))) == from_lines
    if name == "a.json":
        assert articles(write(tmp_path / name, json.dumps(ROWS[0], indent=indent))) == from_lines[:1]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.tsv", "\t"), ("a.txt", ";")])
def test_tables_of_text(tmp_path, name, delimiter):
    from_lines = articles(write(tmp_path / "lines.jsonl", "\n".join(json.dumps(row) for row in ROWS)))
    assert articles(write(tmp_path / name, csv_of(ROWS, delimiter))) == from_lines


@pytest.mark.parametrize("name", ["a.parquet", "odd [1]*.parquet", "lies.csv"])
def test_parquet(tmp_path, name):
    made = tmp_path / "made.parquet"
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (id INTEGER, text VARCHAR, published TIMESTAMP, desk VARCHAR)")
        connection.execute("INSERT INTO t VALUES (1, ?, '2016-07-19 12:30:00', NULL), (2, 'Two', NULL, 'x')", [PROSE])
        connection.execute(f"COPY t TO '{made}' (FORMAT parquet)")
    path = tmp_path / name
    made.rename(path)
    first, second = articles(path)
    assert (first.article_key, first.text, first.published) == ("1", PROSE, "2016-07-19T12:30:00")
    assert (second.text, second.extra) == ("Two", (("desk", "x"),))


def test_feed_entries(tmp_path):
    one, two, three = ingest([write(tmp_path / "feed.xml", FEED)])
    assert one.text == f"{PROSE}\nMore is not known."
    assert (one.article_key, one.url, one.publisher) == ("tag:1", "https://example.org/1", "Example Wire")
    assert (one.published, one.published_from) == ("2016-07-19T12:30:00Z", "metadata")
    assert (two.text, two.title) == (PROSE, "Two")
    assert isinstance(three, Reject)
    assert three.kind == "no_text"


def test_warc_pages(tmp_path):
    content = warc(
        ("https://example.org/2017/04/05/a", PAGE.replace("2016-07-19T12:30:00Z", "")), ("https://e.org/b", PAGE)
    )
    content += warc(("https://e.org/pic", "x"), content_type="image/png")
    first, second = articles(write(tmp_path / "a.warc", content))
    assert (first.url, first.published, first.published_from) == (
        "https://example.org/2017/04/05/a", "2017-04-05", "url",
    )  # fmt: skip
    assert second.article_key == "https://e.org/b"
    assert articles(write(tmp_path / "a.warc.gz", gzip.compress(content))) == [first, second]


def test_gzip_of_any_and_of_itself(tmp_path):
    plain = articles(write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in ROWS)))
    content = (tmp_path / "a.jsonl").read_bytes()
    assert articles(write(tmp_path / "a.jsonl.gz", gzip.compress(content))) == plain
    assert articles(write(tmp_path / "lies.txt", gzip.compress(gzip.compress(content)))) == plain
    assert only(write(tmp_path / "p.html.gz", gzip.compress(PAGE.encode()))).title == "Shells hit market"


@pytest.mark.parametrize("content", [PROSE, PAGE, csv_of(ROWS), json.dumps(ROWS[0]) + "\n", FEED])
def test_standard_input_is_sniffed(tmp_path, monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    from_stdin = list(ingest(["-"]))
    (tmp_path / "x").write_text(content)
    from_file = list(ingest([str(tmp_path / "x")]))
    assert [getattr(item, "text", None) for item in from_stdin] == [getattr(item, "text", None) for item in from_file]
    assert not sys.stdin.buffer.closed


def test_folders_and_globs_are_sorted_and_hidden_files_passed_over(tmp_path):
    for name in ("b.txt", "a.txt", "sub/d.txt", "sub/c.html", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, PAGE if name.endswith("html") else f"{PROSE} {name}")
    keys = [os.path.relpath(item.article_key, tmp_path) for item in ingest([str(tmp_path)])]
    assert keys == ["a.txt", "b.txt", "sub/c.html", "sub/d.txt"]
    assert [os.path.basename(a.article_key) for a in ingest([str(tmp_path / "*.txt")])] == ["a.txt", "b.txt"]
    assert len(list(ingest([str(tmp_path / "**" / "*.txt")]))) == 3
    assert list(ingest([str(tmp_path)])) == list(ingest([str(tmp_path)]))


def test_it_is_lazy(tmp_path):
    write(tmp_path / "a.jsonl", "\n".join(json.dumps(row) for row in ROWS))
    stream = ingest([str(tmp_path / "a.jsonl"), "missing"])
    assert next(stream).article_key == "a1"
    stream.close()


def test_columns_are_mapped_and_met_in_any_case(tmp_path):
    path = write(tmp_path / "a.csv", "ID,Body,Title\n7,Shells fell.,T\n")
    article = only(path, columns={"text": "Body"})
    assert (article.text, article.article_key, article.title) == ("Shells fell.", "7", "T")


def test_arguments_go_before_what_the_input_says(tmp_path):
    path = write(tmp_path / "a.jsonl", json.dumps(ROWS[0]))
    article = only(path, date="20 July 2016", publisher="Given")
    assert (article.published, article.published_from, article.publisher) == ("2016-07-20", "argument", "Given")


def test_date_ranks(tmp_path):
    def dated(**row):
        article = only(write(tmp_path / "a.jsonl", json.dumps(row)))
        return article.published, article.published_from

    head, url = "Wed 05 Apr 2017 Shells fell", "https://x.org/2017/04/06/a"
    assert dated(text=head, published="2017-04-07", url=url) == ("2017-04-07", "metadata")
    assert dated(text=head, date="2017-04-07") == ("2017-04-07", "metadata")
    assert dated(text=head, url=url) == ("2017-04-06", "url")
    assert dated(text=head, date_hint="2017-04-01") == ("2017-04-05", "header")
    assert dated(text="Shells fell", date_hint="2017-04-01") == ("2017-04-01", "metadata")
    assert dated(text="04/05/2017 Shells fell") == (None, None)
    assert dated(text="04/05/2017 Shells fell", date_hint="2017-05-04") == ("2017-05-04", "header")
    assert dated(text=head, published="04/05/2017") == ("2017-04-05", "header")
    unread = only(write(tmp_path / "b.jsonl", json.dumps({"text": head, "published": "spring"})))
    assert ("published", "spring") in unread.extra


@pytest.mark.parametrize(
    "options", [{"date": "04/05/2017"}, {"date": "soon"}, {"columns": {"body": "text"}}, {"max_bytes": 0}]
)
def test_options_that_cannot_be_are_refused(options):
    with pytest.raises(UsageError, match="allowed"):
        IngestOptions(**options)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1))
def test_row_text_round_trip(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("r") / "a.jsonl"
    (item,) = ingest([write(path, json.dumps({"text": text}))])
    if text.strip():
        assert item.text == text
        assert item.article_id == content_id("a", text)
    else:
        assert item.kind == "empty"
