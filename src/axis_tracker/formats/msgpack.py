"""MessagePack: the canonical form as binary data, for programs. MessagePack is smaller than JSON.

This format needs the `msgpack` extra. Each key must be a string and must appear only once in its map. Extension types
and bytes after the end are refused. Whole numbers of more than 64 bits are written as strings, like fractions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, NoReturn

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.formats.decoding import unique_keys
from axis_tracker.formats.documents import collector_paused, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.extras import library
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.problems import read_error, unwritable
from axis_tracker.formats.record_codec import within_64_bits
from axis_tracker.model.events import Event

__all__ = ["read", "write"]


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read a MessagePack file; see `registry`."""
    content = source.read()
    with collector_paused():
        return dataset_of(_unpacked(content, name), kinds=kinds_by_tag(kinds), file=name)


def _unpacked(content: bytes, file: str) -> object:
    msgpack: Any = library("msgpack", "msgpack", purpose="reading MessagePack")
    try:
        # By default, msgpack refuses a string, list or map that claims to be longer than the whole content.
        return msgpack.unpackb(content, strict_map_key=True, object_pairs_hook=unique_keys, ext_hook=_no_extension)
    except msgpack.ExtraData:
        raise read_error("is not MessagePack: there are bytes after the end", file=file) from None
    except msgpack.StackError:
        raise read_error("is nested too deeply", file=file) from None
    except (ValueError, TypeError) as error:
        raise read_error(f"is not MessagePack: {str(error) or 'malformed content'}", file=file) from None


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a MessagePack file; see `registry`."""
    msgpack: Any = library("msgpack", "msgpack", purpose="writing MessagePack")
    packer = msgpack.Packer(autoreset=True)
    plain = plain_of(dataset)
    target.write(packer.pack_map_header(len(plain)))
    for name, value in plain.items():
        target.write(packer.pack(name))
        if name not in COLLECTIONS:
            target.write(packer.pack(value))
            continue
        target.write(packer.pack_array_header(len(value)))
        for record in value:
            try:
                target.write(packer.pack(within_64_bits(record)))
            except (TypeError, ValueError, OverflowError) as error:
                raise unwritable(error, "MessagePack", f"{name}[{record.get('id')!r}]") from error


def _no_extension(code: int, _: bytes) -> NoReturn:
    raise ValueError(f"a value has the extension type {code}")
