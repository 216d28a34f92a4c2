"""JSON Lines: a header, then a record a line, read and written in memory that does not grow with the file.

The first line is the header of the canonical form, without collections. Every other is an object with one key, the
word for the record ("claim"), and under it the record as JSON has it: what kind of record it is cannot clash with a
field, today's or another project's. Compact, UTF-8, and the same bytes whether orjson is installed or not. Imports
`canonical` and `json`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import DatasetError, InvalidValueError, Problem, ReadError, WriteError
from axis_tracker.formats.documents import (
    FORMAT,
    VERSION,
    Kinds,
    Makers,
    collections_of,
    collector_paused,
    headed,
    kinds_by_tag,
)
from axis_tracker.formats.json import ALIKE, parsed_strictly
from axis_tracker.formats.limits import Limits
from axis_tracker.formats.plain_records import plain_writer
from axis_tracker.model.events import Event
from axis_tracker.model.fields import dataset_name
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.migrations import Step

__all__ = ["COLLECTION_OF", "iter_records", "read", "write", "write_records"]

COLLECTION_OF: Final[Mapping[str, str]] = {dataset_name(name): name for name in COLLECTIONS}
"""The word that stands before a record -> the collection that it belongs to."""

_WORD_OF: Final = {COLLECTIONS[name]: word for word, name in COLLECTION_OF.items()}
_Parser: TypeAlias = Callable[[bytes], Any]

_AT_ONCE: Final = 256
"""Lines that are given to the file together."""

_STRETCH: Final = 1 << 16
"""Bytes that are taken from the file together."""


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """The dataset in a file of JSON Lines; see `registry`. All problems of all lines are reported together."""
    reader = _Reader(source, kinds_by_tag(kinds), name, limits)
    with collector_paused():
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
    """The records in a file of JSON Lines, one after the other; see `registry`."""
    return _Reader(source, kinds_by_tag(kinds), name, limits).records(stop=True)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset as JSON Lines; see `registry`."""
    write_records(dataset.records, target)


def write_records(records: Iterable[IdentifiedRecord], target: BinaryIO) -> None:
    """Write records as JSON Lines, in their order; see `registry`."""
    target.write(_strict_line({"format": FORMAT, "version": VERSION}))
    lines = _lines(records)
    while several := list(islice(lines, _AT_ONCE)):
        target.write(b"".join(several))


# Reading


