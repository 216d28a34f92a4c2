"""Versions: how the reports of one utterance are put together.

Reports of one figure in different documents, or through different relays, are versions of that figure. If they differ,
somebody on the way changed the figure or its date, so that only the hull of the versions is known. Within one report,
the figures of an utterance are separate statements.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations
from typing import Final

from attrs import define, evolve

from axis_tracker.imprecise.intervals import Interval, hull
from axis_tracker.reasoning.as_of import ALWAYS, NEVER
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Days, claims_of
from axis_tracker.reasoning.matters import number_of, report_of

__all__ = ["merged_versions"]


def merged_versions(bounds: Iterable[Bound]) -> list[Bound]:
    """The bounds of one event, with the versions of each figure replaced by their hull."""
    by_origin: dict[frozenset[str], list[Bound]] = {}
    for one in bounds:
        by_origin.setdefault(one.origins, []).append(one)
    found: list[Bound] = []
    for reports in by_origin.values():
        if len(reports) == 1:
            found += reports
            continue
        figures: dict[Hashable, list[Bound]] = {}
        for one in reports:
            figures.setdefault((one.series, one.reading, one.start), []).append(one)
        for alike in figures.values():
            found += _figures(alike) if len(alike) > 1 else alike
    return found


_MOST_COMPARED: Final = 60
"""The number of differing reports of one origin and figure up to which each two are compared."""


@define(eq=False)
class _Statement:
    """What some reports say alike: the reports, and what makes another one a version of the same figure."""

    reports: list[Bound]
    places: set[Hashable]
    number: Hashable
    days: Days
    """The first and the last day on which the figure can have stood."""

    def may_be(self, other: _Statement) -> bool:
        """Whether both can be versions of one figure: no report has both, and they share the number or a day."""
        return self.places.isdisjoint(other.places) and (
            self.number == other.number or (self.days[0] <= other.days[1] and other.days[0] <= self.days[1])
        )


def _figures(reports: Sequence[Bound]) -> list[Bound]:
    """The bounds of one origin that count alike, each as the hull of the versions that there may be of it."""
    alike: dict[Hashable, list[Bound]] = {}
    for one in reports:
        alike.setdefault(_content(one), []).append(one)
    if len(alike) == 1:
        return [_hull(reports)]
    statements = [
        _Statement(
            group,
            {report_of(claim) for one in group for claim in one.claims},
            number_of(group[0].claims[0]),
            group[0].stood,
        )
        for group in alike.values()
    ]
    return [_hull([report for one in group for report in one.reports]) for group in _components(statements)]


def _components(statements: Sequence[_Statement]) -> list[list[_Statement]]:
    """The statements in groups, such that versions of one figure are in one group.

    A report that may be a version of two statements connects them: it must not settle which of them it repeats.
    """
    groups = _Groups(statements)
    if len(statements) <= _MOST_COMPARED:
        for one, other in combinations(statements, 2):
            if one.may_be(other):
                groups.join(one, other)
        return groups.all()
    # Of very many statements, also those of one report are joined if another report may connect them.
    first_of: dict[Hashable, _Statement] = {}
    for one in statements:
        groups.join(first_of.setdefault(one.number, one), one)
    last: _Statement | None = None
    for one in sorted(statements, key=lambda each: each.days):
        if last is not None and one.days[0] <= last.days[1]:
            groups.join(last, one)
        if last is None or one.days[1] > last.days[1]:
            last = one
    return groups.all()


class _Groups:
    """Statements in groups that can be joined."""

    def __init__(self, statements: Sequence[_Statement]) -> None:
        self._statements = statements
        self._parent = {id(one): id(one) for one in statements}

    def _root(self, key: int) -> int:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: _Statement, other: _Statement) -> None:
        self._parent[self._root(id(other))] = self._root(id(one))

    def all(self) -> list[list[_Statement]]:
        found: dict[int, list[_Statement]] = {}
        for one in self._statements:
            found.setdefault(self._root(id(one)), []).append(one)
        return [*found.values()]


def _hull(versions: Sequence[Bound]) -> Bound:
    """One bound for the versions of a figure."""
    first = versions[0]
    if len(versions) == 1:
        return first
    claims = claims_of(versions)
    if all(_content(one) == _content(first) for one in versions[1:]):
        return evolve(first, claims=claims, is_uncertain=any(one.is_uncertain for one in versions))
    ends: Interval = functools.reduce(hull, (one.ends for one in versions))
    low_days, high_days = _on_all(versions, low=True), _on_all(versions, low=False)
    presumed_low = _on_all(versions, low=True, presumed=True)
    presumed_high = _on_all(versions, low=False, presumed=True)
    return evolve(
        first,
        claims=claims,
        ends=ends,
        low_days=low_days if ends[0] is not None else NO_DAYS,
        high_days=high_days if ends[1] is not None else NO_DAYS,
        presumed_low=presumed_low if ends[0] is not None and presumed_low != low_days else NO_DAYS,
        presumed_high=presumed_high if ends[1] is not None and presumed_high != high_days else NO_DAYS,
        stood=(min(one.stood[0] for one in versions), max(one.stood[1] for one in versions)),
        first=min(one.first for one in versions),
        is_uncertain=any(one.is_uncertain for one in versions),
        is_drifted=True,
    )


def _content(one: Bound) -> Hashable:
    """What a bound says, apart from who reports it."""
    return (one.ends, one.low_days, one.high_days, one.presumed_low, one.presumed_high, one.first)


def _on_all(versions: Sequence[Bound], *, low: bool, presumed: bool = False) -> Days:
    """The days on which an end holds by every version, or is at least presumed to hold."""
    found = (ALWAYS, NEVER)
    for one in versions:
        days = one.low_days if low else one.high_days
        if presumed:
            also = one.presumed_low if low else one.presumed_high
            if days == NO_DAYS:
                days = also
            elif also != NO_DAYS:
                days = (min(days[0], also[0]), max(days[1], also[1]))
        found = (max(found[0], days[0]), min(found[1], days[1]))
    return NO_DAYS if found[0] > found[1] else found
