"""What can be asked of actors, places, items and documents. Imports the model and this room."""

from __future__ import annotations

from typing import Self, TypeVar

from axis_tracker.dataset.collections import SINGULAR
from axis_tracker.dataset.selections import (
    ActorLike,
    Criterion,
    DateLike,
    ItemLike,
    PlaceLike,
    RecordSelection,
    yes_or_no,
)
from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.actors import Actor
from axis_tracker.model.documents import Document
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.vocabulary import ActorKind, ActorKindName, Certainty, CertaintyName, to_actor_kind

__all__ = ["ActorSelection", "DocumentSelection", "ItemSelection", "NamedSelection", "PlaceSelection"]

N = TypeVar("N", bound=Actor | Place | Item)


class NamedSelection(RecordSelection[N]):
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
            record: N = self._dataset.names(self._collection).find(key)
            found = self._index().get(record.id)
        if found is None:
            raise UnknownNameError(key, kind=SINGULAR[self._collection])
        return found


class ActorSelection(NamedSelection[Actor]):
    """Actors; `["DPRK"]`, `.get` and `in` also take a name or an alias, without regard to case."""

    __slots__ = ()
    _collection = "actors"

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
            criteria.append(lambda actor: yes_or_no(actor.kind is wanted_kind))
        if acting_for is not None:
            acts_for = self._acting_for(acting_for)
            when = None if during is None else ImpreciseDate.of(during).extent
            criteria.append(lambda actor: acts_for(actor.id, when))
        return self._where(criteria, certainty)


class PlaceSelection(NamedSelection[Place]):
    """Places; also found by name or alias."""

    __slots__ = ()
    _collection = "places"

    def where(self, *, within: PlaceLike | None = None) -> Self:
        """The place `within` and all places in it. Raises `UnknownNameError` for an unknown place."""
        if within is None:
            return self
        below = self._places(within)
        return self._narrowed(place for place in self if place.id in below)


class ItemSelection(NamedSelection[Item]):
    """Items; also found by name or alias."""

    __slots__ = ()
    _collection = "items"

    def where(self, *, below: ItemLike | None = None) -> Self:
        """The item `below` and all narrower items. Raises `UnknownNameError` for an unknown item."""
        if below is None:
            return self
        narrower = self._items(below)
        return self._narrowed(item for item in self if item.id in narrower)


class DocumentSelection(RecordSelection[Document]):
    """Documents."""

    __slots__ = ()
    _collection = "documents"

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
            criteria.append(lambda document: yes_or_no(document.publisher == wanted))
        return self._where(criteria, certainty)
