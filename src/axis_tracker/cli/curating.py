"""The commands for those who code documents: `check`, `compile`, `verify`, `coverage`, `locate` and `compare`.

Imports click and this room.
"""

from __future__ import annotations

from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli.options import data_option, dataset_from, json_option
from axis_tracker.cli.output import Line, print_json, print_lines, print_screen, progress, working
from axis_tracker.cli.running import ExitCode, example, say_no

__all__ = ["check", "compare", "compile_", "counts", "coverage", "locate", "verify"]


def counts(dataset: axt.Dataset) -> str:
    """How many records there are of each collection."""
    return ", ".join(f"{count} {name}" for name, count in dataset.counts.items())


@click.command(epilog=example("axis-tracker check seeds"))
@click.argument("folder", type=click.Path(path_type=Path))
@json_option
def check(folder: Path, *, as_json: bool) -> None:
    """Report every problem of a FOLDER of TOML files, or of one file.

    With file, line, path, and what was expected. Exit code 1 if there is any.
    """
    from axis_tracker.reports.findings import check_record

    try:
        with working("Checking"):
            dataset = axt.check(folder)
    except axt.ReadError as error:
        if not as_json:
            raise
        print_json(check_record(None, error.problems))
        raise click.exceptions.Exit(ExitCode.THE_DATA_SAY_NO) from None
    if as_json:
        print_json(check_record(dataset, ()))
    else:
        print_lines([Line(f"{folder}: no problems; {counts(dataset)}")])


@click.command("compile", epilog=example("axis-tracker compile seeds -o axis.json"))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write, .json."
)
def compile_(folder: Path, output: Path) -> None:
    """Compile a FOLDER of TOML files into one canonical JSON file.

    The same bytes every time.
    """
    with working("Compiling"):
        axt.write(axt.check(folder), output)
    click.echo(f"wrote {output}")


@click.command(epilog=example('axis-tracker locate texts/report.txt "more than 10,000 troops"'))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@json_option
def locate(file: Path, words: str, *, as_json: bool) -> None:
    """Print the locator of each place in FILE that reads WORDS.

    Characters count as what they are: a no-break space is no space, a curly quote no straight one.
    """
    found = [str(passage).partition("#")[2] for passage in axt.locate_in_file(file, words)]
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(found))


@click.command(epilog=example("axis-tracker verify texts/"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@data_option
@json_option
def verify(texts: Path, data: Path | None, *, as_json: bool) -> None:
    """Check documents and passages against the source texts.

    The texts are in the folder TEXTS, a file ID.txt for each document. A document without a text is not checked. Exit
    code 1 if anything fails.
    """
    from axis_tracker.reports.findings import verification_record

    dataset = dataset_from(data)
    with working("Comparing with the texts"):
        result = axt.verify(dataset, texts)
    if as_json:
        print_json(verification_record(result))
    else:
        print_lines(
            [
                *(Line(f"failed: {failure}", style="red") for failure in result.failures),
                *(Line(f"not checked: {document} (no {document}.txt in {texts})") for document in result.absent),
                Line(
                    f"{len(result.documents)} documents and {result.passages} passages checked, "
                    f"{len(result.failures)} failures; "
                    f"{len(result.absent)} documents and {result.unchecked} passages not checked"
                ),
            ]
        )
    if result.failures:
        say_no()


@click.command(epilog=example("axis-tracker coverage texts/ --show"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@click.option("--show", is_flag=True, help="Print each text, sentence by sentence, with its claims.")
@data_option
@json_option
def coverage(texts: Path, data: Path | None, *, show: bool, as_json: bool) -> None:
    """Tell how much of each document is coded.

    How many sentences are cited by a claim, left uncoded with a reason, or neither. The source texts are read from the
    folder TEXTS, a file ID.txt for each document. Exit code 1 if a sentence is neither.
    """
    from axis_tracker.cli.screens import coverage_screen
    from axis_tracker.reports.findings import coverage_record

    dataset = dataset_from(data)
    found: list[tuple[axt.DocumentCoverage, str]] = []
    absent: list[str] = []
    with progress(dataset.documents.ids, "Reading the texts") as documents:
        for document in documents:
            text = axt.source_text(texts, document)
            if text is None:
                absent.append(document)
            else:
                found.append((axt.coverage(dataset, document, text.content), text.content))
    if as_json:
        print_json(coverage_record([one for one, _ in found], absent))
    else:
        for document in absent:
            print_lines([Line(f"{document}: not checked (no {document}.txt in {texts})")])
        for one, content in found:
            line = (
                f"{one.document}: {len(one.sentences)} sentences, {one.cited} cited, "
                f"{one.uncoded} uncoded with reason, {one.neither} neither"
            )
            print_lines([Line(line)])
            if show:
                print_screen(coverage_screen(one, content))
    if any(one.neither for one, _ in found):
        say_no()


@click.command(epilog=example("axis-tracker compare mine/ yours/ --differences"))
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--differences", is_flag=True, help="Print every field in which two matched claims differ.")
@json_option
def compare(first: Path, second: Path, *, differences: bool, as_json: bool) -> None:
    """Compare two codings of the same documents, claim by claim.

    Each is a file or a folder of TOML. Prints the agreement field by field, with Krippendorff's alpha. Needs the extra
    `agreement`.
    """
    from axis_tracker.cli.screens import comparison_screen
    from axis_tracker.reports.findings import comparison_record

    with working("Comparing"):
        found = axt.compare(axt.read(first), axt.read(second))
    if as_json:
        print_json(comparison_record(found))
    else:
        print_screen(comparison_screen(found, differences=differences))
