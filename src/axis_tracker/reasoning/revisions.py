"""Revisions: which claims have been replaced, by which, and what changed from each to the next.

A revision is never inferred: a later figure of the same service is a revision only if its claim says so (`revises`),
because a running total that has grown takes nothing back. Imports the model and the dataset.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from itertools import pairwise
from operator import attrgetter
from typing import Any, Final, TypeAlias

from attrs import fields_dict, frozen

from axis_tracker.dataset.event_selections import EventSelection
from axis_tracker.dataset.record_set import RecordSet, derived
from axis_tracker.imprecise.controlled_terms import ControlledTerm
from axis_tracker.imprecise.measures import Measure
from axis_tracker.imprecise.quantities import Quantity
from axis_tracker.model.claims import Claim
from axis_tracker.model.events import Event

__all__ = ["AboutLike", "Change", "Revision", "Shift", "revisers", "revisions", "standing_for", "superseded"]

AboutLike: TypeAlias = "str | Event | EventSelection[Any]"
"""What findings can be narrowed to: an event, its id, or a selection of events."""


class Shift(ControlledTerm):
    """How a revised figure lies to the one before it. Both count the same unit."""

    RAISED = "raised", "every possible number is above every earlier one"
    LOWERED = "lowered", "every possible number is below every earlier one"
    NARROWED = "narrowed", "fewer numbers are possible, and all of them were possible before"
    WIDENED = "widened", "more numbers are possible, including all earlier ones"
    MOVED = "moved", "some numbers stay possible, some no longer are, and some are new"


@frozen
class Change:
    """A field in which a revision differs from the claim that it revises.

    Attributes:
        revised: The earlier claim.
        revising: The later claim.
        field: The name of the field, such as "quantity" or "stance".
        before: The value in the earlier claim, or None if it has none.
        after: The value in the later claim, or None if it has none.
    """

    revised: Claim
    revising: Claim
    field: str
    before: Any
    after: Any

    @property
    def shift(self) -> Shift | None:
        """How the new figure lies to the old one; None for other fields and where the units differ.

        >>> old, new = Quantity.at_least(600, "killed"), Quantity.from_words("about 2,000 killed")
        >>> claim = Claim(id="x", event="x", claimants=["nis"], made="2025-09", summary="X.")
        >>> Change(claim, claim, "quantity", old, new).shift
        <Shift.NARROWED>
        """
        if not isinstance(self.before, Quantity) or not isinstance(self.after, Quantity):
            return None
        return _shift(self.before, self.after) if self.before.unit == self.after.unit else None

    def explain(self) -> str:
        """The change in words, such as 'quantity from "at least 600 killed" to "about 2,000 killed" (narrowed)'."""
        shift = f" ({self.shift.value})" if self.shift is not None else ""
        return f"{self.field.replace('_', ' ')} from {_written(self.before)} to {_written(self.after)}{shift}"


def _shift(before: Quantity, after: Quantity) -> Shift | None:
    if before == after:
        return None
    if after.is_more_than(before).is_certain:
        return Shift.RAISED
    if after.is_less_than(before).is_certain:
        return Shift.LOWERED
    if before.contains(after):
        return Shift.NARROWED
    return Shift.WIDENED if after.contains(before) else Shift.MOVED


def _written(value: Any) -> str:
    if value is None or value == ():
        return "not stated"
    if isinstance(value, enum.Enum):
        return f'"{value.value}"'
    return f'"{", ".join(map(str, value)) if isinstance(value, tuple) else value}"'


@frozen(repr=False)
class Revision:
    """A chain of claims in which each claim replaces the one before it.

    If two claims revise the same claim, there are two chains.

    >>> import axis_tracker as axt
    >>> killed = {"id": "killed", "event": "losses", "claimants": ["nis"], "summary": "The NIS counts the killed."}
    >>> first = axt.Claim(**killed, made="2025-04-30", measure={"quantity": "at least 600 killed", "phase": "lost"})
    >>> second = axt.Claim(
    ...     **killed | {"id": "killed-revised"}, made="2025-09-02", revises="killed",
    ...     measure={"quantity": "about 2,000 killed", "phase": "lost"},
    ... )
    >>> ds = axt.Dataset([
    ...     axt.Actor(id="nis", name="National Intelligence Service", kind="body"),
    ...     axt.Actor(id="kp", name="North Korea", kind="state"),
    ...     axt.Engagement(id="losses", name="North Korean losses", sides=["kp"], losses_of="kp"),
    ...     first, second,
    ... ])
    >>> chain, = ds.revisions()
    >>> chain.first.id, chain.latest.id, [change.field for change in chain.changes]
    ('killed', 'killed-revised', ['quantity'])
    >>> print(chain.explain())  # doctest: +NORMALIZE_WHITESPACE
    killed (made 2025-04-30) was revised by killed-revised (made 2025-09-02):
    quantity from "at least 600 killed" to "about 2,000 killed" (narrowed).

    Attributes:
        claims: The claims, from one that revises no other to one that no other revises.
        changes: What each step changes, in order.
        made: When each claim was made, as EDTF text.
    """

    claims: tuple[Claim, ...]
    changes: tuple[Change, ...]
    made: tuple[str, ...]

    @property
    def first(self) -> Claim:
        """The claim that revises nothing."""
        return self.claims[0]

    @property
    def latest(self) -> Claim:
        """The claim that nothing revises."""
        return self.claims[-1]

    def explain(self) -> str:
        """Step by step, what was replaced by what, when, and what changed."""
        return "\n".join(self._steps())

    def _steps(self) -> Iterator[str]:
        dated = [f"{claim.id} (made {made})" for claim, made in zip(self.claims, self.made, strict=True)]
        for number, after in enumerate(self.claims[1:]):
            what = [change.explain() for change in self.changes if change.revising == after]
            yield (
                f"{dated[number]} was revised by {dated[number + 1]}: {'; '.join(what) or 'no compared field changed'}."
            )

    def __repr__(self) -> str:
        return f"<Revision {' -> '.join(claim.id for claim in self.claims)}>"


def _of_measure(name: str) -> Callable[[Claim], Any]:
    return lambda claim: None if claim.measure is None else getattr(claim.measure, name)


_COMPARED: Final[dict[str, Callable[[Claim], Any]]] = {
    **{name: attrgetter(name) for name in ("stance", "likelihood", "hedge", "modality")},
    **{name: _of_measure(name) for name in fields_dict(Measure)},
    **{name: attrgetter(name) for name in ("when", "claimants", "basis", "assumption")},
}
"""What is compared between a claim and its revision: the name of the field, and how it is read from a claim."""


def revisions(dataset: RecordSet, *, about: AboutLike | None = None) -> tuple[Revision, ...]:
    """The chains of revision; see `Dataset.revisions`."""
    claims = dataset.claims if about is None else dataset.claims.where(about=about)
    by_revised = derived(dataset, revisers)
    firsts = (claim for claim in claims if claim.revises is None and claim.id in by_revised)
    return tuple(_revision(dataset, chain) for first in firsts for chain in _chains((first,), by_revised))


def _chains(chain: tuple[Claim, ...], by_revised: dict[str, list[Claim]]) -> Iterator[tuple[Claim, ...]]:
    waiting = [chain]
    while waiting:
        current = waiting.pop()
        following = by_revised.get(current[-1].id, [])
        if not following:
            yield current
        waiting.extend((*current, claim) for claim in reversed(following))


def _revision(dataset: RecordSet, claims: tuple[Claim, ...]) -> Revision:
    changes = tuple(
        Change(before, after, name, read(before), read(after))
        for before, after in pairwise(claims)
        for name, read in _COMPARED.items()
        if read(before) != read(after)
    )
    return Revision(claims, changes, tuple(str(dataset.made(claim)) for claim in claims))


def revisers(dataset: RecordSet) -> dict[str, list[Claim]]:
    """The claims that revise each claim, by its id; claims that nothing revises are not in it."""
    found: dict[str, list[Claim]] = {}
    for claim in dataset.claims:
        if claim.revises is not None:
            found.setdefault(claim.revises, []).append(claim)
    return found


def superseded(dataset: RecordSet) -> frozenset[str]:
    """The ids of the claims that another has replaced."""
    return frozenset(claim.revises for claim in dataset.claims if claim.revises is not None)


def standing_for(claim: Claim, by_revised: dict[str, list[Claim]]) -> tuple[Claim, ...]:
    """What stands in the place of a claim now: the claim itself, or the last of each chain that revises it."""
    return tuple(chain[-1] for chain in _chains((claim,), by_revised))
