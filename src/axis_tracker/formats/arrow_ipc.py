"""The Arrow IPC format (Feather 2), for the registry; see the module `arrow`. The format needs the `arrow` extra."""

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
    """Read an open Arrow IPC file; see `registry`."""
    return loads_arrow(source.read(), form=ArrowForm.IPC, kinds=kinds, file=name)


def write(dataset: RecordSet, target: BinaryIO) -> None:
    """Write a dataset to an open file as Arrow IPC; see `registry`."""
    write_arrow(dataset, target, form=ArrowForm.IPC)
