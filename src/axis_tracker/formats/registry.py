"""The formats that a dataset can have, as a table, and how one is chosen.

Each is a module of this room or of another distribution, imported when it is used. Such a module has two functions:

- `read(source, *, kinds, name, limits)` gives the `Dataset`: `source` is a binary file open for reading (unpacked and
  bounded already; of a format that is a folder the `Path`), `kinds` are further classes of event, to be handed on to
  `kinds_by_tag` as they are, `name` is what errors call the source, `limits` is a `Limits`;
- `write(dataset, target)` writes it: `target` is a binary file that takes its place afterwards, or the `Path`.

One that streams has also `iter_records`, with the arguments of `read`, and `write_records(records, target)`. Imports
attrs, the errors and the names; `files` is the door.
"""

from __future__ import annotations

import enum
import importlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, BinaryIO, Final, Protocol, cast

from attrs import frozen

from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import FormatError, Problem
from axis_tracker.formats.bounded_io import PACKED
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
"""The group of entry points under which another distribution gives a `Format`."""


class Layout(enum.Enum):
    """What a format makes of a dataset."""

    FILE = "file"
    STREAM = "stream"
    FOLDER = "folder"


@frozen(kw_only=True)
class Format:
    """A format: a row of `FORMATS`.

    Fields: `name`, `meaning` (one line), `module` (what reads and writes it), `suffixes` (of its files; a packed file
    adds `.gz`), `media_type` (None for a folder), `extra` (the extra of this package that it needs, TOML only for
    writing; or None), `layout` (one file read whole, one file read record by record, or a folder).

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
        """Whether it is read and written record by record, in memory that does not grow with the file."""
        return self.layout is Layout.STREAM


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format(
                name="json",
                meaning="the canonical form: one object, an indent of two",
                module="axis_tracker.formats.json",
                suffixes=(".json",),
                media_type="application/json",
            ),
            Format(
                name="jsonl",
                meaning="JSON Lines: a record a line, any number of them",
                module="axis_tracker.formats.jsonl",
                suffixes=(".jsonl", ".ndjson"),
                media_type="application/x-ndjson",
                layout=Layout.STREAM,
            ),
            Format(
                name="toml",
                meaning="TOML in one file, to be edited by hand",
                module="axis_tracker.formats.toml",
                suffixes=(".toml",),
                media_type="application/toml",
                extra="toml",
            ),
            Format(
                name="toml-folder",
                meaning="a folder of TOML files, as curators write them",
                module="axis_tracker.formats.toml_folder",
                extra="toml",
                layout=Layout.FOLDER,
            ),
            Format(
                name="yaml",
                meaning="YAML, in which a text is a text",
                module="axis_tracker.formats.yaml",
                suffixes=(".yaml", ".yml"),
                media_type="application/yaml",
                extra="yaml",
            ),
            Format(
                name="msgpack",
                meaning="MessagePack: bytes, for programs",
                module="axis_tracker.formats.msgpack",
                suffixes=(".msgpack",),
                media_type="application/vnd.msgpack",
                extra="msgpack",
            ),
            Format(
                name="parquet",
                meaning="Apache Parquet: one table of typed, nested columns, packed well",
                module="axis_tracker.formats.parquet",
                suffixes=(".parquet",),
                media_type="application/vnd.apache.parquet",
                extra="arrow",
            ),
            Format(
                name="arrow",
                meaning="an Arrow IPC file (Feather 2): the columns of Parquet, as they are in memory",
                module="axis_tracker.formats.arrow_ipc",
                suffixes=(".arrow", ".feather"),
                media_type="application/vnd.apache.arrow.file",
                extra="arrow",
            ),
        )
    }
)
"""The formats of this package, by name. Those of other distributions are found by `axis_tracker.formats` entry points.

