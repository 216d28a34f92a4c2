"""The relations of extents are exact: YES if they hold in all worlds, NO if in none, checked by walking through them.

A world says on which day something began and on which it ended. The walk is over a calendar of a few days with a margin
on both sides, which is as good as endless: relations only compare days, so all days beyond those that are named are
alike.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

import date_strategies as dates
import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker.errors import DateNotationError, InvalidValueError
from axis_tracker.imprecise.date_notation import Days
from axis_tracker.imprecise.dates import Extent, ImpreciseDate, Precision
from axis_tracker.imprecise.truth import Truth
from axis_tracker.testing import extents, imprecise_dates

World = tuple[int, int]
Relation = Callable[[World, World], bool]

MARGIN = 3
FIRST = dates.SMALL_CALENDAR[0].toordinal() - MARGIN
LAST = dates.SMALL_CALENDAR[-1].toordinal() + MARGIN
ALWAYS, NEVER = FIRST - 1, LAST + 1


def begins(days: Days) -> Iterable[int]:
    """The days on which something can have begun; `ALWAYS`, if it can have been so for ever."""
    first, last = days
    if first is None and last is None:
        return [ALWAYS]
    return range(ALWAYS if first is None else first.toordinal(), (LAST if last is None else last.toordinal()) + 1)


def ends(days: Days) -> Iterable[int]:
    """The days on which something can have ended; `NEVER`, if it can go on for ever."""
    first, last = days
    if first is None and last is None:
        return [NEVER]
    return range(FIRST if first is None else first.toordinal(), (NEVER if last is None else last.toordinal()) + 1)


def worlds(begin: Days, end: Days) -> list[World]:
    return [(b, e) for b in begins(begin) for e in ends(end) if b <= e]


def windows(begin: Days, end: Days) -> list[World]:
    """The calendar windows that an extent can mean: from its first day to its last, where those are known."""
    known_begin = begin[0] is not None or begin[1] is None
    known_end = end[1] is not None or end[0] is None
    every = worlds(begin, end)
    first, last = min(b for b, _ in every), max(e for _, e in every)
    return [(b, e) for b, e in every if (b == first or not known_begin) and (e == last or not known_end)]


def truth(relation: Relation, ones: list[World], others: list[World]) -> Truth:
    answers = {relation(one, other) for one, other in product(ones, others)}
    return Truth.of(certain=answers == {True}, possible=True in answers)


def days_of(world: World) -> set[int]:
    return set(range(world[0], world[1] + 1))


def precedes(one: World, other: World) -> bool:
    return max(days_of(one)) < min(days_of(other))


def overlaps(one: World, other: World) -> bool:
    return bool(days_of(one) & days_of(other))


def same_day(one: World, other: World) -> bool:
    return len(days_of(one)) == 1 and days_of(one) == days_of(other)


def within(one: World, window: World) -> bool:
    return days_of(one) <= days_of(window)


BOUNDS = dates.bounds()


@given(BOUNDS, BOUNDS)
def test_precedes_and_follows_are_exact(one: tuple[Days, Days], other: tuple[Days, Days]) -> None:
    expected = truth(precedes, worlds(*one), worlds(*other))
    assert Extent(*one).precedes(Extent(*other)) is expected
    assert Extent(*other).follows(Extent(*one)) is expected


@given(BOUNDS, BOUNDS)
def test_overlaps_is_exact(one: tuple[Days, Days], other: tuple[Days, Days]) -> None:
    assert Extent(*one).overlaps(Extent(*other)) is truth(overlaps, worlds(*one), worlds(*other))


@given(BOUNDS, BOUNDS)
def test_same_day_is_exact(one: tuple[Days, Days], other: tuple[Days, Days]) -> None:
    assert Extent(*one).same_day(Extent(*other)) is truth(same_day, worlds(*one), worlds(*other))


@given(BOUNDS, BOUNDS)
def test_within_is_exact(one: tuple[Days, Days], window: tuple[Days, Days]) -> None:
    assert Extent(*one).within(Extent(*window)) is truth(within, worlds(*one), windows(*window))


@given(BOUNDS, BOUNDS)
def test_during_is_exact(one: tuple[Days, Days], window: tuple[Days, Days]) -> None:
    assert Extent(*one).during(Extent(*window)) is truth(overlaps, worlds(*one), windows(*window))


@st.composite
def one_sided_days(draw: st.DrawFn) -> Days:
    """The first and last of the days among which one is, at least one of them known."""
    first, last = sorted(draw(st.tuples(*[st.sampled_from(dates.SMALL_CALENDAR)] * 2)))
    forms: tuple[Days, ...] = ((first, last), (first, None), (None, last))
    return draw(st.sampled_from(forms))


@given(one_sided_days(), BOUNDS, one_sided_days())
def test_a_moment_needs_no_rules_of_its_own(days: Days, other: tuple[Days, Days], more: Days) -> None:
    """That it begins and ends on the same day changes no answer, though its four bounds do not say so."""

    def moments(among: Days) -> list[World]:
        first, last = among
        return [
            (day, day) for day in range(first.toordinal() if first else FIRST, (last.toordinal() if last else LAST) + 1)
        ]

    one, extent, window = Extent(days, days), Extent(*other), Extent(*other).window
    assert one.precedes(extent) is truth(precedes, moments(days), worlds(*other))
    assert one.follows(extent) is truth(lambda a, b: precedes(b, a), moments(days), worlds(*other))
    assert one.overlaps(extent) is truth(overlaps, moments(days), worlds(*other))
    assert one.same_day(extent) is truth(same_day, moments(days), worlds(*other))
    assert one.same_day(Extent(more, more)) is truth(same_day, moments(days), moments(more))
    assert one.overlaps(Extent(more, more)) is truth(overlaps, moments(days), moments(more))
    assert one.within(window) is truth(within, moments(days), windows(*other))
    assert one.during(window) is truth(overlaps, moments(days), windows(*other))


@given(BOUNDS)
def test_bounds_are_drawn_in_to_the_worlds_that_there_are(bounds: tuple[Days, Days]) -> None:
    every, extent = worlds(*bounds), Extent(*bounds)

    def day(ordinal: int, *, endless: bool) -> date | None:
        return None if endless or not FIRST < ordinal < LAST else date.fromordinal(ordinal)

    begin_latest = max(b for b, _ in every)
    end_earliest = min(e for _, e in every)
    assert extent.begin_earliest == (day(min(b for b, _ in every), endless=bounds[0][0] is None))
    assert extent.end_latest == (day(max(e for _, e in every), endless=bounds[1][1] is None))
    assert extent.begin_latest == day(begin_latest, endless=begin_latest in (ALWAYS, LAST))
    assert extent.end_earliest == day(end_earliest, endless=end_earliest in (FIRST, NEVER))
    assert (extent.begin, extent.end) == (
        (extent.begin_earliest, extent.begin_latest),
        (extent.end_earliest, extent.end_latest),
    )


DATES = imprecise_dates()
# Few days, so that equal extents are met.
EXTENTS = extents(min_value=dates.SMALL_CALENDAR[0], max_value=dates.SMALL_CALENDAR[-1])
SINGLE = [precision for precision in Precision if precision is not Precision.INTERVAL]


@given(DATES, DATES)
def test_relations_turn_round(one: ImpreciseDate, other: ImpreciseDate) -> None:
    assert one.precedes(other) is other.follows(one)
    assert one.overlaps(other) is other.overlaps(one)
    assert one.same_day(other) is other.same_day(one)


def implies(premise: Truth, conclusion: Truth) -> bool:
    """Whether the conclusion holds in every world in which the premise does, as far as the answers tell."""
    return (conclusion.is_certain or not premise.is_certain) and (conclusion.is_possible or not premise.is_possible)


@given(DATES, DATES)
def test_two_things_come_one_after_the_other_or_overlap(one: ImpreciseDate, other: ImpreciseDate) -> None:
    answers = [one.precedes(other), one.overlaps(other), one.follows(other)]
    assert sum(answer.is_certain for answer in answers) <= 1
    assert any(answer.is_possible for answer in answers)
    if Truth.YES in answers:
        assert answers.count(Truth.NO) == 2


@given(DATES, DATES)
def test_what_follows_from_what(one: ImpreciseDate, other: ImpreciseDate) -> None:
    assert implies(one.same_day(other), one.overlaps(other))
    assert implies(one.within(other), one.during(other))
    assert implies(one.overlaps(other), one.during(other))


@given(DATES, DATES, DATES)
def test_what_certainly_precedes_does_so_through_a_third(
    one: ImpreciseDate, between: ImpreciseDate, other: ImpreciseDate
) -> None:
    first, second, third = sorted((one, between, other), key=lambda each: each.sort_key)
    if first.precedes(second).is_certain and second.precedes(third).is_certain:
        assert first.precedes(third) is Truth.YES


@given(DATES)
def test_everything_lies_within_its_own_window(one: ImpreciseDate) -> None:
    assert one.within(one).is_possible
    assert one.within(one.extent.window) is one.within(one)
    if one.earliest is not None and one.latest is not None:
        assert one.within(one) is Truth.YES
        assert one.within(f"{one.earliest}/{one.latest}") is Truth.YES


@given(DATES, DATES)
def test_arguments_may_be_dates_extents_or_texts(one: ImpreciseDate, other: ImpreciseDate) -> None:
    for name in ("precedes", "follows", "overlaps", "same_day", "within", "during"):
        answers = {
            getattr(subject, name)(argument)
            for subject in (one, one.extent)
            for argument in (other, other.extent, str(other))
        }
        assert len(answers) == 1


@given(DATES, st.dates())
def test_a_day_is_the_date_of_that_day(one: ImpreciseDate, day: date) -> None:
    for name in ("precedes", "follows", "overlaps", "same_day", "within", "during"):
        assert getattr(one, name)(day) is getattr(one, name)(day.isoformat())


@given(imprecise_dates(precisions=[Precision.INTERVAL]).map(str))
def test_an_interval_begins_within_its_first_date_and_ends_within_its_second(text: str) -> None:
    whole = ImpreciseDate(text)
    extent, start, end = whole.extent, whole.start, whole.end
    assert (extent.begin_earliest, extent.end_latest) == (whole.earliest, whole.latest)
    if start and end:
        assert start.latest is not None
        assert end.earliest is not None
        assert extent.begin_latest == min(start.latest, end.latest or date.max)
        assert extent.end_earliest == max(end.earliest, start.earliest or date.min)
    if text.endswith(".."):
        assert extent.end == (None, None)
    if text.endswith("/"):
        assert extent.end == (whole.earliest, None)
    if text.startswith(".."):
        assert extent.begin == (None, None)
    if text.startswith("/"):
        assert extent.begin == (None, whole.latest)


@given(imprecise_dates(precisions=SINGLE).map(str))
def test_a_single_date_begins_and_ends_within_itself(text: str) -> None:
    whole = ImpreciseDate(text)
    assert whole.extent.begin == whole.extent.end == (whole.earliest, whole.latest)
    assert whole.extent == whole.moment


@given(DATES)
def test_a_moment_is_some_day_from_the_earliest_to_the_latest(one: ImpreciseDate) -> None:
    assert one.moment.begin == one.moment.end == (one.earliest, one.latest)


NO, POSSIBLY, YES = Truth.NO, Truth.POSSIBLY, Truth.YES


@pytest.mark.parametrize(
    ("one", "relation", "other", "expected"),
    [
        ("2023", "precedes", "2024", YES),
        ("2024-06", "precedes", "2024-06", POSSIBLY),
        ("2024-06-01", "precedes", "2024-06-01", NO),
        ("2022/..", "precedes", "2030", NO),
        ("2022/", "precedes", "2030", POSSIBLY),
        ("2024-06-01", "same_day", "2024-06-01", YES),
        ("2024-06-01~", "same_day", "2024-06-01", YES),
        ("2024-06", "same_day", "2024-06-01", POSSIBLY),
        ("2024-06", "same_day", "2024-07", NO),
        ("2024-06-01/2024-06-03", "same_day", "2024-06-02", NO),
        ("2024-06-01/..", "same_day", "2024-06-01", NO),
        ("2022/2024", "overlaps", "2023", YES),
        ("2024-06", "overlaps", "2024-06", POSSIBLY),
        ("2022/..", "overlaps", "2030/..", YES),
        ("2022/", "overlaps", "2030/", POSSIBLY),
        ("../2022", "overlaps", "/1990", YES),
        ("2024-06", "within", "2024", YES),
        ("2024", "within", "2024-06", POSSIBLY),
        ("2023-06/2024-06", "within", "2024", NO),
        ("2024-06", "within", "2024-05/..", YES),
        ("2024-06", "within", "2024-05/", POSSIBLY),
        ("2022/..", "within", "2022/..", YES),
        ("2022/..", "within", "2022/2030", NO),
        ("2022/..", "within", "2022/", POSSIBLY),
        ("../2022", "within", "/2022", POSSIBLY),
        ("2023-06/2024-06", "during", "2024", YES),
        ("2023-06/2024-06", "during", "2024-06", YES),
        ("2023-06/2024-06", "during", "2024-06-15", POSSIBLY),
        ("2023-06/2024-06", "during", "2024-07", NO),
        ("2024-06", "during", "2024-06-01/2024-06-15", POSSIBLY),
    ],
)
def test_named_cases(one: str, relation: str, other: str, expected: Truth) -> None:
    assert getattr(ImpreciseDate(one), relation)(other) is expected


class TestExtent:
    """Extents are values."""

    @given(EXTENTS, EXTENTS)
    def test_equal_bounds_make_equal_extents(self, one: Extent, other: Extent) -> None:
        same = (one.begin, one.end) == (other.begin, other.end)
        assert (one == other) == same
        assert (hash(one) == hash(other)) or not same
        assert Extent(one.begin, one.end) == one
        assert Extent.of(one) is one
        assert copy.copy(one) is one
        assert copy.deepcopy(one) is one
        assert eval(repr(one), {"Extent": Extent, "datetime": __import__("datetime")}) == one

    @given(EXTENTS)
    def test_a_window_is_its_own_window(self, one: Extent) -> None:
        assert one.window.window == one.window

    def test_an_extent_is_no_other_thing(self) -> None:
        assert Extent.of("2024") != "2024"

    @pytest.mark.parametrize("name", ["ordinals", "begin", "new"])
    def test_an_extent_cannot_be_changed(self, name: str) -> None:
        extent = Extent.of("2024")
        with pytest.raises(AttributeError, match="cannot be changed"):
            setattr(extent, name, None)
        with pytest.raises(AttributeError, match="cannot be changed"):
            delattr(extent, name)

    @pytest.mark.parametrize(
        ("begin", "end", "path", "reason"),
        [
            ((date(2024, 2, 1), date(2024, 1, 1)), (None, None), "begin", "before the first"),
            ((None, None), (date(2024, 2, 1), date(2024, 1, 1)), "end", "before the first"),
            ((date(2024, 2, 1), None), (None, date(2024, 1, 1)), "", "could have begun"),
            (("2024", None), (None, None), "begin", "expected a datetime.date"),
        ],
        ids=["begin", "end", "both", "text"],
    )
    def test_bounds_that_allow_no_world_are_refused(self, begin: Days, end: Days, path: str, reason: str) -> None:
        with pytest.raises(InvalidValueError, match=reason) as caught:
            Extent(begin, end)
        assert caught.value.path == path

    def test_a_text_outside_the_profile_is_refused(self) -> None:
        with pytest.raises(DateNotationError):
            ImpreciseDate("2024").precedes("2024-13")
