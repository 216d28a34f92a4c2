"""Save a chart as SVG, PNG or a Vega-Lite specification, without using the network."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from axis_tracker.charts.style import require
from axis_tracker.errors import Problem, WriteError
from axis_tracker.formats.atomic import whole_file

if TYPE_CHECKING:
    import altair as alt

__all__ = ["save"]

_Specification: TypeAlias = Mapping[str, Any]

_SCALE: Final = 2
"""The number of PNG pixels per drawing pixel. A PNG at this scale is sharp in print and on high-resolution screens."""
_GRADIENT: Final = re.compile(r"gradient_\d+")


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str]) -> None:
    """Save a chart in a file that ends in .svg, .png or .json. A .json file contains the Vega-Lite specification.

    If saving fails, no incomplete file is left behind. With the same versions of the libraries, the same chart always
    produces the same SVG file, byte for byte. An SVG file contains a title and a description for screen readers. An SVG
    file loads nothing from the network.

    >>> import pathlib, tempfile
    >>> import axis_tracker as axt
    >>> target = pathlib.Path(tempfile.mkdtemp(), "timeline.svg")
    >>> axt.charts.save(axt.charts.timeline(axt.load()), target)
    >>> "North Korea" in target.read_text("utf-8")
    True

    Raises `WriteError` if the suffix is unknown or the path is not a regular file, `MissingExtraError` if the `charts`
    extra is not installed, and `OSError` if the file cannot be written.
    """
    suffix = Path(path).suffix.lower()
    write = _WRITERS.get(suffix)
    if write is None:
        known = ", ".join(_WRITERS)
        raise WriteError([Problem(f"unknown suffix for a chart; use one of {known}", value=suffix, file=str(path))])
    content = write(chart.to_dict())
    with whole_file(path) as file:
        file.write(content)


def _svg(specification: _Specification) -> bytes:
    drawn: str = _converter().vegalite_to_svg(dict(specification))
    # vl-convert numbers gradients across all charts of a process, so the numbers depend on earlier charts.
    numbers: dict[str, str] = {}
    drawn = _GRADIENT.sub(lambda found: numbers.setdefault(found.group(), f"gradient_{len(numbers)}"), drawn)
    title, description = _title(specification), str(specification.get("description", ""))
    head = f'role="img" aria-label={quoteattr(description or title)} '
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    start, end = drawn.index("<svg ") + len("<svg "), drawn.index(">") + 1
    return f"{drawn[:start]}{head}{drawn[start:end]}{words}{drawn[end:]}\n".encode()


def _png(specification: _Specification) -> bytes:
    drawn: bytes = _converter().vegalite_to_png(dict(specification), scale=_SCALE)
    return drawn


def _json(specification: _Specification) -> bytes:
    return f"{json.dumps(specification, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()


_WRITERS: Final[Mapping[str, Callable[[_Specification], bytes]]] = {".svg": _svg, ".png": _png, ".json": _json}


def _title(specification: _Specification) -> str:
    given = specification.get("title", "")
    text = given.get("text", "") if isinstance(given, Mapping) else given
    return text if isinstance(text, str) else " ".join(text)


def _converter() -> Any:
    return require("vl_convert", purpose="saving a chart as an image")
