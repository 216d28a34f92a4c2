"""Records that represent quantities in JSON and TOML, and their conversion into arguments for `Quantity`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from axis_tracker.imprecise.controlled_terms import refuse_unknown_fields
from axis_tracker.imprecise.exact_numbers import parse_number

__all__ = ["QuantityRecord", "quantity_arguments"]


class QuantityRecord(TypedDict, total=False):
    """A quantity as a JSON record. Every field is optional.

    >>> from axis_tracker.imprecise.quantities import Quantity
    >>> Quantity.of({"low": 1_000_000, "includes_low": False, "unit": "rounds"})
    Quantity(low=1000000, unit='rounds', includes_low=False)

    Attributes:
        low: The low end of the interval. A number with a fraction is a string, such as "0.5".
        high: The high end of the interval. A number with a fraction is a string, such as "0.5".
        unit: What is counted or measured.
        includes_low: Whether the interval includes the low end itself.
        includes_high: Whether the interval includes the high end itself.
        is_uncertain: Whether the source itself marks the figure as uncertain.
        wording: The figure and its hedge as written in the source text. The wording does not contain the unit.
    """

    low: int | str | None
    high: int | str | None
    unit: str
    includes_low: bool
    includes_high: bool
    is_uncertain: bool
    wording: str | None


def quantity_arguments(record: Mapping[str, object]) -> dict[str, Any]:
    """Convert a record into arguments for `Quantity`. Decimal strings become numbers.

    `Quantity` itself checks the types of all other values.

    >>> quantity_arguments({"low": "0.5", "unit": "percent"})
    {'low': Decimal('0.5'), 'unit': 'percent'}

    Raises `InvalidValueError` if a field is unknown, or if a string in `low` or `high` is not a decimal number.
    """
    refuse_unknown_fields(record, QuantityRecord.__annotations__, "a quantity")
    arguments: dict[str, Any] = dict(record)
    for end in ("low", "high"):
        number = arguments.get(end)
        if isinstance(number, str):
            arguments[end] = parse_number(number, end)
    return arguments
