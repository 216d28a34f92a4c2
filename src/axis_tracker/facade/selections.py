"""The public selections, which add the method `table()` to the selections of `axis_tracker.dataset`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from axis_tracker.dataset.claim_selections import ClaimSelection
from axis_tracker.dataset.event_selections import (
    AnyEventSelection,
    DelegationSelection,
    DeploymentSelection,
    TransferSelection,
)
from axis_tracker.dataset.record_selections import ActorSelection, DocumentSelection, ItemSelection, PlaceSelection
from axis_tracker.dataset.selections import RecordSelection
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Document
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place
from axis_tracker.model.records import IdentifiedRecord

if TYPE_CHECKING:
    from axis_tracker.tables.table import Table

__all__ = [
    "Actors",
    "Claims",
    "Delegations",
    "Deployments",
    "Documents",
    "Events",
    "Items",
    "Places",
    "Selection",
    "Transfers",
]

R = TypeVar("R", bound=IdentifiedRecord)
E = TypeVar("E", bound=Event)
K = TypeVar("K", bound=Event)


class Selection(RecordSelection[R]):
    """Some or all records of one collection of a dataset, sorted by id.

    A selection works as a sequence (`len`, iteration, `[0]`, slices), as a mapping by id (`["kp"]`, `.get`, `in`) and
    as a set (`&`, `|`, `-` and `^` with another selection of the same dataset and class). A selection never changes.

    >>> from axis_tracker import Dataset, Item
    >>> items = Dataset([Item(id="arms", name="arms"), Item(id="shells", name="shells", broader=["arms"])]).items
    >>> items.where(below="arms") - items[:1]
    <Items 1: shells>

    Raises `UnknownNameError` for an id that is not in the selection. Raises `InvalidValueError` for a slice with a
    negative step, and for an operand from another dataset. Raises `TypeError` for an operand of another class.
    """

    __slots__ = ()

    def table(self, view: str | None = None) -> Table:
        """Return these records as a flat table (see `Table`).

        The default of `view` is the name of the collection, such as "claims". Other views of the same records are
        "passages" for claims, "roles" for actors, and "uncoded" for documents.

        >>> import axis_tracker as axt
        >>> axt.load().claims.where(by="Ukraine").table("passages").key
        ('claim', 'position')

        Raises `UnknownNameError` for a view that shows other records.
        """
        from axis_tracker.tables.table import table_of

        return table_of(self._dataset, self._collection if view is None else view, self._records, of=self._collection)


class Actors(Selection[Actor], ActorSelection):
    """A selection of actors. An actor can also be looked up by name or alias, and case is ignored."""

    __slots__ = ()


class Places(Selection[Place], PlaceSelection):
    """A selection of places. A place can also be looked up by name or alias, and case is ignored."""

    __slots__ = ()


class Items(Selection[Item], ItemSelection):
    """A selection of items. An item can also be looked up by name or alias, and case is ignored."""

    __slots__ = ()


class Documents(Selection[Document], DocumentSelection):
    """A selection of documents."""

    __slots__ = ()


class Claims(Selection[Claim], ClaimSelection):
    """A selection of claims."""

    __slots__ = ()


class Events(Selection[E], AnyEventSelection[E]):
    """A selection of events of any kind."""

    __slots__ = ()

    def of_kind(self, kind: type[K]) -> Events[K]:
        """Return the events of one class, typed as that class. The class may come from another project."""
        return Events(self._dataset, *self._of_kind(kind))


class Delegations(Selection[Delegation], DelegationSelection):
    """A selection of visits."""

    __slots__ = ()


class Transfers(Selection[ArmsTransfer], TransferSelection):
    """A selection of arms transfers."""

    __slots__ = ()


class Deployments(Selection[Deployment], DeploymentSelection):
    """A selection of deployments of forces."""

    __slots__ = ()
