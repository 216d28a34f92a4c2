"""Place marks and their numbers so that none covers another, and every mark stays at its true date.

Marks that share a date differ in their row or in their size. They never move along the time axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

__all__ = ["Area", "day_position", "label_offsets", "rows_without_overlap"]


_NEAR: Final = 60
"""The number of bars and labels on each side that may be in the way of a label."""
_ASIDE: Final = (0, 8, 16)
"""The distances from a bar at which a label can be to its side, in pixels. Wider bars may lie behind the bar."""


class Area(NamedTuple):
    """A rectangle on the page, in any unit. All four numbers belong to the area.

    Attributes:
        left: The lowest x coordinate.
        right: The highest x coordinate.
        low: The lowest y coordinate.
        high: The highest y coordinate.
    """

    left: float
    right: float
    low: float = 0.0
    high: float = 0.0

    def overlaps(self, other: Area) -> bool:
        """Return whether two areas share a point."""
        return (
            self.left <= other.right and other.left <= self.right and self.low <= other.high and other.low <= self.high
        )


def rows_without_overlap(areas: Sequence[Area]) -> list[int]:
    """Return a row number for each area, starting from 0, such that no two overlapping areas share a row.

    >>> rows_without_overlap([Area(0, 5), Area(3, 8), Area(6, 9)])
    [0, 1, 0]
    """
    rows: list[list[Area]] = []
    found = []
    for area in areas:
        row = next((number for number, taken in enumerate(rows) if not any(map(area.overlaps, taken))), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(area)
        found.append(row)
    return found


def label_offsets(bars: Sequence[Area], size: tuple[float, float], page: Area) -> list[tuple[float, float]]:
    """Return the distance from the top of each bar to the middle of its label: to the right, and down.

    A label is above its bar, or else to the right or to the left of the top of the bar, or else in the next place above
    that is free. If the page has no free place, the label is above its bar.

    >>> label_offsets([Area(10, 14, 50, 90), Area(10, 14, 30, 70)], size=(8, 12), page=Area(0, 100, 0, 100))
    [(8.0, 0.0), (0.0, -12)]
    """
    width, height = size
    found = [(0.0, -height)] * len(bars)
    labels: list[Area] = []
    order = sorted(range(len(bars)), key=lambda index: bars[index].left + bars[index].right)
    for position, index in enumerate(order):
        bar = bars[index]
        near = [bars[one] for one in order[max(0, position - _NEAR) : position + _NEAR]] + labels[-_NEAR:]
        for right, down in _places(bar, width, height):
            x, y = (bar.left + bar.right) / 2 + right, bar.low + down
            box = Area(x - width / 2, x + width / 2, y - height * 0.4, y + height * 0.4)
            is_inside = box.left >= page.left and box.right <= page.right and box.low >= page.low
            if is_inside and not any(map(box.overlaps, near)):
                labels.append(box)
                found[index] = (right, down)
                break
    return found


def _places(bar: Area, width: float, height: float) -> Iterator[tuple[float, float]]:
    """Yield the places for the label of a bar, the best one first."""
    side = (bar.right - bar.left + width) / 2 + 2
    yield 0.0, -height
    yield from ((side + distance, 0.0) for distance in _ASIDE)
    yield from ((-side - distance, 0.0) for distance in _ASIDE)
    yield from ((0.0, -height * step) for step in range(2, 2 + int(max(0.0, bar.low) // height)))


def day_position(first: date | None, last: date | None) -> float:
    """Return the position of a mark as a fractional day number: noon of its day, or the middle of its possible days.

    If only the first or only the last possible day is known, the mark is on this day.

    >>> day_position(date(2024, 6, 1), date(2024, 6, 1)) == day_position(None, date(2024, 6, 1))
    True
    """
    first = first or last or date.min
    last = last or first
    return (first.toordinal() + (last + timedelta(days=1)).toordinal()) / 2
