"""The making of a ledger: which events are gifts between two actors, in which rows, and what is said about each.

`ledger_figures` has the figures of each row, and `denials` decides what a denial covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from axis_tracker.imprecise.truth import Truth
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import ArmsTransfer, Assistance, Deployment, Event, Exchange
from axis_tracker.model.items import Item
from axis_tracker.model.vocabulary import Certainty, Modality, Stance, to_certainty
from axis_tracker.reasoning.covered_events import events_covered
from axis_tracker.reasoning.denials import Contest, answered, counterclaims_by_event, coverage, is_against
from axis_tracker.reasoning.ledger import Ledger, LedgerExchange, LedgerRow, form_label
from axis_tracker.reasoning.ledger_figures import LedgerFigures, claimants_of, sources_of
from axis_tracker.reasoning.revisions import replacements
from axis_tracker.reasoning.source_phrases import source_phrase
from axis_tracker.reasoning.stances import STANCE_PHRASES

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.model.vocabulary import CertaintyName

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


class _Counterclaims(NamedTuple):
    """The claims that deny or question what a row asserts, by how they cover it."""

    direct: tuple[Claim, ...]
    broader: tuple[Claim, ...]
    possible: tuple[Claim, ...]
    earlier: tuple[Claim, ...]


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
        self.figures = LedgerFigures(dataset)
        self.against: dict[str, list[Claim]] = {}
        for denied, claims in counterclaims_by_event(dataset).items():
            for event in events_covered(dataset, denied):
                self.against.setdefault(event, []).extend(claims)

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
        asserted = [claim for claim in standing if claim.stance is Stance.ASSERTS and not is_against(claim)]
        claims = [claim for claim in asserted if claim.modality is Modality.ACTUAL]
        prospects = [claim for claim in asserted if claim.modality is not Modality.ACTUAL]
        against = self._counterclaims(events, standing, asserted)
        dataset = self.dataset
        direct, broader, possible, earlier = (sources_of(dataset, one) for one in against)
        fields = (
            {}
            if heading[0] is None
            else {
                one.kind.kind: {one.giver: giver.id, one.receiver: receiver.id, "item": heading[0].id} for one in GIVING
            }
        )
        return LedgerRow(
            giver,
            receiver,
            *heading,
            depth,
            tuple(events),
            tuple(self.figures.of_row(fields, events, asserted)),
            tuple(claims),
            tuple(prospects),
            *against,
            claimants_of(dataset, claims),
            claimants_of(dataset, against.direct),
            sources_of(dataset, claims or prospects),
            (direct, broader, possible, earlier),
        )

    def _counterclaims(
        self, events: Sequence[Event], standing: Sequence[Claim], asserted: Sequence[Claim]
    ) -> _Counterclaims:
        """The denials and doubts about what a row asserts. Those that are about its events are always listed."""
        own = {claim.id for claim in standing}
        found = {claim.id: claim for event in events for claim in self.against.get(event.id, ())}
        counterclaims = [found[key] for key in sorted(found)]
        contest = Contest(self.dataset)
        contest.add(counterclaims, asserted)
        ids = {one.id for one in asserted}
        for claim in counterclaims:
            for one in answered(self.dataset, claim):
                if one.id in ids and one.utterance != claim.utterance:
                    contest.add_answer(claim, one)
        certain, possible = ({one.id for one in contest.covered(truth)[1]} for truth in (Truth.YES, Truth.POSSIBLY))
        by_cover: dict[str, list[Claim]] = {name: [] for name in _Counterclaims._fields}
        for claim in counterclaims:
            if claim.id in certain:
                name = "direct" if claim.id in own else "broader"
            elif claim.id in possible:
                name = "possible"
            elif any(coverage(self.dataset, claim, one).is_earlier for one in asserted):
                name = "earlier"
            elif claim.id in own:
                name = "direct"
            else:
                continue
            by_cover[name].append(claim)
        return _Counterclaims(*map(tuple, by_cover.values()))

    def exchanges(self, rows: Iterable[LedgerRow]) -> tuple[LedgerExchange, ...]:
        """The exchanges that one of the rows takes part in."""
        shown = {event.id for row in rows for event in row.events}
        return tuple(
            LedgerExchange(
                event,
                tuple(self.dataset.events[key] for key in event.given),
                tuple(self.dataset.events[key] for key in event.in_return),
                tuple(self.standing.get(event.id, ())),
                claimants_of(self.dataset, self.standing.get(event.id, ())),
                tuple(
                    f"{STANCE_PHRASES[claim.stance]} {source_phrase(self.dataset, claim)}"
                    for claim in self.standing.get(event.id, ())
                ),
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
    seen: set[str] = set()
    level = {*item.broader}
    while level:
        found = sorted(level & among.keys())
        if found:
            return found[0]
        seen |= level
        level = {above for key in level for above in dataset.items[key].broader} - seen
    return None
