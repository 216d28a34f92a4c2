"""Files that appear whole or not at all: every format is written through `whole_file`.

Imports the errors.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from axis_tracker.errors import Problem, WriteError

__all__ = ["BESIDE", "mode_of_new_files", "sync_folder", "whole_file"]

BESIDE: Final = ".axis-tracker-"
"""How the name of what is not yet in its place begins."""


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write to, which takes its place when the block ends, and only if it ends without an error.

    It is written beside its place, forced to the disk and then moved there: after a crash, a full disk or an error in
    the block the old file is whole. A new file has the permissions of any new file, one that is replaced keeps its
    own. Where a symbolic link stands, the file that it points to is written.

    >>> import pathlib, tempfile
    >>> target = pathlib.Path(tempfile.mkdtemp(), "figures")
    >>> with whole_file(target) as file:
    ...     _ = file.write(b"5 million")
    ...     target.exists()
    False
    >>> target.read_bytes()
    b'5 million'

    Raises `WriteError` where something else than a file stands, `OSError` if it cannot be written.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        raise WriteError([Problem("is no file that could be replaced", file=str(path))])
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=BESIDE)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else mode_of_new_files())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def mode_of_new_files() -> int:
    """The permissions that this process gives to a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Force to the disk what stands in a folder under which name, where the system can."""
    with suppress(OSError):  # some systems open no folders, some file systems cannot sync them
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
