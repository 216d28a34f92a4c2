"""Checking what a curator wrote, before it is compiled or used. Imports the formats."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from axis_tracker.dataset.dataset import Dataset
from axis_tracker.errors import InvalidValueError, Problem, ReadError
from axis_tracker.formats.files import read
from axis_tracker.formats.problems import in_file
from axis_tracker.formats.toml_folder import located_in_folder
from axis_tracker.model.events import Event

__all__ = ["check"]


def check(path: str | os.PathLike[str], *, kinds: Iterable[type[Event]] = ()) -> Dataset:
    """Read a folder or file as `read` does, and hold each quantity against the words it was written in.

    Gives the dataset if nothing is wrong; raises `ReadError` with every problem otherwise.
    """
    dataset = read(path, kinds=kinds)
    found = list(_misread_wordings(dataset))
    if found:
        source = Path(path)
        raise ReadError(located_in_folder(found, source) if source.is_dir() else in_file(found, str(source)))
    return dataset


def _misread_wordings(dataset: Dataset) -> Iterator[Problem]:
    for claim in dataset.claims:
        if claim.measure is not None:
            try:
                claim.measure.quantity.check_wording()
            except InvalidValueError as error:
                yield Problem(
                    error.reason,
                    path=f"claims[{claim.id!r}].measure.quantity.wording",
                    value=error.value,
                    suggestion=error.suggestion,
                )
