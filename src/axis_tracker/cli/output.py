"""Print answers to standard output, and notices and progress to standard error.

On a terminal, lines have colours and wrap at the terminal width. In a pipe, lines are plain and not wrapped, so that
`grep` finds a record on a single line. JSON output contains only ASCII characters, so that the output is valid in every
locale.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeVar

import click

# Importing rich takes about 0.1 seconds, half the time of a short command. Functions import it, and only for tables and
# terminals.
if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = [
    "INDENT",
    "Answer",
    "Line",
    "counted",
    "counted_records",
    "explanation_lines",
    "json_with_possible",
    "notice",
    "possible_answer",
    "print_json",
    "print_lines",
    "print_table",
    "progress_bar",
    "status",
    "text_lines",
]

T = TypeVar("T")


class _Explained(Protocol):
    def explain(self) -> str: ...


INDENT: Final = 2
"""The number of spaces in one step of indentation."""


class Line(NamedTuple):
    """One line of an answer.

    Attributes:
        text: The text of the line.
        indent: The number of indentation steps before the line.
        style: The style of the text on a terminal.
        lead: A highlighted word before the text, such as an id. On a narrow terminal, the word has its own line.
        column: A highlighted column before the text. Wrapped lines align with the first line of the text.
    """

    text: str
    indent: int = 0
    style: str = ""
    lead: str = ""
    column: str = ""

    @property
    def whole(self) -> str:
        """The complete line without its indentation."""
        return self.column + (f"{self.lead}  {self.text}" if self.lead else self.text)


def counted(number: int, noun: str) -> str:
    """Return a number and a noun. The noun is in the plural unless the number is 1.

    >>> counted(1, "claim"), counted(2, "claim")
    ('1 claim', '2 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def counted_records(counts: Mapping[str, int]) -> str:
    """Return a phrase with the number of records in each collection.

    >>> counted_records({"actors": 2, "places": 1})
    '2 actors, 1 place'
    """
    from axis_tracker.dataset.collections import SINGULAR

    return ", ".join(counted(number, SINGULAR[collection]) for collection, number in counts.items())


def print_table(table: RenderableType) -> None:
    """Print a table or anything else that rich can format. In a pipe, lines have no trailing spaces."""
    from axis_tracker.cli.terminal import TerminalConsole

    console = TerminalConsole()
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: object) -> None:
    """Print a value as indented ASCII JSON."""
    click.echo(json.dumps(value, indent=2))


def text_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text. Leading spaces of the text become indentation."""
    for line in text.splitlines():
        bare = line.lstrip(" ")
        yield Line(bare, (len(line) - len(bare)) // INDENT)


def print_lines(found: Iterable[Line], *, nothing: str = "") -> None:
    """Print the lines of an answer. If the answer has no lines, print the notice `nothing` on standard error."""
    listed = list(found)
    if not listed:
        notice(nothing)
    elif _is_terminal(sys.stdout):
        from axis_tracker.cli.terminal import print_wrapped

        print_wrapped(listed)
    else:
        click.echo("\n".join(" " * INDENT * line.indent + line.whole for line in listed))


class Answer(NamedTuple):
    """An answer that can be printed as JSON or as text. Only the printed form is computed.

    Attributes:
        json: The function that returns the JSON value.
        lines: The function that returns the lines of text.
        nothing: The notice to print on standard error if there are no lines.
    """

    json: Callable[[], object]
    lines: Callable[[], Iterable[Line]]
    nothing: str = ""

    def print(self, *, as_json: bool) -> None:
        """Print the answer as JSON or as lines of text."""
        if as_json:
            print_json(self.json())
        else:
            print_lines(self.lines(), nothing=self.nothing)


def possible_answer(
    possible: int, what: str, json: Callable[[], object], lines: Callable[[], Iterable[Line]]
) -> Answer:
    """Return an answer that lists records, and also says how many further records may match."""
    if not possible:
        return Answer(json, lines, f"no matching {what}")
    return Answer(json_with_possible(possible, json), lambda: [*lines(), Line(f"{possible} {_MORE_POSSIBLE}")])


def json_with_possible(possible: int, json: Callable[[], object]) -> Callable[[], object]:
    """Return a function that also prints on standard error how many further records may match.

    JSON output contains only records, so the number is not part of it.
    """

    def json_and_notice() -> object:
        if possible:
            notice(f"{possible} {_MORE_POSSIBLE}")
        return json()

    return json_and_notice


_MORE_POSSIBLE: Final = "more possible (use --possible to list them)"


def explanation_lines(found: _Explained | Sequence[_Explained]) -> Iterator[Line]:
    """Yield the lines that explain an answer, or each part of an answer."""
    for part in found if isinstance(found, Sequence) else (found,):
        yield from text_lines(part.explain())


def notice(text: str) -> None:
    """Print a sentence on standard error, so that a pipe receives only the answer."""
    click.echo(text, err=True)


@contextlib.contextmanager
def status(what: str) -> Iterator[None]:
    """Show on standard error what the command is doing, but only on a terminal."""
    if not _is_terminal(sys.stderr):
        yield
        return
    from axis_tracker.cli.terminal import TerminalConsole

    with TerminalConsole(stderr=True).status(what):
        yield


def progress_bar(items: Iterable[T], what: str) -> contextlib.AbstractContextManager[Iterable[T]]:
    """Yield the given items. If standard error is a terminal, also show a progress bar on standard error."""
    return click.progressbar(list(items), label=what, file=sys.stderr, hidden=not _is_terminal(sys.stderr))


def _is_terminal(stream: object) -> bool:
    # A stream can be None (closed by the caller) or an object without `isatty` (replaced by a program).
    return stream is not None and bool(getattr(stream, "isatty", lambda: False)())
