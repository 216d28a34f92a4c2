"""Saves a chart as a file: SVG, PNG, or the Vega-Lite specification that it is made of. Nothing comes from the network.

Imports the errors and the files that appear whole; vl-convert where it is used.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from axis_tracker.errors import MissingExtraError, Problem, WriteError
from axis_tracker.formats.atomic import whole_file

if TYPE_CHECKING:
    import altair as alt

__all__ = ["save"]

_SCALE: Final = 2
"""Pixels of a PNG for each of the drawing, so that it is sharp on paper and on dense screens."""

_GRADIENT: Final = re.compile(r"gradient_\d+")


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str]) -> None:
    """Save a chart, in the format that the suffix says: .svg, .png, or .json for its Vega-Lite specification.

    The file appears whole or not at all. The same chart gives the same SVG, byte for byte, by one version of the
    libraries; its title and its description are in it, for who has it read aloud. Nothing is loaded from the network,
    neither now nor when the file is opened.

    >>> import pathlib, tempfile
    >>> import axis_tracker as axt
    >>> target = pathlib.Path(tempfile.mkdtemp(), "timeline.svg")
    >>> axt.charts.save(axt.charts.timeline(axt.load()), target)
    >>> "North Korea" in target.read_text("utf-8")
    True

    Raises `WriteError` for another suffix and where something else than a file stands, `MissingExtraError` without the
    extra `charts`, `OSError` if it cannot be written.
    """
    suffix = Path(path).suffix.lower()
    write = _WRITERS.get(suffix)
    if write is None:
        known = ", ".join(_WRITERS)
        raise WriteError([Problem(f"a chart is saved as one of {known}", value=suffix, file=str(path))])
    content = write(chart.to_dict())
    with whole_file(path) as file:
        file.write(content)


def _svg(specification: Mapping[str, Any]) -> bytes:
    vl_convert = _converter()
    drawn: str = vl_convert.vegalite_to_svg(dict(specification))
    # Gradients are numbered through the life of the process.
    numbers: dict[str, str] = {}
    drawn = _GRADIENT.sub(lambda found: numbers.setdefault(found.group(), f"gradient_{len(numbers)}"), drawn)
    title, description = _title(specification), str(specification.get("description", ""))
    head = f'role="img" aria-label={quoteattr(description or title)} '
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    start, end = drawn.index("<svg ") + len("<svg "), drawn.index(">") + 1
    return f"{drawn[:start]}{head}{drawn[start:end]}{words}{drawn[end:]}\n".encode()


def _png(specification: Mapping[str, Any]) -> bytes:
    drawn: bytes = _converter().vegalite_to_png(dict(specification), scale=_SCALE)
    return drawn


def _json(specification: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(specification, ensure_ascii=False, indent=2, sort_keys=True)}\n".encode()


_WRITERS: Final[Mapping[str, Callable[[Mapping[str, Any]], bytes]]] = {".svg": _svg, ".png": _png, ".json": _json}


def _title(specification: Mapping[str, Any]) -> str:
    given = specification.get("title", "")
    text = given.get("text", "") if isinstance(given, Mapping) else given
    return text if isinstance(text, str) else " ".join(text)


def _converter() -> Any:
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        if error.name != "vl_convert":
            raise
        raise MissingExtraError("charts", purpose="saving a chart as a picture") from None
    return vl_convert
