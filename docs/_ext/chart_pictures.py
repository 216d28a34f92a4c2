"""The directive `axis-chart`: Python that is shown, run while the page is built, and followed by what it draws.

The code must leave a chart under the name `chart`. The picture is a file of the built site, scaled to the page and a
link to itself, with the chart's description as its alternative text; code that fails fails the build. With
`:only-picture:` the code is not shown. `picture` is there for the other extensions, too.
"""

from __future__ import annotations

import hashlib
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
    from sphinx.writers.html5 import HTML5Translator


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


class chart_picture(nodes.General, nodes.Element):  # noqa: N801 (docutils calls its nodes so)
    """A drawn chart: the file `svg` and the words `alt`. It becomes a file when its page is written, in every build."""


def picture(chart: alt.TopLevelMixin) -> nodes.Node:
    """A chart as a picture as wide as the page, which leads to itself in full size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chart.svg")
        axt.charts.save(chart, path)
        return chart_picture("", svg=path.read_text(encoding="utf-8"), alt=chart.description)


def _visit(writer: HTML5Translator, node: nodes.Element) -> None:
    builder = writer.builder
    content = node["svg"].encode()
    name = f"chart-{hashlib.sha256(content).hexdigest()[:16]}.svg"
    images = Path(builder.outdir, builder.imagedir)
    images.mkdir(parents=True, exist_ok=True)
    (images / name).write_bytes(content)
    address = escape(f"{builder.imgpath}/{name}")
    link = f'<a class="reference internal image-reference axis-picture" href="{address}">'
    writer.body.append(f'{link}<img src="{address}" alt="{escape(node["alt"])}"></a>\n')
    raise nodes.SkipNode


def _skip(_writer: object, _node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(chart_picture, html=(_visit, None), latex=(_skip, None), man=(_skip, None), text=(_skip, None))
    app.add_directive("axis-chart", ChartDirective)
    return {"version": "1", "parallel_read_safe": True}
