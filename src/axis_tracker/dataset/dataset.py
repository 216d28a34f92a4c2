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
from axis_tracker.dataset.claim_selections import Claims
from axis_tracker.dataset.event_selections import Delegations, Deployments, Events, Transfers
from axis_tracker.dataset.hierarchy import Hierarchy
from axis_tracker.dataset.names import Names
from axis_tracker.dataset.record_selections import Actors, Documents, Items, Places
from axis_tracker.dataset.selections import Selection
from axis_tracker.errors import ClashError, DatasetError, InvalidValueError, Problem
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import Certainty, CertaintyName

if TYPE_CHECKING:
    from axis_tracker.dataset.selections import ActorLike, DateLike, ItemLike, PlaceLike
    from axis_tracker.reasoning.conflicts import Conflict
    from axis_tracker.reasoning.corroboration import Corroboration
    from axis_tracker.reasoning.disputes import Dispute
    from axis_tracker.reasoning.drift import Drift
    from axis_tracker.reasoning.estimates import Estimate
    from axis_tracker.reasoning.ledger import Ledger
    from axis_tracker.reasoning.policies import Policy
    from axis_tracker.reasoning.revisions import AboutLike, Revision
    from axis_tracker.reasoning.stances import Stances
    from axis_tracker.reasoning.timeline import EntryKind, Timeline
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

    def disputes(self, *, about: AboutLike | None = None) -> tuple[Dispute, ...]:
        """What is denied, called into question or contradicted, with both sides, by event: see `Dispute`.

        `about` narrows it to an event or a selection of events. A denial or doubt that carries a figure disputes the
        figure, any other the event. Only what stands takes a side: not what was revised, nor what is told as planned,
        foreseen or wanted, unless a denial answers it. Relay drift is no dispute, and neither is a refusal to comment.
        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.disputes import disputes

        return disputes(self, about=about)

    def drifts(self, *, about: AboutLike | None = None) -> tuple[Drift, ...]:
        """The utterances that different reports give with another figure, hedge, item or stance, by id: see `Drift`.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.drift import drifts

        return drifts(self, about=about)

    def revisions(self, *, about: AboutLike | None = None) -> tuple[Revision, ...]:
        """The chains of claims that replace each other, and what changed, by the first claim's id: see `Revision`.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.revisions import revisions

        return revisions(self, about=about)

    def stances(
        self,
        actor: ActorLike,
        *,
        about: AboutLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Stances:
        """The positions that an actor, and those who act for it, took on a matter over time: see `Stances`.

        Revised positions count, because they were taken. `certainty="possible"` also counts those who only possibly
        acted for it when they spoke. Raises `UnknownNameError` for an unknown actor or event.
        """
        from axis_tracker.reasoning.stances import stances

        return stances(self, actor, about=about, certainty=certainty)

    def corroboration(self, of: str | Event | Claim) -> Corroboration:
        """How many say so independently: of an event, or of a claim (by id, or the record): see `Corroboration`.

        Raises `UnknownNameError` for an id that neither an event nor a claim has, `InvalidValueError` for one that both
        have and for a claim that asserts nothing.
        """
        from axis_tracker.reasoning.corroboration import corroboration

        return corroboration(self, of)

    def ledger(
        self,
        one: ActorLike,
        other: ActorLike,
        *,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Ledger:
        """What two actors, or those who acted for them, gave each other, item by item, and what for what: see `Ledger`.

        `certainty="possible"` also counts events whose parties only possibly acted for them. Raises `UnknownNameError`
        for an unknown actor.
        """
        from axis_tracker.reasoning.bookkeeping import ledger

        return ledger(self, one, other, certainty=certainty)

    def timeline(
        self,
        *,
        about: AboutLike | None = None,
        during: DateLike | None = None,
        kinds: Iterable[EntryKind | str] = ("event", "said"),
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Timeline:
        """Events and claims in order, as far as their times give one: see `Timeline`.

        `about` narrows it to an event or a selection of events, `during` to what falls at least in part into a window
        of time (`certainty="possible"`: also what only may). `kinds` are the kinds of entry: "event", "said" (when a
        claim was made) and "told" (when a claim says that the event took place). Raises `UnknownNameError` for an
        unknown event, `InvalidValueError` for an unknown kind.
        """
        from axis_tracker.reasoning.timeline import timeline

        return timeline(self, about=about, during=during, kinds=kinds, certainty=certainty)

    def as_of(self, day: DateLike, *, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> Dataset:
        """What had been said by the end of a day, as a dataset of the same kind; "2023" asks about its last day.

        A claim is in it if it had certainly been made by then (its own `made`, or else the publication of its first
        document, read as a moment), a document if it had certainly been published; `certainty="possible"` also gives
        what had only possibly. Events, actors, places and items stay. A revision that was made later has not yet
        replaced anything, and nothing is in it without what it answers, revises or is derived from: a claim that had
        been answered had been made. A document that had not appeared relays nothing, so its passages are left out; a
        claim that had been made is in the view also if all its passages are in such documents, for it had been said,
        if to others. Where its own document is left out, its `made` is written out.

        >>> from axis_tracker import Activity, Claim, Dataset, Actor
        >>> told = dict(event="fire", claimants=["ru"], summary="A fire.")
        >>> ds = Dataset([
        ...     Actor(id="ru", name="Russia", kind="state"),
        ...     Activity(id="fire", name="A fire", activity="operation"),
        ...     Claim(id="early", made="2023-12-30", **told), Claim(id="late", made="2024-01", **told),
        ... ])
        >>> ds.as_of("2023").claims.ids, ds.as_of("2024-01-15", certainty="possible").claims.ids
        (('early',), ('early', 'late'))

        What was true on a day is another question: `estimate(at=...)`. Raises `InvalidValueError` for a time without a
        last day.
        """
        from axis_tracker.reasoning.as_of import as_of

        return as_of(self, day, certainty)

    def estimate(
        self,
        *,
        supplier: ActorLike | None = None,
        recipient: ActorLike | None = None,
        of: ActorLike | None = None,
        to: PlaceLike | None = None,
        in_support_of: ActorLike | None = None,
        losses_of: ActorLike | None = None,
        place: PlaceLike | None = None,
        item: ItemLike | None = None,
        event: str | Event | None = None,
        kind: str | None = None,
        phase: Phase | str = Phase.DELIVERED,
        reading: Reading | str = Reading.TOTAL,
        unit: str | None = None,
        since: DateLike | None = None,
        at: DateLike | None = None,
        policy: Policy | None = None,
    ) -> Estimate:
        """What the claims allow of one quantity: its bounds, and what they follow from (see `Estimate`).

        The fields of a kind of event say what is counted: `supplier` and `recipient` of an arms transfer, `of` and
        `to` of a deployment, `losses_of` in an engagement, and `item`. The kind is the first that has all of them, or
        `kind`; `event` asks about one event instead. `reading` is "total" or "level"; `unit` is the one in which most
        origins count, if none is given; `since` asks for what was counted from a day on. `at` is the day that is asked
        about (of a longer time the last day): by default, the last that the claims speak of. `policy`: `Policy()`.

        >>> import axis_tracker as axt
        >>> shells = axt.load().estimate(supplier="DPRK", recipient="Russia", item="artillery shells")
        >>> shells.low is not None
        True

        Raises `UnknownNameError` for an unknown actor, place, item, event or kind, `InvalidValueError` for fields that
        no kind of event has and for a time without a last day.
        """
        from axis_tracker.reasoning.estimates import estimate_of, question_about

        given = {
            "supplier": supplier,
            "recipient": recipient,
            "of": of,
            "to": to,
            "in_support_of": in_support_of,
            "losses_of": losses_of,
            "place": place,
            "item": item,
        }
        question = question_about(
            self, given, kind=kind, event=event, phase=phase, reading=reading, unit=unit, since=since
        )
        return estimate_of(self, question, at, policy)

    def conflicts(self, *, policy: Policy | None = None) -> tuple[Conflict, ...]:
        """Every pair of bounds that cannot both hold: a lower end above a comparable upper end (see `Conflict`).

        Two bounds are comparable if they are in one unit and phase, hold on one day, and all that the lower counts is
        counted by the upper. Increments are not added up here; an estimate does that. `policy`: `Policy()`.
        """
        from axis_tracker.reasoning.disagreements import conflicts_in
        from axis_tracker.reasoning.policies import Policy as DefaultPolicy

        return conflicts_in(self, DefaultPolicy() if policy is None else policy)

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

    def __reduce__(self) -> tuple[type[Dataset], tuple[tuple[IdentifiedRecord, ...]]]:
        return (Dataset, (tuple(self.records),))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Dataset cannot be changed (tried to delete {name!r})")
