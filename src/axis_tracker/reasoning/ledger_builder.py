"""How a ledger is made: which events are gifts between two actors, in which rows, and what stands about each.

Bounds of running totals come from `estimates`, so that figures of narrower items count for broader ones; all other
figures stand as they were claimed. Imports the model, `ledger` (the records), `disputes` and `revisions`; the dataset
only for type checking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.imprecise.measures import Measure, Phase, Reading
from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import ArmsTransfer, Assistance, Deployment, Event, Exchange
from axis_tracker.model.items import Item
from axis_tracker.model.vocabulary import Certainty, Modality, Stance, to_certainty
from axis_tracker.reasoning.disputes import calls_into_question
from axis_tracker.reasoning.estimates import estimate_of, question_about
from axis_tracker.reasoning.ledger import Ledger, LedgerExchange, LedgerFigure, LedgerRow, form_label
from axis_tracker.reasoning.revisions import replacements

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.model.vocabulary import CertaintyName
    from axis_tracker.reasoning.estimates import Estimate

__all__ = ["GIVING", "Giving", "ledger"]


class Giving(NamedTuple):
    """A kind of event by which one actor gives another something, and its fields for the two."""

    kind: type[Event]
    giver: str
    receiver: str


GIVING: Final = (
    Giving(ArmsTransfer, "supplier", "recipient"),
    Giving(Assistance, "supplier", "recipient"),
    Giving(Deployment, "of", "in_support_of"),
)
"""What a ledger holds: the kinds of event, who gives and who receives. Forces are given to whom they support."""


_MOST_CHOICES: Final = 3
"""Up to so many figures in conflict are written out; of more, only the hull of what they allow."""
_ADDING_UP: Final = (Reading.TOTAL, Reading.INCREMENT)
"""The readings of figures that bound a total."""


def ledger(
    dataset: RecordSet,
    one: ActorLike,
    other: ActorLike,
    *,
    certainty: Certainty | CertaintyName = Certainty.CERTAIN,
) -> Ledger:
    """The ledger of two actors; see `Dataset.ledger`."""
    actors = dataset.names("actors")
    first, second = actors.find(one), actors.find(other)
    book = _Book(dataset, to_certainty(certainty))
    given, returned = book.rows(first, second), book.rows(second, first)
    return Ledger(first, second, given, returned, book.exchanges((*given, *returned)))


class _Book:
    """What the rows of a ledger are made from: the standing claims of each event."""

    def __init__(self, dataset: RecordSet, certainty: Certainty) -> None:
        self.dataset = dataset
        self.accepted = (Truth.YES,) if certainty is Certainty.CERTAIN else (Truth.YES, Truth.POSSIBLY)
        replaced = replacements(dataset).replaced()
        self.standing: dict[str, list[Claim]] = {}
        for claim in dataset.claims:
            if claim.id not in replaced:
                self.standing.setdefault(claim.event, []).append(claim)

    def rows(self, giver: Actor, receiver: Actor) -> tuple[LedgerRow, ...]:
        """What the one gave the other, in the order of the item hierarchy."""
        groups: dict[tuple[Item | None, str], list[Event]] = {}
        for event in self._given(giver, receiver):
            groups.setdefault(self._heading(event), []).append(event)
        items = {item.id: item for item, _ in groups if item is not None}
        headings: dict[str, tuple[Item | None, str]] = {item.id: (item, item.name) for item in items.values()}
        ordered = [(headings[key], depth) for key, depth in _tree(self.dataset, items)]
        ordered += [(heading, 0) for heading in sorted(groups, key=_label) if heading[0] is None]
        return tuple(self._row(giver, receiver, heading, depth, groups[heading]) for heading, depth in ordered)

    def _given(self, giver: Actor, receiver: Actor) -> Iterator[Event]:
        acts_for = self.dataset.hierarchy.acts_for
        for event in self.dataset.events:
            for giving in GIVING:
                if isinstance(event, giving.kind):
                    gives, receives = getattr(event, giving.giver), getattr(event, giving.receiver)
                    when = None if event.when is None else event.when.extent
                    if receives is not None and (
                        acts_for(gives, giver.id, when) & acts_for(receives, receiver.id, when) in self.accepted
                    ):
                        yield event

    def _heading(self, event: Event) -> tuple[Item | None, str]:
        key = getattr(event, "item", None)
        if key is None:
            return (None, form_label(event.form) if isinstance(event, Assistance) else event.name)
        item = self.dataset.items[key]
        return (item, item.name)

    def _row(
        self, giver: Actor, receiver: Actor, heading: tuple[Item | None, str], depth: int, events: list[Event]
    ) -> LedgerRow:
        standing = [claim for event in events for claim in self.standing.get(event.id, ())]
        against = [claim for claim in standing if claim.stance is Stance.DENIES or calls_into_question(claim)]
        asserted = [claim for claim in standing if claim.stance is Stance.ASSERTS and claim not in against]
        claims = [claim for claim in asserted if claim.modality is Modality.ACTUAL]
        return LedgerRow(
            giver,
            receiver,
            *heading,
            depth,
            tuple(events),
            tuple(self._figures(giver, receiver, heading[0], claims)),
            tuple(claims),
            tuple(claim for claim in asserted if claim.modality is not Modality.ACTUAL),
            tuple(against),
            self._claimants(claims),
            self._claimants(against),
        )

    def _figures(
        self, giver: Actor, receiver: Actor, item: Item | None, claims: Sequence[Claim]
    ) -> Iterator[LedgerFigure]:
        """The bounds of the totals, and every figure that says nothing of a total, as it was claimed."""
        totals: dict[tuple[str, str, Phase], list[Claim]] = {}
        others: list[Claim] = []
        for claim in claims:
            if claim.measure is not None:
                measure = claim.measure
                if measure.reading in _ADDING_UP:
                    key = (self.dataset.events[claim.event].kind, measure.quantity.unit, measure.phase)
                    totals.setdefault(key, []).append(claim)
                if measure.reading is not Reading.TOTAL:
                    others.append(claim)
        for (kind, unit, phase), counted in totals.items():
            estimate = self._estimate(giver, receiver, item, kind=kind, unit=unit, phase=phase)
            if estimate is not None:
                yield self._total(estimate)
            else:
                others += (claim for claim in counted if claim not in others)
        yield from self._as_claimed(others)

    def _estimate(
        self, giver: Actor, receiver: Actor, item: Item | None, *, kind: str, unit: str, phase: Phase
    ) -> Estimate | None:
        """What the claims allow of a total; None where they neither bound it nor conflict."""
        parties = next((one for one in GIVING if one.kind.kind == kind), None)
        if parties is None or item is None:
            return None
        fields = {parties.giver: giver, parties.receiver: receiver}
        asked = question_about(
            self.dataset, {**fields, "item": item}, kind=kind, phase=phase, reading=Reading.TOTAL, unit=unit
        )
        estimate = estimate_of(self.dataset, asked, None, None)
        return estimate if estimate.conflicts or (estimate.low, estimate.high) != (None, None) else None

    def _as_claimed(self, claims: Iterable[Claim]) -> Iterator[LedgerFigure]:
        alike: dict[tuple[Measure, str | None], list[Claim]] = {}
        for claim in claims:
            if claim.measure is not None:
                alike.setdefault((claim.measure, claim.assumption), []).append(claim)
        for (measure, assumption), group in alike.items():
            yield LedgerFigure(
                measure.phase,
                measure.reading,
                measure.quantity,
                tuple(group),
                self._claimants(group),
                None,
                str(measure) if assumption is None else f"{measure}, assuming: {assumption}",
            )

    def _total(self, estimate: Estimate) -> LedgerFigure:
        at_odds = [claim for one in estimate.conflicts for claim in (*one.lower, *one.upper)]
        basis = {claim.id: claim for claim in (*estimate.binding_low, *estimate.binding_high, *at_odds)}
        claims = tuple(basis[key] for key in sorted(basis))
        phase, quantity = estimate.question.phase, estimate.quantity
        choices = dict.fromkeys(str(claim.measure) for claim in at_odds)
        text = " or ".join(choices) if 1 < len(choices) <= _MOST_CHOICES else str(Measure(quantity, phase))
        return LedgerFigure(phase, Reading.TOTAL, quantity, claims, self._claimants(claims), estimate, text)

    def _claimants(self, claims: Iterable[Claim]) -> tuple[Actor, ...]:
        return tuple(self.dataset.actors[key] for key in sorted({key for claim in claims for key in claim.claimants}))

    def exchanges(self, rows: Iterable[LedgerRow]) -> tuple[LedgerExchange, ...]:
        """The exchanges that one of the rows takes part in."""
        shown = {event.id for row in rows for event in row.events}
        return tuple(
            LedgerExchange(
                event,
                tuple(self.dataset.events[key] for key in event.given),
                tuple(self.dataset.events[key] for key in event.in_return),
                tuple(self.standing.get(event.id, ())),
                self._claimants(self.standing.get(event.id, ())),
            )
            for event in self.dataset.events.of_kind(Exchange)
            if not shown.isdisjoint((*event.given, *event.in_return))
        )


def _label(heading: tuple[Item | None, str]) -> str:
    return heading[1]


def _tree(dataset: RecordSet, items: dict[str, Item]) -> Iterator[tuple[str, int]]:
    """The items as a tree, each with its depth: under the nearest broader item among them, else at the top."""
    children: dict[str | None, list[str]] = {}
    for key in sorted(items, key=lambda key: (items[key].name, key)):
        children.setdefault(_nearest_broader(dataset, items[key], items), []).append(key)
    waiting = [(key, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, depth = waiting.pop()
        yield key, depth
        waiting.extend((child, depth + 1) for child in reversed(children.get(key, [])))


def _nearest_broader(dataset: RecordSet, item: Item, among: dict[str, Item]) -> str | None:
    level = [*item.broader]
    while level:
        found = sorted(set(level) & among.keys())
        if found:
            return found[0]
        level = [above for key in level for above in dataset.items[key].broader]
    return None
