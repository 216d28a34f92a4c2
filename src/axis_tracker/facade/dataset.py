"""The public class `Dataset`: a set of records, with methods that answer questions about the records.

Each of these methods calls a function in `axis_tracker.reasoning` or `axis_tracker.tables`. The function is imported
when the method is first called, so a script that only selects records loads neither of these two packages.
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
from axis_tracker.model.vocabulary import Certainty, CertaintyName, Modality, ModalityName

if TYPE_CHECKING:
    from axis_tracker.dataset.selections import ActorLike, DateLike, FieldLike, ItemLike, PlaceLike
    from axis_tracker.model.claims import Claim
    from axis_tracker.model.records import IdentifiedRecord
    from axis_tracker.reasoning.bulk_estimates import Estimates
    from axis_tracker.reasoning.conflicts import Conflict
    from axis_tracker.reasoning.conversions import Conversion, Inclusion
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

    The order in which the records are given does not matter, because every collection is sorted by id. Therefore, equal
    datasets are written as the same bytes. The constructor checks all records and reports all problems together.
    Examples of problems are unknown ids, duplicate ids, cycles in a hierarchy, passages that lie outside their
    document, and revisions of another claimant's claim.

    >>> from axis_tracker import Actor, Item, ArmsTransfer, Dataset
    >>> ds = Dataset([
    ...     Actor(id="kp", name="North Korea", kind="state", aliases=["DPRK"]),
    ...     Actor(id="ru", name="Russia", kind="state"),
    ...     Item(id="rounds", name="artillery rounds"),
    ...     ArmsTransfer(id="kp-ru-rounds", name="Rounds to Russia", supplier="kp", recipient="ru", item="rounds"),
    ... ])
    >>> ds.transfers.where(supplier="DPRK").ids
    ('kp-ru-rounds',)

    Raises `DatasetError` if the records do not form a valid dataset, and `InvalidValueError` for anything that is not a
    record.
    """

    __slots__ = ()

    @property
    def actors(self) -> Actors:
        """All actors, sorted by id. An actor can also be looked up by name or alias, as in `ds.actors["DPRK"]`."""
        return self._selection("actors", Actors)

    @property
    def places(self) -> Places:
        """All places, sorted by id. A place can also be looked up by name or alias."""
        return self._selection("places", Places)

    @property
    def items(self) -> Items:
        """All items, sorted by id. An item can also be looked up by name or alias."""
        return self._selection("items", Items)

    @property
    def documents(self) -> Documents:
        """All documents, sorted by id."""
        return self._selection("documents", Documents)

    @property
    def events(self) -> Events[Event]:
        """All events of every kind, sorted by id."""
        return self._selection("events", Events)

    @property
    def claims(self) -> Claims:
        """All claims, sorted by id."""
        return self._selection("claims", Claims)

    @property
    def delegations(self) -> Delegations:
        """All visits (`Delegation` events), sorted by id."""
        return self._selection("delegations", Delegations, Delegation)

    @property
    def transfers(self) -> Transfers:
        """All arms transfers (`ArmsTransfer` events), sorted by id."""
        return self._selection("transfers", Transfers, ArmsTransfer)

    @property
    def deployments(self) -> Deployments:
        """All deployments (`Deployment` events), sorted by id."""
        return self._selection("deployments", Deployments, Deployment)

    def table(self, view: str) -> Table:
        """Return one view of the dataset as a flat table, for a spreadsheet or a data frame (see `Table`).

        The views are "claims", "passages" (the evidence of claims), "events", "actors", "roles" (for whom actors act),
        "places", "items", "documents" and "uncoded" (passages that are not coded). To get a table of only some records,
        call the `table()` method of a selection.

        >>> import axis_tracker as axt
        >>> axt.load().table("roles")["during_earliest"].type
        <ColumnType.DATE: 'date'>

        Raises `UnknownNameError` for any other view.
        """
        from axis_tracker.tables.table import table_of

        return table_of(self, view)

    def with_records(self, *records: IdentifiedRecord) -> Self:
        """Return a dataset that also has these records. A record with a known id replaces the record with this id.

        Adding claims costs only what they touch, so that a script can add claims one by one and ask after each.

        >>> import axis_tracker as axt
        >>> ds = axt.Dataset([axt.Actor(id="kp", name="North Korea", kind="state")])
        >>> ds.with_records(axt.Actor(id="kp", name="DPRK", kind="state")).actors["kp"].name
        'DPRK'

        Raises `DatasetError` if the records do not form a valid dataset, and `InvalidValueError` for anything that is
        not a record and for two records with one id.
        """
        from axis_tracker.reasoning.extending import with_records

        return with_records(self, records)

    def disputes(self, *, about: AboutLike | None = None) -> tuple[Dispute, ...]:
        """Return the disputes, each with both sides, sorted by the id of the event (see `Dispute`).

        A dispute is about an event, a figure or a date that is denied, doubted or contradicted. `about` limits the
        answer to one event or to a selection of events.

        A denial or doubt that carries a figure disputes the figure. Any other denial or doubt disputes the event and
        its parts. It disputes only what had happened by the day on which it was made; what only possibly had happened
        by then is listed apart. Only current claims take a side, so claims that were later revised take no side. A
        denial of a plan disputes plans, and a denial of a fact disputes facts. Neither relay drift, nor a refusal to
        comment, nor a speaker who contradicts himself is a dispute.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.disputes import disputes

        return disputes(self, about=about)

    def drifts(self, *, about: AboutLike | None = None) -> tuple[Drift, ...]:
        """Return the utterances that were reported in different versions, sorted by id (see `Drift`).

        The versions differ in the figure, the hedge, the item, the time or the stance. `about` limits the answer to one
        event or to a selection of events.

        Raises `UnknownNameError` for an unknown event.
        """
        from axis_tracker.reasoning.drift import drifts

        return drifts(self, about=about)

    def revisions(self, *, about: AboutLike | None = None) -> tuple[Revision, ...]:
        """Return the chains of claims that revise one another, sorted by the id of the first claim (see `Revision`).

        Each chain also lists the changes from claim to claim. `about` limits the answer to one event or to a selection
        of events.

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
        """Return the positions that an actor, and those who act for the actor, took over time (see `Stances`).

        Positions that were later revised are included, because the actor did take them. `about` limits the answer to
        one event or to a selection of events. `certainty="possible"` also includes the positions of people or bodies
        that may have been acting for the actor when they spoke. Otherwise, `possible` says how many positions these
        are.

        Raises `UnknownNameError` for an unknown actor or event.
        """
        from axis_tracker.reasoning.stances import stances

        return stances(self, actor, about=about, certainty=certainty)

    def corroboration(self, of: str | Event | Claim) -> Corroboration:
        """Return how many independent voices support an event or a claim (see `Corroboration`).

        `of` is the event, the claim, or the id of either.

        Raises `UnknownNameError` if neither an event nor a claim has the id. Raises `InvalidValueError` if both an
        event and a claim have the id, or if the claim asserts nothing.
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
        """Return, item by item, what two actors and those who acted for them gave each other (see `Ledger`).

        The ledger also shows what was given in exchange for what. `certainty="possible"` also counts events whose
        parties may have acted for the two actors.

        Raises `UnknownNameError` for an unknown actor.
        """
        from axis_tracker.reasoning.ledger_builder import ledger

        return ledger(self, one, other, certainty=certainty)

    def timeline(
        self,
        *,
        about: AboutLike | None = None,
        during: DateLike | None = None,
        kinds: Iterable[EntryKind | str] = ("event", "said"),
        certainty: Certainty | CertaintyName = Certainty.CERTAIN,
    ) -> Timeline:
        """Return events and claims in chronological order, as far as their dates determine the order (see `Timeline`).

        - `about`: one event or a selection of events, to which the answer is limited.
        - `during`: a period that every entry must overlap. `certainty="possible"` also returns entries that may overlap
          the period. Otherwise, `possible` says how many these are.
        - `kinds`: the kinds of entry to return. "event" means an event at its own time, "said" means a claim at the
          time when it was made, and "told" means an event at the time that a claim gives for the event.

        Raises `UnknownNameError` for an unknown event, and `InvalidValueError` for an unknown kind.
        """
        from axis_tracker.reasoning.timeline import timeline

        return timeline(self, about=about, during=during, kinds=kinds, certainty=certainty)

    def as_of(self, day: DateLike, *, certainty: Certainty | CertaintyName = Certainty.CERTAIN) -> Self:
        """Return what had been said by the end of a day, as a dataset of the same class.

        If `day` is a longer period, its last day is used. For example, "2023" means the end of 2023.

        The view contains every claim that had certainly been made by the end of the day. The date of a claim is its own
        `made`. If `made` is missing, the date is the publication date of the claim's earliest document. Together with
        each claim, the view contains the claims that it answers, revises, supports or is derived from, since those were
        made earlier. A revision that was made after the day has no effect yet.

        The view contains every document that had certainly been published by the end of the day. Passages in later
        documents are left out. A claim that has no remaining passage stays in the view if it had been made by the end
        of the day. If the document that gives a claim its date is left out, the view stores the date in the claim's
        `made`.

        The view contains all events, actors, places and items as they are. `certainty="possible"` also includes the
        claims that may have been made, and the documents that may have been published, by the end of the day.

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

        Raises `InvalidValueError` for a period that has no last day.
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
        phase: Phase | str | None = None,
        reading: Reading | str | None = None,
        unit: str | None = None,
        modality: Modality | ModalityName | None = None,
        since: DateLike | None = None,
        at: DateLike | None = None,
        policy: Policy | None = None,
        conversions: Iterable[Conversion | Inclusion] = (),
    ) -> Estimate:
        """Return the bounds that the claims set for one quantity, and the claims behind these bounds (see `Estimate`).

        - The fields of the event say what is counted. For example, an arms transfer has a `supplier`, a `recipient` and
          an `item`, a deployment has `of` and `to`, and an engagement has `losses_of`. `about` holds further fields by
          name, such as the fields of an event from another project: `about={"by": "kp", "target": "ru"}`.
        - `kind`: the kind of event. The default is the first kind that has all the given fields.
        - `event`: one event, which is given instead of fields.
        - `phase`: the stage that the counted things have reached, such as "ordered", "sent" or "delivered".
        - `reading`: "total" for what was counted up to a day, "level" for what was present on a day, "rate", "share" or
          "fixed" for a fixed value such as a capacity.
        - `unit`: the unit of the quantity.
        - `modality`: "actual" for facts, "planned", "predicted" and so on. The default is "actual", or "planned" for
          the phase "planned".
        - `since`: the day on which counting begins.
        - `at`: the day in question. If `at` is a longer period, its last day is used. The default is the last day that
          the claims mention.
        - `policy`: which claims count and which rules apply. The default is `Policy()`.
        - `conversions`: how figures in other units are converted (see `Conversion` and `Inclusion`). By default, units
          are never converted.

        What `phase`, `reading` and `unit` leave open is chosen together, regardless of `at`: the figures with bounds
        from the most independent voices, and then in a fixed order. `Estimate.also` lists the others.

        >>> import axis_tracker as axt
        >>> shells = axt.load().estimate(supplier="DPRK", recipient="Russia", item="artillery shells")
        >>> shells.low is not None
        True
        >>> rounds = {"event": "kp-ru-artillery-ammunition", "unit": "rounds", "at": "2024-11-30"}
        >>> print(axt.load().estimate(**rounds))
        more than 1 million rounds
        >>> shells_are_rounds = axt.Inclusion(part="shells", whole="rounds")
        >>> print(axt.load().estimate(**rounds, conversions=[shells_are_rounds]))
        at least 4.5 million rounds

        Raises `UnknownNameError` for an unknown actor, place, item, event or kind. Raises `InvalidValueError` if no
        kind of event has the given fields, and for a period that has no last day.
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
        asked = question_about(
            self,
            given,
            kind=kind,
            event=event,
            phase=phase,
            reading=reading,
            unit=unit,
            modality=modality,
            since=since,
            conversions=conversions,
        )
        return estimate_of(self, asked, at, policy)

    def estimates(
        self,
        *,
        kind: str | None = None,
        phase: Phase | str | None = None,
        reading: Reading | str | None = None,
        unit: str | None = None,
        modality: Modality | ModalityName | None = None,
        at: DateLike | None = None,
        policy: Policy | None = None,
    ) -> Estimates:
        """Return the bounds of every quantity of every event, one quantity per row (see `Estimates`).

        Each row is the same as the result of `estimate(event=..., phase=..., reading=..., unit=...)`, but all rows are
        computed together. `kind`, `phase`, `reading`, `unit` and `modality` select rows. `at` and `policy` have the
        same meaning as for `estimate`.

        Raises `UnknownNameError` for an unknown kind. Raises `InvalidValueError` for an unknown phase or reading, and
        for a period that has no last day.
        """
        from axis_tracker.reasoning.bulk_estimates import all_estimates

        return all_estimates(
            self, kind=kind, phase=phase, reading=reading, unit=unit, modality=modality, at=at, policy=policy
        )

    def conflicts(self, *, policy: Policy | None = None) -> tuple[Conflict, ...]:
        """Return the conflicts, in which lower bounds exceed a comparable upper bound (see `Conflict`).

        The bounds in a conflict cannot all be true. Two bounds are comparable if they have the same unit and phase and
        hold on the same day, and if the upper bound counts everything that the lower bound counts. All pairs of
        conflicting bounds are listed. Several lower bounds over disjoint periods, or of disjoint parts, may also exceed
        an upper bound together. For each upper bound, the answer contains a smallest set of such lower bounds, provided
        that no bound in the set exceeds the upper bound alone. The default of `policy` is `Policy()`.
        """
        from axis_tracker.reasoning.conflict_index import conflicts_in
        from axis_tracker.reasoning.policies import Policy as DefaultPolicy

        return conflicts_in(self, DefaultPolicy() if policy is None else policy)
