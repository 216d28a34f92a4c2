"""Controlled vocabularies: enums in which each member has a meaning, and functions that look up a member by value."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import Any, Final, Self, TypeVar

from axis_tracker.errors import InvalidValueError

__all__ = ["ControlledTerm", "enum_member", "nearest_or_all", "refuse_unknown_fields", "to_term"]

E = TypeVar("E", bound=enum.Enum)
T = TypeVar("T", bound="ControlledTerm")


class ControlledTerm(enum.Enum):
    """A term of a controlled vocabulary. A subclass defines each term as `NAME = "value", "meaning"`.

    Files contain the `value` of a term. The documentation, the JSON schema and the command line show its `meaning`.

    >>> class Channel(ControlledTerm):
    ...     RADIO = "radio", "a radio or television broadcast"
    >>> Channel.RADIO, str(Channel.RADIO), Channel.RADIO.meaning
    (<Channel.RADIO>, 'radio', 'a radio or television broadcast')
    """

    _value_: str
    _meaning: str

    # Type checkers apply this signature to the lookup `cls("radio")` as well, so only `value` is required.
    def __new__(cls, value: str, meaning: str = "", *_: object) -> Self:
        """Create a member. The `__init__` of a subclass may take further arguments."""
        member = object.__new__(cls)
        member._value_ = value
        member._meaning = meaning
        return member

    @property
    def meaning(self) -> str:
        """The meaning of the term, in a few plain words."""
        return self._meaning

    # Terms are compared by identity. The hash of `enum.Enum` is written in Python, and terms are in many keys.
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"<{type(self).__name__}.{self.name}>"

    def __str__(self) -> str:
        return str(self.value)


_TERMS: Final[dict[type[ControlledTerm], dict[Any, Any]]] = {}
"""The terms of each vocabulary, keyed by value.

A lookup in this table is twice as fast as `cls(value)`, and reading a file takes many lookups.
"""


def to_term(cls: type[T], value: object, what: str, path: str = "") -> T:
    """Return a member of a vocabulary. `value` is either the member itself or the value of the member.

    `what` is the name of the vocabulary in error messages, and `path` is the path of the error.

    >>> from axis_tracker.imprecise.measures import Phase
    >>> to_term(Phase, "sent", "phase")
    <Phase.SENT: 'sent'>

    Raises `InvalidValueError` for an unknown value. The error suggests the nearest term, or lists all terms.
    """
    if isinstance(value, cls):
        return value
    try:
        term: T = _TERMS[cls][value]
    except (KeyError, TypeError):  # the first lookup, or an unknown value
        _TERMS[cls] = {term.value: term for term in cls}
        term = enum_member(_TERMS[cls], value, what, path)
    return term


def enum_member(members: Mapping[str, E], value: object, what: str, path: str = "") -> E:
    """Return the member of an enum that has the given value.

    `members` maps values to members. `what` is the name of the vocabulary in error messages, and `path` is the path of
    the error.

    Raises `InvalidValueError` for an unknown value. The error suggests the nearest known value, or lists all of them.
    """
    member = members.get(value) if isinstance(value, str) else None
    if member is None:
        raise InvalidValueError(
            f"not a {what}", value=value, path=path, suggestion=nearest_or_all(value, list(members))
        )
    return member


_LONGEST_WORD: Final = 200
"""The maximum length, in characters, of a value that is compared with the known values.

The comparison takes quadratic time.
"""


def nearest_or_all(value: object, known: list[str]) -> str:
    """Return the advice for an unknown word: the nearest known word, or all known words if none is similar.

    >>> nearest_or_all("senl", ["sent", "used"]), nearest_or_all("x", ["sent", "used"])
    ("did you mean 'sent'?", "one of 'sent', 'used'")
    """
    import difflib  # only needed to explain an error

    word = value if isinstance(value, str) and len(value) <= _LONGEST_WORD else ""
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(map(repr, known))


def refuse_unknown_fields(names: Iterable[str], known: Iterable[str], what: str) -> None:
    """Check that a record has only known fields. `what` describes the record in error messages.

    Raises `InvalidValueError` for the first unknown name. The error lists the known fields.
    """
    for name in names:
        if name not in known:
            advice = f"the fields are {', '.join(known)}"
            reason = f"{what} has no such field"
            raise InvalidValueError(reason, value=name, path=str(name), suggestion=advice) from None
