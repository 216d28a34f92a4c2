"""The command-line program `axis-tracker`, which parses arguments, calls the library, and formats the answer.

The program needs the `cli` extra (click and rich). Click and rich are imported only when the program runs.
"""

from __future__ import annotations

import io
import sys
from importlib.util import find_spec

from axis_tracker.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command-line program and exit with one of the codes in `command_group.ExitCode`."""
    try:
        # rich is imported only when a table is printed. Without this check, most commands would run without the
        # complete extra, and a few would fail.
        if find_spec("rich") is None:
            raise ModuleNotFoundError(name="rich")
        from axis_tracker.cli.commands import axis_tracker
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.stderr.write(f"axis-tracker: {MissingExtraError('cli', purpose='the command line')}\n")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    for stream in (sys.stdout, sys.stderr):
        # Escape characters that the encoding of the stream does not support, because an error would hide the whole
        # answer. A program may have replaced the stream with another kind of object, and a closed stream is None.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    axis_tracker(prog_name="axis-tracker")
