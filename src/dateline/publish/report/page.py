"""The page put together: template, style, scripts, shapes and data in one file that fetches nothing."""

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.core import Article, Claim, Incident, UsageError
from dateline.publish.report.options import ReportOptions
from dateline.publish.report.payload import Json, payload

# Concatenated in this order into one script; the later ones use the earlier ones.
_SCRIPTS = ("dom", "words", "record", "view", "timeline", "map", "table", "chart", "evidence", "incident", "main")

# A script block ends at "</script" and changes meaning at "<!--"; "&" and the line separators are
# escaped so that the same bytes are safe in XHTML and in JavaScript too.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def write_report(
    articles: Sequence[Article],
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    out: Path,
    options: ReportOptions | None = None,
) -> None:
    """Write the record to ``out`` as one HTML file that needs no network and runs only its own script.

    ``articles`` and ``claims`` may hold more than the incidents use; what they use must be there. The
    same input gives the same bytes. An existing file is replaced, missing folders are made.
    Raises UsageError when a claim or article is missing or ``out`` cannot be written, InternalError
    when a span does not match its text.
    """
    page = render(payload(articles, claims, incidents, options or ReportOptions()))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"cannot write the report to {str(out)!r}: {error.strerror}; choose another path") from error


def render(data: Json) -> str:
    """Return the HTML text of the page for ``data`` (see ``payload``)."""
    assets = resources.files(__package__)
    style = _text(assets / "assets" / "page.css")
    modules = "\n".join(_text(assets / "assets" / "js" / f"{name}.js") for name in _SCRIPTS)
    script = f"(() => {{\n'use strict';\n{modules}}})();\n"
    vendor = _text(assets / "vendor" / "geo.min.js")
    policy = (
        f"default-src 'none'; script-src {_source(vendor)} {_source(script)}; style-src {_source(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    page = _fill(
        _text(assets / "assets" / "page.html"),
        {
            "policy": policy,
            "title": html.escape(data["title"]),
            "style": style,
            "vendor": vendor,
            "script": script,
            "shapes": _shapes(),
            "data": json_block(data),
        },
    )
    # Half a surrogate pair cannot be written as UTF-8; one code point for one, so that offsets hold.
    return _LONE_SURROGATE.sub("\ufffd", page)


def json_block(data: Json) -> str:
    """Return ``data`` as JSON that no HTML parser can leave: it holds no ``<``, ``>`` or ``&``."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")


def _source(text: str) -> str:
    """Return the Content-Security-Policy source that allows exactly ``text``."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _shapes() -> str:
    """Return the country shapes (TopoJSON), gzipped and base64-coded: a third of their size."""
    file = resources.files("dateline.data") / "basemap" / "countries-50m.json"
    return base64.b64encode(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)).decode()


def _fill(template: str, parts: Mapping[str, str]) -> str:
    """Fill each ``{{name}}`` once, in one pass, so that no part can be mistaken for a place."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match.group(1)], template)
