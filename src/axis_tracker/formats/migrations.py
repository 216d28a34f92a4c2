"""Migration of older versions of the canonical form to the current version, step by step.

A `Step` leads from one version to the next, and `STEPS` maps each older version to the step that starts from this
version. A step handles one record at a time, so formats that read record by record can migrate each record when they
read it. Readers get the steps for a file from `route`. Readers apply the steps to a single record with
`migrated_record`, or to a whole document with `migrate`. The page "Versions of the format" in the documentation
explains what a version is and when a new version is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from axis_tracker._version import __version__
from axis_tracker.errors import InvalidValueError, Problem
from axis_tracker.formats.problems import problem_of, read_error

__all__ = [
    "NOT_MIGRATED",
    "STEPS",
    "Frame",
    "Migration",
    "Plain",
    "Step",
    "Steps",
    "migrate",
    "migrated_record",
    "route",
]

Plain: TypeAlias = Mapping[str, Any]
"""A plain record, as stored in a file."""

Frame: TypeAlias = Mapping[str, Any]
"""A document without its format, without its version and without the collections that have records."""

NOT_MIGRATED: Final = "cannot be migrated to the current version: {}"
"""The reason reported for a record that a step refuses."""


class Step(NamedTuple):
    """A step from one version to the next.

    The functions `record` and `frame` must not change their arguments. Both functions raise `InvalidValueError`, with
    the path within the mapping, for anything that they cannot migrate. Both functions leave unknown content as it is,
    because the reader decides whether to accept it.

    Attributes:
        record: The function that takes the name of a collection and one of its records, and returns both in the form of
            the next version. The function may move or change the record, but must not drop it.
        frame: The function that migrates everything around the records, including empty collections.
    """

    record: Callable[[str, Plain], tuple[str, Plain]]
    frame: Callable[[Frame], Frame] = lambda frame: frame


Steps: TypeAlias = Mapping[int, Step]


def _unchanged(collection: str, record: Plain) -> tuple[str, Plain]:
    """Return a record as it is. Version 2 only adds fields with defaults and further terms, and loosens rules."""
    return collection, record


STEPS: Final[Steps] = MappingProxyType({1: Step(_unchanged)})
"""The steps of this package, by the version from which they start."""


def route(version: object, *, to: int, steps: Steps = STEPS, file: str | None = None) -> tuple[Step, ...]:
    """Return the steps from a version to the version `to`. The result is empty if both are the same.

    >>> route(1, to=1)
    ()

    Raises `ReadError`, which names both versions, if no steps lead from `version` to `to`. This is so if `version` is
    newer than `to`, if `version` is unknown, or if `version` is not a version number.
    """
    if type(version) is int and version <= to:
        numbers = range(version, to)
        if all(number in steps for number in numbers):
            return tuple(steps[number] for number in numbers)
    oldest = to
    while oldest - 1 in steps:
        oldest -= 1
    known = f"version {to}" if oldest == to else f"versions {oldest} to {to}"
    suggestion = None
    if type(version) is int and version > to:
        suggestion = (
            "a newer release of axis-tracker wrote this file; update yours with "
            "python -m pip install --upgrade axis-tracker"
        )
    raise read_error(
        f"this release of axis-tracker ({__version__}) reads {known} of the format",
        path="version",
        value=version,
        suggestion=suggestion,
        file=file,
    )


def migrated_record(collection: str, record: Any, steps: Sequence[Step]) -> tuple[str, Any]:
    """Return the collection and the record after all steps have been applied.

    A value that is not a mapping cannot be a record. Such a value is returned as it is, and the reader refuses it.

    Raises `InvalidValueError` if a step raises it.
    """
    for step in steps:
        if not isinstance(record, Mapping):
            break
        # A read-only copy, so that a step cannot change the caller's record.
        collection, record = step.record(collection, MappingProxyType(dict(record)))
    return collection, dict(record) if isinstance(record, Mapping) else record


class Migration(NamedTuple):
    """A document after all steps have been applied.

    Attributes:
        plain: The document, without its format and version, and without the records that a step refused.
        origins: The original collection and index of each record, by the new collection of the record.
        problems: The problems that the steps found, with paths in the original document.
    """

    plain: dict[str, Any]
    origins: dict[str, list[tuple[str, int]]]
    problems: list[Problem]


def migrate(plain: Plain, steps: Sequence[Step]) -> Migration:
    """Apply all steps to a whole document, which is given without its format and version."""
    collections = {name: group for name, group in plain.items() if isinstance(group, list) and group}
    frame: Frame = {name: value for name, value in plain.items() if name not in collections}
    current: dict[str, list[Any]] = {}
    origins: dict[str, list[tuple[str, int]]] = {}
    problems: list[Problem] = []
    for name, group in collections.items():
        for index, record in enumerate(group):
            try:
                target, migrated = migrated_record(name, record, steps)
            except InvalidValueError as error:
                problems.append(problem_of(error, f"{name}[{index}]", reason=NOT_MIGRATED))
                continue
            current.setdefault(target, []).append(migrated)
            origins.setdefault(target, []).append((name, index))
    try:
        for step in steps:
            frame = step.frame(MappingProxyType(dict(frame)))
    except InvalidValueError as error:
        problems.append(problem_of(error, reason=NOT_MIGRATED))
        frame = {}
    clashing = [name for name in current if frame.get(name, []) != []]
    problems += [Problem("is both a collection of records and something else", path=name) for name in clashing]
    return Migration({**frame, **current}, origins, problems)
