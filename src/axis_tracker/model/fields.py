"""Converters for the fields of records. Each converter checks or converts the values of one kind of field.

These functions are attrs converters, so the same rules apply to constructors, JSON files and a curator's TOML files.
Metadata such as `ACTORS` and `PLACES` mark the fields that hold ids of other records. A `Dataset` uses these metadata
to follow references.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol, SupportsIndex, TypeAlias, TypeVar, cast

from attrs import NOTHING

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.controlled_terms import enum_member, nearest_or_all
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.interning import InternTable

if TYPE_CHECKING:
    from axis_tracker.model.records import Record

__all__ = [
    "ACTORS",
    "CLAIMS",
    "COUNTRY",
    "CURIE",
    "DOCUMENTS",
    "EVENTS",
    "ITEMS",
    "JSON_SCHEMA",
    "PLACES",
    "PLAIN",
    "REFERS_TO",
    "SLUG",
    "Several",
    "Texts",
    "curies",
    "dataset_name",
    "enum_member",
    "from_table",
    "interned",
    "is_slug",
    "one_or_more",
    "optional_country",
    "optional_date",
    "optional_reference",
    "optional_text",
    "reference",
    "references",
    "slug",
    "text",
    "texts",
    "the_date",
    "two_or_more",
    "values",
]

REFERS_TO: Final = "refers_to"
"""The metadata key for the name of the collection whose ids a field holds."""

ACTORS: Final[Mapping[str, str]] = {REFERS_TO: "actors"}
PLACES: Final[Mapping[str, str]] = {REFERS_TO: "places"}
ITEMS: Final[Mapping[str, str]] = {REFERS_TO: "items"}
DOCUMENTS: Final[Mapping[str, str]] = {REFERS_TO: "documents"}
EVENTS: Final[Mapping[str, str]] = {REFERS_TO: "events"}
CLAIMS: Final[Mapping[str, str]] = {REFERS_TO: "claims"}

JSON_SCHEMA: Final = "json_schema"
"""The metadata key for the JSON Schema of a field in an event kind from another project.

A field needs this key only if the field's type does not determine how the field is stored in files (see
`axis_tracker.formats.schema`).
"""

SLUG: Final = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"
"""The pattern for an id."""

CURIE: Final = r"[a-z0-9]+(?:[-.][a-z0-9]+)*:[^\s:]\S*"
"""The pattern for an identifier in another register. The identifier must also satisfy `text`."""

COUNTRY: Final = r"[a-z]{2}"
"""The pattern for a country code."""

is_slug: Final = re.compile(SLUG).fullmatch
"""Match a string that is a valid id."""

_is_curie: Final = re.compile(CURIE).fullmatch
_is_country: Final = re.compile(COUNTRY).fullmatch

R = TypeVar("R", bound="Record")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Several(Protocol[T_co]):
    """The type of a list or tuple that a field accepts.

    This protocol replaces `Sequence[str]`, which would also accept a single string as a sequence of characters. Type
    checkers reject a single string as a `Several[str]`. The reason is that the `__contains__` method of a string does
    not accept every object, but only strings.
    """

    def __contains__(self, value: object, /) -> bool: ...
    def __getitem__(self, index: SupportsIndex, /) -> T_co: ...
    def __iter__(self) -> Iterator[T_co]: ...
    def __len__(self) -> int: ...


Texts: TypeAlias = Several[str]


def dataset_name(collection: str) -> str:
    """Return the singular of a collection's name, such as "actor" for "actors"."""
    return collection.removesuffix("s")


def slug(value: str) -> str:
    """Check that an id has only lower-case ASCII letters and digits, in parts joined by single hyphens or underscores.

    >>> slug("hur-2024-11-29-shells")
    'hur-2024-11-29-shells'

    Raises `InvalidValueError` for any other value.
    """
    if not isinstance(value, str):
        raise InvalidValueError("an id must be a string", value=value)
    if is_slug(value) is None:
        near = re.sub(r"[^a-z0-9]+", "-", _without_accents(value).lower()).strip("-")
        raise InvalidValueError(
            "an id must have only a-z and 0-9, in parts joined by single hyphens or underscores",
            value=value,
            suggestion=f"such as {near!r}" if near else None,
        )
    return value


def _without_accents(value: str) -> str:
    return unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode()


_slugs: Final = InternTable(slug)


def reference(value: str) -> str:
    """Check the id of another record. Equal ids are converted to the same string object."""
    if not isinstance(value, str):
        raise InvalidValueError("a reference must be the id of a record, as a string", value=value)
    shared: str = _slugs[value]
    return shared


def optional_reference(value: str | None) -> str | None:
    """Check the id of another record. None is allowed."""
    return None if value is None else reference(value)


def interned(convert: Callable[[tuple[Any, ...]], tuple[T, ...]]) -> Callable[[Several[Any]], tuple[T, ...]]:
    """Wrap a converter of lists so that it returns the same tuple for equal lists.

    Sharing equal lists saves memory, because a dataset repeats the same lists of ids thousands of times.
    """
    table = InternTable(convert)

    @functools.wraps(convert)
    def convert_or_look_up(value: Any) -> tuple[T, ...]:
        try:
            if isinstance(value, (list, tuple)):
                converted: tuple[T, ...] = table[tuple(value)]
                return converted
        except TypeError:
            pass  # an element cannot be hashed; the converter finds the invalid one
        return convert(cast("tuple[Any, ...]", value))

    return convert_or_look_up


