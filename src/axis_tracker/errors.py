"""The errors that this package raises. Every error class derives from `AxisTrackerError`.

Programs can read the details of an error from attributes such as `path`, `value`, `reason` and `suggestion`. The
message of the error tells people the same details.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

__all__ = [
    "AxisTrackerError",
    "ClashError",
    "DatasetError",
    "DateNotationError",
    "DateWordsError",
    "FormatError",
    "IndefiniteError",
    "InvalidValueError",
    "MissingExtraError",
    "Problem",
    "QuantityWordsError",
    "ReadError",
    "UnitMismatchError",
    "UnknownNameError",
    "WriteError",
]

_SHOWN_VALUE_LENGTH: Final = 120
_SHOWN_ADVICE_LENGTH: Final = 1_000
_NEAREST_SHOWN: Final = 3


def _repr(value: object) -> str:
    try:
        return repr(value)
    except (ValueError, RecursionError):  # an int with too many digits, or lists nested too deeply
        return object.__repr__(value)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _short_repr(value: object) -> str:
    return _shortened(_repr(value), _SHOWN_VALUE_LENGTH)


def _with_advice(message: str, suggestion: str | None) -> str:
    return f"{message}; {_shortened(suggestion, _SHOWN_ADVICE_LENGTH)}" if suggestion else message


class AxisTrackerError(Exception):
    """The base class of all errors in this package. An `except` clause for this class catches every such error."""

    def __reduce__(self) -> tuple[object, ...]:
        # The default would call the class with `args` alone, but most of these errors require keyword arguments.
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))


def _rebuild(cls: type[Exception], args: tuple[object, ...], fields: dict[str, object]) -> Exception:
    error = cls.__new__(cls, *args)
    error.__dict__.update(fields)
    return error


class InvalidValueError(AxisTrackerError, ValueError):
    """The error for a value that is invalid for a field or a parameter.

    Attributes:
        reason: What is wrong with the value, and what was expected.
        value: The value that was given.
        path: The path of the field that contains the value, such as `claims[3].when`, or "" outside of any record.
        suggestion: What to write instead of the value, or None.
        position: The offset of the first character that could not be read, or None.
    """

    def __init__(
        self,
        reason: str,
        *,
        value: object,
        path: str = "",
        suggestion: str | None = None,
        position: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.value = value
        self.path = path
        self.suggestion = suggestion
        self.position = position

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        at = f" (at character {self.position})" if self.position is not None else ""
        return _with_advice(f"{where}{_short_repr(self.value)}{at}: {self.reason}", self.suggestion)

    def under(self, path: str) -> InvalidValueError:
        """Prepend `path` to the path of this error, and return the error.

        >>> error = InvalidValueError("not a year", value="x", path="since").under("measure")
        >>> error.path, error.under("claims[3]").path
        ('measure.since', 'claims[3].measure.since')
        """
        self.path = f"{path}.{self.path}" if self.path and not self.path.startswith("[") else f"{path}{self.path}"
        return self


class DateNotationError(InvalidValueError):
    """The error for a string outside the EDTF profile of `ImpreciseDate`.

    The attribute `position` is the offset of the invalid character.
    """


class DateWordsError(InvalidValueError):
    """The error for a time expression that `ImpreciseDate.from_words` cannot read or cannot resolve to a date."""


class QuantityWordsError(InvalidValueError):
    """The error for a number expression that `Quantity.from_words` cannot read.

    The error is also raised if the hedges in the expression contradict each other.
    """


class UnitMismatchError(InvalidValueError):
    """The error for an operation on two quantities that have different units.

    The attribute `value` is the pair of units.
    """


class IndefiniteError(AxisTrackerError, TypeError):
    """The error for the answer `Truth.POSSIBLY` where the program needs a definite yes or no."""


class UnknownNameError(AxisTrackerError, KeyError):
    """The error for an id, name or alias that belongs to no record or to several records.

    Attributes:
        value: The id, name or alias that was looked up.
        kind: The kind of record that was looked up, such as "actor" or "place".
        nearest: The known names that are most similar to `value`, most similar first.
        candidates: If the name is ambiguous, the ids of all records that share the name.
    """

    def __init__(
        self, value: object, *, kind: str, nearest: Sequence[str] = (), candidates: Sequence[str] = ()
    ) -> None:
        super().__init__(value)
        self.value = value
        self.kind = kind
        self.nearest = tuple(nearest)
        self.candidates = tuple(candidates)

    @property
    def reason(self) -> str:
        """A short description of the problem."""
        return f"several {self.kind}s have this name" if self.candidates else f"unknown {self.kind}"

    @property
    def suggestion(self) -> str | None:
        """What to write instead of `value`, or None if no known name is similar."""
        if self.candidates:
            return "use one of the ids " + ", ".join(map(repr, self.candidates))
        if self.nearest:
            return "did you mean " + " or ".join(map(repr, self.nearest[:_NEAREST_SHOWN])) + "?"
        return None

    def __str__(self) -> str:
        return _with_advice(f"{_short_repr(self.value)}: {self.reason}", self.suggestion)


class Problem:
    """One problem in a dataset or a file. Problems are immutable.

    Attributes:
        reason: What is wrong.
        path: The path of the field, such as `claims[3].when`. If the record has an id, the path contains the id instead
            of the number, such as `claims['hur-shells'].event`.
        value: The invalid value, or None.
        suggestion: What to write instead of the value, or None.
        file: The name of the file, exactly as the caller gave the name, or None.
        line: The number of the line in the file, counted from 1, or None.
    """

    __slots__ = ("file", "line", "path", "reason", "suggestion", "value")

    reason: str
    path: str
    value: object
    suggestion: str | None
    file: str | None
    line: int | None

    def __init__(
        self,
        reason: str,
        *,
        path: str = "",
        value: object = None,
        suggestion: str | None = None,
        file: str | None = None,
        line: int | None = None,
    ) -> None:
        # `__setattr__` rejects every assignment, so the fields are set through the base class.
        fields = {"reason": reason, "path": path, "value": value, "suggestion": suggestion, "file": file, "line": line}
        for name, given in fields.items():
            object.__setattr__(self, name, given)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Problem cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Problem cannot be changed (tried to delete {name!r})")

    def _key(self) -> tuple[object, ...]:
        # The value may not be hashable, so its repr is compared instead.
        return (self.file, self.line, self.path, self.reason, _repr(self.value), self.suggestion)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<Problem {self}>"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = ": ".join(part for part in (place, self.path) if part)
        value = "" if self.value is None else f"{_short_repr(self.value)}: "
        message = _with_advice(f"{value}{self.reason}", self.suggestion)
        return f"{head}: {message}" if head else message

    def __reduce__(self) -> tuple[object, ...]:
        return (partial(Problem, **{name: getattr(self, name) for name in self.__slots__}), ())


class _ProblemsError(AxisTrackerError):
    """The base class of errors that can report several problems at once."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        return "\n".join((f"{len(self.problems)} problems:", *(f"- {problem}" for problem in self.problems)))


class DatasetError(_ProblemsError, ValueError):
    """The error for records that do not form a valid dataset.

    Attributes:
        problems: All problems that were found.
    """


class ReadError(_ProblemsError, ValueError):
    """The error for a file or string that cannot be read as a dataset.

    Attributes:
        problems: All problems that were found.
    """


class WriteError(_ProblemsError, ValueError):
    """The error for data that cannot be written to the given place or in the given format.

    Attributes:
        problems: All problems that were found.
    """


class FormatError(ReadError, WriteError):
    """The error for a format that is unknown, or that two installed packages both define.

    Both reading and writing can raise this error.
    """


class ClashError(_ProblemsError, ValueError):
    """The error for two datasets that cannot be combined, because the same id belongs to different records.

    Attributes:
        problems: One problem for each id that belongs to different records.
    """


class MissingExtraError(AxisTrackerError, ImportError):
    """The error for a feature whose optional extra is not installed.

    Attributes:
        extra: The name of the missing extra.
    """

    def __init__(self, extra: str, *, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the {extra!r} extra, which is not installed;"
            f" run python -m pip install 'axis-tracker[{extra}]'"
        )
        self.extra = extra
