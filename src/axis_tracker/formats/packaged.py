"""The packaged data, which `seeds/` compile to.

By itself, because it loads less than reading and writing files does: no `pathlib`, no `tempfile`. Imports `json`.
"""

from __future__ import annotations

import functools
import pkgutil
from typing import Final

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.formats.json import loads

__all__ = ["PACKAGED_DATA", "load"]

PACKAGED_DATA: Final = "data/axis.json"
"""The file in the package that `seeds/` compile to."""


@functools.cache
def load() -> Dataset:
    """The packaged dataset; the first call reads it, further calls give the same object.

    >>> import axis_tracker as axt
    >>> axt.load().actors["DPRK"].name
    'North Korea'
    """
    content = pkgutil.get_data("axis_tracker", PACKAGED_DATA)
    if content is None:  # a loader that cannot read files, such as that of some bundlers
        raise FileNotFoundError(PACKAGED_DATA)
    return loads(content, file=PACKAGED_DATA)
