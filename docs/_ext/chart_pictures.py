"""The directive `axis-chart`: Python that is shown, run while the page is built, and followed by what it draws.

The code must leave a chart under the name `chart`. The picture stands in the page itself, with the chart's description
as its alternative text; code that fails fails the build. With `:only-picture:` the code is not shown. `picture` is
there for the other extensions, too.
"""

from __future__ import annotations

import base64
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, OptionSpec

import axis_tracker as axt

if TYPE_CHECKING:
    import altair as alt


class ChartDirective(SphinxDirective):
    """Shows the code, and what it draws."""

    has_content = True
    option_spec: ClassVar[OptionSpec] = {"only-picture": directives.flag}

    def run(self) -> list[nodes.Node]:
        code = "\n".join(self.content)
        names: dict[str, object] = {}
        exec(compile(code, self.env.docname, "exec"), names)
        chart = names.get("chart")
        if chart is None:
            raise self.error("the code leaves nothing under the name 'chart'")
        drawn = picture(chart)
        return (
            [drawn] if "only-picture" in self.options else [nodes.literal_block(code, code, language="python"), drawn]
        )


def picture(chart: alt.TopLevelMixin) -> nodes.Node:
    """A chart as a picture in the page itself; where the page is narrow, in a box of its own that scrolls."""
    image = f'<img src="{_data_uri(chart)}" alt="{escape(chart.description)}">'
    box = '<div class="axis-picture" role="group" aria-label="Chart" tabindex="0">'
    return nodes.raw("", f"{box}{image}</div>", format="html")


def _data_uri(chart: alt.TopLevelMixin) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chart.svg")
        axt.charts.save(chart, path)
        return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-chart", ChartDirective)
    return {"version": "1", "parallel_read_safe": True}