class _Reader:
    """A file of JSON Lines, line after line, and what is wrong with it."""

    def __init__(self, source: BinaryIO, kinds: Kinds, name: str, limits: Limits) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._kinds = kinds
        self._name = name
        self._longest = limits.line
        self._refused: dict[str, set[str]] = {name: set() for name in COLLECTIONS}
        self._some_unread = False
        self._wrong: set[int] = set()

    def records(self, *, stop: bool) -> Iterator[IdentifiedRecord]:
        """The records; at one that is refused the end, with an error, or `problems` and the next."""
        number = 1
        way = self._header()
        parse = _migrating(_parsed_line, way) if way else _parsed_line
        makers = Makers(self._kinds)
        quickly = _quick_reader(makers)
        for lines in self._some_lines():
            records = None if way else quickly(lines)
            yield from self._one_by_one(lines, number, parse, makers, stop=stop) if records is None else records
            number += len(lines)

    def _some_lines(self) -> Iterator[list[bytes]]:
        """The lines after the header, as many at once as are quickly read; the limit holds for each."""
        rest = b""
        number = 1
        while stretch := self._source.read(min(_STRETCH, self._longest)):
            *lines, rest = (rest + stretch).split(b"\n")
            if lines:
                if len(lines[0]) > self._longest:
                    raise self._too_long(number + 1)
                yield lines
            number += len(lines)
            if len(rest) > self._longest:
                raise self._too_long(number + 1)
        if rest:
            yield [rest]

    def _one_by_one(
        self, lines: Iterable[bytes], number: int, parse: _Parser, makers: Makers, *, stop: bool
    ) -> Iterator[IdentifiedRecord]:
        """The records of lines after the one with that number, and what is wrong with them."""
        for line in lines:
            number += 1
            parsed = None
            try:
                parsed = parse(line)
                ((word, plain),) = parsed.items()
                yield makers.record(COLLECTION_OF[word], plain)
            except ReadError as error:
                self._some_unread = True
                self._refuse(error.problems, number, stop=stop)
            except (InvalidValueError, TypeError, KeyError, ValueError, AttributeError):
                found = self._refusals(parsed)
                if not found:
                    raise
                self._refuse(found, number, stop=stop)

    def _refuse(self, problems: Iterable[Problem], number: int, *, stop: bool) -> None:
        found = [_placed(one, number, self._name) for one in problems]
        if stop:
            raise ReadError(found) from None
        self.problems += found
        self._wrong.add(number)

    def dangling(self, records: list[IdentifiedRecord]) -> list[Problem]:
        """The references to ids that no line has; what a line that could not be read at all had, nobody knows."""
        from axis_tracker.formats.converters import dangling_among

        return [] if self._some_unread else self.located(dangling_among(records, self._refused), records)

    def located(self, problems: Iterable[Problem], records: list[IdentifiedRecord]) -> list[Problem]:
        """Problems whose paths name a record by its id, each with the line of the last that has it."""
        numbers = (number for number in count(2) if number not in self._wrong)
        lines = {
            f"{COLLECTION_OF[_word_of(type(record))]}[{record.id!r}]": number
            for number, record in zip(numbers, records, strict=False)
        }
        named = [(one, "".join(one.path.partition("]")[:2])) for one in problems]
        return [_placed(one, lines.get(record), self._name) for one, record in named]

    def _header(self) -> Sequence[Step]:
        """Reads the header; gives the steps that lead from the version of the file to the present one."""
        line = self._source.readline(self._longest + 1)
        if len(line) > self._longest:
            raise self._too_long(1)
        if not line.strip():
            raise self._refusal(Problem("the first line is the header", suggestion=_HEADER_TEXT))
        try:
            header = parsed_strictly(line, None)
            collections = collections_of(header, None)
            _, way = headed(header, None)
        except ReadError as error:
            raise ReadError([_placed(one, 1, self._name) for one in error.problems]) from None
        if collections:
            key = next(iter(collections))
            raise self._refusal(
                Problem("the header has a format and a version alone", path=key, value=key, suggestion=_HEADER_TEXT)
            )
        return way

    def _refusal(self, problem: Problem) -> ReadError:
        return ReadError([_placed(problem, 1, self._name)])

    def _too_long(self, number: int) -> ReadError:
        reason = f"a line of more than {self._longest:,} bytes"
        advice = "if it is to be trusted, give a higher limits="
        return ReadError([Problem(reason, suggestion=advice, file=self._name, line=number)])

    def _refusals(self, parsed: object) -> list[Problem]:
        """What is wrong with the object on a line."""
        if not isinstance(parsed, dict) or len(parsed) != 1:
            return [Problem("a line is an object with one key, the word for the record", value=parsed)]
        ((word, plain),) = parsed.items()
        if word not in COLLECTION_OF:
            near = nearest(word, COLLECTION_OF)
            advice = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(COLLECTION_OF)
            return [Problem("unknown word for a record", value=word, suggestion=advice)]
        from axis_tracker.formats.converters import structure_all

        collection = COLLECTION_OF[word]
        if isinstance(plain, dict) and isinstance(plain.get("id"), str):
            self._refused[collection].add(plain["id"])
        _, (found,), _ = structure_all([{collection: [plain]}], self._kinds)
        return [
            Problem(
                one.reason,
                path=one.path.replace(f"{collection}[0]", word, 1),
                value=one.value,
                suggestion=one.suggestion,
            )
            for one in found
        ]


