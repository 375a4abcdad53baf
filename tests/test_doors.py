"""Each room has one door, the top package starts light, and the command line answers."""

import importlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import dateline

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "ingest", "read", "claims", "incidents", "store", "publish", "data", "bench", "cli")
HEAVY = ("duckdb", "onnxruntime", "trafilatura", "tokenizers", "pandas", "numpy")


def _visible(room):
    return {name for name, value in vars(room).items() if not (name.startswith("_") or isinstance(value, ModuleType))}


@pytest.mark.parametrize("name", ROOMS)
def test_a_door_names_all_that_it_shows(name):
    room = importlib.import_module(f"dateline.{name}")
    assert set(getattr(room, "__all__", ())) == _visible(room)


def test_every_package_is_a_room():
    packages = {path.parent.name for path in (ROOT / "src" / "dateline").glob("*/__init__.py")}
    assert packages == set(ROOMS)


def test_the_public_face_gives_what_it_names():
    assert dir(dateline) == sorted(dateline.__all__)
    assert all(getattr(dateline, name) for name in dateline.__all__)
    with pytest.raises(AttributeError, match="it has"):
        _ = dateline.nothing


def test_import_is_light():
    code = "import dateline, json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)).isdisjoint(HEAVY)


def test_the_script_answers():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, name = project["scripts"]["dateline"].split(":")
    code = f"import sys; from {module} import {name}; sys.argv = ['dateline', '--help']; {name}()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Example: dateline read" in done.stdout
    assert project["version"] == dateline.__version__
