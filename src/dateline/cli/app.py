"""The ``dateline`` command: its list of command modules, and how errors become exit statuses.

Exit status: 0 the record is complete, 3 some inputs were set aside, 2 wrong usage, 1 a failure.
"""

import importlib
import logging
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dateline import __version__
from dateline.core import DatelineError, UsageError

# In the order of --help. Each module defines ``register(app)`` and imports what is heavy inside its command.
MODULES: tuple[str, ...] = (
    "read",
    "record",
    "show",
    "annotate",
    "report",
    "why",
    "review",
    "export",
    "compare",
    "gazetteer",
    "bench",
)


class _Group(TyperGroup):
    """Shows an error of ours as one line on stderr and gives it the exit status of its kind."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DatelineError as error:
            typer.echo(f"dateline: {error} [{error.code}]", err=True)
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from error


def build() -> typer.Typer:
    """Return the application with every command of ``MODULES`` registered."""
    app = typer.Typer(
        name="dateline",
        cls=_Group,
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="News in; a sourced, dated, located record of conflict events out.\n\n"
        "Example: dateline read articles/ && dateline incidents",
    )
    app.callback()(_start)
    for name in MODULES:
        importlib.import_module(f"dateline.cli.{name}").register(app)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell on standard error what each stage does.")
    ] = False,
) -> None:
    del version
    if verbose:
        logger = logging.getLogger("dateline")
        logger.setLevel(logging.INFO)
        logger.addHandler(logging.StreamHandler())


def main() -> None:
    """Run the command line and leave with its exit status."""
    build()()
