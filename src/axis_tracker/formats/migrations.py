"""Older versions of the canonical form, migrated to the current one step by step.

A `Step` leads from one version to the next, and `STEPS` holds the steps by the version they start from. A step sees one
record at a time, so formats that read record by record migrate as they read. Readers ask `route` for the steps that a
file needs. Then they put each record through `migrated_record`, or a whole document through `migrate`. The
documentation says under "Versions" what a version is and when there is a new one.
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
"""A plain record, as a file holds it."""

Frame: TypeAlias = Mapping[str, Any]
"""All of a document except its format, its version and the collections with records."""

NOT_MIGRATED: Final = "cannot be migrated to the current version: {}"
"""The reason of a problem with a record that a step refused."""


def _same_frame(frame: Frame) -> Frame:
    return frame


class Step(NamedTuple):
    """A step from one version to the next.

    Neither function may change the mapping that it gets. Each raises `InvalidValueError`, with the path within the
    mapping, for what it cannot migrate. Each leaves what it does not know as it is, for the reader to judge.

    Attributes:
        record: The function that takes the name of a collection and one of its records, and returns both as the next
            version has them. It may move and change a record, but never drop one.
        frame: The function that does the same for all that surrounds the records, empty collections included.
    """

    record: Callable[[str, Plain], tuple[str, Plain]]
    frame: Callable[[Frame], Frame] = _same_frame


Steps: TypeAlias = Mapping[int, Step]

STEPS: Final[Steps] = MappingProxyType({})
"""The steps of this package, by the version they start from. There is only one version so far, so there are none."""


def route(version: object, *, to: int, steps: Steps = STEPS, file: str | None = None) -> tuple[Step, ...]:
    """Return the steps from a version to the version `to`; none if they are the same.

    >>> route(1, to=1)
    ()

    Raises `ReadError`, naming both versions, if no steps lead there: for a newer version, an unknown one, and a value
    that is not a version number.
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

    A value that is not a mapping cannot be a record; it is returned as it is, for the reader to refuse. Raises
    `InvalidValueError` if a step does.
    """
    for step in steps:
        if not isinstance(record, Mapping):
            break
        # A read-only copy, so that a step cannot change what a caller holds.
        collection, record = step.record(collection, MappingProxyType(dict(record)))
    return collection, dict(record) if isinstance(record, Mapping) else record


class Migration(NamedTuple):
    """A document after all steps.

    Attributes:
        plain: The document, without its format and version, and without the records that a step refused.
        origins: The collection and index that each record had before, by its collection now.
        problems: What the steps refused, by its position in the original document.
    """

    plain: dict[str, Any]
    origins: dict[str, list[tuple[str, int]]]
    problems: list[Problem]


def migrate(plain: Plain, steps: Sequence[Step]) -> Migration:
    """Put a whole document, without its format and version, through all steps."""
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
    problems += [Problem("names both a collection and something else", path=name) for name in clashing]
    return Migration({**frame, **current}, origins, problems)
