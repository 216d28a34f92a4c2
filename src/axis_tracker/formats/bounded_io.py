"""Bytes in and out: never more than a limit, and compressed with gzip if the name ends in `.gz`."""

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

from axis_tracker.errors import ReadError
from axis_tracker.formats.problems import read_error

__all__ = ["GZIP_SUFFIX", "compressing", "reading"]

GZIP_SUFFIX: Final = ".gz"
"""The suffix of a compressed file, after that of its format."""

_BUFFER: Final = 1 << 16
_LEVEL: Final = 6


class _Bounded(io.RawIOBase):
    """The decompressed bytes of a file, with an error as soon as there are more than the limit."""

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
        # One byte more than the limit is enough to know that the file is too large.
        while part := self._taken(-1 if self._left < 0 else self._left + 1):
            parts.append(part)
        return b"".join(parts)

    def _taken(self, size: int) -> bytes:
        try:
            content = self._source.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise read_error(f"is not a complete gzip file: {error}", file=self._name) from None
        self._left -= len(content)
        if self._left < 0:
            raise _too_large(self._limit, self._name)
        return content


def _too_large(limit: int, name: str) -> ReadError:
    return read_error(
        f"holds more than {limit:,} bytes", file=name, suggestion="if you trust the file, give higher limits="
    )


def _opened(path: str, flags: int) -> int:
    """Return the descriptor of a regular file, opened; a pipe could block for ever, and a device may have no end."""
    # The check is of the opened file: what is at the path may have changed since a check of the path.
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise read_error(
        "is a folder, a pipe or a device, not a regular file",
        file=path,
        suggestion="save its output to a file, and read that",
    )


@contextmanager
def reading(path: Path, limit: int) -> Iterator[BinaryIO]:
    """Open a file to read its bytes, decompressed if its name ends in `.gz`.

    Raises `ReadError` if it is not a regular file. Reading raises `ReadError` after `limit` bytes, and if a compressed
    file is damaged or incomplete.
    """
    with open(str(path), "rb", buffering=0, opener=_opened) as raw:
        source: BinaryIO = raw
        size = os.fstat(raw.fileno()).st_size
        if path.name.endswith(GZIP_SUFFIX):
            if size == 0:  # gzip would decompress it to nothing, without an error
                raise read_error("is not a complete gzip file: it is empty", file=str(path))
            source = cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
        elif size > limit:
            raise _too_large(limit, str(path))
        # Sizes are checked again while reading, because a file can grow, and a compressed one has an unknown size.
        yield io.BufferedReader(_Bounded(source, limit, str(path)), _BUFFER)


@contextmanager
def compressing(file: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """Return a file to write to, which compresses what is written if the name of the path ends in `.gz`.

    The same content gives the same bytes, because the gzip header holds neither a time nor a name. Another release of
    zlib may compress the same content to different bytes.
    """
    if not path.name.endswith(GZIP_SUFFIX):
        yield file
        return
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as compressed,
        io.BufferedWriter(cast("io.RawIOBase", compressed), _BUFFER) as buffered,
    ):
        yield cast("BinaryIO", buffered)
