"""The build of the documentation.

It reads nothing from the network, so what points into the documentation of others is a plain link.
"""

from __future__ import annotations

import doctest
import sys
from pathlib import Path

from axis_tracker._version import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "axis_tracker"
author = "axis_tracker maintainers"
copyright = author  # noqa: A001 (Sphinx reads it under this name)
release = version = __version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "chart_pictures",
    "commands",
    "data_pages",
    "notebooks",
    "rooms",
    "signature_lists",
    "tables",
]
exclude_patterns = ["_build"]
html_theme = "furo"
# How it looks: tests/site/ holds every page, in light and dark, to WCAG 2 AA. The colours of code are those of
# accessible-pygments, which comes with furo.
html_css_files = ["pages.css", "site.css"]
html_favicon = "_static/icon.svg"
html_js_files = [("keyboard.js", {"defer": "defer"})]
pygments_dark_style = "a11y-dark"
pygments_style = "a11y-light"
templates_path = ["_templates"]
html_title = f"axis_tracker {release}"
html_copy_source = False
html_static_path = ["_static"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

# The notebook is stored without its outputs, and executed in each build, from what the package gives now.
nb_execution_mode = "force"
nb_execution_timeout = 120  # seconds for one cell
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_output_stderr = "error"
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # no scripts from the network

# Docstrings set code between single backticks.
default_role = "code"
autodoc_default_options = {"members": True, "show-inheritance": True}
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 100

# The examples in docstrings run with the tests (tests/test_examples.py); here only those of the pages do.
doctest_test_doctest_blocks = ""
# The default would also pass over what an error says.
doctest_default_flags = doctest.ELLIPSIS | doctest.DONT_ACCEPT_TRUE_FOR_1
# The properties on the pages are tried on the same examples in each build, however slow the machine.
doctest_global_setup = """
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
        r"(axis_tracker\..*\.)?(\w+(Fields|Like|Name|Record)|Cell|Choice|HasExtent|Number|Qualifier|Read|Texts|Several|View)",
    ),
    # The same names as they stand in annotations that are only evaluated by type checkers.
    (r"py:class", r"(Callable|Decimal|Iterable|Iterator|Mapping|Path|Sequence|date|relativedelta|timedelta)"),
]
