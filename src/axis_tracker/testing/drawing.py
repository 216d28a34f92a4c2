"""How a record of any class is drawn: field by field, by the marks, converters and types of the fields.

So a kind of event from another project is drawn as ours are, and a new field needs nothing here. What a record may
refer to is a `Known`. Where a field depends on others, the module of the class has a table of such fields, which are
drawn first. Imports the choices and the plain values.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeVar, get_args, get_type_hints

import attrs
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.model.claims import Claim
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.records import Record
from axis_tracker.testing.choices import Draw, position, positions, refuse_unknown
from axis_tracker.testing.texts import ANY, Leaves

if TYPE_CHECKING:
    from axis_tracker.facade.dataset import Dataset

__all__ = ["ANYTHING", "Known", "Special", "checked", "least_of", "of_dataset", "record", "records_of", "reference"]

R = TypeVar("R", bound=Record)


@attrs.frozen(eq=False, repr=False)
class Known:
    """What drawn records refer to.

    Fields: `ids` (collection -> the ids that can be named), `lengths` (document -> its characters), `claims` (those
    that can be revised), `leaves` (what values there are), `exists` (whether all of this is what there is in a
    dataset, so that nothing else may be named, and what a dataset asks of a record must hold).
    """

    ids: Mapping[str, Sequence[str]]
    lengths: Mapping[str, int]
    claims: Sequence[Claim] = ()
    leaves: Leaves = ANY
    exists: bool = True

    def __repr__(self) -> str:
        return "<a dataset>" if self.exists else "<anything>"  # as Hypothesis shows a strategy


ANYTHING: Final = Known(
    ids=MappingProxyType(
        {
            "actors": ("kp", "ru", "kim-jong-un", "a_1"),
            "places": ("kursk", "russia", "p-1", "p1"),
            "items": ("shells", "arms", "troops", "i_1"),
            "documents": ("report", "d-1"),
            "events": ("visit", "transfer", "pact", "e_1"),
            "claims": ("first", "second", "c-1", "c1"),
        }
    ),
    lengths=MappingProxyType({"report": 1_000, "d-1": 1}),
    exists=False,
)
"""Records that stand alone, and refer to some ids that need not exist anywhere."""

DrawField: TypeAlias = Callable[[Draw, Known, Mapping[str, Any]], Any]
"""Draws a field that depends on the fields which have been drawn."""

Special: TypeAlias = Mapping[str, DrawField]
"""The fields of a class that depend on others, in the order in which they are drawn."""


def of_dataset(dataset: Dataset | None) -> Known:
    """What records that are to go into a dataset can refer to: everything in it; without a dataset, anything."""
    if dataset is None:
        return ANYTHING
    return Known(
        ids={name: getattr(dataset, name).ids for name in ANYTHING.ids},
        lengths={one.id: one.length for one in dataset.documents},
        claims=tuple(dataset.claims),
    )


def checked(cls: type[Record], fields: Mapping[str, object]) -> dict[str, Any]:
    """The fields that were asked for: values as the class holds them, strategies as they are.

    Raises `InvalidValueError`, with the field as `path`, for one that the class does not have and for a value that
    cannot stand there.
    """
    known = {field.name: field for field in cls.__attrs_attrs__}
    refuse_unknown(fields, known, cls.__name__)
    settled: dict[str, Any] = {}
    for name, choice in fields.items():
        settled[name] = choice if isinstance(choice, st.SearchStrategy) else _converted(known[name], choice)
    return settled


def _converted(field: attrs.Attribute[Any], value: object) -> Any:
    convert: Any = field.converter
    if convert is None:
        return value
    try:
        return convert(value)
    except InvalidValueError as error:
        raise error.under(field.name) from None


@st.composite
def records_of(
    draw: st.DrawFn, cls: type[R], known: Known, fields: Mapping[str, Any], special: Special = MappingProxyType({})
) -> R:
    """Records of a class."""
    return record(draw, cls, known, fields, special)


def record(
    draw: Draw, cls: type[R], known: Known, fields: Mapping[str, Any], special: Special = MappingProxyType({})
) -> R:
    """A record of the class: what is asked for, what depends on other fields, what is required, and some of the rest.

    Of the rest it is drawn how many there are, and then which: so the plainest records, which examples shrink to, are
    also the shortest to draw, however many fields their class has.
    """
    plans = _plans(cls).fields
    drawn: dict[str, Any] = {}
    for name, choice in fields.items():
        drawn[name] = _converted(plans[name].field, draw(choice)) if isinstance(choice, st.SearchStrategy) else choice
    for name, draw_field in special.items():
        if name not in drawn:
            drawn[name] = draw_field(draw, known, drawn)
    optional: list[str] = []
    for name, plan in plans.items():
        if name not in drawn:
            if plan.field.default is attrs.NOTHING:
                drawn[name] = _drawn(draw, plan, known, least=plan.least)
            elif plan.collection is None or known.ids[plan.collection]:
                optional.append(name)
    for _ in range(draw(position(len(optional) + 1))):
        name = optional.pop(draw(position(len(optional))))
        drawn[name] = _drawn(draw, plans[name], known, least=1)
    made: R = cls(**drawn)
    return made


def reference(draw: Draw, known: Known, collection: str, *, least: int = 0) -> tuple[str, ...]:
    """Some ids of a collection, in any order: from `least` to two, or `least`."""
    ids = known.ids[collection]
    chosen: tuple[int, ...] = draw(positions(len(ids), least))
    return tuple(ids[index] for index in chosen)


class _Plan(NamedTuple):
    """How a field is drawn: as ids of a collection (at least so many, or at most one), or from a strategy."""

    field: attrs.Attribute[Any]
    hint: Any
    collection: str | None
    least: int


class _Plans(NamedTuple):
    """How the fields of a class are drawn, and how many records of each collection it needs."""

    fields: Mapping[str, _Plan]
    least: Mapping[str, int]


_KEPT: Final[dict[type[Record], _Plans]] = {}


def _plans(cls: type[Record]) -> _Plans:
    if cls not in _KEPT:
        hints = get_type_hints(cls)
        fields = {
            field.name: _Plan(field, hints[field.name], field.metadata.get(REFERS_TO), _least(field))
            for field in cls.__attrs_attrs__
        }
        least: dict[str, int] = {}
        for plan in fields.values():
            if plan.collection is not None and plan.least:
                least[plan.collection] = max(plan.least, least.get(plan.collection, 0))
        _KEPT[cls] = _Plans(fields, least)
    return _KEPT[cls]


def _least(field: attrs.Attribute[Any]) -> int:
    """How many ids the field must hold, found by asking its converter; 0 if it may be left out."""
    convert: Any = field.converter
    if field.default is not attrs.NOTHING or REFERS_TO not in field.metadata:
        return 0
    if convert is None:
        return 1
    for count in range(len(_SOME_IDS)):
        try:
            convert(_SOME_IDS[:count])
        except InvalidValueError:
            continue
        return count
    return 1  # one id, and no list of them


_SOME_IDS: Final = ("a", "b", "c", "d", "e")


def least_of(cls: type[Record]) -> Mapping[str, int]:
    """How many different records of each collection must exist for a record of this class; 0 is left out."""
    return _plans(cls).least


def _drawn(draw: Draw, plan: _Plan, known: Known, *, least: int) -> Any:
    if plan.collection is None:
        converter: Any = plan.field.converter
        found = known.leaves.get(converter)
        return draw(_by_type(plan.hint) if found is None else found)
    ids = known.ids[plan.collection]
    if plan.hint == tuple[str, ...]:
        return reference(draw, known, plan.collection, least=least)
    return ids[draw(position(len(ids)))]


@functools.cache
def _by_type(hint: Any) -> st.SearchStrategy[Any]:
    """What `st.from_type` draws of a type, without None: a field is left out rather than drawn as None."""
    present = [one for one in get_args(hint) if one is not NoneType] if isinstance(hint, UnionType) else [hint]
    return st.one_of([st.from_type(one) for one in present])
