"""The commands of the section "Curate": `check`, `compile`, `verify`, `coverage`, `locate` and `compare`."""

from __future__ import annotations

from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import ExitCode, example
from axis_tracker.cli.output import (
    Answer,
    Line,
    counted,
    counted_records,
    print_json,
    print_lines,
    print_table,
    progress_bar,
    status,
)

__all__ = ["check", "compare", "compile_", "coverage", "locate", "read_coverages", "verify"]


@click.command(epilog=example("axis-tracker check seeds"))
@click.argument("folder", type=click.Path(path_type=Path))
@options.json_option
def check(folder: Path, *, as_json: bool) -> None:
    """Report every problem in a FOLDER of TOML files, or in one file.

    For each problem, the report gives the file, the line, the path within the data, and what to write instead. The exit
    code is 1 if any problem is found. Warnings point to dates that contradict each other, and do not change the exit
    code.
    """
    from axis_tracker.reports.check_records import check_record, warning_lines

    try:
        with status("Checking"):
            dataset = axt.check(folder)
    except axt.ReadError as error:
        if not as_json:
            raise
        print_json(check_record(None, error.problems))
        raise click.exceptions.Exit(ExitCode.DATA_PROBLEM) from None
    found = Line(f"{folder}: no problems; {counted_records(dataset.counts)}")
    warnings = map(Line, warning_lines(dataset))
    Answer(lambda: check_record(dataset, ()), lambda: [found, *warnings]).print(as_json=as_json)


@click.command("compile", epilog=example("axis-tracker compile seeds -o axis.json"))
@click.argument("folder", type=click.Path(path_type=Path))
@options.output_option("JSON file to write.")
def compile_(folder: Path, output: Path) -> None:
    """Compile a FOLDER of TOML files into one canonical JSON file.

    The same data always produce the same file, byte for byte.
    """
    with status("Compiling"):
        axt.write(axt.check(folder), output)
    click.echo(f"wrote {output}")


@click.command(epilog=example('axis-tracker locate texts/report.txt "more than 10,000 troops"'))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("words")
@options.json_option
def locate(file: Path, words: str, *, as_json: bool) -> None:
    """Print the position of every occurrence of WORDS in FILE.

    To cite the words, copy the position into the evidence of a claim. WORDS must match the text exactly. A no-break
    space differs from a space, and a curly quote differs from a straight quote.
    """
    found = [str(passage).partition("#")[2] for passage in axt.locate_in_file(file, words)]
    Answer(lambda: found, lambda: map(Line, found)).print(as_json=as_json)


@click.command(epilog=example("axis-tracker verify texts/"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@options.data_option
@options.json_option
def verify(texts: Path, data: Path | None, *, as_json: bool) -> None:
    """Check documents and passages against the source texts.

    TEXTS is a folder. The text of each document must be in the file ID.txt, where ID is the id of the document.
    Documents that have no such file are not checked. The exit code is 1 if a document or a passage does not match the
    text.
    """
    from axis_tracker.reports.check_records import verification_record

    dataset = options.dataset_from(data)
    with status("Comparing with the texts"):
        result = axt.verify(dataset, texts)
    checked = f"{counted(len(result.documents), 'document')} and {counted(result.passages, 'passage')} checked"
    unchecked = f"{counted(len(result.absent), 'document')} and {counted(result.unchecked, 'passage')} not checked"
    lines = [
        *(Line(f"failed: {failure}", style="red") for failure in result.failures),
        *(Line(f"not checked: {document} (no {document}.txt in {texts})") for document in result.absent),
        Line(f"{checked}, {counted(len(result.failures), 'failure')}; {unchecked}"),
    ]
    Answer(lambda: verification_record(result), lambda: lines).print(as_json=as_json)
    if result.failures:
        raise click.exceptions.Exit(ExitCode.DATA_PROBLEM)


@click.command(epilog=example("axis-tracker coverage texts/ --show"))
@click.argument("texts", type=click.Path(path_type=Path, file_okay=False))
@click.option("--show", is_flag=True, help="Print every sentence of the texts, with the claims that cite the sentence.")
@options.data_option
@options.json_option
def coverage(texts: Path, data: Path | None, *, show: bool, as_json: bool) -> None:
    """Report how much of each document is coded.

    A sentence is coded if a claim cites the sentence. The data can also mark a sentence as uncoded and give a reason.
    The exit code is 1 if any sentence is neither cited nor marked as uncoded. TEXTS is a folder. The text of each
    document must be in the file ID.txt, where ID is the id of the document.
    """
    from axis_tracker.cli.screens import coverage_screen
    from axis_tracker.reports.check_records import coverage_record

    found, missing = read_coverages(options.dataset_from(data), texts)
    if as_json:
        print_json(coverage_record([covered for covered, _ in found], missing))
    else:
        for document in missing:
            print_lines([Line(f"{document}: not checked (no {document}.txt in {texts})")])
        for covered, text in found:
            line = (
                f"{covered.document}: {counted(len(covered.sentences), 'sentence')}, {covered.cited} cited, "
                f"{covered.uncoded} uncoded for a reason, {covered.neither} neither"
            )
            print_lines([Line(line)])
            if show:
                print_table(coverage_screen(covered, text))
    if any(covered.neither for covered, _ in found):
        raise click.exceptions.Exit(ExitCode.DATA_PROBLEM)


def read_coverages(dataset: axt.Dataset, texts: Path) -> tuple[list[tuple[axt.DocumentCoverage, str]], list[str]]:
    """Read the text of each document from a folder, and compute the coverage of the document.

    Return the coverage and the text of each document, and the ids of the documents that have no text.
    """
    found: list[tuple[axt.DocumentCoverage, str]] = []
    missing: list[str] = []
    with progress_bar(dataset.documents.ids, "Reading the texts") as documents:
        for document in documents:
            text = axt.source_text(texts, document)
            if text is None:
                missing.append(document)
            else:
                found.append((axt.coverage(dataset, document, text.content), text.content))
    return found, missing


@click.command(epilog=example("axis-tracker compare mine/ yours/ --differences"))
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("second", type=click.Path(path_type=Path))
@click.option("--differences", is_flag=True, help="Also print every field that differs between two matched claims.")
@options.json_option
def compare(first: Path, second: Path, *, differences: bool, as_json: bool) -> None:
    """Compare two codings of the same documents, claim by claim.

    FIRST and SECOND are the two codings. Each coding is a file, or a folder of TOML files. For each field, the answer
    shows the agreement between the two codings, and Krippendorff's alpha. The command needs the `agreement` extra.
    """
    from axis_tracker.cli.screens import comparison_screen
    from axis_tracker.reports.check_records import comparison_record

    with status("Comparing"):
        found = axt.compare(axt.read(first), axt.read(second))
    if as_json:
        print_json(comparison_record(found))
    else:
        print_table(comparison_screen(found, differences=differences))
