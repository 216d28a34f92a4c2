"""The directive `axis-chart`: Python that is shown, run while the page is built, and followed by what it draws.

The code must leave a chart under the name `chart`. The picture stands in the page itself, with the chart's description
as its alternative text; code that fails fails the build.
"""

from __future__ import annotations

import base64
import tempfile
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

import axis_tracker as axt


class ChartDirective(SphinxDirective):
    """Shows the code, and what it draws."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        code = "\n".join(self.content)
        names: dict[str, object] = {}
        exec(compile(code, self.env.docname, "exec"), names)
        chart = names.get("chart")
        if chart is None:
            raise self.error("the code leaves nothing under the name 'chart'")
        listing = nodes.literal_block(code, code, language="python")
        image = f'<img src="{_data_uri(chart)}" alt="{escape(chart.description)}" style="max-width: 100%">'
        return [listing, nodes.raw("", image, format="html")]


def _data_uri(chart: object) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chart.svg")
        axt.charts.save(chart, path)
        return f"data:image/svg+xml;base64,{base64.b64encode(path.read_bytes()).decode()}"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-chart", ChartDirective)
    return {"version": "1", "parallel_read_safe": True}
