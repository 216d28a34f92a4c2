"""The base class of selections. A selection is an ordered, typed subset of a dataset's records.

A query returns a narrower selection of the same class, so queries can be chained. Besides its records, a selection
holds the records that only may belong to it: those that a query left out because the answer was "possibly". The queries
are in
`record_selections` (actors, places, items and documents), `event_selections` and `claim_selections`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeAlias, TypeVar, overload

from axis_tracker.dataset.collections import SINGULAR
from axis_tracker.dataset.names import nearest
from axis_tracker.display import Displayable
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.extents import Extent
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import Certainty, CertaintyName, to_certainty

if TYPE_CHECKING:
    import enum

    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.model.fields import Several

__all__ = [
    "ActorLike",
    "Criterion",
    "DateLike",
    "FieldLike",
    "ItemLike",
    "PlaceLike",
    "RecordSelection",
    "any_acts",
    "dataset_of",
    "possible_records",
    "yes_or_no",
]

R = TypeVar("R", bound=IdentifiedRecord)

ActorLike: TypeAlias = "str | Actor"
PlaceLike: TypeAlias = "str | Place"
ItemLike: TypeAlias = "str | Item"
DateLike: TypeAlias = "ImpreciseDate | date | str"
FieldLike: TypeAlias = "ActorLike | PlaceLike | ItemLike | enum.Enum | int | Several[ActorLike | PlaceLike | ItemLike]"
"""A value to look for in a field of an event: a record or its name, a term, a number, or several records."""

Criterion: TypeAlias = Callable[[Any], Truth]


def yes_or_no(answer: object) -> Truth:
    """Convert a definite answer to a `Truth`: YES or NO."""
    return Truth.YES if answer else Truth.NO


class RecordSelection(Displayable, Generic[R]):
    """Some of the records in one collection of a dataset, sorted by id.

    `axis_tracker.facade.selections.Selection` is the public class. Each subclass sets `_collection` to the name of the
    collection.
    """

    __slots__ = ("_by_id", "_dataset", "_possible", "_records")

    _collection: ClassVar[str]

    def __init__(self, dataset: RecordSet, records: tuple[R, ...], possible: tuple[R, ...] = ()) -> None:
        self._dataset = dataset
        self._records = records
        self._possible = possible
        # The index is made when it is first used; most selections are only iterated over.
        self._by_id: dict[str, R] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, sorted."""
        return tuple(record.id for record in self._records)

    @property
    def possible(self) -> int:
        """The number of further records that may belong to the selection.

        A query with `certainty="certain"` leaves these records out, because it cannot tell whether they meet the
        conditions. Later queries, and `&` and `|`, count a record that may meet all conditions. `-` removes only the
        records of the other selection. A slice is a choice by position, so it counts no further records. Whether two
        selections are equal depends only on their records.
        """
        return len(self._possible)

    def _index(self) -> dict[str, R]:
        if self._by_id is None:
            self._by_id = {record.id: record for record in self._records}
        return self._by_id

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[R]:
        return iter(self._records)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            return item in self._index()
        return isinstance(item, IdentifiedRecord) and self._index().get(item.id) == item

    @overload
    def __getitem__(self, key: int | str) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: int | str | slice) -> R | Self:
        if isinstance(key, slice):
            if key.step is not None and key.step < 0:
                raise InvalidValueError(
                    "a selection cannot reverse the order of its ids",
                    value=key,
                    suggestion="iterate over reversed(...)",
                )
            return self._narrowed(self._records[key])
        if isinstance(key, str):
            return self._named(key)
        return self._records[key]

    def get(self, key: str) -> R | None:
        """Return the record with this id, or None if the selection has no such record."""
        return self._index().get(key)

    def _named(self, key: str) -> R:
        found = self._index().get(key)
        if found is None:
            raise UnknownNameError(key, kind=SINGULAR[self._collection], nearest=nearest(key, self.ids))
        return found

    def only(self) -> R:
        """Return the only record of the selection.

        Raises `InvalidValueError` if the number of records is not 1.
        """
        if len(self._records) != 1:
            raise InvalidValueError(
                f"expected one record, but the selection has {len(self._records)} records", value=self
            )
        return self._records[0]

    def __and__(self, other: Self) -> Self:
        keep = self._peer(other)
        kept = [record for record in self._records if record.id in keep]
        if not self._possible and not other._possible:
            return self._narrowed(kept)
        theirs = {*keep, *(record.id for record in other._possible)}
        return self._narrowed(kept, (one for one in (*self._records, *self._possible) if one.id in theirs))

    def __sub__(self, other: Self) -> Self:
        drop = self._peer(other)
        return self._narrowed(
            (record for record in self._records if record.id not in drop),
            (record for record in self._possible if record.id not in drop),
        )

    def __or__(self, other: Self) -> Self:
        both = {**self._index(), **self._peer(other)}
        return self._narrowed((both[key] for key in sorted(both)), (*self._possible, *other._possible))

    def __xor__(self, other: Self) -> Self:
        return (self - other) | (other - self)

    def _peer(self, other: RecordSelection[R]) -> dict[str, R]:
        if not isinstance(other, type(self)):
            raise TypeError(
                f"cannot combine {type(self).__name__} with {type(other).__name__}, only with {type(self).__name__}"
            )
        # Identity comes first, because comparing two datasets compares all their records.
        if other._dataset is not self._dataset and other._dataset != self._dataset:
            raise InvalidValueError("the two selections must come from the same dataset", value=other)
        return other._index()

    def __eq__(self, other: object) -> bool:
        return self._records == other._records if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        shown = ", ".join(self.ids[:_MAX_SHOWN]) + (", …" if len(self) > _MAX_SHOWN else "")
        more = f", {self.possible} more possible" if self._possible else ""
        return f"<{type(self).__name__} {len(self)}{more}: {shown}>"

    def _narrowed(self, records: Iterable[R], possible: Iterable[R] = ()) -> Self:
        """Return a selection of these records, and of the other records in `possible` as further possible records."""
        kept = tuple(records)
        further = {record.id: record for record in possible}
        if further:
            for record in kept:
                further.pop(record.id, None)
        return type(self)(self._dataset, kept, tuple(further[key] for key in sorted(further)))

    def _where(self, criteria: list[Criterion], certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> Self:
        may_be_possible = to_certainty(certainty) is Certainty.POSSIBLE
        kept: list[R] = []
        possible: list[R] = []
        for record in self._records:
            answer = _meets(record, criteria)
            if answer is Truth.YES or (may_be_possible and answer is Truth.POSSIBLY):
                kept.append(record)
            elif answer is Truth.POSSIBLY:
                possible.append(record)
        # An earlier query left these out, so they remain merely possible, whatever this query says about them.
        possible += (record for record in self._possible if _meets(record, criteria).is_possible)
        return self._narrowed(kept, possible)

    def _acting_for(self, principal: ActorLike) -> Callable[[str, Extent | None], Truth]:
        target = self._dataset.names("actors").find(principal).id
        acts_for = self._dataset.hierarchy.acts_for
        return lambda actor, when: acts_for(actor, target, when)

    def _items(self, item: ItemLike) -> frozenset[str]:
        return self._dataset.hierarchy.items_below(self._dataset.names("items").find(item).id)

    def _places(self, place: PlaceLike) -> frozenset[str]:
        return self._dataset.hierarchy.places_within(self._dataset.names("places").find(place).id)


_MAX_SHOWN = 5
"""The maximum number of ids shown in the `repr` of a selection."""


def dataset_of(selection: RecordSelection[Any]) -> RecordSet:
    """Return the dataset to which a selection belongs."""
    return selection._dataset  # noqa: SLF001 (of this module)


def possible_records(selection: RecordSelection[R]) -> tuple[R, ...]:
    """Return the further records that may belong to a selection, sorted by id (see `RecordSelection.possible`)."""
    return selection._possible  # noqa: SLF001 (of this module)


def _meets(record: Any, criteria: list[Criterion]) -> Truth:
    # A definite no decides at once, so later and slower criteria are not evaluated.
    answer = Truth.YES
    for criterion in criteria:
        one = criterion(record)
        if one is Truth.NO:
            return one
        if one is Truth.POSSIBLY:
            answer = one
    return answer


def any_acts(actors: Iterable[str], acts_for: Callable[[str, Extent | None], Truth], when: Extent | None) -> Truth:
    """Return whether any of the actors acts for a principal at a time, according to the function `acts_for`."""
    answer = Truth.NO
    for actor in actors:
        answer |= acts_for(actor, when)
    return answer
