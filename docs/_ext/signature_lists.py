"""Makes what Sphinx writes for a signature of many lines readable by screen readers.

Sphinx sets the parameters as a `dl` of nothing but `dd`: a list of definitions of no terms, which WCAG 1.3.1 forbids.
What counts is the layout alone, and the list is marked as that.
"""

from __future__ import annotations

from typing import Any

from docutils.nodes import Element
from sphinx.addnodes import desc_parameterlist, desc_type_parameter_list
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator


class Translator(HTML5Translator):
    """Sphinx's own, but for the lists of parameters."""

    def starttag(self, node: Element, tagname: str, *arguments: Any, **attributes: Any) -> str:
        if tagname == "dl" and isinstance(node, desc_parameterlist | desc_type_parameter_list):
            attributes["role"] = "presentation"
        return super().starttag(node, tagname, *arguments, **attributes)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.set_translator("html", Translator)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
