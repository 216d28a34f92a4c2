"""The dataset: an immutable, checked collection of records, and the door to all queries.

Imports the model and this room. Reading and writing datasets is in `axis_tracker.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, final

from axis_tracker.dataset import integrity
from axis_tracker.dataset.asking import Asking
from axis_tracker.dataset.claim_selections import Claims
from axis_tracker.dataset.event_selections import Delegations, Deployments, Events, Transfers
from axis_tracker.dataset.hierarchy import Hierarchy
from axis_tracker.dataset.names import Names
from axis_tracker.dataset.record_selections import Actors, Documents, Items, Places
from axis_tracker.dataset.selections import Selection
from axis_tracker.errors import ClashError, DatasetError, InvalidValueError, Problem
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.tables.table import Table

__all__ = ["COLLECTIONS", "Dataset"]

COLLECTIONS: Final[dict[str, type[IdentifiedRecord]]] = {
    "actors": Actor,
    "places": Place,
    "items": Item,
    "documents": Document,
    "events": Event,
    "claims": Claim,
}
"""The collections of a dataset, in the order in which files hold them, and the class of their records."""


S = TypeVar("S", bound=Selection[Any])
D = TypeVar("D")


def _collection_of(record: object, index: int) -> str:
    for name, cls in COLLECTIONS.items():
        if isinstance(record, cls):
            return name
    raise InvalidValueError(
        "a dataset holds actors, places, items, documents, events and claims", value=record, path=f"records[{index}]"
    )


@final
class Dataset(Asking):
    """An immutable, checked collection of actors, places, items, documents, events and claims.

    The order in which records are given does not matter: every collection is ordered by id, so that equal datasets
    are written as equal bytes. All problems are reported together: a dangling or duplicate id, a hierarchy that
    runs in a circle, a passage outside its document, a revision of somebody else's claim.

    >>> from axis_tracker import Actor, Item, ArmsTransfer, Dataset
    >>> ds = Dataset([
    ...     Actor(id="kp", name="North Korea", kind="state", aliases=["DPRK"]),
    ...     Actor(id="ru", name="Russia", kind="state"),
    ...     Item(id="rounds", name="artillery rounds"),
    ...     ArmsTransfer(id="kp-ru-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="rounds"),
    ... ])
    >>> ds.transfers.where(supplier="DPRK").ids
    ('kp-ru-rounds',)

    Raises `DatasetError` if the records do not make a dataset, `InvalidValueError` for something that is no record.
    """

    __slots__ = ("_derived", "_hierarchy", "_make_tables", "_names", "_selections", "_tables")

    _tables: Mapping[str, Mapping[str, Any]]
    _selections: dict[str, Any]
    _names: dict[str, Names[Any]]
    _hierarchy: Hierarchy
    _derived: dict[Callable[[Dataset], Any], Any]
    _make_tables: Callable[[], Mapping[str, Mapping[str, Any]]]

    def __init__(self, records: Iterable[IdentifiedRecord] = ()) -> None:
        tables: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
        twice: list[Problem] = []
        grouped: dict[str, list[IdentifiedRecord]] = {name: [] for name in COLLECTIONS}
        collection_of_class: dict[type, str] = {}
        for index, record in enumerate(records):
            cls = record.__class__
            name = collection_of_class.get(cls)
            if name is None:
                name = collection_of_class[cls] = _collection_of(record, index)
            grouped[name].append(record)
        for name, group in grouped.items():
            table = tables[name]
            group.sort(key=attrgetter("id"))
            table.update(zip(map(attrgetter("id"), group), group, strict=True))
            if len(table) < len(group):
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

    @classmethod
    def lazily(
        cls,
        like: Dataset,
        tables: Callable[[], Mapping[str, Mapping[str, Any]]],
        derived: Mapping[Callable[[Dataset], Any], Any] = MappingProxyType({}),
    ) -> Dataset:
        """A dataset whose records are made by `tables` when they are first read, and are not checked again.

        For rooms that cut a dataset out of another: it has the actors, places and items of `like`. `derived` is what
        `derived` will answer without working it out.
        """
        self = object.__new__(cls)
        self._fill(_selections={}, _names=like._names, _hierarchy=like._hierarchy, _derived=dict(derived))
        self._fill(_make_tables=tables)
        return self

    if not TYPE_CHECKING:  # hidden, so that type checkers reject attributes that do not exist

        def __getattr__(self, name: str) -> object:
            if name != "_tables":
                raise AttributeError(f"a Dataset has no attribute {name!r}")
            self._fill(_tables=self._make_tables())
            return self._tables

    @property
    def tables(self) -> Mapping[str, Mapping[str, Any]]:
        """The records by collection and id, for rooms that cut a dataset out of this one."""
        return self._tables

    def derived(self, build: Callable[[Dataset], D]) -> D:
        """What a function works out from this dataset: worked out once, and kept with the dataset."""
        found: D | None = self._derived.get(build)
        if found is None:
            found = self._derived[build] = build(self)
        return found

    @property
    def actors(self) -> Actors:
        """All actors, by id; `ds.actors["DPRK"]` also takes a name or an alias."""
        return self._selection("actors", Actors)

    @property
    def places(self) -> Places:
        """All places, by id; also found by name or alias."""
        return self._selection("places", Places)

    @property
    def items(self) -> Items:
        """All items, by id; also found by name or alias."""
        return self._selection("items", Items)

    @property
    def documents(self) -> Documents:
        """All documents, by id."""
        return self._selection("documents", Documents)

    @property
    def events(self) -> Events[Event]:
        """All events of all kinds, by id."""
        return self._selection("events", Events)

    @property
    def claims(self) -> Claims:
        """All claims, by id."""
        return self._selection("claims", Claims)

    @property
    def delegations(self) -> Delegations:
        """The events that are a `Delegation`."""
        return self._selection("delegations", Delegations, Delegation)

    @property
    def transfers(self) -> Transfers:
        """The events that are an `ArmsTransfer`."""
        return self._selection("transfers", Transfers, ArmsTransfer)

    @property
    def deployments(self) -> Deployments:
        """The events that are a `Deployment`."""
        return self._selection("deployments", Deployments, Deployment)

    def _selection(self, name: str, cls: Callable[[Dataset, tuple[Any, ...]], S], kind: type[Event] | None = None) -> S:
        selection: S | None = self._selections.get(name)
        if selection is None:
            records: Iterable[Any] = self._tables["events" if kind else name].values()
            if kind is not None:
                records = (one for one in records if isinstance(one, kind))
            selection = self._selections[name] = cls(self, tuple(records))
        return selection

    @property
    def hierarchy(self) -> Hierarchy:
        """What lies below what: items, places, and who acts for whom when."""
        return self._hierarchy

    def names(self, collection: str) -> Names[Any]:
        """The index of "actors", "places" or "items" by id, name and alias."""
        names = self._names.get(collection)
        if names is None:
            names = self._names[collection] = Names(collection.removesuffix("s"), self._tables[collection])
        return names

    def made(self, claim: Claim) -> ImpreciseDate:
        """When a claim of this dataset was made: its own `made`, or else when its document was published.

        Of several documents, the one that was published first counts.
        """
        if claim.made is not None:
            return claim.made
        documents = self._tables["documents"]
        published: list[ImpreciseDate] = [documents[key].published for key in claim.documents]
        return min(published, key=lambda one: one.sort_key)

    def table(self, view: str) -> Table:
        """A flat view of all records, for a spreadsheet or a data frame: see `Table`.

        The views are "claims", "passages" (what claims cite), "events", "actors", "roles" (whom actors act for),
        "places", "items", "documents" and "uncoded" (what is not coded in documents); every selection has its own.

        >>> import axis_tracker as axt
        >>> axt.load().table("roles")["during_earliest"].type
        <ColumnType.DATE: 'date'>

        Raises `UnknownNameError` for another name.
        """
        from axis_tracker.tables.table import table_of

        return table_of(self, view)

    @property
    def counts(self) -> dict[str, int]:
        """How many records each collection holds, by its name."""
        return {name: len(table) for name, table in self._tables.items()}

    @property
    def records(self) -> Iterator[IdentifiedRecord]:
        """All records, collection by collection, each by id."""
        for table in self._tables.values():
            yield from table.values()

    def __or__(self, other: Dataset) -> Dataset:
        """Both datasets together; a record that both hold alike is kept once.

        Raises `ClashError` with every id under which they differ.
        """
        if not isinstance(other, Dataset):
            return NotImplemented
        clashes = [
            Problem("the two datasets hold different records under this id", path=f"{name}[{key!r}]", value=key)
            for name, table in self._tables.items()
            for key, record in table.items()
            if key in other._tables[name] and other._tables[name][key] != record
        ]
        if clashes:
            raise ClashError(clashes)
        merged = {(type(one), one.id): one for dataset in (self, other) for one in dataset.records}
        return Dataset(merged.values())

    def __eq__(self, other: object) -> bool:
        return self._tables == other._tables if isinstance(other, Dataset) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(tuple(table) for table in self._tables.values()))

    def __repr__(self) -> str:
        return f"<Dataset of {', '.join(f'{count} {name}' for name, count in self.counts.items())}>"

    def _repr_html_(self) -> str:
        from axis_tracker.reports.html_records import dataset_html

        return dataset_html(self)

    def __reduce__(self) -> tuple[type[Dataset], tuple[tuple[IdentifiedRecord, ...]]]:
        return (Dataset, (tuple(self.records),))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to delete {name!r})")
