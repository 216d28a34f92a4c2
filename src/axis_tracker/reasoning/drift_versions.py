"""Drift versions: what the reports of an utterance say alike, and which of that is about one fact.

Imports the model and `matters`; `drift` shows what differs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from attrs import define

from axis_tracker.dataset.said_times import ALWAYS, NEVER
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.model.claims import Claim
from axis_tracker.reasoning.matters import Days, matter_of, number_of, report_of

__all__ = ["Version", "connected", "versions_of"]


@define(eq=False)
class Version:
    """What some reports say alike, except for the time.

    Attributes:
        claims: The claims that say it.
        reports: The reports that contain these claims.
        times: The reports by the time that they give, which may be none.
        number: The number that it names (see `number_of`).
    """

    claims: list[Claim]
    reports: frozenset[Hashable]
    times: dict[ImpreciseDate | None, frozenset[Hashable]]
    number: Hashable

    @property
    def claim(self) -> Claim:
        """The first of the claims."""
        return self.claims[0]

    @property
    def days(self) -> Days:
        """The first and the last day that may be covered by any of the times."""
        if None in self.times:
            return ALWAYS, NEVER
        extents = [one.extent.ordinals for one in self.times if one is not None]
        return min(one[0] for one in extents), max(one[3] for one in extents)


def versions_of(claims: Iterable[Claim]) -> list[Version]:
    """Return what the claims of an utterance say, each with all claims that say it alike except for the time."""
    alike: dict[Hashable, list[Claim]] = {}
    numbers: dict[Hashable, Hashable] = {}
    for claim in claims:
        alike.setdefault((claim.event, claim.stance, claim.likelihood, claim.measure), []).append(claim)
    versions: list[Version] = []
    for group in alike.values():
        times: dict[ImpreciseDate | None, set[Hashable]] = {}
        for claim in group:
            times.setdefault(claim.when, set()).add(report_of(claim))
        quantity = None if group[0].measure is None else group[0].measure.quantity
        wording = None if quantity is None else (quantity, quantity.wording)
        if wording not in numbers:  # finding the number means reading the words
            numbers[wording] = number_of(group[0])
        reports = frozenset().union(*times.values())
        frozen_times = {when: frozenset(those) for when, those in times.items()}
        versions.append(Version(group, reports, frozen_times, numbers[wording]))
    return versions


# Which versions are of one fact


def connected(versions: list[Version]) -> Iterator[list[Version]]:
    """Yield the versions of each fact together, and each other version by itself."""
    links = _Links(len(versions))
    for bucket, are_of_one in _buckets(versions):
        for together in _apart(bucket, versions, are_of_one):
            links.join(together)
    for group in links.groups():
        yield [versions[number] for number in group]


_AreOfOne = Callable[[Version, Version], bool]


def _buckets(versions: list[Version]) -> Iterator[tuple[list[int], _AreOfOne]]:
    """The numbers of versions that may be of one fact, with a function that says whether two of them are.

    These are versions of one matter that may be of one day, and versions with one number. They are of one fact unless
    one report gives both.
    """
    by_matter: dict[Hashable, dict[int, None]] = {}
    by_number: dict[Hashable, dict[int, None]] = {}
    for number, one in enumerate(versions):
        for claim in one.claims:
            matter = matter_of(claim)
            by_matter.setdefault(matter, {})[number] = None
            by_number.setdefault((matter, one.number), {})[number] = None
        measure = one.claim.measure
        if measure is not None:
            by_number.setdefault(measure.quantity.ends, {})[number] = None
    for numbers in by_matter.values():
        for group in _by_day([*numbers], versions):
            yield group, _may_be_of_one_day
    for numbers in by_number.values():
        yield [*numbers], lambda _, __: True


def _may_be_of_one_day(one: Version, other: Version) -> bool:
    return any(
        when is None or another is None or when.overlaps(another).is_possible
        for when in one.times
        for another in other.times
    )


def _by_day(numbers: list[int], versions: list[Version]) -> Iterator[list[int]]:
    """The numbers in groups, such that versions in different groups cannot be of one day."""
    days = {number: versions[number].days for number in numbers}
    group: list[int] = []
    last = ALWAYS
    for number in sorted(numbers, key=lambda one: (days[one], one)):
        if group and days[number][0] > last:
            yield group
            group, last = [], ALWAYS
        group.append(number)
        last = max(last, days[number][1])
    if group:
        yield group


def _apart(bucket: list[int], versions: list[Version], are_of_one: _AreOfOne) -> Iterator[list[int]]:
    """The numbers in groups that are connected by pairs: both are of one fact, and no report gives both.

    A report gives both if it gives one, and every report gives the one that gives the other. Versions with the same
    reports and times are looked at together, and every version is compared with those only that no version is yet
    connected with. So very many versions of one fact cost no more than their number.
    """
    classes: dict[Hashable, list[int]] = {}
    for number in bucket:
        one = versions[number]
        classes.setdefault((one.reports, frozenset(one.times)), []).append(number)
    unvisited = {key: versions[numbers[0]] for key, numbers in classes.items()}
    while unvisited:
        key, start = unvisited.popitem()
        keys, group = [key], [start]
        for one in group:
            reports = one.reports
            found = [
                (key, other)
                for key, other in unvisited.items()
                if not (other.reports <= reports or reports <= other.reports) and are_of_one(one, other)
            ]
            for key, other in found:
                del unvisited[key]
                keys.append(key)
                group.append(other)
        if len(group) > 1:
            yield [number for key in keys for number in classes[key]]


class _Links:
    """Groups that grow together (a union-find structure)."""

    def __init__(self, size: int) -> None:
        self._above = [*range(size)]

    def _top(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = number = self._above[self._above[number]]
        return number

    def join(self, numbers: Sequence[int]) -> None:
        """Join the groups of these numbers."""
        first = self._top(numbers[0])
        for number in numbers[1:]:
            self._above[self._top(number)] = first

    def groups(self) -> Iterable[list[int]]:
        """The groups, each in order."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._above)):
            found.setdefault(self._top(number), []).append(number)
        return found.values()
