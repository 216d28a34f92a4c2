"""From what people type to a record: by id, name or alias, without regard to case. Imports the model and the errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place

__all__ = ["Named", "Names", "nearest"]

Named = TypeVar("Named", bound=Actor | Place | Item)

_NEAR = 0.6
_FURTHER = 0.2
"""How much less like the value a suggestion may look than the best one."""

_LONGEST = 200
"""Characters up to which a text is compared with others, which takes the square of its length."""


def nearest(value: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The known texts that look most like `value`, best first; possibly none, and none that look far less like it."""
    import difflib

    if len(value) > _LONGEST:
        return ()
    by_folded = {one.casefold(): one for one in known if len(one) <= _LONGEST}
    folded = value.casefold()
    found = difflib.get_close_matches(folded, list(by_folded), n=most, cutoff=_NEAR)
    likeness = [difflib.SequenceMatcher(None, one, folded).ratio() for one in found]
    return tuple(by_folded[one] for one, like in zip(found, likeness, strict=True) if like >= likeness[0] - _FURTHER)


class Names(Generic[Named]):
    """An index of actors, places or items by id, name and alias, without regard to case.

    An id wins over a name, a name over an alias; a name that several records share is ambiguous and refused.
    """

    __slots__ = ("_by_alias", "_by_id", "_by_name", "_kind")

    def __init__(self, kind: str, by_id: Mapping[str, Named]) -> None:
        self._kind = kind
        self._by_id = by_id
        self._by_name: dict[str, list[str]] = {}
        self._by_alias: dict[str, list[str]] = {}
        for record in by_id.values():
            self._by_name.setdefault(record.name.casefold(), []).append(record.id)
            for alias in dict.fromkeys(one.casefold() for one in record.aliases):
                self._by_alias.setdefault(alias, []).append(record.id)

    def find(self, value: str | Named) -> Named:
        """The record that goes by `value`, or that has the id of the record `value`.

        Raises `UnknownNameError` with the nearest names if there is none, and with the candidates if there are several;
        `InvalidValueError` for what is neither a text nor a record.
        """
        if not isinstance(value, str):
            return self._same(value)
        if value in self._by_id:
            return self._by_id[value]
        folded = value.casefold()
        if folded in self._by_id:
            return self._by_id[folded]
        for index in (self._by_name, self._by_alias):
            ids = index.get(folded)
            if ids is not None:
                if len(ids) > 1:
                    raise UnknownNameError(value, kind=self._kind, candidates=ids)
                return self._by_id[ids[0]]
        known = [text for one in self._by_id.values() for text in (one.name, *one.aliases, one.id)]
        raise UnknownNameError(value, kind=self._kind, nearest=nearest(value, known))

    def _same(self, record: Named) -> Named:
        if not isinstance(record, (Actor, Place, Item)):
            raise InvalidValueError(
                f"expected the id, name or alias of one {self._kind}, or the {self._kind} itself", value=record
            )
        found = self._by_id.get(record.id)
        if found is None or found.__class__ is not record.__class__:
            raise UnknownNameError(record.id, kind=self._kind)
        return found
