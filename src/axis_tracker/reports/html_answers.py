"""What is worked out from claims, as HTML for notebooks: estimates, ledgers, timelines, disputes.

Imports `html` and `phrases`; the reasoning, whose answers these are, only for type checking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from axis_tracker.model.claims import Claim
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.all_estimates import Estimates
from axis_tracker.reasoning.disputes import Dispute
from axis_tracker.reasoning.estimates import Estimate
from axis_tracker.reasoning.ledger import Ledger, LedgerRow
from axis_tracker.reasoning.timeline import Timeline
from axis_tracker.reports.html import Indented, facts, table

__all__ = ["answer_html"]

_LEDGER_WIDTHS: Final = (28, 28, 28, 16)
"""How wide the columns of a ledger are, in percent: those of both ways stand below each other."""


def estimate_html(estimate: Estimate) -> str:
    """The answer, and every claim on the matter: what it binds, or why it was set aside.

    >>> import axis_tracker as axt
    >>> ": more than 100 missiles.</caption>" in estimate_html(axt.load().estimate(event="kp-ru-missiles"))
    True
    """
    rows = [(claim.id, *_said(estimate, claim), part) for claim, part in _parts(estimate)]
    caption = estimate.explain().partition("\n")[0]
    return table(caption, ["claim", "by", "said", "figure", "part in it"], rows, len(rows), "claims")


def _parts(estimate: Estimate) -> Iterator[tuple[Claim, str]]:
    low, high = ({one.id for one in side} for side in (estimate.binding_low, estimate.binding_high))
    for claim in estimate.supporting:
        ends = [name for name, side in (("lower", low), ("upper", high)) if claim.id in side]
        yield claim, f"gives the {names_phrase(ends)} end" if ends else "bounds it too"
    denials = {one.id for one in estimate.denials}
    yield from ((claim, "denies it") for claim in estimate.denials)
    yield from (
        (one.claim, f"set aside: {one.reason.meaning}") for one in estimate.set_aside if one.claim.id not in denials
    )


def _said(estimate: Estimate, claim: Claim) -> tuple[object, ...]:
    claimants = [estimate.dataset.actors[key].name for key in claim.claimants]
    measure = None if claim.measure is None else str(claim.measure)
    return claimants, date_phrase(estimate.made(claim)), measure


def estimates_html(estimates: Estimates) -> str:
    """The estimates, a row each.

    >>> import axis_tracker as axt
    >>> estimates_html(axt.load().estimates()).count('<th scope="row"') == len(axt.load().estimates())
    True
    """
    rows = (
        (row.event, row.phase.value, row.at, row.quantity, "the claims conflict" if row.is_in_conflict else None)
        for row in estimates
    )
    return table(f"Estimates: {len(estimates)}", ["event", "phase", "by", "bounds", ""], rows, len(estimates), "rows")


def ledger_html(ledger: Ledger) -> str:
    """The rows of both ways, and the exchanges that are claimed between them, in a table each.

    >>> import axis_tracker as axt
    >>> ledger_html(axt.load().ledger("kp", "ru")).count("</caption>")
    3
    """
    ways = ((ledger.one, ledger.other, ledger.given), (ledger.other, ledger.one, ledger.returned))
    columns = ["what", "figures", "said by", "denied or doubted by"]
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
                [actor.name for actor in one.claimants],
            )
            for one in ledger.exchanges
        )
        headings = ["given", "in return", "told of by"]
        parts.append(table("In exchange", headings, exchanges, len(ledger.exchanges), "exchanges"))
    return "\n".join(parts)


def _given(row: LedgerRow) -> tuple[object, ...]:
    said: object = [actor.name for actor in row.claimants]
    if not row.claims:
        said = "told of as planned, wanted or possible only" if row.prospects else "asserted by nobody"
    figures = "; ".join(
        f"{figure.text} ({names_phrase(actor.name for actor in figure.claimants)}"
        f"{'; the claims conflict' if figure.conflicting else ''})"
        for figure in row.figures
    )
    return Indented(row.label, row.depth), figures, said, [actor.name for actor in row.counterclaimants]


def timeline_html(timeline: Timeline) -> str:
    """The entries in order, a row each.

    >>> import axis_tracker as axt
    >>> timeline_html(axt.load().timeline(kinds=["event"], during="2023-09")).count("</caption>")
    1
    """
    rows = ((entry.slot.step, date_phrase(entry.when), entry.kind.value, entry.text) for entry in timeline.entries)
    total = len(timeline.entries)
    caption = f"Timeline: {total} entries in {len(timeline.steps)} steps, {len(timeline.undated)} undated"
    return table(caption, ["step", "when", "kind", "what"], rows, total, "entries")


def dispute_html(dispute: Dispute) -> str:
    """Both sides of a dispute.

    >>> import axis_tracker as axt
    >>> dispute_html(axt.load().disputes()[0]).count("<tr>")
    4
    """
    sides = ((dispute.claimants, dispute.claims), (dispute.counterclaimants, dispute.counterclaims))
    (actors, claims), (others, counterclaims) = (
        (names_phrase(actor.name for actor in names), [claim.id for claim in said]) for names, said in sides
    )
    rows: list[tuple[str, object]] = [
        ("claimed by", actors),
        ("claims", claims),
        (f"{dispute.kind.value} by" if dispute.conflict is None else "put lower by", others),
        ("counterclaims", counterclaims),
    ]
    if dispute.divided:
        rows.append(("on both sides", [actor.name for actor in dispute.divided]))
    if dispute.figure is not None:
        rows.append(("figure", f"{dispute.figure.unit} {dispute.figure.phase.value}"))
    return facts(f"In dispute: {names_phrase(event.name for event in dispute.events)}", rows)


# Not Final: pyright would take the type of each function instead of the common one.
_RENDERERS: tuple[tuple[type[Any], Callable[[Any], str]], ...] = (
    (Estimate, estimate_html),
    (Estimates, estimates_html),
    (Ledger, ledger_html),
    (Timeline, timeline_html),
    (Dispute, dispute_html),
)
"""What draws the answers of each class."""


def answer_html(answer: object) -> str:
    """Return the HTML table of an answer. Raises `TypeError` for an object of a class that has none."""
    for cls, render in _RENDERERS:
        if isinstance(answer, cls):
            return render(answer)
    raise TypeError(f"no HTML is made of a {type(answer).__name__}")
