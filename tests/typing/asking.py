"""How users ask: what a type checker knows of datasets, selections and their answers.

Checked by `mypy --strict` and by pyright, never run.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, ClassVar, assert_type

import attrs

import axis_tracker as axt

ds = axt.load()
assert_type(ds, axt.Dataset)
assert_type(axt.read("mydata"), axt.Dataset)
assert_type(axt.read(Path("mydata")), axt.Dataset)
assert_type(axt.loads("{}"), axt.Dataset)
assert_type(axt.dumps(ds), str)
assert_type(ds | axt.Dataset([axt.Item(id="x", name="X")]), axt.Dataset)
assert_type(ds.counts, dict[str, int])

# A selection by id, by index, by slice and by question.

assert_type(ds.actors, axt.Actors)
assert_type(ds.places, axt.Places)
assert_type(ds.items, axt.Items)
assert_type(ds.documents, axt.Documents)
assert_type(ds.events, axt.Events[axt.Event])
assert_type(ds.claims, axt.Claims)
assert_type(ds.delegations, axt.Delegations)
assert_type(ds.transfers, axt.Transfers)
assert_type(ds.deployments, axt.Deployments)

assert_type(ds.actors["DPRK"], axt.Actor)
assert_type(ds.transfers["x"], axt.ArmsTransfer)
assert_type(ds.transfers[0], axt.ArmsTransfer)
assert_type(ds.transfers[:5], axt.Transfers)
assert_type(ds.transfers.get("x"), axt.ArmsTransfer | None)
assert_type(ds.transfers.only(), axt.ArmsTransfer)
assert_type(ds.transfers.ids, tuple[str, ...])
assert_type([one.item for one in ds.transfers], list[str])
assert_type(ds.deployments[0].to, str)
assert_type(ds.delegations[-1].visitors, tuple[str, ...])
assert_type(list(reversed(ds.claims)), list[axt.Claim])
assert_type(len(ds.claims), int)
assert_type("x" in ds.claims, bool)

assert_type(ds.transfers.where(supplier="North Korea", recipient="ru", item="ammunition"), axt.Transfers)
assert_type(ds.transfers.where(supplier=ds.actors["kp"], during="2022/2024-06", certainty="possible"), axt.Transfers)
assert_type(ds.deployments.where(of="DPRK", to="Kursk", in_support_of=None), axt.Deployments)
assert_type(ds.delegations.where(visitor="ru", host="kp", during=date(2023, 7, 25)), axt.Delegations)
assert_type(ds.actors.where(kind="state") & ds.actors.where(acting_for="ru", during="2024"), axt.Actors)
assert_type(ds.places.where(within="Russia") - ds.places.where(within=ds.places["Kursk"]), axt.Places)
assert_type(ds.items.where(below="arms") | ds.items[:1], axt.Items)
assert_type(ds.documents.where(published="2024", publisher="kcna"), axt.Documents)
assert_type(ds.claims.where(by="Russia", stance="denies").where(made=axt.ImpreciseDate("2024")), axt.Claims)
assert_type(ds.claims.where(about=ds.transfers["x"], source="report"), axt.Claims)
assert_type(ds.claims.where(about=ds.delegations, likelihood=axt.Likelihood.LIKELY), axt.Claims)
assert_type(ds.claims.where(answering=ds.claims[0], modality="planned", during="2024"), axt.Claims)

# Events of one kind, ours or another project's.

assert_type(ds.events.of_kind(axt.Delegation), axt.Events[axt.Delegation])
assert_type(ds.events.of_kind(axt.Sanction)["x"].targets, tuple[str, ...])
assert_type(ds.events.of_kind(axt.Exchange).where(during="2024"), axt.Events[axt.Exchange])
assert_type(ds.events.where(kind="exchange", involving="kp", place="Kursk", item="arms"), axt.Events[axt.Event])


@attrs.frozen(eq=False, repr=False, kw_only=True)
class Training(axt.Event):
    """A kind of event from another project."""

    kind: ClassVar[str] = "example:training"
    trainer: str


training = Training(id="x", name="X", trainer="ru", when="2024")
assert_type(training.when, axt.ImpreciseDate | None)
assert_type(axt.Dataset([training]).events.of_kind(Training).only().trainer, str)
assert_type(axt.read("mydata", kinds=[Training]), axt.Dataset)
assert_type(axt.read("mydata", unknown_kinds="carry"), axt.Dataset)
assert_type(axt.loads("{}", unknown_kinds=axt.UnknownKinds.CARRY), axt.Dataset)
assert_type(axt.load("cyber"), axt.Dataset)
carried = ds.events.of_kind(axt.UnknownEvent)["x"]
assert_type(carried.kind, str)
assert_type(carried.plain(), dict[str, Any])

# What is counted, also by the fields of another project's kind.

assert_type(ds.estimate(kind="example:training", about={"trainer": "ru", "trainees": ["kp"]}), axt.Estimate)
assert_type(ds.estimate(about={"trainer": ds.actors["ru"], "form": axt.AssistanceForm.TRAINING}), axt.Estimate)

# Dates and truth.

when = axt.ImpreciseDate("2023-09~")
assert_type(when.earliest, date | None)
assert_type(when.precedes("2024"), axt.Truth)
assert_type(when.within(axt.ImpreciseDate("2024")) & ~when.during(date(2024, 1, 1)), axt.Truth)
assert_type(ds.made(ds.claims[0]), axt.ImpreciseDate)
assert_type(sorted(ds.events, key=lambda one: one.id), list[axt.Event])


def explain(error: axt.InvalidValueError | axt.UnknownNameError | axt.DatasetError) -> str:
    """What a program can take from an error without reading its message."""
    if isinstance(error, axt.DatasetError):
        return "; ".join(f"{one.path}: {one.reason}" for one in error.problems)
    assert_type(error.suggestion, str | None)
    return error.reason


# Flat tables.

assert_type(ds.table("claims"), axt.Table)
assert_type(ds.transfers.table(), axt.Table)
assert_type([column.type for column in ds.claims.table("passages").columns], list[axt.ColumnType])
assert_type(axt.write_tables(ds, Path("tables"), formulas="refuse"), axt.TablesReport)
assert_type(axt.write_tables(ds, "axis.sqlite").lost, tuple[axt.Omission, ...])
