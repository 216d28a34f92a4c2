"""Declared parts: which events are disjoint parts of which, by `Event.parts`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from axis_tracker.model.events import Event, Parts

__all__ = ["DeclaredParts"]


class DeclaredParts:
    """The declared parts of the events of a dataset.

    Attributes:
        wholes: For each event that is a declared part, the ids of the events of which it is a part, sorted.
        singled_out: The ids of the parts that only the declaration distinguishes from their whole, or from another
            part of it. By their fields they would contain it, so fields do not say what is part of them.
    """

    def __init__(
        self, events: Mapping[str, Event], ambiguous: Callable[[Event, Sequence[Event]], Iterable[str]]
    ) -> None:
        wholes: dict[str, set[str]] = {}
        singled_out: set[str] = set()
        self.declaring: dict[str, tuple[Parts, ...]] = {key: one.parts for key, one in events.items() if one.parts}
        for key, groups in self.declaring.items():
            for group in groups:
                for part in group.events:
                    wholes.setdefault(part, set()).add(key)
                singled_out.update(ambiguous(events[key], [events[part] for part in group.events]))
        self.wholes: Mapping[str, tuple[str, ...]] = {key: tuple(sorted(found)) for key, found in wholes.items()}
        self.singled_out = frozenset(singled_out)

    def parts(self, event: str) -> tuple[Parts, ...]:
        """The groups of parts that an event declares."""
        return self.declaring.get(event, ())

    def above(self, events: Iterable[str]) -> tuple[str, ...]:
        """The events of which these are parts, or parts of parts, without these."""
        return _reached(events, lambda key: self.wholes.get(key, ())) if self.wholes else ()

    def below(self, events: Iterable[str]) -> tuple[str, ...]:
        """The parts of these events, and the parts of their parts, without these."""
        if not self.declaring:
            return ()
        return _reached(events, lambda key: (part for group in self.parts(key) for part in group.events))

    def connected(self, event: str) -> tuple[str, ...]:
        """The events that are linked with one by being parts or wholes, itself among them."""
        if not self.declaring:
            return (event,)
        return (
            event,
            *_reached(
                (event,),
                lambda key: (
                    *self.wholes.get(key, ()),
                    *(part for group in self.parts(key) for part in group.events),
                ),
            ),
        )


def _reached(start: Iterable[str], following: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    first = tuple(start)
    seen = set(first)
    found: list[str] = []
    waiting = list(first)
    while waiting:
        for key in following(waiting.pop()):
            if key not in seen:
                seen.add(key)
                found.append(key)
                waiting.append(key)
    return tuple(found)
