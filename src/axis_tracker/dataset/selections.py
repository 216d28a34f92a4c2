"""Selections: ordered, typed subsets of a dataset's records, and the questions that can be put to them.

A query narrows a selection and gives one of the same class, so that queries chain. Imports the model and this room;
the dataset itself only for type checking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias, TypeVar, overload

from axis_tracker.dataset.names import nearest
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.dates import Extent, ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import EVENT_KINDS, ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import (
    ActorKind,
    ActorKindName,
    Certainty,
    CertaintyName,
    Likelihood,
    LikelihoodName,
    Modality,
    ModalityName,
    Stance,
    StanceName,
    to_actor_kind,
    to_certainty,
    to_likelihood,
    to_modality,
    to_stance,
)

if TYPE_CHECKING:
    from axis_tracker.dataset.dataset import Dataset

__all__ = [
    "ActorLike",
    "Actors",
    "Claims",
    "DateLike",
    "Delegations",
    "Deployments",
    "Documents",
    "Events",
    "ItemLike",
    "Items",
    "PlaceLike",
    "Places",
    "Selection",
    "Transfers",
]

R = TypeVar("R", bound=IdentifiedRecord)
E = TypeVar("E", bound=Event)

ActorLike: TypeAlias = "str | Actor"
PlaceLike: TypeAlias = "str | Place"
ItemLike: TypeAlias = "str | Item"
DateLike: TypeAlias = "ImpreciseDate | date | str"

Criterion: TypeAlias = Callable[[Any], Truth]


def _exactly(answer: object) -> Truth:
    return Truth.YES if answer else Truth.NO


class Selection(Generic[R]):
    """Some of a dataset's records of one collection, in the order of their ids.

    A selection is a sequence (`len`, iteration, `[0]`, slices), a mapping by id (`["kp"]`, `.get`, `in`) and a set
    (`&`, `|`, `-`, `^` with another selection of the same dataset and class). It never changes.

    >>> from axis_tracker import Dataset, Item
    >>> items = Dataset([Item(id="arms", name="arms"), Item(id="shells", name="shells", broader=["arms"])]).items
    >>> items.where(below="arms") - items[:1]
    <Items 1: shells>

    Raises `UnknownNameError` for an id that it does not hold, `InvalidValueError` for a slice that runs backwards and
    for an operand from another dataset, `TypeError` for an operand of another class.
    """

    __slots__ = ("_by_id", "_dataset", "_records")

    def __init__(self, dataset: Dataset, records: tuple[R, ...]) -> None:
        self._dataset = dataset
        self._records = records
        self._by_id: dict[str, R] | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self._records)

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
                    "a selection keeps the order of its ids", value=key, suggestion="iterate over reversed(...)"
                )
            return self._narrowed(self._records[key])
        if isinstance(key, str):
            return self._named(key)
        return self._records[key]

    def get(self, key: str) -> R | None:
        """The record with this id, or None."""
        return self._index().get(key)

    def _named(self, key: str) -> R:
        found = self._index().get(key)
        if found is None:
            raise UnknownNameError(key, kind=self._kind(), nearest=nearest(key, self.ids))
        return found

    def only(self) -> R:
        """The one record of a selection of one; raises `InvalidValueError` if there are none or several."""
        if len(self._records) != 1:
            raise InvalidValueError(f"holds {len(self._records)} records, one was expected", value=self)
        return self._records[0]

    def __and__(self, other: Self) -> Self:
        keep = self._peer(other)
        return self._narrowed(record for record in self._records if record.id in keep)

    def __sub__(self, other: Self) -> Self:
        drop = self._peer(other)
        return self._narrowed(record for record in self._records if record.id not in drop)

    def __or__(self, other: Self) -> Self:
        both = {**self._index(), **self._peer(other)}
        return self._narrowed(both[key] for key in sorted(both))

    def __xor__(self, other: Self) -> Self:
        return (self - other) | (other - self)

    def _peer(self, other: Selection[R]) -> dict[str, R]:
        if not isinstance(other, type(self)):
            raise TypeError(
                f"{type(self).__name__} combine with {type(self).__name__}, not with {type(other).__name__}"
            )
        if other._dataset is not self._dataset and other._dataset != self._dataset:
            raise InvalidValueError("two selections combine within one dataset", value=other)
        return other._index()

    def __eq__(self, other: object) -> bool:
        return self._records == other._records if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.ids)

    def __repr__(self) -> str:
        shown = ", ".join(self.ids[:_SHOWN]) + (", …" if len(self) > _SHOWN else "")
        return f"<{type(self).__name__} {len(self)}: {shown}>"

    def _narrowed(self, records: Iterable[R]) -> Self:
        return type(self)(self._dataset, tuple(records))

    def _kind(self) -> str:
        return type(self).__name__.lower().removesuffix("s")

    def _where(self, criteria: list[Criterion], certainty: Certainty | CertaintyName) -> Self:
        wanted = to_certainty(certainty)
        return self._narrowed(record for record in self._records if _meets(record, criteria, wanted))

    def _acting_for(self, principal: ActorLike) -> Callable[[str, Extent | None], Truth]:
        target = self._dataset.names("actors").find(principal).id
        acts_for = self._dataset.hierarchy.acts_for
        return lambda actor, when: acts_for(actor, target, when)

    def _items(self, item: ItemLike) -> frozenset[str]:
        return self._dataset.hierarchy.items_below(self._dataset.names("items").find(item).id)

    def _places(self, place: PlaceLike) -> frozenset[str]:
        return self._dataset.hierarchy.places_within(self._dataset.names("places").find(place).id)


_SHOWN = 5


def _meets(record: Any, criteria: list[Criterion], wanted: Certainty) -> bool:
    for criterion in criteria:
        answer = criterion(record)
        if answer is Truth.NO or (answer is Truth.POSSIBLY and wanted is Certainty.CERTAIN):
            return False
    return True


N = TypeVar("N", bound=Actor | Place | Item)


class NamedSelection(Selection[N]):
    """Records that go by names and aliases besides their ids."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return self.get(item) is not None if isinstance(item, str) else super().__contains__(item)

    def get(self, key: str) -> N | None:
        """The record with this id, name or alias, or None; raises `UnknownNameError` where several share the name."""
        try:
            return self._named(key)
        except UnknownNameError as error:
            if error.candidates:
                raise
            return None

    def _named(self, key: str) -> N:
        found = self._index().get(key)
        if found is None:
            record: N = self._dataset.names(self._kind() + "s").find(key)
            found = self._index().get(record.id)
        if found is None:
            raise UnknownNameError(key, kind=self._kind())
        return found


