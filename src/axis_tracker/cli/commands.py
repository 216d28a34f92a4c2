"""The command `axis-tracker` and its subcommands, by section."""

from __future__ import annotations

from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli import compare, curate, draw, estimate, export, find, options, report
from axis_tracker.cli.command_group import CommandGroup, example

__all__ = ["axis_tracker"]


@click.group(
    cls=CommandGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("axis-tracker", "axis-tracker --data mydata/"),
)
@options.data_option
@options.json_option
@click.version_option(axt.__version__)
@click.pass_context
def axis_tracker(context: click.Context, data: Path | None, *, as_json: bool) -> None:
    """Show who claims what about the military ties of North Korea, Russia, Iran and China.

    Without a command, axis-tracker prints an overview of the packaged data. To use your own data, add --data. The exit
    code is 0 for an answer (even an empty answer), 1 for a problem in the data or an unknown name, and 2 for incorrect
    use.
    """
    if context.invoked_subcommand is None:
        report.show_overview(options.dataset_from(data), as_json=as_json)
    elif data is not None or as_json:
        option = "--json" if data is None else "--data"
        raise click.UsageError(f"{option} comes before the command; write {option} after the command")


axis_tracker.add_section("Find", find.claims, find.events, find.show)
axis_tracker.add_section("Report", report.as_of, report.ledger, report.timeline, report.stances)
axis_tracker.add_section("Estimate", estimate.estimate, estimate.estimates)
axis_tracker.add_section(
    "Compare", compare.disputes, compare.conflicts, compare.drifts, compare.revisions, compare.corroboration
)
axis_tracker.add_section("Draw", draw.chart)
axis_tracker.add_section("Export", export.convert, export.tables, export.schema, export.completion)
axis_tracker.add_section(
    "Curate", curate.check, curate.compile_, curate.verify, curate.coverage, curate.locate, curate.compare
)
