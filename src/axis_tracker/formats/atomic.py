"""Atomic writing: a file or folder appears complete or not at all. Every format and every table is written this way."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from axis_tracker.errors import Problem, WriteError

__all__ = ["TEMPORARY", "whole_file", "whole_folder", "whole_path"]

TEMPORARY: Final = ".axis-tracker-"
"""The start of the name of a file or folder that is not yet in its final place."""


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a binary file to write to; it appears at its path when the block ends without an error.

    It is written in the same folder under another name, forced to the disk and then renamed. So the old file survives a
    crash, a full disk or an error in the block. A new file has the permissions of any new file; a replaced one keeps
    its own. If the path is a symbolic link, the file that it leads to is written.

    >>> import pathlib, tempfile
    >>> target = pathlib.Path(tempfile.mkdtemp(), "figures")
    >>> with whole_file(target) as file:
    ...     _ = file.write(b"5 million")
    ...     target.exists()
    False
    >>> target.read_bytes()
    b'5 million'

    Raises `WriteError` if the path is anything but a file, `OSError` if it cannot be written.
    """
    with whole_path(path) as temporary, os.fdopen(os.open(temporary, os.O_WRONLY), "wb") as file:
        yield file


@contextmanager
def whole_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Return the path of an empty file to fill, for libraries that need a path; otherwise like `whole_file`."""
    target = Path(path).resolve()  # so that a symbolic link stays a link
    if target.exists() and not target.is_file():
        raise WriteError([Problem("is not a file, so it cannot be replaced by one", file=str(path))])
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=TEMPORARY)
    os.close(descriptor)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    # Without this, a crash could undo the renaming.
    _sync_folder(target.parent)


@contextmanager
def whole_folder(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Return a folder to fill; it appears at its path when the block ends without an error.

    It is filled in the same folder under another name, forced to the disk, and then exchanged with the old one, which
    is removed. No system replaces a folder in one step. A crash at that very moment leaves the old folder complete, but
    inside the folder whose name begins with `TEMPORARY`.

    Raises `OSError` if it cannot be written.
    """
    target = Path(path).resolve()
    workspace = Path(tempfile.mkdtemp(dir=target.parent, prefix=TEMPORARY))
    fresh, old = workspace / "new", workspace / "old"
    try:
        fresh.mkdir()
        yield fresh
        _sync_all(fresh)
        if target.exists():
            fresh.chmod(target.stat().st_mode & 0o777)
            target.rename(old)
        fresh.rename(target)
    except BaseException:
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    finally:
        if target.exists() or not old.exists():
            shutil.rmtree(workspace, ignore_errors=True)
    _sync_folder(target.parent)


def _sync_all(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_dir():
            _sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _mask() -> int:
    # There is no way to read the mask without setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Force the entries of a folder to the disk, on systems that can."""
    with suppress(OSError):  # some systems cannot open folders, and some file systems cannot sync them
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
