"""Import of the libraries that the extras of this package install."""

from __future__ import annotations

import importlib
from types import ModuleType

from axis_tracker.errors import MissingExtraError

__all__ = ["library"]


def library(name: str, extra: str, *, purpose: str) -> ModuleType:
    """Import a library that an extra installs. `purpose` says in the error what the library is for.

    Raises `MissingExtraError` if it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        # If a part of an installed library is missing, installing the extra would not help.
        if error.name is not None and error.name.partition(".")[0] == name.partition(".")[0]:
            raise MissingExtraError(extra, purpose=purpose) from None
        raise
