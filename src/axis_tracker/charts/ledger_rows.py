"""What a chart of a ledger shows, as plain rows: who gave whom what, the figures, who says and who denies it.

Imports the reasoning and the phrases of reports; `ledger_drawing` draws it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.bookkeeping import ledger

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.reasoning.ledger import LedgerRow

__all__ = ["LedgerRows", "LedgerSide", "LedgerThing", "ledger_rows"]


class LedgerThing(NamedTuple):
    """An item that one actor gave the other.

    `depth` tells under how many rows of broader items it stands; the counts are of utterances, however many documents
    report each: those that assert it as a fact, tell of it as planned, foreseen, wanted or possible, and deny or doubt
    it.
    """

    label: str
    depth: int
    figures: tuple[str, ...]
    claimants: tuple[str, ...]
    counterclaimants: tuple[str, ...]
    asserted: int
    prospective: int
    denied: int


class LedgerSide(NamedTuple):
    """What one actor gave the other."""

    giver: str
    receiver: str
    things: tuple[LedgerThing, ...]


class LedgerRows(NamedTuple):
    """All that the chart shows: both ways, how many exchanges are claimed, and the last day of a document."""

    given: LedgerSide
    returned: LedgerSide
    exchanges: int
    documents: int
    latest: date | None


def ledger_rows(dataset: RecordSet, one: ActorLike, other: ActorLike) -> LedgerRows:
    """The ledger of two actors, in the order of `Dataset.ledger`.

    >>> import axis_tracker as axt
    >>> rows = ledger_rows(axt.load(), "North Korea", "Russia")
    >>> thing = next(thing for thing in rows.given.things if thing.label == "troops")
    >>> thing.figures[0]
    'more than 10,000 troops sent in total (reports cited in late 2024)'

    Raises `UnknownNameError` for an actor that the dataset does not know.
    """
    found = ledger(dataset, one, other)
    published = [day for document in dataset.documents for day in [document.published.latest] if day is not None]
    return LedgerRows(
        LedgerSide(found.one.name, found.other.name, tuple(_thing(row) for row in found.given)),
        LedgerSide(found.other.name, found.one.name, tuple(_thing(row) for row in found.returned)),
        len(found.exchanges),
        len(dataset.documents),
        max(published, default=None),
    )


def _thing(row: LedgerRow) -> LedgerThing:
    return LedgerThing(
        row.label,
        row.depth,
        tuple(
            f"{figure.text} ({names_phrase(actor.name for actor in figure.claimants)}"
            f"{'; the claims conflict' if figure.conflicting else ''})"
            for figure in row.figures
        ),
        tuple(actor.name for actor in row.claimants),
        tuple(actor.name for actor in row.counterclaimants),
        *(len({claim.utterance for claim in claims}) for claims in (row.claims, row.prospects, row.counterclaims)),
    )
