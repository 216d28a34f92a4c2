"""The contents of the ledger chart as plain rows. Each row is an item with its figures, claimants and deniers.

The module `ledger_drawing` draws the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from axis_tracker.charts.style import sources_text
from axis_tracker.phrases import names_phrase
from axis_tracker.reasoning.bookkeeping import ledger

if TYPE_CHECKING:
    from axis_tracker.dataset.record_set import RecordSet
    from axis_tracker.dataset.selections import ActorLike
    from axis_tracker.reasoning.ledger import LedgerRow

__all__ = ["LedgerEntry", "LedgerRows", "LedgerSide", "ledger_rows"]


class LedgerEntry(NamedTuple):
    """A row for one item that one actor gave the other. Several reports of one utterance count as one utterance.

    Attributes:
        label: The name of the item.
        depth: The number of broader items above it in the same column.
        figures: The figures, with the claimants of each figure.
        claimants: The names of the actors that assert that the item was given.
        counterclaimants: The names of the actors that deny or doubt that the item was given.
        asserted: The number of utterances that assert the item as a fact.
        prospective: The number of utterances that mention the item as planned, predicted, wanted or possible.
        denied: The number of utterances that deny or doubt that the item was given.
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
    """The items that one actor gave the other.

    Attributes:
        giver: The name of the actor that gave.
        receiver: The name of the actor that received.
        entries: The rows for the items.
    """

    giver: str
    receiver: str
    entries: tuple[LedgerEntry, ...]


class LedgerRows(NamedTuple):
    """The complete contents of the ledger chart.

    Attributes:
        given: What the first actor gave the second.
        returned: What the second actor gave the first.
        exchanges: The number of claimed exchanges, which are not drawn.
        sources: A sentence with the number of documents and the date of the latest document.
    """

    given: LedgerSide
    returned: LedgerSide
    exchanges: int
    sources: str

    @property
    def sides(self) -> tuple[LedgerSide, LedgerSide]:
        """What each of the two actors gave the other."""
        return self.given, self.returned


def ledger_rows(dataset: RecordSet, one: ActorLike, other: ActorLike) -> LedgerRows:
    """Return the ledger of two actors, in the order of `Dataset.ledger`.

    >>> import axis_tracker as axt
    >>> rows = ledger_rows(axt.load(), "North Korea", "Russia")
    >>> troops = next(entry for entry in rows.given.entries if entry.label == "troops")
    >>> troops.figures[0]
    'more than 10,000 troops sent in total (reports cited in late 2024)'

    Raises `UnknownNameError` for an unknown actor.
    """
    found = ledger(dataset, one, other)
    return LedgerRows(
        LedgerSide(found.one.name, found.other.name, tuple(_entry(row) for row in found.given)),
        LedgerSide(found.other.name, found.one.name, tuple(_entry(row) for row in found.returned)),
        len(found.exchanges),
        sources_text(dataset),
    )


def _entry(row: LedgerRow) -> LedgerEntry:
    return LedgerEntry(
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
