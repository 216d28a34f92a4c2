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
from axis_tracker.cli import charting
from axis_tracker.cli.screens import comparison_screen, console, coverage_screen, overview_screen
from axis_tracker.formats.registry import format_for

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
        except axt.MissingExtraError as error:
            click.echo(f"axis-tracker: {error}", err=True)
            sys.exit(_USAGE)
        except axt.AxisTrackerError as error:
            click.echo(str(error), err=True)
            sys.exit(_THE_DATA_SAY_NO)
        except OSError as error:
            said = [str(part) for part in ("axis-tracker", error.filename, error.strerror) if part]
            click.echo(": ".join(said), err=True)
            sys.exit(_USAGE)

    return run


def _example(*lines: str) -> str:
    """The end of a command's help; the control character keeps click from wrapping the lines."""
    return "\b\n" + "\n".join(("Example:", *(f"  {line}" for line in lines)))


_data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file of any format or a folder of TOML, instead of the packaged data.",
)


def _dataset(data: Path | None) -> axt.Dataset:
    return axt.load() if data is None else axt.read(data)


def _counts(dataset: axt.Dataset) -> str:
    return ", ".join(f"{count} {name}" for name, count in dataset.counts.items())


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_example("axis-tracker", "axis-tracker --data mydata/"),
)
@_data_option
@click.version_option(axt.__version__)
@click.pass_context
@_errors_in_a_paragraph
def axis_tracker(context: click.Context, data: Path | None) -> None:
    """Who says what about the military cooperation of North Korea, Russia, Iran and China.

    Without a command: an overview of the packaged data, or of your own.
    """
    if context.invoked_subcommand is None:
        console().print(overview_screen(_dataset(data)))
    elif data is not None:
        raise click.UsageError("--data comes after the command that it is for")


@axis_tracker.command(epilog=_example("axis-tracker check seeds"))
@click.argument("folder", type=click.Path(path_type=Path))
@_errors_in_a_paragraph
def check(folder: Path) -> None:
    """Report every problem of a FOLDER of TOML files (or of one file): file, line, path, and what was expected.

    Exit code 1 if there is any.
    """
    dataset = axt.check(folder)
    click.echo(f"{folder}: no problems; {_counts(dataset)}")


@axis_tracker.command("compile", epilog=_example("axis-tracker compile seeds -o axis.json"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write, .json."
)
@_errors_in_a_paragraph
def compile_(folder: Path, output: Path) -> None:
    """Compile a FOLDER of TOML files into one canonical JSON file, the same bytes every time."""
    axt.write(axt.check(folder), output)
    click.echo(f"wrote {output}")


_CONVERT_HELP = """Write the dataset SOURCE anew as TARGET, in another format; nothing is lost.

The suffix says the format, and .gz after it that the file is packed; a folder, or a TARGET that ends in a slash, is one
of TOML files.

\b
""" + "\n".join(f"{one.name:<11}  {' '.join(one.suffixes)}" for one in axt.FORMATS.values())


@axis_tracker.command(
    help=_CONVERT_HELP,
    epilog=_example("axis-tracker convert seeds axis.jsonl.gz", "axis-tracker convert axis.json mydata/"),
)
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path())
@click.option("--from", "from_", metavar="FORMAT", help="The format of SOURCE, if its suffix does not say.")
@click.option("--to", metavar="FORMAT", help="The format of TARGET, if its suffix does not say.")
@_errors_in_a_paragraph
def convert(source: str, target: str, from_: str | None, to: str | None) -> None:
    """Write the dataset SOURCE anew as TARGET, in another format; nothing is lost."""
    dataset = axt.read(source, from_)
    axt.write(dataset, target, to)
    click.echo(f"wrote {target} as {format_for(target, to).name}: {_counts(dataset)}")


@axis_tracker.command(epilog=_example("axis-tracker schema -o axis-tracker.schema.json"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, instead of the screen."
)
@_errors_in_a_paragraph
def schema(output: Path | None) -> None:
    """Print the JSON Schema (2020-12) of the canonical form, or write it to a file."""
    from axis_tracker.formats.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="ascii", newline="\n")
        click.echo(f"wrote {output}")


@axis_tracker.command(epilog=_example('axis-tracker locate texts/report.txt "more than 10,000 troops"'))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@_errors_in_a_paragraph
def locate(file: Path, words: str) -> None:
    """Print the locator of each place in the text FILE that reads WORDS.

    Characters count as what they are: a no-break space is no space, a curly quote no straight one.
    """
    for passage in axt.locate_in_file(file, words):
        click.echo(str(passage).partition("#")[2])


@axis_tracker.command(epilog=_example("axis-tracker verify texts/"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@_data_option
@_errors_in_a_paragraph
def verify(texts: Path, data: Path | None) -> None:
    """Check documents and passages against the source texts in the folder TEXTS, a file ID.txt for each document.

    A document without a text is not checked. Exit code 1 if anything fails.
    """
    result = axt.verify(_dataset(data), texts)
    for failure in result.failures:
        click.echo(f"failed: {failure}")
    for document in result.absent:
        click.echo(f"not checked: {document} (no {document}.txt in {texts})")
    click.echo(
        f"{len(result.documents)} documents and {result.passages} passages checked, {len(result.failures)} failures; "
        f"{len(result.absent)} documents and {result.unchecked} passages not checked"
    )
    if result.failures:
        sys.exit(_THE_DATA_SAY_NO)


@axis_tracker.command(epilog=_example("axis-tracker coverage texts/ --show"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@click.option("--show", is_flag=True, help="Print each text, sentence by sentence, with its claims.")
@_data_option
@_errors_in_a_paragraph
def coverage(texts: Path, data: Path | None, *, show: bool) -> None:
    """Tell how many sentences of each document are cited by a claim, left uncoded with a reason, or neither.

    The source texts are read from the folder TEXTS, a file ID.txt for each document. Exit code 1 if a sentence is
    neither.
    """
    dataset = _dataset(data)
    neither = 0
    for document in dataset.documents.ids:
        text = axt.source_text(texts, document)
        if text is None:
            click.echo(f"{document}: not checked (no {document}.txt in {texts})")
            continue
        found = axt.coverage(dataset, document, text.content)
        neither += found.neither
        click.echo(
            f"{document}: {len(found.sentences)} sentences, {found.cited} cited, "
            f"{found.uncoded} uncoded with reason, {found.neither} neither"
        )
        if show:
            console().print(coverage_screen(found, text.content))
    if neither:
        sys.exit(_THE_DATA_SAY_NO)


@axis_tracker.command(epilog=_example("axis-tracker compare mine/ yours/ --differences"))
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--differences", is_flag=True, help="Print every field in which two matched claims differ.")
@_errors_in_a_paragraph
def compare(first: Path, second: Path, *, differences: bool) -> None:
    """Compare two codings of the same documents, each a file or a folder of TOML, claim by claim.

    Prints the agreement field by field, with Krippendorff's alpha. Needs the extra `agreement`.
    """
    console().print(comparison_screen(axt.compare(axt.read(first), axt.read(second)), differences=differences))


axis_tracker.add_command(charting.chart)
