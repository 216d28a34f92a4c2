"""The commands about agreement and its absence: `disputes`, `conflicts`, `drifts`, `revisions`, `corroboration`.

Imports click and this room.
"""

from __future__ import annotations

import click

import axis_tracker as axt
from axis_tracker.cli.options import EVENT, RECORD, dataset_options, policy_options
from axis_tracker.cli.output import Line, lines, print_json, print_lines, working
from axis_tracker.cli.running import example

__all__ = ["conflicts", "corroboration", "disputes", "drifts", "revisions"]

_about_option = click.option("--about", type=EVENT, help="On this event.")


@click.command(epilog=example("axis-tracker disputes", "axis-tracker disputes --about kp-ru-ammunition --json"))
@_about_option
@dataset_options
def disputes(dataset: axt.Dataset, about: str | None, *, as_json: bool) -> None:
    """List what is denied, doubted or contradicted, by whom."""
    from axis_tracker.reports.answers import dispute_record

    with working("Looking for disputes"):
        found = dataset.disputes(about=about)
    if as_json:
        print_json([dispute_record(one) for one in found])
    else:
        print_lines((line for one in found for line in lines(one.explain())), nothing="nothing is in dispute")


@click.command(epilog=example("axis-tracker conflicts", "axis-tracker conflicts --without Ukraine --json"))
@policy_options
@dataset_options
def conflicts(dataset: axt.Dataset, policy: axt.Policy | None, *, as_json: bool) -> None:
    """List the figures that cannot hold together.

    And what giving up either side would leave. The options are those of `estimate`: what is taken for granted.
    """
    from axis_tracker.reports.answers import conflict_record

    with working("Looking for conflicts"):
        found = dataset.conflicts(policy=policy)
    if as_json:
        print_json([conflict_record(one) for one in found])
    else:
        print_lines((line for one in found for line in _conflict_lines(one)), nothing="no figures are in conflict")


def _conflict_lines(one: axt.Conflict) -> tuple[Line, ...]:
    lower, upper = (" + ".join(claim.id for claim in side) for side in (one.lower, one.upper))
    return (
        Line(f"{lower} ({one.at_least}) against {upper} ({one.at_most})"),
        Line(f"without the first: {one.without_lower}", 1),
        Line(f"without the second: {one.without_upper}", 1),
    )


@click.command(epilog=example("axis-tracker drifts", "axis-tracker drifts --json"))
@_about_option
@dataset_options
def drifts(dataset: axt.Dataset, about: str | None, *, as_json: bool) -> None:
    """List the utterances that reports give differently.

    With another number, hedge or stance: that is no dispute, for nobody disagrees.
    """
    from axis_tracker.reports.answers import drift_record

    found = dataset.drifts(about=about)
    if as_json:
        print_json([drift_record(one) for one in found])
    else:
        print_lines((line for one in found for line in lines(one.explain())), nothing="no reports drift apart")


@click.command(epilog=example("axis-tracker revisions", "axis-tracker revisions --json"))
@_about_option
@dataset_options
def revisions(dataset: axt.Dataset, about: str | None, *, as_json: bool) -> None:
    """List the claims that their claimants replaced.

    Step by step, and what changed.
    """
    from axis_tracker.reports.answers import revision_record

    found = dataset.revisions(about=about)
    if as_json:
        print_json([revision_record(one) for one in found])
    else:
        print_lines((line for one in found for line in lines(one.explain())), nothing="no claim was revised")


@click.command(epilog=example("axis-tracker corroboration kp-ru-ammunition"))
@click.argument("id_", metavar="ID", type=RECORD)
@dataset_options
def corroboration(dataset: axt.Dataset, id_: str, *, as_json: bool) -> None:
    """Tell how many say so independently.

    ID is that of an event or a claim. Reports of one utterance count once, unnamed sources not at all.
    """
    from axis_tracker.reports.answers import corroboration_record

    found = dataset.corroboration(id_)
    if as_json:
        print_json(corroboration_record(found))
    else:
        print_lines(lines(found.explain()))
