"""JSON: the canonical format of a dataset, one form, the same bytes every time.

Imports `canonical`; orjson only if it is installed.

UTF-8, an indent of two, fields in the order of their class, records in the order of their ids. Numbers that are not
whole are texts, so that no reader rounds them. A repeated key, NaN and Infinity are errors here, though many JSON
readers let them pass.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.errors import InvalidValueError, Problem, ReadError, WriteError
from axis_tracker.formats.documents import (
    BYTE_ORDER_MARK,
    FORMAT,
    VERSION,
    Kinds,
    Makers,
    checked,
    collections_of,
    collector_paused,
    dataset_of,
    kinds_by_tag,
)
from axis_tracker.formats.json_stretches import Stretches
from axis_tracker.formats.kinds import UnknownKinds, UnknownKindsName, further_kinds
from axis_tracker.formats.plain_records import plain_record
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.formats.limits import Limits

__all__ = ["ALIKE", "dumps", "loads", "parsed_strictly", "read", "write"]

_LONG: Final = 1 << 20
"""Characters or bytes from which a text is read in stretches."""

ALIKE: Final[frozenset[type[IdentifiedRecord]]] = frozenset((*COLLECTIONS.values(), *EVENT_KINDS)) - {Place}
"""The classes whose records orjson writes as `json` does: those without fractions, some of which it shows otherwise."""

_WORTH_WRITING: Final = 500
"""Records from which orjson saves more time in writing than it takes to load."""

_OPENING: Final = len("{\n")
_CLOSING: Final = len("\n}")

_WORTH_ORJSON: Final = 1 << 18
"""Characters or bytes from which orjson saves more time than it takes to load."""


def dumps(dataset: RecordSet) -> str:
    r"""The dataset as canonical JSON text, with a final newline.

    >>> from axis_tracker import Actor, Dataset
    >>> print(dumps(Dataset([Actor(id="kp", name="North Korea", kind="state")])), end="")
    {
      "format": "axis-tracker",
      "version": 1,
      "actors": [
        {
          "id": "kp",
          "name": "North Korea",
          "kind": "state"
        }
      ]
    }

    Raises `WriteError` for what another project's kind of event has and JSON cannot hold.
    """
    return _encoded(dataset).decode()


def loads(
    text: str | bytes,
    *,
    kinds: Iterable[type[Event]] = (),
    unknown_kinds: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE,
    file: str | None = None,
) -> RecordSet:
    """Read a dataset; see `axis_tracker.loads`, which gives it the public class."""
    return _dataset_of(text, further_kinds(kinds, unknown_kinds), file)


def _dataset_of(text: str | bytes, kinds: Iterable[type[Event]], file: str | None) -> RecordSet:
    known = kinds_by_tag(kinds)
    with collector_paused():
        records = _records_of_long(text, known) if len(text) >= _LONG else None
        if records is not None:
            return checked(records, file)
        return dataset_of(_parsed(text, file), kinds=known, file=file)


def read(source: BinaryIO, *, kinds: Iterable[type[Event]], name: str, limits: Limits) -> RecordSet:
    """The dataset in a JSON file; see `registry`."""
    return _dataset_of(source.read(), kinds, name)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to a JSON file; see `registry`."""
    target.write(_encoded(dataset))


def _encoded(dataset: RecordSet) -> bytes:
    """Canonical JSON, a collection at a time: by orjson where it is installed and writes what `json` does."""
    collections = {name: getattr(dataset, name) for name in COLLECTIONS}
    write = _quick_member() if sum(map(len, collections.values())) >= _WORTH_WRITING else _strict_member
    parts = [_strict_member({"format": FORMAT, "version": VERSION})]
    for name, records in collections.items():
        if len(records):
            encode = write if ALIKE.issuperset(map(type, records)) else _strict_member
            plain = [plain_record(one) for one in records]
            try:
                parts.append(encode({name: plain}))
            except (TypeError, ValueError, RecursionError) as error:
                raise WriteError([_unwritable(name, plain, error)]) from error
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def _unwritable(collection: str, records: Iterable[dict[str, Any]], error: Exception) -> Problem:
    """What is wrong with the first of some records that JSON cannot hold."""
    for one in records:
        try:
            _strict_member({collection: [one]})
        except (TypeError, ValueError, RecursionError) as found:
            return Problem(f"cannot be written as JSON: {found}", path=f"{collection}[{one.get('id')!r}]")
    return Problem(f"cannot be written as JSON: {error}", path=collection)


