"""The table of file formats, and the rules that select a format for a path.

Each format has a module, in this package or in another distribution. The module is imported on first use and has two
functions:

- `read(source, *, kinds, name, limits)` returns the dataset. `source` is an open binary file, which is already
  decompressed and limited in size, or the `Path` of a folder. `kinds` are further event classes, which the module
  passes to `kinds_by_tag` unchanged. `name` is the name of the source in error messages, and `limits` is a `Limits`
  object.
- `write(dataset, target)` writes the dataset to a binary file, or to the `Path` of a folder.

A module that reads record by record also has `iter_records`, with the arguments of `read`, and
`write_records(records, target)`.
"""

from __future__ import annotations

import enum
import importlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Protocol, cast

from attrs import frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import FormatError, Problem
from axis_tracker.formats.bounded_io import GZIP_SUFFIX
from axis_tracker.formats.limits import Limits
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = [
    "ENTRY_POINTS",
    "FORMATS",
    "Format",
    "FormatModule",
    "Layout",
    "StreamingModule",
    "format_for",
    "known_formats",
    "module_of",
]

ENTRY_POINTS: Final = "axis_tracker.formats"
"""The group of entry points through which other distributions offer a `Format`."""


class Layout(enum.Enum):
    """How a format stores a dataset."""

    FILE = "file"
    """One file, read as a whole."""
    STREAM = "stream"
    """One file, read record by record."""
    FOLDER = "folder"
    """A folder of files."""


@frozen(kw_only=True)
class Format:
    """A file format, such as those in `FORMATS`.

    Attributes:
        name: The name to pass to `read` and `write`.
        meaning: A one-line description.
        module: The name of the module that reads and writes the format.
        suffixes: The suffixes of files in the format. In the name of a compressed file, `.gz` follows the suffix.
        media_type: The media type, or None for a format that is a folder.
        extra: The extra of this package that the format needs, or None. TOML needs the extra only for writing.
        layout: How the format stores a dataset.

    >>> from axis_tracker import FORMATS
    >>> FORMATS["jsonl"].suffixes, FORMATS["jsonl"].streams
    (('.jsonl', '.ndjson'), True)
    """

    name: str
    meaning: str
    module: str
    suffixes: tuple[str, ...] = ()
    media_type: str | None = None
    extra: str | None = None
    layout: Layout = Layout.FILE

    @property
    def streams(self) -> bool:
        """Whether files can be read and written record by record, so that memory use does not grow with the file."""
        return self.layout is Layout.STREAM


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format(
                name="json",
                meaning="the canonical form: one object, indented by two spaces",
                module="axis_tracker.formats.json",
                suffixes=(".json",),
                media_type="application/json",
            ),
            Format(
                name="jsonl",
                meaning="JSON Lines: one record per line, for files of any length",
                module="axis_tracker.formats.jsonl",
                suffixes=(".jsonl", ".ndjson"),
                media_type="application/x-ndjson",
                layout=Layout.STREAM,
            ),
            Format(
                name="toml",
                meaning="TOML in one file, for editing by hand",
                module="axis_tracker.formats.toml",
                suffixes=(".toml",),
                media_type="application/toml",
                extra="toml",
            ),
            Format(
                name="toml-folder",
                meaning="a folder of TOML files, as written by curators",
                module="axis_tracker.formats.toml_folder",
                extra="toml",
                layout=Layout.FOLDER,
            ),
            Format(
                name="yaml",
                meaning="YAML, with unquoted words read as strings",
                module="axis_tracker.formats.yaml",
                suffixes=(".yaml", ".yml"),
                media_type="application/yaml",
                extra="yaml",
            ),
            Format(
                name="msgpack",
                meaning="MessagePack: a compact binary format, for programs",
                module="axis_tracker.formats.msgpack",
                suffixes=(".msgpack",),
                media_type="application/vnd.msgpack",
                extra="msgpack",
            ),
            Format(
                name="parquet",
                meaning="Apache Parquet: one table of typed, nested columns, compressed",
                module="axis_tracker.formats.parquet",
                suffixes=(".parquet",),
                media_type="application/vnd.apache.parquet",
                extra="arrow",
            ),
            Format(
                name="arrow",
                meaning="an Arrow IPC file (Feather 2): typed, nested columns, laid out as in memory",
                module="axis_tracker.formats.arrow_ipc",
                suffixes=(".arrow", ".feather"),
                media_type="application/vnd.apache.arrow.file",
                extra="arrow",
            ),
        )
    }
)
"""The formats of this package, by name. Other distributions offer formats through entry points.

>>> from axis_tracker import FORMATS
>>> FORMATS["json"].meaning
'the canonical form: one object, indented by two spaces'
"""

_FOLDER: Final = "toml-folder"
_FOLDER_TOO: Final = "toml"
"""The name of the format for a single TOML file, which also selects a folder of TOML files."""
_TABLES: Final = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".db", ".sqlite", ".sqlite3"))
"""The suffixes of flat tables, which cannot hold a dataset. The error for such a suffix says how to write tables."""


