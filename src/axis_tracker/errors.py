"""Every error that this package raises, under one root.

Each error carries what a program needs as fields (`path`, `value`, `reason`, `suggestion`) and says the same in its
message for the person who made the mistake. This module imports nothing of the package, and every other module may
import it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def _written(value: object) -> str:
    try:
        return repr(value)
    except (ValueError, RecursionError):  # an int of too many digits, or too many lists in one another
        return object.__repr__(value)


def _shown(value: object) -> str:
    text = _written(value)
    return text if len(text) <= _SHOWN_VALUE_LENGTH else text[: _SHOWN_VALUE_LENGTH - 1] + "…"


def _advised(suggestion: str | None) -> str:
    if not suggestion:
        return ""
    shown = suggestion if len(suggestion) <= _SHOWN_ADVICE_LENGTH else suggestion[: _SHOWN_ADVICE_LENGTH - 1] + "…"
    return f"; {shown}"


class AxisTrackerError(Exception):
    """The root of all errors of this package: catch this one to catch them all."""


class InvalidValueError(AxisTrackerError, ValueError):
    """A value that cannot stand where it was put.

    Fields: `reason` (what was wrong and what was expected), `value` (the refused value as given), `path` (where it
    stood, such as `claims[3].when`; empty where the value stands alone), `suggestion` (what to write instead, or
    None), `position` (the offset in characters of the first thing that could not be read, or None).
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
        advice = _advised(self.suggestion)
        return f"{where}{_shown(self.value)}{at}: {self.reason}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))

    def under(self, path: str) -> InvalidValueError:
        """This error, with `path` put before its own path."""
        self.path = f"{path}.{self.path}" if self.path and not self.path.startswith("[") else f"{path}{self.path}"
        return self


def _rebuild(cls: type[Exception], args: tuple[object, ...], fields: dict[str, object]) -> Exception:
    error = cls.__new__(cls, *args)
    error.__dict__.update(fields)
    return error


class DateNotationError(InvalidValueError):
    """A text that is not in the EDTF profile of `ImpreciseDate`; `position` tells where reading stopped."""


class DateWordsError(InvalidValueError):
    """An expression of time that `ImpreciseDate.from_words` cannot read, or cannot resolve against the given date."""


class QuantityWordsError(InvalidValueError):
    """An expression of number that `Quantity.from_words` cannot read, or whose hedges contradict each other."""


class UnitMismatchError(InvalidValueError):
    """Two quantities that count different things were put together; `value` is the pair of units."""


class IndefiniteError(AxisTrackerError, TypeError):
    """A "possibly" was used where only yes or no will do."""


class UnknownNameError(AxisTrackerError, KeyError):
    """No record goes by that id, name or alias; or several do.

    Fields: `value` (what was asked for), `kind` (what was looked for: "actor", "place" ...), `nearest` (the closest
    known names, best first), `candidates` (the ids that share the name, where it is ambiguous).
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
        """What was wrong, in a few words."""
        return f"several {self.kind}s go by this name" if self.candidates else f"unknown {self.kind}"

    @property
    def suggestion(self) -> str | None:
        """What to write instead, or None if nothing is near."""
        if self.candidates:
            return "use one of the ids " + ", ".join(map(repr, self.candidates))
        if self.nearest:
            return "did you mean " + " or ".join(map(repr, self.nearest[:_NEAREST_SHOWN])) + "?"
        return None

    def __str__(self) -> str:
        advice = _advised(self.suggestion)
        return f"{_shown(self.value)}: {self.reason}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))


class Problem:
    """One thing wrong with a dataset or a file: an immutable row of a report.

    Fields: `reason`, `path` (such as `claims[3].when`, or `claims['hur-shells'].event` where the record has an id),
    `value`, `suggestion`, `file` (as it was given) and `line` (from 1), each None where it is not known.
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
        for name, given in (
            ("reason", reason),
            ("path", path),
            ("value", value),
            ("suggestion", suggestion),
            ("file", file),
            ("line", line),
        ):
            object.__setattr__(self, name, given)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Problem cannot be changed (tried to set {name!r})")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Problem cannot be changed (tried to delete {name!r})")

    def _key(self) -> tuple[object, ...]:
        return (self.file, self.line, self.path, self.reason, _written(self.value), self.suggestion)

    def __eq__(self, other: object) -> bool:
        return self._key() == other._key() if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"<Problem {self}>"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        head = ": ".join(part for part in (place, self.path) if part)
        value = "" if self.value is None else f"{_shown(self.value)}: "
        advice = _advised(self.suggestion)
        return f"{head}: {value}{self.reason}{advice}" if head else f"{value}{self.reason}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_problem, (self.reason, self.path, self.value, self.suggestion, self.file, self.line))


def _rebuild_problem(
    reason: str, path: str, value: object, suggestion: str | None, file: str | None, line: int | None
) -> Problem:
    return Problem(reason, path=path, value=value, suggestion=suggestion, file=file, line=line)


class _ProblemsError(AxisTrackerError):
    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        if len(self.problems) == 1:
            return str(self.problems[0])
        return "\n".join((f"{len(self.problems)} problems:", *(f"- {problem}" for problem in self.problems)))


class DatasetError(_ProblemsError, ValueError):
    """Records that do not make a dataset: all their problems together, in `problems`."""


class ReadError(_ProblemsError, ValueError):
    """A file or text that cannot be read as a dataset: all its problems together, in `problems`."""


class WriteError(_ProblemsError, ValueError):
    """What cannot be written where or as it was asked: all problems together, in `problems`."""


class FormatError(ReadError, WriteError):
    """A format that there is none of, or that two distributions have; it is refused on reading and on writing alike."""


class ClashError(_ProblemsError, ValueError):
    """Two datasets that hold different records under one id cannot be combined; `problems` has a row a clash."""


class MissingExtraError(AxisTrackerError, ImportError):
    """An optional part of the package was asked for and its extra is not installed; `extra` is the extra's name."""

    def __init__(self, extra: str, *, purpose: str) -> None:
        super().__init__(f"{purpose} needs the extra {extra!r}: python -m pip install 'axis-tracker[{extra}]'")
        self.extra = extra
