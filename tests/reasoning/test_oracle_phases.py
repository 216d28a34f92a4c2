"""What was delivered had been sent, against an oracle: crates that are sent on a day and come on that day or later.

The worlds are of crates, so that figures of several days and of both phases add up, or must not.
"""

from __future__ import annotations

from figure_claims import FigureClaim, figure_claims, hold_together, record
from hypothesis import given
from hypothesis import strategies as st
from possible_worlds import LotWorlds, Numbers, where
from small_instances import claim, day, event_id, frame, measure

import axis_tracker as axt

DAYS = 3
PHASES = axt.Policy(phases="delivered-was-sent")
NEVER = DAYS + 1

# Of the left item few pairs of days, to keep the worlds few: those between which a day lies, and those that are one.
ON_THE_WAY = (
    *(("top", sent, come) for sent in range(1, DAYS + 1) for come in range(sent, NEVER + 1)),
    *(("left", 1, 2), ("left", 1, 3), ("left", 2, 2), ("left", 3, NEVER)),
)
"""Item, day on which it was sent, day on which it came."""
lots = LotWorlds(ON_THE_WAY)
EVENTS = {event_id("kp", "top"): ("top", "left"), event_id("kp", "left"): ("left",)}


def came(event: str, phase: str, first: int, last: int) -> Numbers:
    """How much of an event was sent, or delivered, from one day to another."""
    at = 1 if phase == "sent" else 2
    return lots.counted(lambda lot: lot[0] in EVENTS[event] and first <= (lot[1], lot[2])[at - 1] <= last)


some_claims = figure_claims(tuple(EVENTS), DAYS, phases=("sent", "delivered"), most=5)
phases = st.sampled_from(("sent", "delivered"))


def recorded(claims: list[FigureClaim]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=("top", "left")), *map(record, claims)])


@given(some_claims, st.sampled_from(("top", "left")), phases, st.integers(0, DAYS))
def test_every_world_in_which_the_claims_hold_lies_in_the_estimate(
    claims: list[FigureClaim], item: str, phase: str, at: int
) -> None:
    dataset = recorded(claims)
    asking = {"supplier": "kp", "recipient": "ru", "item": item, "phase": phase, "unit": "crates", "policy": PHASES}
    estimate = dataset.estimate(**asking, at=day(at))
    worlds = hold_together(claims, came, lots.all)
    if worlds:
        assert not estimate.conflicts, "claims that hold together in some world are not in conflict"
        assert not dataset.conflicts(policy=PHASES)
    there = where(came(event_id("kp", item), phase, 1, at), estimate.quantity)
    assert worlds & ~there == 0, estimate.explain()


@given(some_claims, st.sampled_from(("top", "left")), phases, st.integers(1, DAYS), st.integers(1, DAYS))
def test_what_was_sent_or_came_since_a_day_lies_in_the_estimate_since_that_day(
    claims: list[FigureClaim], item: str, phase: str, since: int, at: int
) -> None:
    asking = {"supplier": "kp", "recipient": "ru", "item": item, "phase": phase, "unit": "crates", "policy": PHASES}
    estimate = recorded(claims).estimate(**asking, since=day(since), at=day(at))
    there = where(came(event_id("kp", item), phase, since, at), estimate.quantity)
    assert hold_together(claims, came, lots.all) & ~there == 0, estimate.explain()


def increment(key: str, when: str, phase: str) -> axt.Claim:
    figure = measure(3, None, reading="increment", phase=phase)
    return claim(key, "kp-top", made="2024-12-31", when=when, measure=figure)


def test_what_is_delivered_after_something_was_sent_can_be_the_same() -> None:
    def sent(*claims: axt.Claim) -> object:
        dataset = axt.Dataset([*frame(), *claims])
        return dataset.estimate(event="kp-top", phase="sent", at="2024-12-31", policy=PHASES).low

    delivered, later = increment("delivered", "2024-02", "delivered"), increment("later", "2024-03", "delivered")
    assert sent(increment("sent", "2024-01", "sent"), delivered) == 3
    assert sent(delivered, increment("sent", "2024-03", "sent")) == 6
    assert sent(increment("sent", "2024-01", "sent"), delivered, later) == 6
    assert sent(delivered, later, increment("sent", "2024-04", "sent")) == 9


def test_what_was_delivered_since_a_day_may_have_been_sent_before_it() -> None:
    came = claim("came", "kp-top", made=day(3), measure=measure(5, None, since=day(2)))
    left = claim("left", "kp-top", made=day(3), measure=measure(None, 3, since=day(2), phase="sent"))
    dataset = axt.Dataset([*frame(), came, left])
    assert dataset.conflicts(policy=PHASES) == ()
    since = dataset.estimate(event="kp-top", phase="sent", since=day(2), at=day(3), policy=PHASES)
    assert (since.low, since.high) == (None, 3)
    assert dataset.estimate(event="kp-top", phase="sent", at=day(3), policy=PHASES).low == 5
    delivered = dataset.estimate(event="kp-top", since=day(2), at=day(3), policy=PHASES)
    assert (delivered.low, delivered.high) == (5, None)
