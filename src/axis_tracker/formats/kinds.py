"""Which kinds of event a reader knows: ours, those it is given, those of installed distributions; and the others.

A distribution names its kinds by the entry point of its namespace in the group `ENTRY_POINTS`. They are looked for
only when a file has a tag that nobody gave, so that reading costs nothing more. Imports the model and `names`.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, final

from axis_tracker.errors import DatasetError, Problem
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.fields import enum_member

if TYPE_CHECKING:
    from axis_tracker.model.unknown_events import UnknownEvent

__all__ = [
    "ENTRY_POINTS",
    "FurtherKinds",
    "Kinds",
    "KnownKinds",
    "UnknownKinds",
    "UnknownKindsName",
    "carrier",
    "further_kinds",
    "installed_kinds",
    "kinds_by_tag",
]

ENTRY_POINTS: Final = "axis_tracker.kinds"
"""The group of entry points under which another distribution gives its kinds of event, by their namespace."""

Kinds: TypeAlias = Mapping[str, type[Event]]
"""The kinds of event that are known, by tag."""


class UnknownKinds(enum.Enum):
    """What a reader does with an event of a kind that it does not know."""

    REFUSE = "refuse"
    CARRY = "carry"


UnknownKindsName: TypeAlias = Literal["refuse", "carry"]
"""The same as texts."""

_UNKNOWN: Final = {one.value: one for one in UnknownKinds}


@final
class FurtherKinds:
    """The kinds that a reader was given, and what it does with others: what the module of a format hands on."""

    __slots__ = ("_kinds", "unknown")

    def __init__(self, kinds: Iterable[type[Event]], unknown: UnknownKinds) -> None:
        self._kinds = tuple(kinds)
        self.unknown = unknown

    def __iter__(self) -> Iterator[type[Event]]:
        return iter(self._kinds)


def further_kinds(
    kinds: Iterable[type[Event]], unknown: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE
) -> FurtherKinds:
    """Kinds and what to do with others, as one argument; raises `InvalidValueError` for what is no such thing to do."""
    if not isinstance(unknown, UnknownKinds):
        unknown = enum_member(_UNKNOWN, unknown, "thing to do with unknown kinds")
    return FurtherKinds(kinds, unknown)


class KnownKinds(dict[str, type[Event]]):
    """The known kinds by tag; one that an installed distribution has is found when it is first asked for.

    `unknown` says what is done with an event of any other kind.
    """

    unknown: UnknownKinds = UnknownKinds.REFUSE

    def __missing__(self, tag: str) -> type[Event]:
        found = installed_kinds(tag.partition(":")[0]) if isinstance(tag, str) and ":" in tag else {}
        self[tag] = kind = found[tag]
        return kind


def kinds_by_tag(further: Iterable[type[Event]] = ()) -> Kinds:
    """The known kinds of event by their tag, with those of another project; two kinds with one tag are refused."""
    kinds = KnownKinds({cls.kind: cls for cls in EVENT_KINDS})
    if isinstance(further, FurtherKinds):
        kinds.unknown = further.unknown
    for cls in further:
        if not (isinstance(cls, type) and issubclass(cls, Event) and isinstance(cls.kind, str) and cls.kind):
            raise DatasetError(
                [Problem("a kind of event is a subclass of Event with a `kind`", path="kinds", value=cls)]
            )
        if kinds.setdefault(cls.kind, cls) is not cls:
            raise DatasetError(
                [
                    Problem(
                        f"{cls.__qualname__} and {kinds[cls.kind].__qualname__} have this tag",
                        path="kinds",
                        value=cls.kind,
                    )
                ]
            )
    return kinds


def carrier(tag: str, kinds: Kinds) -> Callable[[Mapping[str, Any]], UnknownEvent] | None:
    """What makes an event of a kind that is not known, from its fields but the kind; None where it is refused."""
    if not isinstance(kinds, KnownKinds) or kinds.unknown is UnknownKinds.REFUSE:
        return None
    from axis_tracker.model.unknown_events import UnknownEvent

    return functools.partial(UnknownEvent.of_plain, tag)


@functools.cache
def installed_kinds(namespace: str) -> Kinds:
    """The kinds of a namespace that an installed distribution gives, by tag; none if there is no such distribution.

    Raises `DatasetError` if two distributions claim the namespace, or if one gives anything but kinds in it.
    """
    from importlib.metadata import entry_points

    points = [*{one.value: one for one in entry_points(group=ENTRY_POINTS, name=namespace)}.values()]
    if len(points) > 1:
        said = " and ".join(sorted(one.value for one in points))
        raise DatasetError([Problem(f"two distributions claim this namespace: {said}", path="kinds", value=namespace)])
    kinds: dict[str, type[Event]] = {}
    for point in points:
        for cls in _given(point.load()):
            tag = getattr(cls, "kind", None)
            if not (isinstance(cls, type) and issubclass(cls, Event) and str(tag).startswith(f"{namespace}:")):
                reason = f"an entry point {namespace!r} gives kinds of event in this namespace"
                raise DatasetError([Problem(reason, path=point.value, value=cls)])
            kinds[cls.kind] = cls
    return kinds


def _given(found: object) -> Iterator[object]:
    yield from found if isinstance(found, (tuple, list)) else (found,)
