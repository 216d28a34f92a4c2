"""Fast initialisation of frozen, slotted objects.

`object.__setattr__` gets around a frozen class, but costs several times as much as a plain assignment. So an object
starts as an instance of a mutable subclass with the same memory layout. When all fields are set, `__class__` is set to
the frozen class.
"""

from __future__ import annotations

from typing import Any

__all__ = ["as_mutable", "mutable_class"]


def mutable_class(cls: type) -> Any:
    """Return a subclass of a slotted class whose instances take assignments; a new instance has no field set.

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
    """Turn an object into an instance of the mutable subclass of its class, for use in its own `__init__`."""
    _set_class(one, mutable)
    return one


# The frozen class overrides `__setattr__`, so that `one.__class__ = ...` would be refused.
_set_class = object.__dict__["__class__"].__set__
