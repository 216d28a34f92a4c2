"""Older versions of the canonical form, brought to the present one step by step.

A `Step` leads from one version to the next, and `STEPS` holds them by the version that they start from. A step sees one
record at a time, so that formats which read a record a line migrate as they read. Readers ask `route` for the steps
that a file needs and put each record through `migrated_record`, or a whole document through `migrated`. What a version
is, and when there is a new one, is written in the documentation under "Versions". Imports the errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeAlias

from axis_tracker._version import __version__
from axis_tracker.errors import InvalidValueError, Problem, ReadError

__all__ = ["STEPS", "Frame", "Plain", "Step", "Steps", "migrated", "migrated_record", "not_brought", "route"]

Plain: TypeAlias = Mapping[str, Any]
"""A plain record, as a file holds it."""

Frame: TypeAlias = Mapping[str, Any]
"""What a document holds besides the collections with records, without the format and the version."""


def _same_frame(frame: Frame) -> Frame:
    return frame


class Step(NamedTuple):
    """How a version becomes the next one.

    `record` takes the name of a collection and a record of it, and gives both as the next version has them: a record
    can be moved and changed, never lost. `frame` does the same for what stands around the records, empty collections
    among it. Both get mappings that they must not change, raise `InvalidValueError` (its path within what they got) for
    what they cannot bring over, and leave what they do not know as it is, for the reader to judge.
    """

    record: Callable[[str, Plain], tuple[str, Plain]]
    frame: Callable[[Frame], Frame] = _same_frame


Steps: TypeAlias = Mapping[int, Step]

STEPS: Final[Steps] = MappingProxyType({})
"""The steps of this package, by the version that they start from; there is one version so far, and no step."""


def route(version: object, *, to: int, steps: Steps = STEPS, file: str | None = None) -> tuple[Step, ...]:
    """The steps from a version to the version `to`: none if it is that one.

    >>> route(1, to=1)
    ()

    Raises `ReadError` that names both versions if there is no way: for a newer version, for one that never was, and for
    what is no number of a version.
    """
    if type(version) is int and version <= to:
        numbers = range(version, to)
        if all(number in steps for number in numbers):
            return tuple(steps[number] for number in numbers)
    raise ReadError([_no_way(version, to, steps, file)])


def _no_way(version: object, to: int, steps: Steps, file: str | None) -> Problem:
    oldest = to
    while oldest - 1 in steps:
        oldest -= 1
    known = f"version {to}" if oldest == to else f"versions {oldest} to {to}"
    suggestion = None
    if type(version) is int and version > to:
        suggestion = (
            "the file was written by a newer release of axis-tracker: update yours with "
            "python -m pip install --upgrade axis-tracker"
        )
    return Problem(
        f"this release of axis-tracker ({__version__}) reads {known} of the format",
        path="version",
        value=version,
        suggestion=suggestion,
        file=file,
    )


def migrated_record(collection: str, record: Any, way: Sequence[Step]) -> tuple[str, Any]:
    """A record as the last step of the way leaves it, and its collection.

    What is no mapping cannot be a record; it is given back as it is, for the reader to refuse. Raises
    `InvalidValueError` where a step does.
    """
    for step in way:
        if not isinstance(record, Mapping):
            break
        collection, record = step.record(collection, MappingProxyType(dict(record)))
    return collection, dict(record) if isinstance(record, Mapping) else record


def migrated(plain: Plain, way: Sequence[Step], *, file: str | None = None) -> dict[str, Any]:
    """A whole document, without its format and version, as the last step of the way leaves it.

    Raises `ReadError` with every record that a step refuses, each by its place in the document that was given.
    """
    if not way:
        return dict(plain)
    collections = {name: group for name, group in plain.items() if isinstance(group, list) and group}
    around = {name: value for name, value in plain.items() if name not in collections}
    problems: list[Problem] = []
    gathered: dict[str, list[Any]] = {}
    for name, group in collections.items():
        for index, record in enumerate(group):
            try:
                there, brought = migrated_record(name, record, way)
            except InvalidValueError as error:
                problems.append(not_brought(error.under(f"{name}[{index}]"), file))
            else:
                gathered.setdefault(there, []).append(brought)
    try:
        frame = _migrated_frame(around, way)
    except InvalidValueError as error:
        raise ReadError([*problems, not_brought(error, file)]) from None
    twice = [name for name in gathered if frame.get(name, []) != []]
    problems += [Problem("stands for a collection and for something else", path=name, file=file) for name in twice]
    if problems:
        raise ReadError(problems)
    return {**frame, **gathered}


def _migrated_frame(frame: Frame, way: Sequence[Step]) -> Frame:
    for step in way:
        frame = step.frame(MappingProxyType(dict(frame)))
    return frame


def not_brought(error: InvalidValueError, file: str | None = None) -> Problem:
    """What to report of a record that a step refused, whose path is the error's."""
    reason = f"cannot be brought to the present version: {error.reason}"
    return Problem(reason, path=error.path, value=error.value, suggestion=error.suggestion, file=file)
