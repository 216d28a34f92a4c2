"""The commands, each a few lines: what it takes, what it calls, how it ends.

Imports click, and `screens` for the layout.
"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import click

import axis_tracker as axt
from axis_tracker.cli.screens import console, overview_screen

__all__ = ["axis_tracker"]

P = ParamSpec("P")

_THE_DATA_SAY_NO = 1
_USAGE = 2


def _errors_in_a_paragraph(command: Callable[P, None]) -> Callable[P, None]:
    """Errors of the package and of the file system as a message and an exit code, never a traceback.

    A closed pipe is quiet.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except axt.AxisTrackerError as error:
            click.echo(str(error), err=True)
            sys.exit(_THE_DATA_SAY_NO)
        except OSError as error:
            click.echo(f"axis-tracker: {error.filename}: {error.strerror}", err=True)
            sys.exit(_USAGE)

    return run


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(path_type=Path), help="A .json file or a folder of TOML, instead of the packaged data."
)
@click.version_option(axt.__version__)
@click.pass_context
@_errors_in_a_paragraph
def axis_tracker(context: click.Context, data: Path | None) -> None:
    r"""Who says what about the military cooperation of North Korea, Russia, Iran and China.

    Without a command: an overview of the packaged data, or of your own.

    \b
    Example:
      axis-tracker
      axis-tracker --data mydata/
    """
    if context.invoked_subcommand is None:
        dataset = axt.load() if data is None else axt.read(data)
        console().print(overview_screen(dataset))
    elif data is not None:
        raise click.UsageError("--data goes with the overview alone; the other commands name their files themselves")


@axis_tracker.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_errors_in_a_paragraph
def check(folder: Path) -> None:
    r"""Report every problem of a FOLDER of TOML files (or of a .json file): file, line, path, and what was expected.

    Exit code 1 if there is any.

    \b
    Example:
      axis-tracker check seeds
    """
    dataset = axt.check(folder)
    click.echo(f"{folder}: no problems; {', '.join(f'{count} {name}' for name, count in dataset.counts.items())}")


@axis_tracker.command("compile")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The .json file to write."
)
@_errors_in_a_paragraph
def compile_(folder: Path, output: Path) -> None:
    r"""Compile a FOLDER of TOML files into one canonical JSON file, the same bytes every time.

    \b
    Example:
      axis-tracker compile seeds -o axis.json
    """
    axt.write(axt.check(folder), output)
    click.echo(f"wrote {output}")


@axis_tracker.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@_errors_in_a_paragraph
def locate(file: Path, words: str) -> None:
    r"""Print the locator of each place in the text FILE that reads WORDS.

    Characters count as what they are: a no-break space is no space, a curly quote no straight one.

    \b
    Example:
      axis-tracker locate texts/report.txt "more than 10,000 troops"
    """
    for passage in axt.locate_in_file(file, words):
        click.echo(str(passage).partition("#")[2])
