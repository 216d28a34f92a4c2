"""The directive `axis-room`: the reference of the public names whose home is in one room.

The names are those of `axis_tracker.__all__`, shown as users import them and grouped by the module that defines them: a
new public name gets into the reference by being one. The build warns of a public name that no page shows.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import typing

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

_PACKAGE = "axis_tracker"


def _public() -> dict[str, object]:
    package = importlib.import_module(_PACKAGE)
    return {name: getattr(package, name) for name in package.__all__ if not name.startswith("__")}


def _home(name: str, value: object) -> str:
    """The module that defines the name: classes and functions know it, of other values only the modules do."""
    if isinstance(value, type) or inspect.isroutine(value):
        return value.__module__
    inner = (module for module in sorted(sys.modules) if module.startswith(f"{_PACKAGE}."))
    return next(module for module in inner if name in getattr(sys.modules[module], "__all__", ()))


def _directive(value: object) -> str:
    if isinstance(value, type):
        return "autoexception" if issubclass(value, BaseException) else "autoclass"
    return "autofunction" if inspect.isroutine(value) else "autodata"


class RoomDirective(SphinxDirective):
    """Documents the public names that live in the package or module that is the argument."""

    required_arguments: typing.ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        (room,) = self.arguments
        homes: dict[str, list[str]] = {}
        for name, value in _public().items():
            home = _home(name, value)
            if home == room or home.startswith(f"{room}."):
                homes.setdefault(home, []).append(f".. {_directive(value)}:: {_PACKAGE}.{name}")
        if not homes:
            raise self.error(f"no public name lives in {room}")
        page: list[str] = []
        for home, entries in sorted(homes.items()):
            if len(homes) > 1:
                page += [f"## {home.rpartition('.')[2].replace('_', ' ').capitalize()}", ""]
            page += ["```{eval-rst}", *entries, "```", ""]
        return self.parse_text_to_nodes("\n".join(page), allow_section_headings=True)


def _show_public_bases(_app: Sphinx, _name: str, _value: object, _options: object, bases: list[type]) -> None:
    """Puts in the place of a base that is not public what that one is made from."""
    public = set(filter(inspect.isclass, _public().values()))
    shown: list[type] = []
    for base in bases:
        origin = typing.get_origin(base) or base
        first, *rest = inspect.getmro(origin) if isinstance(origin, type) else [object]  # NamedTuple is a function
        if first.__module__.startswith(_PACKAGE) and first not in public:
            shown.append(next(one for one in rest if one in public or not one.__module__.startswith(_PACKAGE)))
        else:
            shown.append(base)
    bases[:] = dict.fromkeys(shown)


def _warn_of_missing(_app: Sphinx, env: BuildEnvironment) -> None:
    for name in _public():
        if f"{_PACKAGE}.{name}" not in env.domains.python_domain.objects:
            logging.getLogger(__name__).warning("%s.%s is public, and on no page of the reference", _PACKAGE, name)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-room", RoomDirective)
    app.connect("autodoc-process-bases", _show_public_bases)
    app.connect("env-check-consistency", _warn_of_missing)
    return {"version": "1", "parallel_read_safe": True}
