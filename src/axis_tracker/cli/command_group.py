"""The group of all commands, the sections of the help text, and the exit codes.

`CommandGroup.invoke` handles every error that a command raises. The user sees a message instead of a traceback.
"""

from __future__ import annotations

import contextlib
import enum
import os
import sys
from typing import Any, Final, NoReturn

import click

from axis_tracker.errors import AxisTrackerError, MissingExtraError

__all__ = ["CommandGroup", "ExitCode", "example"]


# click truncates longer summaries. Each of ours is one sentence and must not be truncated. A test checks this.
_LONGEST_SUMMARY: Final = 1_000
# Names longer than this would push the summaries of the whole section to the right.
_NAME_COLUMN: Final = 14


class ExitCode(enum.IntEnum):
    """The exit codes of `axis-tracker`."""

    ANSWERED = 0
    """The command gave an answer (even an empty answer), or the program that reads the output closed the pipe."""
    DATA_PROBLEM = 1
    """A name is unknown, or `check`, `verify` or `coverage` found a problem."""
    USAGE = 2
    """An option or value is invalid, a file does not exist, or an extra is not installed."""
    INTERRUPTED = 130
    """The user pressed Ctrl+C. As in a shell, this code is the sum of 128 and the number of the signal SIGINT."""


class CommandGroup(click.Group):
    """A group of commands that lists the commands by section and turns errors into exit codes.

    Attributes:
        sections: The commands in each section, keyed by the heading of the section.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections: dict[str, list[click.Command]] = {}

    def add_section(self, title: str, *commands: click.Command) -> None:
        """Add commands under a heading in the help."""
        self.sections[title] = list(commands)
        for command in commands:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, grouped by section."""
        return [str(command.name) for commands in self.sections.values() for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands, grouped by section."""
        for title, commands in self.sections.items():
            rows = [(str(command.name), command.get_short_help_str(_LONGEST_SUMMARY)) for command in commands]
            with formatter.section(title):
                formatter.write_dl(rows, col_max=_NAME_COLUMN)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the arguments."""
        # `--help` prints while the arguments are parsed, so the pipe can be closed here.
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            _exit_without_reader()

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command, and turn the errors of the command into exit codes (see `ExitCode`)."""
        try:
            result = super().invoke(ctx)
            # Flush here, where errors are handled. At exit, Python would print a traceback if the disk is full.
            _flush()
        except BrokenPipeError:
            _exit_without_reader()
        except MissingExtraError as error:
            _fail(f"axis-tracker: {error}", ExitCode.USAGE)
        except AxisTrackerError as error:
            _fail(str(error), ExitCode.DATA_PROBLEM)
        except OSError as error:
            try:
                _flush()
            except OSError:
                _discard_output()
            parts = [str(part) for part in ("axis-tracker", error.filename, error.strerror) if part]
            _fail(": ".join(parts), ExitCode.USAGE)
        except KeyboardInterrupt:
            sys.exit(ExitCode.INTERRUPTED)
        return result


def example(*commands: str) -> str:
    """Return the examples to show at the end of a command's help."""
    # The control character \b prevents click from joining the lines into a paragraph.
    return "\b\n" + "\n".join(("Example:", *(f"  {command}" for command in commands)))


def _fail(text: str, code: ExitCode) -> NoReturn:
    with contextlib.suppress(OSError):
        click.echo(text, err=True)
    sys.exit(code)


def _flush() -> None:
    # sys.stdout is None if the caller closed the stream (`>&-`).
    if sys.stdout is not None:
        sys.stdout.flush()


def _exit_without_reader() -> NoReturn:
    _discard_output()
    sys.exit(ExitCode.ANSWERED)


def _discard_output() -> None:
    """Redirect standard output to the null device, so that flushing at exit cannot fail again."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
