"""Draw records of any class, field by field, according to the references, converters and types of the fields.

The fields of a class determine how its records are drawn. Kinds of event from other projects are therefore drawn in the
same way, and a new field needs no code here. Fields that depend on other fields are drawn first. The module with the
strategy for a class has a table of such fields.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar, get_args, get_type_hints

import attrs
from hypothesis import strategies as st

from axis_tracker.errors import InvalidValueError
from axis_tracker.facade.dataset import Dataset
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.records import Record
from axis_tracker.testing.arguments import FieldValues, position, positions, refuse_unknown
from axis_tracker.testing.plain_values import ALL_VALUES, ValueStrategies

__all__ = [
    "ANY_REFERENCES",
    "DependentFields",
    "ReferencePool",
    "checked_fields",
    "draw_record",
    "pool_of",
    "records_of",
    "required_counts",
    "some_ids",
]

R = TypeVar("R", bound=Record)


@attrs.frozen(eq=False, repr=False)
class ReferencePool:
    """The records to which a drawn record may refer.

    Attributes:
        ids: The ids in each collection.
        lengths: The number of characters in each document.
        claims: The claims that a drawn claim may revise.
        events: The events that may be parts of a drawn event.
        values: The strategies for fields that are not references.
        is_dataset: Whether the pool contains the records of a dataset, in which the drawn record must be valid.
    """

    ids: Mapping[str, Sequence[str]]
    lengths: Mapping[str, int]
    claims: Sequence[Claim] = ()
    events: Sequence[Event] = ()
    values: ValueStrategies = ALL_VALUES
    is_dataset: bool = True

    def __repr__(self) -> str:
        return "<a dataset>" if self.is_dataset else "<anything>"  # Hypothesis prints the arguments of a strategy


ANY_REFERENCES: Final = ReferencePool(
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
    is_dataset=False,
)
"""The pool for records outside a dataset. The pool contains a few ids but no records."""

DrawField: TypeAlias = Callable[[st.DrawFn, ReferencePool, FieldValues], Any]
"""A function that draws a field, given the fields that have been drawn so far."""

DependentFields: TypeAlias = Mapping[str, DrawField | st.SearchStrategy[Any]]
"""The fields to draw first, in order. The value of a field is a strategy, or a function of the earlier fields."""

_NO_DEPENDENT: Final[DependentFields] = MappingProxyType({})


def pool_of(dataset: Dataset | None) -> ReferencePool:
    """Return the pool of a dataset's records, or `ANY_REFERENCES` if there is no dataset."""
    if dataset is None:
        return ANY_REFERENCES
    return ReferencePool(
        ids={name: getattr(dataset, name).ids for name in ANY_REFERENCES.ids},
        lengths={one.id: one.length for one in dataset.documents},
        claims=tuple(dataset.claims),
        events=tuple(dataset.events),
    )


def checked_fields(cls: type[Record], fields: Mapping[str, object]) -> dict[str, Any]:
    """Return the given fields. The converters of the class convert values, and strategies are left as they are.

    Raises `InvalidValueError` for an unknown field and for a value that the class rejects. The `path` of the error is
    the name of the field.
    """
    known = {field.name: field for field in cls.__attrs_attrs__}
    refuse_unknown(fields, known, cls.__name__)
    return {
        name: choice if isinstance(choice, st.SearchStrategy) else _converted(known[name], choice)
        for name, choice in fields.items()
    }


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
    draw: st.DrawFn, cls: type[R], pool: ReferencePool, fields: FieldValues, dependent: DependentFields = _NO_DEPENDENT
) -> R:
    """Draw records of a class (see `draw_record`)."""
    return draw_record(draw, cls, pool, fields, dependent)


