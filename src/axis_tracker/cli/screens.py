"""What the commands show: records laid out with rich, legible in 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

import axis_tracker as axt
from axis_tracker.phrases import bound_phrase, date_phrase, names_phrase
from axis_tracker.reports.overview import Figure, Flow, Overview, Presence

__all__ = ["comparison_screen", "coverage_screen", "overview_screen"]

_NOTHING = "·"
_WIDEST = 32
_NAMED = 4
_HOW_TO_READ = (
    "Figures are the highest lower and the lowest upper bound that anybody gives, with the claimant and the day it was "
    "said. They need not be of one day or fit together: axis-tracker estimate says what follows from all."
)


def overview_screen(dataset: axt.Dataset) -> RenderableType:
    """The overview of a dataset."""
    report = axt.overview(dataset)
    told_of = {claim.event for claim in dataset.claims}
    summary = (
        f"{_counted(len(dataset.claims), 'claim')} on {_counted(len(told_of), 'event')}, "
        f"from {_counted(len(dataset.documents), 'document')}"
    )
    parts: list[RenderableType] = [Text(summary, style="bold"), Text(_HOW_TO_READ, style="dim")]
    for table in (
        *_transfers(dataset, report),
        _deployments(dataset, report),
        _delegations(dataset, report),
        _denials(dataset, report),
        _documents(report),
    ):
        if table.row_count:
            parts += [Text(), table]
    return Group(*parts)


def coverage_screen(found: axt.DocumentCoverage, text: str) -> RenderableType:
    """A text sentence by sentence, with the claims that cite each, or why it is uncoded, in the margin."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 1, 0), show_header=False)
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim")
    for one in found.sentences:
        margin = [claim.id for claim in one.claims] + [f"uncoded: {stretch.reason}" for stretch in one.uncoded]
        sentence = text[one.sentence.start : one.sentence.end]
        table.add_row(escape(sentence), escape("\n".join(margin) or "NEITHER CITED NOR UNCODED"))
    return table


def comparison_screen(found: axt.Comparison, *, differences: bool) -> RenderableType:
    """How far two codings agree, field by field."""
    summary = (
        f"{len(found.pairs)} claims matched, {len(found.only_first)} only in the first, "
        f"{len(found.only_second)} only in the second ({found.matched:.0%} of all claims have a match)"
    )
    table = _table("Agreement on the matched claims", "field", "agreed", "of", "alpha")
    for one in found.fields:
        alpha = _NOTHING if one.alpha is None else f"{one.alpha:.2f}"
        table.add_row(one.field, str(one.agreed), str(one.pairs), alpha)
    parts: list[RenderableType] = [Text(summary, style="bold"), Text(), table]
    if differences:
        rows = _table("Differences", "field", "first", "second", "claims")
        for difference in found.differences:
            claims = f"{difference.first.id}\n{difference.second.id}"
            rows.add_row(difference.field, *(escape(value or _NOTHING) for value in difference.values), escape(claims))
        parts += [Text(), rows]
    return Group(*parts)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _transfers(dataset: axt.Dataset, report: Overview) -> Iterator[Table]:
    for (supplier, recipient), group in groupby(
        report.transfers, key=lambda one: (one.supplier.name, one.recipient.name)
    ):
        flows = list(group)
        table = _table(f"{supplier} to {recipient}: arms", "what", "how much", "by whose word")
        for flow in flows:
            if flow.figures:
                _figure_rows(table, dataset, dataset.items[flow.event.item].name, flow)
        for flow in flows:
            if not flow.figures:
                item = dataset.items[flow.event.item].name
                table.add_row(escape(item), "no figure", escape(_claimants(dataset, flow.asserted)))
                _denial_rows(table, flow)
        yield table


def _deployments(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Deployments, the latest first", "whose, where", "how many", "by whose word")
    for presence in report.deployments:
        sent = presence.event
        title = f"{dataset.actors[sent.of].name}: {dataset.items[sent.item].name}, {dataset.places[sent.to].name}"
        if presence.figures:
            _figure_rows(table, dataset, title, presence)
        else:
            table.add_row(escape(title), "no figure", escape(_claimants(dataset, presence.asserted)))
            _denial_rows(table, presence)
    return table


def _delegations(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Delegations, the latest first", "when", "who", "to whom", "claims")
    for visit in report.delegations:
        when = _NOTHING if visit.event.when is None else date_phrase(visit.event.when)
        who = names_phrase(actor.name for actor in visit.visitors)
        place = visit.event.place
        host = (
            visit.host.name
            if place is None or dataset.places[place].name == visit.host.name
            else f"{visit.host.name} ({dataset.places[place].name})"
        )
        table.add_row(when, escape(who), escape(host), str(visit.claims))
    return table


def _denials(dataset: axt.Dataset, report: Overview) -> Table:
    table = _table("Denials", "who denies", "what", "claimed by")
    for denial in report.denials:
        claimants = dict.fromkeys(dataset.actors[key].name for claim in denial.answers for key in claim.claimants)
        denied = dataset.events[denial.claim.event].name
        who = names_phrase(actor.name for actor in denial.by)
        table.add_row(escape(who), escape(denied), escape(names_phrase(claimants)))
    return table


def _documents(report: Overview) -> Table:
    table = _table("Documents", "published", "title", "claims")
    for source in report.documents:
        table.add_row(date_phrase(source.document.published), escape(source.document.title), str(source.claims))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, column in enumerate(columns):
        last = index == len(columns) - 1
        table.add_column(
            column,
            justify="right" if column == "claims" else "left",
            header_style="dim",
            vertical="top",
            max_width=None if last else _WIDEST,
        )
    return table


def _figure_rows(table: Table, dataset: axt.Dataset, title: str, told: Flow | Presence) -> None:
    """The rows of one event: for each figure the strongest lower and upper word, then who denies it all."""
    for figure in told.figures:
        for claim, end, nobody in (
            (figure.at_least, "low", "no lower bound"),
            (figure.at_most, "high", "no upper bound"),
        ):
            if claim is None or claim.measure is None:
                table.add_row(escape(title), nobody, "")
            else:
                bound = bound_phrase(claim.measure.quantity, end)
                said = f"{_claimants(dataset, [claim])}, {date_phrase(dataset.made(claim))}"
                table.add_row(escape(title), escape(f"{bound} {_counted_as(figure)}"), escape(said))
            title = ""
    _denial_rows(table, told)


def _counted_as(figure: Figure) -> str:
    reading = "" if figure.reading is axt.Reading.TOTAL else f", {figure.reading.value}"
    per = "" if figure.per is None else f" per {figure.per.value}"
    share_of = "" if figure.share_of is None else f" of {figure.share_of}"
    return f"{figure.phase.value}{reading}{per}{share_of}"


def _denial_rows(table: Table, told: Flow | Presence) -> None:
    for said, actors in (("denied", told.denied_by), ("denied with more", told.denied_with_more_by)):
        if actors:
            table.add_row("", said, escape(names_phrase(actor.name for actor in actors)))


def _claimants(dataset: axt.Dataset, claims: Iterable[axt.Claim]) -> str:
    names = list(dict.fromkeys(dataset.actors[key].name for claim in claims for key in claim.claimants))
    return names_phrase(names if len(names) <= _NAMED else [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} others"])