def references(value: Texts) -> tuple[str, ...]:
    """Check a list of ids of other records. No id may be listed twice. The order of the ids is kept."""
    return _shared_ids(value)


@interned
def _shared_ids(value: tuple[str, ...]) -> tuple[str, ...]:
    checked = values(value, reference)
    if len(set(checked)) < len(checked):
        raise InvalidValueError("this id is listed twice", value=_first_repeated(checked))
    return checked


def _first_repeated(values: tuple[str, ...]) -> str:
    seen: set[str] = set()
    for one in values:
        if one in seen:
            return one
        seen.add(one)
    raise AssertionError("no value is repeated")


def one_or_more(value: Texts) -> tuple[str, ...]:
    """Check a list of ids as `references` does, and require at least one id."""
    checked = references(value)
    if not checked:
        raise InvalidValueError("expected at least one", value=value)
    return checked


def two_or_more(value: Texts) -> tuple[str, ...]:
    """Check a list of ids as `references` does, and require at least two ids."""
    checked = references(value)
    if len(checked) < 2:
        raise InvalidValueError("expected at least two", value=value)
    return checked


def text(value: str) -> str:
    """Check a human-readable string.

    The string must be a single line in Unicode normal form C. White space at either end, control characters and
    invisible characters are not allowed.
    """
    if not isinstance(value, str):
        raise InvalidValueError("expected a string", value=value)
    if not value:
        raise InvalidValueError("empty", value=value, suggestion="omit the field or fill it")
    if value[0] == " " or value[-1] == " ":
        raise InvalidValueError("white space at the start or end", value=value, suggestion=f"write {value.strip()!r}")
    if not value.isprintable():
        at = next(index for index, character in enumerate(value) if not character.isprintable())
        raise InvalidValueError(
            f"contains U+{ord(value[at]):04X}, which is not a printable character", value=value, position=at
        )
    # ASCII is always in normal form C, and most strings are ASCII.
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        raise InvalidValueError("not in Unicode normal form C", value=value)
    return value


def optional_text(value: str | None) -> str | None:
    """Check a string as `text` does. None is allowed."""
    return None if value is None else text(value)


def texts(value: Texts) -> tuple[str, ...]:
    """Check each string in a list as `text` does. The order of the strings is kept."""
    return values(value, text)


def curies(value: Texts) -> tuple[str, ...]:
    """Check a list of identifiers in other registers.

    Each identifier must be a CURIE such as "wikidata:Q423". Only one identifier is allowed for each scheme.
    """
    checked = values(value, _curie)
    schemes = tuple(one.partition(":")[0] for one in checked)
    if len(set(schemes)) < len(schemes):
        raise InvalidValueError(f"two identifiers have the scheme {_first_repeated(schemes)!r}", value=list(checked))
    return checked


def _curie(value: str) -> str:
    if _is_curie(text(value)) is None:
        raise InvalidValueError(
            "an identifier must have the form scheme:value", value=value, suggestion="such as 'wikidata:Q423'"
        )
    return value


def optional_country(value: str | None) -> str | None:
    """Check a country's ISO 3166-1 alpha-2 code in lower case ("kp"). None is allowed."""
    if value is None:
        return None
    if not isinstance(value, str) or _is_country(value) is None:
        raise InvalidValueError("a country must be an ISO 3166-1 alpha-2 code of two lower-case letters", value=value)
    return reference(value)


def the_date(value: ImpreciseDate | date | str) -> ImpreciseDate:
    """Convert a `datetime.date` or an EDTF string to an `ImpreciseDate`."""
    return ImpreciseDate.of(value)


def optional_date(value: ImpreciseDate | date | str | None) -> ImpreciseDate | None:
    """Convert a date as `the_date` does. None stays None."""
    return None if value is None else ImpreciseDate.of(value)


def values(value: Several[Any], convert: Callable[[Any], T]) -> tuple[T, ...]:
    """Convert each element of a list. The path of an error gives the position of the invalid element."""
    if not isinstance(value, (list, tuple)):
        raise InvalidValueError("expected a list", value=value)
    # Nearly all lists are valid, and `map` is fast. A rejected list is converted again to find the position.
    try:
        return tuple(map(convert, value))
    except InvalidValueError:
        pass
    converted: list[T] = []
    for index, one in enumerate(value):
        try:
            converted.append(convert(one))
        except InvalidValueError as error:
            raise error.under(f"[{index}]") from None
    return tuple(converted)


def from_table(cls: type[R], value: object) -> R:
    """Create a record of a class from a mapping of fields. A value that is already such a record is returned unchanged.

    Raises `InvalidValueError` for an unknown field, a missing field or an invalid value.
    """
    if isinstance(value, cls):
        return value
    fields = {field.name: field for field in cls.__attrs_attrs__}
    if not isinstance(value, Mapping):
        raise InvalidValueError(f"expected a table with the fields {', '.join(fields)}", value=value)
    for name in value:
        if name not in fields:
            raise InvalidValueError(
                "unknown field", value=name, path=str(name), suggestion=nearest_or_all(name, list(fields))
            )
    for name, field in fields.items():
        if field.default is NOTHING and name not in value:
            raise InvalidValueError("is required but missing", value=None, path=name)
    return cls(**value)


PLAIN: Final[frozenset[object]] = frozenset(
    (curies, optional_country, optional_date, optional_text, slug, text, texts, the_date)
)
"""The converters whose results never contain a record or the id of another record."""
