"""Functions that make a problem from an error, and that add a file and a line to a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from axis_tracker.dataset.names import nearest
from axis_tracker.errors import InvalidValueError, Problem, ReadError, WriteError

__all__ = ["in_file", "nearest_or_all", "problem_of", "read_error", "relocated", "too_large", "unwritable"]


def read_error(
    reason: str,
    *,
    path: str = "",
    value: object = None,
    suggestion: str | None = None,
    file: str | None = None,
    line: int | None = None,
) -> ReadError:
    """Return the error for a file with one problem."""
    return ReadError([Problem(reason, path=path, value=value, suggestion=suggestion, file=file, line=line)])


def too_large(reason: str, *, file: str, line: int | None = None) -> ReadError:
    """Return the error for a file or a line that exceeds one of the `Limits`."""
    return read_error(reason, suggestion="if you trust the file, raise the limit with limits=", file=file, line=line)


def unwritable(error: Exception, format_name: str, path: str, *, value: object = None) -> WriteError:
    """Return the error for a record that a format cannot hold. `error` is the encoder's own error."""
    return WriteError([Problem(f"cannot be written as {format_name}: {error}", path=path, value=value)])


def problem_of(error: InvalidValueError, path: str = "", *, reason: str = "{}", file: str | None = None) -> Problem:
    """Return the problem of a refused value.

    `path` is the path of the value, and the error's own path is relative to `path`. `reason` is a template for the
    reason, in which `{}` stands for the error's own reason.
    """
    separator = "." if path and error.path and not error.path.startswith("[") else ""
    at = "" if error.position is None else f" (at character {error.position})"
    return Problem(
        reason.format(error.reason) + at,
        path=f"{path}{separator}{error.path}",
        value=error.value,
        suggestion=error.suggestion,
        file=file,
    )


def relocated(problem: Problem, *, file: str | None = None, line: int | None = None, **others: str) -> Problem:
    """Return the problem with another file and line, and with another path or reason if one is given."""
    kept = {name: getattr(problem, name) for name in ("reason", "path", "value", "suggestion")}
    return Problem(**{**kept, **others}, file=file, line=line)


def in_file(problems: Iterable[Problem], file: str | None) -> list[Problem]:
    """Return the problems, with the file added to each problem that has no file."""
    return [relocated(one, file=one.file or file, line=one.line) for one in problems]


def nearest_or_all(name: str, known: Collection[str]) -> str:
    """Return a suggestion for an unknown name: the nearest known name, or all known names if no name is near."""
    near = nearest(name, known)
    return f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(known)
