"""The command `chart`, which has one subcommand for each chart. Each subcommand writes a chart to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.curate import read_coverages
from axis_tracker.cli.output import notice

if TYPE_CHECKING:
    import altair as alt

__all__ = ["chart"]

_output_option = options.output_option(
    "File to write. The name must end in .svg, .png, or .json (for the Vega-Lite specification)."
)


def _save(drawn: alt.TopLevelMixin, output: Path) -> None:
    axt.charts.save(drawn, output)
    click.echo(f"wrote {output}")


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("axis-tracker chart"),
)
@click.pass_context
def chart(context: click.Context) -> None:
    """Draw a contested figure, a timeline, a ledger or the coverage.

    Each chart is written to a file. Drawing a chart needs the `charts` extra. Without a subcommand, the command prints
    the list of charts.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@chart.command(epilog=example("axis-tracker chart contested --event kp-ru-artillery-ammunition -o shells.svg"))
@options.figure_options
@_output_option
@options.data_option
def contested(output: Path, data: Path | None, **figure: Unpack[options.FigureOptions]) -> None:
    """Draw the claims about one figure and the resulting bounds.

    Each bar is a claim, drawn on the day of the claim. Each cross is a denial. The shaded band is the range that all
    claims together allow.
    """
    _save(axt.charts.contested(options.dataset_from(data).estimate(**figure)), output)


@chart.command(epilog=example("axis-tracker chart timeline --during 2024 -o 2024.svg"))
@click.option("--during", type=options.WHEN, help="Draw this period, with the events certainly within it.")
@_output_option
@options.data_option
def timeline(output: Path, data: Path | None, during: axt.ImpreciseDate | None) -> None:
    """Draw visits, transfers, deployments and agreements over time.

    A dark bar covers the days that are certain. A pale bar covers possible days, such as all days of a month if only
    the month is known. With --during, the chart covers exactly this period, and counts the events that may be within
    the period and the events outside it.
    """
    _save(axt.charts.timeline(options.dataset_from(data), during=during), output)


@chart.command(epilog=example('axis-tracker chart ledger "North Korea" Russia -o ledger.svg'))
@click.argument("one", type=options.ACTOR)
@click.argument("other", type=options.ACTOR)
@_output_option
@options.data_option
def ledger(one: str, other: str, output: Path, data: Path | None) -> None:
    """Draw what ONE and OTHER gave each other.

    ONE and OTHER are ids, names or aliases of actors.
    """
    _save(axt.charts.ledger(options.dataset_from(data), one, other), output)


@chart.command(epilog=example("axis-tracker chart coverage --texts texts/ -o coverage.svg"))
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="Folder with the text of each document in a file ID.txt. With --texts, the chart counts sentences.",
)
@_output_option
@options.data_option
def coverage(output: Path, data: Path | None, texts: Path | None) -> None:
    """Draw how much of each document is coded.

    For each document, the chart shows the part that claims cite, the part that is marked as uncoded for a reason, and
    the rest.
    """
    dataset = options.dataset_from(data)
    if texts is None:
        _save(axt.charts.coverage(dataset), output)
        return
    found, missing = read_coverages(dataset, texts)
    for document in missing:
        notice(f"{document}: not drawn (no {document}.txt in {texts})")
    _save(axt.charts.coverage([covered for covered, _ in found]), output)
