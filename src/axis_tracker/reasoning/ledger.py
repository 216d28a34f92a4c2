"""The ledger: what each of two actors gave the other, item by item, how much by whose word, and what for what.

Here are its records, and how they are written as text; `bookkeeping` makes them. Imports the model and `stances` (how a
stance is put).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypedDict

from attrs import field, frozen

from axis_tracker.display import Displayable
from axis_tracker.imprecise.exact_numbers import json_number
from axis_tracker.imprecise.measures import Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event, Exchange
from axis_tracker.model.items import Item
from axis_tracker.model.vocabulary import AssistanceForm, Likelihood, Modality
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.stances import STANCE_PHRASES

if TYPE_CHECKING:
    from axis_tracker.reasoning.estimates import Estimate

__all__ = ["Ledger", "LedgerExchange", "LedgerFigure", "LedgerRecord", "LedgerRow", "form_label"]


@frozen(repr=False)
class LedgerFigure:
    """A figure in a row of a ledger.

    Attributes:
        phase: How far the counted things have come.
        reading: How the number is read.
        quantity: The bounds, with their unit.
        claims: The claims behind the bounds.
        claimants: The actors who make these claims, by id.
        estimate: The estimate of a total, for the last day that the claims mention. None for a figure that is shown
            as claimed.
        text: The figure in words. If a few claims conflict, it lists each of them.
    """

    phase: Phase
    reading: Reading
    quantity: Quantity
    claims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    estimate: Estimate | None = field(eq=False)  # it follows from the other fields and is a new object each time
    text: str

    @property
    def conflicting(self) -> bool:
        """Whether the claims on this figure cannot all hold. Then `quantity` is the hull of what they allow."""
        return self.estimate is not None and bool(self.estimate.conflicts)

    def __repr__(self) -> str:
        return f"<LedgerFigure {self.text}>"


@frozen(repr=False)
class LedgerRow:
    """A row of a ledger: one item that one actor gave the other.

    Attributes:
        giver: The actor that gave it.
        receiver: The actor that received it.
        item: The item, or None if only the form of assistance is known.
        label: The name of the item, or the form of assistance.
        depth: The number of rows of broader items above it.
        events: The events in which it was given.
        figures: The figures.
        claims: The current claims that assert it as a fact.
        prospects: The claims that call it planned, predicted, sought, recommended or possible.
        counterclaims: The claims that deny or question it.
        claimants: The actors who make `claims`, by id.
        counterclaimants: The actors who make `counterclaims`, by id.
    """

    giver: Actor
    receiver: Actor
    item: Item | None
    label: str
    depth: int
    events: tuple[Event, ...]
    figures: tuple[LedgerFigure, ...]
    claims: tuple[Claim, ...]
    prospects: tuple[Claim, ...]
    counterclaims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    counterclaimants: tuple[Actor, ...]

    def _lines(self) -> Iterator[str]:
        margin = "  " * (self.depth + 1)
        yield f"{margin}{self.label}"
        for figure in self.figures:
            conflicting = "; claims conflict" if figure.conflicting else ""
            yield f"{margin}  {figure.text} ({_names(figure.claimants)}{conflicting})"
        if self.claims:
            yield f"{margin}  according to {_names(self.claimants)}"
        else:
            told = sorted({claim.modality.value for claim in self.prospects})
            yield f"{margin}  stated only as {names_phrase(told)}" if told else f"{margin}  not asserted by anyone"
        if self.counterclaims:
            yield f"{margin}  denied or doubted by {_names(self.counterclaimants)}"

    def __repr__(self) -> str:
        return f"<LedgerRow {self.giver.id} to {self.receiver.id}: {self.label}>"


@frozen(repr=False)
class LedgerExchange:
    """A claimed exchange of some events for others.

    Attributes:
        event: The exchange.
        given: The events on one side.
        in_return: The events on the other side.
        claims: The current claims about the exchange, each with its own stance, likelihood and hedge.
        claimants: The actors who make these claims, by id.
    """

    event: Exchange
    given: tuple[Event, ...]
    in_return: tuple[Event, ...]
    claims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]

    def _lines(self) -> Iterator[str]:
        given = names_phrase(event.name for event in self.given)
        yield f"  {given}, in return for {names_phrase(event.name for event in self.in_return)}"
        actors = {actor.id: actor for actor in self.claimants}
        for claim in self.claims:
            by = _names(actors[key] for key in claim.claimants)
            yield f"    {STANCE_PHRASES[claim.stance]} {by}{_aside(claim)}"

    def __repr__(self) -> str:
        return f"<LedgerExchange {self.event.id}>"


def form_label(form: AssistanceForm) -> str:
    """What a row is called that has no item, so that nobody takes the form of the help for one.

    >>> form_label(AssistanceForm.DIPLOMATIC_COVER)
    'diplomatic cover (form of assistance, no item named)'
    """
    return f"{form.value.replace('-', ' ')} (form of assistance, no item named)"


def _aside(claim: Claim) -> str:
    parts = [
        *([] if claim.likelihood is Likelihood.UNHEDGED else [claim.likelihood.value]),
        *([] if claim.modality is Modality.ACTUAL else [claim.modality.value]),
        *([] if claim.hedge is None else [f'"{claim.hedge}"']),
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _names(actors: Iterable[Actor]) -> str:
    return names_phrase(actor.name for actor in actors)


class LedgerRecord(TypedDict):
    """A figure of a row, or a row without figures, as a flat record for JSON or a table.

    The fields from `phase` to `conflicting` are None in a row without figures.

    Attributes:
        giver: The id of the actor that gave it.
        receiver: The id of the actor that received it.
        item: The id of the item, or None.
        label: The name of the item, or the form of assistance.
        depth: The number of rows of broader items above it.
        phase: How far the counted things have come.
        reading: How the number is read.
        low: The lower bound: a whole number, a text for any other number, or None if the end is open.
        high: The upper bound, in the same form.
        includes_low: Whether the lower bound itself is possible.
        includes_high: Whether the upper bound itself is possible.
        unit: What is counted.
        conflicting: Whether the claims on the figure cannot all hold.
        claims: The ids of the claims.
        claimants: The ids of the actors who make them.
        counterclaims: The ids of the claims that deny or question it.
        counterclaimants: The ids of the actors who make those.
    """

    giver: str
    receiver: str
    item: str | None
    label: str
    depth: int
    phase: str | None
    reading: str | None
    low: int | str | None
    high: int | str | None
    includes_low: bool | None
    includes_high: bool | None
    unit: str | None
    conflicting: bool | None
    claims: list[str]
    claimants: list[str]
    counterclaims: list[str]
    counterclaimants: list[str]


@frozen(repr=False)
class Ledger(Displayable):
    """A ledger of what two actors gave each other.

    The rows follow the item hierarchy: a narrower item comes below the nearest broader item that has a row. Revised
    claims are left out. To see what was known on a day, use the ledger of `Dataset.as_of`.

    >>> import axis_tracker as axt
    >>> says = {"made": "2024-11", "summary": "Says that something was given."}
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="kp", name="North Korea", kind="state"), axt.Actor(id="ru", name="Russia", kind="state"),
    ...     axt.Actor(id="kr", name="South Korea", kind="state"),
    ...     axt.Item(id="arms", name="arms"), axt.Item(id="shells", name="shells", broader=["arms"]),
    ...     axt.Item(id="food", name="food"),
    ...     axt.ArmsTransfer(id="a", name="arms to Russia", supplier="kp", recipient="ru", item="arms"),
    ...     axt.ArmsTransfer(id="b", name="shells to Russia", supplier="kp", recipient="ru", item="shells"),
    ...     axt.Assistance(
    ...         id="c", name="food for North Korea", supplier="ru", recipient="kp", form="goods", item="food"
    ...     ),
    ...     axt.Exchange(id="d", name="shells for food", given=["b"], in_return=["c"]),
    ...     axt.Claim(id="1", event="a", claimants=["kr"], **says),
    ...     axt.Claim(
    ...         id="2", event="b", claimants=["kr"], **says,
    ...         measure={"quantity": "more than 5 million shells", "phase": "delivered"},
    ...     ),
    ...     axt.Claim(id="3", event="c", claimants=["kr"], **says),
    ...     axt.Claim(id="4", event="d", claimants=["kr"], likelihood="likely", hedge="probably", **says),
    ...     axt.Claim(id="5", event="a", claimants=["ru"], stance="denies", answers=["1"], **says),
    ... ])
    >>> print(ds.ledger("North Korea", "Russia"))
    North Korea to Russia
      arms
        according to South Korea
        denied or doubted by Russia
        shells
          more than 5 million shells delivered in total (South Korea)
          according to South Korea
    Russia to North Korea
      food
        according to South Korea
    Exchanges
      shells to Russia, in return for food for North Korea
        asserted by South Korea (likely, "probably")

    Attributes:
        one: The first actor.
        other: The second actor.
        given: The rows for what `one` gave `other`.
        returned: The rows for what `other` gave `one`.
        exchanges: The claimed exchanges of some events for others.
    """

    one: Actor
    other: Actor
    given: tuple[LedgerRow, ...]
    returned: tuple[LedgerRow, ...]
    exchanges: tuple[LedgerExchange, ...]

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The rows of both ways."""
        return (*self.given, *self.returned)

    def records(self) -> list[LedgerRecord]:
        """The rows as flat records: one a figure, and one for each row without figures."""
        return [record for row in self.rows for record in _records(row)]

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        for giver, receiver, rows in ((self.one, self.other, self.given), (self.other, self.one, self.returned)):
            yield f"{giver.name} to {receiver.name}"
            for row in rows:
                yield from row._lines()  # noqa: SLF001 (of this module)
            if not rows:
                yield "  nothing on record"
        if self.exchanges:
            yield "Exchanges"
            for exchange in self.exchanges:
                yield from exchange._lines()  # noqa: SLF001 (of this module)

    def __repr__(self) -> str:
        return (
            f"<Ledger of {self.one.id} and {self.other.id}: {len(self.given)} and {len(self.returned)} rows, "
            f"{len(self.exchanges)} exchanges>"
        )


def _records(row: LedgerRow) -> Iterator[LedgerRecord]:
    for figure in row.figures or (None,):
        quantity = None if figure is None else figure.quantity
        yield LedgerRecord(
            giver=row.giver.id,
            receiver=row.receiver.id,
            item=None if row.item is None else row.item.id,
            label=row.label,
            depth=row.depth,
            phase=None if figure is None else figure.phase.value,
            reading=None if figure is None else figure.reading.value,
            low=None if quantity is None else json_number(quantity.low),
            high=None if quantity is None else json_number(quantity.high),
            includes_low=None if quantity is None else quantity.includes_low,
            includes_high=None if quantity is None else quantity.includes_high,
            unit=None if quantity is None else quantity.unit,
            conflicting=None if figure is None else figure.conflicting,
            claims=[claim.id for claim in (row.claims if figure is None else figure.claims)],
            claimants=[actor.id for actor in (row.claimants if figure is None else figure.claimants)],
            counterclaims=[claim.id for claim in row.counterclaims],
            counterclaimants=[actor.id for actor in row.counterclaimants],
        )
