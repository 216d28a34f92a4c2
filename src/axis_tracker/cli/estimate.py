"""The commands of the section "Estimate": `estimate` and `estimates`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypedDict, Unpack

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import Answer, Line, status, text_lines

__all__ = ["estimate", "estimates"]


@click.command(
    epilog=example(
        "axis-tracker estimate --supplier DPRK --recipient Russia --item arms",
        "axis-tracker estimate --event kp-ru-ammunition --history knowledge",
        'axis-tracker estimate --event kp-ru-ammunition --convert "shells<rounds"',
    )
)
@options.figure_options
@click.option(
    "--history",
    type=click.Choice(["world", "knowledge"]),
    help="Print how the bounds changed over time (world), or from claim to claim (knowledge).",
)
@options.policy_options
@options.dataset_options
def estimate(
    dataset: axt.Dataset,
    *,
    history: Literal["world", "knowledge"] | None,
    policy: axt.Policy | None,
    **figure: Unpack[options.FigureOptions],
) -> Answer:
    """Compute the bounds of one figure and explain them.

    Use the options to say what the figure counts. For arms transfers, use --supplier, --recipient and --item, for
    example. For deployments, use --of and --to. The answer gives the range of numbers that the claims leave possible,
    and the claims that support this range. If you omit --phase, --reading or --unit, the figure with bounds from the
    most independent voices is chosen, and a line that begins with "Also" gives the others. The options from --only to
    --margin determine which claims are used, and how the claims are used.
    """
    from axis_tracker.reports.answer_records import estimate_record, history_records

    found = dataset.estimate(**figure, policy=policy)
    if history is None:
        return Answer(lambda: estimate_record(found), lambda: _estimate_lines(found))
    with status("Computing the history"):
        steps = found.history(history)
    return Answer(lambda: history_records(steps), lambda: _history_lines(steps))


def _estimate_lines(found: axt.Estimate) -> Iterator[Line]:
    first, *further = text_lines(found.explain())
    yield first._replace(style="bold")
    yield from further


def _history_lines(steps: tuple[axt.HistoryStep, ...]) -> Iterator[Line]:
    from axis_tracker.phrases import quantity_phrase

    for step in steps:
        claims = dict.fromkeys(claim.id for claim in (*step.binding_low, *step.binding_high))
        binding = f" ({', '.join(claims)})" if claims else ""
        yield Line(f"{quantity_phrase(step.quantity)}{binding}", column=f"{step.days:<24}  ")


class _AllFigures(TypedDict):
    kind: str | None
    phase: axt.Phase | None
    reading: str | None
    unit: str | None
    modality: axt.Modality | None
    at: axt.ImpreciseDate | None
    policy: axt.Policy | None


@click.command(epilog=example("axis-tracker estimates --kind arms-transfer", "axis-tracker estimates --json"))
@click.option("--kind", type=options.KIND, help="Compute only figures for events of this kind.")
@options.word_option("--phase", options.PHASE, "Compute only figures for this stage: {values}.")
@options.reading_option("Compute only figures of this reading, such as totals.")
@click.option("--unit", help="Compute only figures in this unit.")
@options.word_option("--modality", options.MODALITY, "Compute only figures that are stated in this way: {values}.")
@click.option("--at", type=options.DAY, help="Day of the estimate.  [default: the last day that the claims mention]")
@options.policy_options
@options.dataset_options
def estimates(dataset: axt.Dataset, **figures: Unpack[_AllFigures]) -> Answer:
    """Compute the bounds of every figure and print one line per figure."""
    with status("Computing all figures"):
        found = dataset.estimates(**figures)
    return Answer(found.records, lambda: text_lines(str(found)), "no matching figures")
