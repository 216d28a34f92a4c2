"""The dataset: an immutable, checked collection of records, and the door to all queries.

Imports the model and this room. Reading and writing datasets is in `axis_tracker.formats` and `axis_tracker.curation`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NoReturn, TypeVar, final

from axis_tracker.dataset import integrity
from axis_tracker.dataset.hierarchy import Hierarchy
from axis_tracker.dataset.names import Names
from axis_tracker.dataset.selections import (
    Actors,
    Claims,
    Delegations,
    Deployments,
    Documents,
    Events,
    Items,
    Places,
    Selection,
    Transfers,
)
from axis_tracker.errors import ClashError, DatasetError, InvalidValueError, Problem
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

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


def _collection_of(record: object) -> str:
    for name, cls in COLLECTIONS.items():
        if isinstance(record, cls):
            return name
    raise InvalidValueError("a dataset holds actors, places, items, documents, events and claims", value=record)


@final
class Dataset:
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

    __slots__ = ("_hierarchy", "_names", "_selections", "_tables")

    _tables: dict[str, dict[str, Any]]
    _selections: dict[str, Any]
    _names: dict[str, Names[Any]]
    _hierarchy: Hierarchy

    def __init__(self, records: Iterable[IdentifiedRecord] = ()) -> None:
        tables: dict[str, dict[str, Any]] = {name: {} for name in COLLECTIONS}
        twice: list[Problem] = []
        grouped: dict[str, list[IdentifiedRecord]] = {name: [] for name in COLLECTIONS}
        collection_of_class: dict[type, str] = {}
        for record in records:
            cls = record.__class__
            name = collection_of_class.get(cls)
            if name is None:
                name = collection_of_class[cls] = _collection_of(record)
            grouped[name].append(record)
        for name, group in grouped.items():
            table = tables[name]
            group.sort(key=lambda record: record.id)
            for record in group:
                if record.id in table:
                    twice.append(Problem("two records have this id", path=f"{name}[{record.id!r}].id", value=record.id))
                table[record.id] = record
        found = twice or integrity.problems(tables)
        if found:
            raise DatasetError(found)
        hierarchy = Hierarchy(tables["actors"], tables["places"], tables["items"])
        for slot, value in (("_tables", tables), ("_selections", {}), ("_names", {}), ("_hierarchy", hierarchy)):
            object.__setattr__(self, slot, value)

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
        """When a claim was made.

        What it says itself, or, where the document itself speaks, when that document was published.

        Of several documents, the one that was published first counts.
        """
        if claim.made is not None:
            return claim.made
        documents = self._tables["documents"]
        published: list[ImpreciseDate] = [documents[key].published for key in claim.documents]
        return min(published, key=lambda one: one.sort_key)

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
        """Both datasets together.

        A record that both hold alike is kept once; raises `ClashError` where they differ under one id.
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

    def __reduce__(self) -> tuple[type[Dataset], tuple[tuple[IdentifiedRecord, ...]]]:
        return (Dataset, (tuple(self.records),))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to delete {name!r})")
