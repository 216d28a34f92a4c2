"""Worlds that can be walked through, for the oracles of reasoning: every one of them, as a bit in a number.

A set of worlds is a whole number with a bit for each world, so that the worlds in which two claims hold are an "and".
In `LotWorlds` each lot came or did not. In `MonotoneWorlds` numbers never fall along an order. Neither knows claims,
bounds or hierarchies; this module imports quantities only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeAlias, TypeVar

import axis_tracker as axt

T = TypeVar("T")

Worlds: TypeAlias = int
"""A set of worlds."""
Numbers: TypeAlias = dict[int, Worlds]
"""The worlds by a number that they give to something."""

STEPS = 2
"""Claims speak of whole steps, growing worlds also of half ones (odd numbers): excluded ends have a nearest number."""


def by_number(numbers: Iterable[int]) -> Numbers:
    """The worlds, which are numbered from 0 in this order, by what each gives."""
    found: dict[int, list[int]] = {}
    for world, number in enumerate(numbers):
        found.setdefault(number, []).append(world)
    return {number: _bits(worlds) for number, worlds in found.items()}


def _bits(worlds: list[int]) -> Worlds:
    marks = bytearray(worlds[-1] // 8 + 1)
    for world in worlds:
        marks[world // 8] |= 1 << world % 8
    return int.from_bytes(marks, "little")


def where(numbers: Numbers, quantity: axt.Quantity) -> Worlds:
    """The worlds in which the quantity allows the number."""
    found = 0
    for number, worlds in numbers.items():
        if quantity.contains(number):
            found |= worlds
    return found


class LotWorlds(Generic[T]):
    """The worlds in which each lot, a crate, came or did not."""

    def __init__(self, lots: Sequence[T]) -> None:
        self.lots = tuple(lots)
        self.all: Worlds = (1 << (1 << len(self.lots))) - 1
        self._counted: dict[tuple[int, ...], Numbers] = {}

    def counted(self, belongs: Callable[[T], bool]) -> Numbers:
        """The worlds by how many of the lots that belong came."""
        chosen = tuple(number for number, lot in enumerate(self.lots) if belongs(lot))
        known = self._counted.get(chosen)
        if known is None:
            known = {0: self.all}
            for number in chosen:
                came = self._with(number)
                known = {
                    count: (known.get(count, 0) & ~came) | (known.get(count - 1, 0) & came)
                    for count in range(len(known) + 1)
                }
            self._counted[chosen] = known
        return known

    def _with(self, number: int) -> Worlds:
        """The worlds in which the lot with this number came: every second stretch of so many bits."""
        stretch = 1 << number
        return (self.all // ((1 << stretch) + 1)) << stretch


class MonotoneWorlds(Generic[T]):
    """The worlds that give each cell a number of half steps, never less than to a cell below it."""

    def __init__(self, cells: Sequence[T], is_below: Callable[[T, T], bool], most: int) -> None:
        self.full = STEPS * (most + 1)
        ordered = sorted(cells, key=lambda cell: sum(is_below(other, cell) for other in cells))
        found: list[tuple[int, ...]] = [()]
        for at, cell in enumerate(ordered):
            below = [before for before in range(at) if is_below(ordered[before], cell)]
            found = [
                (*world, number)
                for world in found
                for number in range(max((world[before] for before in below), default=0), self.full + 1)
            ]
        self.worlds = found
        self.all: Worlds = (1 << len(found)) - 1
        self._place = {cell: at for at, cell in enumerate(ordered)}
        self._standing = {cell: by_number(world[at] for world in found) for at, cell in enumerate(ordered)}

    def number(self, world: int, cell: T) -> int:
        """The half steps that the world with this number gives to a cell."""
        return self.worlds[world][self._place[cell]]

    def standing(self, cell: T) -> Numbers:
        """The worlds by the half steps that they give to a cell."""
        return self._standing[cell]

    def where(self, cell: T, quantity: axt.Quantity) -> Worlds:
        """The worlds in which a quantity in whole steps allows what stands in a cell."""
        return where(self._standing[cell], quantity * STEPS)

    def ends(self, cell: T, worlds: Worlds) -> tuple[int, int]:
        """The least and the greatest number of half steps that some of the worlds give to a cell."""
        numbers = [number for number, there in self._standing[cell].items() if there & worlds]
        return min(numbers), max(numbers)

    def ends_of(self, quantity: axt.Quantity) -> tuple[int, int]:
        """The least and the greatest number of half steps that a quantity allows: next to an end that it excludes."""
        low, high = quantity.low, quantity.high
        return (
            0 if low is None else int(STEPS * low) + (not quantity.includes_low),
            self.full if high is None else int(STEPS * high) - (not quantity.includes_high),
        )
