"""The command `chart`, one for each chart: it asks the data, draws, and writes the file.

Imports click; what draws is imported when it is asked for. Errors go on to the group of all commands.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

import axis_tracker as axt
from axis_tracker.cli.options import data_option, dataset_from
from axis_tracker.cli.running import example

__all__ = ["chart"]

F = TypeVar("F", bound=Callable[..., Any])


def _options(command: F) -> F:
    """Add `--data` and `-o`, which all charts have."""
    command = data_option(command)
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        required=True,
        help="The file to write: .svg, .png, or .json for the Vega-Lite specification.",
    )(command)


def _save(drawn: Any, output: Path) -> None:
    axt.charts.save(drawn, output)
    click.echo(f"wrote {output}")


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("axis-tracker chart"),
)
@click.pass_context
def chart(context: click.Context) -> None:
    """Draw a contested figure, a timeline, a ledger or coverage into a file.

    Needs the extra `charts`. Without a command: the list of charts.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@chart.command(epilog=example("axis-tracker chart contested --event kp-ru-artillery-ammunition -o shells.svg"))
@click.option("--event", metavar="ID", help="What is counted, of one event.")
@click.option("--supplier", metavar="ACTOR", help="Who gives, of a transfer.")
@click.option("--recipient", metavar="ACTOR", help="Who gets it.")
@click.option("--item", metavar="ITEM", help="What is counted.")
@click.option("--of", metavar="ACTOR", help="Whose troops, of a deployment.")
@click.option("--to", metavar="PLACE", help="Where they go.")
@click.option("--phase", default="delivered", show_default=True, metavar="WORD", help="How far it came.")
@click.option("--reading", type=click.Choice(["total", "level"]), default="total", show_default=True)
@click.option("--unit", help="In this unit; by default the one in which most origins count.")
@click.option("--at", metavar="DAY", help="On this day; by default the last that the claims speak of.")
@_options
def contested(output: Path, data: Path | None, **asked: Any) -> None:
    """Draw what is claimed of one figure, and what follows.

    Each claim is a bar on the day on which it was said; behind them stands what all allow; denials are crosses.
    """
    if not any(asked[name] for name in ("event", "supplier", "recipient", "item", "of", "to")):
        raise click.UsageError("a figure is of something: name an --event, a --supplier, an --item ...")
    _save(axt.charts.contested(dataset_from(data).estimate(**asked)), output)


@chart.command(epilog=example("axis-tracker chart timeline --during 2024 -o 2024.svg"))
@click.option("--during", metavar="DATE", help="What certainly took place in that time.")
@_options
def timeline(output: Path, data: Path | None, during: str | None) -> None:
    """Draw visits, transfers and the like in time.

    Deployments and agreements have lanes of their own; what is known only to a month or a year is a pale span.
    """
    _save(axt.charts.timeline(dataset_from(data), during=during), output)


@chart.command(epilog=example('axis-tracker chart ledger "North Korea" Russia -o ledger.svg'))
@click.argument("one")
@click.argument("other")
@_options
def ledger(one: str, other: str, output: Path, data: Path | None) -> None:
    """Draw what the actors ONE and OTHER gave each other."""
    _save(axt.charts.ledger(dataset_from(data), one, other), output)


@chart.command(epilog=example("axis-tracker chart coverage --texts texts/ -o coverage.svg"))
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="The source texts, a file ID.txt for each document: count their sentences instead of characters.",
)
@_options
def coverage(output: Path, data: Path | None, texts: Path | None) -> None:
    """Draw how much of each document is coded.

    It is cited by claims, left uncoded with a reason, or neither.
    """
    dataset = dataset_from(data)
    if texts is None:
        _save(axt.charts.coverage(dataset), output)
        return
    found = [(document, axt.source_text(texts, document)) for document in dataset.documents.ids]
    for document, text in found:
        if text is None:
            click.echo(f"{document}: not drawn (no {document}.txt in {texts})", err=True)
    drawn = [axt.coverage(dataset, document, text.content) for document, text in found if text is not None]
    _save(axt.charts.coverage(drawn), output)
