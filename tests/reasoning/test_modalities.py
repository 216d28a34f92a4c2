"""Plans, forecasts and wishes: each modality is answered by its own claims, and bounds only the days that it is about.

The oracle gives each day a number of its own. Of what one speaker plans for a day, only the latest plan is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from possible_worlds import MonotoneWorlds, Worlds
from small_instances import claim, day, figures, frame

import axis_tracker as axt

MODALITIES = tuple(axt.Modality)
SPEAKERS = ("teller", "ru")
TARGETS = (11, 12)
"""The days for which something is planned, after all days on which plans are made."""
MOST = 2


def recorded(claims: Sequence[axt.Claim]) -> axt.Dataset:
    return axt.Dataset([*frame(suppliers=("kp",), items=("top", "left")), *claims])


def asked(modality: axt.Modality | str | None = None, **fields: Any) -> dict[str, Any]:
    """A question about one event, with or without a modality."""
    question = {"event": "kp-top", "phase": "delivered", "reading": "total", "unit": "crates", **fields}
    return question if modality is None else {**question, "modality": modality}


# --- each modality by itself ---


class Stated(NamedTuple):
    event: str
    on: int
    figure: axt.Measure
    modality: axt.Modality

    def record(self, number: int) -> axt.Claim:
        return claim(
            f"c{number}",
            self.event,
            made=day(self.on),
            when=day(self.on),
            measure=self.figure,
            modality=self.modality,
        )


statements = st.lists(
    st.builds(
        Stated,
        st.sampled_from(("kp-top", "kp-left")),
        st.integers(1, 2),
        figures(3),
        st.sampled_from((*MODALITIES, axt.Modality.ACTUAL, axt.Modality.PLANNED)),
    ),
    min_size=1,
    max_size=6,
)


@given(statements, st.integers(1, 2))
def test_figures_of_every_other_modality_leave_the_answer_about_facts_as_it_is(said: list[Stated], at: int) -> None:
    claims = [one.record(number) for number, one in enumerate(said)]
    facts = recorded([one for one in claims if one.modality is axt.Modality.ACTUAL])
    everything = recorded(claims)
    one, other = (dataset.estimate(**asked(), at=day(at)) for dataset in (everything, facts))
    assert (one.quantity, one.agreeing, len(one.conflicts)) == (other.quantity, other.agreeing, len(other.conflicts))
    assert one.supporting == other.supporting
    others = {each.id for each in claims if each.modality is not axt.Modality.ACTUAL}
    assert others <= {each.claim.id for each in one.set_aside}


@given(statements, st.sampled_from(MODALITIES), st.integers(1, 2))
def test_each_modality_is_answered_by_its_own_figures_alone(
    said: list[Stated], modality: axt.Modality, at: int
) -> None:
    claims = [one.record(number) for number, one in enumerate(said)]
    own = recorded([one for one in claims if one.modality is modality])
    everything = recorded(claims)
    one, other = (dataset.estimate(**asked(modality), at=day(at)) for dataset in (everything, own))
    assert one.modality is modality
    assert (one.quantity, one.agreeing, len(one.conflicts)) == (other.quantity, other.agreeing, len(other.conflicts))
    assert {each.modality for each in one.supporting} <= {modality}


def test_the_phase_planned_reads_as_a_plan() -> None:
    figure = {"quantity": "30 crates", "phase": "planned"}
    dataset = recorded([claim("plan", "kp-top", made="2024-06-01", when="2024-12-31", measure=figure)])
    questions: tuple[dict[str, Any], ...] = (
        {"modality": "planned"},
        {"phase": "planned"},
        {"modality": "planned", "phase": "planned"},
    )
    for fields in questions:
        estimate = dataset.estimate(event="kp-top", at="2024-12-31", **fields)
        assert (estimate.low, estimate.high, estimate.modality) == (30, 30, axt.Modality.PLANNED)
    fact = dataset.estimate(event="kp-top", phase="delivered", at="2024-12-31")
    assert (fact.low, fact.high) == (None, None)


# --- plans: for one day each, and the latest of each speaker ---


class Plan(NamedTuple):
    speaker: str
    made: int
    target: int
    figure: axt.Measure

    def record(self, number: int) -> axt.Claim:
        return claim(
            f"c{number}",
            "kp-top",
            claimants=[self.speaker],
            made=day(self.made),
            when=day(self.target),
            measure=self.figure,
            modality="planned",
        )


@cache
def each_day() -> MonotoneWorlds[int]:
    """A number for each target day, whatever that of the other is: plans can be cut."""
    return MonotoneWorlds(TARGETS, lambda one, other: one == other, MOST)


plans = st.lists(
    st.builds(Plan, st.sampled_from(SPEAKERS), st.integers(1, 3), st.sampled_from(TARGETS), figures(MOST)),
    min_size=1,
    max_size=5,
)


def standing(said: Sequence[Plan]) -> list[Plan]:
    """The plans that no later plan of the same speaker for the same day has replaced."""
    return [
        one
        for one in said
        if not any(
            (other.speaker, other.target) == (one.speaker, one.target) and other.made > one.made for other in said
        )
    ]


def hold(said: Sequence[Plan]) -> Worlds:
    found = each_day().all
    for one in said:
        found &= each_day().where(one.target, one.figure.quantity)
    return found


@given(plans, st.sampled_from(TARGETS))
def test_a_plan_bounds_its_day_unless_the_speaker_has_made_a_later_one_for_that_day(
    said: list[Plan], target: int
) -> None:
    there = hold([one for one in standing(said) if one.target == target])
    dataset = recorded([one.record(number) for number, one in enumerate(said)])
    estimate = dataset.estimate(**asked("planned"), at=day(target))
    assert bool(estimate.conflicts) is not bool(there)
    if there:
        assert each_day().ends_of(estimate.quantity) == each_day().ends(target, there), estimate.explain()
    replaced = {f"c{number}" for number, one in enumerate(said) if one not in standing(said)}
    assert replaced <= {one.claim.id for one in estimate.set_aside}


@given(plans)
def test_on_other_days_than_its_own_a_plan_bounds_nothing(said: list[Plan]) -> None:
    dataset = recorded([one.record(number) for number, one in enumerate(said)])
    for on in (TARGETS[0] - 1, TARGETS[-1] + 1):
        estimate = dataset.estimate(**asked("planned"), at=day(on))
        assert (estimate.low, estimate.high) == (None, None), estimate.explain()


def plan(key: str, words: str, made: str, when: str | None, **fields: Any) -> axt.Claim:
    measure = {"quantity": words, "phase": "delivered"}
    return claim(key, "kp-top", made=made, when=when, measure=measure, **{"modality": "planned", **fields})


def test_a_plan_without_a_day_stands_until_the_same_speakers_next() -> None:
    dataset = recorded([plan("first", "5 crates", "2024-01-01", None), plan("second", "8 crates", "2024-03-01", None)])

    def planned(at: str) -> tuple[object, object]:
        estimate = dataset.estimate(**asked("planned"), at=at)
        return estimate.low, estimate.high

    assert planned("2024-02-01") == (5, 5)
    assert planned("2024-04-01") == (8, 8)
    assert planned("2023-12-31") == (None, None)


def test_a_plan_that_was_missed_and_what_came_of_it_are_no_conflict() -> None:
    dataset = recorded(
        [
            plan("plan", "100 crates", "2024-01-01", "2024-12-31"),
            plan("fact", "40 crates", "2024-12-31", "2024-12-31", modality="actual"),
        ]
    )
    assert dataset.conflicts() == ()
    fact, planned = (dataset.estimate(**asked(one), at="2024-12-31") for one in ("actual", "planned"))
    assert (fact.low, fact.high) == (40, 40)
    assert (planned.low, planned.high) == (100, 100)
    assert [(one.modality, one.quantity.low) for one in fact.also] == [(axt.Modality.PLANNED, 100)]


def test_where_there_are_only_plans_the_answer_about_facts_names_them() -> None:
    estimate = recorded([plan("plan", "100 crates", "2024-01-01", "2024-12-31")]).estimate(event="kp-top")
    assert estimate.modality is axt.Modality.ACTUAL
    assert (estimate.low, estimate.high) == (None, None)
    assert [(one.modality, one.quantity.low) for one in estimate.also] == [(axt.Modality.PLANNED, 100)]
    assert "100 crates" in estimate.explain()