def _quick_member() -> Callable[[object], bytes]:
    try:
        import orjson
    except ImportError:
        return _strict_member

    dumps, indented = orjson.dumps, orjson.OPT_INDENT_2

    def write(plain: object) -> bytes:
        try:
            return dumps(plain, option=indented)[_OPENING:-_CLOSING]
        except TypeError:  # a whole number of more than 64 bits
            return _strict_member(plain)

    return write


def _strict_member(plain: object) -> bytes:
    """The members of an object, as they stand in one that has others beside them."""
    text = json.dumps(plain, ensure_ascii=False, indent=2, allow_nan=False)
    return text.encode()[_OPENING:-_CLOSING]


def _records_of_long(text: str | bytes, kinds: Kinds) -> list[IdentifiedRecord] | None:
    """The records of a long text, read stretch by stretch; None if anything is wrong, which reading the whole explains.

    It is the same text: what the stretches hold between brackets, joined by commas, is what the whole has there.
    """
    records: list[IdentifiedRecord] = []
    makers = Makers(kinds)
    try:
        stretches = Stretches(text.encode() if isinstance(text, str) else text)
        frame: Any = _parsed_quickly(stretches.frame, None)
        names = [*collections_of(frame, None)]
        # An older version is read whole: its records may have to change their collections.
        if len(names) != len(stretches) or frame["version"] != VERSION:
            return None
        for position, name in enumerate(names):
            for stretch in stretches.of(position, name):
                parsed: Any = _parsed_quickly(stretch, None)
                records += makers.records(parsed)
    except (ReadError, InvalidValueError, TypeError, KeyError, UnicodeError):
        return None
    return records


def _parsed(text: str | bytes, file: str | None) -> object:
    return _parsed_quickly(text, file) if len(text) >= _WORTH_ORJSON else parsed_strictly(text, file)


def _parsed_quickly(text: str | bytes, file: str | None) -> object:
    try:
        import orjson
    except ImportError:
        return parsed_strictly(text, file)
    try:
        encoded = text.encode() if isinstance(text, str) else text
        parsed = orjson.loads(encoded)
        # orjson keeps the last of two equal keys. Nothing was lost exactly if writing gives back what was read.
        if orjson.dumps(parsed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE) == encoded:
            return parsed
    except (ValueError, TypeError):  # not JSON, or more than it can write
        pass
    return parsed_strictly(text, file)


def parsed_strictly(text: str | bytes, file: str | None) -> object:
    """What a JSON text says; `ReadError` for all that is not plain JSON, and for a key that stands twice."""
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ReadError(
            [Problem(f"is not UTF-8: {error.reason} at byte {error.start}", file=file, line=line)]
        ) from None
    if decoded.startswith(BYTE_ORDER_MARK):
        raise ReadError(
            [Problem("begins with a byte order mark", file=file, line=1, suggestion="save it as plain UTF-8")]
        )
    try:
        return json.loads(decoded, object_pairs_hook=_without_repeated_keys, parse_constant=_refused_constant)
    except json.JSONDecodeError as error:
        raise ReadError(
            [Problem(f"is not JSON: {error.msg} (column {error.colno})", file=file, line=error.lineno)]
        ) from None
    except RecursionError:
        raise ReadError([Problem("is nested too deeply", file=file)]) from None
    except ValueError as error:
        reason = str(error).partition(";")[0]  # what follows is advice on Python's limit of digits, for programs
        raise ReadError([Problem(f"is not JSON: {reason}", file=file)]) from None


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    gathered = dict(pairs)
    if len(gathered) < len(pairs):
        key = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"the key {key!r} stands twice in one object")
    return gathered


def _refused_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON number")
