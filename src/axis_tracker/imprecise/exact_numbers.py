"""Exact numbers for quantities, and arithmetic that never rounds.

A whole number is an int, and any other number is a `decimal.Decimal`. A number has at most 30 digits before the decimal
point and at most 30 digits after the decimal point.
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
    "negated",
    "normalized_number",
    "number_text",
    "parse_number",
    "product",
    "sum_of",
]

Number: TypeAlias = int | Decimal

_PLACES: Final = 30
LIMIT: Final = 10**_PLACES
"""The limit for all numbers. Every number is greater than `-LIMIT` and less than `LIMIT`."""
# The precision covers the product of any two numbers. If it were ever too small, the context would raise Inexact
# instead of rounding.
_EXACT: Final = Context(prec=5 * _PLACES, traps=[Inexact, InvalidOperation])


def normalized_number(number: object, path: str = "") -> Number:
    """Return a whole number as an int, and any other number as a Decimal without trailing zeros.

    >>> normalized_number(Decimal("2.50")), normalized_number(Decimal("1E+3"))
    (Decimal('2.5'), 1000)

    Raises `InvalidValueError` if `number` is neither an int nor a Decimal, is a boolean, is not finite, or has too many
    digits.
    """
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise InvalidValueError(
            "a number must be exact: an int or a decimal.Decimal",
            value=number,
            path=path,
            suggestion=f'write Decimal("{number}"), or "{number}" in a record'
            if isinstance(number, float) and isfinite(number)
            else None,
        )
    if isinstance(number, Decimal):
        if not number.is_finite():
            raise InvalidValueError(
                "a number must be finite", value=number, path=path, suggestion="if there is no limit, omit this number"
            )
        if number == 0:
            return 0
        # Check the exponent before any arithmetic: int(Decimal("1E+999999999")) would exhaust the memory.
        if number.adjusted() < _PLACES and cast("int", number.as_tuple().exponent) >= -_PLACES:
            number = number.normalize(_EXACT)
            return int(number) if number == number.to_integral_value() else number
    elif -LIMIT < number < LIMIT:
        return int(number)  # an int subclass, such as an IntEnum, becomes a plain int
    raise InvalidValueError(
        f"a number must have at most {_PLACES} digits before and {_PLACES} after the decimal point",
        # Python refuses to print an int with thousands of digits, so the message gives its size.
        value=number if isinstance(number, Decimal) else f"an int of {number.bit_length()} bits",
        path=path,
    )


def parse_number(text: str, path: str = "") -> Number:
    """Return the number that a plain decimal string represents.

    Records store numbers with fractions as plain decimal strings.

    >>> parse_number("-0.5")
    Decimal('-0.5')

    Raises `InvalidValueError` for any other string, such as "NaN", "1e3" or "1,000".
    """
    whole, point, fraction = text.removeprefix("-").partition(".")
    if not (text.isascii() and whole.isdigit() and fraction.isdigit() is bool(point)):
        raise InvalidValueError(
            "not a decimal number", value=text, path=path, suggestion='write an integer, or a string such as "0.5"'
        )
    return normalized_number(Decimal(text), path)


def number_text(number: Number) -> str:
    """Return a number as a plain decimal string, without an exponent.

    >>> number_text(Decimal("1E-9"))
    '0.000000001'
    """
    return format(number, "f") if isinstance(number, Decimal) else str(number)


def json_number(number: Number | None) -> int | str | None:
    """Return an int or None as it is, and a Decimal as a string, because JSON readers may round fractions.

    >>> json_number(5), json_number(Decimal("0.5"))
    (5, '0.5')
    """
    return str(number) if isinstance(number, Decimal) else number


def sum_of(one: Number, other: Number) -> Number:
    """Return the exact sum of two numbers.

    >>> sum_of(Decimal("0.5"), Decimal("1.5"))
    2
    """
    return normalized_number(_EXACT.add(Decimal(one), Decimal(other)))


def negated(number: Number) -> Number:
    """Return a number with the opposite sign.

    The result is exact, whereas the minus operator rounds a Decimal to 28 digits.

    >>> negated(5)
    -5
    """
    return number.copy_negate() if isinstance(number, Decimal) else -number


def product(one: Number, other: Number) -> Number:
    """Return the exact product of two numbers.

    >>> product(Decimal("0.001"), 10**6)
    1000
    """
    return normalized_number(_EXACT.multiply(Decimal(one), Decimal(other)))
