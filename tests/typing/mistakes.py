# pyright: reportUnnecessaryTypeIgnoreComment=true, reportUnusedExpression=false
# ruff: noqa: B015, B018
"""Mistakes that a type checker must find. Each line is wrong in one way.

`type: ignore` names mypy's error for it, and silences pyright too. An error that one of them no longer finds fails the
check: in mypy by `warn_unused_ignores` (part of `--strict`), in pyright by `reportUnnecessaryTypeIgnoreComment`. Never
run.
"""

from __future__ import annotations

import axis_tracker as axt

ds = axt.load()

# Questions: a misspelt keyword, a wrong word, a question to the wrong collection.
ds.transfers.where(suplier="kp")  # type: ignore[call-arg]
ds.transfers.where(host="kp")  # type: ignore[call-arg]
ds.transfers.where("kp")  # type: ignore[call-arg]
ds.claims.where(stance="rejects")  # type: ignore[arg-type]
ds.claims.where(likelihood="probable")  # type: ignore[arg-type]
ds.claims.where(certainty=True)  # type: ignore[arg-type]
ds.claims.where(about=ds.actors)  # type: ignore[arg-type]
ds.claims.where(made=2024)  # type: ignore[arg-type]
ds.actors.where(kind="country")  # type: ignore[arg-type]
ds.deployments.where(to=ds.actors["ru"])  # type: ignore[arg-type]
ds.events.of_kind(axt.Claim)  # type: ignore[type-var]
ds.estimate(event="x", modality="plan")  # type: ignore[arg-type]
ds.estimate(event="x", conversions=["barrels=tonnes:0.13"])  # type: ignore[list-item]
ds.estimates(event="x")  # type: ignore[call-arg]

# Selections: of two collections, of a field that its records do not have, and written to.
ds.actors & ds.places  # type: ignore[operator]
ds.transfers["x"].visitors  # type: ignore[attr-defined]
ds.claims[0] = ds.claims[1]  # type: ignore[index]
ds.claims = ds.claims  # type: ignore[misc]

# Records: a wrong word, a wrong kind of value, a missing or unknown field, and one changed after the fact.
axt.Actor(id="x", name="X", kind="country")  # type: ignore[arg-type]
axt.Actor(id="x", name="X", kind="state", aliases="DPRK")  # type: ignore[arg-type]
axt.Actor(id="x", name="X")  # type: ignore[call-arg]
axt.Actor("x", "X", "state")  # type: ignore[call-arg]
axt.Item(id="x", name="X", wider=["arms"])  # type: ignore[call-arg]
axt.Item(id="x", name="X", broader="arms")  # type: ignore[arg-type]
axt.Role(of="ru", during=2024)  # type: ignore[arg-type]
axt.Delegation(id="x", name="X", visitors="ru", host="kp")  # type: ignore[arg-type]
axt.Agreement(id="x", name="X", parties="kp")  # type: ignore[arg-type]
axt.Grade("G", "2")  # type: ignore[arg-type]
axt.ImpreciseDate("2024").earliest = None  # type: ignore[misc]
ds.claims[0].stance = axt.Stance.DENIES  # type: ignore[misc]


def claims(evidence: str, claimants: str) -> None:
    """One text is not a list of texts, though Python could walk through its letters."""
    axt.Claim(id="c", event="e", claimants=claimants, summary="S")  # type: ignore[arg-type]
    axt.Claim(id="c", event="e", claimants=["a"], summary="S", evidence=evidence)  # type: ignore[arg-type]


# Dates and quantities have no order.
axt.ImpreciseDate("2023") < axt.ImpreciseDate("2024")  # type: ignore[operator]
sorted([axt.ImpreciseDate("2023")])  # type: ignore[type-var]
axt.Quantity.exactly(3) < 4  # type: ignore[operator]
axt.Quantity.exactly(3.5)  # type: ignore[arg-type]

# A name that is not public.
axt.Actr  # type: ignore[attr-defined]

# Files and answers: the wrong way round, a class of no event, a misspelt keyword, an open end taken for a number.
axt.write("mine.json", ds)  # type: ignore[arg-type]
axt.json_schema(kinds=[axt.Claim])  # type: ignore[list-item]
ds.estimate(suplier="kp")  # type: ignore[call-arg]
ds.estimate(supplier="kp").low + 1  # type: ignore[operator]
ds.timeline(kinds="event").entries[0].claim.made  # type: ignore[union-attr]
