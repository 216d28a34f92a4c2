"""The overview, and the commands of the section "Report": `as-of`, `ledger`, `timeline` and `stances`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import (
    Answer,
    Line,
    explanation_lines,
    json_with_possible,
    print_json,
    print_table,
    text_lines,
)

__all__ = ["as_of", "ledger", "show_overview", "stances", "timeline"]


def show_overview(dataset: axt.Dataset, *, as_json: bool) -> None:
    """Print the overview of a dataset, as tables or as JSON."""
    if as_json:
        from axis_tracker.reports.overview import overview_record

        print_json(overview_record(dataset))
        return
    from axis_tracker.cli.screens import overview_screen

    print_table(overview_screen(dataset))


@click.command("as-of", epilog=example("axis-tracker as-of 2024-06-30"))
@click.argument("day", type=options.DAY)
@options.data_option
@options.possible_option
@options.json_option
def as_of(day: axt.ImpreciseDate, data: Path | None, *, certainty: axt.Certainty, as_json: bool) -> None:
    """Show an overview of what had been said by the end of DAY.

    If DAY is a month or a year, the last day of the month or year is used. Most other commands accept --as-of DAY.
    """
    show_overview(options.dataset_from(data).as_of(day, certainty=certainty), as_json=as_json)


@click.command(epilog=example('axis-tracker ledger "North Korea" Russia', "axis-tracker ledger kp ru --json"))
@click.argument("one", type=options.ACTOR)
@click.argument("other", type=options.ACTOR)
@options.possible_option
@options.dataset_options
def ledger(dataset: axt.Dataset, one: str, other: str, *, certainty: axt.Certainty) -> Answer:
    """Show what ONE and OTHER gave each other, item by item.

    ONE and OTHER are ids, names or aliases of actors. For each item, the answer lists the figures, as the command
    estimate gives them, and who asserts, denies or doubts the item, when, and how firmly. The last part of the answer
    says what was given in return for what. With --json, this last part is omitted.
    """
    found = dataset.ledger(one, other, certainty=certainty)
    return Answer(found.records, lambda: _ledger_lines(found))


def _ledger_lines(found: axt.Ledger) -> Iterator[Line]:
    for line in text_lines(str(found)):
        if line.text.startswith(("denied or doubted", "covered by a broader denial", "possibly denied")):
            yield line._replace(style="red")
        else:
            yield line if line.indent else line._replace(style="bold")


@click.command(
    epilog=example("axis-tracker timeline --during 2024", "axis-tracker timeline --about kp-ru-ammunition --json")
)
@click.option("--about", type=options.EVENT, help="List only the event with this id and the claims about the event.")
@click.option("--during", type=options.WHEN, help="List only entries that are at least partly within this period.")
@options.word_option(
    "--entries",
    "axis_tracker.reasoning.timeline:EntryKind",
    "Kind of entry to list: {values}. An entry is an event, the date that a claim gives for an event, or the date on "
    "which a claim was made. Can be repeated.",
    multiple=True,
    default=["event", "said"],
    show_default=True,
)
@options.possible_option
@options.dataset_options
def timeline(
    dataset: axt.Dataset,
    about: str | None,
    during: axt.ImpreciseDate | None,
    entries: tuple[axt.EntryKind, ...],
    *,
    certainty: axt.Certainty,
) -> Answer:
    """List events and claims in chronological order.

    Each entry has a step number. The order of entries with the same step number is unknown. The last line says how many
    entries were left out because they are only possibly within the period.
    """
    found = dataset.timeline(about=about, during=during, kinds=entries, certainty=certainty)
    return Answer(json_with_possible(found.possible, found.records), lambda: _timeline_lines(found))


def _timeline_lines(found: axt.Timeline) -> Iterator[Line]:
    """Split the line of each entry where its text begins, so that wrapped lines align with the text."""
    start = 0
    for line in str(found).splitlines():
        if _NO_ENTRY.fullmatch(line):
            yield Line(line)
        else:
            start = start or _text_start(found, line)
            yield Line(line[start:], column=line[:start])


_NO_ENTRY: Final = re.compile(r"[A-Z].*|\d+ more possible\.")
"""The lines of a timeline that are headings or counts. The lines of entries begin with a step number or with spaces."""


def _text_start(found: axt.Timeline, line: str) -> int:
    texts = [found.entries[0].text] if found.entries else [event.name for event in found.undated]
    return next((line.index(text) for text in texts if text in line), 0)


@click.command(epilog=example("axis-tracker stances Russia", "axis-tracker stances kp --about kp-ru-ammunition"))
@click.argument("actor", type=options.ACTOR)
@click.option("--about", type=options.EVENT, help="Use only claims about the event with this id.")
@options.possible_option
@options.dataset_options
def stances(dataset: axt.Dataset, actor: str, about: str | None, *, certainty: axt.Certainty) -> Answer:
    """Show what ACTOR asserted, doubted or denied over time.

    The answer includes refusals to comment, and claims by anyone who spoke for the actor at the time. The last line
    says how many positions were left out because the speakers only possibly spoke for the actor.
    """
    from axis_tracker.reports.answer_records import position_records

    found = dataset.stances(actor, about=about, certainty=certainty)
    json = json_with_possible(found.possible, lambda: position_records(found))
    return Answer(json, lambda: explanation_lines(found))
