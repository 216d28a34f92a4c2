"""What an estimate answers if no phase, unit or reading is asked for: what most voices give, whatever the day.

The oracle counts, for each combination of the three, who gives a figure with an end. Only combinations that do not
bound each other are drawn, so that each figure is one of its own combination and of no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st
from small_instances import claim, day, frame

import axis_tracker as axt

STATES = ("a", "b", "c")
LAST = 3


class Combination(NamedTuple):
    phase: str
    unit: str
    reading: str


COMBINATIONS = (
    Combination("ordered", "crates", "total"),
    Combination("delivered", "crates", "total"),
    Combination("delivered", "boxes", "total"),
    Combination("delivered", "boxes", "fixed"),
    Combination("counted", "voyages", "total"),
    Combination("counted", "voyages", "rate"),
    Combination("lost", "percent", "share"),
)


class Figure(NamedTuple):
    """A figure by a state, or by its ministry, which is the same voice."""

    state: str
    is_ministry: bool
    combination: Combination
    is_low: bool
    number: int
    on: int
    is_vague: bool

    def record(self, key: str) -> axt.Claim:
        phase, unit, reading = self.combination
        ends: dict[str, Any] = {"wording": "many"} if self.is_vague else {"low" if self.is_low else "high": self.number}
        own: dict[str, dict[str, Any]] = {"rate": {"per": "month"}, "share": {"share_of": "the crates sent"}}
        return claim(
            key,
            "kp-top",
            claimants=[f"{self.state}-ministry" if self.is_ministry else self.state],
            made=day(self.on),
            # A total stands from its day on, everything else from the first day to the last.
            when=day(self.on) if reading == "total" else f"{day(1)}/{day(LAST)}",
            measure=axt.Measure(axt.Quantity(unit=unit, **ends), phase, reading, **own.get(reading, {})),
        )


some_figures = st.lists(
    st.builds(
        Figure,
        st.sampled_from(STATES),
        st.booleans(),
        st.sampled_from(COMBINATIONS[:4]) | st.sampled_from(COMBINATIONS),
        st.booleans(),
        st.integers(1, 3),
        st.integers(1, LAST),
        st.sampled_from((False, False, False, True)),
    ),
    min_size=1,
    max_size=7,
)


def recorded(said: Sequence[Figure]) -> axt.Dataset:
    actors = [
        *(axt.Actor(id=key, name=key, kind="state") for key in STATES),
        *(axt.Actor(id=f"{key}-ministry", name=key, kind="body", roles=[axt.Role(of=key)]) for key in STATES),
    ]
    records = [one.record(f"c{number}") for number, one in enumerate(said)]
    return axt.Dataset([*frame(suppliers=("kp",), items=("top",)), *actors, *records])


def voices(said: Sequence[Figure]) -> dict[Combination, int]:
    """How many states give a figure with an end, for each combination of which anybody does."""
    states: dict[Combination, set[str]] = {}
    for one in said:
        if not one.is_vague:
            states.setdefault(one.combination, set()).add(one.state)
    return {combination: len(found) for combination, found in states.items()}


def hold_together(said: Sequence[Figure], combination: Combination) -> bool:
    """Whether some course of numbers fits all figures of a combination: a total grows, everything else is constant."""
    own = [one for one in said if one.combination == combination and not one.is_vague]
    courses = combinations_with_replacement(range(5), LAST)
    return any(
        all(
            number >= one.number if one.is_low else number <= one.number
            for one in own
            for number in ((course[one.on - 1],) if combination.reading == "total" else course)
        )
        for course in courses
        if combination.reading == "total" or len(set(course)) == 1
    )


def combination_of(one: axt.Estimate) -> Combination:
    question = one.question
    return Combination(question.phase.value, one.unit, question.reading.value)


@given(some_figures, st.none() | st.integers(1, LAST))
def test_what_most_voices_give_is_answered_whatever_the_day(said: list[Figure], at: int | None) -> None:
    counted = voices(said)
    assume(counted)
    estimate = recorded(said).estimate(event="kp-top", at=None if at is None else day(at))
    most = max(counted.values())
    assert counted.get(combination_of(estimate)) == most, estimate.explain()


@given(some_figures)
def test_the_choice_does_not_depend_on_the_day(said: list[Figure]) -> None:
    dataset = recorded(said)
    days = (None, "2023-01-01", day(1), day(LAST), "2030-01-01")
    assert len({combination_of(dataset.estimate(event="kp-top", at=at)) for at in days}) == 1


@given(some_figures)
def test_an_estimate_of_an_event_with_a_figure_that_has_an_end_is_bounded_or_names_a_conflict(
    said: list[Figure],
) -> None:
    assume(voices(said))
    estimate = recorded(said).estimate(event="kp-top")
    assert estimate.low is not None or estimate.high is not None or estimate.conflicts, estimate.explain()


@given(some_figures)
def test_the_other_combinations_are_listed_with_the_bounds_that_asking_for_them_gives(said: list[Figure]) -> None:
    assume(voices(said))
    dataset = recorded(said)
    estimate = dataset.estimate(event="kp-top")
    listed = {Combination(one.phase.value, one.unit, one.reading.value) for one in estimate.also}
    others = voices(said).keys() - {combination_of(estimate)}
    assert listed <= others
    # Where figures contradict each other, what the two sides leave may have no end that could be listed.
    assert {one for one in others if hold_together(said, one)} <= listed
    assert len(listed) == len(estimate.also)
    for one in estimate.also:
        own = dataset.estimate(event="kp-top", phase=one.phase, unit=one.unit, reading=one.reading, at=one.at)
        assert own.quantity == one.quantity
        assert own.quantity.low is not None or own.quantity.high is not None


@given(some_figures, st.sampled_from(COMBINATIONS), st.sampled_from(((1, 0, 0), (0, 1, 0), (0, 0, 1))))
def test_what_is_asked_for_is_never_changed(
    said: list[Figure], wanted: Combination, fixed: tuple[int, int, int]
) -> None:
    names = ("phase", "unit", "reading")
    asked: dict[str, Any] = {
        name: value for name, value, is_fixed in zip(names, wanted, fixed, strict=True) if is_fixed
    }
    estimate = recorded(said).estimate(event="kp-top", **asked)
    chosen = combination_of(estimate)._asdict()
    assert {name: chosen[name] for name in asked} == asked
    counted = {one: count for one, count in voices(said).items() if asked.items() <= one._asdict().items()}
    if counted:
        assert counted.get(combination_of(estimate)) == max(counted.values())


def test_an_organ_adds_no_voice_to_its_state() -> None:
    crates, boxes = (Combination("delivered", unit, "total") for unit in ("crates", "boxes"))
    said = [
        Figure("a", False, crates, True, 1, 1, False),
        Figure("a", True, crates, True, 1, 1, False),
        Figure("a", True, crates, True, 1, 2, False),
        Figure("b", False, boxes, True, 1, 1, False),
        Figure("c", False, boxes, True, 1, 1, False),
    ]
    assert recorded(said).estimate(event="kp-top").unit == "boxes"


def test_a_vague_size_is_no_bounding_figure() -> None:
    crates, boxes = (Combination("delivered", unit, "total") for unit in ("crates", "boxes"))
    said = [
        Figure("a", False, crates, True, 1, 1, True),
        Figure("b", False, crates, True, 1, 1, True),
        Figure("c", False, boxes, True, 1, 1, False),
    ]
    estimate = recorded(said).estimate(event="kp-top")
    assert (estimate.unit, estimate.low) == ("boxes", 1)
