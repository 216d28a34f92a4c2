"""The public dataset: the records, and every question about them.

Each question is answered by a function of `axis_tracker.reasoning` or `axis_tracker.tables`, which is imported when
it is first asked, so that a script that only selects records does not load them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Self, final

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.facade.selections import (
    Actors,
    Claims,
    Delegations,
    Deployments,
    Documents,
    Events,
    Items,
    Places,
    Transfers,
)
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.model.events import ArmsTransfer, Delegation, Deployment, Event
from axis_tracker.model.vocabulary import Certainty, CertaintyName

if TYPE_CHECKING:
    from axis_tracker.dataset.selections import ActorLike, DateLike, FieldLike, ItemLike, PlaceLike
    from axis_tracker.model.claims import Claim
    from axis_tracker.reasoning.all_estimates import Estimates
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

__all__ = ["Dataset"]


@final
class Dataset(RecordSet):
    """An immutable, checked collection of actors, places, items, documents, events and claims.

    The order in which records are given does not matter: every collection is sorted by id, so equal datasets are
    written as equal bytes. All problems are reported together: dangling or duplicate ids, circular hierarchies,
    passages outside their document, revisions of somebody else's claim.

    >>> from axis_tracker import Actor, Item, ArmsTransfer, Dataset
    >>> ds = Dataset([
    ...     Actor(id="kp", name="North Korea", kind="state", aliases=["DPRK"]),
    ...     Actor(id="ru", name="Russia", kind="state"),
    ...     Item(id="rounds", name="artillery rounds"),
    ...     ArmsTransfer(id="kp-ru-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="rounds"),
    ... ])
    >>> ds.transfers.where(supplier="DPRK").ids
    ('kp-ru-rounds',)

    Raises `DatasetError` if the records do not form a dataset, `InvalidValueError` for anything that is not a record.
    """

    __slots__ = ()

    @property
    def actors(self) -> Actors:
        """All actors, by id. `ds.actors["DPRK"]` also takes a name or an alias."""
        return self._selection("actors", Actors)

    @property
    def places(self) -> Places:
        """All places, by id. They can also be found by name or alias."""
        return self._selection("places", Places)

    @property
    def items(self) -> Items:
        """All items, by id. They can also be found by name or alias."""
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

    def table(self, view: str) -> Table:
        """Return a flat view of all records, for a spreadsheet or a data frame (see `Table`).

        The views are "claims", "passages" (what claims cite), "events", "actors", "roles" (whom actors act for),
        "places", "items", "documents" and "uncoded" (stretches of documents that are not coded). Each selection has a
        view of its own.

        >>> import axis_tracker as axt
        >>> axt.load().table("roles")["during_earliest"].type
        <ColumnType.DATE: 'date'>

        Raises `UnknownNameError` for any other view.
        """
        from axis_tracker.tables.table import table_of

        return table_of(self, view)

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

    def as_of(self, day: DateLike, *, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> Self:
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
        about: Mapping[str, FieldLike] | None = None,
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
        `to` of a deployment, `losses_of` in an engagement, and `item`; `about` has any others by their name, such as
        those of another project's kind (`about={"by": "kp", "target": "ru"}`). The kind is the first that has all of
        them, or `kind`; `event` asks about one event instead. `reading` is "total" or "level"; `unit` is the one in
        which most origins count, if none is given; `since` asks for what was counted from a day on. `at` is the day
        that is asked about (of a longer time the last day): by default, the last that the claims speak of. `policy`:
        `Policy()`.

        >>> import axis_tracker as axt
        >>> shells = axt.load().estimate(supplier="DPRK", recipient="Russia", item="artillery shells")
        >>> shells.low is not None
        True

        Raises `UnknownNameError` for an unknown actor, place, item, event or kind, `InvalidValueError` for fields that
        no kind of event has and for a time without a last day.
        """
        from axis_tracker.reasoning.estimates import estimate_of, given_fields, question_about

        keywords = {
            "supplier": supplier,
            "recipient": recipient,
            "of": of,
            "to": to,
            "in_support_of": in_support_of,
            "losses_of": losses_of,
            "place": place,
            "item": item,
        }
        given = given_fields(keywords, about)
        question = question_about(
            self, given, kind=kind, event=event, phase=phase, reading=reading, unit=unit, since=since
        )
        return estimate_of(self, question, at, policy)

    def estimates(
        self,
        *,
        kind: str | None = None,
        phase: Phase | str | None = None,
        reading: Reading | str = Reading.TOTAL,
        unit: str | None = None,
        at: DateLike | None = None,
        policy: Policy | None = None,
    ) -> Estimates:
        """What the claims allow of every figure of every event, in one go: a row for each (see `Estimates`).

        The rows are what `estimate(event=..., phase=..., unit=...)` gives one by one. `kind`, `phase` and `unit` narrow
        them; `reading`, `at` and `policy` are those of `estimate`. Raises `UnknownNameError` for an unknown kind,
        `InvalidValueError` for a phase or reading that is none and for a time without a last day.
        """
        from axis_tracker.reasoning.all_estimates import all_estimates

        return all_estimates(self, kind=kind, phase=phase, reading=reading, unit=unit, at=at, policy=policy)

    def conflicts(self, *, policy: Policy | None = None) -> tuple[Conflict, ...]:
        """Bounds that cannot hold together: a lower end above a comparable upper end (see `Conflict`).

        Two bounds are comparable if they are in one unit and phase, hold on one day, and all that the lower counts is
        counted by the upper. All such pairs are listed; and for each upper end besides, where there are any, as few
        bounds of disjoint windows as add up to more, though none of them is more by itself. `policy`: `Policy()`.
        """
        from axis_tracker.reasoning.disagreements import conflicts_in
        from axis_tracker.reasoning.policies import Policy as DefaultPolicy

        return conflicts_in(self, DefaultPolicy() if policy is None else policy)
