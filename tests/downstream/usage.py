"""What type checkers know of a program that uses both projects. Checked by `mypy --strict` and pyright, never run."""

from __future__ import annotations

from typing import assert_type

from axis_tracker_cyber import KINDS, Intrusion, Means, load

import axis_tracker as axt

cyber = axt.load("cyber")
assert_type(cyber, axt.Dataset)
assert_type(load(), axt.Dataset)
assert_type(KINDS, tuple[type[axt.Event], ...])

intrusions = cyber.events.of_kind(Intrusion)
assert_type(intrusions, axt.Events[Intrusion])
assert_type(intrusions[0].target, str)
assert_type(intrusions[0].means, Means | None)
assert_type(Intrusion.kind, str)

assert_type(
    cyber.estimate(about={"by": "kp", "target": cyber.actors["ru"]}, item="records", phase="lost"), axt.Estimate
)
cyber.estimate(about={"by": 5.5})  # type: ignore[dict-item] # pyright: ignore[reportArgumentType]
Intrusion(id="x", name="X", by="kp", target="ru")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]

carried = axt.loads(axt.dumps(cyber), unknown_kinds="carry")
assert_type(carried, axt.Dataset)
axt.loads("{}", unknown_kinds="cary")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
