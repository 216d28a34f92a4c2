"""Conflicts: which bounds cannot both hold, what either resolution leaves, and which origins agree."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from small_instances import claim, day, frame, measure

import axis_tracker as axt
from axis_tracker import Policy
from axis_tracker.model.vocabulary import Modality
from axis_tracker.reasoning.bounds import Bound, Series
from axis_tracker.reasoning.contradictions import MOST_SETS, Contradiction, largest_agreeing

TOP = {"supplier": "kp", "recipient": "ru", "item": "top"}


def dataset_of(*claims: axt.Claim, also: tuple[Any, ...] = ()) -> axt.Dataset:
    return axt.Dataset([*frame(), *also, *claims])


def total(
    key: str, on: int, low: int | None, high: int | None = None, event: str = "kp-top", **fields: Any
) -> axt.Claim:
    return claim(key, event, made=day(on), measure=measure(low, high), **fields)


def sides(conflicts: tuple[axt.Conflict, ...]) -> set[tuple[str, str]]:
    return {("+".join(one.id for one in each.lower), each.upper[0].id) for each in conflicts}


def test_a_total_that_has_grown_is_no_conflict() -> None:
    assert dataset_of(total("a", 1, 10, 10), total("b", 2, 50, 50)).conflicts() == ()


def test_a_total_that_would_have_shrunk_is_one() -> None:
    assert sides(dataset_of(total("a", 1, 50, 50), total("b", 2, 10, 10)).conflicts()) == {("a", "b")}


def test_a_part_above_its_whole_is_one_and_a_whole_above_its_part_is_none() -> None:
    part = total("part", 1, 9, event="ministry-left")
    assert sides(dataset_of(part, total("whole", 1, None, 5)).conflicts()) == {("part", "whole")}
    assert dataset_of(total("whole", 1, 9), total("part", 1, None, 5, event="ministry-left")).conflicts() == ()


def test_figures_that_cannot_be_compared_never_conflict() -> None:
    low = total("low", 1, 9)
    for other in (
        measure(None, 5, phase="used"),
        measure(None, 5, reading="level"),
        measure(None, 5, since=day(1)),
        {"quantity": "up to 5 boxes", "phase": "delivered"},
    ):
        assert dataset_of(low, claim("high", "kp-top", made=day(1), measure=other)).conflicts() == ()


def test_levels_conflict_on_a_day_that_both_cover() -> None:
    def level(key: str, first: int, last: int, low: int | None, high: int | None) -> axt.Claim:
        when = f"{day(first)}/{day(last)}"
        return claim(key, "kp-top", made=day(9), when=when, measure=measure(low, high, reading="level"))

    assert sides(dataset_of(level("a", 1, 3, 9, None), level("b", 3, 5, None, 5)).conflicts()) == {("a", "b")}
    assert dataset_of(level("a", 1, 2, 9, None), level("b", 3, 5, None, 5)).conflicts() == ()


def came(key: str, first: int, last: int, low: int, event: str = "kp-top") -> axt.Claim:
    when = f"{day(first)}/{day(last)}"
    return claim(key, event, made=day(9), when=when, measure=measure(low, None, reading="increment"))


def test_windows_that_share_no_day_conflict_together_with_a_total_below_their_sum() -> None:
    windows = [came("a", 1, 2, 3), came("b", 3, 4, 3, event="ministry-left"), came("c", 5, 6, 3)]
    limit = total("limit", 6, None, 5)
    (conflict,) = dataset_of(*windows, limit).conflicts()
    assert conflict.is_sum
    assert (len(conflict.lower), conflict.upper) == (2, (limit,))
    assert str(conflict.without_upper) == "at least 9 crates"
    assert dataset_of(*windows, total("limit", 6, None, 9)).conflicts() == ()
    assert dataset_of(*windows, total("limit", 3, None, 5)).conflicts() == (), "by then two of them had not come"
    assert dataset_of(came("a", 1, 3, 3), came("b", 3, 4, 3), limit).conflicts() == (), "windows with a common day"


def test_a_window_above_the_limit_by_itself_is_no_part_of_a_sum() -> None:
    found = dataset_of(came("much", 1, 2, 9), came("b", 3, 4, 3), total("limit", 6, None, 5)).conflicts()
    assert sides(found) == {("much", "limit")}
    assert not found[0].is_sum


def test_what_a_policy_sets_aside_is_in_no_conflict() -> None:
    dataset = dataset_of(total("a", 1, 9, likelihood="likely"), total("b", 1, None, 5))
    assert len(dataset.conflicts()) == 1
    assert dataset.conflicts(policy=Policy(minimum_likelihood="unhedged")) == ()


def test_either_resolution_says_what_would_be_left() -> None:
    dataset = dataset_of(total("a", 1, 9), total("b", 2, 3, 5), total("c", 1, 2))
    (conflict,) = dataset.estimate(**TOP, at=day(2)).conflicts
    assert (str(conflict.at_least), str(conflict.at_most)) == ("at least 9 crates", "up to 5 crates")
    assert str(conflict.without_lower) == "between 3 and 5 crates"
    assert str(conflict.without_upper) == "at least 9 crates"
    assert repr(conflict) == "<Conflict: a (at least 9 crates) against b (up to 5 crates)>"


def test_the_bounds_are_the_hull_of_what_the_largest_agreeing_sets_give() -> None:
    by = [{"claimants": [f"teller-{number}"]} for number in range(3)]
    dataset = dataset_of(total("a", 1, 9, 9, **by[0]), total("b", 1, 5, 5, **by[1]), total("c", 1, 4, 6, **by[2]))
    estimate = dataset.estimate(**TOP, at=day(1))
    assert [one.origins for one in estimate.agreeing] == [("b", "c")]
    assert (estimate.low, estimate.high) == (5, 5)
    # Two statements of one speaker are one voice, so nothing is chosen.
    same = dataset_of(total("a", 1, 9, 9, **by[0]), total("b", 1, 5, 5, **by[1]), total("c", 1, 4, 6, **by[1]))
    assert [one.origins for one in same.estimate(**TOP, at=day(1)).agreeing] == [("b", "c"), ("a",)]
    two = dataset_of(total("a", 1, 9, 9), total("b", 1, 5, 5)).estimate(**TOP, at=day(1))
    assert [(one.origins, one.quantity.low) for one in two.agreeing] == [(("a",), 9), (("b",), 5)]
    assert (two.low, two.high) == (5, 9)
    assert "The bounds cover the answers of the largest groups of origins that agree" in two.explain()


def test_relays_add_no_weight_to_a_side() -> None:
    many = [total(f"relay-{number}", 1, 9, 9, origin="briefing") for number in range(3)]
    others = (total("b", 1, 5, 5, claimants=["teller-1"]), total("c", 1, 4, 6, claimants=["teller-2"]))
    estimate = dataset_of(*many, *others).estimate(**TOP, at=day(1))
    assert [one.origins for one in estimate.agreeing] == [("b", "c")]
    assert len(estimate.conflicts) == 2


def test_a_sum_above_an_upper_end_is_a_conflict_of_several_and_is_not_used() -> None:
    def more(key: str, month: str, low: int) -> axt.Claim:
        return claim(key, "kp-top", made="2025-01-01", when=month, measure=measure(low, None, reading="increment"))

    dataset = dataset_of(
        more("a", "2024-01", 4),
        more("b", "2024-02", 4),
        more("c", "2024-03", 1),
        claim("high", "kp-top", made="2024-12-31", measure=measure(None, 7)),
    )
    estimate = dataset.estimate(**TOP, at="2024-12-31")
    assert sides(estimate.conflicts) == {("a+b", "high")}
    assert estimate.conflicts[0].is_sum
    assert str(estimate.conflicts[0].at_least) == "at least 8 crates"
    assert (estimate.low, estimate.high) == (4, 7)


def test_too_many_origins_at_odds_give_the_hull_of_each_by_itself() -> None:
    # Seven pairs of origins at odds over seven items: two to the seventh largest sets, which nobody reads.
    items = tuple(axt.Item(id=f"i{number}", name=f"Item {number}", broader=["top"]) for number in range(7))
    events = tuple(
        axt.ArmsTransfer(id=f"e{number}", name="Some", supplier="kp", recipient="ru", item=f"i{number}")
        for number in range(7)
    )
    claims = [
        one
        for number in range(7)
        for one in (total(f"a{number}", 1, 9, event=f"e{number}"), total(f"b{number}", 1, 2, 5, event=f"e{number}"))
    ]
    estimate = dataset_of(*claims, also=(*items, *events)).estimate(**TOP, at=day(1))
    assert MOST_SETS < 2**7
    assert (len(estimate.conflicts), estimate.agreeing, estimate.low) == (7, (), 2)


pairs = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=9
)
wider = st.lists(st.sets(st.integers(0, 6), min_size=3, max_size=4), max_size=2)


@given(pairs, wider)
def test_the_largest_agreeing_sets_are_found_by_trying_all(
    contradicting: list[tuple[int, int]], together: list[set[int]]
) -> None:
    def bound(origin: int) -> Bound:
        template = axt.Claim(id=f"c{origin}", event="e", claimants=["teller"], summary="A figure.", made="2024")
        series = Series(Modality.ACTUAL, axt.Reading.TOTAL, axt.Phase.DELIVERED, "crates")
        ends = (1, 1, True, True)
        return Bound((template,), frozenset((f"o{origin}",)), "e", series, axt.Reading.TOTAL, ends, (1, 1), (1, 1))

    conflicts = [*map(set, contradicting), *together]
    origins = sorted(set().union(*conflicts))
    agreeing = [
        chosen
        for bits in range(1 << len(origins))
        for chosen in [{one for at, one in enumerate(origins) if bits >> at & 1}]
        if not any(one <= chosen for one in conflicts)
    ]
    largest = max(map(len, agreeing))
    found = largest_agreeing(
        [Contradiction(tuple(bound(one) for one in sorted(each)[1:]), bound(min(each))) for each in conflicts], len
    )
    assert found is not None
    assert set(found) == {frozenset(f"o{one}" for one in each) for each in agreeing if len(each) == largest}
    assert len(found) == len(set(found))
