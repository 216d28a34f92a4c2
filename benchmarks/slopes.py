"""The slope of a straight line through the logarithms of sizes and times.

With a slope of 1, twice the size takes twice as long. With a slope of 2, it takes four times as long.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def slope(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope by least squares."""
    sizes, times = zip(*points, strict=True)
    return statistics.linear_regression([*map(math.log, sizes)], [*map(math.log, times)]).slope


def extrapolated(points: Sequence[tuple[float, float]], size: float) -> float:
    """Return the time expected at a larger size if the slope stays the same, or 0 without two points."""
    if len(points) < 2:
        return 0
    last, time = points[-1]
    return time * math.pow(size / last, slope(points))
