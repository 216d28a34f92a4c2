"""The packaged data, which `seeds/` compile to, and the datasets that other distributions bring.

A module of its own, because it loads less than reading and writing files: no `pathlib`, no `tempfile`.
"""

from __future__ import annotations

import functools
import pkgutil
from typing import Final

from axis_tracker.dataset.record_set import recast
from axis_tracker.errors import DatasetError, Problem, UnknownNameError
from axis_tracker.facade.dataset import Dataset
from axis_tracker.formats.json import loads

__all__ = ["ENTRY_POINTS", "PACKAGED_DATA", "load"]

ENTRY_POINTS: Final = "axis_tracker.datasets"
"""The group of entry points under which another distribution gives a dataset: a function that returns it."""

PACKAGED_DATA: Final = "data/axis.json"
"""The file in the package that `seeds/` compile to."""


def load(name: str | None = None) -> Dataset:
    """The packaged dataset, or the one that an installed distribution has under a name.

    The first call reads it, further calls give the same object. A distribution names a function without arguments that
    returns its dataset, by an entry point of the group `axis_tracker.datasets`.

    >>> import axis_tracker as axt
    >>> axt.load().actors["DPRK"].name
    'North Korea'

    Raises `UnknownNameError` for a name that none has, with those that there are; `DatasetError` for one that two
    distributions have or that gives no dataset; and whatever that function raises.
    """
    return _packaged() if name is None else _named(name)


@functools.cache
def _named(name: str) -> Dataset:
    from importlib.metadata import entry_points

    from axis_tracker.dataset.names import nearest

    points = entry_points(group=ENTRY_POINTS)
    named = {one.value: one for one in points if one.name == name}
    if not named:
        known = sorted({one.name for one in points})
        raise UnknownNameError(
            name, kind=f"dataset among those installed ({', '.join(known) or 'none'})", nearest=nearest(name, known)
        )
    if len(named) > 1:
        said = " and ".join(sorted(named))
        raise DatasetError([Problem(f"two distributions have a dataset of this name: {said}", value=name)])
    ((value, point),) = named.items()
    make = point.load()
    found = make() if callable(make) else None
    if not isinstance(found, Dataset):
        raise DatasetError([Problem("a function that returns a Dataset was expected", path=value, value=found)])
    return found


@functools.cache
def _packaged() -> Dataset:
    content = pkgutil.get_data("axis_tracker", PACKAGED_DATA)
    if content is None:  # a loader that cannot read files, such as that of some bundlers
        raise FileNotFoundError(PACKAGED_DATA)
    return recast(loads(content, file=PACKAGED_DATA), Dataset)
