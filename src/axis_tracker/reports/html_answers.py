"""HTML tables for notebooks that show answers such as estimates, ledgers, timelines and disputes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from html import escape
from typing import Final

from axis_tracker.imprecise.measures import Reading
from axis_tracker.model.claims import Claim
from axis_tracker.model.vocabulary import Modality
from axis_tracker.phrases import counted_phrase, date_phrase, names_phrase, quantity_phrase
from axis_tracker.reasoning.bulk_estimates import EstimateRow, Estimates
from axis_tracker.reasoning.disputes import Dispute, DisputeKind
from axis_tracker.reasoning.estimates import Estimate
from axis_tracker.reasoning.explaining import not_used_because
from axis_tracker.reasoning.ledger import Ledger, LedgerRow, listed_sources
from axis_tracker.reasoning.source_phrases import hedge_phrase
from axis_tracker.reasoning.timeline import Timeline
from axis_tracker.reports.html_tables import Indented, Listed, facts, table

__all__ = ["answer_html"]

_LEDGER_WIDTHS: Final = (16, 32, 26, 26)
"""The column widths of a ledger, in percent. The widths align the tables of both directions."""


@singledispatch
def answer_html(answer: object) -> str:
    """Return the HTML table of an answer. Raise `TypeError` if there is no table for the class of the answer."""
    raise TypeError(f"no HTML table for objects of class {type(answer).__name__}")


@answer_html.register
def estimate_html(estimate: Estimate) -> str:
    """Return a table of all claims behind an estimate.

    For each claim, the table shows the bound that the claim gives, or why the claim was not used.

    >>> import axis_tracker as axt
    >>> missiles = axt.load().estimate(event="kp-ru-missiles")
    >>> ": more than 100 missiles (short-range ballistic missiles).</caption>" in estimate_html(missiles)
    True
    """
    rows = [(claim.id, *_said(estimate, claim), part) for claim, part in _parts(estimate)]
    caption, *further = estimate.explain().splitlines()
    shown = table(caption, ["claim", "claimant", "date", "hedge", "figure", "role"], rows, len(rows), "claims")
    # No row of the table says what else is known.
    return "\n".join([shown, *(f"<p>{escape(line)}</p>" for line in further if line.startswith("Also: "))])


def _parts(estimate: Estimate) -> Iterator[tuple[Claim, str]]:
    low, high = ({one.id for one in side} for side in (estimate.binding_low, estimate.binding_high))
    for claim in estimate.supporting:
        ends = [name for name, side in (("minimum", low), ("maximum", high)) if claim.id in side]
        yield claim, f"gives the {names_phrase(ends)}" if ends else "eligible, with weaker bounds"
    denials: set[str] = set()
    for claims, part in (
        (estimate.denials, "denies it"),
        (estimate.possible_denials, "possibly denies it"),
        (estimate.earlier_denials, "denied it earlier, before this can have happened"),
    ):
        denials.update(claim.id for claim in claims)
        yield from ((claim, part) for claim in claims)
    yield from (
        (one.claim, f"not used: {not_used_because(estimate, one)}")
        for one in estimate.set_aside
        if one.claim.id not in denials
    )


def _said(estimate: Estimate, claim: Claim) -> tuple[object, ...]:
    claimants = [estimate.dataset.actors[key].name for key in claim.claimants]
    measure = None if claim.measure is None else str(claim.measure)
    return claimants, date_phrase(estimate.made(claim)), hedge_phrase(claim) or None, measure


@answer_html.register
def estimates_html(estimates: Estimates) -> str:
    """Return a table of estimates, one per row.

    >>> import axis_tracker as axt
    >>> estimates_html(axt.load().estimates()).count('<th scope="row"') == len(axt.load().estimates())
    True
    """
    rows = (
        (
            row.event,
            row.phase.value,
            _reading(row),
            row.at,
            quantity_phrase(row.quantity),
            "claims conflict" if row.is_in_conflict else None,
        )
        for row in estimates
    )
    columns = ["event", "phase", "figure", "by", "bounds", ""]
    return table(f"Estimates: {len(estimates)}", columns, rows, len(estimates), "rows")


def _reading(row: EstimateRow) -> str:
    """Return how a figure is read: the reading, the period or the whole, and the modality if it is not a fact."""
    parts = [
        row.reading.value if row.reading is not Reading.FIXED else "fixed value",
        "" if row.per is None else f"per {row.per.value}",
        "" if row.share_of is None else f"of {row.share_of}",
        "" if row.modality is Modality.ACTUAL else row.modality.value,
    ]
    return ", ".join(filter(None, parts))


@answer_html.register
def ledger_html(ledger: Ledger) -> str:
    """Return a table for each direction of a ledger, and a table of the claimed exchanges.

    >>> import axis_tracker as axt
    >>> ledger_html(axt.load().ledger("kp", "ru")).count("</caption>")
    3
    """
    ways = ((ledger.one, ledger.other, ledger.given), (ledger.other, ledger.one, ledger.returned))
    columns = ["item", "figures", "who says so", "who denies or doubts it"]
    parts = [
        table(
            f"{giver.name} to {receiver.name}",
            columns,
            (_given(row) for row in rows),
            len(rows),
            "rows",
            widths=_LEDGER_WIDTHS,
        )
        for giver, receiver, rows in ways
    ]
    if ledger.exchanges:
        exchanges = (
            (
                names_phrase(event.name for event in one.given),
                names_phrase(event.name for event in one.in_return),
                Listed(one.sources),
            )
            for one in ledger.exchanges
        )
        headings = ["given", "in return", "according to"]
        parts.append(table("Exchanges", headings, exchanges, len(ledger.exchanges), "exchanges"))
    return "\n".join(parts)


def _given(row: LedgerRow) -> tuple[object, ...]:
    figures = tuple(
        f"{'' if figure.is_estimate else 'as claimed: '}{figure.text} ({listed_sources(figure.sources)}"
        f"{''.join(f'; conflict: {one}' for one in figure.conflicts)})"
        for figure in row.figures
    )
    return Indented(row.label, row.depth), Listed(figures), Listed((row.support,)), Listed(row.opposition)


@answer_html.register
def timeline_html(timeline: Timeline) -> str:
    """Return a table of the entries of a timeline.

    >>> import axis_tracker as axt
    >>> timeline_html(axt.load().timeline(kinds=["event"], during="2023-09")).count("</caption>")
    1
    """
    rows = ((entry.slot.step, date_phrase(entry.when), entry.kind.value, entry.text) for entry in timeline.entries)
    total = len(timeline.entries)
    more = f", {timeline.possible} more possible" if timeline.possible else ""
    caption = f"Timeline: {total} entries in {len(timeline.steps)} steps, {len(timeline.undated)} undated{more}"
    return table(caption, ["step", "date", "kind", "what"], rows, total, "entries")


_SIDES: Final = {
    DisputeKind.CONFLICT: ("higher figure from", "lower figure from"),
    DisputeKind.DATE: ("earlier date from", "later date from"),
}
"""The headings of the two sides, for the kinds of dispute that are not about a denial or doubt."""


@answer_html.register
def dispute_html(dispute: Dispute) -> str:
    """Return a table of the two sides of a dispute.

    >>> import axis_tracker as axt
    >>> dispute_html(axt.load().disputes()[0]).count("<tr>")
    5
    """
    sides = ((dispute.claimants, dispute.claims), (dispute.counterclaimants, dispute.counterclaims))
    (actors, claims), (others, counterclaims) = (
        (names_phrase(actor.name for actor in names), [claim.id for claim in said]) for names, said in sides
    )
    one_side, other_side = _SIDES.get(dispute.kind, ("claimed by", f"{dispute.kind.value} by"))
    rows: list[tuple[str, object]] = [
        (one_side, actors),
        ("claims", claims),
        (other_side, others),
        ("counterclaims", counterclaims),
    ]
    if dispute.possible:
        rows.append(("possibly also", [claim.id for claim in dispute.possible]))
    if dispute.earlier:
        rows.append(("only denied earlier", [claim.id for claim in dispute.earlier]))
    if dispute.divided:
        rows.append(("on both sides", [actor.name for actor in dispute.divided]))
    if dispute.figure is not None:
        rows.append(("figure", counted_phrase(dispute.figure.unit, dispute.figure.phase)))
    return facts(f"In dispute: {names_phrase(event.name for event in dispute.events)}", rows)
