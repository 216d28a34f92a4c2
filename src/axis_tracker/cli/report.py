"""The overview, and the commands of the section "Report": `as-of`, `ledger`, `timeline` and `stances`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import Answer, Line, explanation_lines, print_json, print_table, text_lines

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

    ONE and OTHER are ids, names or aliases of actors. For each item, the answer lists the figures, the claimants, and
    the actors that deny or doubt the item. The last part of the answer says what was given in return for what. With
    --json, this last part is omitted.
    """
    found = dataset.ledger(one, other, certainty=certainty)
    return Answer(found.records, lambda: _ledger_lines(found))


def _ledger_lines(found: axt.Ledger) -> Iterator[Line]:
    for line in text_lines(str(found)):
        if line.text.startswith("denied or doubted by"):
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

    Each entry has a step number. The order of entries with the same step number is unknown.
    """
    found = dataset.timeline(about=about, during=during, kinds=entries, certainty=certainty)
    return Answer(found.records, lambda: _timeline_lines(found))


def _timeline_lines(found: axt.Timeline) -> Iterator[Line]:
    """Split each line where the text begins, so that wrapped lines align with the first line of the text."""
    lines = str(found).splitlines()
    start = lines[0].index(found.entries[0].text) if found.entries else 0
    for line in lines:
        yield Line(line[start:], column=line[:start])


@click.command(epilog=example("axis-tracker stances Russia", "axis-tracker stances kp --about kp-ru-ammunition"))
@click.argument("actor", type=options.ACTOR)
@click.option("--about", type=options.EVENT, help="Use only claims about the event with this id.")
@options.possible_option
@options.dataset_options
def stances(dataset: axt.Dataset, actor: str, about: str | None, *, certainty: axt.Certainty) -> Answer:
    """Show what ACTOR asserted, doubted or denied over time.

    The answer includes refusals to comment, and claims by anyone who spoke for the actor at the time.
    """
    from axis_tracker.reports.answer_records import position_records

    found = dataset.stances(actor, about=about, certainty=certainty)
    return Answer(lambda: position_records(found), lambda: explanation_lines(found))
