"""An immutable, checked collection of records, with selections to query it.

`RecordSet` has no methods for reasoning, files or tables. The public `Dataset` (`axis_tracker.facade.dataset`) adds
such methods. The functions at the end of this module are for other modules of this package, not for users.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from axis_tracker.dataset import integrity
from axis_tracker.dataset.claim_selections import ClaimSelection
from axis_tracker.dataset.collections import COLLECTIONS, NAMED_COLLECTIONS, SINGULAR, collection_of_class
from axis_tracker.dataset.event_selections import AnyEventSelection
from axis_tracker.dataset.hierarchy import Hierarchy
from axis_tracker.dataset.names import Names, nearest
from axis_tracker.dataset.record_selections import ActorSelection, DocumentSelection, ItemSelection, PlaceSelection
from axis_tracker.dataset.selections import RecordSelection
from axis_tracker.display import Displayable
from axis_tracker.errors import ClashError, DatasetError, InvalidValueError, Problem, UnknownNameError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event
from axis_tracker.model.records import IdentifiedRecord

__all__ = ["RecordSet", "derived", "known_of", "recast", "subset_of", "tables_of", "with_new_claims"]

S = TypeVar("S", bound=RecordSelection[Any])
D = TypeVar("D", bound="RecordSet")
T = TypeVar("T")


class RecordSet(Displayable):
    """An immutable, checked collection of actors, places, items, documents, events and claims.

    The public class is `axis_tracker.facade.dataset.Dataset`.
    """

    __slots__ = ("_derived", "_hierarchy", "_make_tables", "_names", "_selections", "_tables")

    _tables: Mapping[str, Mapping[str, Any]]
    _selections: dict[str, Any]
    _names: dict[str, Names[Any]]
    _hierarchy: Hierarchy
    _derived: dict[Callable[[Any], Any], Any]
    _make_tables: Callable[[], Mapping[str, Mapping[str, Any]]]

    def __init__(self, records: Iterable[IdentifiedRecord] = ()) -> None:
        tables: dict[str, dict[str, Any]] = {}
        twice: list[Problem] = []
        grouped: dict[str, list[IdentifiedRecord]] = {name: [] for name in COLLECTIONS}
        # One look-up for each class: `isinstance` for each record would dominate the time for large datasets.
        collection_by_class: dict[type, str | None] = {}
        for index, record in enumerate(records):
            cls = record.__class__
            if cls not in collection_by_class:
                collection_by_class[cls] = collection_of_class(cls)
            name = collection_by_class[cls]
            if name is None:
                reason = f"expected a record of one of the collections {', '.join(COLLECTIONS)}"
                raise InvalidValueError(reason, value=record, path=f"records[{index}]")
            grouped[name].append(record)
        for name, group in grouped.items():
            # Sorted tables make equal datasets write equal bytes, and put duplicate ids next to each other.
            group.sort(key=attrgetter("id"))
            tables[name] = dict(zip(map(attrgetter("id"), group), group, strict=True))
            if len(tables[name]) < len(group):
                twice.extend(
                    Problem("two records have this id", path=f"{name}[{one.id!r}].id", value=one.id)
                    for one, other in pairwise(group)
                    if one.id == other.id
                )
        found = [*twice, *integrity.problems(tables)]
        if found:
            raise DatasetError(found)
        hierarchy = Hierarchy(tables["actors"], tables["places"], tables["items"])
        self._fill(_tables=tables, _selections={}, _names={}, _hierarchy=hierarchy, _derived={})

    def _fill(self, **slots: object) -> None:
        for slot, value in slots.items():
            object.__setattr__(self, slot, value)

    if not TYPE_CHECKING:  # hidden, so that type checkers reject attributes that do not exist
        # Python calls this only for a slot that is empty. In a dataset from `subset_of`, the tables are empty until a
        # record is read.
        def __getattr__(self, name: str) -> object:
            if name != "_tables":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            self._fill(_tables=self._make_tables())
            return self._tables

    @property
    def actors(self) -> ActorSelection:
        """All actors, sorted by id. An actor can also be looked up by name or alias, as in `ds.actors["DPRK"]`."""
        return self._selection("actors", ActorSelection)

    @property
    def places(self) -> PlaceSelection:
        """All places, sorted by id. A place can also be looked up by name or alias."""
        return self._selection("places", PlaceSelection)

    @property
    def items(self) -> ItemSelection:
        """All items, sorted by id. An item can also be looked up by name or alias."""
        return self._selection("items", ItemSelection)

    @property
    def documents(self) -> DocumentSelection:
        """All documents, sorted by id."""
        return self._selection("documents", DocumentSelection)

    @property
    def events(self) -> AnyEventSelection[Event]:
        """All events of every kind, sorted by id."""
        return self._selection("events", AnyEventSelection)

    @property
    def claims(self) -> ClaimSelection:
        """All claims, sorted by id."""
        return self._selection("claims", ClaimSelection)

    def _selection(
        self, name: str, cls: Callable[[RecordSet, tuple[Any, ...]], S], kind: type[Event] | None = None
    ) -> S:
        selection: S | None = self._selections.get(name)
        if selection is None:
            records: Iterable[Any] = self._tables["events" if kind else name].values()
            if kind is not None:
                records = (one for one in records if isinstance(one, kind))
            selection = self._selections[name] = cls(self, tuple(records))
        return selection

    @property
    def hierarchy(self) -> Hierarchy:
        """The hierarchies of the items, the places, and the actors who act for other actors."""
        return self._hierarchy

    def names(self, collection: str) -> Names[Any]:
        """Return the index of the collection "actors", "places" or "items" by id, name and alias.

        Raises `UnknownNameError` for any other collection, because records in other collections have no aliases.
        """
        names = self._names.get(collection)
        if names is None:
            if collection not in NAMED_COLLECTIONS:
                raise UnknownNameError(
                    collection, kind="collection of named records", nearest=nearest(collection, NAMED_COLLECTIONS)
                )
            names = self._names[collection] = Names(SINGULAR[collection], self._tables[collection])
        return names

    def made(self, claim: Claim) -> ImpreciseDate:
        """Return the date on which a claim in this dataset was made.

        This date is the claim's own `made` or, if `made` is None, the publication date of the document that the claim
        cites. If the claim cites several documents, the earliest publication date is used.
        """
        if claim.made is not None:
            return claim.made
        documents = self._tables["documents"]
        published: list[ImpreciseDate] = [documents[key].published for key in claim.documents]
        return min(published, key=lambda one: one.sort_key)

    @property
    def counts(self) -> dict[str, int]:
        """The number of records in each collection, by collection name."""
        return {name: len(table) for name, table in self._tables.items()}

    @property
    def records(self) -> Iterator[IdentifiedRecord]:
        """All records, collection by collection, sorted by id."""
        for table in self._tables.values():
            yield from table.values()

    def __or__(self, other: Self) -> Self:
        """Return a dataset with the records of both datasets. A record that is in both datasets is kept only once.

        Raises `ClashError` with every id for which the two datasets hold different records.
        """
        if not isinstance(other, RecordSet):
            return NotImplemented
        clashes = [
            Problem("the two datasets hold different records with this id", path=f"{name}[{key!r}]", value=key)
            for name, table in self._tables.items()
            for key, record in table.items()
            if key in other._tables[name] and other._tables[name][key] != record
        ]
        if clashes:
            raise ClashError(clashes)
        merged = {(type(one), one.id): one for dataset in (self, other) for one in dataset.records}
        return type(self)(merged.values())

    def __eq__(self, other: object) -> bool:
        return self._tables == other._tables if isinstance(other, RecordSet) else NotImplemented

    def __hash__(self) -> int:
        # Equal datasets have equal ids; hashing the content of every record would be slow.
        return hash(tuple(tuple(table) for table in self._tables.values()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {', '.join(f'{count} {name}' for name, count in self.counts.items())}>"

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[IdentifiedRecord, ...]]]:
        return (type(self), (tuple(self.records),))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a {type(self).__name__} cannot be changed (tried to delete {name!r})")


def tables_of(dataset: RecordSet) -> Mapping[str, Mapping[str, Any]]:
    """Return the records of a dataset by collection and id."""
    return dataset._tables  # noqa: SLF001 (of this module)


def derived(dataset: D, build: Callable[[D], T]) -> T:
    """Return the result of calling `build` with a dataset. The result is computed once and cached with the dataset."""
    cache = dataset._derived  # noqa: SLF001 (of this module)
    found: T | None = cache.get(build)
    if found is None:
        found = cache[build] = build(dataset)
    return found


def known_of(dataset: D, build: Callable[[D], T]) -> T | None:
    """Return what `derived` returned before for a dataset, or None if it was not asked for."""
    found: T | None = dataset._derived.get(build)  # noqa: SLF001 (of this module)
    return found


def subset_of(
    dataset: D,
    tables: Callable[[], Mapping[str, Mapping[str, Any]]],
    precomputed: Mapping[Callable[[Any], Any], Any] = MappingProxyType({}),
) -> D:
    """Return a dataset of the same class, with only some of the documents, events and claims.

    The actors, places and items stay the same. The function `tables` returns the records by collection and id, and is
    called when a record is first read. The records are not checked again. `precomputed` holds results that `derived`
    need not compute.
    """
    subset = object.__new__(type(dataset))
    subset._fill(
        _selections={},
        # The actors, places and items are the same, and so are their names and hierarchies.
        _names=dataset._names,  # noqa: SLF001
        _hierarchy=dataset._hierarchy,  # noqa: SLF001
        _derived=dict(precomputed),
        _make_tables=tables,
    )
    return subset


def with_new_claims(
    dataset: D, claims: Mapping[str, Claim], precomputed: Callable[[D], Iterable[tuple[Callable[[Any], Any], Any]]]
) -> D:
    """Return a dataset of the same class that also has these claims, whose ids no claim of the dataset has.

    Only the new claims are checked. `precomputed` yields results for the new dataset that `derived` need not compute.
    Each of them is already known when the next is made.

    Raises `DatasetError` with all problems of the new claims.
    """
    tables = dataset._tables  # noqa: SLF001 (of this module)
    extended = {**tables, "claims": _merged(tables["claims"], claims)}
    if problems := integrity.problems_of_new_claims(claims, extended):
        raise DatasetError(problems)
    result = object.__new__(type(dataset))
    result._fill(
        _tables=extended,
        _selections={},
        _names=dataset._names,  # noqa: SLF001
        _hierarchy=dataset._hierarchy,  # noqa: SLF001
        _derived={},
    )
    for build, found in precomputed(result):
        result._derived[build] = found
    return result


def _merged(table: Mapping[str, Claim], new: Mapping[str, Claim]) -> dict[str, Claim]:
    """Return a sorted table with new records, which are put in their places without sorting the others again."""
    ids, merged, done = [*table], dict[str, Claim](), 0
    known = iter(table.items())
    for key in sorted(new):
        place = bisect_left(ids, key, done)
        merged.update(islice(known, place - done))
        merged[key] = new[key]
        done = place
    merged.update(known)
    return merged


def recast(dataset: RecordSet, cls: type[D]) -> D:
    """Return a dataset of another class with the same records, which are neither copied nor checked again."""
    if isinstance(dataset, cls):
        return dataset
    same = object.__new__(cls)
    same._fill(
        _tables=dataset._tables,  # noqa: SLF001
        _selections={},
        _names={},
        _hierarchy=dataset._hierarchy,  # noqa: SLF001
        _derived={},
    )
    return same
