"""Migration of older versions of the canonical form to the current one, step by step.

A `Step` leads from one version to the next, and `STEPS` holds the steps by the version from which they start. A step
handles one record at a time, so formats that read record by record can migrate as they read. Readers get the steps for
a file from `route`. They apply the steps to each record with `migrated_record`, or to a whole document with `migrate`.
The page "Versions of the format" in the documentation explains what a version is and when a new version is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from axis_tracker._version import __version__
from axis_tracker.errors import InvalidValueError, Problem, ReadError
from axis_tracker.formats.problems import problem_of

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
"""A document without its format, its version and the collections that have records."""

NOT_MIGRATED: Final = "cannot be migrated to the current version: {}"
"""The reason reported for a record that a step refuses."""


def _same_frame(frame: Frame) -> Frame:
    return frame


class Step(NamedTuple):
    """A step from one version to the next.

    Neither function may change its argument. Both raise `InvalidValueError`, with the path within the mapping, for
    anything that they cannot migrate. Both leave unknown content unchanged, because the reader decides about it.

    Attributes:
        record: The function that takes the name of a collection and one of its records, and returns both in the form of
            the next version. It may move or change a record, but must not drop one.
        frame: The function that migrates everything around the records, including empty collections.
    """

    record: Callable[[str, Plain], tuple[str, Plain]]
    frame: Callable[[Frame], Frame] = _same_frame


Steps: TypeAlias = Mapping[int, Step]

STEPS: Final[Steps] = MappingProxyType({})
"""The steps of this package, by the version from which they start. There are none yet: there is only one version."""


def route(version: object, *, to: int, steps: Steps = STEPS, file: str | None = None) -> tuple[Step, ...]:
    """Return the steps from a version to the version `to`. There are none if the versions are the same.

    >>> route(1, to=1)
    ()

    Raises `ReadError`, which names both versions, if there is no route: for a newer version, an unknown version, or a
    value that is not a version number.
    """
    if type(version) is int and version <= to:
        numbers = range(version, to)
        if all(number in steps for number in numbers):
            return tuple(steps[number] for number in numbers)
    raise ReadError([_no_route(version, to, steps, file)])


def _no_route(version: object, to: int, steps: Steps, file: str | None) -> Problem:
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
    return Problem(
        f"this release of axis-tracker ({__version__}) reads {known} of the format",
        path="version",
        value=version,
        suggestion=suggestion,
        file=file,
    )


def migrated_record(collection: str, record: Any, steps: Sequence[Step]) -> tuple[str, Any]:
    """Return the collection and the record after all steps.

    A value that is not a mapping cannot be a record. It is returned unchanged, and the reader refuses it.

    Raises `InvalidValueError` if a step does.
    """
    for step in steps:
        if not isinstance(record, Mapping):
            break
        # A read-only copy, so that a step cannot change the caller's record.
        collection, record = step.record(collection, MappingProxyType(dict(record)))
    return collection, dict(record) if isinstance(record, Mapping) else record


class Migration(NamedTuple):
    """A document after all steps.

    Attributes:
        plain: The document, without its format and version, and without the records that a step refused.
        origins: The original collection and index of each record, by its new collection.
        problems: The problems that the steps found, with paths in the original document.
    """

    plain: dict[str, Any]
    origins: dict[str, list[tuple[str, int]]]
    problems: list[Problem]


def migrate(plain: Plain, steps: Sequence[Step]) -> Migration:
    """Apply all steps to a whole document without its format and version."""
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
