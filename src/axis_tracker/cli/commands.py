"""The command line as a whole: `axis-tracker` itself, and its commands in the sections of its help.

Imports click and the modules of the commands; rich is loaded when something is laid out.
"""

from __future__ import annotations

from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli import charting, curating, disagreeing, estimating, finding, handing_on, telling
from axis_tracker.cli.options import data_option, dataset_from, json_option
from axis_tracker.cli.running import Commands, example

__all__ = ["axis_tracker"]


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("axis-tracker", "axis-tracker --data mydata/"),
)
@data_option
@json_option
@click.version_option(axt.__version__)
@click.pass_context
def axis_tracker(context: click.Context, data: Path | None, *, as_json: bool) -> None:
    """Who says what about the military cooperation of North Korea, Russia, Iran and China.

    Without a command: an overview of the packaged data, or of your own. Exit codes: 0 answered, 1 the data say no, 2
    wrong use.
    """
    if context.invoked_subcommand is None:
        telling.show_overview(dataset_from(data), as_json=as_json)
    elif data is not None or as_json:
        option = "--json" if data is None else "--data"
        raise click.UsageError(f"{option} comes after the command that it is for")


axis_tracker.add_section("Find", finding.claims, finding.events, finding.show)
axis_tracker.add_section("Tell", telling.as_of, telling.ledger, telling.timeline, telling.stances)
axis_tracker.add_section("Work out", estimating.estimate, estimating.estimates)
axis_tracker.add_section(
    "Tell apart",
    disagreeing.disputes,
    disagreeing.conflicts,
    disagreeing.drifts,
    disagreeing.revisions,
    disagreeing.corroboration,
)
axis_tracker.add_section("Draw", charting.chart)
axis_tracker.add_section("Hand on", handing_on.convert, handing_on.tables, handing_on.schema, handing_on.completion)
axis_tracker.add_section(
    "Curate",
    curating.check,
    curating.compile_,
    curating.verify,
    curating.coverage,
    curating.locate,
    curating.compare,
)
