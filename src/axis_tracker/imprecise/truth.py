"""The three answers to a question about imprecise values: yes, no and possibly.

The answers follow strong Kleene logic (S. C. Kleene, Introduction to Metamathematics, 1952, section 64).
"""

from __future__ import annotations

import enum

from axis_tracker.errors import IndefiniteError

__all__ = ["Truth"]


class Truth(enum.Enum):
    """The answer to a question about imprecise values: yes, no or possibly.

    The operators `&`, `|` and `~` are Kleene's strong connectives. If one operand of `&` is NO, the result is NO. If
    one operand of `|` is YES, the result is YES.

    >>> Truth.YES & Truth.POSSIBLY
    <Truth.POSSIBLY>
    >>> Truth.NO & Truth.POSSIBLY
    <Truth.NO>
    >>> ~Truth.POSSIBLY
    <Truth.POSSIBLY>

    An `if` statement accepts YES and NO. The answer POSSIBLY raises an error, because neither branch would be safe:

    >>> bool(Truth.POSSIBLY)
    Traceback (most recent call last):
        ...
    axis_tracker.errors.IndefiniteError: the answer is "possibly"; use .is_certain or .is_possible
    """

    NO = "no"
    POSSIBLY = "possibly"
    YES = "yes"

    @classmethod
    def of(cls, *, certain: bool, possible: bool) -> Truth:
        """Return YES if a statement is certain, POSSIBLY if the statement is only possible, and NO otherwise.

        >>> Truth.of(certain=False, possible=True)
        <Truth.POSSIBLY>
        """
        if certain:
            return cls.YES
        return cls.POSSIBLY if possible else cls.NO

    @property
    def is_certain(self) -> bool:
        """Whether the answer is YES."""
        return self is Truth.YES

    @property
    def is_possible(self) -> bool:
        """Whether the answer is YES or POSSIBLY."""
        return self is not Truth.NO

    def __and__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        return Truth.of(certain=self.is_certain and other.is_certain, possible=self.is_possible and other.is_possible)

    def __or__(self, other: Truth) -> Truth:
        if not isinstance(other, Truth):
            return NotImplemented
        return Truth.of(certain=self.is_certain or other.is_certain, possible=self.is_possible or other.is_possible)

    def __invert__(self) -> Truth:
        return Truth.of(certain=not self.is_possible, possible=not self.is_certain)

    def __bool__(self) -> bool:
        if self is Truth.POSSIBLY:
            raise IndefiniteError('the answer is "possibly"; use .is_certain or .is_possible')
        return self is Truth.YES

    def __repr__(self) -> str:
        return f"<Truth.{self.name}>"
