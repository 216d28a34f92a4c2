"""Format answers as tables with rich. The tables are readable in 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

import axis_tracker as axt
from axis_tracker.cli.output import counted
from axis_tracker.phrases import date_phrase, names_phrase
from axis_tracker.reasoning.source_phrases import source_phrase, sources_phrase
from axis_tracker.reports.event_figures import EventFigure
from axis_tracker.reports.overview import Flow, Overview, Presence

__all__ = ["comparison_screen", "coverage_screen", "overview_screen"]

_EMPTY: Final = "·"
# Wide enough for most items and figures, and narrow enough that three columns fit into 80 characters.
_COLUMN_WIDTH: Final = 32
_MOST_NAMES: Final = 4
_MOST_CONFLICTS: Final = 3
_EXPLANATION: Final = (
    "Figures are the bounds that all claims together allow, as axis-tracker estimate explains them. Each minimum and "
    "maximum is followed by the claimants, the date of the claim and the hedge. Total figures hold for the stated day."
)


def overview_screen(dataset: axt.Dataset) -> RenderableType:
    """Return the overview of a dataset."""
    report = axt.overview(dataset)
    events = {claim.event for claim in dataset.claims}
    claims, documents = counted(len(dataset.claims), "claim"), counted(len(dataset.documents), "document")
    summary = f"{claims} on {counted(len(events), 'event')}, from {documents}"
    parts: list[RenderableType] = [Text(summary, style="bold"), Text(_EXPLANATION, style="dim")]
    for table in (
        *_transfers(dataset, report),
        _deployments(dataset, report),
        _delegations(dataset, report),
        _denials(dataset, report),
        _documents(report),
    ):
        if table.row_count:
            parts += _with_title(table)
    return Group(*parts)


def coverage_screen(found: axt.DocumentCoverage, text: str) -> RenderableType:
    """Return a table of the sentences of a text. The margin gives the claims that cite a sentence, or why none does."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), show_header=False)
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim")
    for one in found.sentences:
        margin = [claim.id for claim in one.claims] + [f"uncoded: {stretch.reason}" for stretch in one.uncoded]
        sentence = text[one.sentence.start : one.sentence.end]
        table.add_row(escape(sentence), escape("\n".join(margin) or "NEITHER CITED NOR UNCODED"))
    return table


def comparison_screen(found: axt.Comparison, *, differences: bool) -> RenderableType:
    """Return the agreement between two codings on each field and, if requested, all differences between the codings."""
    summary = (
        f"{counted(len(found.pairs), 'claim')} matched, {len(found.only_first)} only in the first, "
        f"{len(found.only_second)} only in the second ({found.matched:.0%} of all claims have a match)"
    )
    table = _table("Agreement on the matched claims", "field", "agreed", "of", "alpha")
    for one in found.fields:
        alpha = _EMPTY if one.alpha is None else f"{one.alpha:.2f}"
        table.add_row(one.field, str(one.agreed), str(one.pairs), alpha)
    parts: list[RenderableType] = [Text(summary, style="bold"), *_with_title(table)]
    if differences:
        rows = _table("Differences", "field", "first", "second", "claims")
        for difference in found.differences:
            claims = f"{difference.first.id}\n{difference.second.id}"
            rows.add_row(difference.field, *(escape(value or _EMPTY) for value in difference.values), escape(claims))
        parts += _with_title(rows)
    return Group(*parts)


def _transfers(dataset: axt.Dataset, report: Overview) -> Iterator[Table]:
    for (supplier, recipient), group in groupby(
        report.transfers, key=lambda flow: (flow.supplier.name, flow.recipient.name)
    ):
        table = _table(f"Arms from {supplier} to {recipient}", "item", "how much", "according to")
        # Events with figures come first, because most readers look for figures.
        for flow in sorted(group, key=lambda flow: not flow.figures):
            _add_event(table, dataset, dataset.items[flow.event.item].name, flow)
        yield table


