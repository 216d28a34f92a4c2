"""The public names and their signatures, as they were agreed: `public_api.txt` beside this file.

Those of the package come first, then those of `axis_tracker.charts` and `axis_tracker.testing`.

A name that goes, or a parameter that is renamed, is somebody else's broken program; so a change shows here first.
If it is meant: `python tests/test_public_api.py` writes the file anew, and the diff is part of the review.
Parameters stand with their kinds, types and defaults, results with their types, as the source writes them; what
type checkers make of them is tested in `tests/typing`. `api_changes.py` compares with the last release.
"""

from __future__ import annotations

import enum
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import ForwardRef

import pytest

import axis_tracker
import axis_tracker.charts
import axis_tracker.testing

SNAPSHOT = Path(__file__).with_name("public_api.txt")


def described() -> str:
    """The public names, one a line, each class with its public attributes."""
    names = [(name, getattr(axis_tracker, name)) for name in sorted(axis_tracker.__all__)]
    names += [(f"charts.{name}", getattr(axis_tracker.charts, name)) for name in sorted(axis_tracker.charts.__all__)]
    names += [(f"testing.{name}", getattr(axis_tracker.testing, name)) for name in sorted(axis_tracker.testing.__all__)]
    return "".join(f"{line}\n" for name, public in names for line in _lines(name, public))


def _lines(name: str, public: object) -> Iterator[str]:
    if inspect.isclass(public):
        bases = ", ".join(base.__name__ for base in public.__bases__ if base is not object)
        head = f"class {name}({bases})" if bases else f"class {name}"
        if issubclass(public, enum.Enum):
            yield head
            yield from (f"    {member.name} = {member.value!r}" for member in public)
        else:
            yield f"{head}: {_parameters(public)}"
            yield from (
                line for one in sorted(dir(public)) if not one.startswith("_") for line in _attribute(public, one)
            )
    elif callable(public):
        yield f"def {name}{_parameters(public)}"
    else:
        yield f"{name}: {type(public).__name__}"


def _attribute(cls: type, name: str) -> Iterator[str]:
    owner = next(one for one in cls.__mro__ if name in vars(one))
    if not owner.__module__.startswith("axis_tracker"):
        return  # what Python gives to every exception or tuple
    value = inspect.getattr_static(cls, name)
    if isinstance(value, (classmethod, staticmethod)) or inspect.isfunction(value):
        kind = f"@{type(value).__name__} " if isinstance(value, (classmethod, staticmethod)) else ""
        yield f"    {kind}def {name}{_parameters(getattr(cls, name))}"
    else:
        getter = getattr(value, "fget", None) or getattr(value, "func", None)  # of a property, or a cached one
        declared = _declared(cls, name) if getter is None else getter.__annotations__.get("return")
        yield f"    {name}: {_written(declared)}" if declared is not None else f"    {name}"


def _declared(cls: type, name: str) -> object:
    """The annotation of an attribute, as the first class that has one gives it."""
    return next((found[name] for one in cls.__mro__ if name in (found := inspect.get_annotations(one))), None)


def _written(annotation: object) -> str:
    """An annotation as the source writes it."""
    if isinstance(annotation, ForwardRef):  # what a named tuple makes of a text
        annotation = annotation.__forward_arg__
    if isinstance(annotation, str):
        return annotation
    return annotation.__name__ if isinstance(annotation, type) else str(annotation).replace("typing.", "")


class _Written:
    """An annotation that a signature shows without quotes."""

    def __init__(self, annotation: object) -> None:
        self._annotation = annotation

    def __repr__(self) -> str:
        return _written(self._annotation)


def _parameters(function: object) -> str:
    try:
        signature = inspect.signature(function)
    except ValueError:  # an exception without an __init__ of its own
        return "(*args)"
    empty = inspect.Parameter.empty
    parameters = [
        one if one.annotation is empty else one.replace(annotation=_Written(one.annotation))
        for one in signature.parameters.values()
    ]
    returned = empty if signature.return_annotation in (empty, None, "None") else _Written(signature.return_annotation)
    return str(signature.replace(parameters=parameters, return_annotation=returned))


def test_the_public_names_are_those_that_were_agreed() -> None:
    agreed = SNAPSHOT.read_text(encoding="utf-8")
    assert described() == agreed, f"if this is meant: python {Path(__file__).parent.name}/{Path(__file__).name}"


def test_every_public_name_is_found_and_listed_once() -> None:
    names = axis_tracker.__all__
    assert len(set(names)) == len(names)
    assert set(names) <= set(dir(axis_tracker))
    for name in names:
        assert getattr(axis_tracker, name) is not None


def test_a_public_name_is_the_one_that_its_room_calls_public() -> None:
    for module, names in axis_tracker._HOMES.items():
        room = sys.modules.get(f"axis_tracker.{module}") or __import__(f"axis_tracker.{module}", fromlist=["_"])
        for name in names.split():
            assert name in room.__all__
            assert getattr(axis_tracker, name) is getattr(room, name)


def test_every_public_class_and_function_says_what_it_is() -> None:
    for name in axis_tracker.__all__:
        public = getattr(axis_tracker, name)
        if inspect.isclass(public) or inspect.isfunction(public):
            assert inspect.getdoc(public), name
            for attribute, value in vars(public).items():
                if not attribute.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                    assert inspect.getdoc(value), f"{name}.{attribute}"


def test_every_strategy_says_what_it_draws_and_is_listed_once() -> None:
    names = axis_tracker.testing.__all__
    assert len(set(names)) == len(names)
    assert all(inspect.getdoc(getattr(axis_tracker.testing, name)) for name in names if not name.isupper())


def test_a_name_that_is_not_there_is_refused_as_by_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'axis_tracker' has no attribute 'Actr'"):
        _ = axis_tracker.Actr
    with pytest.raises(ImportError):
        from axis_tracker import Actr  # noqa: F401


def test_a_deprecated_name_still_leads_to_what_it_named_and_warns_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(axis_tracker._DEPRECATED, "Doc", ("Document", "0.9"))
    for _ in range(2):
        with pytest.warns(
            DeprecationWarning, match=r"axis_tracker\.Doc will be removed in version 0\.9; use axis_tracker\.Document"
        ) as seen:
            assert axis_tracker.Doc is axis_tracker.Document
        assert seen[0].filename == __file__
    with pytest.warns(DeprecationWarning, match="use axis_tracker.Document"):
        from axis_tracker import Doc  # noqa: F401
    assert "Doc" not in axis_tracker.__all__


def test_a_deprecated_name_names_a_public_one_that_stays() -> None:
    for name, (instead, version) in axis_tracker._DEPRECATED.items():
        assert name not in axis_tracker.__all__
        assert instead in axis_tracker.__all__
        assert _numbers(version) > _numbers(axis_tracker.__version__), f"axis_tracker.{name} was to go in {version}"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(one) for one in version.split(".")[:2])


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8", newline="\n")