def draw_record(
    draw: st.DrawFn, cls: type[R], pool: ReferencePool, fields: FieldValues, dependent: DependentFields = _NO_DEPENDENT
) -> R:
    """Draw a record of a class with the given fields, the dependent and required fields, and some optional fields.

    The number of optional fields is drawn first, then the fields themselves. The simplest record, to which Hypothesis
    shrinks, therefore takes the fewest draws, regardless of the number of fields in the class.
    """
    plans = _plan(cls).fields
    drawn: dict[str, Any] = {}
    for name, choice in fields.items():
        drawn[name] = _converted(plans[name].field, draw(choice)) if isinstance(choice, st.SearchStrategy) else choice
    for name, draw_field in dependent.items():
        if name not in drawn:
            if isinstance(draw_field, st.SearchStrategy):
                drawn[name] = draw(draw_field)
            else:
                drawn[name] = draw_field(draw, pool, drawn)
    optional: list[str] = []
    for name, plan in plans.items():
        if name not in drawn:
            if plan.field.default is attrs.NOTHING:
                drawn[name] = _drawn(draw, plan, pool, least=plan.least)
            elif plan.collection is None or pool.ids[plan.collection]:
                optional.append(name)
    for _ in range(draw(position(len(optional) + 1))):
        name = optional.pop(draw(position(len(optional))))
        drawn[name] = _drawn(draw, plans[name], pool, least=1)
    made: R = cls(**drawn)
    return made


def some_ids(draw: st.DrawFn, pool: ReferencePool, collection: str, *, least: int = 0) -> tuple[str, ...]:
    """Draw at least `least` ids of a collection in any order, and at most two unless `least` is larger."""
    ids = pool.ids[collection]
    chosen: tuple[int, ...] = draw(positions(len(ids), least))
    return tuple(ids[index] for index in chosen)


class _FieldPlan(NamedTuple):
    """The plan for drawing a field.

    Attributes:
        field: The field.
        hint: The type of the field.
        collection: The collection to which the field refers, or None if the field is not a reference.
        least: The minimum number of ids in the field, or 0 if the field is optional or not a reference.
    """

    field: attrs.Attribute[Any]
    hint: Any
    collection: str | None
    least: int


class _RecordPlan(NamedTuple):
    """The plan for drawing records of a class.

    Attributes:
        fields: The plan for each field.
        least: The number of records that a record of the class needs from each collection.
    """

    fields: Mapping[str, _FieldPlan]
    least: Mapping[str, int]


_PLANS: Final[dict[type[Record], _RecordPlan]] = {}


def _plan(cls: type[Record]) -> _RecordPlan:
    if cls not in _PLANS:
        _PLANS[cls] = _new_plan(cls)
    return _PLANS[cls]


def _new_plan(cls: type[Record]) -> _RecordPlan:
    hints = get_type_hints(cls)
    fields = {
        field.name: _FieldPlan(field, hints[field.name], field.metadata.get(REFERS_TO), _least(field))
        for field in cls.__attrs_attrs__
    }
    least: dict[str, int] = {}
    for plan in fields.values():
        if plan.collection is not None and plan.least:
            least[plan.collection] = max(plan.least, least.get(plan.collection, 0))
    return _RecordPlan(fields, least)


def _least(field: attrs.Attribute[Any]) -> int:
    """Return the minimum number of ids in a field, or 0 for an optional field. The number is found by trials."""
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
    return 1  # the field contains a single id, not a list


_SOME_IDS: Final = ("a", "b", "c", "d", "e")


def required_counts(cls: type[Record]) -> Mapping[str, int]:
    """Return the number of records that a record of this class needs from each collection."""
    return _plan(cls).least


def _drawn(draw: st.DrawFn, plan: _FieldPlan, pool: ReferencePool, *, least: int) -> Any:
    if plan.collection is None:
        converter: Any = plan.field.converter
        found = pool.values.get(converter)
        return draw(_by_type(plan.hint) if found is None else found)
    ids = pool.ids[plan.collection]
    if plan.hint == tuple[str, ...]:
        return some_ids(draw, pool, plan.collection, least=least)
    return ids[draw(position(len(ids)))]


@functools.cache
def _by_type(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a type that never draws None. An optional field is omitted, not drawn as None."""
    present = [one for one in get_args(hint) if one is not NoneType] if isinstance(hint, UnionType) else [hint]
    return st.one_of([st.from_type(one) for one in present])
