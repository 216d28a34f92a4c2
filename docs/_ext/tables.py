"""The directive `axis-table`: a table of the package, shown as it stands in the code.

    ```{axis-table} axis_tracker.imprecise.dates:PROFILE
    :columns: feature, level, example, reason
    :headers: Feature, Level of EDTF, Example, Why refused
    :code: example
    :widths: 30 10 20 40
    ```

The argument names a module and a value in it: rows (named tuples, attrs or data classes, plain tuples, mappings), a
mapping of keys to rows (the key is the column `key`), or an enum class (columns `name`, `value`, `meaning`, and what
else its members have). `columns` are the fields or properties to show (all fields by default; dots reach further, as in
`hedge.words`; those of a plain tuple are `0`, `1`, and so on), `headers` their titles, `code` the columns that are set
as code. Text between backticks is code anywhere.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

_WORDS = {True: "yes", False: "no", None: ""}
_CODE_SPAN = re.compile(r"`([^`]+)`")


def _rows(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [{"key": key, **_fields(row)} for key, row in value.items()]
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError(f"is no table but {type(value).__name__}")


def _fields(row: object) -> dict[str, object]:
    """The fields of a row by name; those of a plain tuple, and a row that is one bare value, by number."""
    if isinstance(row, enum.Enum):
        return {"name": row.name, "value": row.value, "meaning": meaning_of(row)}
    if isinstance(row, Mapping):
        return {str(name): value for name, value in row.items()}
    if hasattr(row, "__attrs_attrs__"):
        return {field.name: getattr(row, field.name) for field in row.__attrs_attrs__}
    if dataclasses.is_dataclass(row):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    if isinstance(row, tuple):
        names = getattr(row, "_fields", range(len(row)))
        return {str(name): value for name, value in zip(names, row, strict=True)}
    return {"0": row}


def meaning_of(member: enum.Enum) -> str:
    """What a word means: as the member says itself, or as the docstring below it in the code does."""
    said = getattr(member, "meaning", None)
    if said is not None:
        return str(said)
    cls = type(member)
    docs = ModuleAnalyzer.for_module(cls.__module__).find_attr_docs()
    return " ".join(docs.get((cls.__qualname__, member.name), ())).strip()


def _reach(row: object, column: str) -> object:
    first, *rest = column.split(".")
    fields = _fields(row)
    value = fields[first] if first in fields else getattr(row, first)  # a column may be a property, too
    for name in rest:
        value = getattr(value, name)
    return value


def _shown(value: object) -> str:
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, re.Pattern):
        return str(value.pattern)
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, (tuple, list, set, frozenset)):
        parts = sorted(map(_shown, value)) if isinstance(value, (set, frozenset)) else map(_shown, value)
        return ", ".join(parts)
    if inspect.isroutine(value) or isinstance(value, type):
        return value.__name__
    return str(value)


def _cell(text: str, *, code: bool) -> nodes.entry:
    paragraph = nodes.paragraph()
    if code and text:
        paragraph += nodes.literal(text, text)
    else:
        for place, part in enumerate(_CODE_SPAN.split(text)):  # every second part stood between backticks
            paragraph += nodes.literal(part, part) if place % 2 else nodes.Text(part)
    return nodes.entry("", paragraph)


def _names(argument: str) -> list[str]:
    return [name.strip() for name in argument.split(",")]


class TableDirective(SphinxDirective):
    """Renders a value of the package as a table."""

    required_arguments: ClassVar[int] = 1
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "columns": _names,
        "headers": _names,
        "code": _names,
        "widths": directives.positive_int_list,
    }

    def run(self) -> list[nodes.Node]:
        (argument,) = self.arguments
        module, _, name = argument.partition(":")
        try:
            rows = _rows(getattr(importlib.import_module(module), name))
            columns = self.options.get("columns") or list(_fields(rows[0]))
            texts = [{column: _shown(_reach(row, column)) for column in columns} for row in rows]
        except (AttributeError, ImportError, IndexError, TypeError) as error:
            raise self.error(f"axis-table {argument}: {error}") from error
        headers = self.options.get("headers") or [column.replace("_", " ").capitalize() for column in columns]
        code = self.options.get("code", ())
        widths = self.options.get("widths") or [100 // len(columns)] * len(columns)
        if not len(headers) == len(widths) == len(columns) or not set(code) <= set(columns):
            raise self.error(f"axis-table {argument}: headers, widths and code do not fit the columns {columns}")
        return [_table(headers, texts, widths=widths, code=code)]


def _table(headers: list[str], rows: list[dict[str, str]], *, widths: list[int], code: Sequence[str]) -> nodes.table:
    group = nodes.tgroup(cols=len(headers))
    group += [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.row("", *(_cell(header, code=False) for header in headers))
    body = [nodes.row("", *(_cell(text, code=column in code) for column, text in row.items())) for row in rows]
    group += [nodes.thead("", head), nodes.tbody("", *body)]
    return nodes.table("", group, classes=["colwidths-given"])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("axis-table", TableDirective)
    return {"version": "1", "parallel_read_safe": True}
