"""Worlds of wholes and their disjoint parts: every way to give each of them a number on each day.

A part of the lowest level has any number, a whole at least the sum of its parts (cover "some") or exactly that (cover
"all"). Totals never fall from day to day; levels may. Knows no claims and no bounds; imports `possible_worlds` and
`number_ends`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement, product
from typing import Literal, NamedTuple, TypeAlias

from number_ends import Ends, ends_between
from possible_worlds import Numbers, Worlds, by_number, where

import axis_tracker as axt

Course: TypeAlias = tuple[int, ...]
"""The number of something on each day, in fractions of a step."""

Cover: TypeAlias = Literal["some", "all"]
"""Whether the parts of a whole are some of it, or all."""


class Whole(NamedTuple):
    """What a whole consists of: its disjoint parts, and whether these are some of it or all."""

    parts: tuple[str, ...]
    covers: Cover


class PartWorlds:
    """The worlds of some wholes, whose parts may be wholes themselves (list these first).

    Claims speak of whole steps, and worlds of fractions of steps, so that each excluded end, and each sum or difference
    of excluded ends, has a nearest number: `fractions` must exceed the number of ends that add up. `endless` is a
    number of steps above every finite end. A thing that reaches it is unbounded, so worlds go a little further.
    """

    def __init__(
        self,
        wholes: Mapping[str, Whole],
        *,
        days: int,
        endless: int,
        fractions: int = 1,
        grows: bool = True,
        beyond: int = 0,
    ) -> None:
        self.days = days
        self.fractions = fractions
        self.endless = endless * fractions
        self._wholes = wholes
        self._last = (endless + beyond) * fractions
        self._grows = grows
        inner = [one for whole in wholes.values() for one in whole.parts if one not in wholes]
        self.events = (*inner, *wholes)
        below: list[dict[str, Course]] = [{}]
        for event in inner:
            below = [{**world, event: course} for world in below for course in self._courses((0,) * days, self.endless)]
        for event, whole in wholes.items():
            below = [{**world, event: course} for world in below for course in self._of_whole(world, whole)]
        self.all: Worlds = (1 << len(below)) - 1
        self.count = len(below)
        self._standing = {
            (event, day): by_number(world[event][day - 1] for world in below)
            for event in self.events
            for day in range(1, days + 1)
        }

    def _courses(self, least: Course, most: int) -> Iterator[Course]:
        """All courses from `least` up, on every day, to `most`."""
        if self._grows:
            for course in combinations_with_replacement(range(min(least), most + 1), self.days):
                if all(number >= low for number, low in zip(course, least, strict=True)):
                    yield course
        else:
            yield from product(*(range(low, most + 1) for low in least))

    def _of_whole(self, world: Mapping[str, Course], whole: Whole) -> Iterator[Course]:
        sums = tuple(map(sum, zip(*(world[part] for part in whole.parts), strict=True)))
        if max(sums) <= self._last:
            yield from ((sums,) if whole.covers == "all" else self._courses(sums, self._last))

    def standing(self, event: str, day: int) -> Numbers:
        """The worlds by the fractions of steps that they give to an event on a day."""
        return self._standing[event, day]

    def where(self, event: str, day: int, quantity: axt.Quantity) -> Worlds:
        """The worlds in which a quantity in whole steps allows the number of an event on a day."""
        return where(self._standing[event, day], quantity * self.fractions)

    def ends(self, event: str, day: int, worlds: Worlds) -> Ends:
        """The ends of the numbers that some of the worlds give to an event on a day."""
        numbers = [number for number, there in self._standing[event, day].items() if there & worlds]
        return ends_between(numbers, self.fractions, self.endless)
