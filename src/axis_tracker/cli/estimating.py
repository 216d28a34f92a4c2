"""The commands that work out figures: `estimate` and `estimates`. Imports click and this room."""

from __future__ import annotations

import click

import axis_tracker as axt
from axis_tracker.cli.options import ACTOR, DAY, EVENT, ITEM, KIND, PLACE, WHEN, Word, dataset_options, policy_options
from axis_tracker.cli.output import Line, lines, print_json, print_lines, working
from axis_tracker.cli.running import example

__all__ = ["estimate", "estimates"]

_PHASE = Word("axis_tracker.imprecise.measures:Phase")
_FIELDS = ("supplier", "recipient", "of", "to", "in_support_of", "losses_of", "place", "item", "kind")
_READING = click.Choice(["total", "level"])


@click.command(
    epilog=example(
        "axis-tracker estimate --supplier DPRK --recipient Russia --item arms",
        "axis-tracker estimate --event kp-ru-ammunition --history knowledge",
    )
)
@click.option("--supplier", type=ACTOR, help="Who supplied.")
@click.option("--recipient", type=ACTOR, help="To whom.")
@click.option("--of", type=ACTOR, help="Whose forces were deployed.")
@click.option("--to", type=PLACE, help="Where to.")
@click.option("--in-support-of", type=ACTOR, help="In support of whom.")
@click.option("--losses-of", type=ACTOR, help="Whose losses.")
@click.option("--place", type=PLACE, help="Where.")
@click.option("--item", type=ITEM, help="What is counted.")
@click.option("--event", type=EVENT, help="Of one event, instead of all this.")
@click.option("--kind", type=KIND, help="Of this kind of event; by default the first that has what is named.")
@click.option("--phase", type=_PHASE, default="delivered", show_default=True, metavar="WORD", help="How far it came.")
@click.option("--reading", type=_READING, default="total", show_default=True, help="In total, or at one time.")
@click.option("--unit", help="In this unit; by default the one in which most origins count.")
@click.option("--since", type=WHEN, help="What was counted from then on.")
@click.option("--at", type=DAY, help="On this day; by default the last that the claims speak of.")
@click.option("--history", type=click.Choice(["world", "knowledge"]), help="How the bounds changed, day by day.")
@policy_options
@dataset_options
def estimate(
    dataset: axt.Dataset,
    *,
    history: str | None,
    as_json: bool,
    **asked: object,
) -> None:
    """Work out what the claims allow of one figure, and why.

    A figure is found by the fields of its events: a supplier, a recipient and an item of a transfer, --of and --to of a
    deployment. --history prints its bounds over time: of the world, or of what had been said.
    """
    from axis_tracker.reports.answers import estimate_record, history_records

    about = [name for name in _FIELDS if asked[name] is not None]
    if not about and asked["event"] is None:
        raise click.UsageError("a figure is of something: name a supplier, an item, a place ..., or an --event")
    if about and asked["event"] is not None:
        raise click.UsageError(f"--event says all that a figure is of; leave out --{about[0].replace('_', '-')}")
    found = dataset.estimate(**asked)  # type: ignore[arg-type]  # the options are its keywords
    if history is None:
        if as_json:
            print_json(estimate_record(found))
        else:
            first, *further = lines(found.explain())
            print_lines([first._replace(style="bold"), *further])
        return
    with working("Going through the days"):
        steps = found.history(history)  # type: ignore[arg-type]  # one of the two
    if as_json:
        print_json(history_records(steps))
    else:
        print_lines(_history_line(step) for step in steps)


def _history_line(step: axt.HistoryStep) -> Line:
    claims = dict.fromkeys(claim.id for claim in (*step.binding_low, *step.binding_high))
    binding = f" ({', '.join(claims)})" if claims else ""
    return Line(f"{step.quantity}{binding}", column=f"{step.days:<24}  ")


@click.command(epilog=example("axis-tracker estimates --kind arms-transfer", "axis-tracker estimates --json"))
@click.option("--kind", type=KIND, help="Of this kind of event.")
@click.option("--phase", type=_PHASE, metavar="WORD", help="Of this phase: sent, delivered ...")
@click.option("--reading", type=_READING, default="total", show_default=True, help="In total, or at one time.")
@click.option("--unit", help="In this unit.")
@click.option("--at", type=DAY, help="On this day; by default the last that the claims speak of.")
@policy_options
@dataset_options
def estimates(dataset: axt.Dataset, *, as_json: bool, **asked: object) -> None:
    """Work out every figure of every event at once, a line each."""
    with working("Working out all figures"):
        found = dataset.estimates(**asked)  # type: ignore[arg-type]  # the options are its keywords
    if as_json:
        print_json(found.records())
    else:
        print_lines(lines(str(found)), nothing="no claim limits such a figure")
