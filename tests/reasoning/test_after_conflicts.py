"""What a conflict leaves open stays open: neither a vague date nor a subtraction decides between the sides."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from small_instances import claim, day, days, figures, frame, measure, some_days

import axis_tracker as axt

TOP: dict[str, Any] = {"supplier": "kp", "recipient": "ru", "item": "top", "phase": "delivered", "unit": "crates"}
LAST = 4


def dataset_of(*claims: axt.Claim) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",)), *claims])


def said(number: int, figure: axt.Measure, event: str = "kp-top", **fields: Any) -> axt.Claim:
    """A claim by a teller of its own."""
    return claim(f"c{number}", event, claimants=[f"teller-{number}"], measure=figure, **fields)


@st.composite
def vaguely_dated(draw: st.DrawFn, readings: tuple[str, ...]) -> list[axt.Claim]:
    """Figures by separate tellers that stood so on some day of a few, or came in January up to the day of saying."""
    found: list[axt.Claim] = []
    for number in range(draw(st.integers(2, 5))):
        reading = draw(st.sampled_from(readings))
        first, last = draw(some_days(LAST))
        when = draw(st.sampled_from((None, "2024-01"))) if reading != "increment" else f"{day(first)}/{day(last)}"
        made = days(first, last) if when is None else day(last)
        event = draw(st.sampled_from(("kp-top", "kp-top", "kp-left")))
        found.append(said(number, draw(figures(4, reading=reading)), event, made=made, when=when))
    return found


def check_that_each_side_remains_possible(claims: list[axt.Claim], reading: str, on: int) -> None:
    asked = {**TOP, "reading": reading, "at": day(on)}
    estimate = dataset_of(*claims).estimate(**asked)
    in_conflict = {origin for conflict in estimate.conflicts for origin in conflict.origins}
    for one in estimate.agreeing:
        left_out = in_conflict.difference(one.origins)
        alone = dataset_of(*(each for each in claims if each.utterance not in left_out)).estimate(**asked)
        assert estimate.quantity.hull(alone.quantity) == estimate.quantity, (one.origins, estimate.explain())


@given(vaguely_dated(("total", "total", "increment")), st.integers(1, LAST))
def test_the_answer_contains_what_each_agreeing_set_gives_of_totals(claims: list[axt.Claim], on: int) -> None:
    check_that_each_side_remains_possible(claims, "total", on)


@given(vaguely_dated(("level",)), st.integers(1, LAST))
def test_the_answer_contains_what_each_agreeing_set_gives_of_levels(claims: list[axt.Claim], on: int) -> None:
    check_that_each_side_remains_possible(claims, "level", on)


def test_a_vaguer_date_decides_no_conflict() -> None:
    more = said(1, measure(14, None), made=day(15), when=day(15))
    for when in ("2024-02-29", "/2024-02-29", "2024-02", "/2024-02"):
        fewer = said(2, measure(10, 12), made="2024-03-01", when=when)
        estimate = dataset_of(more, fewer).estimate(**TOP, reading="total", at="2024-02-29")
        assert (estimate.low, estimate.high) == (10, None), when
        assert len(estimate.conflicts) == 1


def test_a_vaguely_dated_level_yields_to_both_sides_of_a_conflict() -> None:
    estimate = dataset_of(
        said(1, measure(11, 11, reading="level"), made=day(10), when=day(10)),
        said(2, measure(8, 8, reading="level"), made=day(10), when=day(10)),
        said(3, measure(9, 9, reading="level"), made="2024-02-01", when="2024-01"),
    ).estimate(**TOP, reading="level", at=day(10))
    assert (estimate.low, estimate.high) == (8, 11)


def test_a_disputed_total_without_what_came_later_is_disputed_as_well() -> None:
    estimate = dataset_of(
        said(1, measure(None, 100), made=day(20), when=day(20)),
        said(2, measure(150, None), made=day(15), when=day(15)),
        said(3, measure(60, None, reading="increment"), made=day(20), when=f"{day(10)}/{day(20)}"),
    ).estimate(**TOP, reading="total", at=day(9))
    assert estimate.high is None
    assert len(estimate.conflicts) == 1


def test_a_disputed_whole_without_its_other_parts_is_disputed_as_well() -> None:
    whole = axt.ArmsTransfer(
        id="whole", name="Whole", supplier="kp", recipient="ru", item="top", parts=["kp-left", "kp-right"]
    )
    claims = (
        said(1, measure(None, 100), "whole", made=day(1)),
        said(2, measure(150, None), "whole", made=day(1)),
        said(3, measure(60, 60), "kp-left", made=day(1)),
    )
    dataset = axt.Dataset([*frame(suppliers=("kp",)), whole, *claims])
    assert dataset.estimate(event="kp-right", phase="delivered", reading="total", unit="crates").high is None
