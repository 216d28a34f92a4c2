"""The commands of the section "Compare": `disputes`, `conflicts`, `drifts`, `revisions` and `corroboration`."""

from __future__ import annotations

from collections.abc import Iterator

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import Answer, Line, explanation_lines, status

__all__ = ["conflicts", "corroboration", "disputes", "drifts", "revisions"]

_about_option = click.option("--about", type=options.EVENT, help="Limit the answer to the event with this id.")


@click.command(epilog=example("axis-tracker disputes", "axis-tracker disputes --about kp-ru-ammunition --json"))
@_about_option
@options.dataset_options
def disputes(dataset: axt.Dataset, about: str | None) -> Answer:
    """List what is denied, doubted or contradicted, and by whom."""
    from axis_tracker.reports.answer_records import dispute_record

    with status("Looking for disputes"):
        found = dataset.disputes(about=about)
    return Answer(lambda: [*map(dispute_record, found)], lambda: explanation_lines(found), "no disputes")


@click.command(epilog=example("axis-tracker conflicts", "axis-tracker conflicts --without Ukraine --json"))
@options.policy_options
@options.dataset_options
def conflicts(dataset: axt.Dataset, policy: axt.Policy | None) -> Answer:
    """List figures that contradict each other.

    Two figures for the same thing on the same day conflict if the minimum of one figure exceeds the maximum of the
    other figure. For each conflict, the answer also gives the sources, and the bounds without the first figure and
    without the second figure. To select claims, use the same options as for `estimate`.
    """
    from axis_tracker.reports.answer_records import conflict_record

    with status("Looking for conflicts"):
        found = dataset.conflicts(policy=policy)
    return Answer(
        lambda: [*map(conflict_record, found)], lambda: _conflict_lines(dataset, found), "no conflicting figures"
    )


def _conflict_lines(dataset: axt.Dataset, found: tuple[axt.Conflict, ...]) -> Iterator[Line]:
    from axis_tracker.phrases import quantity_phrase
    from axis_tracker.reasoning.source_phrases import source_phrase

    for conflict in found:
        lower, upper = (" + ".join(claim.id for claim in side) for side in (conflict.lower, conflict.upper))
        conversion = f", with {conflict.conversion}" if conflict.conversion is not None else ""
        yield Line(f"{lower} ({conflict.at_least}) against {upper} ({conflict.at_most}){conversion}")
        for claim in (*conflict.lower, *conflict.upper):
            yield Line(f"{claim.id}: {source_phrase(dataset, claim)}", 1)
        yield Line(f"without the first: {quantity_phrase(conflict.without_lower)}", 1)
        yield Line(f"without the second: {quantity_phrase(conflict.without_upper)}", 1)


@click.command(epilog=example("axis-tracker drifts", "axis-tracker drifts --json"))
@_about_option
@options.dataset_options
def drifts(dataset: axt.Dataset, about: str | None) -> Answer:
    """List statements that reports quote differently.

    The reports give different numbers, hedges or positions for the same statement. Such a difference is not a dispute,
    because nobody disagrees.
    """
    from axis_tracker.reports.answer_records import drift_record

    found = dataset.drifts(about=about)
    return Answer(lambda: [*map(drift_record, found)], lambda: explanation_lines(found), "no differing reports")


@click.command(epilog=example("axis-tracker revisions", "axis-tracker revisions --json"))
@_about_option
@options.dataset_options
def revisions(dataset: axt.Dataset, about: str | None) -> Answer:
    """List claims that their claimants later replaced.

    The list shows what changed in each revision.
    """
    from axis_tracker.reports.answer_records import revision_record

    found = dataset.revisions(about=about)
    return Answer(lambda: [*map(revision_record, found)], lambda: explanation_lines(found), "no revised claims")


@click.command(epilog=example("axis-tracker corroboration kp-ru-ammunition"))
@click.argument("id_", metavar="ID", type=options.RECORD)
@options.dataset_options
def corroboration(dataset: axt.Dataset, id_: str) -> Answer:
    """Count the independent sources of an event or a claim.

    ID is the id of an event or a claim. Several reports of one statement count once. Unnamed sources do not count.
    """
    from axis_tracker.reports.answer_records import corroboration_record

    found = dataset.corroboration(id_)
    return Answer(lambda: corroboration_record(found), lambda: explanation_lines(found))
