"""The directives `axis-room` and `axis-module`: the reference of public names, made from `__all__`.

`axis-room` shows the names of `axis_tracker.__all__` whose home is in one room, as users import them and grouped by the
module that defines them; `axis-module` shows those of a module that users import by itself (`axis_tracker.charts`). A
new public name gets into the reference by being one, and the build warns of one that no page shows.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import typing

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.ext import napoleon
from sphinx.ext.napoleon import GoogleDocstring
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata, stringify_annotation

_PACKAGE = "axis_tracker"


_MODULES = ("axis_tracker.charts", "axis_tracker.testing")
"""The modules besides the package itself from which users import."""


_QUALIFIED = re.compile(r"^(?:ClassVar|Final|NotRequired)\[(.*)\]$")
"""The annotation of a field whose qualifier says nothing about the values."""


def _public(module: str = _PACKAGE) -> dict[str, object]:
    imported = importlib.import_module(module)
    return {name: getattr(imported, name) for name in imported.__all__ if not name.startswith("__")}


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


def _options(value: object) -> list[str]:
    """A class that nobody inherits from shows also what it has from a base that is not public."""
    if not isinstance(value, type) or not getattr(value, "__final__", False):
        return []
    hidden = [one for one in value.__bases__ if one.__module__.startswith(_PACKAGE) and one not in _public().values()]
    asked = any(inspect.isfunction(member) for one in hidden for name, member in vars(one).items() if name[0] != "_")
    return ["   :inherited-members: object"] if asked else []


class RoomDirective(SphinxDirective):
    """Documents the public names that live in the package or module that is the argument."""

    required_arguments: typing.ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        (room,) = self.arguments
        names = {name: value for name, value in _public().items() if _lives_in(room, _home(name, value))}
        if not names:
            raise self.error(f"no public name lives in {room}")
        return self.parse_text_to_nodes(_page(_PACKAGE, names), allow_section_headings=True)


class ModuleDirective(SphinxDirective):
    """Documents the public names of the module that is the argument."""

    required_arguments: typing.ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        (module,) = self.arguments
        if module not in _MODULES:
            raise self.error(f"{module} is none of {_MODULES}")
        return self.parse_text_to_nodes(_page(module, _public(module)), allow_section_headings=True)


def _lives_in(room: str, home: str) -> bool:
    return home == room or home.startswith(f"{room}.")


def _page(module: str, names: dict[str, object]) -> str:
    """The names as users import them from the module, under the names of the modules that define them."""
    homes: dict[str, list[str]] = {}
    for name, value in names.items():
        entry = [f".. {_directive(value)}:: {module}.{name}", *_options(value), ""]
        homes.setdefault(_home(name, value), []).append("\n".join(entry))
    page: list[str] = []
    for home, entries in sorted(homes.items()):
        if len(homes) > 1:
            page += [f"## {home.rpartition('.')[2].replace('_', ' ').capitalize()}", ""]
        page += ["```{eval-rst}", *entries, "```", ""]
    return "\n".join(page)


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


def _list_fields(_app: Sphinx, what: str, _name: str, value: object, _options: object, lines: list[str]) -> None:
    """Turn each field under "Attributes:" in the docstring of a class into an entry with its type.

    Napoleon parses the section. It does not run as an extension, because it would read "TEXT: MORE" in the docstring of
    a property as a type and a description. The types stay as the source writes them: evaluated, they would have the
    names of internal modules, which the reference does not contain.
    """
    if what not in ("class", "exception") or not isinstance(value, type):
        return
    annotations: dict[str, object] = {}
    for base in reversed(value.__mro__):
        annotations |= inspect.get_annotations(base)
    lines[:] = GoogleDocstring(lines, napoleon.Config(napoleon_attr_annotations=False), what=what).lines()
    for index in reversed(range(len(lines))):
        directive, _, field = lines[index].partition(":: ")
        annotation = annotations.get(field)
        if directive == ".. attribute" and annotation is not None:
            if isinstance(annotation, typing.ForwardRef):  # NamedTuple and TypedDict wrap the text
                annotation = annotation.__forward_arg__
            text = annotation if isinstance(annotation, str) else stringify_annotation(annotation, "smart")
            lines.insert(index + 1, "   :type: " + _QUALIFIED.sub(r"\1", text))


def _skip_tuple_fields(
    _app: Sphinx, _what: str, _name: str, value: object, _skip: object, _options: object
) -> bool | None:
    """Skip the text that Python gives every field of a NamedTuple; "Attributes:" describes the field."""
    return True if (inspect.getdoc(value) or "").startswith("Alias for field number") else None


def _link_base_of_dataset(app: Sphinx, env: BuildEnvironment, node: Element, text: Element) -> Element | None:
    """Link `RecordSet`, the base of `Dataset` that lower rooms use in annotations, to the public class."""
    if node["reftarget"].rpartition(".")[2] != "RecordSet":
        return None
    python = env.domains.python_domain
    return python.resolve_xref(env, node["refdoc"], app.builder, "class", f"{_PACKAGE}.Dataset", node, text)


def _warn_of_missing(_app: Sphinx, env: BuildEnvironment) -> None:
    for module in (_PACKAGE, *_MODULES):
        for name in _public(module):
            if f"{module}.{name}" not in env.domains.python_domain.objects:
                logging.getLogger(__name__).warning("%s.%s is public, and on no page of the reference", module, name)
    for name, value in _public().items():
        for field in _own_fields(value):
            if f"{_PACKAGE}.{name}.{field}" not in env.domains.python_domain.objects:
                logging.getLogger(__name__).warning("the docstring of %s does not list the field %s", name, field)


def _own_fields(value: object) -> list[str]:
    """Return the fields that a class adds to its bases. Subclasses of `Event` do not list the fields of every event."""
    if not isinstance(value, type):
        return []
    if typing.is_typeddict(value):
        return [*value.__annotations__]
    is_named_tuple = issubclass(value, tuple) and hasattr(value, "_fields")
    fields = value._fields if is_named_tuple else [one.name for one in getattr(value, "__attrs_attrs__", ())]
    return [name for name in fields if name in inspect.get_annotations(value) and not name.startswith("_")]


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-room", RoomDirective)
    app.add_directive("axis-module", ModuleDirective)
    app.connect("autodoc-process-bases", _show_public_bases)
    app.connect("autodoc-process-docstring", _list_fields)
    app.connect("autodoc-skip-member", _skip_tuple_fields)
    app.connect("missing-reference", _link_base_of_dataset)
    app.connect("env-check-consistency", _warn_of_missing)
    return {"version": "1", "parallel_read_safe": True}
