"""Fast initialisation of frozen, slotted objects.

`object.__setattr__` can set the fields of a frozen object, but takes several times as long as a plain assignment.
Therefore, each object starts as an instance of a mutable subclass with the same memory layout. When all fields are
set, the `__class__` of the object is changed to the frozen class.
"""

from __future__ import annotations

from typing import Any

__all__ = ["as_mutable", "mutable_class"]


def mutable_class(cls: type) -> Any:
    """Return a mutable subclass of a slotted class. In a new instance of the subclass, no field is set.

    >>> class Frozen:
    ...     __slots__ = ("field",)
    ...     def __setattr__(self, name, value):
    ...         raise AttributeError("frozen")
    >>> MutableFrozen = mutable_class(Frozen)
    >>> one = MutableFrozen()
    >>> one.field = 1
    >>> one.__class__ = Frozen
    >>> one.field = 2
    Traceback (most recent call last):
        ...
    AttributeError: frozen
    """
    own = ("__new__", "__init__", "__setattr__", "__delattr__")
    plain = {name: getattr(object, name) for name in own}
    return type(cls)(f"Mutable{cls.__name__}", (cls,), {"__slots__": (), **plain})


def as_mutable(one: object, mutable: Any) -> Any:
    """Change the class of an object to its mutable subclass, and return the object.

    Only the `__init__` of the object should call this function.
    """
    _set_class(one, mutable)
    return one


# The frozen class overrides `__setattr__`, so `one.__class__ = ...` would raise an error.
_set_class = object.__dict__["__class__"].__set__
