"""Items: what is moved, given or counted, from the most general to a single system. Imports its own room only."""

from __future__ import annotations

from attrs import field, frozen

from axis_tracker.model.fields import ITEMS, curies, optional_text, references, slug, text, texts
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import UnrocaCategory, to_optional_unroca

__all__ = ["Item"]


@frozen(eq=False, repr=False, kw_only=True)
class Item(IdentifiedRecord):
    """A concept in a hierarchy (after SKOS): artillery round < ammunition < arms.

    >>> Item(id="artillery-rounds", name="artillery rounds", broader=["ammunition"], unroca="outside").unroca
    <UnrocaCategory.OUTSIDE>

    Fields: `broader` (the ids of the items that contain every instance of this one), `unroca` (the category of the
    UN Register of Conventional Arms, OUTSIDE where the item is arms-related and in none, None where the question
    does not arise or several apply), `aliases`, `identifiers` (as `scheme:value`), `note`.

    Raises `InvalidValueError`, with the field as `path`, for a value that cannot stand there.
    """

    id: str = field(converter=slug)
    name: str = field(converter=text)
    broader: tuple[str, ...] = field(default=(), converter=references, metadata=ITEMS)
    unroca: UnrocaCategory | None = field(default=None, converter=to_optional_unroca)
    aliases: tuple[str, ...] = field(default=(), converter=texts)
    identifiers: tuple[str, ...] = field(default=(), converter=curies)
    note: str | None = field(default=None, converter=optional_text)
