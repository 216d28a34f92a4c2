"""Draws the pictures of the README: python docs/pictures/draw.py

The pages of the site draw theirs while they are built. The README is shown as it is, so its pictures are files; a test
says when they no longer show the packaged data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import axis_tracker as axt

if TYPE_CHECKING:
    import altair as alt

HERE: Final = Path(__file__).parent

PICTURES: Final[Mapping[str, Callable[[axt.Dataset], alt.TopLevelMixin]]] = {
    "ammunition.svg": lambda ds: axt.charts.contested(ds.estimate(event="kp-ru-artillery-ammunition")),
    "timeline.svg": axt.charts.timeline,
}
"""What each file shows of a dataset."""


def draw(folder: Path = HERE) -> None:
    """Write all the pictures."""
    dataset = axt.load()
    for name, picture in PICTURES.items():
        axt.charts.save(picture(dataset), folder / name)


if __name__ == "__main__":
    draw()
