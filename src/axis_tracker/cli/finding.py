"""The commands that find records: `claims`, `events` and `show`.

Each hands its options to a selection of the dataset and lays out what comes back. Imports click and this room.
"""

from __future__ import annotations

import click

import axis_tracker as axt
from axis_tracker.cli.options import (
    ACTOR,
    CLAIM,
    COLLECTION,
    DOCUMENT,
    EVENT,
    ITEM,
    KIND,
    PLACE,
    RECORD,
    WHEN,
    Word,
    certainty,
    dataset_options,
    possible_option,
)
from axis_tracker.cli.output import print_json, print_lines
from axis_tracker.cli.running import example

__all__ = ["claims", "events", "show"]

_WORDS = "axis_tracker.model.vocabulary"


@click.command(
    epilog=example("axis-tracker claims --by Ukraine --made 2024", "axis-tracker claims --stance denies --json")
)
@click.option("--by", type=ACTOR, help="By this actor, or by somebody who acts for it.")
@click.option("--stance", type=Word(f"{_WORDS}:Stance"), help="With this stance.")
@click.option("--likelihood", type=Word(f"{_WORDS}:Likelihood"), metavar="WORD", help="With this hedge (ICD 203).")
@click.option(
    "--modality", type=Word(f"{_WORDS}:Modality"), metavar="WORD", help="Of a fact, or of what is planned ..."
)
@click.option("--about", type=EVENT, help="On this event.")
@click.option("--answering", type=CLAIM, help="In answer to this claim.")
@click.option("--source", type=DOCUMENT, help="With evidence in this document.")
@click.option("--made", type=WHEN, help="Made within this time.")
@click.option("--during", type=WHEN, help="Of what happened, in part at least, in this time.")
@possible_option
@dataset_options
def claims(dataset: axt.Dataset, *, possible: bool, as_json: bool, **criteria: str | axt.ImpreciseDate | None) -> None:
    """List claims: who said what, when, how firmly.

    Each option narrows them. An actor is named by id, name or alias, a time in EDTF: 2024, 2024-10-08, 2023/2024-06.
    """
    found = dataset.claims.where(**criteria, certainty=certainty(possible=possible))  # type: ignore[arg-type]
    if as_json:
        from axis_tracker.formats.record_codec import plain_record

        print_json([plain_record(claim) for claim in found])
        return
    from axis_tracker.cli.record_lines import claim_lines

    print_lines(claim_lines(dataset, found), nothing="no claims meet this")


@click.command(
    epilog=example(
        "axis-tracker events --kind delegation --during 2024",
        'axis-tracker events --involving Iran --item "drones" --json',
    )
)
@click.option("--kind", type=KIND, help="Of this kind, such as arms-transfer.")
@click.option("--involving", type=ACTOR, help="With this actor, or somebody who acts for it, in any part.")
@click.option("--place", type=PLACE, help="At this place, or within it.")
@click.option("--item", type=ITEM, help="Of this item, or a narrower one.")
@click.option("--during", type=WHEN, help="In part at least in this time.")
@possible_option
@dataset_options
def events(dataset: axt.Dataset, *, possible: bool, as_json: bool, **criteria: str | axt.ImpreciseDate | None) -> None:
    """List events: what is claimed to have happened.

    Each option narrows them; an event without a date meets --during only with --possible.
    """
    found = dataset.events.where(**criteria, certainty=certainty(possible=possible))  # type: ignore[arg-type]
    if as_json:
        from axis_tracker.formats.record_codec import plain_record

        print_json([{"kind": event.kind, **plain_record(event)} for event in found])
        return
    from axis_tracker.cli.record_lines import event_lines

    print_lines(event_lines(dataset, found), nothing="no events meet this")


@click.command(epilog=example("axis-tracker show kp-ru-ammunition", "axis-tracker show kp --json"))
@click.argument("id_", metavar="ID", type=RECORD)
@click.option("--kind", type=COLLECTION, help="Which is meant, where several collections have that id or name.")
@dataset_options
def show(dataset: axt.Dataset, id_: str, kind: str | None, *, as_json: bool) -> None:
    """Show one record, and what the others say of it.

    For an event its claims with their sources, for a claim what it answers and what answers it, for an actor its roles
    and what it said.
    """
    from axis_tracker.reports.dossiers import dossier

    found = dossier(dataset, id_, kind)
    if as_json:
        print_json(found.plain())
        return
    from axis_tracker.cli.record_lines import dossier_lines

    print_lines(dossier_lines(dataset, found))
