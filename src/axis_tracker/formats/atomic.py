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
"""The prefix of the temporary name that a file or folder has until it is complete."""


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a binary file for writing. The file appears at the path when the `with` block ends without an error.

    The file is written in the same folder under another name, flushed to disk and then renamed. Therefore, an old file
    at the path survives a crash, a full disk or an error in the block. A new file has the default permissions, and a
    replacement has the permissions of the old file. If the path is a symbolic link, the target of the link is written.

    >>> import pathlib, tempfile
    >>> target = pathlib.Path(tempfile.mkdtemp(), "figures")
    >>> with whole_file(target) as file:
    ...     _ = file.write(b"5 million")
    ...     target.exists()
    False
    >>> target.read_bytes()
    b'5 million'

    Raises `WriteError` if the path exists and is not a file, and `OSError` if the file cannot be written.
    """
    with whole_path(path) as temporary, os.fdopen(os.open(temporary, os.O_WRONLY), "wb") as file:
        yield file


@contextmanager
def whole_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Do the same as `whole_file`, but return the path of an empty file to fill, for libraries that need a path."""
    target = Path(path).resolve()  # so that a symbolic link remains a link
    if target.exists() and not target.is_file():
        raise WriteError([Problem("is not a file, so a file cannot replace it", file=str(path))])
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
    """Return the path of a folder to fill. The folder gets its final path when the `with` block ends without an error.

    The new folder is filled next to the final path under another name and flushed to disk. The new folder then takes
    the place of the old folder, which is removed. There is no portable way to replace a folder in a single step. A
    crash during the replacement leaves the old folder complete, but inside a folder whose name begins with `TEMPORARY`.

    Raises `OSError` if the folder cannot be written.
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
    """Flush the entries of a folder to disk, on systems that support this."""
    with suppress(OSError):  # some systems cannot open folders, and some file systems cannot sync them
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