class FormatModule(Protocol):
    """The functions that the module for every format provides."""

    def read(self, source: Any, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
        """Read the dataset in a file or folder."""
        raise NotImplementedError

    def write(self, dataset: RecordSet, target: Any) -> None:
        """Write a dataset to a file or folder."""
        raise NotImplementedError


class StreamingModule(FormatModule, Protocol):
    """The functions that the module for a streaming format provides."""

    def iter_records(
        self, source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits
    ) -> Iterator[IdentifiedRecord]:
        """Yield the records of a file one by one."""
        raise NotImplementedError

    def write_records(self, records: Iterable[IdentifiedRecord], target: BinaryIO) -> None:
        """Write records to a file one by one."""
        raise NotImplementedError


def format_for(path: str | os.PathLike[str], name: str | Format | None = None) -> Format:
    """Return the format with this name. Without a name, return the format to which the suffix of the path belongs.

    For a folder, return the format "toml-folder" if the name is "toml" or is not given. A path that ends in a slash is
    treated as a folder, even if no such folder exists yet.

    >>> format_for("axis.jsonl.gz").name, format_for("axis.txt", "json").name, format_for("seeds/").name
    ('jsonl', 'json', 'toml-folder')

    Raises `FormatError` if there is no such format; the message lists the formats. Raises the same error if a format of
    another distribution has the name or a suffix of an existing format.
    """
    if isinstance(name, Format):
        return name
    if name in (None, _FOLDER_TOO) and _is_folder(path):
        return FORMATS[_FOLDER]
    return _of_suffix(path) if name is None else _of_name(name, path)


def _is_folder(path: str | os.PathLike[str]) -> bool:
    separators = tuple(filter(None, (os.sep, os.altsep)))
    return os.fspath(path).endswith(separators) or os.path.isdir(path)  # noqa: PTH112 (a Path loses the slash)


def _of_name(name: str, path: str | os.PathLike[str]) -> Format:
    found = _first_found(lambda formats: formats.get(name) if isinstance(name, str) else None)
    if found is None:
        near = nearest(name, known_formats()) if isinstance(name, str) else ()
        raise _no_format("unknown format", path, _advice(near), value=name)
    return found


def _of_suffix(path: str | os.PathLike[str]) -> Format:
    name = PurePath(path).name.removesuffix(GZIP_SUFFIX)
    found = _first_found(lambda formats: _by_suffix(name, formats))
    if found is not None:
        return found
    suffix = PurePath(name).suffix
    if suffix in _TABLES:
        advice = f"write_tables and `axis-tracker tables` write flat tables, which cannot be read back; {_advice(())}"
    else:
        advice = _advice(nearest(suffix, [one for each in known_formats().values() for one in each.suffixes]))
    reason = "no format has this suffix" if suffix else "has no suffix that names a format, and is not a folder"
    raise _no_format(reason, path, f"{advice}; or pass format=")


def _first_found(search: Callable[[Mapping[str, Format]], Format | None]) -> Format | None:
    # Our own formats come first, because looking up the formats of other distributions takes time.
    return search(FORMATS) or search(known_formats())


def _no_format(reason: str, path: str | os.PathLike[str], advice: str, *, value: object = None) -> FormatError:
    return FormatError([Problem(reason, value=value, file=os.fspath(path), suggestion=advice)])


def _advice(near: Sequence[str]) -> str:
    listed = ", ".join(
        f"{one.name} ({', '.join(one.suffixes)})" if one.suffixes else one.name for one in known_formats().values()
    )
    return f"did you mean {near[0]!r}? The formats are {listed}" if near else f"the formats are {listed}"


def _by_suffix(name: str, formats: Mapping[str, Format]) -> Format | None:
    """Return the format with the longest suffix that the name ends in. A name must be longer than its suffix."""
    fitting = [
        (len(suffix), each)
        for each in formats.values()
        for suffix in each.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def known_formats() -> Mapping[str, Format]:
    """Return all formats by name: those of this package, then those of other installed distributions.

    Raises `FormatError` if a format of another distribution has the name or a suffix of an existing format.
    """
    from importlib.metadata import entry_points

    known = dict(FORMATS)
    taken = {suffix: one.name for one in FORMATS.values() for suffix in one.suffixes}
    problems = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value)):
        found = point.load()
        if not isinstance(found, Format):
            problems.append(Problem("the entry point must offer a Format", path=point.value, value=found))
            continue
        clashes = [f"the name {found.name!r}"] if found.name in known else []
        clashes += [
            f"the suffix {one!r} ({name})"
            for one, name in taken.items()
            if any(own.endswith(one) for own in found.suffixes)
        ]
        if clashes:
            problems.append(Problem(f"another format has {', '.join(clashes)}", path=point.value, value=found.name))
        else:
            known[found.name] = found
            taken.update(dict.fromkeys(found.suffixes, found.name))
    if problems:
        raise FormatError(problems)
    return MappingProxyType(known)


def module_of(chosen: Format) -> FormatModule:
    """Return the module that reads and writes a format."""
    return cast("FormatModule", importlib.import_module(chosen.module))
