"""Immutable objects that are quick to make.

A frozen class refuses assignments, and the ways around its refusal cost several times as much as an assignment. A
draft is an object of a subclass that takes assignments and adds nothing to the layout; when all its fields are set, it
is sealed by setting its `__class__`. Imports nothing.
"""

from __future__ import annotations

from typing import Any

__all__ = ["draft_class", "opened"]


def draft_class(cls: type) -> Any:
    """The class of the drafts of a slotted class; calling it gives one, all fields of which are still unset.

    >>> class Frozen:
    ...     __slots__ = ("field",)
    ...     def __setattr__(self, name, value):
    ...         raise AttributeError("frozen")
    >>> Draft = draft_class(Frozen)
    >>> one = Draft()
    >>> one.field = 1
    >>> one.__class__ = Frozen
    >>> one.field = 2
    Traceback (most recent call last):
        ...
    AttributeError: frozen
    """
    own = ("__new__", "__init__", "__setattr__", "__delattr__")
    return type(cls)(f"{cls.__name__}Draft", (cls,), {"__slots__": (), **{name: getattr(object, name) for name in own}})


def opened(one: object, drafts: Any) -> Any:
    """An object of which nobody else knows yet, as a draft of its class: for use in its own `__init__`."""
    _set_class(one, drafts)
    return one


_set_class = object.__dict__["__class__"].__set__
