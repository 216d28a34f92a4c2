"""How bytes come in and go out: no more than a limit, and through gzip where the name ends in `.gz`.

Imports the errors; `files` opens every file through this module.
"""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from axis_tracker.errors import Problem, ReadError

__all__ = ["PACKED", "packing", "reading"]

PACKED: Final = ".gz"
"""The suffix of a packed file, after that of its format."""

_BUFFER: Final = 1 << 16
_LEVEL: Final = 6


class _Bounded(io.RawIOBase):
    """A file's bytes, unpacked if need be, and an error as soon as there are more than the limit."""

    def __init__(self, source: BinaryIO, limit: int, name: str) -> None:
        self._source = source
        self._left = limit
        self._limit = limit
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._taken(len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def readall(self) -> bytes:
        parts = []
        while part := self._taken(-1 if self._left < 0 else self._left + 1):
            parts.append(part)
        return b"".join(parts)

    def _taken(self, size: int) -> bytes:
        try:
            content = self._source.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ReadError([Problem(f"is no whole gzip file: {error}", file=self._name)]) from None
        self._left -= len(content)
        if self._left < 0:
            raise _too_large(self._limit, self._name)
        return content


def _too_large(limit: int, name: str) -> ReadError:
    reason = f"holds more than {limit:,} bytes"
    return ReadError([Problem(reason, file=name, suggestion="if it is to be trusted, give higher limits=")])


def _opened(path: str, flags: int) -> int:
    """A regular file, open; a pipe would be waited for without end, and a device has none."""
    # Whether it is one is asked of what was opened: what is asked of a path may have changed since.
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise ReadError(
        [
            Problem(
                "is no regular file, but a folder, a pipe or a device",
                file=path,
                suggestion="save what it gives to a file, and read that",
            )
        ]
    )


@contextmanager
def reading(path: Path, limit: int) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked if its name says that it is packed.

    Raises `ReadError` for what is no regular file, and reading it does after `limit` bytes, and for a packed file that
    is damaged or cut off.
    """
    with open(str(path), "rb", buffering=0, opener=_opened) as raw:
        source: BinaryIO = raw
        size = os.fstat(raw.fileno()).st_size
        if path.name.endswith(PACKED):
            if size == 0:  # which would unpack to nothing
                raise ReadError([Problem("is no whole gzip file: it is empty", file=str(path))])
            source = cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
        elif size > limit:
            raise _too_large(limit, str(path))
        yield io.BufferedReader(_Bounded(source, limit, str(path)), _BUFFER)


@contextmanager
def packing(file: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """What is written to the file, packed if the path says so; the same bytes every time, for no time or name is in it.

    (Another release of zlib may pack the same bytes otherwise.)
    """
    if not path.name.endswith(PACKED):
        yield file
        return
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as packed,
        io.BufferedWriter(cast("io.RawIOBase", packed), _BUFFER) as buffered,
    ):
        yield cast("BinaryIO", buffered)
