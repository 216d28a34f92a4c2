"""Truth has three values and Kleene's strong connectives; "possibly" never passes for yes or no."""

from __future__ import annotations

import copy
import pickle
from itertools import product

import pytest

from axis_tracker.errors import IndefiniteError
from axis_tracker.imprecise.truth import Truth

NO, POSSIBLY, YES = Truth.NO, Truth.POSSIBLY, Truth.YES
ALL = (NO, POSSIBLY, YES)

# What a truth value stands for: the classical values that it may turn out to have.
OUTCOMES = {NO: {False}, POSSIBLY: {False, True}, YES: {True}}


def truth_of(outcomes: set[bool]) -> Truth:
    return next(value for value, possible in OUTCOMES.items() if possible == outcomes)


@pytest.mark.parametrize(("left", "right"), list(product(ALL, ALL)))
def test_connectives_say_what_holds_for_every_outcome_of_independent_questions(left: Truth, right: Truth) -> None:
    pairs = list(product(OUTCOMES[left], OUTCOMES[right]))
    assert left & right is truth_of({one and other for one, other in pairs})
    assert left | right is truth_of({one or other for one, other in pairs})


@pytest.mark.parametrize("value", ALL)
def test_negation_negates_every_outcome(value: Truth) -> None:
    assert ~value is truth_of({not outcome for outcome in OUTCOMES[value]})


@pytest.mark.parametrize("value", ALL)
def test_certain_and_possible_are_the_two_ways_to_settle_it(value: Truth) -> None:
    assert value.is_certain == all(OUTCOMES[value])
    assert value.is_possible == any(OUTCOMES[value])
    assert Truth.of(certain=all(OUTCOMES[value]), possible=any(OUTCOMES[value])) is value


def test_what_is_certain_is_possible() -> None:
    assert Truth.of(certain=True, possible=False) is YES


def test_yes_and_no_are_conditions() -> None:
    assert YES
    assert not NO


def test_possibly_is_no_condition_and_says_what_to_ask_instead() -> None:
    with pytest.raises(IndefiniteError, match=r"is_certain.*is_possible") as caught:
        bool(POSSIBLY)
    assert isinstance(caught.value, TypeError)


@pytest.mark.parametrize("value", ALL)
@pytest.mark.parametrize("other", [True, False, 1, None, "yes"], ids=repr)
def test_truth_does_not_mix_with_other_types(value: Truth, other: object) -> None:
    with pytest.raises(TypeError):
        value & other  # type: ignore[operator]
    with pytest.raises(TypeError):
        value | other  # type: ignore[operator]


@pytest.mark.parametrize("value", ALL)
def test_truth_is_one_object_each(value: Truth) -> None:
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value
    assert pickle.loads(pickle.dumps(value)) is value
    assert Truth(value.value) is value
    assert repr(value) == f"<Truth.{value.name}>"
