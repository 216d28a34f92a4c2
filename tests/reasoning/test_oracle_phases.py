"""What was delivered had been sent, against an oracle: crates that are sent on a day and come on that day or later.

The worlds are of crates, so that figures of several days and of both phases add up, or must not. A crate that came can
be used, on that day or later, and one that was sent can be lost.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from figure_claims import FigureClaim, check, figure_claims, record
from hypothesis import given
from hypothesis import strategies as st
from possible_worlds import LotWorlds, Numbers
from small_instances import claim, day, event_id, frame, measure

import axis_tracker as axt

DAYS = 3
NEVER = DAYS + 1


class Crate(NamedTuple):
    item: str
    sent: int
    delivered: int
    used: int = NEVER
    lost: int = NEVER


# Of the left item few crates, to keep the worlds few.
lots = LotWorlds(
    (
        *(Crate("top", sent, come) for sent in range(1, DAYS + 1) for come in range(sent, NEVER + 1)),
        Crate("left", 1, 2, used=2),
        Crate("left", 1, 3, lost=3),
        Crate("left", 2, 2, used=3),
        Crate("left", 2, NEVER, lost=2),
    )
)
EVENTS = {event_id("kp", "top"): ("top", "left"), event_id("kp", "left"): ("left",)}


def came(event: str, phase: str, first: int, last: int) -> Numbers:
    """How much of an event reached a stage from one day to another."""
    return lots.counted(lambda crate: crate.item in EVENTS[event] and first <= getattr(crate, phase) <= last)


STAGES = ("sent", "delivered", "used", "lost")
phases = st.sampled_from(STAGES)
some_claims = st.one_of(
    figure_claims(tuple(EVENTS), DAYS, phases=("sent", "delivered"), most=5),
    figure_claims(tuple(EVENTS), DAYS, phases=STAGES, most=3),
)


def recorded(claims: list[FigureClaim]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=("top", "left")), *map(record, claims)])


@given(some_claims, st.sampled_from(("top", "left")), phases, st.integers(0, DAYS))
def test_every_world_in_which_the_claims_hold_lies_in_the_estimate(
    claims: list[FigureClaim], item: str, phase: str, at: int
) -> None:
    dataset = recorded(claims)
    asking: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": item, "phase": phase, "unit": "crates"}
    estimate = dataset.estimate(**asking, reading="total", at=day(at))
    check(claims, came, lots.all, estimate, came(event_id("kp", item), phase, 1, at), dataset.conflicts())


@given(some_claims, st.sampled_from(("top", "left")), phases, st.integers(1, DAYS), st.integers(1, DAYS))
def test_what_reached_a_stage_since_a_day_lies_in_the_estimate_since_that_day(
    claims: list[FigureClaim], item: str, phase: str, since: int, at: int
) -> None:
    dataset = recorded(claims)
    asking: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": item, "phase": phase, "unit": "crates"}
    estimate = dataset.estimate(**asking, reading="total", since=day(since), at=day(at))
    check(claims, came, lots.all, estimate, came(event_id("kp", item), phase, since, at), dataset.conflicts())


def increment(key: str, when: str, phase: str) -> axt.Claim:
    figure = measure(3, None, reading="increment", phase=phase)
    return claim(key, "kp-top", made="2024-12-31", when=when, measure=figure)


def test_what_is_delivered_after_something_was_sent_can_be_the_same() -> None:
    def sent(*claims: axt.Claim) -> object:
        dataset = axt.Dataset([*frame(), *claims])
        return dataset.estimate(event="kp-top", phase="sent", at="2024-12-31").low

    delivered, later = increment("delivered", "2024-02", "delivered"), increment("later", "2024-03", "delivered")
    assert sent(increment("sent", "2024-01", "sent"), delivered) == 3
    assert sent(delivered, increment("sent", "2024-03", "sent")) == 6
    assert sent(increment("sent", "2024-01", "sent"), delivered, later) == 6
    assert sent(delivered, later, increment("sent", "2024-04", "sent")) == 9


def test_what_was_delivered_since_a_day_may_have_been_sent_before_it() -> None:
    came = claim("came", "kp-top", made=day(3), measure=measure(5, None, since=day(2)))
    left = claim("left", "kp-top", made=day(3), measure=measure(None, 3, since=day(2), phase="sent"))
    dataset = axt.Dataset([*frame(), came, left])
    assert dataset.conflicts() == ()
    since = dataset.estimate(event="kp-top", phase="sent", since=day(2), at=day(3))
    assert (since.low, since.high) == (None, 3)
    assert dataset.estimate(event="kp-top", phase="sent", at=day(3)).low == 5
    delivered = dataset.estimate(event="kp-top", phase="delivered", since=day(2), at=day(3))
    assert (delivered.low, delivered.high) == (5, None)
