"""Versions: how the reports of one utterance are put together.

Reports of one figure in different documents, or through different relays, are versions of that figure. If they differ,
somebody on the way changed the figure or its date, so that only the hull of the versions is known. Within one report,
the figures of an utterance are separate statements.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Iterable, Sequence

from attrs import define, evolve

from axis_tracker.imprecise.intervals import Interval, hull
from axis_tracker.imprecise.measures import Reading
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Days
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


@define(eq=False)
class _Figure:
    """The versions of one figure, with everything by which another version is recognised."""

    versions: list[Bound]
    reports: set[Hashable]
    days: Days
    """The first and the last day on which it can have stood, by any version."""


def _figures(reports: Sequence[Bound]) -> list[Bound]:
    """The bounds of one origin that count alike: first those with one number, then those with one day."""
    by_number: dict[Hashable, list[Bound]] = {}
    for one in reports:
        by_number.setdefault(number_of(one.claims[0]), []).append(one)
    figures = [figure for alike in by_number.values() for figure in _of_one_number(alike)]
    figures.sort(key=lambda one: (one.days, one.versions[0].key))
    merged: list[_Figure] = []
    open_: list[_Figure] = []
    for figure in figures:
        open_ = [one for one in open_ if one.days[1] >= figure.days[0]]
        same = next((one for one in open_ if one.reports.isdisjoint(figure.reports)), None)
        if same is None:
            merged.append(figure)
            open_.append(figure)
        else:
            _add(same, figure)
    return [_hull(figure.versions) for figure in merged]


def _of_one_number(reports: Sequence[Bound]) -> list[_Figure]:
    """The figures with one number: one report can name the number for several days, each of which is a figure."""
    if len({_days(one) for one in reports}) == 1:
        return [_figure(reports)]
    by_days: dict[Days, list[Bound]] = {}
    for one in reports:
        by_days.setdefault(_days(one), []).append(one)
    figures: list[_Figure] = []
    for days in sorted(by_days):
        figure = _figure(by_days[days])
        same = next((one for one in figures if one.reports.isdisjoint(figure.reports)), None)
        if same is None:
            figures.append(figure)
        else:
            _add(same, figure)
    return figures


def _figure(versions: Sequence[Bound]) -> _Figure:
    return _Figure(
        list(versions),
        {report_of(claim) for one in versions for claim in one.claims},
        (min(_days(one)[0] for one in versions), max(_days(one)[1] for one in versions)),
    )


def _add(figure: _Figure, other: _Figure) -> None:
    figure.versions += other.versions
    figure.reports |= other.reports
    figure.days = (min(figure.days[0], other.days[0]), max(figure.days[1], other.days[1]))


def _days(bound: Bound) -> Days:
    """The days on which the figure can have stood."""
    if bound.series.reading is Reading.TOTAL and bound.reading is not Reading.INCREMENT:
        last = bound.low_days[0] if bound.low_days != NO_DAYS else None
        spans = [days for days in (bound.high_days, bound.presumed_high) if days != NO_DAYS]
        first = bound.high_days[1] if bound.high_days != NO_DAYS else (spans[0][0] - 1 if spans else last)
        end = last if last is not None else max(days[1] for days in spans)
        return (min(end, first if first is not None else end), end)
    spans = [
        days
        for days in (bound.low_days, bound.high_days, bound.presumed_low, bound.presumed_high)
        if days[0] <= days[1]
    ]
    if bound.reading is Reading.INCREMENT:
        return (bound.first, bound.low_days[0])
    return (min(first for first, _ in spans), max(last for _, last in spans))


def _hull(versions: Sequence[Bound]) -> Bound:
    """One bound for the versions of a figure."""
    first = versions[0]
    if len(versions) == 1:
        return first
    claims = tuple(sorted((claim for one in versions for claim in one.claims), key=lambda claim: claim.id))
    if all(_says_the_same(one, first) for one in versions[1:]):
        return evolve(first, claims=claims, is_uncertain=any(one.is_uncertain for one in versions))
    ends: Interval = functools.reduce(hull, (one.ends for one in versions))
    if first.series.reading is Reading.TOTAL:
        low_days = _of_all(versions, "low_days")
        high_days = _of_all(versions, "high_days")
        last = max((one.presumed_high[1] for one in versions if one.presumed_high != NO_DAYS), default=0)
        last = max(last, *(one.high_days[1] for one in versions if one.high_days != NO_DAYS), 0)
        presumed_low, presumed_high = NO_DAYS, (high_days[1] + 1 if high_days != NO_DAYS else 1, last)
    else:
        low_days, high_days = _of_all(versions, "low_days"), _of_all(versions, "high_days")
        presumed_low, presumed_high = _of_any(versions, low=True), _of_any(versions, low=False)
    return evolve(
        first,
        claims=claims,
        ends=ends,
        low_days=low_days if ends[0] is not None else NO_DAYS,
        high_days=high_days if ends[1] is not None else NO_DAYS,
        presumed_low=presumed_low if ends[0] is not None else NO_DAYS,
        presumed_high=presumed_high if ends[1] is not None and presumed_high[0] <= presumed_high[1] else NO_DAYS,
        first=min(one.first for one in versions),
        is_uncertain=any(one.is_uncertain for one in versions),
        is_drifted=True,
    )


def _says_the_same(one: Bound, other: Bound) -> bool:
    return (one.ends, one.low_days, one.high_days, one.presumed_low, one.presumed_high, one.first) == (
        other.ends,
        other.low_days,
        other.high_days,
        other.presumed_low,
        other.presumed_high,
        other.first,
    )


def _of_all(versions: Sequence[Bound], name: str) -> Days:
    """The days on which an end holds by every version."""
    found: Days | None = None
    for one in versions:
        days: Days = getattr(one, name)
        found = days if found is None else (max(found[0], days[0]), min(found[1], days[1]))
    return NO_DAYS if found is None or found[0] > found[1] else found


def _of_any(versions: Sequence[Bound], *, low: bool) -> Days:
    """The days on which an end holds, or is presumed to hold, by some version."""
    spans = [
        days
        for one in versions
        for days in ((one.low_days, one.presumed_low) if low else (one.high_days, one.presumed_high))
        if days[0] <= days[1]
    ]
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else NO_DAYS
