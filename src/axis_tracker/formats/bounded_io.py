"""Reading of files up to a size limit, and gzip compression for files whose names end in `.gz`."""

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
from axis_tracker.formats.problems import read_error, too_large

__all__ = ["GZIP_SUFFIX", "compressing", "reading"]

GZIP_SUFFIX: Final = ".gz"
"""The suffix of a compressed file, which follows the suffix of the format."""

_BUFFER: Final = 1 << 16
_LEVEL: Final = 6


class _Bounded(io.RawIOBase):
    """A stream of the decompressed bytes of a file. Reading more bytes than the limit raises an error."""

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
    return too_large(f"contains more than {limit:,} bytes", file=name)


def _opened(path: str, flags: int) -> int:
    """Open a regular file and return its descriptor.

    Anything that is not a regular file is refused, because a pipe could block forever and a device may have no end.
    """
    # Check the opened file, because the path could be replaced between a check and the opening.
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        return descriptor
    os.close(descriptor)
    raise read_error(
        "is a folder, a pipe or a device, not a regular file",
        file=path,
        suggestion="if it is a pipe or a device, save its output to a file and read that file",
    )


@contextmanager
def reading(path: Path, limit: int) -> Iterator[BinaryIO]:
    """Open a file for reading bytes. A file whose name ends in `.gz` is decompressed.

    Opening or reading raises `ReadError` if the file is not a regular file, if its content has more than `limit` bytes,
    or if a compressed file is damaged or incomplete.
    """
    with open(str(path), "rb", buffering=0, opener=_opened) as raw:
        source: BinaryIO = raw
        size = os.fstat(raw.fileno()).st_size
        if path.name.endswith(GZIP_SUFFIX):
            if size == 0:  # gzip would decompress it to nothing, without an error
                raise read_error("is not a complete gzip file: the file is empty", file=str(path))
            source = cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb"))
        elif size > limit:
            raise _too_large(limit, str(path))
        # The size is checked again while reading, because a file can grow and compressed content has an unknown size.
        yield io.BufferedReader(_Bounded(source, limit, str(path)), _BUFFER)


@contextmanager
def compressing(file: BinaryIO, path: Path) -> Iterator[BinaryIO]:
    """Return a writable file that compresses its content if the name of the path ends in `.gz`.

    Equal content is compressed to equal bytes, because the gzip header contains neither a time nor a name. Another
    release of zlib may give different bytes.
    """
    if not path.name.endswith(GZIP_SUFFIX):
        yield file
        return
    with (
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=_LEVEL, mtime=0) as compressed,
        io.BufferedWriter(cast("io.RawIOBase", compressed), _BUFFER) as buffered,
    ):
        yield cast("BinaryIO", buffered)
