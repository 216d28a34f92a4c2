"""The commands of the section "Export": `convert`, `tables`, `schema` and `completion`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import axis_tracker as axt
from axis_tracker.cli import options
from axis_tracker.cli.command_group import example
from axis_tracker.cli.output import Answer, Line, counted_records, status

if TYPE_CHECKING:
    from axis_tracker.tables.writing import TableFormat

__all__ = ["completion", "convert", "schema", "tables"]


class _ConvertCommand(click.Command):
    """A command whose help lists the formats."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text, then the formats. The formats are loaded only for this list."""
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_dl([(format_.name, " ".join(format_.suffixes)) for format_ in axt.FORMATS.values()])


@click.command(
    cls=_ConvertCommand,
    epilog=example("axis-tracker convert seeds axis.jsonl.gz", "axis-tracker convert axis.json mydata/"),
)
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path())
@click.option("--from", "from_", metavar="FORMAT", help="Format of SOURCE, if the suffix does not identify the format.")
@click.option("--to", metavar="FORMAT", help="Format of TARGET, if the suffix does not identify the format.")
@options.word_option(
    "--unknown-kinds",
    "axis_tracker.formats.kinds:UnknownKinds",
    "What to do with events of a kind that no installed package defines: {values}.",
    default="refuse",
    show_default=True,
)
def convert(source: str, target: str, from_: str | None, to: str | None, unknown_kinds: axt.UnknownKinds) -> None:
    """Convert a dataset to another format.

    The dataset in SOURCE is written to TARGET without any loss of data. The suffix of a path determines the format. To
    compress the file, add .gz to its name. If SOURCE is a folder, it must contain TOML files. If TARGET ends in a
    slash, the dataset is written as a folder of TOML files.
    """
    from axis_tracker.formats.registry import format_for

    with status("Converting"):
        dataset = axt.read(source, from_, unknown_kinds=unknown_kinds)
        axt.write(dataset, target, to)
    click.echo(f"wrote {target} as {format_for(target, to).name}: {counted_records(dataset.counts)}")


@click.command(epilog=example("axis-tracker tables axis.sqlite", "axis-tracker tables tables/ --format parquet"))
@click.argument("path", type=click.Path(path_type=Path))
@options.word_option(
    "--format",
    "axis_tracker.tables.writing:TableFormat",
    "Format to write: {values}.  [default: sqlite or csv, by the suffix of PATH]",
)
@options.word_option(
    "--formulas",
    "axis_tracker.tables.formulas:Formulas",
    "What to do with CSV text that a spreadsheet would run as a formula: {values}.  [default: escape]",
)
@options.dataset_options
def tables(
    dataset: axt.Dataset,
    path: Path,
    format: TableFormat | None,  # noqa: A002
    formulas: axt.Formulas | None,
) -> Answer:
    """Write flat tables to PATH, for spreadsheets and SQL.

    The command then prints the number of rows in each table, and everything that the tables cannot represent.
    """
    from axis_tracker.reports.check_records import tables_record

    with status("Writing tables"):
        report = axt.write_tables(dataset, path, format=format, formulas=formulas)
    rows = [Line(f"{name}: {count}", 1) for name, count in report.rows.items()]
    return Answer(lambda: tables_record(report), lambda: [Line(f"wrote {path}: {report}"), *rows])


@click.command(epilog=example("axis-tracker schema -o axis-tracker.schema.json"))
@options.output_option("File to write, instead of standard output.", required=False)
def schema(output: Path | None) -> None:
    """Print the JSON Schema for datasets in JSON format.

    The schema uses JSON Schema version 2020-12.
    """
    from axis_tracker.formats.schema import schema_text

    if output is None:
        click.echo(schema_text(), nl=False)
    else:
        output.write_text(schema_text(), encoding="ascii", newline="\n")
        click.echo(f"wrote {output}")


@click.command(epilog=example("axis-tracker completion bash >> ~/.bashrc"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script for a shell.

    The script completes commands, options, and the values of options, including the ids of records.
    """
    from click.shell_completion import get_completion_class

    shell_class = get_completion_class(shell)
    assert shell_class is not None
    root = context.find_root()
    click.echo(shell_class(root.command, {}, "axis-tracker", "_AXIS_TRACKER_COMPLETE").source())
