"""Numbers that are known only roughly, such as "more than 10,000 troops", "around 5 million shells" or "dozens".

A `Quantity` is an interval with a unit. A `Quantity` can also keep the figure and the hedge of the source text.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn, cast, final

import attrs

from axis_tracker.errors import InvalidValueError, UnitMismatchError
from axis_tracker.imprecise import intervals
from axis_tracker.imprecise.exact_numbers import LIMIT, Number, normalized_number
from axis_tracker.imprecise.fast_init import as_mutable, mutable_class
from axis_tracker.imprecise.intervals import Interval
from axis_tracker.imprecise.quantity_records import QuantityRecord, quantity_arguments
from axis_tracker.imprecise.truth import Truth
from axis_tracker.imprecise.units import checked_unit

if TYPE_CHECKING:
    from axis_tracker.imprecise.quantity_words import QuantityWords

__all__ = ["Number", "Quantity", "QuantityRecord"]


@final
@attrs.frozen(init=False, repr=False, weakref_slot=False)
class Quantity:
    """A number that is known only roughly: an interval of real numbers, and a unit.

    >>> q = Quantity.from_words("over 1 million rounds")
    >>> q
    Quantity(low=1000000, unit='rounds', includes_low=False, wording='over 1 million')
    >>> q.low, q.includes_low, q.high
    (1000000, False, None)
    >>> print(q)
    over 1 million rounds
    >>> q.is_more_than(900_000), q.is_more_than(2_000_000)
    (<Truth.YES>, <Truth.POSSIBLY>)

    Both ends are exact numbers. A whole number is an int, and any other number is a `decimal.Decimal`. Numbers have at
    most 30 digits before the decimal point and at most 30 digits after the decimal point. The interval contains all
    real numbers between its ends, so "more than 3 and fewer than 4 containers" is not empty.

    Two quantities are equal if they have the same interval, unit and mark of uncertainty, even if their wordings
    differ. Sums, products, hulls and intersections of uncertain quantities are uncertain. Comparisons ignore the mark.
    Quantities have no order, so operators such as `<` raise `TypeError`. To compare quantities, use `is_less_than` and
    similar methods, which return a `Truth`.

    Raises `InvalidValueError` if a number is not exact or not finite, if the interval is empty, or if the unit or the
    wording is invalid. The `path` of the error names the invalid field. Creating a quantity does not
    check that the wording agrees with the interval, but `check_wording` does. Every method that has the parameter
    `other` raises `UnitMismatchError` if `other` is a quantity with a different unit.

    Attributes:
        low: The low end, or None if the interval has no lower bound.
        high: The high end, or None if the interval has no upper bound.
        unit: What is counted or measured, in the stored spelling (see `units`), or "" if the number has no unit.
        includes_low: Whether the interval includes the low end itself. If `low` is None, `includes_low` is True.
        includes_high: Whether the interval includes the high end itself. If `high` is None, `includes_high` is True.
        is_uncertain: Whether the source itself marks the figure as uncertain, as in "100?".
        wording: The figure and its hedge as written in the source text, or None. The wording contains neither the unit
            nor the mark of uncertainty.
    """

    # The defaults repeat those of `__init__`, because files omit fields that have their default values.
    low: Number | None = None
    high: Number | None = None
    unit: str = ""
    includes_low: bool = True
    includes_high: bool = True
    is_uncertain: bool = False
    wording: str | None = attrs.field(default=None, eq=False)

    def __init__(
        self,
        *,
        low: Number | None = None,
        high: Number | None = None,
        unit: str = "",
        includes_low: bool = True,
        includes_high: bool = True,
        is_uncertain: bool = False,
        wording: str | None = None,
    ) -> None:
        # Reading a large file creates hundreds of thousands of quantities. This test accepts ordinary ends without
        # further calls. `normalized_interval` handles all other ends and explains errors.
        if not (
            (low is None or (low.__class__ is int and -LIMIT < low < LIMIT))
            and (high is None or (high.__class__ is int and -LIMIT < high < LIMIT))
            and (includes_low is True or (includes_low is False and low is not None))
            and (includes_high is True or (includes_high is False and high is not None))
            and (low is None or high is None or low < high or (low == high and includes_low and includes_high))
        ):
            low, high, includes_low, includes_high = intervals.normalized_interval(
                low, high, includes_low, includes_high
            )
        if unit.__class__ is not str:
            raise InvalidValueError("a unit must be a string", value=unit, path="unit")
        if is_uncertain.__class__ is not bool:
            raise InvalidValueError("expected True or False", value=is_uncertain, path="is_uncertain")
        if wording is not None and not (
            wording.__class__ is str
            and wording
            and not wording.isspace()
            and ((wording.isascii() and wording.isprintable()) or _is_plain(wording))
        ):
            raise InvalidValueError(
                "a wording must be one line of text in Unicode normal form C, or None", value=wording, path="wording"
            )
        unit = checked_unit(unit)
        mutable = as_mutable(self, _Mutable)
        mutable.low = low
        mutable.high = high
        mutable.unit = unit
        mutable.includes_low = includes_low
        mutable.includes_high = includes_high
        mutable.is_uncertain = is_uncertain
        mutable.wording = wording
        mutable.__class__ = Quantity

    # Constructors

    @classmethod
    def exactly(cls, number: Number, unit: str = "") -> Quantity:
        """Return the quantity that is exactly `number`.

        >>> print(Quantity.exactly(25, "missiles"))
        25 missiles
        """
        return cls(low=number, high=number, unit=unit)

    @classmethod
    def at_least(cls, number: Number, unit: str = "") -> Quantity:
        """Return the quantity that is `number` or more.

        >>> print(Quantity.at_least(1, "containers"))
        at least 1 container
        """
        return cls(low=number, unit=unit)

    @classmethod
    def more_than(cls, number: Number, unit: str = "") -> Quantity:
        """Return the quantity that is more than `number`.

        >>> print(Quantity.more_than(10_000, "troops"))
        more than 10,000 troops
        """
        return cls(low=number, unit=unit, includes_low=False)

    @classmethod
    def at_most(cls, number: Number, unit: str = "") -> Quantity:
        """Return the quantity that is `number` or less.

        >>> print(Quantity.at_most(12_000, "troops"))
        up to 12,000 troops
        """
        return cls(high=number, unit=unit)

    @classmethod
    def fewer_than(cls, number: Number, unit: str = "") -> Quantity:
        """Return the quantity that is less than `number`.

        >>> print(Quantity.fewer_than(Decimal("0.5"), "percent"))
        less than 0.5 percent
        """
        return cls(high=number, unit=unit, includes_high=False)

    @classmethod
    def from_words(cls, text: str) -> Quantity:
        """Return the quantity that an English number expression means.

        The tables in `quantity_word_table` define the meaning of expressions.

        >>> Quantity.from_words("around 5 million shells")
        Quantity(low=4500000, high=5500000, unit='shells', includes_high=False, wording='around 5 million')
        >>> Quantity.from_words("dozens of containers").low
        24
        >>> Quantity.from_words("100? missiles")
        Quantity(low=100, high=100, unit='missiles', is_uncertain=True, wording='100')
        >>> Quantity.from_words("a large number of troops")
        Quantity(unit='troops', wording='a large number')

        Raises `QuantityWordsError` if a part of the expression cannot be read without guessing. The error gives the
        position of that part.
        """
        return cls._from_words(text)

    @classmethod
    def _from_words(cls, text: str, unit: str = "") -> Quantity:
        """Return the quantity that an expression means if the number has this unit, unless the text gives another."""
        from axis_tracker.imprecise.quantity_words import read_quantity_words

        read = read_quantity_words(text, unit=unit)
        return cls(
            low=read.low,
            high=read.high,
            unit=read.unit,
            includes_low=read.includes_low,
            includes_high=read.includes_high,
            is_uncertain=read.is_uncertain,
            wording=read.wording,
        )

    @classmethod
    def of(cls, value: Quantity | str | Number | QuantityRecord) -> Quantity:
        """Return a quantity as it is, or create a quantity from words, a bare number or a `QuantityRecord`.

        >>> Quantity.of("at least 3 trains") == Quantity.of({"low": 3, "unit": "trains"})
        True

        Raises `InvalidValueError` if the value is invalid or has another type.
        """
        if value.__class__ is dict or isinstance(value, Mapping):
            try:
                # Nearly all records are valid and contain whole numbers, so the call is tried before any conversion.
                return cls(**cast("Mapping[str, Any]", value))
            except (TypeError, InvalidValueError):
                return cls(**quantity_arguments(cast("Mapping[str, Any]", value)))
        if isinstance(value, Quantity):
            return value
        if isinstance(value, str):
            return cls.from_words(value)
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return cls.exactly(value)
        raise InvalidValueError(
            "expected a Quantity, words, a number, or a record with fields such as low, high and unit", value=value
        )

    # Wording

    def check_wording(self) -> None:
        """Check that the wording describes this interval. A quantity that has no wording passes the check.

        >>> Quantity(low=5, unit="trains", wording="at least 5").check_wording()
        >>> Quantity(low=5, unit="trains", wording="up to 5").check_wording()
        Traceback (most recent call last):
            ...
        axis_tracker.errors.InvalidValueError: wording: 'up to 5': the wording means "up to 5", not "at least 5"

        Raises `InvalidValueError` with the path `wording` if the wording describes another interval, contains a unit or
        a mark of uncertainty, or cannot be read.
        """
        if self.wording is None:
            return
        try:
            read = Quantity._from_words(self.wording, self.unit)
        except InvalidValueError as error:
            raise error.under("wording") from None
        if read.unit:
            raise InvalidValueError(
                "a wording must not contain the unit",
                value=self.wording,
                path="wording",
                suggestion=f"write {read.wording!r}",
            )
        if read.is_uncertain:
            raise InvalidValueError(
                "a wording must not contain the mark of uncertainty",
                value=self.wording,
                path="wording",
                suggestion=f"write {read.wording!r}, and set is_uncertain",
            )
        if read.ends != self.ends:
            meant, bare = (attrs.evolve(one, unit="", is_uncertain=False, wording=None) for one in (read, self))
            raise InvalidValueError(f'the wording means "{meant}", not "{bare}"', value=self.wording, path="wording")

    def _words(self) -> QuantityWords:
        from axis_tracker.imprecise.quantity_words import read_quantity_words

        return read_quantity_words(self.wording or str(self))

    @property
    def figure(self) -> Number | None:
        """The single number in the text of the quantity, or None if there is no such number.

        A text with a range, two bounds or a vague number does not have a single number.

        >>> Quantity.from_words("up to around 5 million shells").figure
        5000000
        >>> Quantity.from_words("dozens of trains").figure is None
        True
        """
        return self._words().figure

    @property
    def hedge(self) -> str | None:
        """The hedges in the text of the quantity, or None if it has no hedges.

        Hedges are spelled as in `HEDGES` and separated by commas.

        >>> Quantity.from_words("Up to around 5 million shells").hedge
        'up to, around'
        """
        return self._words().hedge

    @property
    def is_approximate(self) -> bool:
        """Whether the wording makes the number approximate. "About 5" and "dozens" do, but "over 5" does not.

        >>> Quantity.from_words("nearly 5 trains").is_approximate, Quantity.from_words("over 5 trains").is_approximate
        (True, False)
        """
        return self.wording is not None and self._words().is_approximate

    @property
    def is_exact(self) -> bool:
        """Whether the interval contains exactly one number."""
        return self.low is not None and self.low == self.high

    # Arithmetic

    @property
    def ends(self) -> Interval:
        """The interval as a tuple (low, high, includes_low, includes_high).

        >>> Quantity.more_than(3, "trains").ends
        (3, None, False, True)
        """
        return (self.low, self.high, self.includes_low, self.includes_high)

    def _with(self, ends: Interval, other: Quantity) -> Quantity:
        """Return a quantity that has the given ends, and the unit and the mark of uncertainty of the two operands."""
        low, high, includes_low, includes_high = ends
        return Quantity(
            low=low,
            high=high,
            unit=self.unit,
            includes_low=includes_low,
            includes_high=includes_high,
            is_uncertain=self.is_uncertain or other.is_uncertain,
        )

    def _operand(self, other: Quantity | Number) -> Quantity:
        """Return the second operand as a quantity that has the unit of this quantity."""
        if not isinstance(other, Quantity):
            return Quantity(low=other, high=other, unit=self.unit)
        if self.unit != other.unit:
            raise UnitMismatchError(
                "the two quantities have different units", value=(self.unit, other.unit), path="unit"
            )
        return other

    def intersection(self, other: Quantity) -> Quantity | None:
        """Return the quantity that allows the numbers that both quantities allow, or None if there are no such numbers.

        >>> print(Quantity.more_than(3, "trains").intersection(Quantity.at_most(7, "trains")))
        more than 3 and at most 7 trains
        """
        ends = intervals.intersection(self.ends, self._operand(other).ends)
        return None if ends is None else self._with(ends, other)

    def hull(self, other: Quantity) -> Quantity:
        """Return the quantity with the smallest interval that contains the intervals of both quantities.

        >>> print(Quantity.exactly(3, "trains").hull(Quantity.fewer_than(7, "trains")))
        fewer than 7 trains
        """
        return self._with(intervals.hull(self.ends, self._operand(other).ends), other)

    def contains(self, other: Quantity | Number) -> bool:
        """Return whether this quantity allows every number that `other` allows.

        >>> Quantity.more_than(3, "trains").contains(3), Quantity.more_than(3, "trains").contains(4)
        (False, True)
        """
        ends = self._operand(other).ends
        return intervals.intersection(self.ends, ends) == ends

    def compatible(self, other: Quantity) -> bool:
        """Return whether both quantities allow at least one common number.

        >>> Quantity.more_than(3, "trains").compatible(Quantity.fewer_than(3, "trains"))
        False
        """
        return intervals.intersection(self.ends, self._operand(other).ends) is not None

    def __add__(self, other: Quantity) -> Quantity:
        """Return the quantity of all sums of a number from this quantity and a number from `other`.

        >>> print(Quantity.more_than(3, "trains") + Quantity.exactly(2, "trains"))
        more than 5 trains
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        return self._with(intervals.sums(self.ends, self._operand(other).ends), other)

    def __mul__(self, factor: Number) -> Quantity:
        """Return the quantity with every number in its interval multiplied by `factor`.

        >>> print(Quantity(low=2, high=3, unit="trains") * 10)
        between 20 and 30 trains

        Raises `InvalidValueError` for a float or a negative factor.
        """
        factor = normalized_number(factor, "factor")
        if factor < 0:
            raise InvalidValueError("a factor must not be negative", value=factor, path="factor")
        return self._with(intervals.scaled(self.ends, factor), self)

    __rmul__ = __mul__

    # Comparison. The two numbers are independent, even when a quantity is compared with itself.

    def is_less_than(self, other: Quantity | Number) -> Truth:
        """Return whether this quantity is less than `other`. A bare number is taken to have the unit of this quantity.

        >>> Quantity.fewer_than(3, "trains").is_less_than(3)
        <Truth.YES>
        """
        return intervals.is_below(self.ends, self._operand(other).ends)

    def is_more_than(self, other: Quantity | Number) -> Truth:
        """Return whether this quantity is more than `other`.

        >>> Quantity.at_least(3, "trains").is_more_than(3)
        <Truth.POSSIBLY>
        """
        return self._operand(other).is_less_than(self)

    def is_at_least(self, other: Quantity | Number) -> Truth:
        """Return whether this quantity is at least `other`.

        >>> Quantity.at_least(3, "trains").is_at_least(3)
        <Truth.YES>
        """
        return ~self.is_less_than(other)

    def is_at_most(self, other: Quantity | Number) -> Truth:
        """Return whether this quantity is at most `other`.

        >>> Quantity.at_least(3, "trains").is_at_most(2)
        <Truth.NO>
        """
        return ~self.is_more_than(other)

    def is_equal_to(self, other: Quantity | Number) -> Truth:
        """Return whether this quantity and `other` are the same number.

        The operator `==` compares the intervals instead.

        >>> Quantity.at_least(3, "trains").is_equal_to(5)
        <Truth.POSSIBLY>
        """
        return self.is_at_least(other) & self.is_at_most(other)

    # Type checkers do not see these methods, so they also report `<` as an error.
    if not TYPE_CHECKING:  # pragma: no branch

        def _no_order(self, other: object) -> NoReturn:
            raise TypeError(
                "quantities have no order; use is_less_than, is_more_than, is_at_least or is_at_most,"
                " which return a Truth"
            )

        __lt__ = __le__ = __gt__ = __ge__ = _no_order

    # Text

    def __repr__(self) -> str:
        fields = ((field.name, getattr(self, field.name), field.default) for field in attrs.fields(Quantity))
        shown = (f"{name}={value!r}" for name, value, default in fields if value != default)
        return f"Quantity({', '.join(shown)})"

    def __str__(self) -> str:
        from axis_tracker.imprecise.quantity_writing import in_words

        return in_words(self)

    def __format__(self, spec: str) -> str:
        """Return the quantity in words if `spec` is empty, or in a compact form if `spec` is "compact".

        >>> format(Quantity.from_words("over 1 million rounds"), "compact")
        '> 1 million rounds'
        >>> format(Quantity.from_words("around 5 million shells"), "compact")
        '[4.5, 5.5) million shells'
        >>> format(Quantity.from_words("up to 12,000 troops"), "compact")
        '≤ 12,000 troops'

        Raises `InvalidValueError` for any other `spec`.
        """
        if spec == "":
            return str(self)
        if spec != "compact":
            raise InvalidValueError(
                "unknown format specification",
                value=spec,
                suggestion='write "" for words, or "compact" for the compact form',
            )
        from axis_tracker.imprecise.quantity_writing import in_compact_form

        return in_compact_form(self)


def _is_plain(wording: str) -> bool:
    """Return whether a string is printable and in normal form C. Every kind of space counts as printable."""
    import unicodedata  # nearly all wordings are ASCII, so most programs never load it

    return unicodedata.is_normalized("NFC", wording) and all(
        one.isprintable() or unicodedata.category(one) == "Zs" for one in wording
    )


_Mutable = mutable_class(Quantity)
