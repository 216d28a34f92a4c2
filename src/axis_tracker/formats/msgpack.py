"""MessagePack: the canonical form in bytes, for programs; small, and quick where JSON is slow.

Needs the extra `msgpack`. Keys are texts and stand once, nothing follows the end, no extension types; a whole number
of more than 64 bits is a text, as a fraction is. Imports `canonical`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, NoReturn

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import MissingExtraError, Problem, ReadError, WriteError
from axis_tracker.formats.documents import collector_paused, dataset_of, kinds_by_tag, plain_of
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.plain_records import within_64_bits
from axis_tracker.model.events import Event

__all__ = ["read", "write"]


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """The dataset in a MessagePack file; see `registry`."""
    content = source.read()
    with collector_paused():
        return dataset_of(_unpacked(content, name), kinds=kinds_by_tag(kinds), file=name)


def _unpacked(content: bytes, file: str) -> object:
    msgpack = _msgpack("reading MessagePack")
    try:
        # By default no text, list or mapping is taken to be longer than the whole.
        return msgpack.unpackb(
            content, strict_map_key=True, object_pairs_hook=_without_repeated_keys, ext_hook=_no_extension
        )
    except msgpack.ExtraData:
        raise ReadError([Problem("is not MessagePack: something follows the end", file=file)]) from None
    except msgpack.StackError:
        raise ReadError([Problem("is nested too deeply", file=file)]) from None
    except (ValueError, TypeError) as error:
        reason = str(error) or "it is malformed"
        raise ReadError([Problem(f"is not MessagePack: {reason}", file=file)]) from None


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a MessagePack file; see `registry`."""
    packer = _msgpack("writing MessagePack").Packer(autoreset=True)
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
                where = f"{name}[{record.get('id')!r}]"
                raise WriteError([Problem(f"cannot be written as MessagePack: {error}", path=where)]) from error


def _without_repeated_keys(pairs: list[tuple[Any, Any]]) -> dict[str, Any]:
    gathered: dict[str, Any] = {}
    for key, value in pairs:
        if not isinstance(key, str):
            raise ValueError(f"the key {key!r} is no text")
        if key in gathered:
            raise ValueError(f"the key {key!r} stands twice in one map")
        gathered[key] = value
    return gathered


def _no_extension(code: int, _: bytes) -> NoReturn:
    raise ValueError(f"it has a value of the extension type {code}")


def _msgpack(purpose: str) -> Any:
    try:
        import msgpack
    except ImportError:
        raise MissingExtraError("msgpack", purpose=purpose) from None
    return msgpack
