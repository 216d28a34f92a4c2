"""How a command ends: with an exit code and at most one paragraph, never with a traceback.

`Commands` is the group of all commands; whatever one of them raises comes by here. Imports click and the errors.
"""

from __future__ import annotations

import contextlib
import enum
import os
import sys
from typing import Any, Final, NoReturn

import click

from axis_tracker.errors import AxisTrackerError, MissingExtraError

__all__ = ["Commands", "ExitCode", "example", "say_no"]


_WHOLE: Final = 1_000
"""More characters than the first sentence of a help has."""


class ExitCode(enum.IntEnum):
    """The exit codes of `axis-tracker`."""

    ANSWERED = 0
    """Answered, also where the answer is that there is nothing; or a reader of the output went away."""
    THE_DATA_SAY_NO = 1
    """A name that the data do not have, a problem that `check` found, a passage that fails."""
    USAGE = 2
    """A wrong option or value, a file that is not there, an extra that is not installed."""
    INTERRUPTED = 130
    """Stopped with Ctrl+C."""


class Commands(click.Group):
    """A group of commands in sections, whose errors end as exit codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections: dict[str, list[click.Command]] = {}

    def add_section(self, title: str, *commands: click.Command) -> None:
        """Add commands under a heading of the help."""
        self.sections[title] = list(commands)
        for command in commands:
            self.add_command(command)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, section by section."""
        return [str(command.name) for commands in self.sections.values() for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of the help, section by section."""
        for title, commands in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(str(one.name), one.get_short_help_str(_WHOLE)) for one in commands], col_max=14)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the arguments; help that nobody reads to its end is no error."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            _give_up_output()
            sys.exit(ExitCode.ANSWERED)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; see `ExitCode` for how it ends."""
        try:
            result = super().invoke(ctx)
            _flush()
        except BrokenPipeError:
            _give_up_output()
            sys.exit(ExitCode.ANSWERED)
        except MissingExtraError as error:
            _fail(f"axis-tracker: {error}", ExitCode.USAGE)
        except AxisTrackerError as error:
            _fail(str(error), ExitCode.THE_DATA_SAY_NO)
        except OSError as error:
            _give_up_output_if_full()
            said = [str(part) for part in ("axis-tracker", error.filename, error.strerror) if part]
            _fail(": ".join(said), ExitCode.USAGE)
        except KeyboardInterrupt:
            sys.exit(ExitCode.INTERRUPTED)
        return result


def say_no() -> NoReturn:
    """End with the exit code that says that the data say no."""
    sys.exit(ExitCode.THE_DATA_SAY_NO)


def example(*commands: str) -> str:
    """The end of a command's help; the control character keeps click from wrapping the lines."""
    return "\b\n" + "\n".join(("Example:", *(f"  {command}" for command in commands)))


def _fail(text: str, code: ExitCode) -> NoReturn:
    with contextlib.suppress(OSError):
        click.echo(text, err=True)
    sys.exit(code)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _give_up_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter does not fail over it at its end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _give_up_output_if_full() -> None:
    try:
        _flush()
    except OSError:
        _give_up_output()
