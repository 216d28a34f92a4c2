"""The commands that tell a whole: the overview, `as-of`, `ledger`, `timeline` and `stances`.

Imports click and this room.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli.options import (
    ACTOR,
    DAY,
    EVENT,
    WHEN,
    Word,
    certainty,
    data_option,
    dataset_from,
    dataset_options,
    json_option,
    possible_option,
)
from axis_tracker.cli.output import Line, lines, print_json, print_lines, print_screen
from axis_tracker.cli.running import example

__all__ = ["as_of", "ledger", "show_overview", "stances", "timeline"]


def show_overview(dataset: axt.Dataset, *, as_json: bool) -> None:
    """The overview of a dataset, as a screen or as JSON."""
    if as_json:
        from axis_tracker.reports.overview_records import overview_record

        print_json(overview_record(dataset))
        return
    from axis_tracker.cli.screens import overview_screen

    print_screen(overview_screen(dataset))


@click.command("as-of", epilog=example("axis-tracker as-of 2024-06-30"))
@click.argument("day", type=DAY)
@data_option
@possible_option
@json_option
def as_of(day: axt.ImpreciseDate, data: Path | None, *, possible: bool, as_json: bool) -> None:
    """Show the overview of what had been said by the end of DAY.

    A month or a year stands for its last day. Other commands take --as-of DAY.
    """
    show_overview(dataset_from(data).as_of(day, certainty=certainty(possible=possible)), as_json=as_json)  # type: ignore[arg-type]


@click.command(epilog=example('axis-tracker ledger "North Korea" Russia', "axis-tracker ledger kp ru --json"))
@click.argument("one", type=ACTOR)
@click.argument("other", type=ACTOR)
@possible_option
@dataset_options
def ledger(dataset: axt.Dataset, one: str, other: str, *, possible: bool, as_json: bool) -> None:
    """Tell what ONE and OTHER gave each other, and what for what.

    Item by item, how much by whose word; the two are actors. --json has the rows, without the exchanges.
    """
    found = dataset.ledger(one, other, certainty=certainty(possible=possible))  # type: ignore[arg-type]
    if as_json:
        print_json(found.records())
        return
    print_lines(_styled(line) for line in lines(str(found)))


def _styled(line: Line) -> Line:
    if line.text.startswith("denied or doubted by"):
        return line._replace(style="red")
    return line if line.indent else line._replace(style="bold")


@click.command(
    epilog=example("axis-tracker timeline --during 2024", "axis-tracker timeline --about kp-ru-ammunition --json")
)
@click.option("--about", type=EVENT, help="Of this event alone.")
@click.option("--during", type=WHEN, help="What falls, in part at least, in this time.")
@click.option(
    "--entries",
    type=Word("axis_tracker.reasoning.timeline:EntryKind"),
    multiple=True,
    help="Events, what was said, or when it is told to have been; may be repeated.  [default: event, said]",
)
@possible_option
@dataset_options
def timeline(
    dataset: axt.Dataset,
    about: str | None,
    during: axt.ImpreciseDate | None,
    entries: tuple[str, ...],
    *,
    possible: bool,
    as_json: bool,
) -> None:
    """Put events and claims in order, as far as their times give one.

    What stands under one number has no certain order.
    """
    kinds = {"kinds": entries} if entries else {}
    found = dataset.timeline(about=about, during=during, certainty=certainty(possible=possible), **kinds)  # type: ignore[arg-type]
    if as_json:
        print_json(found.records())
    else:
        print_lines(_timeline_lines(found))


def _timeline_lines(found: axt.Timeline) -> Iterator[Line]:
    """The lines of a timeline, cut where the texts begin."""
    written = str(found).splitlines()
    begins = written[0].index(found.entries[0].text) if found.entries else 0
    for line in written:
        yield Line(line[begins:], column=line[:begins])


@click.command(epilog=example("axis-tracker stances Russia", "axis-tracker stances kp --about kp-ru-ammunition"))
@click.argument("actor", type=ACTOR)
@click.option("--about", type=EVENT, help="On this event.")
@possible_option
@dataset_options
def stances(dataset: axt.Dataset, actor: str, about: str | None, *, possible: bool, as_json: bool) -> None:
    """Tell what ACTOR asserted, doubted, declined, denied over time.

    Whoever speaks for the actor at that time counts as the actor.
    """
    from axis_tracker.reports.answers import position_records

    found = dataset.stances(actor, about=about, certainty=certainty(possible=possible))  # type: ignore[arg-type]
    if as_json:
        print_json(position_records(found))
    else:
        print_lines(lines(found.explain()))
