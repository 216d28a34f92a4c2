"""The ledger: what each of two actors gave the other, item by item, how much according to whom, and what for what.

These are its records, and how they are written as text. `ledger_builder` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from attrs import field, frozen

from axis_tracker.display import Displayable
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.exact_numbers import json_number
from axis_tracker.imprecise.measures import Period, Phase, Reading
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.actors import Actor
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event, Exchange
from axis_tracker.model.items import Item
from axis_tracker.model.vocabulary import AssistanceForm, Modality
from axis_tracker.phrases import names_phrase

if TYPE_CHECKING:
    from axis_tracker.reasoning.estimates import Estimate

__all__ = ["Ledger", "LedgerExchange", "LedgerFigure", "LedgerRecord", "LedgerRow", "form_label", "listed_sources"]

_MOST_SOURCES = 6
"""How many sources are written out in a line; the others are counted."""


@frozen(repr=False)
class LedgerFigure:
    """A figure in a row of a ledger: the answer of an estimate, or a claimed figure that no estimate uses.

    Attributes:
        phase: How far the counted things have come.
        reading: How the number is read.
        quantity: The bounds, with their unit: those of `estimate`, or those that are claimed.
        modality: Whether facts are counted, or plans, forecasts and so on.
        at: The day of the bounds, or None for a claimed figure.
        since: The beginning of the count, or None if everything so far is counted.
        per: The period of a rate, otherwise None.
        share_of: The whole of a share, otherwise None.
        counted: What is counted: the unit, and the items if all of them are narrower than the item of the row.
        event: The event, if the figure is about one event of the row only, otherwise None.
        claims: The claims that give the bounds, and those in conflict.
        claimants: The actors who make these claims, by id.
        sources: For each of these claims, who makes it, when, and with which hedge. Equal ones are listed once.
        conflicts: The conflicts between the claims in words. Beyond the first three, they are counted.
        text: The figure in words, with its day.
    """

    phase: Phase
    reading: Reading
    quantity: Quantity
    modality: Modality
    at: date | None
    since: ImpreciseDate | None
    per: Period | None
    share_of: str | None
    counted: str
    event: Event | None
    claims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    sources: tuple[str, ...]
    conflicts: tuple[str, ...]
    _estimate: Callable[[], Estimate] | None = field(eq=False)  # it follows from the other fields
    text: str

    @property
    def estimate(self) -> Estimate | None:
        """The estimate that gives the bounds, or None for a claimed figure."""
        return None if self._estimate is None else self._estimate()

    @property
    def is_estimate(self) -> bool:
        """Whether an estimate gives the bounds. Otherwise the figure stands as it was claimed."""
        return self._estimate is not None

    @property
    def conflicting(self) -> bool:
        """Whether the claims on this figure cannot all hold. Then `quantity` is the hull of what they allow."""
        return bool(self.conflicts)

    def _lines(self, margin: str) -> Iterator[str]:
        conflicting = "; claims conflict" if self.conflicting else ""
        claimed = "" if self.is_estimate else "as claimed: "
        sources = listed_sources(self.sources)
        yield f"{margin}{claimed}{self.text} ({sources}{conflicting})"
        yield from (f"{margin}  conflict: {one}" for one in self.conflicts)

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
        broader_counterclaims: The claims that deny or question it because they are about a broader event.
        possible_counterclaims: The claims that possibly deny or question it, depending on when it happened.
        earlier_counterclaims: The claims that denied or questioned it before it can have happened.
        claimants: The actors who make `claims`, by id.
        counterclaimants: The actors who make `counterclaims`, by id.
        sources: For each of `claims`, or of `prospects` if there are none, who makes it, when, and with which hedge.
        countersources: The same for each of the four kinds of counterclaims, in their order.
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
    broader_counterclaims: tuple[Claim, ...]
    possible_counterclaims: tuple[Claim, ...]
    earlier_counterclaims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    counterclaimants: tuple[Actor, ...]
    sources: tuple[str, ...]
    countersources: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]

    @property
    def support(self) -> str:
        """Who says that it was given, in words."""
        if self.claims:
            return f"according to {listed_sources(self.sources)}"
        if not self.prospects:
            return "not asserted by anyone"
        modalities = sorted({claim.modality.value for claim in self.prospects})
        return f"stated only as {names_phrase(modalities)}: {listed_sources(self.sources)}"

    @property
    def opposition(self) -> tuple[str, ...]:
        """Who denies or questions it, in words: one phrase for each kind of counterclaim that there is."""
        return tuple(
            f"{words} by {listed_sources(sources)}"
            for words, sources in zip(_OPPOSITION, self.countersources, strict=True)
            if sources
        )

    def _lines(self) -> Iterator[str]:
        margin = "  " * (self.depth + 1)
        yield f"{margin}{self.label}"
        for figure in self.figures:
            yield from figure._lines(f"{margin}  ")  # noqa: SLF001 (of this module)
        yield f"{margin}  {self.support}"
        yield from (f"{margin}  {one}" for one in self.opposition)

    def __repr__(self) -> str:
        return f"<LedgerRow {self.giver.id} to {self.receiver.id}: {self.label}>"


_OPPOSITION = (
    "denied or doubted",
    "covered by a broader denial",
    "possibly denied or doubted",
    "denied or doubted earlier, before this can have happened,",
)


def listed_sources(sources: Sequence[str]) -> str:
    """Join sources with semicolons. Beyond the first six, they are counted.

    >>> listed_sources(["South Korea, 2024-11", "Ukraine, 2024-12"])
    'South Korea, 2024-11; Ukraine, 2024-12'
    """
    listed = sources if len(sources) <= _MOST_SOURCES else sources[: _MOST_SOURCES - 1]
    more = len(sources) - len(listed)
    return "; ".join([*listed, *([f"{more} more"] if more else [])])


@frozen(repr=False)
class LedgerExchange:
    """A claimed exchange of some events for others.

    Attributes:
        event: The exchange.
        given: The events on one side.
        in_return: The events on the other side.
        claims: The current claims about the exchange, each with its own stance, likelihood and hedge.
        claimants: The actors who make these claims, by id.
        sources: For each of the claims, its stance, who makes it, when, and with which hedge.
    """

    event: Exchange
    given: tuple[Event, ...]
    in_return: tuple[Event, ...]
    claims: tuple[Claim, ...]
    claimants: tuple[Actor, ...]
    sources: tuple[str, ...]

    def _lines(self) -> Iterator[str]:
        given = names_phrase(event.name for event in self.given)
        yield f"  {given}, in return for {names_phrase(event.name for event in self.in_return)}"
        yield from (f"    {one}" for one in self.sources)

    def __repr__(self) -> str:
        return f"<LedgerExchange {self.event.id}>"


def form_label(form: AssistanceForm) -> str:
    """What a row is called that has no item, so that nobody takes the form of the help for one.

    >>> form_label(AssistanceForm.DIPLOMATIC_COVER)
    'diplomatic cover (form of assistance, no item named)'
    """
    return f"{form.value.replace('-', ' ')} (form of assistance, no item named)"


class LedgerRecord(TypedDict):
    """A figure of a row, or a row without figures, as a flat record for JSON or a table.

    The fields from `phase` to `conflicts` are None, or empty lists, in a row without figures.

    Attributes:
        giver: The id of the actor that gave it.
        receiver: The id of the actor that received it.
        item: The id of the item, or None.
        label: The name of the item, or the form of assistance.
        depth: The number of rows of broader items above it.
        phase: How far the counted things have come.
        reading: How the number is read.
        modality: "actual" for facts, otherwise "planned", "predicted" and so on.
        per: The period of a rate, or None.
        share_of: The whole of a share, or None.
        since: The beginning of the count, or None.
        at: The day of the bounds, or None for a figure as it was claimed.
        low: The lower bound: a whole number, a text for any other number, or None if the end is open.
        high: The upper bound, in the same form.
        includes_low: Whether the lower bound itself is possible.
        includes_high: Whether the upper bound itself is possible.
        unit: What is counted.
        is_uncertain: Whether an end rests on a figure that its source marks as uncertain.
        counted: The unit, and the items if all of them are narrower than the item of the row.
        event: The id of the event, if the figure is about one event of the row only.
        is_estimate: Whether the bounds are those of an estimate. Otherwise they stand as they were claimed.
        text: The figure in words.
        conflicting: Whether the claims on the figure cannot all hold.
        conflicts: The conflicts, in words.
        claims: The ids of the claims.
        claimants: The ids of the actors who make them.
        sources: Who makes them, when, and with which hedge.
        counterclaims: The ids of the claims that deny or question it.
        broader_counterclaims: The ids of the claims about a broader event that deny or question it.
        possible_counterclaims: The ids of the claims that possibly deny or question it.
        earlier_counterclaims: The ids of the claims that denied or questioned it before it can have happened.
        counterclaimants: The ids of the actors who make `counterclaims`.
        countersources: Who makes any of these counterclaims, when, and with which hedge.
    """

    giver: str
    receiver: str
    item: str | None
    label: str
    depth: int
    phase: str | None
    reading: str | None
    modality: str | None
    per: str | None
    share_of: str | None
    since: str | None
    at: str | None
    low: int | str | None
    high: int | str | None
    includes_low: bool | None
    includes_high: bool | None
    unit: str | None
    is_uncertain: bool | None
    counted: str | None
    event: str | None
    is_estimate: bool | None
    text: str | None
    conflicting: bool | None
    conflicts: list[str]
    claims: list[str]
    claimants: list[str]
    sources: list[str]
    counterclaims: list[str]
    broader_counterclaims: list[str]
    possible_counterclaims: list[str]
    earlier_counterclaims: list[str]
    counterclaimants: list[str]
    countersources: list[str]


@frozen(repr=False)
class Ledger(Displayable):
    """A ledger of what two actors gave each other.

    The rows follow the item hierarchy: a narrower item comes below the nearest broader item that has a row. A row has
    the figures that the claims on its events state. They are the answers of `Dataset.estimate` for the two actors and
    the item, each on the last day that its claims mention. A figure that counts only narrower items says so, because
    these have rows of their own. Revised claims are left out. To see what was known on a day, use the ledger of
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
        according to South Korea, 2024-11
        denied or doubted by Russia, 2024-11
        shells
          more than 5 million shells delivered in total by 2024-11-30 (South Korea, 2024-11)
          according to South Korea, 2024-11
          possibly denied or doubted by Russia, 2024-11
    Russia to North Korea
      food
        according to South Korea, 2024-11
    Exchanges
      shells to Russia, in return for food for North Korea
        asserted by South Korea, 2024-11, likely, "probably"

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
        per = None if figure is None or figure.per is None else figure.per.value
        yield LedgerRecord(
            giver=row.giver.id,
            receiver=row.receiver.id,
            item=None if row.item is None else row.item.id,
            label=row.label,
            depth=row.depth,
            phase=None if figure is None else figure.phase.value,
            reading=None if figure is None else figure.reading.value,
            modality=None if figure is None else figure.modality.value,
            per=per,
            share_of=None if figure is None else figure.share_of,
            since=None if figure is None or figure.since is None else str(figure.since),
            at=None if figure is None or figure.at is None else figure.at.isoformat(),
            low=None if quantity is None else json_number(quantity.low),
            high=None if quantity is None else json_number(quantity.high),
            includes_low=None if quantity is None else quantity.includes_low,
            includes_high=None if quantity is None else quantity.includes_high,
            unit=None if quantity is None else quantity.unit,
            is_uncertain=None if quantity is None else quantity.is_uncertain,
            counted=None if figure is None else figure.counted,
            event=None if figure is None or figure.event is None else figure.event.id,
            is_estimate=None if figure is None else figure.is_estimate,
            text=None if figure is None else figure.text,
            conflicting=None if figure is None else figure.conflicting,
            conflicts=[] if figure is None else [*figure.conflicts],
            claims=_ids(row.claims if figure is None else figure.claims),
            claimants=_ids(row.claimants if figure is None else figure.claimants),
            sources=[*(row.sources if figure is None else figure.sources)],
            counterclaims=_ids(row.counterclaims),
            broader_counterclaims=_ids(row.broader_counterclaims),
            possible_counterclaims=_ids(row.possible_counterclaims),
            earlier_counterclaims=_ids(row.earlier_counterclaims),
            counterclaimants=_ids(row.counterclaimants),
            countersources=[one for sources in row.countersources for one in sources],
        )


def _ids(records: Iterable[Claim | Actor]) -> list[str]:
    return [one.id for one in records]
