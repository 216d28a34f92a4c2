"""The public names and their signatures, as they were agreed: `public_api.txt` beside this file.

Those of the package come first, then those of `axis_tracker.testing`.

A name that goes, or a parameter that is renamed, is somebody else's broken program; so a change shows here first.
If it is meant: `python tests/test_public_api.py` writes the file anew, and the diff is part of the review.
Parameters stand with their kinds and defaults; their types are tested in `tests/typing`.
"""

from __future__ import annotations

import enum
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import axis_tracker
import axis_tracker.testing

SNAPSHOT = Path(__file__).with_name("public_api.txt")


def described() -> str:
    """The public names, one a line, each class with its public attributes."""
    names = [(name, getattr(axis_tracker, name)) for name in sorted(axis_tracker.__all__)]
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
        yield f"    def {name}{_parameters(getattr(cls, name))}"
    else:
        yield f"    {name}"


def _parameters(function: object) -> str:
    try:
        signature = inspect.signature(function)
    except ValueError:  # an exception without an __init__ of its own
        return "(*args)"
    bare = [one.replace(annotation=inspect.Parameter.empty) for one in signature.parameters.values()]
    return str(signature.replace(parameters=bare, return_annotation=inspect.Signature.empty))


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


if __name__ == "__main__":
    SNAPSHOT.write_text(described(), encoding="utf-8", newline="\n")
