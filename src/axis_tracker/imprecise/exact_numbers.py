"""The numbers of quantities, and arithmetic on them that never rounds.

A number is an int where it is whole, else a `decimal.Decimal`, of at most 30 digits on either side of the point.
Imports only the errors; `quantities` and its reader compute with it.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact, InvalidOperation
from math import isfinite
from typing import Final, TypeAlias, cast

from axis_tracker.errors import InvalidValueError

__all__ = [
    "LIMIT",
    "Number",
    "json_number",
    "number_of_text",
    "number_text",
    "opposite",
    "product",
    "settled_number",
    "sum_of",
]

Number: TypeAlias = int | Decimal

_PLACES: Final = 30
LIMIT: Final = 10**_PLACES
"""Every number is nearer to zero than this."""
# Wide enough for any product of two numbers; were it not, Inexact would be raised instead of a rounded number.
_EXACT: Final = Context(prec=5 * _PLACES, traps=[Inexact, InvalidOperation])


def settled_number(number: object, path: str = "") -> Number:
    """The number as it is stored: an int where it is whole, else a Decimal without trailing zeros.

    >>> settled_number(Decimal("2.50")), settled_number(Decimal("1E+3"))
    (Decimal('2.5'), 1000)

    Raises `InvalidValueError` for floats, booleans and all that is no number, NaN, infinities, and too many digits.
    """
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise InvalidValueError(
            "a number of a quantity is an int or a decimal.Decimal, which are exact",
            value=number,
            path=path,
            suggestion=f'write Decimal("{number}"), or "{number}" in a record'
            if isinstance(number, float) and isfinite(number)
            else None,
        )
    if isinstance(number, Decimal):
        if not number.is_finite():
            raise InvalidValueError(
                "a number of a quantity is finite", value=number, path=path, suggestion="leave an open end out"
            )
        if number == 0:
            return 0
        # The exponent is looked at before anything is computed: int(Decimal("1E+999999999")) would fill the memory.
        if number.adjusted() < _PLACES and cast("int", number.as_tuple().exponent) >= -_PLACES:
            number = number.normalize(_EXACT)
            return int(number) if number == number.to_integral_value() else number
    elif -LIMIT < number < LIMIT:
        return int(number)
    raise InvalidValueError(
        f"a number of a quantity has at most {_PLACES} digits before and after the decimal point",
        value=number if isinstance(number, Decimal) else f"an int of {number.bit_length()} bits",
        path=path,
    )


def number_of_text(text: str, path: str = "") -> Number:
    """The number that a plain decimal text says, as records hold them.

    >>> number_of_text("-0.5")
    Decimal('-0.5')

    Raises `InvalidValueError` for any other text: white space, exponents, separators, "NaN".
    """
    whole, point, part = text.removeprefix("-").partition(".")
    if not (text.isascii() and whole.isdigit() and part.isdigit() is bool(point)):
        raise InvalidValueError(
            "not a decimal number", value=text, path=path, suggestion='write an integer, or a text such as "0.5"'
        )
    return settled_number(Decimal(text), path)


def number_text(number: Number) -> str:
    """Return the number as plain decimal text, without an exponent.

    >>> number_text(Decimal("1E-9"))
    '0.000000001'
    """
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def json_number(number: Number | None) -> int | str | None:
    """Return the number for JSON: an int as it is, a Decimal as text, because JSON readers would round it.

    >>> json_number(5), json_number(Decimal("0.5"))
    (5, '0.5')
    """
    return str(number) if isinstance(number, Decimal) else number


def sum_of(one: Number, other: Number) -> Number:
    """The exact sum.

    >>> sum_of(Decimal("0.5"), Decimal("1.5"))
    2
    """
    return settled_number(_EXACT.add(Decimal(one), Decimal(other)))


def opposite(number: Number) -> Number:
    """The number with the other sign; a minus before a Decimal would round it to 28 digits.

    >>> opposite(5)
    -5
    """
    return number.copy_negate() if isinstance(number, Decimal) else -number


def product(one: Number, other: Number) -> Number:
    """The exact product.

    >>> product(Decimal("0.001"), 10**6)
    1000
    """
    return settled_number(_EXACT.multiply(Decimal(one), Decimal(other)))
