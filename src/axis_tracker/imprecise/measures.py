"""What a quantity is a measure of: a running total delivered, a level at one time, a rate, a share.

Quantities that are read differently must not be put together; a `Measure` says how one is read. Imports the errors and,
of this room, quantities and dates.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final, TypedDict, TypeVar, final

import attrs

from axis_tracker.errors import InvalidValueError
from axis_tracker.imprecise.dates import ImpreciseDate
from axis_tracker.imprecise.fast_init import as_mutable, mutable_class
from axis_tracker.imprecise.quantities import Number, Quantity, QuantityRecord

__all__ = ["Measure", "MeasureRecord", "Period", "Phase", "Reading"]


class Phase(enum.Enum):
    """How far the thing counted has come: what is ordered is not yet delivered.

    SIPRI's arms transfers database counts ordered and delivered apart in the same way.
    """

    ORDERED = "ordered"
    """Contracted or requested."""
    PLANNED = "planned"
    """Intended, or being prepared."""
    SENT = "sent"
    """Left the supplier; whether it arrived is not said."""
    DELIVERED = "delivered"
    """Arrived at the recipient, or at the place where it is deployed."""
    USED = "used"
    """Fired, spent, or put into action."""
    LOST = "lost"
    """Destroyed, captured, killed or wounded."""


class Reading(enum.Enum):
    """How the number is to be read."""

    TOTAL = "total"
    """All of it so far, since the beginning or since a date; such a number only grows."""
    INCREMENT = "increment"
    """What one delivery, or one stretch of time, added."""
    LEVEL = "level"
    """How much there was at one time; it may rise and fall."""
    RATE = "rate"
    """How much in each period."""
    SHARE = "share"
    """A percentage of something else."""


class Period(enum.Enum):
    """The period of a rate, by the calendar."""

    DAY = "day"
    """Each day."""
    WEEK = "week"
    """Each week."""
    MONTH = "month"
    """Each month of the calendar, whatever its length."""
    YEAR = "year"
    """Each year of the calendar."""


class MeasureRecord(TypedDict, total=False):
    """A measure in JSON: `quantity` and `phase` must be there, the rest may be left out.

    >>> Measure.of({"quantity": {"low": 3, "unit": "trains"}, "phase": "sent", "since": "2023-08"})
    Measure(Quantity(low=3, unit='trains'), Phase.SENT, since=ImpreciseDate('2023-08'))
    """

    quantity: QuantityRecord | Quantity | str | int
    phase: Phase | str
    reading: Reading | str
    since: ImpreciseDate | str | None
    per: Period | str | None
    share_of: str | None


_PHASES: Final = {phase.value: phase for phase in Phase}
_READINGS: Final = {reading.value: reading for reading in Reading}
_PERIODS: Final = {period.value: period for period in Period}
_NAMES: Final = {"phase": "phase", "reading": "reading", "per": "period"}
_TOTAL: Final = Reading.TOTAL

_IN_WORDS: Final = {
    Reading.TOTAL: "{quantity} {phase} in total",
    Reading.INCREMENT: "{quantity} newly {phase}",
    Reading.LEVEL: "{quantity} {phase} at one time",
    Reading.RATE: "{quantity} {phase} per {per}",
    Reading.SHARE: "{quantity} of {share_of} {phase}",
}
_COUNTED_SINCE: Final = (Reading.TOTAL, Reading.INCREMENT)

_Member = TypeVar("_Member", Phase, Reading, Period)


def _member(members: Mapping[str, _Member], value: object, path: str) -> _Member:
    """The member of an enum that a text names."""
    member = members.get(value) if isinstance(value, str) else None
    if member is None:
        raise InvalidValueError(
            f"unknown {_NAMES[path]}" if isinstance(value, str) else f"a {_NAMES[path]} is a text",
            value=value,
            path=path,
            suggestion=f"choose one of {', '.join(members)}",
        )
    return member


@final
@attrs.frozen(init=False, eq=False, repr=False, weakref_slot=False)
class Measure:
    """A quantity and how to read it.

    >>> m = Measure("over 1 million rounds", "delivered", since="2023-08")
    >>> print(m)
    over 1 million rounds delivered in total since 2023-08
    >>> m.phase, m.reading
    (<Phase.DELIVERED: 'delivered'>, <Reading.TOTAL: 'total'>)
    >>> print(Measure("up to 2,000 shells", "used", "rate", per="day"))
    up to 2,000 shells used per day

    `since` is when the counting of a total or an increment began, if that is said. `per` is the period of a rate and
    `share_of` what a share is of, in words; rates and shares must have theirs, the others have none. The unit of a
    share is "percent".

    Raises `InvalidValueError`, whose `path` is the field, for whatever breaks these rules, and for all that
    `Quantity.of` or `ImpreciseDate.of` refuse.
    """

    quantity: Quantity
    phase: Phase
    # The defaults repeat those of `__init__`: files leave out a field that has its default.
    reading: Reading = _TOTAL
    since: ImpreciseDate | None = None
    per: Period | None = None
    share_of: str | None = None

    def __init__(
        self,
        quantity: Quantity | QuantityRecord | str | Number,
        phase: Phase | str,
        reading: Reading | str = _TOTAL,
        *,
        since: ImpreciseDate | str | None = None,
        per: Period | str | None = None,
        share_of: str | None = None,
    ) -> None:
        if not isinstance(quantity, Quantity):
            try:
                quantity = Quantity.of(quantity)
            except InvalidValueError as error:
                raise error.under("quantity") from None
        if not isinstance(phase, Phase):
            phase = _member(_PHASES, phase, "phase")
        if not isinstance(reading, Reading):
            reading = _member(_READINGS, reading, "reading")
        if since is not None and not isinstance(since, ImpreciseDate):
            try:
                since = ImpreciseDate.of(since)
            except InvalidValueError as error:
                raise error.under("since") from None
        if per is not None and not isinstance(per, Period):
            per = _member(_PERIODS, per, "per")
        if reading is not _TOTAL or per is not None or share_of is not None:
            _check_reading(quantity, reading, since, per, share_of)
        draft = as_mutable(self, _Mutable)
        draft.quantity = quantity
        draft.phase = phase
        draft.reading = reading
        draft.since = since
        draft.per = per
        draft.share_of = share_of
        draft.__class__ = Measure

    @classmethod
    def of(cls, value: Measure | MeasureRecord) -> Measure:
        """The measure that a value stands for: a measure itself, or a `MeasureRecord`.

        >>> print(Measure.of({"quantity": "dozens of trains", "phase": "sent"}))
        dozens of trains sent in total

        Raises `InvalidValueError`.
        """
        if isinstance(value, Measure):
            return value
        if value.__class__ is not dict and not isinstance(value, Mapping):
            raise InvalidValueError("expected a Measure, or a record with the fields quantity and phase", value=value)
        try:
            return cls(**value)
        except TypeError:
            fields = MeasureRecord.__annotations__
            for name in value:
                if name not in fields:
                    raise InvalidValueError(
                        "a measure has no such field",
                        value=name,
                        path=str(name),
                        suggestion=f"the fields are {', '.join(fields)}",
                    ) from None
            missing = next((name for name in ("quantity", "phase") if name not in value), None)
            if missing is None:
                raise
            advice = f"one of {', '.join(_PHASES)}" if missing == "phase" else None
            raise InvalidValueError("is required and missing", value=None, path=missing, suggestion=advice) from None

    def comparable(self, other: Measure) -> bool:
        """Whether the two are read the same way and count the same unit, so that their quantities may be compared.

        >>> total = Measure("over 1 million rounds", "delivered")
        >>> total.comparable(Measure("around 5 million rounds", "delivered"))
        True
        >>> total.comparable(Measure("around 5 million rounds", "ordered"))
        False

        The beginning of the counting does not matter: what was counted from a later day is less, not another thing. The
        period of a rate does, and so does what a share is of.
        """
        return (
            self.phase is other.phase
            and self.reading is other.reading
            and self.per is other.per
            and self.quantity.unit == other.quantity.unit
            and self.share_of == other.share_of
        )

    def _fields(self) -> tuple[object, ...]:
        return (self.quantity, self.phase, self.reading, self.since, self.per, self.share_of)

    def __eq__(self, other: object) -> bool:
        return self._fields() == other._fields() if isinstance(other, Measure) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._fields())

    def __repr__(self) -> str:
        shown = [repr(self.quantity), f"Phase.{self.phase.name}"]
        if self.reading is not _TOTAL:
            shown.append(f"Reading.{self.reading.name}")
        if self.since is not None:
            shown.append(f"since={self.since!r}")
        if self.per is not None:
            shown.append(f"per=Period.{self.per.name}")
        if self.share_of is not None:
            shown.append(f"share_of={self.share_of!r}")
        return f"Measure({', '.join(shown)})"

    def __str__(self) -> str:
        words = _IN_WORDS[self.reading].format(
            quantity=self.quantity,
            phase=self.phase.value,
            per=self.per.value if self.per else "",
            share_of=self.share_of,
        )
        return words if self.since is None else f"{words} since {self.since}"


def _is_plain(text: object) -> bool:
    if not isinstance(text, str) or not text or text.strip() != text or not text.isprintable():
        return False
    import unicodedata

    return unicodedata.is_normalized("NFC", text)


def _check_reading(
    quantity: Quantity, reading: Reading, since: ImpreciseDate | None, per: Period | None, share_of: object
) -> None:
    """Nothing, if the fields that belong to one reading are there with it and absent without."""
    if (per is None) is (reading is Reading.RATE):
        reason = "a rate must have a period" if per is None else f"only a rate has a period, not a {reading.value}"
        raise InvalidValueError(reason, value=per.value if per else None, path="per")
    if share_of is not None and not _is_plain(share_of):
        raise InvalidValueError(
            "what a share is of is said in words: one line in Unicode normal form C, without outer white space",
            value=share_of,
            path="share_of",
        )
    if (share_of is None) is (reading is Reading.SHARE):
        reason = "a share must be of something" if share_of is None else f"only a share has this, not a {reading.value}"
        raise InvalidValueError(reason, value=share_of, path="share_of")
    if reading is Reading.SHARE and quantity.unit != "percent":
        raise InvalidValueError("the unit of a share is 'percent'", value=quantity.unit, path="quantity.unit")
    if since is not None and reading not in _COUNTED_SINCE:
        raise InvalidValueError(
            f"totals and increments are counted since a date, not a {reading.value}", value=str(since), path="since"
        )


_Mutable = mutable_class(Measure)
