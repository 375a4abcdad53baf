"""The documents say what the program does: commands, fields, rooms, versions and links."""

import dataclasses
import importlib.util
import re
from pathlib import Path

import pytest

import dateline
from dateline.core import Article, Attribution, Casualty, Claim, Event, Incident, Participant, Place, Reject, Time

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


def _text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_page_of_the_command_line_is_what_the_commands_say():
    spec = importlib.util.spec_from_file_location("make_cli", ROOT / "docs" / "make_cli.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert _text("docs/cli.md") == module.page(), "docs/cli.md is out of date; run: make docs"


@pytest.mark.parametrize(
    "kind", [Article, Reject, Claim, Event, Participant, Time, Place, Casualty, Attribution, Incident]
)
def test_every_field_is_documented(kind):
    section = _text("docs/data-types.md").split(f"\n## {kind.__name__}\n", 1)[1].split("\n## ", 1)[0]
    missing = [field.name for field in dataclasses.fields(kind) if f"`{field.name}`" not in section]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_shows_every_room():
    tree = _text("README.md")
    rooms = [path.parent.name for path in (ROOT / "src" / "dateline").glob("*/__init__.py")]
    assert [room for room in rooms if f"  {room}/" not in tree] == []


def test_the_changelog_knows_this_version():
    assert f"## [{dateline.__version__}]" in _text("CHANGELOG.md")
