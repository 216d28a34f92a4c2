"""Marks and their numbers do not cover each other, and marks keep their dates."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axis_tracker.charts.placement import Area, day_position, label_offsets, rows_without_overlap

PAGE = Area(0, 600, 0, 300)


def spans(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)


areas = st.builds(lambda x, y: Area(*x, *y), spans(0, 600), spans(60, 300))


@given(st.lists(areas, max_size=12))
def test_in_one_row_nothing_overlaps(found):
    rows = rows_without_overlap(found)
    assert len(rows) == len(found)
    for (one, first), (other, second) in combinations(zip(rows, found, strict=True), 2):
        disjoint = (
            first.right < second.left or second.right < first.left or first.high < second.low or second.high < first.low
        )
        assert one != other or disjoint


@given(st.lists(areas, max_size=12))
def test_no_row_is_used_without_need(found):
    rows = rows_without_overlap(found)
    assert sorted({*rows}) == [*range(len({*rows}))]
    # Whatever is not in the first row overlaps something in each row before its own.
    for row, area in zip(rows, found, strict=True):
        for lower in range(row):
            assert any(area.overlaps(other) for number, other in zip(rows, found, strict=True) if number == lower)


@given(st.integers(1, 12), st.integers(0, 8))
def test_the_numbers_of_bars_on_one_day_do_not_cover_each_other(count, width):
    bar = Area(300 - width / 2, 300 + width / 2, 200, 250)
    offsets = label_offsets([bar] * count, (15, 12), PAGE)
    for (right, down), (other_right, other_down) in combinations(offsets, 2):
        assert abs(right - other_right) >= 15 or abs(down - other_down) >= 0.8 * 12


@given(st.lists(areas, min_size=1, max_size=12))
def test_the_number_of_a_bar_is_not_on_its_bar(bars):
    for bar, (right, down) in zip(bars, label_offsets(bars, (15, 12), PAGE), strict=True):
        assert down <= -12 or abs(right) > (bar.right - bar.left) / 2


def test_a_bar_that_stands_alone_has_its_number_above():
    assert label_offsets([Area(100, 104, 80, 120)], (15, 12), PAGE) == [(0, -12)]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_mark_of_one_day_is_at_noon_of_that_day(day):
    assert day_position(day, day) == day_position(day, None) == day_position(None, day) == day.toordinal() + 0.5


@pytest.mark.parametrize(
    ("first", "last", "middle"),
    [(date(2024, 6, 1), date(2024, 6, 3), date(2024, 6, 2)), (date(2024, 1, 1), date(2024, 12, 30), date(2024, 7, 1))],
)
def test_a_mark_of_a_period_is_in_its_middle(first, last, middle):
    assert day_position(first, last) == middle.toordinal() + 0.5
