"""JSON Lines: a header, then one record per line. Records can be read and written one by one.

The first line is the header of the canonical form, without collections. Every other line is an object with one key. The
key names the kind of record, such as "claim", and the value is the record in its JSON form. Because the key is outside
the record, the key cannot clash with future fields or with fields of other projects. The file is compact UTF-8. Its
bytes are the same whether or not orjson is installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from axis_tracker.dataset.collections import COLLECTIONS, SINGULAR, collection_of_class
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, InvalidValueError, Problem, ReadError
from axis_tracker.formats import documents
from axis_tracker.formats.json import SAME_IN_ORJSON, UNENCODABLE, orjson_encoder, parsed_strictly
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.problems import nearest_or_all, problem_of, read_error, relocated, too_large, unwritable
from axis_tracker.formats.record_codec import writer_of
from axis_tracker.formats.record_reader import REFUSALS, RecordReader
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step

__all__ = ["COLLECTION_OF", "iter_records", "read", "write", "write_records"]

COLLECTION_OF: Final[Mapping[str, str]] = {one: name for name, one in SINGULAR.items()}
"""For each key of a line, the collection to which the record on the line belongs."""

_Parser: TypeAlias = Callable[[bytes], Any]

_LINES_AT_ONCE: Final = 256
"""The maximum number of lines written in each call to `write`."""

_BYTES_AT_ONCE: Final = 1 << 16
"""The number of bytes requested in each call to `read`."""


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """Read a JSON Lines file; see `registry`. The problems of all lines are reported together."""
    reader = _LineReader(source, documents.kinds_by_tag(kinds), name, limits)
    with documents.collector_paused():
        records = list(reader.records(stop=False))
        if reader.problems:
            raise ReadError([*reader.problems, *reader.dangling(records)])
        try:
            return RecordSet(records)
        except DatasetError as error:
            raise ReadError(reader.located(error.problems, records)) from None


def iter_records(
    source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits
) -> Iterator[IdentifiedRecord]:
    """Yield the records of a JSON Lines file one by one; see `registry`."""
    return _LineReader(source, documents.kinds_by_tag(kinds), name, limits).records(stop=True)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset as JSON Lines; see `registry`."""
    write_records(dataset.records, target)


def write_records(records: Iterable[IdentifiedRecord], target: BinaryIO) -> None:
    """Write records as JSON Lines, in the given order; see `registry`."""
    target.write(_encoded_line({"format": documents.FORMAT, "version": documents.VERSION}))
    lines = _lines(records)
    while some := list(islice(lines, _LINES_AT_ONCE)):
        target.write(b"".join(some))


# Reading


