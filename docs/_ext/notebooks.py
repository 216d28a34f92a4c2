"""Notebooks as pages: executed by the Python that builds, with nothing of the user's, and offered as files.

myst-nb executes each notebook with the kernel that is called "python3". Which Python that is depends on what lies in
the folders of Jupyter, in the home of whoever builds. Here the first of these folders is one of our own, which is
gone after the build: its kernel is the Python that builds, and finds the same packages on the same path.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import sys
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

_BEFORE = "Each cell is run when this page is built. To run it yourself, download "


class DownloadNotebook(SphinxTransform):
    """Below the title of a page that is a notebook: a link to the notebook itself, as it is stored."""

    default_priority = 300  # before titles are collected, and links to downloads

    def apply(self, **kwargs: object) -> None:
        source = self.env.doc2path(self.env.docname)
        title = next(iter(self.document.findall(nodes.title)), None)
        if source.suffix != ".ipynb" or title is None:
            return
        name = nodes.literal(source.name, source.name)
        link = addnodes.download_reference("", "", name, reftarget=source.name, refdoc=self.env.docname)
        title.parent.insert(title.parent.index(title) + 1, nodes.paragraph("", _BEFORE, link, nodes.Text(".")))


class ScrollFrames(SphinxTransform):
    """The data frames of a notebook, in boxes in which they scroll on narrow pages; the keyboard can reach them."""

    default_priority = 300

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.raw):
            if 'class="dataframe"' in node.astext():
                box = '<div role="region" aria-label="Table" tabindex="0" style="overflow-x: auto">'
                node.children = [nodes.Text(f"{box}{node.astext()}</div>")]


def _own_kernel() -> None:
    """Puts a kernel for this very Python before all others, and what Jupyter writes into a folder of its own."""
    folder = tempfile.TemporaryDirectory(prefix="axis-tracker-notebooks-")
    atexit.register(folder.cleanup)
    kernel = Path(folder.name, "data", "kernels", "python3", "kernel.json")
    kernel.parent.mkdir(parents=True)
    path = os.pathsep.join(
        str(Path(one).resolve()) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one
    )
    specification = {
        # It would warn that what it says to the build, on this machine, is not encrypted.
        "argv": [sys.executable, "-m", "ipykernel_launcher", "--log-level=ERROR", "-f", "{connection_file}"],
        "display_name": "Python 3",
        "language": "python",
        "env": {"PYTHONPATH": path},
    }
    kernel.write_text(json.dumps(specification), encoding="utf-8")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        one for one in (str(kernel.parents[2]), os.environ.get("JUPYTER_PATH")) if one
    )
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        os.environ[name] = str(Path(folder.name, name.lower()))


def setup(app: Sphinx) -> ExtensionMetadata:
    _own_kernel()
    # It says which kernel it starts, even to who asks for quiet.
    logging.getLogger("traitlets").setLevel(logging.WARNING)
    app.add_transform(DownloadNotebook)
    app.add_transform(ScrollFrames)
    return {"version": "1", "parallel_read_safe": True}
