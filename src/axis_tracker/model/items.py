"""Items: what is moved, given or counted, in a hierarchy from general categories to individual weapon systems."""

from __future__ import annotations

from attrs import field, frozen

from axis_tracker.model.fields import ITEMS, curies, optional_text, references, slug, text, texts
from axis_tracker.model.records import IdentifiedRecord
from axis_tracker.model.vocabulary import UnrocaCategory, to_optional_unroca

__all__ = ["Item"]


@frozen(eq=False, repr=False, kw_only=True)
class Item(IdentifiedRecord):
    """An item in a hierarchy of concepts (as in SKOS), such as artillery rounds, which are below ammunition.

    >>> Item(id="artillery-rounds", name="artillery rounds", broader=["ammunition"], unroca="outside").unroca
    <UnrocaCategory.OUTSIDE>

    Attributes:
        id: The item's own id.
        name: The English name, usually in the plural.
        broader: The ids of the more general items that include this item.
        unroca: The category in the UN Register of Conventional Arms. OUTSIDE means that the item is arms-related but in
            no category. None means that the item is not arms-related, or that it spans several categories.
        aliases: Other names of the item.
        identifiers: Identifiers in other registers, each in the form `scheme:value`.
        note: A curator's remark, or None.

    Raises `InvalidValueError` for an invalid value. The error's `path` names the field.
    """

    id: str = field(converter=slug)
    name: str = field(converter=text)
    broader: tuple[str, ...] = field(default=(), converter=references, metadata=ITEMS)
    unroca: UnrocaCategory | None = field(default=None, converter=to_optional_unroca)
    aliases: tuple[str, ...] = field(default=(), converter=texts)
    identifiers: tuple[str, ...] = field(default=(), converter=curies)
    note: str | None = field(default=None, converter=optional_text)
