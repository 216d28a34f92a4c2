"""Where the commands write: answers to standard output, notices and progress to standard error.

On a terminal, lines are styled and broken at its width, with their indent; through a pipe they are plain and whole, so
that `grep` finds what stands on one line. `--json` is ASCII, so that no locale spoils it. Imports click; `terminal`,
and rich with it, when a screen needs it.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["INDENT", "Line", "lines", "notice", "print_json", "print_lines", "print_screen", "progress", "working"]

T = TypeVar("T")

INDENT: Final = 2
"""How many blanks a step of indentation is."""


class Line(NamedTuple):
    """A line of an answer.

    `lead` is what it begins with and is found by, such as an id, and stands on a line of its own where a terminal is
    too narrow for both; `column` is what stands before the text, which goes on under itself. `indent` counts steps,
    `style` is that of the text on a terminal.
    """

    text: str
    indent: int = 0
    style: str = ""
    lead: str = ""
    column: str = ""

    @property
    def whole(self) -> str:
        """All of it, without indent."""
        return self.column + (f"{self.lead}  {self.text}" if self.lead else self.text)


def print_screen(screen: RenderableType) -> None:
    """Write something that rich lays out; through a pipe without the blanks that fill its lines."""
    from axis_tracker.cli.terminal import Screen

    console = Screen()
    if console.is_terminal:
        console.print(screen)
        return
    with console.capture() as captured:
        console.print(screen)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()))


def print_json(value: object) -> None:
    """Write a value as JSON, indented, with whatever is not ASCII escaped."""
    click.echo(json.dumps(value, indent=2))


def lines(text: str) -> Iterator[Line]:
    """The lines of a text that indents by itself."""
    for line in text.splitlines():
        bare = line.lstrip(" ")
        yield Line(bare, (len(line) - len(bare)) // INDENT)


def print_lines(found: Iterable[Line], *, nothing: str = "") -> None:
    """Write the lines of an answer; of one without lines say on standard error that there is nothing."""
    listed = list(found)
    if not listed:
        notice(nothing)
    elif _is_terminal(sys.stdout):
        from axis_tracker.cli.terminal import print_broken

        print_broken(listed)
    else:
        click.echo("\n".join(" " * INDENT * line.indent + line.whole for line in listed))


def notice(text: str) -> None:
    """Write a sentence to standard error, which no pipe of answers carries."""
    click.echo(text, err=True)


@contextlib.contextmanager
def working(what: str) -> Iterator[None]:
    """Say on standard error that something takes time, while it does, if that is a terminal; leave no trace."""
    if not _is_terminal(sys.stderr):
        yield
        return
    from axis_tracker.cli.terminal import Screen

    with Screen(stderr=True).status(what):
        yield


@contextlib.contextmanager
def progress(several: Iterable[T], what: str) -> Iterator[Iterable[T]]:
    """The same things one by one, with a bar on standard error if that is a terminal."""
    if not _is_terminal(sys.stderr):
        yield several
        return
    with click.progressbar(list(several), label=what, file=sys.stderr) as bar:
        yield bar


def _is_terminal(stream: object) -> bool:
    return stream is not None and bool(getattr(stream, "isatty", lambda: False)())
