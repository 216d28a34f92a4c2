"""Arrow IPC files (Feather 2), as a format of the registry: Parquet's columns as they are in memory. See `arrow`.

Needs the extra `arrow`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from axis_tracker.dataset.record_set import RecordSet
from axis_tracker.formats.arrow import ArrowForm, loads_arrow, write_arrow
from axis_tracker.model.events import Event

__all__ = ["read", "write"]


def read(
    source: BinaryIO, *, kinds: Iterable[type[Event]] = (), name: str | None = None, limits: object = None
) -> RecordSet:
    """The dataset in an open Arrow file, which errors call `name`; its bytes are bounded by whoever opened it."""
    return loads_arrow(source.read(), form=ArrowForm.IPC, kinds=kinds, file=name)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to an open file as Arrow IPC."""
    write_arrow(dataset, target, form=ArrowForm.IPC)
