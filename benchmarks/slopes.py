"""The slope of the line through the logarithms of sizes and times.

A slope of 1 means that twice as much takes twice as long, a slope of 2 four times as long.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope, by least squares."""
    sizes, times = zip(*points, strict=True)
    return statistics.linear_regression([*map(math.log, sizes)], [*map(math.log, times)]).slope


def extrapolated(points: Sequence[tuple[float, float]], size: float) -> float:
    """The time of a larger size if it goes on growing as between these points; 0 if they are too few to tell."""
    if len(points) < 2:
        return 0
    last, time = points[-1]
    return time * math.pow(size / last, slope(points))
