"""Look up records by id, name or alias. Upper and lower case make no difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from axis_tracker.errors import InvalidValueError, UnknownNameError
from axis_tracker.model.actors import Actor
from axis_tracker.model.items import Item
from axis_tracker.model.places import Place

__all__ = ["Named", "Names", "nearest"]

Named = TypeVar("Named", bound=Actor | Place | Item)

_MIN_SIMILARITY = 0.6
"""The minimum similarity of a suggestion to the value, from 0 to 1 (the default of `difflib.get_close_matches`)."""

_MAX_DIFFERENCE = 0.2
"""The maximum difference in similarity between the best suggestion and any other suggestion."""

_MAX_LENGTH = 200
"""The maximum length of a compared string, in characters. The time to compare strings grows with the squared length."""


def nearest(value: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return at most `most` known strings that are similar to `value`, the most similar first.

    Strings that are much less similar than the best match are left out.
    """
    import difflib  # only needed to explain an error

    if len(value) > _MAX_LENGTH:
        return ()
    # Strings are compared without case, but suggested in their own spelling.
    by_folded = {one.casefold(): one for one in known if len(one) <= _MAX_LENGTH}
    folded = value.casefold()
    found = difflib.get_close_matches(folded, list(by_folded), n=most, cutoff=_MIN_SIMILARITY)
    ratios = [difflib.SequenceMatcher(None, one, folded).ratio() for one in found]
    return tuple(
        by_folded[one] for one, ratio in zip(found, ratios, strict=True) if ratio >= ratios[0] - _MAX_DIFFERENCE
    )


class Names(Generic[Named]):
    """An index that finds actors, places or items by id, name or alias and ignores case.

    Ids take precedence over names, and names take precedence over aliases. A name shared by several records is
    ambiguous and rejected.
    """

    __slots__ = ("_by_alias", "_by_id", "_by_name", "_kind")

    def __init__(self, kind: str, by_id: Mapping[str, Named]) -> None:
        self._kind = kind
        self._by_id = by_id
        self._by_name: dict[str, list[str]] = {}
        self._by_alias: dict[str, list[str]] = {}
        for record in by_id.values():
            self._by_name.setdefault(record.name.casefold(), []).append(record.id)
            # Two aliases that differ only in case must not make a record ambiguous with itself.
            for alias in dict.fromkeys(one.casefold() for one in record.aliases):
                self._by_alias.setdefault(alias, []).append(record.id)

    def find(self, value: str | Named) -> Named:
        """Return the record with the given id, name or alias, or with the id of a given record.

        Raises `UnknownNameError` with the nearest names if there is no such record, or with the candidates if several
        records match. Raises `InvalidValueError` if the value is neither a string nor a record.
        """
        if not isinstance(value, str):
            return self._same(value)
        if value in self._by_id:
            return self._by_id[value]
        folded = value.casefold()
        # Ids are lower-case, so a folded string can match one.
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
        # An actor and a place may have the same id.
        if found is None or found.__class__ is not record.__class__:
            raise UnknownNameError(record.id, kind=self._kind)
        return found