class _LineReader:
    """A reader that reads a JSON Lines file line by line and collects the problems."""

    def __init__(self, source: BinaryIO, kinds: documents.Kinds, name: str, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._kinds = kinds
        self._name = name
        self._longest = limits.line
        self._refused: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
        self._some_unread = False
        self._wrong: set[int] = set()

    def records(self, *, stop: bool) -> Iterator[IdentifiedRecord]:
        """Yield the records. A refused record raises an error if `stop` is true; otherwise, its problems are kept."""
        number = 1
        steps = self._header()
        parse = _migrating(_parsed_line, steps) if steps else _parsed_line
        reader = RecordReader(self._kinds)
        read_at_once = _orjson_reader(reader)
        for lines in self._batches():
            records = None if steps else read_at_once(lines)
            yield from self._one_by_one(lines, number, parse, reader, stop=stop) if records is None else records
            number += len(lines)

    def _batches(self) -> Iterator[list[bytes]]:
        """Yield the lines after the header in batches. A line that is too long is refused before all of it is read."""
        rest = b""
        number = 1
        while content := self._source.read(min(_BYTES_AT_ONCE, self._longest)):
            *lines, rest = (rest + content).split(b"\n")
            if lines:
                if len(lines[0]) > self._longest:
                    raise self._too_long(number + 1)
                yield lines
            number += len(lines)
            if len(rest) > self._longest:
                raise self._too_long(number + 1)
        if rest:  # the last line has no line break
            yield [rest]

    def _one_by_one(
        self, lines: Iterable[bytes], number: int, parse: _Parser, reader: RecordReader, *, stop: bool
    ) -> Iterator[IdentifiedRecord]:
        """Yield the records of the lines after line `number`. Each refused line is handled separately."""
        for line in lines:
            number += 1
            parsed = None
            try:
                parsed = parse(line)
                ((key, plain),) = parsed.items()
                yield reader.record(COLLECTION_OF[key], plain)
            except ReadError as error:
                self._some_unread = True
                self._refuse(error.problems, number, stop=stop)
            except (*REFUSALS, ValueError, AttributeError):  # the last two: the line is not an object with one key
                found = self._problems_of_line(parsed)
                if not found:
                    raise
                self._refuse(found, number, stop=stop)

    def _refuse(self, problems: Iterable[Problem], number: int, *, stop: bool) -> None:
        found = [relocated(one, file=self._name, line=number) for one in problems]
        if stop:
            raise ReadError(found) from None
        self.problems += found
        self._wrong.add(number)

    def dangling(self, records: list[IdentifiedRecord]) -> list[Problem]:
        """Return references to ids that no line has. Return none if a line is unreadable, as that line may have it."""
        from axis_tracker.formats.diagnostics import dangling_references

        return [] if self._some_unread else self.located(dangling_references(records, self._refused), records)

    def located(self, problems: Iterable[Problem], records: list[IdentifiedRecord]) -> list[Problem]:
        """Return each problem with the number of the last line whose record has the id in the problem's path."""
        numbers = (number for number in count(2) if number not in self._wrong)
        lines = {
            f"{collection_of_class(type(record))}[{record.id!r}]": number
            for number, record in zip(numbers, records, strict=False)
        }
        named = [(one, "".join(one.path.partition("]")[:2])) for one in problems]
        return [relocated(one, file=self._name, line=lines.get(record)) for one, record in named]

    def _header(self) -> Sequence[Step]:
        """Read the header and return the migration steps from the file's version to the current one."""
        line = self._source.readline(self._longest + 1)
        if len(line) > self._longest:
            raise self._too_long(1)
        if not line.strip():
            raise self._wrong_header("the first line must be the header")
        try:
            header = parsed_strictly(line, None)
            collections = documents.collections_of(header, None)
            _, steps = documents.headed(header, None)
        except ReadError as error:
            raise ReadError([relocated(one, file=self._name, line=1) for one in error.problems]) from None
        for key in collections:
            raise self._wrong_header("the header must contain only a format and a version", path=key, value=key)
        return steps

    def _wrong_header(self, reason: str, *, path: str = "", value: object = None) -> ReadError:
        return read_error(reason, path=path, value=value, suggestion=_HEADER_ADVICE, file=self._name, line=1)

    def _too_long(self, number: int) -> ReadError:
        return too_large(f"the line has more than {self._longest:,} bytes", file=self._name, line=number)

    def _problems_of_line(self, parsed: object) -> list[Problem]:
        """Return the problems of the object on a line."""
        if not isinstance(parsed, dict) or len(parsed) != 1:
            return [Problem("each line must be an object with one key, such as 'claim'", value=parsed)]
        ((key, plain),) = parsed.items()
        if key not in COLLECTION_OF:
            return [Problem("unknown kind of record", value=key, suggestion=nearest_or_all(key, COLLECTION_OF))]
        from axis_tracker.formats.diagnostics import diagnose

        collection = COLLECTION_OF[key]
        if isinstance(plain, dict) and isinstance(plain.get("id"), str):
            self._refused[collection].add(plain["id"])
        _, (found,), _ = diagnose([{collection: [plain]}], self._kinds)
        return [relocated(one, path=one.path.replace(f"{collection}[0]", key, 1)) for one in found]


_HEADER_ADVICE: Final = f'write {{"format":"{documents.FORMAT}","version":{documents.VERSION}}}'


def _orjson_reader(reader: RecordReader) -> Callable[[list[bytes]], list[IdentifiedRecord] | None]:
    """Return a function that reads several lines at once, but returns None if any line is invalid or unusual."""
    try:
        import orjson
    except ImportError:
        return lambda _: None

    def read(lines: list[bytes]) -> list[IdentifiedRecord] | None:
        try:
            parsed = list(map(orjson.loads, lines))
            # orjson keeps only the last of two equal keys. If writing gives the same bytes, there were no equal keys.
            if list(map(orjson.dumps, parsed)) != lines or set(map(len, parsed)) != {1}:
                return None
            records: list[IdentifiedRecord] = []
            # Neighbouring lines usually hold records of one kind, so each group of them is read in one call.
            for key, some in groupby(parsed, key=lambda line: next(iter(line))):
                records += reader.records({COLLECTION_OF[key]: [one[key] for one in some]})
        except (*REFUSALS, ValueError):  # ValueError: invalid JSON, or a value that orjson reads but cannot write
            return None
        return records

    return read


def _migrating(parse: _Parser, steps: Sequence[Step]) -> _Parser:
    """Return a function that parses a line of an older version and migrates the record to the current version."""
    from axis_tracker.formats.migrations import NOT_MIGRATED, migrated_record

    def parse_and_migrate(line: bytes) -> Any:
        parsed = parse(line)
        if not isinstance(parsed, dict) or len(parsed) != 1:
            return parsed
        ((key, plain),) = parsed.items()
        try:
            collection, current = migrated_record(f"{key}s", plain, steps)
        except InvalidValueError as error:
            raise ReadError([problem_of(error, key, reason=NOT_MIGRATED)]) from None
        return {SINGULAR[collection]: current}

    return parse_and_migrate


def _parsed_line(line: bytes) -> Any:
    if not line or line.isspace():
        raise read_error("the line is empty, but must contain a record")
    return parsed_strictly(line, None)


# Writing


def _lines(records: Iterable[IdentifiedRecord]) -> Iterator[bytes]:
    fast = orjson_encoder("OPT_APPEND_NEWLINE", _encoded_line)
    known: dict[type, tuple[str, Callable[[Any], dict[str, Any]], Callable[[object], bytes]]] = {}
    for index, record in enumerate(records):
        cls = record.__class__
        found = known.get(cls)
        if found is None:
            collection = collection_of_class(cls)
            if collection is None:
                reason = "not a record; a file of records may contain " + ", ".join(COLLECTIONS)
                raise InvalidValueError(reason, value=record, path=f"records[{index}]")
            found = known[cls] = collection, writer_of(cls), fast if cls in SAME_IN_ORJSON else _encoded_line
        collection, plain, encode = found
        try:
            yield encode({SINGULAR[collection]: plain(record)})
        except UNENCODABLE as error:
            raise unwritable(error, "JSON", f"{collection}[{record.id!r}]") from error


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _encoded_line(plain: object) -> bytes:
    return f"{_encode(plain)}\n".encode()
