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
    """A figure of a row: what is counted, the bounds, and by whose word.

    Fields: `phase`, `reading`, `quantity` (the bounds, with their unit), `claims` (those that the bounds follow from),
    `claimants` (who make them, by id), `estimate` (of a total, whose bounds these are, as of the last day that the
    claims speak of; None for a figure that stands as it was claimed), `text` (the figure in words; where a few
    conflict, each of them).
    """

    phase: Phase
    reading: Reading
    quantity: Quantity
    claims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    estimate: Estimate | None = field(eq=False)  # which follows from the rest, and is made anew each time
    text: str

    @property
    def conflicting(self) -> bool:
        """Whether claims on this figure cannot all hold: `quantity` is then the hull of what they allow."""
        return self.estimate is not None and bool(self.estimate.conflicts)

    def __repr__(self) -> str:
        return f"<LedgerFigure {self.text}>"


@frozen(repr=False)
class LedgerRow:
    """One item that one actor gave the other.

    Fields: `giver`, `receiver`; `item` (None where help is named by its form alone), `label` (the item's name, or the
    form of the help, called so), `depth` (how many rows of broader items it stands under); `events`; `figures`;
    `claims` (what asserts it as a fact and stands), `prospects` (what tells of it as planned, foreseen, wanted or
    possible), `counterclaims` (what denies it or calls it into question), and the actors who make them, by id:
    `claimants` and `counterclaimants`.
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
    """A link between what was given and what was given for it, which is itself claimed.

    Fields: `event`, `given` and `in_return` (the events), `claims` (what is said of the link and stands, each with its
    own stance, likelihood and hedge), `claimants` (who say it, by id).
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
    """A figure of a row, or a row without figures, as a flat record: ids, texts and numbers.

    `low` and `high` are None where the figure is open, and texts where they are no whole numbers; the fields from
    `phase` to `conflicting` are None in a row without figures.
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
    """What two actors gave each other.

    `given` are the rows of what `one` gave `other`, `returned` those of the other way; each in the order of the item
    hierarchy, a narrower item under the nearest broader one that has a row. `exchanges` are the links between rows. All
    of it counts what stands: claims that were revised are left out. For what was known on a day take the ledger of
    `Dataset.as_of`.

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
