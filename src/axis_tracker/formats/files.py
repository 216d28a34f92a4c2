"""Reading and writing datasets by path: the doors of this room.

Imports the `registry`, and the module of a format when it is used. The packaged data have a door of their own,
`packaged`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import FormatError, Problem
from axis_tracker.formats.atomic import whole_file
from axis_tracker.formats.bounded_io import packing, reading
from axis_tracker.formats.kinds import UnknownKinds, UnknownKindsName, further_kinds
from axis_tracker.formats.limits import DEFAULT_LIMITS, Limits
from axis_tracker.formats.registry import FORMATS, Format, Layout, StreamingModule, format_for, module_of
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["iter_records", "read", "write", "write_records"]


def read(
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002 (what it is called everywhere)
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    limits: Limits = DEFAULT_LIMITS,
) -> RecordSet:
    """Read a dataset; see `axis_tracker.read`, which gives it the public class."""
    source = Path(path)
    source.stat()
    chosen = format_for(path, format)
    module = module_of(chosen)
    known = further_kinds(kinds, unknown_kinds)
    if chosen.layout is Layout.FOLDER:
        return module.read(source, kinds=known, name=str(source), limits=limits)
    with reading(source, limits.stream if chosen.streams else limits.whole) as file:
        return module.read(file, kinds=known, name=str(source), limits=limits)


def write(
    dataset: RecordSet,
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002
) -> None:
    """Write a dataset in the format of the path's suffix, or in the one that is named; equal datasets give equal bytes.

    A file whose name ends in `.gz` is packed. A file, or a folder of TOML files, appears whole or not at all: it is
    written beside its place and then moved there. Where a symbolic link stands, what it points to is written.

    Raises `FormatError` for an unknown format, `WriteError` for what the format cannot hold or may not replace,
    `MissingExtraError` for a format whose extra is not installed, `OSError` if it cannot be written.
    """
    chosen = format_for(path, format)
    module = module_of(chosen)
    target = Path(path)
    if chosen.layout is Layout.FOLDER:
        module.write(dataset, target)
        return
    with whole_file(target) as file, packing(file, target) as packed:
        module.write(dataset, packed)


def iter_records(
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[IdentifiedRecord]:
    """The records of a file, one after the other, in memory that does not grow with the file.

    Each is checked by itself; whether they make a dataset, only `read` asks. The format is one that streams: JSON
    Lines. `kinds` and `unknown_kinds` are those of `read`.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "axis.jsonl")
    >>> axt.write(axt.load(), path)
    >>> sum(isinstance(record, axt.Claim) for record in axt.iter_records(path)) == len(axt.load().claims)
    True

    Raises `ReadError` at the first record that is refused, with every problem of it, and whatever else `read` raises.
    """
    source = Path(path)
    source.stat()
    chosen, module = _streaming(path, format)
    return _iterated(source, chosen, module, further_kinds(kinds, unknown_kinds), limits)


def _iterated(
    source: Path, chosen: Format, module: StreamingModule, kinds: Iterable[type[Event]], limits: Limits
) -> Iterator[IdentifiedRecord]:
    with reading(source, limits.stream) as file:
        yield from module.iter_records(file, kinds=kinds, name=str(source), limits=limits)


def write_records(
    records: Iterable[IdentifiedRecord],
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002
) -> None:
    """Write records as they come, without holding them, in a format that streams; in their order.

    The file appears whole or not at all, as with `write`. That each id is there once, and that every reference has its
    record, is for whoever gives them to see to; `read` checks it.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "actors.jsonl")
    >>> axt.write_records((one for one in axt.load().records if isinstance(one, axt.Actor)), path)
    >>> axt.read(path).counts["actors"] == len(axt.load().actors)
    True

    Raises `InvalidValueError` for something that is no record, and whatever `write` raises.
    """
    _, module = _streaming(path, format)
    target = Path(path)
    with whole_file(target) as file, packing(file, target) as packed:
        module.write_records(records, packed)


def _streaming(path: str | os.PathLike[str], name: str | Format | None) -> tuple[Format, StreamingModule]:
    chosen = format_for(path, name)
    if not chosen.streams:
        can = ", ".join(one.name for one in FORMATS.values() if one.streams)
        raise FormatError(
            [
                Problem(
                    f"the format {chosen.name} cannot be read or written record by record",
                    file=os.fspath(path),
                    suggestion=f"use read and write, or a format that streams: {can}",
                )
            ]
        )
    return chosen, cast("StreamingModule", module_of(chosen))
