"""The build of the documentation.

It reads nothing from the network, so what points into the documentation of others is a plain link.
"""

from __future__ import annotations

import sys
from pathlib import Path

from axis_tracker._version import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "axis_tracker"
author = "axis_tracker maintainers"
copyright = author  # noqa: A001 (Sphinx reads it under this name)
release = version = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "chart_pictures",
    "commands",
    "rooms",
    "signature_lists",
    "tables",
]
exclude_patterns = ["_build"]
html_theme = "furo"
# How it looks: tests/site/ holds every page, in light and dark, to WCAG 2 AA. The colours of code are those of
# accessible-pygments, which comes with furo.
html_favicon = "_static/icon.svg"
html_js_files = [("keyboard.js", {"defer": "defer"})]
pygments_dark_style = "a11y-dark"
pygments_style = "a11y-light"
templates_path = ["_templates"]
html_title = f"axis_tracker {release}"
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["site.css"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# Docstrings set code between single backticks.
default_role = "code"
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

# The examples in docstrings run with the tests (tests/test_examples.py); here only those of the pages do.
doctest_test_doctest_blocks = ""
# The properties on the pages are tried on the same examples in each build, however slow the machine.
doctest_global_setup = """
import axis_tracker as axt
from hypothesis import settings
settings.register_profile("docs", deadline=None, derandomize=True, database=None)
settings.load_profile("docs")
"""

nitpicky = True
nitpick_ignore_regex = [
    # Without an inventory of the standard library and of our dependencies, their names have nowhere to point.
    (r"py:.*", r"(alt|altair|attr|attrs|cattrs|click|dateutil|hypothesis|rich|st)\..*"),
    (r"py:.*", r"(pa|pd|pl)\..*"),
    (r"py:.*", r"(collections|datetime|decimal|enum|os|pathlib|types|typing)\..*"),
    # Type variables, and the aliases and shapes that say what is accepted for an actor, a date, a stance, a quantity.
    (r"py:(class|obj)", r"(axis_tracker\..*\.)?([A-Z]|Named)"),
    (
        r"py:class",
        r"(axis_tracker\..*\.)?(\w+(Fields|Like|Name|Record)|Cell|Choice|Extended|Qualifier|Texts|Several|View)",
    ),
    # The same names as they stand in annotations that are only evaluated by type checkers.
    (r"py:class", r"(Callable|Decimal|Iterable|Iterator|Mapping|Path|Sequence|date|relativedelta|timedelta)"),
]
