"""The strategy for policies of estimates. Imports `drawing`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Unpack

from hypothesis import strategies as st

from axis_tracker.model.vocabulary import Likelihood, Stance
from axis_tracker.reasoning.policies import Policy
from axis_tracker.testing.choices import Draw, sampled
from axis_tracker.testing.drawing import Known, Special, checked, of_dataset, records_of, reference

if TYPE_CHECKING:
    from axis_tracker.facade.dataset import Dataset
    from axis_tracker.testing.fields import PolicyFields

__all__ = ["policies"]


def policies(dataset: Dataset | None = None, **fields: Unpack[PolicyFields]) -> st.SearchStrategy[Policy]:
    """Policies of every kind, the default one among them, which examples shrink to.

    >>> from hypothesis import find
    >>> find(policies(), lambda one: True) == Policy()
    True

    `dataset`: the actors in `only` and `without` are its actors, by their ids; without it, some that need not exist.
    `fields`: what any field is to be, as a value or as a strategy. Up to two actors are named, and up to three origins
    asked for.

    Raises `InvalidValueError`, with the field as `path`, for a field that the class does not have and for a value that
    it refuses.
    """
    return records_of(Policy, of_dataset(dataset), checked(Policy, fields), _POLICY)


def _actors(draw: Draw, known: Known, _fields: Mapping[str, Any]) -> tuple[str, ...]:
    return reference(draw, known, "actors") if draw(sampled((False, True))) else ()


_STANCES: Final = st.just((Stance.ASSERTS,)) | st.lists(st.sampled_from(Stance), min_size=1, max_size=4).map(tuple)
_MARGINS: Final = st.none() | st.integers(0, 100) | st.decimals(0, 100, places=1).map(Decimal)
_LIKELIHOODS: Final = (Policy().minimum_likelihood, *Likelihood)
_POLICY: Final[Special] = {
    "stances": lambda draw, _known, _fields: draw(_STANCES),
    "minimum_likelihood": lambda draw, _known, _fields: draw(sampled(_LIKELIHOODS)),
    "only": _actors,
    "without": _actors,
    "origins": lambda draw, _known, _fields: draw(sampled((1, 2, 3))),
    "margin": lambda draw, _known, _fields: draw(_MARGINS),
}
