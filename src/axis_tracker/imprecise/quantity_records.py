"""The form that a quantity has in JSON and in TOML tables, and what is wrong with one.

Imports the errors and the exact numbers. `Quantity.of` reads the usual records by itself and comes here with the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, cast

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number, number_of_text

__all__ = ["QuantityRecord", "settled_record"]


class QuantityRecord(TypedDict, total=False):
    """A quantity in JSON: every field may be left out, and a number that is not whole is a text such as "0.5".

    >>> from axis_tracker.imprecise.quantities import Quantity
    >>> Quantity.of({"low": 1_000_000, "includes_low": False, "unit": "rounds"})
    Quantity(low=1000000, unit='rounds', includes_low=False)
    """

    low: int | str | None
    high: int | str | None
    unit: str
    includes_low: bool
    includes_high: bool
    wording: str | None


class _Fields(TypedDict, total=False):
    low: Number | None
    high: Number | None
    unit: str
    includes_low: bool
    includes_high: bool
    wording: str | None


def settled_record(record: Mapping[str, object]) -> _Fields:
    """The arguments for `Quantity` that a record says, its decimals read; their types are left for `Quantity` to check.

    >>> settled_record({"low": "0.5", "unit": "percent"})
    {'low': Decimal('0.5'), 'unit': 'percent'}

    Raises `InvalidValueError` for unknown fields and for texts that are no number.
    """
    known = _Fields.__annotations__
    for name in record:
        if name not in known:
            raise InvalidValueError(
                "a quantity has no such field",
                value=name,
                path=str(name),
                suggestion=f"the fields are {', '.join(known)}",
            )
    fields = dict(record)
    for end in ("low", "high"):
        number = fields.get(end)
        if isinstance(number, str):
            fields[end] = number_of_text(number, end)
    return cast("_Fields", fields)
