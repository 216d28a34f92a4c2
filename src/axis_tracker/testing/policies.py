"""The strategy for policies of estimates."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, TypedDict, Unpack

from hypothesis import strategies as st

from axis_tracker.facade.dataset import Dataset
from axis_tracker.model.fields import Several, Texts
from axis_tracker.model.vocabulary import Likelihood, Stance
from axis_tracker.reasoning.policies import Assumptions, PhaseOrder, Policy, Rates, Unnamed
from axis_tracker.testing import record_drawing as drawing
from axis_tracker.testing.arguments import Choice, FieldValues, sampled
from axis_tracker.testing.record_drawing import ReferencePool

__all__ = ["policies"]


class PolicyFields(TypedDict, total=False):
    """The fields of a `Policy`."""

    stances: Choice[Several[Stance | str]]
    minimum_likelihood: Choice[Likelihood | str]
    only: Choice[Texts]
    without: Choice[Texts]
    origins: Choice[int]
    unnamed: Choice[Unnamed | str]
    assumptions: Choice[Assumptions | str]
    rates: Choice[Rates | str]
    phases: Choice[PhaseOrder | str]
    margin: Choice[int | Decimal | None]


def policies(dataset: Dataset | None = None, **fields: Unpack[PolicyFields]) -> st.SearchStrategy[Policy]:
    """Draw policies of every kind. Examples shrink to the default policy.

    >>> from hypothesis import find
    >>> find(policies(), lambda one: True) == Policy()
    True

    If a `dataset` is given, `only` and `without` contain ids of actors in the dataset. If no dataset is given, `only`
    and `without` contain ids from a short list. Both fields contain at most two actors. A policy requires at most three
    origins. `fields` sets individual fields. Each field is given as a value or a strategy.

    Raises `InvalidValueError` for an unknown field and for a value that `Policy` rejects. The `path` of the error is
    the name of the field.
    """
    return drawing.records_of(Policy, drawing.pool_of(dataset), drawing.checked_fields(Policy, fields), _POLICY)


def _actors(draw: st.DrawFn, pool: ReferencePool, _fields: FieldValues) -> tuple[str, ...]:
    return drawing.some_ids(draw, pool, "actors") if draw(sampled((False, True))) else ()


_POLICY: Final[drawing.DependentFields] = {
    "stances": st.just((Stance.ASSERTS,)) | st.lists(st.sampled_from(Stance), min_size=1, max_size=4).map(tuple),
    "minimum_likelihood": sampled((Policy().minimum_likelihood, *Likelihood)),
    "only": _actors,
    "without": _actors,
    "origins": sampled((1, 2, 3)),
    "margin": st.none() | st.integers(0, 100) | st.decimals(0, 100, places=1).map(Decimal),
}
