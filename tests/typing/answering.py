"""What a type checker knows of the answers: estimates, disputes, ledgers, timelines, and what goes to files.

Checked by `mypy --strict` and by pyright, never run.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, assert_type

import axis_tracker as axt

ds = axt.load()

# Files, and the form they have. What writes returns nothing.

assert_type(axt.read(Path("mydata"), kinds=[axt.Delegation]), axt.Dataset)
assert_type(axt.loads(b"{}", file="data.json"), axt.Dataset)
assert_type(axt.check("mydata"), axt.Dataset)
assert_type(axt.json_schema(), dict[str, Any])
assert_type(axt.json_schema(kinds=[axt.Delegation]), dict[str, Any])
axt.write(ds, "mine.json")
axt.write(ds.as_of("2024-06"), Path("mine.json"))

# Estimates, with their reasons.

estimate = ds.estimate(
    supplier="kp", recipient=ds.actors["ru"], item="ammunition", unit="rounds", at=date(2024, 11, 29)
)
assert_type(estimate, axt.Estimate)
assert_type(estimate.quantity, axt.Quantity)
assert_type(estimate.low, int | Decimal | None)
assert_type(estimate.binding_low, tuple[axt.Claim, ...])
assert_type(estimate.conflicts, tuple[axt.Conflict, ...])
assert_type(estimate.set_aside, tuple[axt.SetAside, ...])
assert_type(estimate.question.phase, axt.Phase)
assert_type(estimate.history("knowledge")[0].first, date | None)
assert_type(estimate.explain(), str)
assert_type(estimate.modality, axt.Modality)
assert_type(estimate.counted, str)
assert_type(estimate.voices, int)
assert_type(estimate.also, tuple[axt.OtherFigure, ...])
assert_type(estimate.also[0].quantity, axt.Quantity)
assert_type(estimate.possible_denials, tuple[axt.Claim, ...])
assert_type(estimate.earlier_denials, tuple[axt.Claim, ...])
assert_type(estimate.conflicts[0].conversion, str | None)
ds.estimate(event="x", phase="sent", reading=axt.Reading.RATE, since="2024", policy=axt.Policy())
ds.estimate(event="x", modality="planned", policy=axt.Policy(uncertain="set-aside", phases=axt.PhaseOrder.SEPARATE))
barrels = axt.Conversion(of="barrels", to="tonnes", low="0.13", high="0.14")
ds.estimate(event="x", conversions=[barrels, axt.Inclusion(part="shells", whole="rounds")])
rows = ds.estimates(reading="rate", modality=axt.Modality.PREDICTED)
assert_type(rows[0].reading, axt.Reading)
assert_type(rows[0].modality, axt.Modality)
assert_type(rows[0].per, axt.Period | None)
assert_type(rows[0].share_of, str | None)
assert_type(rows.records(), list[axt.EstimateRecord])
assert_type(ds.with_records(ds.actors["kp"]), axt.Dataset)

# Who agrees with whom.

assert_type(ds.conflicts()[0].at_least, axt.Quantity)
assert_type(ds.disputes(about=ds.transfers)[0].kind, axt.DisputeKind)
assert_type(ds.disputes()[0].figure, axt.DisputedFigure | None)
assert_type(ds.drifts()[0].versions, tuple[axt.DriftVersion, ...])
assert_type(ds.revisions()[0].latest, axt.Claim)
assert_type(ds.corroboration("x").independent, int)
assert_type(ds.stances("Russia").by("kp").latest, tuple[axt.Position, ...])
assert_type(ds.stances("Russia").possible, int)

# What was given for what, and when.

ledger = ds.ledger("kp", ds.actors["ru"])
assert_type(ledger.rows[0].figures, tuple[axt.LedgerFigure, ...])
assert_type(ledger.rows[0].figures[0].estimate, axt.Estimate | None)
assert_type(ledger.rows[0].figures[0].at, date | None)
assert_type(ledger.rows[0].figures[0].sources, tuple[str, ...])
assert_type(ledger.rows[0].possible_counterclaims, tuple[axt.Claim, ...])
assert_type(ledger.records(), list[axt.LedgerRecord])
assert_type(ledger.given[0].item, axt.Item | None)
timeline = ds.timeline(about="x", during="2024", kinds=["event", axt.EntryKind.SAID])
assert_type(timeline.entries[0].when, axt.ImpreciseDate)
assert_type(timeline.entry("x").slot, axt.Slot)
assert_type(timeline.records(), list[axt.TimelineRecord])

# What a curator asks.

assert_type(axt.verify(ds, "texts").failures, tuple[axt.Problem, ...])
assert_type(axt.coverage(ds, "report", "Text.").neither, int)
assert_type(axt.compare(ds, ds).pairs, tuple[tuple[axt.Claim, axt.Claim], ...])
assert_type(axt.sentences("One. Two."), Iterator[axt.Sentence])
assert_type(axt.source_text("texts", "report"), axt.SourceText | None)


def reasons(error: axt.ReadError | axt.MissingExtraError) -> list[str]:
    """What can go wrong with a file, and what to do."""
    if isinstance(error, axt.MissingExtraError):
        assert_type(error.extra, str)
        return [error.extra]
    assert_type(error.problems, tuple[axt.Problem, ...])
    return [f"{one.file}:{one.line}: {one.reason}" for one in error.problems]
