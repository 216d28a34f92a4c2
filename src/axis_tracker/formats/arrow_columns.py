"""The Arrow columns of a dataset: one codec for each collection, derived field by field from the record codec."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from axis_tracker.dataset.collections import COLLECTIONS
from axis_tracker.formats.arrow_codecs import NARROW, CodecFactory, ColumnCodec, ColumnCodecs
from axis_tracker.formats.record_codec import Encoding, TypeSpec, record_spec
from axis_tracker.model.claims import Claim
from axis_tracker.model.documents import Passage
from axis_tracker.model.events import EVENT_KINDS, Event
from axis_tracker.model.places import Place

__all__ = ["codecs", "needs_wide_numbers"]


def needs_wide_numbers(claims: Iterable[Claim]) -> bool:
    """Return whether any claim has a figure with more decimal places than the usual decimal type can hold."""
    return any(
        isinstance(end, Decimal) and -int(end.as_tuple().exponent) > NARROW[1]
        for claim in claims
        if claim.measure is not None
        for end in (claim.measure.quantity.low, claim.measure.quantity.high)
    )


def codecs(pyarrow: Any, *, digits: tuple[int, int] = NARROW) -> ColumnCodecs:
    """Return the codec of each collection. `digits` holds the number of digits and of decimal places of quantities."""
    make = CodecFactory(pyarrow)
    columns = _Columns(make, digits)
    events = {"kind": make.text, **columns.fields(Event)}
    for kind in EVENT_KINDS:
        events |= columns.fields(kind)
    return {
        name: make.event(events) if cls is Event else make.record(columns.fields(cls))
        for name, cls in COLLECTIONS.items()
    }


class _Columns:
    """A maker of codecs, which derives the codec of a field from the type of the field."""

    def __init__(self, make: CodecFactory, digits: tuple[int, int]) -> None:
        self._make = make
        unchanged = {str: make.text, int: make.whole, bool: make.yes_or_no, float: make.degrees}
        self._by_encoding: Mapping[Encoding, Callable[[Any], ColumnCodec]] = {
            Encoding.UNCHANGED: unchanged.__getitem__,
            Encoding.TEXT: lambda cls: make.passage if cls is Passage else make.as_text,
            Encoding.TERM: make.term,
            Encoding.NUMBER: lambda _: make.number(digits),
            Encoding.RECORD: lambda cls: make.record(self.fields(cls)),
        }

    def fields(self, cls: type[Any]) -> dict[str, ColumnCodec]:
        found = {name: self._of_type(spec) for name, spec in record_spec(cls).types.items()}
        # A pair of degrees gets names, because a list of two numbers would not say which is which.
        return found | {"coordinates": self._make.pair("latitude", "longitude")} if cls is Place else found

    def _of_type(self, spec: TypeSpec) -> ColumnCodec:
        if spec.items is not None:
            return self._make.several(self._of_type(spec.items))
        return self._by_encoding[spec.encoding](spec.type)
