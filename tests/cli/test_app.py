"""The command as a whole: version, help, start-up, statuses through a real process."""

import importlib
import re
import subprocess
import sys

import pytest
import typer

import dateline as package
from dateline.cli.app import MODULES

COMMANDS = ("read", "incidents", "claims", "articles", "rejects", "show", "annotate", "report")


def run(*arguments, **options):
    command = [sys.executable, "-c", "from dateline.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)


def test_version_is_the_package_version():
    result = run("--version")
    assert (result.returncode, result.stdout) == (0, f"dateline {package.__version__}\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(dateline, command):
    result = dateline(command, "--help")
    assert result.exit_code == 0
    assert f"Example: dateline {command}" in re.sub(r"\s+", " ", result.stdout)


@pytest.mark.parametrize("name", MODULES)
def test_every_module_registers_a_command(name):
    app = typer.Typer()
    importlib.import_module(f"dateline.cli.{name}").register(app)
    assert app.registered_commands or app.registered_groups


@pytest.mark.parametrize("arguments", [["nonsense"], ["show"], ["read"], ["read", "x", "--workers", "0"]])
def test_wrong_usage_has_status_2(dateline, arguments):
    assert dateline(*arguments).exit_code == 2


def test_help_and_import_load_nothing_heavy():
    code = (
        "import sys, dateline, dateline.cli.app as app\n"
        "app.build()\n"
        "heavy = {'duckdb', 'onnxruntime', 'numpy', 'pandas', 'trafilatura', 'tokenizers', 'rich.console'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_missing_input_is_named_and_has_status_3(tmp_path):
    result = run("read", "missing.txt", cwd=tmp_path)
    assert result.returncode == 3
    assert "missing.txt" in result.stdout
    listed = run("rejects", "--format", "jsonl", cwd=tmp_path)
    assert '"where": "missing.txt"' in listed.stdout


def test_the_record_itself_is_no_input(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    assert run("read", ".", cwd=tmp_path).returncode == 3
    again = run("read", ".", cwd=tmp_path)
    assert "empty.txt" in again.stdout
    assert "dateline.duckdb:" not in again.stdout


def test_a_record_in_use_has_status_1_and_says_so(tmp_path):
    import duckdb

    with duckdb.connect(str(tmp_path / "dateline.duckdb")):
        result = run("incidents", cwd=tmp_path)
    assert result.returncode == 1
    assert "in use by another process" in result.stderr


def test_map_without_two_sides_is_refused(dateline, tmp_path):
    result = dateline("read", "x.jsonl", "--map", "text", "--store", tmp_path / "r.duckdb")
    assert result.exit_code == 2
    assert "FIELD=COLUMN" in result.stderr
