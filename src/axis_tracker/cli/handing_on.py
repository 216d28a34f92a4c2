"""The commands that write for other tools: `convert`, `tables`, `schema` and `completion`.

Imports click and this room.
"""

from __future__ import annotations

from pathlib import Path

import click

import axis_tracker as axt
from axis_tracker.cli.curating import counts
from axis_tracker.cli.options import Word, dataset_options
from axis_tracker.cli.output import Line, print_json, print_lines, working
from axis_tracker.cli.running import example

__all__ = ["completion", "convert", "schema", "tables"]


class _ConvertCommand(click.Command):
    """A command whose help ends with the table of formats, which is read when it is shown."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_help_text(ctx, formatter)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_dl([(one.name, " ".join(one.suffixes)) for one in axt.FORMATS.values()])


@click.command(
    cls=_ConvertCommand,
    epilog=example("axis-tracker convert seeds axis.jsonl.gz", "axis-tracker convert axis.json mydata/"),
)
@click.argument("source", type=click.Path())
@click.argument("target", type=click.Path())
@click.option("--from", "from_", metavar="FORMAT", help="The format of SOURCE, if its suffix does not say.")
@click.option("--to", metavar="FORMAT", help="The format of TARGET, if its suffix does not say.")
@click.option(
    "--unknown-kinds",
    type=Word("axis_tracker.formats.kinds:UnknownKinds"),
    default="refuse",
    show_default=True,
    help="Refuse events of a kind that no installed project has, or carry them unchanged.",
)
def convert(source: str, target: str, from_: str | None, to: str | None, unknown_kinds: str) -> None:
    """Write the dataset SOURCE anew as TARGET, in another format.

    Nothing is lost. The suffix says the format, and .gz after it that the file is packed; a folder, or a TARGET that
    ends in a slash, is one of TOML files.
    """
    from axis_tracker.formats.registry import format_for

    with working("Converting"):
        dataset = axt.read(source, from_, unknown_kinds=axt.UnknownKinds(unknown_kinds))
        axt.write(dataset, target, to)
    click.echo(f"wrote {target} as {format_for(target, to).name}: {counts(dataset)}")


@click.command(epilog=example("axis-tracker tables axis.sqlite", "axis-tracker tables tables/ --format parquet"))
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=Word("axis_tracker.tables.writing:TableFormat"),
    help="What to write; by default what the suffix says: a database, or a folder of CSV files.",
)
@click.option(
    "--formulas",
    type=Word("axis_tracker.tables.formulas:Formulas"),
    help="What becomes of CSV texts that a spreadsheet would execute.",
)
@dataset_options
def tables(dataset: axt.Dataset, path: Path, format_: str | None, formulas: str | None, *, as_json: bool) -> None:
    """Write flat tables to PATH, for spreadsheets and SQL.

    And report what they leave out.
    """
    from axis_tracker.reports.findings import tables_record

    with working("Writing tables"):
        report = axt.write_tables(dataset, path, format=format_, formulas=formulas)
    if as_json:
        print_json(tables_record(report))
        return
    print_lines(
        [
            Line(f"wrote {path}: {report}"),
            *(Line(f"{name}: {count}", 1) for name, count in report.rows.items()),
        ]
    )


@click.command(epilog=example("axis-tracker schema -o axis-tracker.schema.json"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, instead of the screen."
)
def schema(output: Path | None) -> None:
    """Print the JSON Schema of the canonical form.

    Of the version 2020-12 of JSON Schema; with -o it is written to a file.
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
    """Print what SHELL needs to complete what is typed.

    Commands, options, words and ids.
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    assert made is not None
    root = context.find_root()
    click.echo(made(root.command, {}, "axis-tracker", "_AXIS_TRACKER_COMPLETE").source())
