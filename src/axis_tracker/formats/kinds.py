"""The kinds of event that a reader knows, from this package, from the caller and from installed distributions.

A distribution offers its kinds through an entry point in the group `ENTRY_POINTS`. The name of the entry point is the
namespace of the kinds. Entry points are looked up only when a file has an unknown tag, because the lookup takes longer
than reading a small file.
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
    "installed_kinds",
    "kinds_by_tag",
]

ENTRY_POINTS: Final = "axis_tracker.kinds"
"""The group of entry points for kinds of event. The name of an entry point is the namespace of its kinds."""

Kinds: TypeAlias = Mapping[str, type[Event]]
"""The known kinds of event, by tag."""


class UnknownKinds(enum.Enum):
    """What a reader does with an event of an unknown kind."""

    REFUSE = "refuse"
    """Report the event as a problem."""
    CARRY = "carry"
    """Keep the event unchanged, as an `UnknownEvent`."""


UnknownKindsName: TypeAlias = Literal["refuse", "carry"]
"""The values of `UnknownKinds`."""

_UNKNOWN: Final = {one.value: one for one in UnknownKinds}


@final
class FurtherKinds:
    """The kinds that a caller passes, and what to do with unknown kinds. Formats pass on this object to `kinds_by_tag`.

    Attributes:
        unknown: What to do with an event of an unknown kind.

    Raises `InvalidValueError` if `unknown` is neither a member of `UnknownKinds` nor the value of a member.
    """

    __slots__ = ("_kinds", "unknown")

    def __init__(
        self, kinds: Iterable[type[Event]], unknown: UnknownKinds | UnknownKindsName = UnknownKinds.REFUSE
    ) -> None:
        if not isinstance(unknown, UnknownKinds):
            unknown = enum_member(_UNKNOWN, unknown, "treatment of unknown kinds")
        self._kinds = tuple(kinds)
        self.unknown = unknown

    def __iter__(self) -> Iterator[type[Event]]:
        return iter(self._kinds)


class KnownKinds(dict[str, type[Event]]):
    """The known kinds, by tag. Looking up an unknown tag also searches the installed distributions.

    Attributes:
        unknown: What to do with an event of an unknown kind.
    """

    unknown: UnknownKinds = UnknownKinds.REFUSE

    def __missing__(self, tag: str) -> type[Event]:
        # An unknown tag raises `KeyError`, as in any dictionary. A found kind is kept for the next event.
        found = installed_kinds(tag.partition(":")[0]) if isinstance(tag, str) and ":" in tag else {}
        self[tag] = kind = found[tag]
        return kind


def kinds_by_tag(further: Iterable[type[Event]] = ()) -> Kinds:
    """Return the known kinds of event by tag, from this package, from `further` and from installed distributions.

    Raises `DatasetError` for a class that is not a kind of event, and for two classes that share a tag.
    """
    kinds = KnownKinds({cls.kind: cls for cls in EVENT_KINDS})
    if isinstance(further, FurtherKinds):
        kinds.unknown = further.unknown
    for cls in further:
        if not (isinstance(cls, type) and issubclass(cls, Event) and isinstance(cls.kind, str) and cls.kind):
            reason = "a kind of event must be a subclass of Event with a `kind`"
            raise DatasetError([Problem(reason, path="kinds", value=cls)])
        if kinds.setdefault(cls.kind, cls) is not cls:
            reason = f"{cls.__qualname__} and {kinds[cls.kind].__qualname__} both have this tag"
            raise DatasetError([Problem(reason, path="kinds", value=cls.kind)])
    return kinds


def carrier(tag: str, kinds: Kinds) -> Callable[[Mapping[str, Any]], UnknownEvent] | None:
    """Return a function that makes an event of an unknown kind from its fields, or None if such events are refused."""
    if not isinstance(kinds, KnownKinds) or kinds.unknown is UnknownKinds.REFUSE:
        return None
    from axis_tracker.model.unknown_events import UnknownEvent

    return functools.partial(UnknownEvent.of_plain, tag)


@functools.cache
def installed_kinds(namespace: str) -> Kinds:
    """Return the kinds that an installed distribution offers in a namespace, by tag. The result may be empty.

    Raises `DatasetError` if two distributions claim the namespace, or if an entry point offers anything but kinds of
    event in the namespace.
    """
    from importlib.metadata import entry_points

    # A distribution in two folders of `sys.path` is listed twice, with the same value.
    points = [*{one.value: one for one in entry_points(group=ENTRY_POINTS, name=namespace)}.values()]
    if len(points) > 1:
        said = " and ".join(sorted(one.value for one in points))
        raise DatasetError([Problem(f"two distributions claim this namespace: {said}", path="kinds", value=namespace)])
    kinds: dict[str, type[Event]] = {}
    for point in points:
        found = point.load()
        for cls in found if isinstance(found, (tuple, list)) else (found,):
            tag = getattr(cls, "kind", None)
            if not (isinstance(cls, type) and issubclass(cls, Event) and str(tag).startswith(f"{namespace}:")):
                reason = f"the entry point {namespace!r} must offer kinds of event in this namespace"
                raise DatasetError([Problem(reason, path=point.value, value=cls)])
            kinds[cls.kind] = cls
    return kinds
