"""Reading and writing files by path, in any registered format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import FormatError, Problem
from axis_tracker.formats.atomic import whole_file
from axis_tracker.formats.bounded_io import compressing, reading
from axis_tracker.formats.kinds import FurtherKinds, UnknownKinds, UnknownKindsName
from axis_tracker.formats.limits import DEFAULT_LIMITS, Limits
from axis_tracker.formats.registry import FORMATS, Format, Layout, StreamingModule, format_for, module_of
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["iter_records", "read", "write", "write_records"]


def read(
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002 (the name that pandas and others use)
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    limits: Limits = DEFAULT_LIMITS,
) -> RecordSet:
    """Read a dataset; see `axis_tracker.read`, which returns it as the public class."""
    source = Path(path)
    source.stat()  # raises `OSError` for a missing file, even if the format is unknown too
    chosen = format_for(path, format)
    module = module_of(chosen)
    known = FurtherKinds(kinds, unknown_kinds)
    if chosen.layout is Layout.FOLDER:
        return module.read(source, kinds=known, name=str(source), limits=limits)
    with reading(source, limits.stream if chosen.streams else limits.whole) as file:
        return module.read(file, kinds=known, name=str(source), limits=limits)


def write(
    dataset: RecordSet,
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002
) -> None:
    """Write a dataset to a file, or to a folder of TOML files.

    By default, the suffix of the path determines the format. A file whose name ends in `.gz` is compressed. Equal
    datasets give equal bytes. The file or folder is written under another name and then renamed, so that it appears
    only when it is complete. If the path is a symbolic link, the target of the link is written.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "axis.json.gz")
    >>> axt.write(axt.load(), path)
    >>> axt.read(path) == axt.load()
    True

    Raises `WriteError` if the format cannot hold a value, or if the file or folder at the path must not be replaced.
    Raises `FormatError` for an unknown format, `MissingExtraError` if the format needs an extra that is not installed,
    and `OSError` if the file cannot be written.
    """
    chosen = format_for(path, format)
    module = module_of(chosen)
    target = Path(path)
    if chosen.layout is Layout.FOLDER:
        module.write(dataset, target)
        return
    with whole_file(target) as file, compressing(file, target) as output:
        module.write(dataset, output)


def iter_records(
    path: str | os.PathLike[str],
    format: str | Format | None = None,  # noqa: A002
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[IdentifiedRecord]:
    """Yield the records of a file one by one, so that memory use does not grow with the file.

    Each record is checked separately. Only `read` checks that the records form a valid dataset. The format must allow
    reading record by record; of the formats of this package, only JSON Lines does. `kinds`, `unknown_kinds` and
    `limits` have the same meaning as in `read`.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "axis.jsonl")
    >>> axt.write(axt.load(), path)
    >>> sum(isinstance(record, axt.Claim) for record in axt.iter_records(path)) == len(axt.load().claims)
    True

    Raises `ReadError` at the first refused record, with all problems of that record. Other errors are the same as for
    `read`.
    """
    source = Path(path)
    source.stat()
    chosen, module = _streaming(path, format)
    # A separate generator, so that all errors above are raised now rather than with the first record.
    return _iterated(source, chosen, module, FurtherKinds(kinds, unknown_kinds), limits)


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
    """Write records one by one, in the given order, without keeping them in memory.

    The format must allow writing record by record; of the formats of this package, only JSON Lines does. As with
    `write`, the file appears only when it is complete. The caller must use each id only once and include every record
    to which another record refers. Only `read` checks these two conditions.

    >>> import pathlib, tempfile, axis_tracker as axt
    >>> path = pathlib.Path(tempfile.mkdtemp(), "actors.jsonl")
    >>> axt.write_records((one for one in axt.load().records if isinstance(one, axt.Actor)), path)
    >>> axt.read(path).counts["actors"] == len(axt.load().actors)
    True

    Raises `InvalidValueError` for a value that is not a record. Other errors are the same as for `write`.
    """
    _, module = _streaming(path, format)
    target = Path(path)
    with whole_file(target) as file, compressing(file, target) as output:
        module.write_records(records, output)


def _streaming(path: str | os.PathLike[str], name: str | Format | None) -> tuple[Format, StreamingModule]:
    chosen = format_for(path, name)
    if not chosen.streams:
        reason = f"the format {chosen.name} cannot be read or written record by record"
        can = ", ".join(one.name for one in FORMATS.values() if one.streams)
        advice = f"use read() and write(), or one of these formats: {can}"
        raise FormatError([Problem(reason, file=os.fspath(path), suggestion=advice)])
    return chosen, cast("StreamingModule", module_of(chosen))
