"""Queries on events of all kinds, and on delegations, arms transfers and deployments."""

from __future__ import annotations

from typing import Any, Self, TypeAlias, TypeVar

from axis_tracker.dataset.integrity import ids_in
from axis_tracker.dataset.names import nearest
from axis_tracker.dataset.selections import (
    ActorLike,
    Criterion,
    DateLike,
    ItemLike,
    PlaceLike,
    RecordSelection,
    any_acts,
    possible_records,
    yes_or_no,
)
from axis_tracker.errors import UnknownNameError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.events import EVENT_KINDS, ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.fields import REFERS_TO
from axis_tracker.model.vocabulary import Certainty, CertaintyName

__all__ = ["AnyEventSelection", "DelegationSelection", "DeploymentSelection", "EventSelection", "TransferSelection"]

E = TypeVar("E", bound=Event)
K = TypeVar("K", bound=Event)

_Condition: TypeAlias = "tuple[str, str | None, ActorLike | PlaceLike | ItemLike | None]"
"""A collection, a field that refers to it (None for any field), and the record to look for (None for no condition)."""


class EventSelection(RecordSelection[E]):
    """The base class of event selections."""

    __slots__ = ()
    _collection = "events"

    def _during(self, during: DateLike | None) -> list[Criterion]:
        if during is None:
            return []
        window = ImpreciseDate.of(during)
        return [lambda event: Truth.POSSIBLY if event.when is None else event.when.during(window)]

    def _matching(self, during: DateLike | None, certainty: Certainty | CertaintyName, *conditions: _Condition) -> Self:
        """Return the events that meet some conditions and whose time overlaps a window."""
        return self._where([*self._referring(*conditions), *self._during(during)], certainty)

    def _referring(self, *conditions: _Condition) -> list[Criterion]:
        """Return a criterion for each condition that names a record.

        An actor that acts for the named actor at the time of the event counts too, and so do places within the named
        place and narrower items.
        """
        return [
            self._criterion(collection, field, wanted) for collection, field, wanted in conditions if wanted is not None
        ]

    def _criterion(self, collection: str, field: str | None, wanted: Any) -> Criterion:
        def ids(event: Event) -> tuple[str, ...]:
            return _references(event, collection) if field is None else ids_in(getattr(event, field))

        if collection == "actors":
            acts_for = self._acting_for(wanted)
            return lambda event: any_acts(ids(event), acts_for, None if event.when is None else event.when.extent)
        below = self._places(wanted) if collection == "places" else self._items(wanted)
        return lambda event: yes_or_no(not below.isdisjoint(ids(event)))


def _references(event: Event, collection: str) -> tuple[str, ...]:
    return tuple(
        key
        for field in event.__attrs_attrs__
        if field.metadata.get(REFERS_TO) == collection
        for key in ids_in(getattr(event, field.name))
    )


class AnyEventSelection(EventSelection[E]):
    """A selection of events of any kind."""

    __slots__ = ()

    def of_kind(self, kind: type[K]) -> AnyEventSelection[K]:
        """Return the events of one class, and tell type checkers the class. The class may come from another project."""
        return AnyEventSelection(self._dataset, *self._of_kind(kind))

    def _of_kind(self, kind: type[K]) -> tuple[tuple[K, ...], tuple[K, ...]]:
        """Return the events of one class in this selection, and the further possible events of this class."""
        certain, possible = (
            tuple(event for event in events if isinstance(event, kind)) for events in (self, possible_records(self))
        )
        return certain, possible

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
        """Return the events that meet all the given conditions.

        - `kind`: the event has this kind, such as "arms-transfer".
        - `involving`: a field of the event refers to this actor, or to an actor that acts for this actor at the time of
          the event.
        - `place`: a field of the event refers to this place, or to a place within this place.
        - `item`: a field of the event refers to this item, or to a narrower item.
        - `during`: the time of the event overlaps this window.

        `certainty="possible"` also returns the events that may meet the conditions, such as undated events. Otherwise,
        `possible` says how many these are.

        Raises `UnknownNameError` for an unknown kind, actor, place or item.
        """
        criteria = self._during(during)
        if kind is not None:
            # Kinds from other projects are known only from the events in the dataset.
            known = {one.kind for one in (*EVENT_KINDS, *self._dataset.events)}
            if kind not in known:
                raise UnknownNameError(kind, kind="kind of event", nearest=nearest(kind, sorted(known)))
            criteria.append(lambda event: yes_or_no(event.kind == kind))
        criteria += self._referring(("actors", None, involving), ("places", None, place), ("items", None, item))
        return self._where(criteria, certainty)


class DelegationSelection(EventSelection[Delegation]):
    """A selection of visits."""

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
        """Return the visits that meet all the given conditions.

        - `visitor`, `host`: a visitor or the host is this actor, or acts for this actor at the time of the visit.
        - `place`: the visit takes place at this place, or at a place within this place.
        - `during`: the time of the visit overlaps this window.

        `certainty="possible"` also returns the visits that may meet the conditions, such as undated visits. Otherwise,
        `possible` says how many these are.

        Raises `UnknownNameError` for an unknown actor or place.
        """
        actors = ("actors", "visitors", visitor), ("actors", "host", host)
        return self._matching(during, certainty, *actors, ("places", "place", place))


class TransferSelection(EventSelection[ArmsTransfer]):
    """A selection of arms transfers."""

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
        """Return the arms transfers that meet all the given conditions.

        - `supplier`, `recipient`: the supplier or the recipient is this actor, or acts for this actor at the time of
          the transfer.
        - `item`: this item, or a narrower item, is transferred.
        - `during`: the time of the transfer overlaps this window.

        `certainty="possible"` also returns the transfers that may meet the conditions, such as undated transfers.
        Otherwise, `possible` says how many these are.

        Raises `UnknownNameError` for an unknown actor or item.
        """
        actors = ("actors", "supplier", supplier), ("actors", "recipient", recipient)
        return self._matching(during, certainty, *actors, ("items", "item", item))


class DeploymentSelection(EventSelection[Deployment]):
    """A selection of deployments of forces."""

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
        """Return the deployments that meet all the given conditions.

        - `of`: the forces belong to this actor, or to an actor that acts for this actor at the time of the deployment.
        - `to`: the forces go to this place, or to a place within this place.
        - `item`: this item, or a narrower item, is counted.
        - `in_support_of`: the forces support this actor, or an actor that acts for this actor at the time of the
          deployment.
        - `during`: the time of the deployment overlaps this window.

        `certainty="possible"` also returns the deployments that may meet the conditions, such as undated deployments.
        Otherwise, `possible` says how many these are.

        Raises `UnknownNameError` for an unknown actor, place or item.
        """
        return self._matching(
            during,
            certainty,
            ("actors", "of", of),
            ("places", "to", to),
            ("items", "item", item),
            ("actors", "in_support_of", in_support_of),
        )
