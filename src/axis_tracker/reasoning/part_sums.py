"""Bounds that follow from declared parts (`Event.parts`).

Disjoint parts add up: the sum of their lower ends bounds the whole. If they cover the whole, the sum of their upper
ends bounds it as well, and the whole without all but one part bounds that part from below. The whole without its other
parts bounds a part from above in any case. Ends are combined only on days on which all of them hold.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias, cast

from attrs import evolve

from axis_tracker.imprecise.exact_numbers import Number, sum_of
from axis_tracker.imprecise.measures import Reading
from axis_tracker.model.vocabulary import Modality, PartsCover
from axis_tracker.reasoning.as_of import ALWAYS, NEVER
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Chain, Days, Derivation, Series, derived_bound
from axis_tracker.reasoning.declared_parts import DeclaredParts

__all__ = ["bounds_from_parts"]

_Key: TypeAlias = "tuple[Series, Hashable]"
"""What parts must share: the series, and the beginning of counting."""


def bounds_from_parts(
    events: Iterable[str], declared: DeclaredParts, claimed: Callable[[str], Sequence[Bound]]
) -> dict[str, list[Bound]]:
    """What follows for some events, which must contain all parts and wholes of each other, from what is claimed."""
    sums = _PartSums(events, declared, claimed)
    wholes = _parts_first(sums.found, declared)
    for whole in wholes:
        sums.add_sums(whole)
    for whole in reversed(wholes):
        sums.add_rests(whole)
    return sums.found


class _PartSums:
    """What follows for some events from what is claimed of them, in the making."""

    def __init__(
        self, events: Iterable[str], declared: DeclaredParts, claimed: Callable[[str], Sequence[Bound]]
    ) -> None:
        self.found: dict[str, list[Bound]] = {event: [] for event in events}
        self._declared = declared
        self._claimed = {event: claimed(event) for event in self.found}

    def _known(self, event: str) -> dict[_Key, list[Bound]]:
        by_key: dict[_Key, list[Bound]] = {}
        for one in (*self._claimed[event], *self.found[event]):
            by_key.setdefault((one.series, one.start), []).append(one)
        return by_key

    def _with_parts(self, event: str) -> dict[_Key, list[Bound]]:
        """What is known of an event, and the lower ends of its own parts."""
        by_key = self._known(event)
        for part in self._declared.below((event,)):
            for key, bounds in self._known(part).items():
                if lows := [one.without(high=True) for one in bounds if one.low is not None]:
                    by_key.setdefault(key, []).extend(lows)
        return by_key

    def add_sums(self, whole: str) -> None:
        """Add what follows for a whole from the sums of its parts."""
        for group in self._declared.parts(whole):
            parts = [self._with_parts(part) for part in group.events]
            for key in dict.fromkeys(key for part in parts for key in part):
                figures = [part.get(key, ()) for part in parts]
                self.found[whole] += _sums(whole, key, figures, covers_all=group.covers is PartsCover.ALL)

    def add_rests(self, whole: str) -> None:
        """Add what follows for the parts of a whole from the whole without the others."""
        of_whole = self._known(whole)
        for group in self._declared.parts(whole):
            parts = [self._with_parts(part) for part in group.events]
            for key, bounds in of_whole.items():
                figures = [part.get(key, ()) for part in parts]
                rests = _rests(key, bounds, group.events, figures, covers_all=group.covers is PartsCover.ALL)
                for part, one in rests:
                    self.found[part].append(one)


def _parts_first(events: Mapping[str, object], declared: DeclaredParts) -> list[str]:
    """The events that declare parts, each after those of its parts that do."""
    ordered: list[str] = []
    done: set[str] = set()
    for event in sorted(events):
        waiting = [(event, False)]
        while waiting:
            current, is_ready = waiting.pop()
            if is_ready:
                ordered.append(current)
            elif current not in done:
                done.add(current)
                if groups := declared.parts(current):
                    waiting.append((current, True))
                    waiting.extend((part, False) for group in groups for part in group.events)
    return ordered


class _OtherTerms:
    """The chain of all terms of a sum but one, which is only made as far as somebody reads it.

    The rests of many parts would otherwise each hold a list of all the others.
    """

    __slots__ = ("_left_out", "_parts", "_place", "_terms")

    def __init__(self, parts: Sequence[int], terms: Sequence[Bound], left_out: int, place: int) -> None:
        self._parts = parts
        self._terms = terms
        self._left_out = left_out
        self._place = place

    @classmethod
    def chain(cls, parts: Sequence[int], terms: Sequence[Bound], left_out: int, before: int | None = None) -> Chain:
        """The terms before a place, without that of one part, from the last to the first."""
        place = (len(parts) if before is None else before) - 1
        if place >= 0 and parts[place] == left_out:
            place -= 1
        if place < 0:
            return None
        # Chains are only unpacked, or asked for their first element.
        return cast("Chain", cls(parts, terms, left_out, place))

    def __getitem__(self, index: int) -> Bound | Chain:
        found: tuple[Bound | Chain, ...] = (*self,)
        return found[index]

    def __iter__(self) -> Iterator[Bound | Chain]:
        yield self._terms[self._place]
        yield self.chain(self._parts, self._terms, self._left_out, self._place)


class _Sum:
    """A sum of one end each of several parts, which changes as the ends of parts change."""

    def __init__(self, *, low: bool) -> None:
        self._place = 0 if low else 1
        self._used: dict[int, Bound] = {}
        self._excluding = 0
        self._uncertain = 0
        self._listed: tuple[tuple[int, ...], tuple[Bound, ...]] | None = None
        self.total: Number = 0
        self.chain: Chain = None

    def __len__(self) -> int:
        return len(self._used)

    def get(self, part: int) -> Bound | None:
        return self._used.get(part)

    def set(self, part: int, bound: Bound | None) -> None:
        self._listed = None
        before = self._used.pop(part, None)
        if before is not None:
            self.total = sum_of(self.total, -(before.ends[self._place] or 0))
            self._excluding -= not before.ends[self._place + 2]
            self._uncertain -= before.is_uncertain
        if bound is not None:
            self._used[part] = bound
            self.total = sum_of(self.total, bound.ends[self._place] or 0)
            self._excluding += not bound.ends[self._place + 2]
            self._uncertain += bound.is_uncertain
        if before is None and bound is not None:
            self.chain = (bound, self.chain)
        else:
            self.chain = None
            for one in self._used.values():
                self.chain = (one, self.chain)

    @property
    def is_closed(self) -> bool:
        return not self._excluding

    @property
    def is_uncertain(self) -> bool:
        return bool(self._uncertain)

    def without(self, part: int) -> tuple[Number, bool, bool, Chain]:
        """The sum of the others, whether it includes its end and is uncertain, and its terms."""
        own = self._used.get(part)
        if self._listed is None:
            self._listed = (tuple(self._used), tuple(self._used.values()))
        chain = _OtherTerms.chain(*self._listed, part)
        if own is None:
            return self.total, self.is_closed, self.is_uncertain, chain
        return (
            sum_of(self.total, -(own.ends[self._place] or 0)),
            self._excluding == (not own.ends[self._place + 2]),
            self._uncertain > own.is_uncertain,
            chain,
        )


_Span: TypeAlias = tuple[int, int, int, Bound]
"""The first and last day of an end, the number of its part, and its bound."""


def _low_days(one: Bound) -> Days:
    return one.low_days


def _low_days_presumed(one: Bound) -> Days:
    first, last = one.presumed_low
    if first > last:
        return one.low_days
    return (min(one.low_days[0], first), max(one.low_days[1], last)) if one.low_days != NO_DAYS else (first, last)


def _high_days(one: Bound) -> Days:
    return one.high_days


def _high_days_presumed(one: Bound) -> Days:
    first, last = one.presumed_high
    if first > last:
        return one.high_days
    return (min(one.high_days[0], first), max(one.high_days[1], last)) if one.high_days != NO_DAYS else (first, last)


def _spans(figures: Sequence[Iterable[Bound]], days: Callable[[Bound], Days]) -> list[_Span]:
    return [
        (*span, number, one)
        for number, bounds in enumerate(figures)
        for one in bounds
        for span in (days(one),)
        if span[0] <= span[1]
    ]


def _sweep(spans: Sequence[_Span], *, low: bool) -> Iterator[tuple[int, int, _Sum]]:
    """For each stretch of days on which no end changes: the sum of the strongest end of each part."""
    days = sorted({day for first, last, _, _ in spans for day in (first, last + 1)})
    beginning: dict[int, list[tuple[int, Bound]]] = {}
    ending: dict[int, list[tuple[int, Bound]]] = {}
    for first, last, part, one in spans:
        beginning.setdefault(first, []).append((part, one))
        ending.setdefault(last + 1, []).append((part, one))
    holding: dict[int, list[Bound]] = {}
    total = _Sum(low=low)
    for day, following in pairwise(days):
        changed: set[int] = set()
        for part, one in beginning.get(day, ()):
            holding.setdefault(part, []).append(one)
            changed.add(part)
        for part, one in ending.get(day, ()):
            holding[part].remove(one)
            changed.add(part)
        for part in sorted(changed):
            best = _strongest(holding[part], low=low)
            if best is not total.get(part):
                total.set(part, best)
        if len(total):
            yield day, following - 1, total


def _strongest(bounds: Sequence[Bound], *, low: bool) -> Bound | None:
    if not bounds:
        return None
    if low:
        return max(bounds, key=lambda one: (one.low or (0, False), one.key))
    return min(bounds, key=lambda one: (one.high or (0, True), one.key))


def _sums(whole: str, key: _Key, figures: Sequence[Sequence[Bound]], *, covers_all: bool) -> Iterator[Bound]:
    """The ends of a whole that are sums of the ends of its parts."""
    # A plan holds on its target days only, also if it is one of a total.
    is_total = key[0].reading is Reading.TOTAL and key[0].modality is Modality.ACTUAL
    known: list[tuple[int, Number]] = []
    for presumed in (False, True):
        spans = _spans(figures, _low_days_presumed if presumed else _low_days)
        for first, last, total in _sweep(spans, low=True):
            if len(total) < 2 or any(first >= since and total.total <= number for since, number in known):
                continue
            if is_total and not presumed:
                known.append((first, total.total))
            yield _sum_of_parts(
                whole, figures, total, low=True, days=(first, NEVER - 1 if is_total else last), presumed=presumed
            )
    known.clear()
    for presumed in (False, True) if covers_all else ():
        spans = _spans(figures, _high_days_presumed if presumed else _high_days)
        for first, last, total in _sweep(spans, low=False):
            if len(total) < len(figures) or any(last <= until and total.total >= number for until, number in known):
                continue
            if is_total and not presumed:
                known.append((last, total.total))
            yield _sum_of_parts(
                whole, figures, total, low=False, days=(1 if is_total else first, last), presumed=presumed
            )


def _sum_of_parts(
    whole: str, figures: Sequence[Sequence[Bound]], total: _Sum, *, low: bool, days: Days, presumed: bool
) -> Bound:
    some = next(one for bounds in figures for one in bounds)
    held = {
        f"{'presumed_' if is_presumed else ''}{end}{'' if is_presumed else '_days'}": days
        if is_presumed is presumed and (end == "low") is low
        else NO_DAYS
        for is_presumed in (False, True)
        for end in ("low", "high")
    }
    return derived_bound(
        some,
        total.chain,
        Derivation.SUM_OF_PARTS,
        event=whole,
        reading=some.series.reading,
        ends=(total.total, None, total.is_closed, True) if low else (None, total.total, True, total.is_closed),
        first=min(one.first for bounds in figures for one in bounds),
        is_uncertain=total.is_uncertain,
        **held,
    )


def _rests(
    key: _Key,
    of_whole: Sequence[Bound],
    parts: Sequence[str],
    figures: Sequence[Sequence[Bound]],
    *,
    covers_all: bool,
) -> Iterator[tuple[str, Bound]]:
    """The ends of parts that are those of the whole without the other parts."""
    is_total = key[0].reading is Reading.TOTAL and key[0].modality is Modality.ACTUAL
    names = frozenset(parts)
    # What follows from these parts themselves says nothing new of them.
    own = [one for one in of_whole if one.derivation is not Derivation.SUM_OF_PARTS or not _is_of(one, names)]
    for days in (_high_days, _high_days_presumed):
        presumed = days is _high_days_presumed
        highs = [one for one in own if days(one)[0] <= days(one)[1] and not (presumed and days(one) == one.high_days)]
        for first, last, lows, whole in _while(highs, days, _spans(figures, _low_days), low=True):
            span = (ALWAYS, last) if is_total else (first, last)
            held = (NO_DAYS, (max(span[0], 1), span[1])) if presumed else (span, NO_DAYS)
            for number, part in enumerate(parts):
                if (rest := _rest(whole, lows.without(number), low=False)) is not None:
                    yield part, _limited(rest, part, high_days=held[0], presumed_high=held[1])
    if covers_all:
        yield from _least_rests(own, parts, figures, is_total=is_total)


def _least_rests(
    of_whole: Sequence[Bound], parts: Sequence[str], figures: Sequence[Sequence[Bound]], *, is_total: bool
) -> Iterator[tuple[str, Bound]]:
    """The lower ends of parts that are those of the whole without the most that all other parts can be."""
    lows = [one for one in of_whole if one.low_days[0] <= one.low_days[1]]
    for presumed in (False, True):
        spans = _spans(figures, _high_days_presumed if presumed else _high_days)
        for first, last, total, whole in _while(lows, _low_days, spans, low=False):
            days = (first, NEVER - 1) if is_total else (first, last)
            for number, part in enumerate(parts):
                if len(total) - (total.get(number) is not None) == len(parts) - 1:
                    rest = _rest(whole, total.without(number), low=True)
                    if rest is not None:
                        held = (NO_DAYS, days) if presumed else (days, NO_DAYS)
                        yield part, _limited(rest, part, low_days=held[0], presumed_low=held[1])


def _rest(whole: Bound, others: tuple[Number, bool, bool, Chain], *, low: bool) -> Bound | None:
    """A whole without its other parts, at its lower or its upper end."""
    total, is_closed, is_uncertain, chain = others
    rest = sum_of(whole.ends[0 if low else 1] or 0, -total)
    if chain is None or rest < 0:
        return None
    is_closed = is_closed and (whole.ends[2] if low else whole.ends[3])
    return derived_bound(
        whole,
        (whole, chain),
        Derivation.REST_OF_PARTS,
        ends=(rest, None, is_closed, True) if low else (None, rest, True, is_closed),
        is_uncertain=whole.is_uncertain or is_uncertain,
    )


def _limited(
    rest: Bound,
    part: str,
    *,
    low_days: Days = NO_DAYS,
    high_days: Days = NO_DAYS,
    presumed_low: Days = NO_DAYS,
    presumed_high: Days = NO_DAYS,
) -> Bound:
    return evolve(
        rest,
        event=part,
        low_days=low_days,
        high_days=high_days,
        presumed_low=presumed_low,
        presumed_high=presumed_high,
    )


def _is_of(bound: Bound, events: frozenset[str]) -> bool:
    return all(one.event in events for one in bound.terms)


def _while(
    wholes: Sequence[Bound], days: Callable[[Bound], Days], spans: Sequence[_Span], *, low: bool
) -> Iterator[tuple[int, int, _Sum, Bound]]:
    """For each end of a whole: the stretches of days on which it holds, with the sum of the parts."""
    if not spans:
        return
    stretches = [
        (max(first, days(whole)[0]), min(last, days(whole)[1]), number, first)
        for number, whole in enumerate(wholes)
        for first, last in _stretches(spans)
        if max(first, days(whole)[0]) <= min(last, days(whole)[1])
    ]
    by_first: dict[int, list[tuple[int, int, int]]] = {}
    for begin, end, number, first in stretches:
        by_first.setdefault(first, []).append((begin, end, number))
    for first, _, total in _sweep(spans, low=low):
        for begin, end, number in by_first.get(first, ()):
            yield begin, end, total, wholes[number]


def _stretches(spans: Sequence[_Span]) -> list[tuple[int, int]]:
    days = sorted({day for first, last, _, _ in spans for day in (first, last + 1)})
    return [(day, following - 1) for day, following in pairwise(days)]
