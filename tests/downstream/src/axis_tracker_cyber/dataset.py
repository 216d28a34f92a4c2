"""The dataset of this project: the actors of axis_tracker, ours, and operations among them. All facts are invented.

Words for actors and items are data, in `data/vocabulary.toml`; operations and claims are in `data/operations.jsonl`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources

import axis_tracker as axt
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker_cyber.kinds import KINDS

__all__ = ["load"]

_DATA = resources.files(__package__) / "data"


def load() -> axt.Dataset:
    """The dataset, with the actors of axis_tracker; `axis_tracker.load("cyber")` gives the same."""
    return axt.Dataset([*axt.load().actors, *_vocabulary(), *_operations()])


def _vocabulary() -> Iterator[IdentifiedRecord]:
    tables = tomllib.loads((_DATA / "vocabulary.toml").read_text(encoding="utf-8"))
    yield from (axt.Actor(**fields) for fields in tables["actors"])
    yield from (axt.Item(**fields) for fields in tables["items"])


def _operations() -> Iterator[IdentifiedRecord]:
    with resources.as_file(_DATA / "operations.jsonl") as path:
        yield from axt.iter_records(path, kinds=KINDS)
