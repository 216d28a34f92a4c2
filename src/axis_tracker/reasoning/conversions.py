"""Conversions between units, which a caller passes to an estimate. Nothing is ever converted without one."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Final, TypeAlias

from attrs import Factory, field, frozen

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.exact_numbers import Number, normalized_number, number_text, product
from axis_tracker.imprecise.intervals import Interval
from axis_tracker.imprecise.units import checked_unit, stored_unit
from axis_tracker.reasoning.bounds import NO_DAYS, Bound, Derivation, derived_bound

__all__ = ["Conversion", "ConversionLike", "Inclusion", "converted", "to_conversions", "units_of"]

_DIGITS: Final = 8
"""The significant digits to which the ends of a quotient are rounded, outwards, where it has more."""


def _unit(value: str) -> str:
    if not isinstance(value, str) or not value:
        raise InvalidValueError("expected a unit, such as 'tonnes'", value=value)
    return stored_unit(checked_unit(value))


def _factor(value: Number | str) -> Number:
    if isinstance(value, str):
        try:
            value = Decimal(value)
        except ArithmeticError:
            raise InvalidValueError("expected a number, such as '0.136'", value=value) from None
    found = normalized_number(value)
    if found <= 0:
        raise InvalidValueError("expected a number greater than zero", value=value)
    return found


def _same_as_low(conversion: Conversion) -> Number:
    return conversion.low


@frozen
class Conversion:
    """How much of one unit one of another unit is, within a range. It is used in both directions.

    >>> barrels = Conversion(of="barrels", to="tonnes", low="0.13", high="0.14")
    >>> print(barrels)
    1 barrel is 0.13 to 0.14 tonnes

    Where a division has no exact result, the ends are rounded outwards to eight significant digits.

    Attributes:
        of: The unit of which one is converted.
        to: The unit into which it is converted.
        low: The least factor.
        high: The greatest factor. The default is `low`.

    Raises `InvalidValueError` for an invalid unit or number, and if `high` is less than `low`.
    """

    of: str = field(converter=_unit)
    to: str = field(converter=_unit)
    low: Number = field(converter=_factor)
    high: Number = field(converter=_factor, default=Factory(_same_as_low, takes_self=True))

    def __attrs_post_init__(self) -> None:
        if self.high < self.low:
            raise InvalidValueError("must not be less than `low`", value=self.high, path="high")
        if self.of == self.to:
            raise InvalidValueError("must be another unit than `of`", value=self.to, path="to")

    def __str__(self) -> str:
        from axis_tracker.imprecise.units import singular_unit

        factor = number_text(self.low)
        if self.high != self.low:
            factor += f" to {number_text(self.high)}"
        return f"1 {singular_unit(self.of)} is {factor} {self.to}"

    def interval(self, ends: Interval, unit: str) -> Interval | None:
        """The interval in `unit`, given in the other unit; None if the conversion is about other units."""
        low, high, includes_low, includes_high = ends
        if unit == self.to:
            low = None if low is None else product(low, self.low)
            high = None if high is None else product(high, self.high)
        else:
            low = None if low is None else _quotient(low, self.high, ROUND_FLOOR)
            high = None if high is None else _quotient(high, self.low, ROUND_CEILING)
        return low, high, includes_low, includes_high


@frozen
class Inclusion:
    """That everything counted in one unit is counted in another as well, such as shells in rounds.

    Lower ends pass from the part to the whole, and upper ends from the whole to the part.

    >>> print(Inclusion(part="shells", whole="rounds"))
    all shells are rounds

    Attributes:
        part: The unit that counts fewer things.
        whole: The unit that counts them as well.

    Raises `InvalidValueError` for an invalid unit.
    """

    part: str = field(converter=_unit)
    whole: str = field(converter=_unit)

    def __attrs_post_init__(self) -> None:
        if self.part == self.whole:
            raise InvalidValueError("must be another unit than `part`", value=self.whole, path="whole")

    def __str__(self) -> str:
        return f"all {self.part} are {self.whole}"

    def interval(self, ends: Interval, unit: str) -> Interval | None:
        """The interval in `unit`, given in the other unit."""
        low, high, includes_low, includes_high = ends
        return (low, None, includes_low, True) if unit == self.whole else (None, high, True, includes_high)


ConversionLike: TypeAlias = Conversion | Inclusion


def to_conversions(value: Iterable[ConversionLike]) -> tuple[ConversionLike, ...]:
    """A list of conversions as a tuple. Raises `InvalidValueError` for anything else."""
    if not isinstance(value, Iterable):
        raise InvalidValueError("expected a list of Conversion or Inclusion objects", value=value, path="conversions")
    found = tuple(value)
    for place, one in enumerate(found):
        _check(one, f"conversions[{place}]")
    return found


def _check(one: object, path: str) -> None:
    if not isinstance(one, Conversion | Inclusion):
        raise InvalidValueError("expected a Conversion or an Inclusion", value=one, path=path)


def _quotient(one: Number, other: Number, rounding: str) -> Number:
    exact = Context(prec=_DIGITS, rounding=rounding).divide(Decimal(one), Decimal(other))
    return normalized_number(exact)


def units_of(conversion: ConversionLike) -> tuple[str, str]:
    """The two units that a conversion is about."""
    if isinstance(conversion, Conversion):
        return conversion.of, conversion.to
    return conversion.part, conversion.whole


def converted(bound: Bound, unit: str, conversions: Iterable[ConversionLike]) -> list[Bound]:
    """A bound in another unit, by each of the conversions that lead to it."""
    found: list[Bound] = []
    for one in conversions:
        if unit in units_of(one) and bound.series.unit in units_of(one) and unit != bound.series.unit:
            ends = one.interval(bound.ends, unit)
            if ends is not None and (ends[0] is not None or ends[1] is not None):
                found.append(
                    derived_bound(
                        bound,
                        (bound, None),
                        Derivation.CONVERSION,
                        series=bound.series._replace(unit=unit),
                        ends=ends,
                        conversion=str(one),
                        **({} if ends[0] is not None else {"low_days": NO_DAYS, "presumed_low": NO_DAYS}),
                        **({} if ends[1] is not None else {"high_days": NO_DAYS, "presumed_high": NO_DAYS}),
                    )
                )
    return found