def _deployments(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Deployments, latest first", "force and place", "how many", "according to")
    for presence in report.deployments:
        event = presence.event
        title = f"{dataset.actors[event.of].name}: {dataset.items[event.item].name}, {dataset.places[event.to].name}"
        _add_event(table, dataset, title, presence)
    return table


def _delegations(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Delegations, latest first", "date", "visitors", "host", "according to")
    for visit in report.delegations:
        when = _EMPTY if visit.event.when is None else date_phrase(visit.event.when)
        place = None if visit.event.place is None else dataset.places[visit.event.place].name
        host = visit.host.name if place in (None, visit.host.name) else f"{visit.host.name} ({place})"
        who = names_phrase(actor.name for actor in visit.visitors)
        source = sources_phrase(dataset, visit.asserted, _MOST_NAMES) or f"no one ({counted(visit.claims, 'claim')})"
        table.add_row(when, escape(who), escape(host), escape(source))
    return table


def _denials(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Denials", "denied by", "what", "claimed by")
    for denial in report.denials:
        denied = dataset.events[denial.claim.event].name
        answered = sources_phrase(dataset, denial.answers, _MOST_NAMES)
        table.add_row(escape(source_phrase(dataset, denial.claim)), escape(denied), escape(answered))
    return table


def _documents(report: Overview) -> Table:
    table = _table("Documents", "published", "title", "claims")
    for source in report.documents:
        table.add_row(date_phrase(source.document.published), escape(source.document.title), str(source.claims))
    return table


def _with_title(table: Table) -> list[RenderableType]:
    """Return an empty line, the title and the table."""
    # rich would wrap the title at the width of the table, and read its names as markup.
    title, table.title = str(table.title), None
    return [Text(), Text(title, style="bold"), table]


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(columns):
        is_last = index == len(columns) - 1
        table.add_column(
            column,
            justify="right" if column == "claims" else "left",
            header_style="dim",
            vertical="top",
            max_width=None if is_last else _COLUMN_WIDTH,
        )
    return table


def _add_event(table: Table, dataset: axt.Dataset, title: str, report: Flow | Presence) -> None:
    """Add the rows of one event. The rows give the minimum and maximum of each figure, conflicts, then the denials."""
    rows = [row for figure in report.figures for row in _figure_rows(dataset, figure)]
    rows = rows or [("no figure", report.asserted)]
    for heading, denials in (
        ("denied", report.denials.direct),
        ("covered by a broader denial", report.denials.broader),
        ("possibly denied", report.denials.possible),
        ("denied earlier, before this can have happened", report.denials.earlier),
    ):
        if denials:
            rows.append((heading, denials))
    for words, claims in rows:
        table.add_row(escape(title), escape(words), escape(sources_phrase(dataset, claims, _MOST_NAMES)))
        title = ""


def _figure_rows(dataset: axt.Dataset, figure: EventFigure) -> Iterator[tuple[str, Sequence[axt.Claim]]]:
    """Yield the lines of one figure, each with the claims behind it."""
    quantity = figure.quantity
    unit, is_uncertain = quantity.unit, quantity.is_uncertain
    low = axt.Quantity(
        low=quantity.low,
        includes_low=quantity.includes_low,
        unit=unit,
        is_uncertain=is_uncertain and quantity.low is not None,
    )
    high = axt.Quantity(
        high=quantity.high,
        includes_high=quantity.includes_high,
        unit=unit,
        is_uncertain=is_uncertain and quantity.high is not None,
    )
    if (quantity.low, quantity.high) == (None, None) or figure.at_least == figure.at_most:
        yield figure.phrase(), figure.at_least
    else:
        yield (figure.phrase(low) if quantity.low is not None else "no minimum"), figure.at_least
        yield (figure.phrase(high) if quantity.high is not None else "no maximum"), figure.at_most
    for one in figure.conflicts[:_MOST_CONFLICTS]:
        yield f"Conflict: {one.at_least} and {one.at_most} cannot both be true", (*one.lower, *one.upper)
    if len(figure.conflicts) > _MOST_CONFLICTS:
        yield f"{len(figure.conflicts) - _MOST_CONFLICTS} more conflicts", ()
