"""Files and folders that appear whole or not at all: they are made beside their place and moved there at the end.

Imports the errors.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from axis_tracker.errors import InvalidValueError

__all__ = ["new_file", "new_folder"]


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """The path of an empty file to fill; when the block ends well it takes its place, else it is gone.

    Where a symbolic link stands, the file that it points to is replaced. Raises `OSError`.
    """
    place = target.resolve()
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    os.close(descriptor)
    beside = Path(name)
    try:
        yield beside
        _to_disk(beside)
        beside.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_mask())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(target: Path, *, is_ours: Callable[[Path], bool]) -> Iterator[Path]:
    """The path of an empty folder to fill; when the block ends well it takes its place, else it is gone.

    A folder that stands there is replaced if it is empty, or if `is_ours` says so. Raises `InvalidValueError` for any
    other, which is left as it is, and `OSError`.
    """
    place = target.resolve()
    if place.exists() and not (place.is_dir() and (is_ours(place) or not any(place.iterdir()))):
        raise InvalidValueError(
            "holds files that are not tables of this package, which would be lost",
            value=str(target),
            suggestion="name a new or an empty folder",
        )
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    try:
        yield beside
        for file in beside.iterdir():
            file.chmod(0o666 & ~_mask())
            _to_disk(file)
        beside.chmod(0o777 & ~_mask())
        _swap(beside, place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _swap(new: Path, place: Path) -> None:
    """Put the new folder in the place of the old one, which comes back if that fails."""
    if not place.exists():
        new.rename(place)
        return
    away = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    old = place.rename(away / place.name)
    try:
        new.rename(place)
    except BaseException:
        old.rename(place)
        raise
    finally:
        shutil.rmtree(away, ignore_errors=True)


def _to_disk(file: Path) -> None:
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
