"""The public dataset: its records, and a method for each question about them.

Each question is answered by a function in `axis_tracker.reasoning` or `axis_tracker.tables`. The function is imported
when it is first needed, so a script that only selects records does not load these packages.
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

    The order of the records does not matter: every collection is sorted by id, so equal datasets are written as the
    same bytes. The constructor checks all records and reports all problems together: unknown or duplicate ids, cycles
    in a hierarchy, passages outside their document, and revisions of another claimant's claim.

    >>> from axis_tracker import Actor, Item, ArmsTransfer, Dataset
    >>> ds = Dataset([
    ...     Actor(id="kp", name="North Korea", kind="state", aliases=["DPRK"]),
    ...     Actor(id="ru", name="Russia", kind="state"),
    ...     Item(id="rounds", name="artillery rounds"),
    ...     ArmsTransfer(id="kp-ru-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="rounds"),
    ... ])
    >>> ds.transfers.where(supplier="DPRK").ids
    ('kp-ru-rounds',)

    Raises `DatasetError` for problems between the records, and `InvalidValueError` for anything that is not a record.
    """

    __slots__ = ()

    @property
    def actors(self) -> Actors:
        """All actors, by id. `ds.actors["DPRK"]` also accepts a name or an alias."""
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
        """All events of every kind, by id."""
        return self._selection("events", Events)

    @property
    def claims(self) -> Claims:
        """All claims, by id."""
        return self._selection("claims", Claims)

    @property
    def delegations(self) -> Delegations:
        """All visits (`Delegation` events), by id."""
        return self._selection("delegations", Delegations, Delegation)

    @property
    def transfers(self) -> Transfers:
        """All arms transfers (`ArmsTransfer` events), by id."""
        return self._selection("transfers", Transfers, ArmsTransfer)

    @property
    def deployments(self) -> Deployments:
        """All deployments (`Deployment` events), by id."""
        return self._selection("deployments", Deployments, Deployment)

    def table(self, view: str) -> Table:
        """Return a flat table of all records, for a spreadsheet or a data frame (see `Table`).

        The views are "claims", "passages" (the evidence of claims), "events", "actors", "roles" (for whom actors act),
        "places", "items", "documents" and "uncoded" (passages that are not coded). To get a table of some records only,
        call `table()` on a selection.

        >>> import axis_tracker as axt
        >>> axt.load().table("roles")["during_earliest"].type
        <ColumnType.DATE: 'date'>

        Raises `UnknownNameError` for any other view.
        """
        from axis_tracker.tables.table import table_of

        return table_of(self, view)

    def disputes(self, *, about: AboutLike | None = None) -> tuple[Dispute, ...]:
        """Return everything that is denied, doubted or contradicted, with both sides, ordered by event (see `Dispute`).

        `about` limits the answer to an event or a selection of events.

        A denial or doubt that carries a figure disputes the figure. Any other denial or doubt disputes the event. Only
        current claims take a side: revised claims do not, and neither do plans, forecasts or wishes, unless a denial
        answers them. Relay drift is not a dispute, and neither is a refusal to comment.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.disputes import disputes

        return disputes(self, about=about)

    def drifts(self, *, about: AboutLike | None = None) -> tuple[Drift, ...]:
        """Return the utterances that reports give in different versions, ordered by id (see `Drift`).

        The reports differ in the figure, the hedge, the item or the stance. `about` limits the answer to an event or a
        selection of events.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.drift import drifts

        return drifts(self, about=about)

    def revisions(self, *, about: AboutLike | None = None) -> tuple[Revision, ...]:
        """Return the chains of claims that replace one another, with their changes, ordered by the first claim's id.

        See `Revision`. `about` limits the answer to an event or a selection of events.

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
        """Return the positions of an actor, and of those who act for it, over time (see `Stances`).

        Positions that were later revised are included, because the actor took them. `about` limits the answer to an
        event or a selection of events. `certainty="possible"` also includes positions of people or bodies that may have
        acted for the actor when they spoke.

        Raises `UnknownNameError` for an unknown actor or event.
        """
        from axis_tracker.reasoning.stances import stances

        return stances(self, actor, about=about, certainty=certainty)

    def corroboration(self, of: str | Event | Claim) -> Corroboration:
        """Return how many independent sources support an event or a claim (see `Corroboration`).

        `of` is the event or the claim, or its id.

        Raises `UnknownNameError` if neither an event nor a claim has the id. Raises `InvalidValueError` if both
        have it, and for a claim that asserts nothing.
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
        """Return what two actors, or those who acted for them, gave each other, item by item (see `Ledger`).

        The ledger also shows what was given in exchange for what. `certainty="possible"` also counts events whose
        parties may have acted for the two actors.

        Raises `UnknownNameError` for an unknown actor.
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
        """Return events and claims in chronological order, as far as their dates determine it (see `Timeline`).

        - `about`: an event or a selection of events.
        - `during`: a window of time, which entries must overlap. `certainty="possible"` also returns entries that may
          overlap it.
        - `kinds`: the kinds of entry: "event" (an event at its own time), "said" (a claim, when it was made) and "told"
          (an event, at the time that a claim gives for it).

        Raises `UnknownNameError` for an unknown event, and `InvalidValueError` for an unknown kind.
        """
        from axis_tracker.reasoning.timeline import timeline

        return timeline(self, about=about, during=during, kinds=kinds, certainty=certainty)

    def as_of(self, day: DateLike, *, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> Self:
        """Return what had been said by the end of a day, as a dataset of the same class.

        For a longer period, the last day is used: "2023" means the end of 2023.

        The view contains every claim that had certainly been made by then. A claim is dated by its own `made`, or
        otherwise by the publication of its earliest document. Together with a claim, the view contains the claims that
        it answers, revises or is derived from, because these had been made earlier. A revision that was made later has
        no effect yet.

        The view contains every document that had certainly been published by then. Passages in later documents are left
        out. A claim without any remaining passage stays in the view if it had been made by then. If the document that
        dates a claim is left out, the view writes the date into `made`.

        Events, actors, places and items stay unchanged. `certainty="possible"` also includes the claims that may have
        been made by then and the documents that may have been published by then.

        >>> from axis_tracker import Activity, Claim, Dataset, Actor
        >>> told = dict(event="fire", claimants=["ru"], summary="A fire.")
        >>> ds = Dataset([
        ...     Actor(id="ru", name="Russia", kind="state"),
        ...     Activity(id="fire", name="A fire", activity="operation"),
        ...     Claim(id="early", made="2023-12-30", **told), Claim(id="late", made="2024-01", **told),
        ... ])
        >>> ds.as_of("2023").claims.ids, ds.as_of("2024-01-15", certainty="possible").claims.ids
        (('early',), ('early', 'late'))

        To ask what was true on a day, according to everything that has been said since, use `estimate(at=...)`.

        Raises `InvalidValueError` for a period without a last day.
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
        """Return the bounds that the claims set for one quantity, and the claims behind them (see `Estimate`).

        - The fields of the event say what is counted: `supplier` and `recipient` of an arms transfer, `of` and `to` of
          a deployment, `losses_of` in an engagement, `item`, and so on. `about` holds further fields by name, such as
          those of another project's kind: `about={"by": "kp", "target": "ru"}`.
        - `kind`: the kind of event. By default, it is the first kind that has all the given fields.
        - `event`: one event, instead of fields.
        - `phase`: the stage that the counted things have reached, such as "ordered", "sent" or "delivered".
        - `reading`: "total" for what was counted up to a day, or "level" for what was present on a day.
        - `unit`: the unit. By default, it is the unit that most origins use.
        - `since`: the day on which counting begins.
        - `at`: the day in question, or the last day of a longer period. By default, it is the last day that the claims
          mention.
        - `policy`: which claims count and which rules apply. By default, it is `Policy()`.

        >>> import axis_tracker as axt
        >>> shells = axt.load().estimate(supplier="DPRK", recipient="Russia", item="artillery shells")
        >>> shells.low is not None
        True

        Raises `UnknownNameError` for an unknown actor, place, item, event or kind. Raises `InvalidValueError` for
        fields that no kind of event has, and for a period without a last day.
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
        """Return the bounds of every quantity of every event, one quantity per row (see `Estimates`).

        The rows are the same as those of `estimate(event=..., phase=..., unit=...)`, computed together. `kind`, `phase`
        and `unit` limit the rows. `reading`, `at` and `policy` are the same as for `estimate`.

        Raises `UnknownNameError` for an unknown kind. Raises `InvalidValueError` for an unknown phase or reading,
        and for a period without a last day.
        """
        from axis_tracker.reasoning.all_estimates import all_estimates

        return all_estimates(self, kind=kind, phase=phase, reading=reading, unit=unit, at=at, policy=policy)

    def conflicts(self, *, policy: Policy | None = None) -> tuple[Conflict, ...]:
        """Return the bounds that cannot all be true: lower bounds above a comparable upper bound (see `Conflict`).

        Two bounds are comparable if they have the same unit and phase and hold on the same day, and if the upper bound
        counts everything that the lower bound counts. All such pairs are listed. For each upper bound, the answer also
        contains a smallest set of lower bounds over disjoint periods that together exceed it, if no single bound in the
        set exceeds it. By default, `policy` is `Policy()`.
        """
        from axis_tracker.reasoning.disagreements import conflicts_in
        from axis_tracker.reasoning.policies import Policy as DefaultPolicy

        return conflicts_in(self, DefaultPolicy() if policy is None else policy)
