"""Writes docs/cli.md from the command line itself: ``make docs``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from dateline.cli.app import build

PAGE = Path(__file__).parent / "cli.md"
_HEAD = """\
# The command line

Written by `make docs` from the commands' own help; do not edit by hand.

Exit status: 0 the record is complete, 3 some inputs were set aside, 2 wrong usage, 1 a failure.
"""


def page() -> str:
    """Return the text of docs/cli.md: a section for each command, with its example, arguments and options."""
    return "\n".join((_HEAD, *_sections(typer.main.get_command(build()), "dateline")))


def _sections(command: Any, name: str) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield _paragraphs(command.help or "")
    rows = [row for row in map(_row, command.params) if row]
    if rows:
        yield "| argument or option | what it does |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    for child, each in getattr(command, "commands", {}).items():
        yield from _sections(each, f"{name} {child}")


def _paragraphs(text: str) -> str:
    lines = [" ".join(part.split()) for part in text.split("\n\n")]
    return "\n\n".join(f"Example: `{line[9:]}`" if line.startswith("Example: ") else line for line in lines) + "\n"


def _row(parameter: Any) -> str:
    about = getattr(parameter, "help", None) or ""
    named = parameter.param_type_name == "option"
    label = ", ".join(parameter.opts) if named else parameter.metavar or parameter.name.upper()
    required = " Required." if named and parameter.required else ""
    shown = about.replace("|", "\\|")
    return f"| `{label}` | {shown}{required} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
