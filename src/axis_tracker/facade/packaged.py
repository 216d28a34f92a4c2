"""The packaged dataset, compiled from `seeds/`, and the datasets that other distributions provide.

This module is separate because the modules that read files load `pathlib` and `tempfile`, which `load` does not need.
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
"""The group of entry points for datasets. Each entry point in this group names a function that returns a dataset."""

PACKAGED_DATA: Final = "data/axis.json"
"""The file in the package that is compiled from `seeds/`."""


def load(name: str | None = None) -> Dataset:
    """Return the packaged dataset, or the dataset that an installed distribution provides under the given name.

    The first call reads the dataset, and later calls return the same object. A distribution provides a dataset through
    an entry point in the group `axis_tracker.datasets`. The entry point names a function that takes no arguments and
    returns the dataset.

    >>> import axis_tracker as axt
    >>> axt.load().actors["DPRK"].name
    'North Korea'

    Raises `UnknownNameError` for an unknown name; the message lists the known names. Raises `DatasetError` if two
    distributions use the name, or if the function does not return a dataset. Exceptions from the function itself are
    passed on.
    """
    return _packaged() if name is None else _named(name)


@functools.cache
def _named(name: str) -> Dataset:
    from importlib.metadata import entry_points

    from axis_tracker.dataset.names import nearest

    points = entry_points(group=ENTRY_POINTS)
    # Keyed by value, because an editable and a regular installation of one distribution list an entry point twice.
    named = {one.value: one for one in points if one.name == name}
    if not named:
        known = sorted({one.name for one in points})
        raise UnknownNameError(
            name, kind=f"dataset among those installed ({', '.join(known) or 'none'})", nearest=nearest(name, known)
        )
    if len(named) > 1:
        values = " and ".join(sorted(named))
        raise DatasetError([Problem(f"two distributions provide a dataset with this name: {values}", value=name)])
    ((value, point),) = named.items()
    make = point.load()
    found = make() if callable(make) else None
    if not isinstance(found, Dataset):
        raise DatasetError(
            [Problem("the entry point must name a function that returns a Dataset", path=value, value=found)]
        )
    return found


@functools.cache
def _packaged() -> Dataset:
    content = pkgutil.get_data("axis_tracker", PACKAGED_DATA)
    if content is None:  # some bundlers have a loader that cannot read files
        raise FileNotFoundError(PACKAGED_DATA)
    return recast(loads(content, file=PACKAGED_DATA), Dataset)