class Actors(NamedSelection[Actor]):
    """Actors; `["DPRK"]`, `.get` and `in` also take a name or an alias, without regard to case."""

    __slots__ = ()

    def where(
        self,
        *,
        kind: ActorKind | ActorKindName | None = None,
        acting_for: ActorLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The actors of a kind that are, or act for, another: throughout the time `during`, if that is given.

        Raises `UnknownNameError` for an unknown actor, `InvalidValueError` for `during` without `acting_for`.
        """
        criteria: list[Criterion] = []
        if during is not None and acting_for is None:
            raise InvalidValueError("goes with acting_for alone", value=during, path="during")
        if kind is not None:
            wanted_kind = to_actor_kind(kind)
            criteria.append(lambda actor: _exactly(actor.kind is wanted_kind))
        if acting_for is not None:
            acts_for = self._acting_for(acting_for)
            when = None if during is None else ImpreciseDate.of(during).extent
            criteria.append(lambda actor: acts_for(actor.id, when))
        return self._where(criteria, certainty)


class Places(NamedSelection[Place]):
    """Places; also found by name or alias."""

    __slots__ = ()

    def where(self, *, within: PlaceLike | None = None) -> Self:
        """The place `within` and all places in it. Raises `UnknownNameError` for an unknown place."""
        if within is None:
            return self
        below = self._places(within)
        return self._narrowed(place for place in self if place.id in below)


class Items(NamedSelection[Item]):
    """Items; also found by name or alias."""

    __slots__ = ()

    def where(self, *, below: ItemLike | None = None) -> Self:
        """The item `below` and all narrower items. Raises `UnknownNameError` for an unknown item."""
        if below is None:
            return self
        narrower = self._items(below)
        return self._narrowed(item for item in self if item.id in narrower)


class Documents(Selection[Document]):
    """Documents."""

    __slots__ = ()

    def where(
        self,
        *,
        published: DateLike | None = None,
        publisher: ActorLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The documents published within a window of time, or by a publisher.

        Raises `UnknownNameError` for an unknown actor.
        """
        criteria: list[Criterion] = []
        if published is not None:
            window = ImpreciseDate.of(published)
            criteria.append(lambda document: document.published.moment.within(window))
        if publisher is not None:
            wanted = self._dataset.names("actors").find(publisher).id
            criteria.append(lambda document: _exactly(document.publisher == wanted))
        return self._where(criteria, certainty)


class EventSelection(Selection[E]):
    """What all selections of events can be asked."""

    __slots__ = ()

    def _kind(self) -> str:
        return "event"

    def _during(self, during: DateLike | None) -> list[Criterion]:
        if during is None:
            return []
        window = ImpreciseDate.of(during)
        return [lambda event: Truth.POSSIBLY if event.when is None else event.when.during(window)]

    def _of_actor(self, field: str, actor: ActorLike | None) -> list[Criterion]:
        """The actor in `field` (or one of several there) is `actor` or acts for it at the time of the event."""
        if actor is None:
            return []
        acts_for = self._acting_for(actor)
        return [lambda event: _any_acts(_ids(getattr(event, field)), acts_for, _extent(event))]

    def _of_item(self, item: ItemLike | None) -> list[Criterion]:
        if item is None:
            return []
        wanted = self._items(item)
        return [lambda event: _exactly(getattr(event, "item", None) in wanted)]

    def _of_place(self, field: str, place: PlaceLike | None) -> list[Criterion]:
        if place is None:
            return []
        wanted = self._places(place)
        return [lambda event: _exactly(getattr(event, field) in wanted)]


def _extent(event: Event) -> Extent | None:
    return None if event.when is None else event.when.extent


def _ids(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _any_acts(actors: Iterable[str], acts_for: Callable[[str, Extent | None], Truth], when: Extent | None) -> Truth:
    answer = Truth.NO
    for actor in actors:
        answer |= acts_for(actor, when)
    return answer


def _referring(event: Event, collection: str) -> tuple[str, ...]:
    return tuple(
        key
        for field in event.__attrs_attrs__
        if field.metadata.get(REFERS_TO) == collection
        for key in _ids(getattr(event, field.name))
    )


class Events(EventSelection[E]):
    """Events of any kinds."""

    __slots__ = ()

    def of_kind(self, kind: type[K]) -> Events[K]:
        """The events of one class, typed as such; also of a class from another project."""
        return Events(self._dataset, tuple(event for event in self if isinstance(event, kind)))

    def where(
        self,
        *,
        kind: str | None = None,
        involving: ActorLike | None = None,
        place: PlaceLike | None = None,
        item: ItemLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The events of a kind (such as "arms-transfer"), involving an actor, place or item in any part, in a window.

        Raises `UnknownNameError` for an unknown kind, actor, place or item.
        """
        criteria = [*self._during(during)]
        if kind is not None:
            known = {one.kind for one in (*EVENT_KINDS, *self._dataset.events)}
            if kind not in known:
                raise UnknownNameError(kind, kind="kind of event", nearest=nearest(kind, sorted(known)))
            criteria.append(lambda event: _exactly(event.kind == kind))
        if involving is not None:
            acts_for = self._acting_for(involving)
            criteria.append(lambda event: _any_acts(_referring(event, "actors"), acts_for, _extent(event)))
        for collection, wanted in (
            ("places", None if place is None else self._places(place)),
            ("items", None if item is None else self._items(item)),
        ):
            if wanted is not None:
                criteria.append(_refers_to_one_of(collection, wanted))
        return self._where(criteria, certainty)


K = TypeVar("K", bound=Event)


def _refers_to_one_of(collection: str, wanted: frozenset[str]) -> Criterion:
    return lambda event: _exactly(not wanted.isdisjoint(_referring(event, collection)))


class Delegations(EventSelection[Delegation]):
    """Visits."""

    __slots__ = ()

    def where(
        self,
        *,
        visitor: ActorLike | None = None,
        host: ActorLike | None = None,
        place: PlaceLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The visits by somebody who is or acts for `visitor`, to `host`, at `place`, in part at least `during`.

        `certainty="possible"` also gives the visits that only possibly meet the question, such as an undated one.
        Raises `UnknownNameError` for an unknown actor or place.
        """
        criteria = [
            *self._of_actor("visitors", visitor),
            *self._of_actor("host", host),
            *self._of_place("place", place),
            *self._during(during),
        ]
        return self._where(criteria, certainty)


class Transfers(EventSelection[ArmsTransfer]):
    """Arms transfers."""

    __slots__ = ()

    def where(
        self,
        *,
        supplier: ActorLike | None = None,
        recipient: ActorLike | None = None,
        item: ItemLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The transfers from `supplier` to `recipient` of `item` or anything narrower, in part at least `during`.

        `certainty="possible"` also gives those that only possibly meet the question. Raises `UnknownNameError` for
        an unknown actor or item.
        """
        criteria = [
            *self._of_actor("supplier", supplier),
            *self._of_actor("recipient", recipient),
            *self._of_item(item),
            *self._during(during),
        ]
        return self._where(criteria, certainty)


class Deployments(EventSelection[Deployment]):
    """Deployments of forces."""

    __slots__ = ()

    def where(
        self,
        *,
        of: ActorLike | None = None,
        to: PlaceLike | None = None,
        item: ItemLike | None = None,
        in_support_of: ActorLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The deployments of the forces `of` somebody, `to` a place or anywhere within it, in support of somebody.

        `certainty="possible"` also gives those that only possibly meet the question. Raises `UnknownNameError` for
        an unknown actor, place or item.
        """
        criteria = [
            *self._of_actor("of", of),
            *self._of_place("to", to),
            *self._of_item(item),
            *self._of_actor("in_support_of", in_support_of),
            *self._during(during),
        ]
        return self._where(criteria, certainty)


class Claims(Selection[Claim]):
    """Claims."""

    __slots__ = ()

    def where(
        self,
        *,
        by: ActorLike | None = None,
        stance: Stance | StanceName | None = None,
        likelihood: Likelihood | LikelihoodName | None = None,
        modality: Modality | ModalityName | None = None,
        about: str | Event | EventSelection[Any] | None = None,
        answering: str | Claim | None = None,
        source: str | Document | None = None,
        made: DateLike | None = None,
        during: DateLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """The claims by somebody who is `by`, or acts for it when the claim is made; each further keyword narrows them.

        `about` is an event or a selection of events, `answering` a claim that is answered, `source` a document that
        the evidence stands in; `made` is the window in which the claim was made, `during` the one into which some
        part of the claimed time falls (the claim's own time or else the event's). `certainty="possible"` also gives
        those that only possibly meet the question.

        Raises `UnknownNameError` for an unknown actor, event, claim or document.
        """
        dataset = self._dataset
        criteria: list[Criterion] = []
        if by is not None:
            acts_for = self._acting_for(by)
            criteria.append(lambda claim: _any_acts(claim.claimants, acts_for, dataset.made(claim).moment))
        if stance is not None:
            wanted_stance = to_stance(stance)
            criteria.append(lambda claim: _exactly(claim.stance is wanted_stance))
        if likelihood is not None:
            wanted_likelihood = to_likelihood(likelihood)
            criteria.append(lambda claim: _exactly(claim.likelihood is wanted_likelihood))
        if modality is not None:
            wanted_modality = to_modality(modality)
            criteria.append(lambda claim: _exactly(claim.modality is wanted_modality))
        if about is not None:
            events = self._event_ids(about)
            criteria.append(lambda claim: _exactly(claim.event in events))
        if answering is not None:
            answered = dataset.claims[answering if isinstance(answering, str) else answering.id].id
            criteria.append(lambda claim: _exactly(answered in claim.answers))
        if source is not None:
            document = dataset.documents[source if isinstance(source, str) else source.id].id
            criteria.append(lambda claim: _exactly(document in claim.documents))
        if made is not None:
            made_window = ImpreciseDate.of(made)
            criteria.append(lambda claim: dataset.made(claim).moment.within(made_window))
        if during is not None:
            criteria.append(self._time_during(ImpreciseDate.of(during)))
        return self._where(criteria, certainty)

    def _event_ids(self, about: str | Event | EventSelection[Any]) -> frozenset[str]:
        if isinstance(about, EventSelection):
            return frozenset(about.ids)
        return frozenset((self._dataset.events[about if isinstance(about, str) else about.id].id,))

    def _time_during(self, window: ImpreciseDate) -> Criterion:
        events = self._dataset.events

        def criterion(claim: Claim) -> Truth:
            when = claim.when if claim.when is not None else events[claim.event].when
            return Truth.POSSIBLY if when is None else when.during(window)

        return criterion
