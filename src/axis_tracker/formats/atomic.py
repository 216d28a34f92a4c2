"""Files and folders that appear whole or not at all: every format, and every table, is written in one of these.

Imports the errors.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from axis_tracker.errors import Problem, WriteError

__all__ = ["BESIDE", "whole_file", "whole_folder", "whole_path"]

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
    with whole_path(path) as beside, os.fdopen(os.open(beside, os.O_WRONLY), "wb") as file:
        yield file


@contextmanager
def whole_path(path: str | os.PathLike[str]) -> Iterator[Path]:
    """The path of an empty file to fill, for who cannot write to an open one; else as `whole_file`."""
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        raise WriteError([Problem("is no file that could be replaced", file=str(path))])
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=BESIDE)
    os.close(descriptor)
    beside = Path(name)
    try:
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


@contextmanager
def whole_folder(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A folder to fill, which takes its place when the block ends, and only if it ends without an error.

    It is filled beside its place, forced to the disk, and then changes places with the old one, which is removed. No
    system moves a folder over another in one step, so that a crash in just that moment leaves the old one whole, but
    in the folder beside it whose name begins with `BESIDE`.

    Raises `OSError` if it cannot be written.
    """
    target = Path(path).resolve()
    room = Path(tempfile.mkdtemp(dir=target.parent, prefix=BESIDE))
    fresh, old = room / "new", room / "old"
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
            shutil.rmtree(room, ignore_errors=True)
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
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Force to the disk what stands in a folder under which name, where the system can."""
    with suppress(OSError):  # some systems open no folders, some file systems cannot sync them
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
