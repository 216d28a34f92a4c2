"""Queries on actors, places, items and documents."""

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
    """A selection of records that can be found by name or alias as well as by id."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return self.get(item) is not None if isinstance(item, str) else super().__contains__(item)

    def get(self, key: str) -> N | None:
        """Return the record with this id, name or alias, or None if the selection has no such record.

        Raises `UnknownNameError` if several records share the name.
        """
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
    """A selection of actors. `actors["DPRK"]`, `get` and `in` accept an id, a name or an alias and ignore case."""

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
        """Return the actors that meet all the given conditions.

        - `kind`: the actor is of this kind.
        - `acting_for`: the actor is the given actor, or acts for the given actor.
        - `during`: the actor meets the condition `acting_for` throughout this period. `during` requires `acting_for`.

        `certainty="possible"` also returns the actors that may meet the conditions. Otherwise, `possible` says how many
        these are.

        Raises `UnknownNameError` for an unknown actor, and `InvalidValueError` for `during` without `acting_for`.
        """
        criteria: list[Criterion] = []
        if during is not None and acting_for is None:
            raise InvalidValueError("during= requires acting_for=", value=during, path="during")
        if kind is not None:
            wanted_kind = to_actor_kind(kind)
            criteria.append(lambda actor: yes_or_no(actor.kind is wanted_kind))
        if acting_for is not None:
            acts_for = self._acting_for(acting_for)
            when = None if during is None else ImpreciseDate.of(during).extent
            criteria.append(lambda actor: acts_for(actor.id, when))
        return self._where(criteria, certainty)


class PlaceSelection(NamedSelection[Place]):
    """A selection of places, in which a place can be looked up by id, name or alias."""

    __slots__ = ()
    _collection = "places"

    def where(self, *, within: PlaceLike | None = None) -> Self:
        """Return the place given as `within` and all places that lie within that place.

        Raises `UnknownNameError` for an unknown place.
        """
        if within is None:
            return self
        below = self._places(within)
        return self._where([lambda place: yes_or_no(place.id in below)])


class ItemSelection(NamedSelection[Item]):
    """A selection of items, in which an item can be looked up by id, name or alias."""

    __slots__ = ()
    _collection = "items"

    def where(self, *, below: ItemLike | None = None) -> Self:
        """Return the item given as `below` and all narrower items.

        Raises `UnknownNameError` for an unknown item.
        """
        if below is None:
            return self
        narrower = self._items(below)
        return self._where([lambda item: yes_or_no(item.id in narrower)])


class DocumentSelection(RecordSelection[Document]):
    """A selection of documents."""

    __slots__ = ()
    _collection = "documents"

    def where(
        self,
        *,
        published: DateLike | None = None,
        publisher: ActorLike | None = None,
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Self:
        """Return the documents that meet all the given conditions.

        - `published`: the document was published within this window of time.
        - `publisher`: the publisher is this actor itself, not another actor that acts for this actor.

        `certainty="possible"` also returns the documents that may meet the conditions. Otherwise, `possible` says how
        many these are.

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
