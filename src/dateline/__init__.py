"""Dateline: news in; a sourced, dated, located record of conflict events out.

>>> import dateline
>>> record = dateline.read("a.txt", "b.html")  # doctest: +SKIP
>>> record.incidents, record.claims, record.to_pandas()  # doctest: +SKIP

Importing this loads no model, database or network library; the first use of a verb does.
"""

import logging
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from dateline.core.version import __version__

__all__ = ["DatelineError", "Record", "__version__", "open", "read"]

_HOMES = {"DatelineError": "dateline.core", "Record": "dateline.api", "open": "dateline.api"}


class _Package(ModuleType):
    """Keeps ``dateline.read`` the verb of the public face.

    The room ``dateline.read`` has the same name, and the import system sets a package's attribute to the
    submodule it loads. The setter declines; ``from dateline.read import Reader`` works all the same.
    """

    @property
    def read(self) -> Callable[..., Any]:
        """The verb: inputs in, a Record out."""
        from dateline.api import read

        return read

    @read.setter
    def read(self, room: ModuleType) -> None:
        del room


sys.modules[__name__].__class__ = _Package
logging.getLogger("dateline").addHandler(logging.NullHandler())  # silent unless the user asks


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