>>> from axis_tracker import FORMATS
>>> FORMATS["json"].meaning
'the canonical form: one object, an indent of two'
"""

_FOLDER: Final = "toml-folder"
_FOLDER_TOO: Final = "toml"
"""A folder of TOML files is TOML, too."""
_TABLES: Final = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".db", ".sqlite", ".sqlite3"))
"""Suffixes of tables: no format of a dataset, but who asks for one may want the flat tables."""


class FormatModule(Protocol):
    """What the module of every format has."""

    def read(self, source: Any, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
        """The dataset in a file, or in a folder."""
        raise NotImplementedError

    def write(self, dataset: RecordSet, target: Any) -> None:
        """Write a dataset to a file, or as a folder."""
        raise NotImplementedError


class StreamingModule(FormatModule, Protocol):
    """What the module of a format that streams has."""

    def iter_records(
        self, source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits
    ) -> Iterator[IdentifiedRecord]:
        """The records in a file, one after the other."""
        raise NotImplementedError

    def write_records(self, records: Iterable[IdentifiedRecord], target: BinaryIO) -> None:
        """Write records to a file, one after the other."""
        raise NotImplementedError


def format_for(path: str | os.PathLike[str], name: str | Format | None = None) -> Format:
    """The format of a path: the one that is named, or else the one of its suffix; a folder is one of TOML files.

    A text that ends in a slash is a folder, whether it exists or not.

    >>> format_for("axis.jsonl.gz").name, format_for("axis.txt", "json").name, format_for("seeds/").name
    ('jsonl', 'json', 'toml-folder')

    Raises `FormatError` if there is no such format, with those that there are, and if another distribution's format
    has a name or suffix that is taken.
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
    found = FORMATS.get(name) if isinstance(name, str) else None
    if found is not None:
        return found
    known = known_formats()
    if name in known:
        return known[name]
    near = nearest(name, known) if isinstance(name, str) else ()
    raise FormatError(
        [
            Problem(
                "unknown format",
                value=name,
                file=os.fspath(path),
                suggestion=f"did you mean {near[0]!r}? There are {_listed(known)}"
                if near
                else f"the formats are {_listed(known)}",
            )
        ]
    )


def _of_suffix(path: str | os.PathLike[str]) -> Format:
    name = PurePath(path).name.removesuffix(PACKED)
    found = _by_suffix(name, FORMATS)
    if found is not None:
        return found
    known = known_formats()
    found = _by_suffix(name, known)
    if found is not None:
        return found
    suffixes = [one for each in known.values() for one in each.suffixes]
    suffix = PurePath(name).suffix
    near = () if suffix in _TABLES else nearest(suffix, suffixes)
    advice = f"did you mean {near[0]!r}? There are {_listed(known)}" if near else f"the formats are {_listed(known)}"
    if suffix in _TABLES:
        advice = f"write_tables and `axis-tracker tables` write flat tables, which are not read back; {advice}"
    raise FormatError(
        [
            Problem(
                "no format has this suffix" if suffix else "has no suffix that says the format, and is no folder",
                file=os.fspath(path),
                suggestion=f"{advice}; or name a format",
            )
        ]
    )


def _by_suffix(name: str, formats: Mapping[str, Format]) -> Format | None:
    """The format of the longest suffix that a file's name has; a suffix alone is no name."""
    fitting = [
        (len(suffix), each)
        for each in formats.values()
        for suffix in each.suffixes
        if name.endswith(suffix) and name != suffix
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _listed(formats: Mapping[str, Format]) -> str:
    return ", ".join(
        f"{one.name} ({', '.join(one.suffixes)})" if one.suffixes else one.name for one in formats.values()
    )


def known_formats() -> Mapping[str, Format]:
    """All formats by name: those of this package, then those of other distributions that are installed.

    Raises `FormatError` if one of theirs has a name or a suffix that another has.
    """
    from importlib.metadata import entry_points

    known = dict(FORMATS)
    taken = {suffix: one.name for one in FORMATS.values() for suffix in one.suffixes}
    problems = []
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda one: (one.name, one.value)):
        found = point.load()
        if not isinstance(found, Format):
            problems.append(Problem("a format is given as a Format", path=point.value, value=found))
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
    """The module that reads and writes a format."""
    return cast("FormatModule", importlib.import_module(chosen.module))