_HEADER_TEXT: Final = f'{{"format":"{FORMAT}","version":{VERSION}}}'


def _placed(problem: Problem, line: int | None, file: str) -> Problem:
    return Problem(
        problem.reason, path=problem.path, value=problem.value, suggestion=problem.suggestion, file=file, line=line
    )


def _quick_reader(makers: Makers) -> Callable[[list[bytes]], list[IdentifiedRecord] | None]:
    """What makes the records of some lines at once, or gives None if anything is wrong with them or unusual."""
    try:
        import orjson
    except ImportError:
        return lambda _: None

    def read(lines: list[bytes]) -> list[IdentifiedRecord] | None:
        try:
            parsed = list(map(orjson.loads, lines))
            # orjson keeps the last of two equal keys. Nothing was lost exactly if writing gives back what was read.
            if list(map(orjson.dumps, parsed)) != lines or set(map(len, parsed)) != {1}:
                return None
            records: list[IdentifiedRecord] = []
            for word, several in groupby(parsed, key=_first_key):
                records += makers.records({COLLECTION_OF[word]: [one[word] for one in several]})
        except (InvalidValueError, TypeError, KeyError, ValueError):  # or not JSON, or more than orjson can write
            return None
        return records

    return read


def _first_key(line: Iterable[str]) -> str:
    return next(iter(line))


def _migrating(parse: _Parser, way: Sequence[Step]) -> _Parser:
    """What reads a line of an older version, and gives it as the present one has it."""
    from axis_tracker.formats.migrations import migrated_record, not_brought

    def parse_and_migrate(line: bytes) -> Any:
        parsed = parse(line)
        if not isinstance(parsed, dict) or len(parsed) != 1:
            return parsed
        ((word, plain),) = parsed.items()
        try:
            collection, brought = migrated_record(f"{word}s", plain, way)
        except InvalidValueError as error:
            raise ReadError([not_brought(error.under(word))]) from None
        return {dataset_name(collection): brought}

    return parse_and_migrate


def _parsed_line(line: bytes) -> Any:
    if not line or line.isspace():
        raise ReadError([Problem("an empty line, where a record was expected")])
    return parsed_strictly(line, None)


# Writing


def _lines(records: Iterable[IdentifiedRecord]) -> Iterator[bytes]:
    quick = _quick_line()
    known: dict[type, tuple[str, Callable[[Any], dict[str, Any]], Callable[[object], bytes]]] = {}
    for index, record in enumerate(records):
        cls = record.__class__
        found = known.get(cls)
        if found is None:
            try:
                word = _word_of(cls)
            except KeyError:
                reason = "a file of records holds " + ", ".join(COLLECTIONS)
                raise InvalidValueError(reason, value=record, path=f"records[{index}]") from None
            found = known[cls] = word, plain_writer(cls), quick if cls in ALIKE else _strict_line
        word, plain, line = found
        try:
            yield line({word: plain(record)})
        except (TypeError, ValueError, RecursionError) as error:
            raise WriteError(
                [Problem(f"cannot be written as JSON: {error}", path=f"{COLLECTION_OF[word]}[{record.id!r}]")]
            ) from error


def _word_of(cls: type) -> str:
    for base in cls.__mro__:
        if base in _WORD_OF:
            return _WORD_OF[base]
    raise KeyError(cls)


def _quick_line() -> Callable[[object], bytes]:
    try:
        import orjson
    except ImportError:
        return _strict_line

    dumps, with_newline = orjson.dumps, orjson.OPT_APPEND_NEWLINE

    def write(plain: object) -> bytes:
        try:
            return dumps(plain, option=with_newline)
        except TypeError:  # a whole number of more than 64 bits
            return _strict_line(plain)

    return write


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def _strict_line(plain: object) -> bytes:
    return f"{_encode(plain)}\n".encode()
