"""The commands of the section "Find": `claims`, `events` and `show`."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import Answer, possible_answer

__all__ = ["claims", "events", "show"]

_VOCABULARY = "axis_tracker.model.vocabulary"


class _ClaimCriteria(TypedDict):
    by: str | None
    stance: axt.Stance | None
    likelihood: axt.Likelihood | None
    modality: axt.Modality | None
    about: str | None
    answering: str | None
    source: str | None
    made: axt.ImpreciseDate | None
    during: axt.ImpreciseDate | None
    certainty: axt.Certainty


@click.command(
    epilog=example("axis-tracker claims --by Ukraine --made 2024", "axis-tracker claims --stance denies --json")
)
@click.option("--by", type=options.ACTOR, help="List only claims by this actor or by someone acting for the actor.")
@options.word_option("--stance", f"{_VOCABULARY}:Stance", "List only claims that take this position: {values}.")
@options.word_option("--likelihood", options.LIKELIHOOD, "List only claims of this ICD 203 likelihood: {values}.")
@options.word_option("--modality", options.MODALITY, "List only claims that present the event in this way: {values}.")
@click.option("--about", type=options.EVENT, help="List only claims about the event with this id.")
@click.option("--answering", type=options.CLAIM, help="List only claims that answer the claim with this id.")
@click.option("--source", type=options.DOCUMENT, help="List only claims with evidence in the document with this id.")
@click.option("--made", type=options.WHEN, help="List only claims that were made within this period.")
@click.option(
    "--during", type=options.WHEN, help="List only claims about something that was at least partly within this period."
)
@options.possible_option
@options.dataset_options
def claims(dataset: axt.Dataset, **criteria: Unpack[_ClaimCriteria]) -> Answer:
    """List who said what, when, and how firmly.

    A claim is one statement about one event. Each option narrows the list. Name an actor by id, name or alias. Write a
    period in the EDTF format, for example 2024, 2024-10-08, or the interval 2023/2024-06. The last line says how many
    claims were left out because they only may match.
    """
    from axis_tracker.cli.record_lines import claim_lines
    from axis_tracker.formats.record_codec import plain_record

    found = dataset.claims.where(**criteria)
    return possible_answer(
        found.possible, "claims", lambda: [*map(plain_record, found)], lambda: claim_lines(dataset, found)
    )


class _EventCriteria(TypedDict):
    kind: str | None
    involving: str | None
    place: str | None
    item: str | None
    during: axt.ImpreciseDate | None
    certainty: axt.Certainty


@click.command(
    epilog=example(
        "axis-tracker events --kind delegation --during 2024",
        'axis-tracker events --involving Iran --item "drones" --json',
    )
)
@click.option("--kind", type=options.KIND, help="List only events of this kind, such as arms-transfer.")
@click.option(
    "--involving",
    type=options.ACTOR,
    help="List only events in which this actor, or someone acting for the actor, has a role.",
)
@click.option("--place", type=options.PLACE, help="List only events in this place.")
@click.option("--item", type=options.ITEM, help="List only events with this item or a narrower item.")
@click.option("--during", type=options.WHEN, help="List only events that are at least partly within this period.")
@options.possible_option
@options.dataset_options
def events(dataset: axt.Dataset, **criteria: Unpack[_EventCriteria]) -> Answer:
    """List what is claimed to have happened.

    An event is, for example, a visit, an arms transfer or a deployment. Each option narrows the list. With --during,
    events that have no date are listed only if you also use --possible. Otherwise, the last line says how many events
    were left out because their dates are not precise enough.
    """
    from axis_tracker.cli.record_lines import event_lines
    from axis_tracker.formats.record_codec import plain_record

    found = dataset.events.where(**criteria)
    return possible_answer(
        found.possible,
        "events",
        lambda: [{"kind": event.kind, **plain_record(event)} for event in found],
        lambda: event_lines(dataset, found),
    )


@click.command(epilog=example("axis-tracker show kp-ru-ammunition", "axis-tracker show kp --json"))
@click.argument("id_", metavar="ID", type=options.RECORD)
@click.option(
    "--kind", type=options.COLLECTION, help="Collection to search, if several collections contain this id or name."
)
@options.dataset_options
def show(dataset: axt.Dataset, id_: str, kind: str | None) -> Answer:
    """Show one record and everything related to it.

    For an event, the answer includes the claims about the event and the sources of the claims. For a claim, the answer
    includes all claims that the claim answers or that answer the claim. For an actor, the answer includes the roles and
    claims of the actor. ID can also be a name.
    """
    from axis_tracker.cli.record_lines import cross_reference_lines
    from axis_tracker.reports.cross_references import cross_references

    found = cross_references(dataset, id_, kind)
    return Answer(found.plain, lambda: cross_reference_lines(dataset, found))
