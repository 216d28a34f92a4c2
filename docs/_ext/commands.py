"""The directive `axis-commands`: the help of every command of `axis-tracker`, in the sections of the command line.

A new command gets into the reference by being one.
"""

from __future__ import annotations

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from axis_tracker.cli.commands import axis_tracker

_NAME = "axis-tracker"
_WIDTH = 80


def _help(command: click.Command, *names: str) -> str:
    """The help as an 80-column terminal shows it."""
    context = click.Context(axis_tracker, info_name=_NAME, terminal_width=_WIDTH, **axis_tracker.context_settings)
    if names:
        context = click.Context(command, parent=context, info_name=names[-1])
    return command.get_help(context)


class CommandsDirective(SphinxDirective):
    """Documents the commands."""

    def run(self) -> list[nodes.Node]:
        page = ["## `axis-tracker`", "", "```text", _help(axis_tracker), "```", ""]
        for title, commands in axis_tracker.sections.items():
            page += [f"## {title}", ""]
            for command in commands:
                name = str(command.name)
                page += [f"### `{name}`", "", "```text", _help(command, name), "```", ""]
        return self.parse_text_to_nodes("\n".join(page), allow_section_headings=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-commands", CommandsDirective)
    return {"version": "1", "parallel_read_safe": True}
